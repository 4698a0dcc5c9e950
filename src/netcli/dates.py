"""The closed list of date shapes that exports use, read without the process locale and without guessing.

Dates keep the precision that is known: `2015`, `2015-01`, `2015-01-24`, `--03-12`.
"""
