"""How lines and tables stand: in columns where there is room, below each other where there is none, never cut."""

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
    """What a pipe gets."""
    stream = io.StringIO()
    plain.write(blocks, stream)
    return stream.getvalue()


def shown(*blocks: Block, width: int) -> list[str]:
    """The lines that a terminal of *width* columns shows, without the blanks at their ends."""
    stream = io.StringIO()
    terminal.write(blocks, stream, color=False, width=width)
    return [line.rstrip() for line in stream.getvalue().splitlines()]


WIDE = [
    "  └─ Zoé         colleague since 2009   good",
    "     └─ 李小龙   friend                 strong  ← weakest link",
]


def test_aligned_lines_in_a_pipe() -> None:
    """Middles and right parts begin in one column, wide characters counted as two; no blanks at the end."""
    assert piped(STEPS) == "\n".join(WIDE) + "\n"


def test_aligned_lines_on_a_wide_terminal() -> None:
    """A terminal with room shows the same."""
    assert shown(STEPS, width=80) == WIDE


def test_aligned_lines_on_a_narrow_terminal() -> None:
    """Without room, each middle goes below its line."""
    assert shown(STEPS, width=44) == [
        "  └─ Zoé              good",
        "     colleague since 2009",
        "     └─ 李小龙        strong  ← weakest link",
        "        friend",
    ]


def test_a_part_that_no_line_has_takes_no_room() -> None:
    """Two parts stand side by side on a terminal that has room for two."""
    acts = Aligned((line("+ 1.9", middle=("meet Zoé",)), line("+ 0.7", middle=("meet Bo",))))
    assert shown(acts, width=16) == ["+ 1.9   meet Zoé", "+ 0.7   meet Bo"]


def test_a_word_wider_than_the_terminal_stays_whole() -> None:
    """So that a path can be copied; what is around it goes into lines of its own."""
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
    """A short right part is flush right; if no word has room beside it, it is on a line of its own."""
    assert shown(line("You → Zoé", right=("fair",)), width=width) == lines


def test_a_long_right_part_goes_below() -> None:
    """It would leave too little room beside it."""
    parts = line("You → Zoé Exemple", right=("2 hops · fair chance",))
    assert shown(parts, width=30) == ["You → Zoé Exemple", "2 hops · fair chance"]


def test_a_line_breaks_at_no_unbreakable_blank() -> None:
    """A colon stays with the word that it follows in French."""
    assert shown(line("il manque un carnet\u00a0: créez-le"), width=20) == ["il manque un", "carnet\u00a0: créez-le"]


def test_words_stay_whole_in_tables() -> None:
    """A narrow table breaks between words, and gives the room that is left to who lacks most."""
    table = Table(("Id", "Name", "E-mail"), (("id:7", "Anne-Laure de la Tour", "al@example.org"),))
    assert shown(table, width=36) == [
        "Id    Name            E-mail",
        "id:7  Anne-Laure de   al@example.org",
        "      la Tour",
    ]


def test_nothing_is_cut_on_a_terminal_too_narrow_for_its_words() -> None:
    """Long words are folded, not cut."""
    table = Table(("File",), (("Complete_LinkedInDataExport.zip",),))
    assert "".join(shown(table, width=10)) == "FileComplete_LinkedInDataExport.zip"


def test_tables_in_a_pipe() -> None:
    """Tab-separated, without a head."""
    assert piped(Table(("A", "B"), (("1", "x\ty"),))) == "1\tx y\n"


def test_unprintable_text_is_shown_as_such() -> None:
    """Orders, invisible marks and halves of characters are marked, breaks are blanks; scripts and emoji stay whole."""
    assert clean(UNPRINTABLE) == "a\ufffd[1m\ufffd\ufffd\ufffd\ufffd\ufffd  é\u3000👩\u200d👧"


def test_json_for_a_terminal_is_the_same_data() -> None:
    """Every unprintable character is escaped, and none is lost."""
    text = escaped(json.dumps({"name": UNPRINTABLE}, ensure_ascii=False, indent=2))
    assert all(line.isprintable() for line in text.split("\n"))
    assert json.loads(text) == {"name": UNPRINTABLE}


def test_titles_of_columns_are_text() -> None:
    """A title may be somebody's name."""
    assert shown(Table(("\x1b[31mAnn", "[/]"), (("1", "2"),)), width=40) == ["\ufffd[31mAnn  [/]", "1         2"]


def test_a_dumb_terminal_has_a_width_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell in an editor is dumb, and rarely 80 columns wide."""
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "30")
    stream = io.StringIO()
    terminal.write([line("colleague since 2009 · 42 messages, the latest 3 weeks ago")], stream, color=False)
    assert [each.rstrip() for each in stream.getvalue().splitlines()] == [
        "colleague since 2009 · 42",
        "messages, the latest 3 weeks",
        "ago",
    ]
