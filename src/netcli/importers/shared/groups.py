"""Guess links between the members of a small group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from types import MappingProxyType
from typing import Final

from netcli.records import OWNER, Testimony

GROUP_LIMIT: Final = 15
"""Maximum size of a group whose members probably know each other.

This number is a choice, not measured.
"""
SYSTEM_GROUPS: Final = frozenset(("mycontacts", "my contacts", "other contacts", "starred"))
"""Names of groups that Google makes by itself. Such a group proves nothing about its members."""


def among(
    people: Iterable[str],
    title: str | None,
    *,
    lasts: Mapping[str, str | None] = MappingProxyType({}),
    file: str | None = None,
    line: int | None = None,
    moments: str | None = None,
) -> Iterator[Testimony]:
    """Yield a guessed link between any two members of a small group.

    Only the first link has *moments*. *lasts* gives the day of each member's last message.
    """
    members = list(dict.fromkeys(people))
    if len(members) <= GROUP_LIMIT:
        for a, b in combinations(members, 2):
            yield Testimony(
                a,
                b,
                "group",
                certainty="guess",
                last=last_shared(a, b, lasts),
                detail=title,
                file=file,
                line=line,
                moments=moments,
            )
            moments = None


def last_shared(a: str, b: str, lasts: Mapping[str, str | None]) -> str | None:
    """Compare the days of the last messages of *a* and *b*, and return the earlier day.

    The owner's day does not count. If a day is unknown, return None.
    """
    days = [lasts.get(each) for each in (a, b) if each != OWNER]  # the owner reads what others write
    return None if None in days else min(filter(None, days), default=None)
