"""Tests of chains for many pairs of people."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netcli.answers import Answer
from netcli.ask import naming
from netcli.ask.paths import Options, between, path, question
from netcli.ask.series import PATIENCE, Series
from netcli.errors import NetcliError
from netcli.store.reader import Reader
from netcli.store.writer import opened
from netcli.tell import edits, links

from ..running import NOW, Netcli

PEOPLE = 9
LINKS = st.dictionaries(
    st.tuples(st.integers(1, PEOPLE), st.integers(1, PEOPLE)).filter(lambda pair: pair[0] < pair[1]),
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["colleague", "friend"]),
            "certainty": st.sampled_from(["sure", "probable", "guess"]),
            "since": st.sampled_from([None, "2010", "2020-01-31"]),
            "closeness": st.sampled_from([None, 1, 5]),
            "private": st.booleans(),
        }
    ),
    max_size=20,
)
OPTIONS: list[Options] = [
    {},
    {"guesses": True},
    {"max_hops": 2},
    {"max_hops": 0, "guesses": True, "count": 4},
    {"avoid": ["id:9", "id:8"]},
    {"only": "friend"},
    {"since": "2015"},
    {"all": True, "guesses": True, "missing": True},
    {"disjoint": True},
    {"via": ["id:5"]},
    {"by": "chance", "count": 2},
    {"spare": True},
]


@contextmanager
def told(ties: dict[Any, Any]) -> Iterator[Reader]:
    """Yield a reader of a book with nine people and the links *ties*."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("NETCLI_NOW", NOW)
        with opened(Path(folder) / "book.db", create=True) as writer:
            with writer.change("told") as change:
                edits.begin_book(change, "Zoé Exemple", {})
                for number in range(2, PEOPLE + 1):
                    edits.add_person(change, f"Person {number}", {"company": f"Company {number % 3}"})
            with writer.change("linked") as change:
                edits.edit_person(change, 7, {"private": True}, {})
                for (a, b), details in ties.items():
                    links.add_link(change, a, b, **details)
            yield writer.reader


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(ties=LINKS, options=st.sampled_from(OPTIONS), patience=st.sampled_from([0, 3, PATIENCE]))
def test_a_pair_among_many_is_answered_as_alone(ties: dict[Any, Any], options: Options, patience: int) -> None:
    """`Series` gives each pair the same answer as a single call of `path`."""
    with told(ties) as reader:
        asked = question(person=lambda who: naming.person(reader, who), **options)
        series = Series(reader, asked, patience=patience)
        for pair in itertools.product(range(1, PEOPLE + 1), repeat=2):
            source, target = (reader.people(pair)[number] for number in pair)
            answer = series.answer((f"id:{source.id}", target))
            via_nobody = bool(asked.via) and source == target
            if via_nobody or {source.id, target.id} & {person.id for person in (*asked.avoid, *asked.via)}:
                assert isinstance(answer, NetcliError)
            else:
                assert answer == path(reader, between(asked, source, target))


def test_a_series_begins_anew_when_the_book_changes(hamlet: Netcli) -> None:
    """If a link is added between two questions of a series, the second answer uses the link."""
    pair = "me", "email:marie@example.org"
    with opened(hamlet.db) as writer:
        series = Series(writer.reader, question(), patience=0)
        before = series.answer(pair)
        assert series.current(writer.reader) is series
        with writer.change("link") as change:
            links.add_link(change, *(naming.person(writer.reader, who).id for who in pair))
        after = series.current(writer.reader).answer(pair)
    assert isinstance(before, Answer)
    assert isinstance(after, Answer)
    assert (before.result.found, after.result.found) == (False, True)
