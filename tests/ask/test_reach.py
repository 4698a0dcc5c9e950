"""Tests of `netcli reach`, which finds people and the contacts to ask."""

from __future__ import annotations

import pytest

from ..running import Netcli


def test_doors_open_to_those_who_fit(hamlet: Netcli) -> None:
    """The contact who leads to the most people comes first."""
    result = hamlet.ok("reach", "company:airbus")["result"]
    doors = [
        (
            door["ask"]["name"],
            door["opens"],
            [(each["person"]["name"], each["chain"]["hops"]) for each in door["people"]],
        )
        for door in result["doors"]
    ]
    assert (result["fit"], result["reachable"], result["unreachable"]) == (3, 3, [])
    assert doors == [
        ("Pierre Martin", 2, [("Jacques van der Berg", 2), ("Sophie Durand", 3)]),
        ("Aïcha O'Neil", 1, [("Aïcha O'Neil", 1)]),
    ]


@pytest.mark.parametrize(
    ("words", "code", "counts"),
    [
        (["company:dupuis"], 5, (1, 0, 1)),
        (["company:nowhere"], 0, (0, 0, 0)),
        (["company:airbus", "--max-hops", "1"], 0, (3, 1, 2)),
        (["company:airbus", "--from", "email:sophie@example.org"], 0, (2, 2, 0)),
        (["-company:dupuis", "martin"], 0, (1, 1, 0)),
    ],
    ids=["no chain", "nobody fits", "a ceiling", "from somebody else", "negated"],
)
def test_counts_add_up(hamlet: Netcli, words: list[str], code: int, counts: tuple[int, int, int]) -> None:
    """Each person who matches is counted as reachable or unreachable."""
    outcome = hamlet("reach", "--json", *words)
    result = outcome.json()["result"]
    assert (outcome.code, (result["fit"], result["reachable"], len(result["unreachable"]))) == (code, counts)


def test_doors_beyond_the_limit_are_announced(hamlet: Netcli) -> None:
    """A warning states that `--limit` shortened the list."""
    answer = hamlet.ok("reach", "company:airbus", "--limit", "1")
    assert (len(answer["result"]["doors"]), answer["warnings"][0]["code"]) == (1, "cut")


def test_words_list_as_many_doors_as_the_limit_says(sample: Netcli) -> None:
    """The text lists 10 people to ask, or as many as --limit says."""
    doors = len(sample.ok("reach", "has:name")["result"]["doors"])
    said = [sample("reach", "has:name", *limit).out for limit in ((), ("--limit", "12"), ("--limit", "0"))]
    assert [text.count("\n\n") - ("no chain to" in text) for text in said] == [10, 12, doors]
    assert [f"… and {doors - 10} other people whom you could ask (--limit 0 shows all)" in text for text in said] == [
        True,
        False,
        False,
    ]


def test_reach_in_words(hamlet: Netcli) -> None:
    """The text counts the people to whom a contact leads."""
    assert "Pierre Martin, Thales   leads to 2 of these people" in hamlet("reach", "company:airbus").out


def test_words_say_whom_guesses_would_reach(village: Netcli) -> None:
    """The last line states how many more people `--guesses` would reach, if any."""
    assert village("reach", "madonna").out.splitlines()[-1] == "to reach 1 more person through guessed links: --guesses"
    assert "guessed links" not in village("reach", "martin").out
