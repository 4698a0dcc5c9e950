"""What chats prove: how often two people wrote to each other. The text of messages is never kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from netcli import clock
from netcli.importers.text import fold
from netcli.language import say
from netcli.moments import packed
from netcli.records import Remark, Testimony


@dataclass(slots=True)
class Messages:
    """The messages of one person: their moments, first day and last day."""

    first: str | None = None
    last: str | None = None
    moments: dict[int, None] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """Return the number of messages."""
        return len(self.moments)

    def add(self, day: str | None, moment: int) -> None:
        """Add a message that was written on *day*. Each *moment* counts once."""
        self.moments[moment] = None
        if day:
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)


def tally(messages: Iterable[tuple[str, str | None, int]]) -> dict[str, Messages]:
    """Return the messages of each writer.

    *messages* has (writer, day, moment) for each message, in any order.
    """
    written: dict[str, Messages] = {}
    for writer, day, moment in messages:
        written.setdefault(writer, Messages()).add(day, moment)
    return written


def moments_of(written: Iterable[Messages]) -> str:
    """Return the moments of all messages in *written*, packed into one text."""
    return packed(moment for messages in written for moment in messages.moments)


def last_days(written: Mapping[str, Messages]) -> dict[str, str | None]:
    """Return the day of each writer's last message."""
    return {writer: messages.last for writer, messages in written.items()}


def lies_ahead(day: str | None) -> bool:
    """Return whether *day*, in UTC, is in the future, which means that a clock was wrong."""
    return day is not None and day > clock.now().date().isoformat()


def writer_called(name: str | None, writers: Mapping[str, str | None]) -> str | None:
    """Return the key of the only writer called *name*, or None.

    *writers* has the name for each key.
    """
    keys = [key for key, called in writers.items() if name and called and fold(called) == fold(name)]
    return keys[0] if len(keys) == 1 else None


def unknown_owner(file: str | None) -> Remark:
    """Return the warning that the owner of the chats in *file* is unknown."""
    return Remark(
        "owner_unknown", say("nobody in this file has the owner's name; to say whose file this is: --owner NAME"), file
    )


def between(
    a: str, b: str, written: Mapping[str, Messages], *, file: str | None = None, line: int | None = None
) -> Iterator[Testimony]:
    """Yield what *a* and *b* wrote to each other in a chat of two.

    If both people wrote, their contact is sure. Otherwise, their contact is probable.
    """
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
                moments=packed(written[writer].moments),
            )
