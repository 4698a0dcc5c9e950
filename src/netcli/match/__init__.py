"""Decide which records and people are the same, with reasons; nothing here writes to the book or asks the user.

decide               one record against the people with its keys, during an import
bulk.pairs           all pairs of the book, for `duplicates`
rules.score          the evidence for one pair, in bits, for `why`
contested            which of several claims to the same keys are one person
"""
