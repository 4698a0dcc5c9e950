"""What chats prove: how often two people wrote to each other, and who shares a small group. Never what they said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from netcli import clock
from netcli.importers.text import fold
from netcli.records import Remark, Testimony


@dataclass(slots=True)
class Messages:
    """How many messages somebody wrote, and the days of the first and the last one."""

    count: int = 0
    first: str | None = None
    last: str | None = None

    def add(self, day: str | None) -> None:
        """Count one more message."""
        self.count += 1
        if day:
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)


def tally(messages: Iterable[tuple[str, str | None]]) -> dict[str, Messages]:
    """Count who wrote how much, from (writer, day) in any order."""
    written: dict[str, Messages] = {}
    for writer, day in messages:
        written.setdefault(writer, Messages()).add(day)
    return written


def lies_ahead(day: str | None) -> bool:
    """Is that a day after today? Nobody can have written on it; a clock was wrong."""
    return day is not None and day > clock.today().isoformat()


def writer_called(name: str | None, writers: Mapping[str, str | None]) -> str | None:
    """Return the key of the only one of *writers*, names by key, who has that name."""
    keys = [key for key, called in writers.items() if name and called and fold(called) == fold(name)]
    return keys[0] if len(keys) == 1 else None


def unknown_owner(file: str | None) -> Remark:
    """Warn that it is not known whose telephone or account a chat is from."""
    return Remark("owner_unknown", "nobody in it has the owner's name: whose chat is this? say so with --owner", file)


def between(
    a: str, b: str, written: Mapping[str, Messages], *, file: str | None = None, line: int | None = None
) -> Iterator[Testimony]:
    """State the messages of a chat of two, each way; answered ones are a sure contact."""
    certainty = "sure" if a in written and b in written else "probable"
    for writer, direction in ((a, "a_to_b"), (b, "b_to_a")):
        if writer in written:
            yield Testimony(
                a,
                b,
                "message",
                certainty=certainty,
                since=written[writer].first,
                last=written[writer].last,
                count=written[writer].count,
                direction=direction,
                file=file,
                line=line,
            )
