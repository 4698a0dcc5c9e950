"""Tests of the progress line that long work shows at a terminal."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from itertools import count

from netcli.cli.progress import STRIDE, counted, watched
from netcli.records import Record, Used

PEOPLE = [Record(str(number)) for number in range(STRIDE)]


def _ticking(seconds: float) -> Callable[[], float]:
    """Return a clock that advances by *seconds* at each call."""
    ticks = count()
    return lambda: next(ticks) * seconds


def test_long_work_is_counted_and_wiped() -> None:
    """The progress line shows the count, the speed and the remaining time."""
    terminal = StringIO()
    assert list(watched(PEOPLE * 2, "export: ", terminal, total=4 * STRIDE, now=_ticking(5))) == PEOPLE * 2
    assert terminal.getvalue() == (
        "\rexport: 500 of 2,000 people, 100/s, 15 s left \x1b[K"
        "\rexport: 1,000 of 2,000 people, 100/s, 10 s left \x1b[K\r\x1b[K"
    )


def test_of_some_work_the_end_is_not_known() -> None:
    """If the total is unknown, the progress line shows no remaining time."""
    terminal = StringIO()
    items = [0, *[1] * STRIDE]
    assert list(watched(items, "", terminal, counts=bool, now=_ticking(5))) == items
    assert terminal.getvalue() == "\r500 people, 100/s \x1b[K\r\x1b[K"


def test_a_name_is_shown_harmlessly() -> None:
    """In the progress line, escape characters in file names are replaced."""
    terminal = StringIO()
    assert list(counted([Used(), *PEOPLE], "a\x1b.csv", terminal, delay=0)) == [Used(), *PEOPLE]
    assert terminal.getvalue().startswith(f"\ra\ufffd.csv: {STRIDE} people, ")


def test_short_work_is_silent() -> None:
    """Work that ends quickly shows no progress line."""
    terminal = StringIO()
    assert list(counted(PEOPLE, "a.csv", terminal)) == PEOPLE
    assert terminal.getvalue() == ""
