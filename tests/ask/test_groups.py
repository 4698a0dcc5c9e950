"""`groups`: circles of friends, what they have in common, and who joins them; and groups as a filter."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..running import Netcli


@pytest.fixture
def circles(netcli: Netcli, _circles: Path) -> Netcli:
    """Four at Airbus and three in a choir all know each other; Zoé is the fourth of the choir; Madonna knows nobody."""
    return netcli.begin_with(_circles)


@pytest.fixture(scope="module")
def _circles(tmp_path_factory: pytest.TempPathFactory, _begun: Path) -> Path:
    """That book, made once; tests copy it."""
    book = Netcli(tmp_path_factory.mktemp("circles") / "netcli.db").begin_with(_begun)
    people = """name,company,city,tag
Ann,Airbus SAS,Toulouse,
Bob,Airbus,Toulouse,
Cid,Airbus,Toulouse,
Dee,Airbus Group,,
Eve,Thales,Toulouse,choir
Fay,,Toulouse,choir
Gus,,Toulouse,choir
Madonna,,,
"""
    book.ok("add", "-", stdin=people)
    airbus, choir = ["Ann", "Bob", "Cid", "Dee"], ["me", "Eve", "Fay", "Gus"]
    links = [f"{a},{b}" for circle in (airbus, choir) for a in circle for b in circle if a < b]
    book.ok("link", "-", stdin="\n".join(["from,to", *links, "me,Ann", "Eve,Bob"]) + "\n")
    return book.db


def test_groups_are_numbered_by_size_and_named_by_what_they_have_in_common(circles: Netcli) -> None:
    """Of equals the one with the lowest id is first; the town says nothing, as nearly everybody lives there."""
    result = circles.ok("groups")["result"]
    found = [(group["group"], group["name"], group["size"]) for group in result["groups"]]
    assert found == [(1, "choir", 4), (2, "Airbus", 4), (3, "around Madonna", 1)]
    names = [{person["name"] for person in group["people"]} for group in result["groups"]]
    assert names == [{"Zoé Exemple", "Eve", "Fay", "Gus"}, {"Ann", "Bob", "Cid", "Dee"}, {"Madonna"}]
    assert result["modularity"] == 0.357142857


def test_the_best_connected_of_a_group_come_first(circles: Netcli) -> None:
    """Zoé and Eve know one more than the others."""
    group = circles.ok("groups")["result"]["groups"][0]
    assert [person["name"] for person in group["people"]][:2] == ["Zoé Exemple", "Eve"]


def test_the_likeliest_link_joins_two_groups(circles: Netcli) -> None:
    """One a pair of groups: Eve wrote to Bob."""
    circles.ok("link", "Eve", "Bob", "--kind", "friend", "--last-contact", "2026-11-20")
    (link,) = circles.ok("groups")["result"]["between"]
    ends = {circles.ok("show", f"id:{link[end]}")["result"]["person"]["name"] for end in ("a", "b")}
    assert ends == {"Eve", "Bob"}


def test_a_limit_leaves_the_number_of_groups(circles: Netcli) -> None:
    """Two have several people, one of them is shown."""
    said = circles("groups", "--limit", "1").out.splitlines()
    assert (said[0], len([each for each in said if "█" in each])) == (
        "2 groups; 1 person by themselves · modularity 0.36",
        1,
    )


def test_a_group_is_a_filter(circles: Netcli) -> None:
    """As others are: it may be negated, and combined."""
    listed = circles.ok("list", "group:2", "-company:group")["result"]
    assert [person["name"] for person in listed] == ["Ann", "Bob", "Cid"]
    assert circles.ok("list", "group:9")["result"] == []


def test_a_group_that_is_no_number_is_wrong_usage(circles: Netcli) -> None:
    """And the error says where numbers come from."""
    outcome = circles("list", "group:choir")
    assert (outcome.code, outcome.err) == (
        2,
        "netcli: group:choir is not a group number; run netcli groups to list them\n",
    )


def test_a_cut_is_announced(circles: Netcli) -> None:
    """The largest are listed."""
    answer = circles.ok("groups", "--limit", "1")
    assert [group["group"] for group in answer["result"]["groups"]] == [1]
    assert [warning["code"] for warning in answer["warnings"]] == ["cut"]


def test_in_a_book_of_one_person_there_are_none(book: Netcli) -> None:
    """Words say so."""
    assert book("groups").out == "There are no links yet.\n"
