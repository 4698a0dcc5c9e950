"""What chats prove: how often two people wrote to each other, and who shares a small group. Never what they said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from netcli.records import Testimony

GROUP_CAP: Final = 15
"""People of a chat above which sharing it says nothing; the same as for mails and meetings."""


@dataclass(slots=True)
class Said:
    """How many messages somebody wrote, and the day of the last one."""

    count: int = 0
    last: str | None = None

    def add(self, day: str | None) -> None:
        """One more message."""
        self.count += 1
        if day and (self.last is None or day > self.last):
            self.last = day


def tally(messages: Iterable[tuple[str, str | None]]) -> dict[str, Said]:
    """Who wrote how much, from (writer, day) in any order."""
    said: dict[str, Said] = {}
    for writer, day in messages:
        said.setdefault(writer, Said()).add(day)
    return said


def between(
    a: str, b: str, said: Mapping[str, Said], *, file: str | None = None, line: int | None = None
) -> Iterator[Testimony]:
    """The messages of a chat of two, each way; answered ones are a sure contact."""
    certainty = "sure" if a in said and b in said else "probable"
    for writer, direction in ((a, "a_to_b"), (b, "b_to_a")):
        if writer in said:
            yield Testimony(
                a, b, "message", certainty=certainty, last=said[writer].last, count=said[writer].count,
                direction=direction, file=file, line=line,
            )  # fmt: skip


def among(
    people: Iterable[str],
    title: str | None,
    *,
    last: str | None = None,
    file: str | None = None,
    line: int | None = None,
) -> Iterator[Testimony]:
    """Sharing a small group is only a guess that two people know each other."""
    members = list(dict.fromkeys(people))
    if len(members) <= GROUP_CAP:
        for a, b in combinations(members, 2):
            yield Testimony(a, b, "group", certainty="guess", last=last, detail=title, file=file, line=line)
