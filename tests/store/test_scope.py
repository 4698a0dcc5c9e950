"""Tests of a book opened without private data or without details."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

import netcli as public
from netcli.book import Book

from ..running import Netcli


@pytest.fixture
def secret(village: Netcli, monkeypatch: pytest.MonkeyPatch) -> Netcli:
    """The book `village`, in which Pierre and the user's own card are private."""
    village.ok("edit", "Pierre Martin", "--private")
    village.ok("edit", "me", "--private")
    monkeypatch.setenv("NETCLI_NOW", village.environment["NETCLI_NOW"])
    return village


@contextmanager
def _without(netcli: Netcli) -> Iterator[Book]:
    with public.open(netcli.db, private=False) as book:
        yield book


def test_me_is_always_there(secret: Netcli) -> None:
    """The user's own card stays visible even if it is private."""
    with _without(secret) as book:
        chain = book.path("me", "Sophie Durand").result.chains[0]
    assert [person.id for person in chain.people] == [1, 3, 4, 5]


def test_every_list_is_without_the_private(secret: Netcli) -> None:
    """Private people are left out of lists, searches, links, counts, suggestions and completion."""
    with _without(secret) as book:
        assert [each.name for each in book.list(["company:thales"]).result] == []
        assert book.find("pierre martin").result[0].person.name == "Marie Martin"
        assert 2 not in [link.person.id for link in book.show("me").result.links]
        assert book.stats().result.people == 7
        assert book.complete("pi") == []
        assert book.query("pierre").result == []
        assert [each.person.id for each in book.suggest().result] == [4, 5]


def test_details_are_neither_told_nor_found(secret: Netcli) -> None:
    """Without details, e-mail addresses and tags are neither shown nor searched."""
    with public.open(secret.db, details=False) as book:
        person = book.show("sophie").result.person
        assert (person.city, person.emails, person.tags) == ("Toulouse", [], [])
        assert (book.list(["tag:rail"]).result, book.list(["sophie@example.org"]).result) == ([], [])
        with pytest.raises(public.Unknown):
            book.person("email:sophie@example.org")


def test_a_part_of_a_book_is_asked_of_today_only(secret: Netcli) -> None:
    """A book without private data refuses questions about the past, and refuses changes."""
    with _without(secret) as book, pytest.raises(public.Usage):
        book.stats(as_of="2020")
    with pytest.raises(public.Usage), public.open(secret.db, private=False, write=True):
        pass


def test_the_book_is_whole_again_afterwards(secret: Netcli) -> None:
    """Hiding private data changes nothing in the file of the book."""
    before = secret.export()
    with _without(secret) as book:
        book.stats()
    assert (secret.export(), secret.ok("check")["result"]["problems"]) == (before, [])
