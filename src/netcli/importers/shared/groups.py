"""Guess links between the members of a group that is so small that they probably know each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final

from netcli.records import Testimony

GROUP_LIMIT: Final = 15
"""Number of people up to which a common chat, meeting or mail suggests that they know each other (a choice)."""
SYSTEM_GROUPS: Final = frozenset(("mycontacts", "my contacts", "other contacts", "starred"))
"""Names of groups that Google makes by itself, and which say nothing about their members."""


def among(
    people: Iterable[str],
    title: str | None,
    *,
    last: str | None = None,
    file: str | None = None,
    line: int | None = None,
    moments: str | None = None,
) -> Iterator[Testimony]:
    """Yield a guessed link between any two members of a small group; only the first of these links has *moments*."""
    members = list(dict.fromkeys(people))
    if len(members) <= GROUP_LIMIT:
        for a, b in combinations(members, 2):
            yield Testimony(
                a, b, "group", certainty="guess", last=last, detail=title, file=file, line=line, moments=moments
            )
            moments = None
