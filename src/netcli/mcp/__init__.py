"""The book for assistants, over the Model Context Protocol: a few questions, and changes that are proposed first."""
