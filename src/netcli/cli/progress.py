"""Show the progress of long work at a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import Final, TextIO, TypeVar

from netcli.language import tr
from netcli.records import Item, Record
from netcli.render.clean import clean

DELAY: Final = 1.0
"""Number of seconds before progress is shown."""
PAUSE: Final = 0.2
"""Number of seconds between two updates of the shown progress."""
STRIDE: Final = 500
"""Number of people after which the clock is read again."""
MINUTE: Final = 60
"""If at least this number of seconds remains, the remaining time is shown in minutes."""

Each = TypeVar("Each")


def counted(items: Iterable[Item], name: str, terminal: TextIO, *, delay: float = DELAY) -> Iterator[Item]:
    """Yield the items of the file *name*; meanwhile, count people on *terminal*."""
    return watched(items, f"{clean(name)}: ", terminal, counts=lambda item: isinstance(item, Record), delay=delay)


def watched(
    items: Iterable[Each],
    before: str,
    terminal: TextIO,
    *,
    total: int = 0,
    counts: Callable[[Each], bool] = lambda _: True,
    delay: float = DELAY,
    now: Callable[[], float] = monotonic,
) -> Iterator[Each]:
    """Yield *items*; meanwhile, show a count on *terminal*, after the text *before*.

    The count appears after *delay* seconds. If *total* is known, the time left appears, too.
    """
    start = now()
    due, people, shown = start + delay, 0, False
    try:
        for item in items:
            yield item
            if not counts(item):
                continue
            people += 1
            if people % STRIDE == 0 and (at := now()) >= due:
                terminal.write(f"\r{before}{_count_text(people, total, at - start)} \x1b[K")
                terminal.flush()
                due, shown = at + PAUSE, True
    finally:
        if shown:
            terminal.write("\r\x1b[K")
            terminal.flush()


def _count_text(people: int, total: int, seconds: float) -> str:
    """Return the count, the speed, and the time left.

    >>> _count_text(500, 0, 2.0), _count_text(500, 50_000, 2.0)
    ('500 people, 250/s', '500 of 50,000 people, 250/s, 3 min left')
    """
    rate = people / seconds if seconds > 0 else 0.0
    parts = [tr("{people:,} of {total:,} people", people=people, total=total)] if total else []
    parts = parts or [tr("{people:,} people", people=people)]
    if rate:
        parts.append(f"{rate:,.0f}/s")
    if rate and total:
        left = (total - people) / rate
        parts.append(
            tr("{left:.0f} s left", left=left) if left < MINUTE else tr("{left:.0f} min left", left=left / MINUTE)
        )
    return ", ".join(parts)
