"""Tests of a link's surroundings, such as common contacts."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netcli import records
from netcli.store import surroundings
from netcli.store.writer import Change, Writer, opened
from netcli.tell import edits, links, undo

STEP = st.tuples(
    st.sampled_from(["link", "link", "link", "unlink", "work", "undo", "redo"]), st.integers(1, 7), st.integers(1, 7)
)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETCLI_NOW", "2026-11-23")


def _links(change: Change) -> list[Any]:
    return change.connection.execute("SELECT * FROM link ORDER BY a, b").fetchall()


def _derived_again(change: Change) -> Iterator[Any]:
    change.journal.pairs.update((row[0], row[1]) for row in _links(change))
    change.journal.people.update(row[0] for row in change.connection.execute("SELECT id FROM person"))
    change.derive()
    yield from _links(change)


def _do(writer: Writer, what: str, a: int, b: int) -> None:
    if what in ("undo", "redo"):
        done = writer.connection.execute("SELECT count(*) FROM change WHERE undone IS NULL").fetchone()[0]
        undone = writer.connection.execute(
            "SELECT count(*) FROM change WHERE undone IS NOT NULL"
            " AND id > (SELECT coalesce(max(id), 0) FROM change WHERE undone IS NULL)"
        ).fetchone()[0]
        with writer.unrecorded() as change:
            if what == "undo" and done > 7:
                undo.undo(change)
            elif what == "redo" and undone:
                undo.redo(change)
        return
    with writer.change(what) as change:
        _change(change, what, a, b)


def _change(change: Change, what: str, a: int, b: int) -> None:
    linked = (min(a, b), max(a, b)) in change.reader.links([(min(a, b), max(a, b))])
    if what == "link" and a != b:
        links.add_link(change, a, b, closeness=3 if a == 1 else None, certainty="guess" if b == 7 else "sure")
    elif what == "unlink" and linked:
        links.remove_link(change, a, b)
    elif what == "work":
        edits.edit_person(change, a, {"company": "Airbus" if b % 2 else "Thales"}, {})


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(steps=st.lists(STEP, max_size=25), crowd=st.sampled_from([3, 750]), few=st.sampled_from([4, 50_000]))
def test_the_order_of_changes_never_decides(steps: list[tuple[str, int, int]], crowd: int, few: int) -> None:
    """After any changes, deriving everything again changes no link."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr(surroundings, "FEW", few)
        patch.setattr(records, "CROWDS", (crowd, crowd + 2))
        path = Path(folder) / "book.db"
        for number in range(1, 8):
            with opened(path, create=True) as writer, writer.change("add") as change:
                if number == 1:
                    edits.begin_book(change, "Léa Roux", {})
                else:
                    edits.add_person(change, f"Person {number}", {})
        for step in steps:
            with opened(path) as writer:
                _do(writer, *step)
        with opened(path) as writer, writer.unrecorded() as change:
            assert _links(change) == list(_derived_again(change))


def test_a_guess_gains_the_contacts_in_common_of_its_ends(tmp_path: Path) -> None:
    """If a new link closes a triangle, a guessed link in this triangle is updated, too."""
    path = tmp_path / "book.db"
    with opened(path, create=True) as writer, writer.change("add") as change:
        edits.begin_book(change, "Léa Roux", {})
        two, three = (edits.add_person(change, name, {}) for name in ("José", "Jose"))
        links.add_link(change, 1, two)
        links.add_link(change, two, three, certainty="guess")
    with opened(path) as writer:
        with writer.change("link") as change:
            links.add_link(change, 1, three)
        with writer.unrecorded() as change:
            assert _links(change) == list(_derived_again(change))


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
    """Only years at the same company count. Without dates, one common year is assumed."""
    assert surroundings.years_together({"airbus": one}, {"airbus": other, "thales": one}) == pytest.approx(years)
