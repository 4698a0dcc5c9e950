"""`netcli list --sort`: people in the requested order, then by name."""

from __future__ import annotations

import pytest

from ..running import Netcli


def _names(village: Netcli, *words: str) -> list[str]:
    return [person["name"] for person in village.ok("list", *words)["result"]]


@pytest.mark.parametrize(
    ("order", "names"),
    [
        (
            "name",
            "Aïcha O'Neil, Jacques van der Berg, Madonna, Marie Martin, Marie Martin, Pierre Martin, Sophie Durand",
        ),
        (
            "contacts",
            "Jacques van der Berg, Aïcha O'Neil, Pierre Martin, Madonna, Sophie Durand, Marie Martin, Marie Martin",
        ),
        (
            "company",
            "Aïcha O'Neil, Jacques van der Berg, Sophie Durand, Marie Martin, Marie Martin, Pierre Martin, Madonna",
        ),
        (
            "hops",
            "Aïcha O'Neil, Pierre Martin, Jacques van der Berg, Sophie Durand, Madonna, Marie Martin, Marie Martin",
        ),
        (
            "chance",
            "Pierre Martin, Aïcha O'Neil, Jacques van der Berg, Sophie Durand, Madonna, Marie Martin, Marie Martin",
        ),
    ],
)
def test_orders(village: Netcli, order: str, names: str) -> None:
    """People are sorted by name, number of contacts, company, hops or chance."""
    assert ", ".join(_names(village, "--sort", order)) == names


def test_the_latest_first(village: Netcli) -> None:
    """`--sort updated` lists the most recently changed person first."""
    outcome = village("edit", "Sophie Durand", "--title", "Captain", environment={"NETCLI_NOW": "2027-01-01"})
    assert outcome.code == 0
    assert _names(village, "--sort", "updated")[:2] == ["Sophie Durand", "Aïcha O'Neil"]


def test_no_such_order(village: Netcli) -> None:
    """An unknown order is wrong usage, and the error lists the orders."""
    outcome = village("list", "--sort", "age")
    assert (outcome.code, "choose one of these: name, contacts" in outcome.err) == (2, True)


def test_links_are_listed_by_chance(village: Netcli) -> None:
    """`netcli show` lists the likeliest links first, and --limit cuts the list."""
    links = village.ok("show", "me")["result"]["links"]
    assert links == sorted(links, key=lambda link: -link["chance"])
    document = village.ok("show", "me", "--limit", "1")
    assert (document["result"]["links"], document["warnings"][0]["code"]) == (links[:1], "cut")
    assert "3 contacts\n" in village("show", "me", "--limit", "1").out


def test_words_list_as_many_links_as_the_limit_says(book: Netcli) -> None:
    """`netcli show` lists 50 links, or as many as --limit says."""
    book.ok("link", "-", stdin="from,to\n" + "".join(f"me,Ann No{number}\n" for number in range(60)))
    said = [book("show", "me", *limit).out for limit in ((), ("--limit", "55"), ("--limit", "0"))]
    assert [text.count("  Ann No") for text in said] == [50, 55, 60]
    assert ["… and 10 more (--limit 0 shows all)" in text for text in said] == [True, False, False]
