"""Tests of lines and tables at several widths."""

from __future__ import annotations

import io
import json

import pytest

from netcli.render import plain, terminal
from netcli.render.blocks import Aligned, Block, Table, line
from netcli.render.clean import clean, escaped

UNPRINTABLE = "a\x1b[1m\x9b\u202e\u061c\U000e0041\ud800\r\n\u2028é\u3000👩\u200d👧"

STEPS = Aligned(
    (
        line("└─ Zoé", middle=("colleague since 2009",), right=("good",), indent=2),
        line("└─ 李小龙", middle=("friend",), right=("strong", "  ← weakest link"), indent=5),
    ),
    under=3,
)


def piped(*blocks: Block) -> str:
    """Return the text that a pipe gets."""
    stream = io.StringIO()
    plain.write(blocks, stream)
    return stream.getvalue()


def shown(*blocks: Block, width: int) -> list[str]:
    """Return the lines that a terminal with *width* columns shows, without trailing blanks."""
    stream = io.StringIO()
    terminal.write(blocks, stream, color=False, width=width)
    return [line.rstrip() for line in stream.getvalue().splitlines()]


WIDE = [
    "  └─ Zoé         colleague since 2009   good",
    "     └─ 李小龙   friend                 strong  ← weakest link",
]


def test_aligned_lines_in_a_pipe() -> None:
    """In a pipe, the parts of lines form columns, even with wide characters."""
    assert piped(STEPS) == "\n".join(WIDE) + "\n"


def test_aligned_lines_on_a_wide_terminal() -> None:
    """A wide terminal shows the same lines as a pipe."""
    assert shown(STEPS, width=80) == WIDE


def test_aligned_lines_on_a_narrow_terminal() -> None:
    """On a narrow terminal, the middle part goes to the next line."""
    assert shown(STEPS, width=44) == [
        "  └─ Zoé              good",
        "     colleague since 2009",
        "     └─ 李小龙        strong  ← weakest link",
        "        friend",
    ]


def test_a_part_that_no_line_has_takes_no_room() -> None:
    """If no line has a right-hand part, no width is reserved."""
    acts = Aligned((line("+ 1.9", middle=("meet Zoé",)), line("+ 0.7", middle=("meet Bo",))))
    assert shown(acts, width=16) == ["+ 1.9   meet Zoé", "+ 0.7   meet Bo"]


def test_a_word_wider_than_the_terminal_stays_whole() -> None:
    """A word wider than the terminal stays on one line."""
    assert shown(line("see /home/zoe/contacts.csv, line 3", indent=2), width=14) == [
        "  see",
        "  /home/zoe/contacts.csv,",
        "  line 3",
    ]


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        pytest.param(20, ["You → Zoé       fair"], id="beside"),
        pytest.param(14, ["You →     fair", "Zoé"], id="beside the first row"),
        pytest.param(9, ["You → Zoé", "fair"], id="below"),
    ],
)
def test_right_parts(width: int, lines: list[str]) -> None:
    """On a narrow terminal, the left-hand part of a line wraps.

    On a narrower terminal, the right-hand part gets its own line.
    """
    assert shown(line("You → Zoé", right=("fair",)), width=width) == lines


def test_a_long_right_part_goes_below() -> None:
    """If a right-hand part is long, the part goes to the next line."""
    parts = line("You → Zoé Exemple", right=("2 hops · fair chance",))
    assert shown(parts, width=30) == ["You → Zoé Exemple", "2 hops · fair chance"]


def test_a_line_breaks_at_no_unbreakable_blank() -> None:
    """A line does not break at a no-break space."""
    assert shown(line("il manque un carnet\u00a0: créez-le"), width=20) == ["il manque un", "carnet\u00a0: créez-le"]


def test_words_stay_whole_in_tables() -> None:
    """A narrow table breaks its lines between words."""
    table = Table(("Id", "Name", "E-mail"), (("id:7", "Anne-Laure de la Tour", "al@example.org"),))
    assert shown(table, width=36) == [
        "Id    Name            E-mail",
        "id:7  Anne-Laure de   al@example.org",
        "      la Tour",
    ]


def test_nothing_is_cut_on_a_terminal_too_narrow_for_its_words() -> None:
    """If a terminal is narrower than a word, a table loses no character."""
    table = Table(("File",), (("Complete_LinkedInDataExport.zip",),))
    assert "".join(shown(table, width=10)) == "FileComplete_LinkedInDataExport.zip"


def test_tables_in_a_pipe() -> None:
    """In a pipe, a table is tab-separated and has no header."""
    assert piped(Table(("A", "B"), (("1", "x\ty"),))) == "1\tx y\n"


def test_unprintable_text_is_shown_as_such() -> None:
    """Unprintable characters become U+FFFD, and line breaks become blanks."""
    assert clean(UNPRINTABLE) == "a\ufffd[1m\ufffd\ufffd\ufffd\ufffd\ufffd  é\u3000👩\u200d👧"


def test_json_for_a_terminal_is_the_same_data() -> None:
    """JSON for a terminal escapes every unprintable character and still contains the same data."""
    text = escaped(json.dumps({"name": UNPRINTABLE}, ensure_ascii=False, indent=2))
    assert all(line.isprintable() for line in text.split("\n"))
    assert json.loads(text) == {"name": UNPRINTABLE}


def test_titles_of_columns_are_text() -> None:
    """A column title is shown as plain text, without markup."""
    assert shown(Table(("\x1b[31mAnn", "[/]"), (("1", "2"),)), width=40) == ["\ufffd[31mAnn  [/]", "1         2"]


def test_a_dumb_terminal_has_a_width_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a dumb terminal, lines wrap at the width in `COLUMNS`."""
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "30")
    stream = io.StringIO()
    terminal.write([line("colleague since 2009 · 42 messages, the latest 3 weeks ago")], stream, color=False)
    assert [each.rstrip() for each in stream.getvalue().splitlines()] == [
        "colleague since 2009 · 42",
        "messages, the latest 3 weeks",
        "ago",
    ]
