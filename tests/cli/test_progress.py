"""What somebody at a terminal sees of a long import."""

from __future__ import annotations

from io import StringIO

from netcli.cli.progress import STRIDE, counted
from netcli.records import Record, Used

PEOPLE = [Record(str(number)) for number in range(STRIDE)]


def test_long_work_is_counted_and_wiped() -> None:
    """The name is shown harmlessly, rows are no people, and the line is empty when all is done."""
    terminal = StringIO()
    assert list(counted([Used(), *PEOPLE], "a\x1b.csv", terminal, delay=0)) == [Used(), *PEOPLE]
    assert terminal.getvalue() == f"\ra\ufffd.csv: {STRIDE} people \x1b[K\r\x1b[K"


def test_short_work_is_silent() -> None:
    """Nobody waits."""
    terminal = StringIO()
    assert list(counted(PEOPLE, "a.csv", terminal)) == PEOPLE
    assert terminal.getvalue() == ""
