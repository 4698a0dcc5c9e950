"""Measures of a whole network, computed on numpy arrays."""
