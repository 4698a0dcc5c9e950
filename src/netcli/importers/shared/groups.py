"""When people who were in something together may know each other, and when it was a crowd."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final

from netcli.records import Testimony

GROUP_LIMIT: Final = 15
"""People of a chat, a meeting or a mail beyond which being in it together says nothing (a choice)."""
SYSTEM_GROUPS: Final = frozenset(("mycontacts", "my contacts", "other contacts", "starred"))
"""Groups that Google makes by itself: they say nothing of anybody."""


def among(
    people: Iterable[str],
    title: str | None,
    *,
    last: str | None = None,
    file: str | None = None,
    line: int | None = None,
    moments: str | None = None,
) -> Iterator[Testimony]:
    """Guess that any two members of a small group know each other; the first pair keeps which messages were read."""
    members = list(dict.fromkeys(people))
    if len(members) <= GROUP_LIMIT:
        for a, b in combinations(members, 2):
            yield Testimony(
                a, b, "group", certainty="guess", last=last, detail=title, file=file, line=line, moments=moments
            )
            moments = None
