"""Tests of `--where`, which tags or edits all people who match filters."""

from __future__ import annotations

from typing import Any

import pytest

from ..running import Netcli


def _tagged(village: Netcli, tag: str) -> list[str]:
    return [person["name"] for person in village.ok("list", f"tag:{tag}")["result"]]


AIRBUS = ["Aïcha O'Neil", "Jacques van der Berg", "Sophie Durand"]


@pytest.mark.parametrize(
    "words",
    [
        ("--where", "company:airbus", "planes"),
        ("--where", "company:airbus", "city:toulouse", "planes"),
        ("--where", "company:airbus", "--where", "-tag:nobody", "planes"),
    ],
    ids=" ".join,
)
def test_tags_for_everybody_who_fits(village: Netcli, words: tuple[str, ...]) -> None:
    """All people who match every filter are tagged, in one step of undo."""
    document = village.ok("tag", "--yes", *words)
    assert [person["name"] for person in document["result"]["people"]] == AIRBUS
    assert _tagged(village, "planes") == AIRBUS
    village.ok("undo")
    assert _tagged(village, "planes") == []


def test_a_tag_is_taken_away(village: Netcli) -> None:
    """`-TAG` removes the tag from all people who match the filter."""
    village.ok("tag", "--yes", "--where", "tag:rail", "drh", "--", "-rail")
    assert (_tagged(village, "rail"), _tagged(village, "drh")) == ([], ["Pierre Martin", "Sophie Durand"])


@pytest.mark.parametrize("tag", ["x", "é"])
def test_a_tag_of_one_letter_is_taken_away(village: Netcli, tag: str) -> None:
    """`-x` removes the tag `x` and is not read as an option."""
    village.ok("tag", "Pierre", tag)
    village.ok("tag", "Pierre", f"-{tag}")
    assert _tagged(village, tag) == []


def test_edits_for_everybody_who_fits(village: Netcli) -> None:
    """`netcli edit --where` edits all people who match."""
    document = village.ok("edit", "--yes", "--where", "company:airbus", "--city", "Blagnac", "--private")
    assert document["query"] == {"where": ["company:airbus"]}
    people = village.ok("list", "city:blagnac")["result"]
    assert [(person["name"], person["private"]) for person in people] == [(name, True) for name in AIRBUS]
    village.ok("undo")
    assert village.ok("list", "city:blagnac")["result"] == []


def test_nobody_is_asked_off_a_terminal(village: Netcli) -> None:
    """Without a terminal, the command shows the preview and changes nothing."""
    outcome = village("tag", "--where", "company:airbus", "planes")
    assert (outcome.code, outcome.out) == (6, "")
    assert outcome.err == (
        "  Aïcha O'Neil, Airbus, Toulouse\n  Jacques van der Berg, Airbus, Toulouse\n"
        "  Sophie Durand, Airbus, Toulouse\n"
        "netcli: not confirmed: tag 3 people; use --yes to do this without a question\n"
    )
    assert _tagged(village, "planes") == []


def test_nobody_fits(village: Netcli) -> None:
    """If nobody matches the filter, nothing changes and a warning says so."""
    document: Any = village.ok("tag", "--where", "company:nowhere", "planes")
    assert (document["result"]["changed"], document["warnings"][0]["code"]) == (0, "empty")


@pytest.mark.parametrize(
    "words",
    [
        ("edit", "--city", "Lyon"),
        ("edit", "--where", "company:airbus", "--yes"),
        ("edit", "--where", "company:airbus", "--yes", "--name", "Airbus"),
        ("edit", "--where", "company:airbus", "--yes", "--email", "x@example.org"),
        ("edit", "--where", "colour:blue", "--yes", "--city", "Lyon"),
        ("tag", "Madonna"),
        ("tag", "--where", "company:airbus", "--yes", "city:toulouse"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done(village: Netcli, words: tuple[str, ...]) -> None:
    """A wrong `netcli edit` or `netcli tag` command changes nothing."""
    before = village.export()
    assert village(*words).code == 2
    assert village.export() == before
