"""Recognise identifiers that differ by one typing error."""

from __future__ import annotations

import re
from typing import Final

TAIL: Final = 9
"""Two phone numbers are compared by this number of final digits."""
SOLD_TOGETHER: Final = 2
"""Number of final digits in which two phones of one family may differ."""
SHORTEST: Final = 4
"""Minimum number of letters in a word that may contain a typing error."""
INITIALS: Final = 2
"""Number of letters at the beginning of a word that may be initials.

If these letters differ, there is no typing error: jpmartin@ and jmmartin@ are two people.
"""
_WORD: Final = re.compile(r"[a-z]+")


def mistyped(one: str, other: str) -> bool:
    """Return whether two numbers of nine digits differ only by a typing error.

    >>> mistyped("612345678", "612435678"), mistyped("612345678", "612395678")
    (True, True)

    Numbers that may have been bought together are different:

    >>> mistyped("612345678", "612345679"), mistyped("612345678", "612345688")
    (False, False)
    """
    if len(one) != TAIL or len(other) != TAIL:
        return False
    wrong = [place for place in range(TAIL) if one[place] != other[place]]
    if len(wrong) != 2:
        return len(wrong) == 1 and wrong[0] < TAIL - SOLD_TOGETHER
    first, second = wrong
    return second - first == 1 and one[first] + one[second] == other[second] + other[first]


def misspelt(one: str, other: str) -> bool:
    """Return whether two mailboxes of one domain differ by a typing error.

    >>> misspelt("zoe.exemple@x.org", "zoe.exmeple@x.org"), misspelt("zoe.exemple@x.org", "zoe.exemple@y.org")
    (True, False)
    >>> misspelt("j.martin1@x.org", "j.martin2@x.org"), misspelt("j.p.martin@x.org", "j.m.martin@x.org")
    (False, False)
    """
    from rapidfuzz.distance import OSA  # imported late, as in words.likeness

    (local, _, domain), (another, _, place) = one.partition("@"), other.partition("@")
    if domain != place or _WORD.sub("a", local) != _WORD.sub("a", another) or OSA.distance(local, another) != 1:
        return False
    words = zip(_WORD.findall(local), _WORD.findall(another), strict=True)
    return all(a == b or (a[:INITIALS] == b[:INITIALS] and min(len(a), len(b)) >= SHORTEST) for a, b in words)
