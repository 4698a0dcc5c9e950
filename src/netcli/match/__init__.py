"""Who is whom: records and the people known, in; verdicts with their reasons, out. Nothing here stores or asks.

decide               one record against the people its keys point to, while importing
candidates → clusters   the whole book against itself, for `duplicates`
score                 the bits of one pair, for `why`
"""

from __future__ import annotations

from netcli.match import decide
from netcli.match.bulk.blocking import Blocks, Pairs, candidates
from netcli.match.bulk.columns import Common, Sketch
from netcli.match.clusters import clusters
from netcli.match.profiles import Profile, of, union
from netcli.match.rules import ASKED, AUTOMATIC, Comparison, Frequencies, Reason, score, vetoes
from netcli.match.words import compatible

__all__ = [
    "ASKED",
    "AUTOMATIC",
    "Blocks",
    "Common",
    "Comparison",
    "Frequencies",
    "Pairs",
    "Profile",
    "Reason",
    "Sketch",
    "candidates",
    "clusters",
    "compatible",
    "decide",
    "of",
    "score",
    "union",
    "vetoes",
]
