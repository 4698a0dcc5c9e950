"""The importer of edge lists reads tables of links."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netcli.importers import edges
from netcli.importers.source import of_bytes
from netcli.records import BadRow, Ignored, Item, Row
from netcli.records import Testimony as Said  # pytest takes a class called Test… for tests


def read(text: str) -> list[Item]:
    """Return the items in the edge list *text*, which the importer must claim."""
    source = of_bytes("links.csv", text.encode())
    assert edges.claims(source)
    return list(edges.read(source))


def said(text: str) -> list[Said]:
    """Return the evidence in the valid rows of the edge list *text*."""
    return [
        replace(told, a=item.a, b=item.b, line=item.line)
        for item in read(text)
        if isinstance(item, Row)
        for told in item.testimonies
    ]


@pytest.mark.parametrize(
    "header",
    ["from,to,kind,since", "FROM,To,Kind,Since", "source,target,type,since", "de;à;relation;depuis", "a,b,kind,since"],
)
def test_columns(header: str) -> None:
    """The people, the kind and the date are found under various column names."""
    row = "Ada,Bo,friend,2015".replace(",", ";" if ";" in header else ",")
    assert said(f"{header}\n{row}\n") == [Said("Ada", "Bo", "declared", "friend", since="2015", line=2)]


@pytest.mark.parametrize(
    ("word", "kind", "detail"),
    [
        ("", "contact", None),
        ("Friend", "friend", None),
        ("referred by", "referred_by", None),
        ("collègue", "colleague", "collègue"),
        ("penpal", "other", "penpal"),
        ("Undirected", "contact", None),
    ],
)
def test_kinds(word: str, kind: str, detail: str | None) -> None:
    """A word that is not a kind of link is kept as the detail."""
    (told,) = said(f"from,to,kind\nAda,Bo,{word}\n")
    assert (told.link, told.detail) == (kind, detail)


def test_what_says_nothing() -> None:
    """A repeated row and a self-link are ignored."""
    items = read("from,to,kind\nAda,Bo,friend\nBo,ADA,friend\nAda,Bo,penpal\nAda,Bo,pal\nAda,ada,friend\n")
    assert [item for item in items if isinstance(item, Ignored)] == [Ignored("repeated"), Ignored("self-link")]


@pytest.mark.parametrize(
    "rows",
    [
        ["Ada,Bo,friend,2015,,", "Bo,Ada,,,,"],
        ["Ada,Bo,friend,2015,,", "Ada,Bo,friend,,,"],
        ["Ada,Bo,mother,2015,3,", "Ada,Bo,parent,,,", "Bo,Ada,child,,,", "Ada,Bo,mother,,,", "Bo,Ada,contact,,,"],
        ["Ada,Bo,customer,,,", "Bo,Ada,supplier,,,"],
        ["Ada,Bo,friend,,,hello", "Bo,Ada,friend,,,hello", "Ada,Bo,friend,,,"],
        ["Ada,Bo,friend ::: contact,,,", "Ada,Bo,contact,,,"],
    ],
)
def test_a_row_that_says_less_than_an_earlier_one_is_repeated(rows: list[str]) -> None:
    """A row that adds nothing to an earlier row is ignored."""
    first, *others = read("from,to,kind,since,closeness,note\n" + "\n".join(rows) + "\n")
    assert isinstance(first, Row)
    assert others == [Ignored("repeated")] * (len(rows) - 1)


@pytest.mark.parametrize(
    "rows",
    [
        ["Ada,Bo,,,,", "Ada,Bo,friend,,,", "Ada,Bo,friend,2015,,", "Ada,Bo,friend,2015,4,"],
        ["Ada,Bo,friend,,,", "Ada,Bo,friend,,,hello", "Ada,Bo,friend,,,goodbye"],
        ["Ada,Bo,parent,,,", "Bo,Ada,parent,,,", "Bo,Ada,mother,,,"],
        ["Ada,Bo,friend,,,", "Ada,Cy,,,,", "Bo,Cy,,,,"],
    ],
)
def test_a_row_that_says_more_is_used(rows: list[str]) -> None:
    """A row that adds something to an earlier row is used."""
    assert all(isinstance(item, Row) for item in read("from,to,kind,since,closeness,note\n" + "\n".join(rows) + "\n"))


def test_both_kinds_of_a_row_are_kept() -> None:
    """If a cell contains two kinds of link, both kinds are kept."""
    rows = "from,to,kind\nAda,Bo,contact ::: friend\nAda,Cy,\nAda,Di,friend ::: contact\n"
    assert [told.link for told in said(rows)] == ["contact", "friend", "contact", "friend", "contact"]


def test_a_manager_is_not_managed() -> None:
    """A second row with manager and employee swapped is not a repetition."""
    assert [(told.a, told.b) for told in said("from,to,kind\nAda,Bo,manager\nBo,Ada,manager\n")] == [
        ("Ada", "Bo"),
        ("Bo", "Ada"),
    ]


@pytest.mark.parametrize(
    ("text", "since"),
    [
        pytest.param("de,à,depuis\nAda,Bo,05/03/2024\n", "2024-03-05", id="French"),
        pytest.param("from,to,since\nAda,Bo,05/03/2024\n", "2024", id="either"),
        pytest.param("from,to,since\nAda,Bo,05/03/2024\nAda,Cy,03/25/2024\n", "2024-05-03", id="settled by another"),
    ],
)
def test_order_of_dates(text: str, since: str) -> None:
    """The header's language or another date decides the order of day and month. Otherwise, only the year is kept."""
    assert said(text)[0].since == since


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",Bo,,", "'from' is empty"),
        ("#3,Bo,,", "#3 is a bare number, which names nobody"),
        ("Ada,№ 4,,", "№ 4 is a bare number, which names nobody"),
        ("1.5,Bo,,", "1.5 is a bare number, which names nobody"),
        ("Ada,Bo,yesterday,", "since 'yesterday' is not a date"),
        ("Ada,Bo,--03-12,", "since '--03-12' is not a date"),
        ("Ada,Bo,2199-01-01,", "since '2199-01-01' is in the future"),
        ("Ada,Bo,,6", "closeness '6' is not from 1 to 5"),
    ],
)
def test_bad_rows(row: str, reason: str) -> None:
    """The report of a bad row states what is wrong."""
    assert read(f"from,to,since,closeness\n{row}\n") == [BadRow(2, reason, row)]


def test_a_note_of_half_a_character() -> None:
    """A row is used even if its note is half of a surrogate pair."""
    [row] = [item for item in read('{"from": "me", "to": "Jo", "note": "\\ud800"}\n') if isinstance(item, Row)]
    assert [testimony.detail for testimony in row.testimonies] == ["\ud800"]
