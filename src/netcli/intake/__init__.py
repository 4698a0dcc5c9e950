"""Import files into the book."""
