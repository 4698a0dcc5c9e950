"""Tests of `netcli groups`, which finds circles of friends."""

from __future__ import annotations

from pathlib import Path

import pytest

from netcli.ask import groups

from ..running import Netcli


@pytest.fixture
def circles(netcli: Netcli, _circles: Path) -> Netcli:
    """A fixture: a book with two circles of friends and one person without contacts."""
    return netcli.begin_with(_circles)


@pytest.fixture(scope="module")
def _circles(tmp_path_factory: pytest.TempPathFactory, _begun: Path) -> Path:
    """A fixture: the file of `circles`, made once. Each test uses a copy."""
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
    """Groups of equal size are numbered by their lowest id."""
    result = circles.ok("groups")["result"]
    found = [(group["group"], group["name"], group["size"]) for group in result["groups"]]
    assert found == [(1, "choir", 4), (2, "Airbus", 4), (3, "around Madonna", 1)]
    names = [{person["name"] for person in group["people"]} for group in result["groups"]]
    assert names == [{"Zoé Exemple", "Eve", "Fay", "Gus"}, {"Ann", "Bob", "Cid", "Dee"}, {"Madonna"}]
    assert result["modularity"] == 0.357142857


def test_the_best_connected_of_a_group_come_first(circles: Netcli) -> None:
    """Within a group, the people with the most links come first."""
    group = circles.ok("groups")["result"]["groups"][0]
    assert [person["name"] for person in group["people"]][:2] == ["Zoé Exemple", "Eve"]


def test_the_likeliest_link_joins_two_groups(circles: Netcli) -> None:
    """For each pair of groups, only the likeliest link is shown."""
    circles.ok("link", "Eve", "Bob", "--kind", "friend", "--last-contact", "2026-11-20")
    (link,) = circles.ok("groups")["result"]["between"]
    ends = {circles.ok("show", f"id:{link[end]}")["result"]["person"]["name"] for end in ("a", "b")}
    assert ends == {"Eve", "Bob"}


def test_a_limit_leaves_the_number_of_groups(circles: Netcli) -> None:
    """With --limit, the first line and the warning still count all groups."""
    outcome = circles("groups", "--limit", "1")
    said = outcome.out.splitlines()
    assert (said[0], len([each for each in said if "█" in each]), outcome.err) == (
        "3 groups (1 with a single person) · modularity 0.36",
        1,
        "warning: showing 1 of 3; --limit 0 shows all\n",
    )


def test_words_leave_out_groups_of_one_person_unless_all_are_wanted(circles: Netcli) -> None:
    """The text leaves out groups of one person, except with `--limit 0`."""
    assert "  … and 1 more group (--limit 0 shows all)\n" in circles("groups").out
    everything = circles("groups", "--limit", "0").out
    assert ("around Madonna" in everything, "more group" in everything) == (True, False)


def test_people_stand_in_the_order_of_their_groups(circles: Netcli) -> None:
    """If a link connects two groups, the person of the first group is named first."""
    circles.ok("link", "Ann", "Gus", "--kind", "friend", "--last-contact", "2026-11-20")
    assert "choir – Airbus   Gus – Ann   of 3 links" in circles("groups").out


def test_a_group_is_a_filter(circles: Netcli) -> None:
    """A group is a filter that can be combined with other filters."""
    listed = circles.ok("list", "group:2", "-company:group")["result"]
    assert [person["name"] for person in listed] == ["Ann", "Bob", "Cid"]
    assert circles.ok("list", "group:9")["result"] == []


def test_a_group_that_is_no_number_is_wrong_usage(circles: Netcli) -> None:
    """If the word after `group:` is not a number, the error mentions `netcli groups`."""
    outcome = circles("list", "group:choir")
    assert (outcome.code, outcome.err) == (
        2,
        "netcli: group:choir is not a group number; to list the groups: netcli groups\n",
    )


def test_a_cut_is_announced(circles: Netcli) -> None:
    """With --limit, only the largest groups are listed, with a warning."""
    answer = circles.ok("groups", "--limit", "1")
    assert [group["group"] for group in answer["result"]["groups"]] == [1]
    assert [warning["code"] for warning in answer["warnings"]] == ["cut"]


def test_pairs_of_groups_beyond_the_most_are_announced(circles: Netcli, monkeypatch: pytest.MonkeyPatch) -> None:
    """If pairs of linked groups are left out, a warning counts all pairs."""
    monkeypatch.setattr(groups, "BETWEEN", 0)
    assert circles.ok("groups")["warnings"] == [
        {
            "code": "cut",
            "file": None,
            "line": None,
            "message": "showing 0 of 1 pairs of linked groups",
            "shown": 0,
            "of": 1,
        }
    ]


def test_in_a_book_of_one_person_there_are_none(book: Netcli) -> None:
    """In a book of one person, `netcli groups` says that there are no links."""
    assert book("groups").out == "There are no links yet.\n"
