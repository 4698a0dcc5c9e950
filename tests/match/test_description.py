"""Tests of what records state about a person, and of contradictions between records."""

from __future__ import annotations

import random
from typing import Any

import pytest

from netcli.match import decide
from netcli.match.contested import MOST_SIDES
from netcli.match.description import MOST, Description, decisive_of, joinable
from netcli.match.rules import vetoes

POOL: dict[str, list[Any]] = {
    "name": ["José Exemple", "Jose Exemple", "J. Exemple", "Marie Exemple", "O'Neil", "李小龙", None],
    "emails": [["jose1@firm.example"], ["jose2@firm.example"], ["jose@example.org"], []],
    "urls": [["https://www.linkedin.com/in/jose"], ["https://www.linkedin.com/in/jose-2"], ["https://x.com/jose"], []],
    "phones": [["+33612345678"], ["+33612345679"], []],
    "birthday": ["1950-01-31", "1950-01-30", "1980-12-24", None],
    "company": ["Atelier", "Dupuis", None],
    "organization": [True, None, None, None],
}


def fields(chosen: random.Random) -> dict[str, Any]:
    """Return the fields of a random record."""
    return {name: value for name, values in POOL.items() if (value := chosen.choice(values))}


@pytest.mark.parametrize("seed", range(40))
def test_it_agrees_if_each_of_its_records_does(seed: int) -> None:
    """If a new record fits all records of a person, the record fits the person."""
    chosen = random.Random(seed)
    known, records = Description(), list[dict[str, Any]]()
    for _ in range(12):
        said = fields(chosen)
        plain = all(joinable(decide.profile_of(said), decide.profile_of(each)) for each in records)
        assert known.agrees(Description([said])) is plain
        if plain or chosen.random() < 0.2:
            known.add(said)
            records.append(said)


@pytest.mark.parametrize("seed", range(20))
def test_only_what_decides_can_be_vetoed(seed: int) -> None:
    """The decisive part of a profile gives the same vetoes as the whole profile."""
    chosen = random.Random(seed)
    for _ in range(40):
        one, other = (decide.profile_of(fields(chosen)) for _ in range(2))
        assert vetoes(decisive_of(one), decisive_of(other)) == vetoes(one, other)
        assert joinable(decisive_of(one), decisive_of(other)) is joinable(one, other)


def test_two_who_say_nothing_have_nothing_in_common() -> None:
    """If the names of two people differ, nameless records never lead to a merge."""
    moi = Description([{"name": "Moi Test"}, {"positions": [{"organization": "Thales"}]}])
    camille = Description([{"name": "Camille Testard"}, {"positions": [{"organization": "Atelier"}]}])
    assert decide.fit(moi, camille, ("owner", "")) == 0


def test_too_many_tell_of_them() -> None:
    """If a person has too many different descriptions, no new record fits the person."""
    known = Description(
        [{"name": f"Ana {chr(97 + number // 26)}{chr(97 + number % 26)}o Bell"} for number in range(MOST + 1)]
    )
    assert not known.agrees(Description([{"name": "Ana Zoo Bell"}]))


@pytest.mark.parametrize("number", [MOST_SIDES // 2, 10 * MOST_SIDES])
def test_many_records_of_one_page(number: int) -> None:
    """Records that share a page are one person only if the names agree."""
    key = ("url", "https://www.linkedin.com/in/ana")
    said = [{"name": "Ana Bell", "urls": [key[1]], "phones": [f"+336{each:08}"]} for each in range(number)]
    assert decide.groups([([each], [key]) for each in said]) == [set(range(number))]
    names = ("Ana", "Ben", "Cyd", "Dov", "Eve", "Fay", "Gus", "Hal", "Ike", "Jo")
    said = [
        {"name": f"{names[each % 10]} {chr(97 + each // 26) * 4}{chr(97 + each % 26) * 3}", "urls": [key[1]]}
        for each in range(number)
    ]
    assert max(map(len, decide.groups([([each], [key]) for each in said]))) == 1
