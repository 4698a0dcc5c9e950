"""Tests of bars at several widths and in several encodings."""

from __future__ import annotations

import io

import pytest

from netcli.render import plain, terminal
from netcli.render.bars import shows_blocks
from netcli.render.blocks import Bar, Bars, breadth

LETTERS = Bars(
    (
        Bar((("José García", "name"),), 8.0, (("8", ""),)),
        Bar((("李小龙", "name"),), 3.3, (("3.3", ""),)),
        Bar((("Aïcha O'Neil", "name"),), 0.01, (("0.01", ""),)),
        Bar((("nobody", ""),), 0.0, (("0", ""),)),
    )
)


def on_a_terminal(block: Bars, width: int, encoding: str = "utf-8") -> list[str]:
    """Return the lines that a terminal with *width* columns gets."""
    bytes_ = io.BytesIO()
    stream = io.TextIOWrapper(bytes_, encoding=encoding, errors="backslashreplace")
    terminal.write([block], stream, color=False, width=width)
    stream.flush()
    return [line.rstrip() for line in bytes_.getvalue().decode(encoding).splitlines()]


def in_a_pipe(block: Bars, encoding: str) -> list[str]:
    """Return the lines that a pipe gets."""
    bytes_ = io.BytesIO()
    stream = io.TextIOWrapper(bytes_, encoding=encoding, errors="backslashreplace", newline="\n")
    plain.write([block], stream)
    stream.flush()
    return bytes_.getvalue().decode(encoding).splitlines()


def test_bars_are_as_long_as_what_they_stand_for() -> None:
    """Bars are precise to an eighth of a column, and labels align."""
    assert in_a_pipe(LETTERS, "utf-8") == [
        "  José García    ██████████████████████████████   8",
        "  李小龙         ████████████▍                    3.3",
        "  Aïcha O'Neil   ▏                                0.01",
        "  nobody                                          0",
    ]


def test_where_utf_8_is_not_bars_are_ascii() -> None:
    """In an encoding other than UTF-8, a bar is a row of number signs."""
    plainly = Bars((Bar((("Bo", ""),), 8.0), Bar((("Sukarto", ""),), 0.01), Bar((("Mere", ""),), 0.0)))
    assert in_a_pipe(plainly, "ascii") == ["  Bo        " + 30 * "#", "  Sukarto   #", "  Mere"]
    assert not shows_blocks(io.TextIOWrapper(io.BytesIO(), encoding="latin-1"))


@pytest.mark.parametrize("width", [60, 80, 132, 200])
def test_bars_fit_the_terminal(width: int) -> None:
    """Bars use the available width, up to fifty columns."""
    lines = on_a_terminal(LETTERS, width)
    assert max(breadth([(line, "")]) for line in lines) <= width
    assert lines[0].count("█") == min(50, width - 2 - 12 - 3 - 3 - 4)


def test_where_there_is_no_room_there_are_no_bars() -> None:
    """Without room for bars, only labels and figures are shown."""
    long = Bars((Bar((("Hubert Blaine Wolfeschlegelsteinhausenbergerdorff", ""),), 1.0, (("100%", ""),)),))
    lines = on_a_terminal(long, 60)
    assert "█" not in "".join(lines)
    assert lines[-1].endswith("100%")


def test_what_bars_can_do_without_gives_way() -> None:
    """On a narrow terminal, the end of a label is dropped first."""
    row = Bar((("Zoé", "name"),), 8.0, (("8", ""),), spare=((", Dijk & Duin", "name"),), beside=(("Bo, Ana", ""),))
    assert in_a_pipe(Bars((row,)), "utf-8") == ["  Zoé, Dijk & Duin   ██████████████████████████████   8   Bo, Ana"]
    assert [on_a_terminal(Bars((row,)), width) for width in (50, 40, 24, 20)] == [
        ["  Zoé, Dijk & Duin   ███████████████   8   Bo, Ana"],
        ["  Zoé   ██████████████████   8   Bo, Ana"],
        ["  Zoé   ████████████   8", "      Bo, Ana"],
        ["  Zoé   ████████   8", "      Bo, Ana"],
    ]


def test_a_bar_that_may_be_shorter_or_longer_says_so() -> None:
    """The certain part of a bar is solid, and the uncertain part is shaded."""
    doubtful = Bars((Bar((("a", ""),), 2.0, low=1.0, high=3.0),), whole=3.0)
    assert in_a_pipe(doubtful, "utf-8") == ["  a   ██████████░░░░░░░░░░░░░░░░░░░░"]
    assert in_a_pipe(doubtful, "ascii") == ["  a   ##########...................."]
