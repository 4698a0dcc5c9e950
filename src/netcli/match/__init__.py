"""Decide which records and people are the same, with reasons; nothing here writes to the book or asks the user.

decide               compares one record with the people who have its keys, during an import
bulk.pairs           compares all pairs of the book, for `duplicates`
rules.score          computes the evidence for one pair, in bits, for `why`
contested            decides which claims with the same keys belong to one person
"""
