"""Tests of tables. The header is found, and every row is counted."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcli.importers.formats.headers import at_least, find
from netcli.importers.formats.tables import Cells, Table, several
from netcli.importers.source import of_bytes
from netcli.records import BadRow, Ignored, Remark

FITS = at_least(2, "name", "mail", "Prénom")


def table(text: str | bytes) -> list[object]:
    """Return the items of *text*. A row becomes a line number and cells."""
    source = of_bytes("x.csv", text if isinstance(text, bytes) else text.encode())
    header = find(source, FITS)
    assert header is not None
    return [
        (item.line, *item.cells) if isinstance(item, Cells) else item for item in Table.of(source, header, {}).rows()
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("name,mail\nAda,a@x.org\n", id="comma"),
        pytest.param("name;mail\r\nAda;a@x.org\r\n", id="semicolon, CRLF"),
        pytest.param("name\tmail\rAda\ta@x.org\r", id="tab, CR"),
        pytest.param("name|mail\nAda|a@x.org", id="bar, no last line end"),
        pytest.param("\ufeffname,mail\nAda,a@x.org", id="byte order mark"),
        pytest.param('"Name ","MAIL"\n"Ada","a@x.org"', id="quoted, blanks, case"),
        pytest.param("name, mail\nAda, a@x.org", id="blank after comma"),
        pytest.param("name,mail\nAda,a@x.org\n".encode("utf-16"), id="utf-16"),
    ],
)
def test_every_dialect_is_read(text: str | bytes) -> None:
    """The delimiter, line ends, quotes and encoding are detected."""
    assert table(text) == [(2, "Ada", "a@x.org")]


def test_sep_line_is_honoured() -> None:
    """Excel writes the line `sep=;`. This line states the delimiter."""
    assert table("sep=;\nname;mail\nDupuis, Fils;a@x.org") == [(3, "Dupuis, Fils", "a@x.org")]


def test_lines_are_physical() -> None:
    """A line number counts lines above the header and line breaks inside quotes."""
    text = 'Notes:\n"a\nb"\n\nname,mail\n"Ada\nByron",a@x.org\nBob,b@x.org\n'
    assert table(text) == [(6, "Ada\nByron", "a@x.org"), (8, "Bob", "b@x.org")]


def test_short_long_empty_and_repeated_rows() -> None:
    """A short row is filled, and a long row is reported. Empty rows are ignored."""
    assert table("name,mail\nAda\nBob,b@x.org,extra\n,\n\nname,mail\n") == [
        (2, "Ada", ""),
        Remark("long_row", "the row is longer than the header: extra", line=3),
        (3, "Bob", "b@x.org", "extra"),
        Ignored("empty"),
        Ignored("empty"),
        Ignored("header"),
    ]


@pytest.mark.parametrize(
    ("damaged", "reason"),
    [
        pytest.param('"Bob,b@x.org', "a quote is opened and never closed", id="to the end"),
        pytest.param('"Bob" Junior,b@x.org', "a quote ends in the middle of a cell", id="in a cell"),
    ],
)
def test_an_open_quote_costs_one_row(damaged: str, reason: str) -> None:
    """After a row with a damaged quote, the next line is read."""
    text = f"name,mail\nAda,a@x.org\n{damaged}\nCid,c@x.org\n"
    assert table(text) == [(2, "Ada", "a@x.org"), BadRow(3, reason, damaged), (4, "Cid", "c@x.org")]


def test_an_open_quote_that_another_closes_costs_one_row() -> None:
    """If a damaged quote spans two rows, the second row is still read."""
    text = 'name,mail\n"Bob,b@x.org\nCid,"c@x.org"\nDan,"d@x.org"\n'
    assert table(text) == [
        BadRow(2, "a quote ends in the middle of a cell", '"Bob,b@x.org'),
        (3, "Cid", "c@x.org"),
        (4, "Dan", "d@x.org"),
    ]


def test_swallowed_rows_come_back() -> None:
    """If a quote spans two rows by mistake, only the first row is rejected."""
    text = 'name,mail\n"Bob,b@x.org\nCid,c@x.org"\nDan,d@x.org\n'
    assert table(text) == [
        BadRow(2, "a quote is opened and never closed", '"Bob,b@x.org'),
        (3, "Cid", 'c@x.org"'),
        (4, "Dan", "d@x.org"),
    ]


def test_anti_formula_quote_is_taken_off() -> None:
    """A leading quote that guards against formulas is not part of the value."""
    assert table("name,mail\n'=Ada,'a@x.org\n") == [(2, "=Ada", "'a@x.org")]
    assert table("name,mail\n'\tAda,'＋33\n") == [(2, "Ada", "＋33")]


def test_a_header_once_read_as_macroman_is_mended() -> None:
    """If a header is recognised only after repair, the whole file is repaired."""
    assert table("PrÈnom;mail\nAndrÈ;a@x.org") == [(2, "André", "a@x.org")]


def test_lost_characters_are_told() -> None:
    """A byte that cp1252 does not define is counted and reported."""
    assert table(b"name,mail\nZo\xe9 \x81,a@x.org") == [
        Remark("lost_characters", "unreadable characters, shown as \ufffd: 1"),
        (2, "Zoé \ufffd", "a@x.org"),
    ]


def test_columns_of_one_name_are_told_apart() -> None:
    """The second column called `Titre` has the name `Titre#2`."""
    header = find(of_bytes("x", b"Titre,Pr\xc3\xa9nom,mail,Titre"), FITS)
    assert header is not None
    assert (header.column("titre"), header.column("TITRE#2"), header.column("none")) == (0, 3, None)


def test_several_values_in_a_cell() -> None:
    """Google separates several values in a cell with ` ::: `."""
    assert [several(cell) for cell in ("", "a", "a ::: b")] == [(), ("a",), ("a", "b")]


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table(data: bytes) -> None:
    """Any bytes below a header raise no error. Rows keep their order."""
    items = table(b"name,mail\n" + data)
    lines = [item[0] if isinstance(item, tuple) else item.line for item in items if isinstance(item, tuple | BadRow)]
    assert lines == sorted(lines)


@given(st.lists(st.lists(st.text("ab,\"\n\r'é ", max_size=6), min_size=2, max_size=2), max_size=12))
def test_what_csv_writes_is_read(people: list[list[str]]) -> None:
    """If Python's `csv` writes a row, the row is read as one item with the correct line number."""
    import csv
    import io

    out, starts = io.StringIO(newline=""), []
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    for row in [["name", "mail"], *people]:
        starts.append(1 + len(re.findall("\r\n|\r|\n", out.getvalue())))
        writer.writerow(row)
    items = table(out.getvalue())
    assert len(items) == len(people)
    assert all(item[0] == start for item, start in zip(items, starts[1:], strict=True) if isinstance(item, tuple))
