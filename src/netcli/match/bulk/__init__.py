"""Compare all candidate pairs of a book at once, as columns of numbers."""
