"""Who is whom: records and the people known, in; verdicts with their reasons, out. Nothing here stores or asks.

keys → decide        one record against the people its identifiers point to, while importing
candidates → clusters   the whole book against itself, for `duplicates`
score                 the bits of one pair, for `why`
"""

from __future__ import annotations

from netcli.match import arrivals
from netcli.match.blocking import Blocks, Pairs, candidates
from netcli.match.clusters import clusters
from netcli.match.columns import Sketch
from netcli.match.profiles import Key, Profile, keys, of, union
from netcli.match.rules import ASKED, AUTOMATIC, Comparison, Frequencies, Reason, Verdict, decide, score, vetoes
from netcli.match.words import compatible

__all__ = [
    "ASKED",
    "AUTOMATIC",
    "Blocks",
    "Comparison",
    "Frequencies",
    "Key",
    "Pairs",
    "Profile",
    "Reason",
    "Sketch",
    "Verdict",
    "arrivals",
    "candidates",
    "clusters",
    "compatible",
    "decide",
    "keys",
    "of",
    "score",
    "union",
    "vetoes",
]
