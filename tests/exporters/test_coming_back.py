"""netcli can import its own exports, whatever the names of the people are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from netcli import exporters
from netcli.answers.export import Extract
from netcli.answers.people import FullPerson, Link
from netcli.importers import dot, edges, gephi, gexf, graphml, mermaid, typed_rows, vcard
from netcli.importers.source import of_bytes
from netcli.kinds import LINK_KINDS
from netcli.records import BadRow, Item, Record, Row
from netcli.records import Testimony as Said  # pytest takes a class called Test… for tests

from .people import LINKS, PEOPLE, link, person
from .test_golden import text

GRAPHS = pytest.mark.parametrize(
    ("exporter", "importer"),
    [(exporters.graphml, graphml), (exporters.gexf, gexf), (exporters.dot, dot)],
    ids=["graphml", "gexf", "dot"],
)
CARDS = pytest.mark.parametrize("exporter", [exporters.vcard, exporters.vcard3], ids=["vcard", "vcard3"])

LETTERS = "aeinrstZMäéøłñçß李小龙Ω🎺 -'.,;:|\\/\"<>&=+@#{}[]()%*?!~^`_$"
"""The characters of random names, companies and tags."""


def _words(letters: str) -> st.SearchStrategy[str]:
    some = st.text(letters, min_size=1, max_size=12).map(lambda drawn: " ".join(drawn.split()))
    return some.filter(lambda drawn: any(map(str.isalpha, drawn)) and ":::" not in drawn)


WORDS = _words(LETTERS)
NAMES = WORDS.filter(lambda name: name[0].isalpha())
TAGS = _words(LETTERS.replace(";", "").replace("|", ""))
"""Values without `;` and `|`, which separate values in graph files."""
PEOPLE_OF = st.builds(
    lambda name, **known: person(2, name, **known),
    NAMES,
    company=st.none() | WORDS,
    title=st.none() | WORDS,
    city=st.none() | WORDS,
    birthday=st.sampled_from([None, "1980-03-12", "--02-29", "1980-05", "1980"]),
    note=st.none() | st.lists(WORDS, min_size=1, max_size=3).map("\n".join),
    emails=st.lists(st.sampled_from(["zoe@example.org", "o'neil@example.ie", "zoé@exemple.fr"]), unique=True),
    phones=st.lists(st.sampled_from(["+33612345678", "+31201234567", "0612345678"]), unique=True),
    urls=st.lists(
        st.sampled_from(["https://www.linkedin.com/in/zoé-exemple", "https://a.example/?b=1&c=2;d=3,4"]), unique=True
    ),
    tags=st.lists(TAGS, unique_by=str.casefold, max_size=2),
    aliases=st.lists(TAGS, unique=True, max_size=2),
).filter(lambda zoe: zoe.name not in zoe.aliases)


def _read(importer: Any, document: str) -> list[Item]:
    items = list(importer.read(of_bytes("book", document.encode())))
    assert not [item for item in items if isinstance(item, BadRow)]
    return items


def _records(importer: Any, document: str) -> list[Record]:
    return [item for item in _read(importer, document) if isinstance(item, Record)]


def _held(found: Record | FullPerson, *, aliases: bool = True) -> dict[str, Any]:
    fields = ("name", "company", "title", "city", "birthday", "note", "emails", "phones", "urls", "tags")
    held = {field: getattr(found, field) or None for field in (*fields, *(("aliases",) if aliases else ()))}
    return {field: tuple(value) if isinstance(value, list) else value for field, value in held.items()}


@GRAPHS
@settings(max_examples=60)
@given(PEOPLE_OF)
@example(PEOPLE[1].replaced(tags=["rail"]))
@example(person(2, "back\\slash\\", note="a\\\nb"))
@example(person(2, "AT&amp;T &copy"))
@example(person(2, "a|<> b"))
def test_people_of_graphs(exporter: exporters.Exporter, importer: Any, zoe: FullPerson) -> None:
    """Every field of a person comes back unchanged."""
    (record,) = _records(importer, text(exporter.write(Extract([zoe], [], "a book"))))
    assert _held(record) == _held(zoe)


@settings(max_examples=60)
@given(NAMES)
@example("Zoé <b> #1; Exemple (x)")
def test_names_of_charts(name: str) -> None:
    """A chart holds nothing about people except their names, which come back unchanged."""
    (record,) = _records(mermaid, text(exporters.mermaid.write(Extract([person(2, name)], [], "a book"))))
    assert record.name == name


@settings(max_examples=60)
@given(PEOPLE_OF.filter(lambda zoe: not _is_guarded(zoe) and zoe.name[0] != "'"))
@example(PEOPLE[1].replaced(tags=["rail"]))
def test_people_of_gephi(zoe: FullPerson) -> None:
    """An import of both Gephi tables restores the person and the link."""
    tie = link(1, 2, "friend", certainty="probable", since="2009-05")
    tables = exporters.gephi.files(Extract([person(1, "Maeve O'Neil"), zoe], [tie], "a book"))
    nodes, edges = (of_bytes(name, text(table).encode()) for name, table in tables)
    maeve, record = (item for item in gephi.read(nodes) if isinstance(item, Record))
    assert _held(record) == _held(zoe)
    items = list(gephi.read(replace(edges, siblings=(nodes,))))
    assert _links(_said(items), {maeve.key: 1, record.key: 2}) == _expected([tie])


def _is_guarded(zoe: FullPerson) -> bool:
    said = (zoe.company, zoe.title, zoe.city, zoe.note, *zoe.tags, *zoe.aliases)
    return any(value.startswith("'") for value in said if value)


UNGUARDED = PEOPLE_OF.filter(lambda zoe: not _is_guarded(zoe))
"""People whose fields, except the name, have no leading apostrophe. An import may remove a leading apostrophe."""


@settings(max_examples=60)
@given(UNGUARDED, st.booleans())
@example(PEOPLE[1], False)
@example(person(2, "=1+1", note="@home"), True)
def test_people_of_tables(zoe: FullPerson, excel_safe: bool) -> None:
    """A person's fields come back from a CSV file, with or without `excel_safe`."""
    document = text(exporters.csv.write(Extract([zoe], [], "a book", excel_safe=excel_safe)))
    (record,) = _records(typed_rows, document)
    assert _held(record, aliases=False) == _held(zoe, aliases=False)


@settings(max_examples=60)
@given(PEOPLE_OF)
@example(PEOPLE[1])
def test_people_of_json_lines(zoe: FullPerson) -> None:
    """A line of JSON restores every field of a person."""
    (record,) = _records(typed_rows, text(exporters.ndjson.write(Extract([zoe], [], "a book"))))
    assert _held(record) == _held(zoe)


@CARDS
@settings(max_examples=60)
@given(PEOPLE_OF)
@example(PEOPLE[1])
@example(person(2, "Zoé", note="x" * 70 + "é" * 80))
def test_people_of_cards(exporter: exporters.Exporter, zoe: FullPerson) -> None:
    """An exported card restores every field of a person."""
    (record,) = _records(vcard, text(exporter.write(Extract([zoe], [], "a book"))))
    assert _held(record) == _held(zoe)


NAMELESS = pytest.mark.parametrize(
    "known",
    [{"emails": ["zoe@example.org"]}, {"phones": ["+33612345678"]}, {"urls": ["https://example.org/zoe"]}],
    ids=["email", "phone", "url"],
)


@NAMELESS
@pytest.mark.parametrize(
    ("exporter", "importer"),
    [
        (exporters.graphml, graphml),
        (exporters.gexf, gexf),
        (exporters.dot, dot),
        (exporters.vcard, vcard),
        (exporters.vcard3, vcard),
        (exporters.csv, typed_rows),
        (exporters.ndjson, typed_rows),
    ],
    ids=lambda each: getattr(each, "FORMAT", ""),
)
def test_who_has_no_name_gets_none(exporter: exporters.Exporter, importer: Any, known: dict[str, list[str]]) -> None:
    """A person without a name comes back without a name."""
    zoe = person(2, None, **known)
    (record,) = _records(importer, text(exporter.write(Extract([zoe], [], "a book"))))
    assert _held(record) == _held(zoe)


def _said(items: list[Item]) -> Iterator[Said]:
    for item in items:
        if isinstance(item, Row):
            yield from (replace(each, a=item.a, b=item.b) for each in item.testimonies)
        elif isinstance(item, Said):
            yield item


def _links(told: Iterator[Said], keys: dict[str, int]) -> set[tuple[Any, ...]]:
    return {
        (keys[each.a], keys[each.b], each.link, each.certainty, each.since, each.last, each.detail) for each in told
    }


def _expected(links: list[Link]) -> set[tuple[Any, ...]]:
    return {
        (each.a, each.b, kind, each.certainty, since, each.last_contact, each.evidence[0].detail)
        for each in links
        for kind in each.kinds
        for since in [None if kind == "met" and len(each.kinds) > 1 else each.since]
    }


TIES = st.builds(
    lambda kinds, **known: link(1, 2, *kinds, **known),
    st.lists(st.sampled_from(LINK_KINDS), min_size=1, max_size=3, unique=True),
    certainty=st.sampled_from(["sure", "probable", "guess"]),
    since=st.sampled_from([None, "2009", "2009-05", "2009-05-01"]),
    last_contact=st.sampled_from([None, "2024", "2024-03-01"]),
    detail=st.none() | WORDS,
)


@GRAPHS
@settings(max_examples=60)
@given(TIES)
@example(link(1, 2, "colleague", "contact"))
@example(link(1, 2, "met", "contact", since="2009"))
def test_links_of_graphs(exporter: exporters.Exporter, importer: Any, tie: Link) -> None:
    """A link comes back with its kinds, direction, certainty, dates and note. Only a lone `met` has a beginning."""
    people = [person(1, "Zoé Exemple"), person(2, "Maeve O'Neil")]
    items = _read(importer, text(exporter.write(Extract(people, [tie], "a book"))))
    keys = {item.key: number for number, item in enumerate((i for i in items if isinstance(i, Record)), 1)}
    assert _links(_said(items), keys) == _expected([tie])


@settings(max_examples=60)
@given(TIES)
@example(link(1, 2, "colleague", "contact"))
@example(link(1, 2, "met", "contact", since="2009"))
def test_links_of_lists(tie: Link) -> None:
    """A link comes back with its kinds, direction, certainty, dates, closeness and note.

    Only a lone `met` has a beginning.
    """
    people = [person(1, "Zoé Exemple", me=True), person(2, "Maeve O'Neil")]
    document = text(exporters.edges.write(Extract(people, [tie], "a book", closeness={(1, 2): 4})))
    told = [*_said(_read(edges, document))]
    assert _links(iter(told), {"me": 1, "Maeve O'Neil": 2}) == _expected([tie])
    assert {each.closeness for each in told} == {4}


@CARDS
def test_links_of_cards(exporter: exporters.Exporter) -> None:
    """If both people have a card, an import of the cards restores sure and probable links."""
    people = [each for each in PEOPLE if each.name or each.emails]
    items = _read(vcard, text(exporter.write(Extract(people, LINKS, "a book"))))
    keys = {
        item.key: number.id for item, number in zip((i for i in items if isinstance(i, Record)), people, strict=True)
    }
    told = {tuple(sorted((keys[each.a], keys[each.b]))) for each in _said(items) if each.kind == "relation"}
    assert told == {
        (each.a, each.b) for each in LINKS if each.certainty != "guess" and {each.a, each.b} <= set(keys.values())
    }
