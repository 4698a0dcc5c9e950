"""Give AI assistants access to the book through the Model Context Protocol."""
