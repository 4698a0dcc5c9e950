"""Compare all pairs of a book that are worth it, as single pairs are compared, but on columns of numbers."""
