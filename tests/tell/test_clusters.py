"""Tests of how records are grouped into people."""

from __future__ import annotations

import json
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ..running import Netcli
from .tables import LINKEDIN, brought, waiting

PEOPLE = 4


mentions = st.lists(
    st.tuples(
        st.integers(0, PEOPLE - 1),
        st.sampled_from(["Ana Lopes", "LOPES Ana", "Ana  Lópes", "A. Lopes"]),
        st.sets(st.sampled_from(["email", "phone", "url", "company", "landline"]), min_size=1),
    ),
    min_size=1,
    max_size=10,
)


def described(person: int, name: str, kinds: set[str], label: str) -> dict[str, str]:
    """Return a record of one of four people. *kinds* lists the values in the record."""
    own = {
        "email": ("email", f"ana{person}@example.org"),
        "phone": ("phone", f"+3361234567{person}"),
        "url": ("url", f"{LINKEDIN}ana-{person}"),
        "company": ("company", "Exemple"),
        "landline": ("phone", "+33145678901"),
    }
    return {"name": name, "title": label, **dict(own[kind] for kind in sorted(kinds))}


def clusters(book: Netcli) -> set[frozenset[str]]:
    """For each person, return the titles of the person's records."""
    people: dict[int, set[str]] = {}
    for record in json.loads(book.export())["result"]["records"]:
        if "title" in record["fields"]:
            people.setdefault(record["person"], set()).add(record["fields"]["title"])
    return {frozenset(records) for records in people.values()}


def fresh(folder: str) -> Netcli:
    """Create a book in *folder*."""
    book = Netcli(Path(folder) / "netcli.db")
    book.ok("init", "--me", "Zoé Exemple")
    return book


LAW = settings(max_examples=15)


@pytest.mark.slow
@LAW
@given(mentions, st.integers(0, 999))
def test_shuffled_imports_give_the_same_clusters(told: list[tuple[int, str, set[str]]], seed: int) -> None:
    """The order of files and rows does not change which records form one person."""
    rows = [described(person, name, kinds, f"r{place}") for place, (person, name, kinds) in enumerate(told)]
    files = [rows[start::3] for start in range(3) if rows[start::3]]
    found = []
    for turn in range(3):
        chance = random.Random(f"{seed} {turn}")
        with tempfile.TemporaryDirectory() as folder:
            book = fresh(folder)
            for number in chance.sample(range(len(files)), len(files)):
                brought(book, f"file{number}.csv", *chance.sample(files[number], len(files[number])))
            found.append(clusters(book))
    assert found[0] == found[1] == found[2]


contested = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(
                ["", "Ana Lopes", "A. Lopes", "LOPES Ana", "Ana Costa", "Rui Lopes", "Lopes", "Maman"]
            ),
            "email": st.sampled_from(["", "ana@example.org", "lopes@example.org", "rui@example.org"]),
            "phone": st.sampled_from(["", "+33612345678", "0612345678", "+33698765432"]),
            "url": st.sampled_from(["", f"{LINKEDIN}ana-lopes", f"{LINKEDIN}rui-lopes"]),
            "birthday": st.sampled_from(["", "1980-03-12", "1975-12-03"]),
        }
    ).filter(lambda row: row["name"] or row["email"]),
    min_size=2,
    max_size=7,
)
"""Records of a household that share names, addresses and phones."""


@pytest.mark.slow
@settings(LAW, max_examples=40)
@given(contested, st.integers(0, 999))
def test_whoever_is_contested_is_the_same_in_any_order(rows: list[dict[str, str]], seed: int) -> None:
    """The order of the files does not change which records form one person."""
    rows = [{**row, "title": f"r{place}"} for place, row in enumerate(rows)]
    found = []
    for turn in range(3):
        with tempfile.TemporaryDirectory() as folder:
            book = fresh(folder)
            for place in random.Random(f"{seed} {turn}").sample(range(len(rows)), len(rows)):
                brought(book, f"file{place}.csv", rows[place])
            found.append(clusters(book))
    assert found[0] == found[1] == found[2]


@pytest.mark.slow
@settings(LAW, max_examples=40)
@given(contested, st.data())
def test_a_file_taken_back_leaves_what_the_others_say(rows: list[dict[str, str]], data: st.DataObject) -> None:
    """An undone import has no effect on the grouping into people."""
    rows = [{**row, "title": f"r{place}"} for place, row in enumerate(rows)]
    back = data.draw(st.integers(0, len(rows) - 1), label="back")
    with tempfile.TemporaryDirectory() as folder:
        book, other = fresh(f"{folder}/one"), fresh(f"{folder}/other")
        batches = [brought(book, f"file{place}.csv", row)["batch"] for place, row in enumerate(rows)]
        book.ok("undo", "--batch", str(batches[back]), "--yes")
        for place, row in enumerate(rows):
            if place != back:
                brought(other, f"file{place}.csv", row)
        assert clusters(book) == clusters(other)


@pytest.mark.slow
@LAW
@given(mentions, st.data())
def test_a_split_restores_what_was_before_the_merge(told: list[tuple[int, str, set[str]]], data: st.DataObject) -> None:
    """After a split, the export is the same as before the merge."""
    rows = [described(person, name, kinds, f"r{place}") for place, (person, name, kinds) in enumerate(told)]
    with tempfile.TemporaryDirectory() as folder:
        book = fresh(folder)
        brought(book, "first.csv", *rows)
        people = [person["id"] for person in book.ok("list", "--limit", "0")["result"]]
        book.ok("tag", f"id:{people[0]}", "voile")
        if len(people) > 1:
            book.ok("link", f"id:{people[0]}", f"id:{people[1]}")
            book.ok("distinct", f"id:{people[0]}", f"id:{people[-1]}")
        states, merged = [], []
        while len(people) > 1 and len(merged) < 3:
            keep, gone = data.draw(st.permutations(people).map(lambda order: order[:2]), label="merged")
            states.append(book.export())
            book.ok("merge", f"id:{keep}", f"id:{gone}", "--yes")
            people.remove(gone)
            merged.append(keep)
        for keep, before in zip(reversed(merged), reversed(states), strict=True):
            book.ok("split", f"id:{keep}")
            assert book.export() == before


@pytest.mark.slow
@LAW
@given(mentions, st.data())
def test_what_was_told_apart_stays_apart(told: list[tuple[int, str, set[str]]], data: st.DataObject) -> None:
    """If a pair is marked as distinct, later imports never merge the pair.

    `netcli duplicates` never lists the pair.
    """
    rows = [described(person, name, kinds, f"r{place}") for place, (person, name, kinds) in enumerate(told)]
    with tempfile.TemporaryDirectory() as folder:
        book = fresh(folder)
        brought(book, "first.csv", *rows)
        people = [person["id"] for person in book.ok("list", "--limit", "0")["result"]]
        if len(people) < 2:
            return
        a, b = sorted(data.draw(st.permutations(people).map(lambda order: order[:2]), label="apart"))
        book.ok("distinct", f"id:{a}", f"id:{b}")
        brought(book, "first.csv", *[{**row, "city": "Lyon"} for row in rows])
        brought(book, "second.csv", *reversed(rows))
        ends = [book.ok("show", f"id:{number}")["result"]["person"]["id"] for number in (a, b)]
        assert ends == [a, b]
        assert (a, b) not in {pair for pairs in waiting(book).values() for pair in pairs}
