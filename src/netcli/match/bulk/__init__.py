"""Compare the candidate pairs of a book on columns of numbers, with the same results as for single pairs."""
