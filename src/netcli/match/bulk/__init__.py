"""Every pair of a whole book worth a question: the same comparisons as one pair, on columns of numbers."""
