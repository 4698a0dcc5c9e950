"""Decide which records and people are the same, and why.

decide          compares one record with the people who have its keys, during an import
bulk.pairs      compares all pairs of the book, for `duplicates`
rules.score     computes the bits of evidence for one pair, for `why`
contested       groups the claims that have the same keys by person
"""
