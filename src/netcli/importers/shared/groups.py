"""Links between members of a group, if the group is small enough for them to know each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final

from netcli.records import Testimony

GROUP_LIMIT: Final = 15
"""Maximum people in a chat, meeting or mail for it to suggest that they know each other (a choice)."""
SYSTEM_GROUPS: Final = frozenset(("mycontacts", "my contacts", "other contacts", "starred"))
"""Groups that Google creates by itself, which say nothing about anybody."""


def among(
    people: Iterable[str],
    title: str | None,
    *,
    last: str | None = None,
    file: str | None = None,
    line: int | None = None,
    moments: str | None = None,
) -> Iterator[Testimony]:
    """Guess a link between any two members of a small group; only the first pair records *moments*."""
    members = list(dict.fromkeys(people))
    if len(members) <= GROUP_LIMIT:
        for a, b in combinations(members, 2):
            yield Testimony(
                a, b, "group", certainty="guess", last=last, detail=title, file=file, line=line, moments=moments
            )
            moments = None
