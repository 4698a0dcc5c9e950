"""Tests of `netcli suggest`, which suggests people to meet."""

from __future__ import annotations

from typing import Any

import pytest

from ..running import Netcli


def told(answer: Any) -> list[tuple[str, int, float]]:
    """Return each suggested person's name, the gain, and the mean hops afterwards."""
    return [(each["person"]["name"], each["gain"], each["mean_hops_after"]) for each in answer["result"]]


@pytest.fixture
def row(book: Netcli) -> Netcli:
    """A fixture: a book with the chains Zoé ── A ── B ── C ── D ── E and Zoé ── A ── F."""
    links = ["me,A", "A,B", "B,C", "C,D", "D,E", "A,F"]
    book.ok("link", "-", stdin="\n".join(["from,to", *links]) + "\n")
    return book


def test_a_gain_is_the_hops_that_a_link_would_save(row: Netcli) -> None:
    """The gain is the total number of hops that a new link saves."""
    answer = row.ok("suggest", "--limit", "0")
    assert sorted(told(answer)) == [
        ("B", 4, 2.16666667),
        ("C", 6, 1.83333333),
        ("D", 7, 1.66666667),
        ("E", 6, 1.83333333),
        ("F", 1, 2.66666667),
    ]
    for each in answer["result"]:
        assert each["chance"] == each["chain"]["chance"]
        assert each["score"] == pytest.approx(each["gain"] * each["chance"], rel=1e-8)
        assert each["chain"]["people"][-1] == each["person"]


def test_whoever_saves_most_for_the_chance_of_meeting_them_comes_first(row: Netcli) -> None:
    """Suggestions are sorted by a product: the gain multiplied by the chance of the chain."""
    assert [name for name, *_ in told(row.ok("suggest"))] == ["B", "F", "C", "D", "E"]


def test_together_each_counts_what_those_before_leave(row: Netcli) -> None:
    """With `--together`, each gain assumes that the user has met everybody earlier in the list."""
    answer = row.ok("suggest", "--together", "--limit", "2")
    assert answer["query"] == {"filters": [], "together": True, "guesses": False, "limit": 2}
    assert told(answer) == [("B", 4, 2.16666667), ("F", 1, 2.0)]


def test_filters_choose_who_may_be_suggested(sample: Netcli) -> None:
    """Each suggested person matches the filters and is not yet a contact of the user."""
    answer = sample.ok("suggest", "company:airbus", "--limit", "0")
    assert {each["person"]["company"] for each in answer["result"]} == {"Airbus"}
    assert min(each["chain"]["hops"] for each in answer["result"]) > 1


@pytest.mark.parametrize("options", [(), ("--together",)], ids=["each alone", "together"])
def test_a_cut_is_announced(row: Netcli, options: tuple[str, ...]) -> None:
    """A warning states that two of five suggestions are shown."""
    (warning,) = row.ok("suggest", "--limit", "2", *options)["warnings"]
    assert (warning["code"], warning["shown"], warning["of"]) == ("cut", 2, 5)


def test_where_nobody_is_left_to_meet_nothing_is_suggested(book: Netcli) -> None:
    """If nobody is left to meet, the list is empty."""
    assert book.ok("suggest")["result"] == []
