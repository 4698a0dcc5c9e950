"""Compare all candidate pairs of a book as columns of numbers, with the same results as for single pairs."""
