"""Tests of filters, which choose people."""

from __future__ import annotations

import pytest

from ..running import Netcli

CHOSEN = {
    "a word": (("durand",), ["Sophie Durand"]),
    "a key": (("company:airbus",), ["Aïcha O'Neil", "Jacques van der Berg", "Sophie Durand"]),
    "two filters": (("company:airbus", "tag:rail"), ["Sophie Durand"]),
    "what somebody has": (("has:link", "company:airbus", "-tag:rail"), ["Aïcha O'Neil", "Jacques van der Berg"]),
    "what somebody lacks": (("-has:link",), ["Marie Martin", "Marie Martin"]),
    "hops": (("hops:2..3",), ["Jacques van der Berg", "Sophie Durand"]),
    "a day": (("since:2010",), ["Aïcha O'Neil"]),
    "a network": (("network:hand", "-company:airbus", "city:paris"), ["Pierre Martin"]),
    "nothing but signs": (("...",), []),
}


@pytest.mark.parametrize(("filters", "names"), CHOSEN.values(), ids=list(CHOSEN))
def test_people_who_meet_every_filter_are_listed(village: Netcli, filters: tuple[str, ...], names: list[str]) -> None:
    """`netcli list` lists the people who match all filters."""
    found = [person["name"] for person in village.ok("list", *filters)["result"]]
    assert found == names


@pytest.mark.parametrize("filters", ["shoe:42", "tag:", "hops:far", "since:soon", "has:luck"])
def test_what_is_no_filter_is_refused(village: Netcli, filters: str) -> None:
    """An invalid filter is wrong usage, and the error has a hint."""
    outcome = village("list", filters, "--json")
    assert (outcome.code, outcome.error()["code"]) == (2, "usage")
    assert outcome.error()["hint"]


@pytest.mark.parametrize("filters", ["-company:x{}", "-x{}", "-email:x{}", "-tag:x{}"])
def test_filters_may_be_very_many(village: Netcli, filters: str) -> None:
    """A command accepts more than a thousand filters."""
    many = [filters.format(number) for number in range(1100)]
    found = [person["name"] for person in village.ok("list", "company:airbus", "--", *many)["result"]]
    assert found == ["Aïcha O'Neil", "Jacques van der Berg", "Sophie Durand"]


def test_a_kind_may_be_named_very_often(village: Netcli) -> None:
    """A kind that is named many times counts as one kind."""
    often = ",".join(["colleague"] * 1100)
    assert village("path", "me", "Sophie Durand", "--only", often, "--json").code == 5


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (("list", "company:airbsu"), "company:Airbus"),
        (("reach", "company:airbsu"), "company:Airbus"),
        (("export", "tag:rial"), "tag:rail"),
        (("view", "--no-open", "--dry-run", "city:pariss"), "city:Paris"),
        (("suggest", "name:durnad"), "name:Sophie Durand"),
        (("infer", "network:linkdin"), "network:linkedin"),
        (("tag", "--where", "tag:rial", "x", "--yes"), "tag:rail"),
    ],
)
def test_a_misspelt_value_is_told(village: Netcli, words: tuple[str, ...], near: str) -> None:
    """If nobody has the value of a filter, a warning suggests a similar value."""
    typed = next(word for word in words if ":" in word)
    said = f"warning: nobody has {typed}; did you mean {near}?"
    assert village(*words).err.splitlines()[-1] == said


@pytest.mark.parametrize("filters", ["company:nothing", "-company:airbsu", "city:lyon", "note:airbsu"])
def test_nothing_is_suggested_for_a_value_like_no_other(village: Netcli, filters: str) -> None:
    """If a filter is negated or searches notes, netcli suggests no value. If no value in the book is similar, netcli
    suggests no value either.
    """
    assert village.ok("list", "hops:0", filters)["warnings"] == []


def test_a_value_of_somebody_private_is_not_suggested_for_an_export(village: Netcli) -> None:
    """If the book has private people, an export suggests no values for filters."""
    village.ok("edit", "Sophie Durand", "--private")
    assert [each["code"] for each in village.ok("export", "tag:rial")["warnings"]] == ["empty"]
