"""Tests of how records with a common key are grouped into people."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from netcli.match import decide

KEY = (("email", "smith@x.org"),)
LINKEDIN = "https://www.linkedin.com/in/"


def called(name: str | None, **fields: Any) -> dict[str, Any]:
    """Return a record with this name, these fields and the mailbox smith@x.org."""
    return {"emails": ["smith@x.org"], **({"name": name} if name else {}), **fields}


BRIDGES: dict[str, tuple[list[dict[str, Any]], list[set[int]]]] = {
    "an initial": ([called("John Smith"), called("Jane Smith"), called("J. Smith")], []),
    "nobody's name": ([called("John Smith"), called("Jane Smith"), called(None)], []),
    "two who are one, and a third": ([called("John Smith"), called("John A. Smith"), called("Jane Smith")], [{0, 1}]),
    "a middle initial": (
        [called("Robert Smith"), called("Robert J. Smith"), called("James Smith")],
        [{0, 1}],
    ),
    "an ending": ([called("Peter Smith"), called("Petra Smith"), called("P. Smith")], []),
    "an ending, and nobody's name": ([called("Peter Smith"), called("Petra Smith"), called(None)], []),
    "scripts that cannot be compared": ([called("李小龙"), called("Peter Smith"), called(None)], []),
    "a middle between two spellings": (
        [called("Mchael Smith"), called("Micheal Smith"), called("Michael Smith")],
        [{0, 1, 2}],
    ),
    "two birthdays": (
        [
            called("John Smith", birthday="1950-01-31"),
            called("John Smith", birthday="1980-12-24"),
            called("John Smith"),
        ],
        [],
    ),
    "two profiles": (
        [
            called("John Smith", urls=[f"{LINKEDIN}john-1"]),
            called("John Smith", urls=[f"{LINKEDIN}john-2"]),
            called("John Smith"),
        ],
        [],
    ),
    "two scripts": ([called("Ирина Петрова"), called("Igor Petrov"), called("I. Petrov")], [{1, 2}]),
    "a couple": ([called("John Smith"), called("John & Jane Smith"), called("J. Smith")], [{0, 2}]),
    "nothing against anybody": ([called("John Smith"), called("J. Smith"), called(None)], [{0, 1, 2}]),
}


@pytest.mark.parametrize(("people", "one"), BRIDGES.values(), ids=BRIDGES)
def test_no_third_joins_two_who_differ(people: list[dict[str, Any]], one: list[set[int]]) -> None:
    """If a record fits two different people, the record joins neither person."""
    for order in permutations(range(len(people))):
        found = decide.groups([([people[place]], KEY) for place in order])
        groups = [{order[place] for place in group} for group in found]
        assert [group for group in groups if len(group) > 1] == one


@pytest.mark.parametrize("names", [("Peter Smith", "Petra Smith"), ("李小龙", "Bruce Lee")], ids=" ".join)
def test_what_the_user_settled_is_no_doubt(names: tuple[str, str]) -> None:
    """If a person has two names, a record with either name joins the person."""
    person = [called(name) for name in names]
    for name in names:
        assert decide.groups([(person, KEY), ([called(name, urls=["https://zoe.example.org"])], KEY)]) == [{0, 1}]
