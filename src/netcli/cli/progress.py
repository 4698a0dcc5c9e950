"""How far a long import is, for somebody at a terminal: nothing in its first second, and nothing when it is over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from time import monotonic
from typing import Final, TextIO

from netcli.records import Item, Record
from netcli.render.clean import clean

DELAY: Final = 1.0
"""Seconds before progress is shown."""
PAUSE: Final = 0.2
"""Seconds between two counts shown."""
STRIDE: Final = 500
"""People between two looks at the clock."""


def counted(items: Iterable[Item], name: str, terminal: TextIO, *, delay: float = DELAY) -> Iterator[Item]:
    """Yield *items*, counting their people on *terminal*'s last line once they take longer than *delay*."""
    due = monotonic() + delay
    people, shown = 0, False
    try:
        for item in items:
            yield item
            if not isinstance(item, Record):
                continue
            people += 1
            if people % STRIDE == 0 and (now := monotonic()) >= due:
                terminal.write(f"\r{clean(name)}: {people:,} people \x1b[K")
                terminal.flush()
                due, shown = now + PAUSE, True
    finally:
        if shown:
            terminal.write("\r\x1b[K")
            terminal.flush()
