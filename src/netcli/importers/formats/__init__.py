"""File syntaxes: tables, JSON, XML and content lines, independent of their contents."""
