"""The book for AI assistants, over the Model Context Protocol: a few questions, and changes that need confirmation."""
