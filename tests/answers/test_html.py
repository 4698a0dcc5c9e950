"""Notebooks show answers as tables, in which every name is plain text."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

import netcli as public
from netcli.book import Book

from ..running import Netcli


class Page(HTMLParser):
    """The words and the element names in an HTML page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.elements: set[str] = set()
        self.feed(text)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert attrs == []
        self.elements.add(tag)


def read(value: object) -> str:
    """Return the text that a notebook shows for *value*, and check the HTML elements."""
    page = Page(value._repr_html_())  # type: ignore[attr-defined]  # as notebooks call it
    assert page.elements <= {"table", "tr", "th", "td", "p", "br", "bdi"}
    return "".join(page.words)


@pytest.fixture
def told(village: Netcli, monkeypatch: pytest.MonkeyPatch) -> Netcli:
    """A fixture: the village at a fixed time."""
    monkeypatch.setenv("NETCLI_NOW", village.environment["NETCLI_NOW"])
    return village


def test_a_chain_is_a_line(told: Netcli) -> None:
    """A notebook shows a chain as one line."""
    with public.open(told.db) as book:
        chain = book.path("me", "Sophie Durand").result.chains[0]
    assert (
        read(chain)
        == f"Zoé Exemple → Pierre Martin → Jacques van der Berg → Sophie Durand (3 hops, {chain.band} chance)"
    )


def test_a_person_is_what_is_known_of_them(told: Netcli) -> None:
    """A notebook shows only the known fields of a person."""
    with public.open(told.db) as book:
        page = read(book.show("Sophie Durand").result.person)
    assert "nameSophie Durand" in page
    assert "birthday" not in page


def test_every_answer_can_be_shown(told: Netcli) -> None:
    """A notebook can show lists, statistics, changes and empty answers."""
    with public.open(told.db) as book:
        assert "Sophie Durand, Airbus" in read(book.find("durand"))
        assert "Pierre Martin" in read(book.reach(["company:airbus"]))
        assert "found" in read(book.path("me", "Madonna"))
        assert "people8" in read(book.stats())
        assert read(book.list(["company:nowhere"])) == "nothing"
    with public.open(told.db, write=True) as book:
        assert "changed" in read(book.tag("Madonna", ["pop"]))


HOSTILE = ("<script>alert(1)</script>", '"><img src=x onerror=y>', "&lt;b&gt;", "\u202eexe.cod")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_text(name: str, told: Netcli) -> None:
    """HTML in a name appears as plain text."""
    book: Book
    with public.open(told.db, write=True) as book:
        book.add(name, company=name)
    with public.open(told.db) as book:
        answer = book.list(["-company:airbus"])
    assert name in read(answer)
    assert f"<bdi>{name}</bdi>" in answer._repr_html_() or name.isprintable()


def test_a_long_list_is_cut(told: Netcli) -> None:
    """A notebook cuts a long list and counts the remaining rows."""
    with public.open(told.db, write=True) as book:
        for number in range(60):
            book.add(f"Ann Bee{number}")
        assert read(book.list()).endswith("… and 17 more")
