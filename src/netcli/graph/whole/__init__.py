"""Measures of a whole network, computed on numpy arrays; only the commands that need them load this package."""
