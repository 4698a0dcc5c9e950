"""The book for AI assistants, over the Model Context Protocol."""
