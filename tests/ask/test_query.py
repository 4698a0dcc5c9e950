"""Tests of `netcli query`, which prints addresses for mail programs."""

from __future__ import annotations

from ..running import Netcli


def test_mutt(village: Netcli) -> None:
    """The first line is a message for mutt. The other lines are addresses."""
    outcome = village("query", "sophie")
    assert (outcome.code, outcome.err) == (0, "")
    message, *lines = outcome.out.splitlines()
    assert message == "1 address"
    assert lines == ["sophie@example.org\tSophie Durand\tAirbus"]
    assert village("query", "martin").out.startswith("3 addresses\n")


def test_aerc(village: Netcli) -> None:
    """aerc does not need the first line, so `--remove-first-line` leaves out this line."""
    assert village("query", "--remove-first-line", "sop").out == "sophie@example.org\tSophie Durand\tAirbus\n"
    assert village("query", "--remove-first-line", "nobody at all").out == ""


def test_the_start_of_an_address(village: Netcli) -> None:
    """The address that matches the query comes before the person's other addresses."""
    village.ok("edit", "Sophie", "--email", "durand@example.com", "--title", "Captain")
    lines = village("query", "--remove-first-line", "marie").out.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["marie.martin@example.net", "marie@example.org"]
    assert village("query", "--remove-first-line", "durand@").out.splitlines() == [
        "durand@example.com\tSophie Durand\tCaptain, Airbus",
        "sophie@example.org\tSophie Durand\tCaptain, Airbus",
    ]


def test_private_people_are_not_found(village: Netcli) -> None:
    """`netcli query` leaves out private people."""
    village.ok("edit", "Sophie Durand", "--private")
    outcome = village("query", "sophie")
    assert (outcome.code, outcome.out) == (0, "nobody matches\n")


def test_nothing_in_a_name_breaks_a_line(village: Netcli) -> None:
    """Tabs and line ends in a company are printed as spaces."""
    village.ok("edit", "Sophie", "--company", "Air\tbus\nmallory@example.org")
    (_, line) = village("query", "sophie").out.splitlines()
    assert line.split("\t") == ["sophie@example.org", "Sophie Durand", "Air bus mallory@example.org"]


def test_for_scripts(village: Netcli) -> None:
    """Scripts can get the addresses as JSON or as CSV."""
    assert village.ok("query", "sophie")["result"] == [
        {"email": "sophie@example.org", "name": "Sophie Durand", "other": "Airbus"}
    ]
    assert village("query", "sophie", "--csv").out == "email,name,other\r\nsophie@example.org,Sophie Durand,Airbus\r\n"
