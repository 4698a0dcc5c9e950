"""Who is whom: records and the people known, in; verdicts with their reasons, out. Nothing here stores or asks.

decide               one record against the people its keys point to, while importing
bulk.pairs           the whole book against itself, for `duplicates`
rules.score          the bits of one pair, for `why`
contested            who is one where several claim the same keys
"""
