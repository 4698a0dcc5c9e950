"""What chats prove: how often two people wrote to each other, and who shares a small group. Never what they said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from netcli.importers.text import fold
from netcli.records import Remark, Testimony


@dataclass(slots=True)
class Said:
    """How many messages somebody wrote, and the days of the first and the last one."""

    count: int = 0
    first: str | None = None
    last: str | None = None

    def add(self, day: str | None) -> None:
        """One more message."""
        self.count += 1
        if day:
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)


def tally(messages: Iterable[tuple[str, str | None]]) -> dict[str, Said]:
    """Who wrote how much, from (writer, day) in any order."""
    said: dict[str, Said] = {}
    for writer, day in messages:
        said.setdefault(writer, Said()).add(day)
    return said


def writer_called(name: str | None, writers: Mapping[str, str | None]) -> str | None:
    """The key of the only one of *writers*, names by key, who has that name."""
    keys = [key for key, called in writers.items() if name and called and fold(called) == fold(name)]
    return keys[0] if len(keys) == 1 else None


def nobody(file: str | None) -> Remark:
    """What there is to say of a chat when it is not told whose telephone or account it is from."""
    return Remark("owner_unknown", "nobody in it has the owner's name: whose chat is this? say so with --owner", file)


def between(
    a: str, b: str, said: Mapping[str, Said], *, file: str | None = None, line: int | None = None
) -> Iterator[Testimony]:
    """The messages of a chat of two, each way; answered ones are a sure contact."""
    certainty = "sure" if a in said and b in said else "probable"
    for writer, direction in ((a, "a_to_b"), (b, "b_to_a")):
        if writer in said:
            yield Testimony(
                a,
                b,
                "message",
                certainty=certainty,
                since=said[writer].first,
                last=said[writer].last,
                count=said[writer].count,
                direction=direction,
                file=file,
                line=line,
            )
