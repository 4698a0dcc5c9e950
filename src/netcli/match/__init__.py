"""Decide which records and people are the same, and why.

decide          compares one record with the people who have its keys, during an import
bulk.pairs      compares all pairs of the book, for `duplicates`
rules.score     computes the bits of evidence for one pair, for `why`
contested       decides which claims with the same keys belong to one person
"""
