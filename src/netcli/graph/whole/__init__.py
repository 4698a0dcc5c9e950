"""Measures of a whole book's network, on numpy arrays: loaded only by the commands that ask for them."""
