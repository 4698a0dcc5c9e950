"""What the rest of the book says of a link follows from the book as it stands, however it came to stand so."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netcli import records, strength
from netcli.store import hand, history, surroundings
from netcli.store.book import Book, opened

STEP = st.tuples(
    st.sampled_from(["link", "link", "link", "unlink", "work", "undo", "redo"]), st.integers(1, 7), st.integers(1, 7)
)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETCLI_NOW", "2026-11-23")


def _links(book: Book) -> list[Any]:
    return book.reader.connection.execute("SELECT * FROM link ORDER BY a, b").fetchall()


def _derived_again(book: Book) -> Iterator[Any]:
    book.journal.pairs.update((row[0], row[1]) for row in _links(book))
    book.journal.people.update(row[0] for row in book.reader.connection.execute("SELECT id FROM person"))
    book.settle()
    yield from _links(book)


def _do(book: Book, what: str, a: int, b: int) -> None:
    linked = (min(a, b), max(a, b)) in book.reader.links([(min(a, b), max(a, b))])
    if what in ("undo", "redo"):
        done = book.reader.connection.execute("SELECT count(*) FROM change WHERE undone IS NULL").fetchone()[0]
        undone = book.reader.connection.execute(
            "SELECT count(*) FROM change WHERE undone IS NOT NULL"
            " AND id > (SELECT coalesce(max(id), 0) FROM change WHERE undone IS NULL)"
        ).fetchone()[0]
        if what == "undo" and done > 7:
            history.undo(book)
        elif what == "redo" and undone:
            history.redo(book)
        return
    book.begin_change(what)
    if what == "link" and a != b:
        hand.add_link(book, a, b, closeness=3 if a == 1 else None, certainty="guess" if b == 7 else "sure")
    elif what == "unlink" and linked:
        hand.remove_link(book, a, b)
    elif what == "work":
        hand.edit_person(book, a, {"company": "Airbus" if b % 2 else "Thales"}, {})
    if book.journal.images:
        book.end_change(what)
    else:
        book.drop_change()


@settings(max_examples=25, deadline=None)
@given(steps=st.lists(STEP, max_size=25), crowd=st.sampled_from([3, 750]), few=st.sampled_from([4, 50_000]))
def test_the_order_of_changes_never_decides(steps: list[tuple[str, int, int]], crowd: int, few: int) -> None:
    """After any story of links, jobs, undo and redo, deriving everything again changes no link."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr(surroundings, "FEW", few)
        patch.setattr(records, "CROWDS", (crowd, crowd + 2))
        path = Path(folder) / "book.db"
        for number in range(1, 8):
            with opened(path, strength, create=True) as book:
                book.begin_change("add")
                if number == 1:
                    hand.begin_book(book, "Léa Roux", {})
                else:
                    hand.add_person(book, f"Person {number}", {})
                book.end_change("added")
        for step in steps:
            with opened(path, strength) as book:
                _do(book, *step)
        with opened(path, strength) as book:
            assert _links(book) == list(_derived_again(book))


def test_a_guess_gains_the_contacts_in_common_of_its_ends(tmp_path: Path) -> None:
    """A link that closes a triangle over a guess weighs the guess again."""
    path = tmp_path / "book.db"
    with opened(path, strength, create=True) as book:
        book.begin_change("add")
        hand.begin_book(book, "Léa Roux", {})
        two, three = (hand.add_person(book, name, {}) for name in ("José", "Jose"))
        hand.add_link(book, 1, two)
        hand.add_link(book, two, three, certainty="guess")
        book.end_change("added")
    with opened(path, strength) as book:
        book.begin_change("link")
        hand.add_link(book, 1, three)
        book.end_change("linked")
        assert _links(book) == list(_derived_again(book))


@pytest.mark.parametrize(
    ("one", "other", "years"),
    [
        ([("2010", "2014")], [("2012-01", "2013-01")], 1.0),
        ([("2010", "2011")], [("2012", "2013")], 0.0),
        ([(None, "2020-01-01")], [("2012", "2013")], surroundings.UNDATED),
    ],
    ids=["overlapping", "one after the other", "undated"],
)
def test_years_under_one_roof(one: list[Any], other: list[Any], years: float) -> None:
    """Dates that overlap count; without dates a year is assumed."""
    assert surroundings.years_together({"airbus": one}, {"airbus": other, "thales": one}) == pytest.approx(years)
