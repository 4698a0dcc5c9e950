"""Tests of links that netcli advises to make a chain possible."""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ..running import Netcli

PEOPLE = [f"P{number} Exemple" for number in range(7)]
PAIRS = st.lists(st.sampled_from(list(combinations(["me", *PEOPLE], 2))), unique=True, max_size=9)
CONSTRAINTS = st.sampled_from(
    (
        (),
        ("--missing",),
        ("--via", PEOPLE[0]),
        ("--avoid", PEOPLE[1]),
        ("--max-hops", "2"),
        ("--only", "friend"),
        ("--since", "2020"),
        ("--as-of", "2021"),
    )
)


def _advice(answer: Any) -> list[tuple[int, int, int]]:
    return [(each["a"]["id"], each["b"]["id"], each["hops"]) for each in answer["result"]["missing"] or ()]


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(PAIRS, CONSTRAINTS, st.sets(st.sampled_from(PEOPLE)))
def test_an_advised_link_gives_the_chain_promised(
    linked: list[tuple[str, str]], constraints: tuple[str, ...], at_dupuis: set[str]
) -> None:
    """An advised link is new, and gives a chain of the promised length."""
    with TemporaryDirectory() as folder:
        book = Netcli(Path(folder, "netcli.db"))
        book.ok("init", "--me", "Zoé Exemple")
        book.ok("add", "-", stdin="name,company\n" + "".join(f"{p},{'Dupuis' * (p in at_dupuis)}\n" for p in PEOPLE))
        if linked:
            kinds = ("friend", "colleague")
            years = ("2015", "2022", "")
            rows = (f"{a},{b},{kinds[place % 2]},{years[place % 3]}\n" for place, (a, b) in enumerate(linked))
            book.ok("link", "-", stdin="from,to,kind,since\n" + "".join(rows))
        question = ("path", "me", PEOPLE[-1], *constraints, "--json")
        ids = {each["name"]: each["id"] for each in book.ok("list", "--all")["result"]}
        ids["me"] = ids["Zoé Exemple"]
        stand = {frozenset((ids[a], ids[b])) for a, b in linked}
        for a, b, hops in _advice(book(*question).json()):
            assert frozenset((a, b)) not in stand
            assert {a, b} != {ids["me"], ids[PEOPLE[-1]]}
            book.ok("link", f"id:{a}", f"id:{b}", "--kind", "friend", "--since", "2021")
            assert book(*question).json()["result"]["hops"] == hops
            book.ok("undo")


def test_a_dead_end_on_the_way_is_joined_to_the_end(book: Netcli) -> None:
    """If the chain must visit Bob, the missing link is between Bob and the target."""
    book.ok("add", "-", stdin="name\nAna Feuille\nBob Feuille\n")
    book.ok("link", "-", stdin="from,to\nme,Ana Feuille\nme,Bob Feuille\n")
    answer = book("path", "me", "Ana Feuille", "--via", "Bob Feuille", "--json").json()
    named = [(each["a"]["name"], each["b"]["name"], each["hops"]) for each in answer["result"]["missing"]]
    assert named == [("Bob Feuille", "Ana Feuille", 2)]


def test_links_of_today(village: Netcli) -> None:
    """If the question is about a past day, links that began later are not advised."""
    answer = village("path", "me", "Jacques", "--as-of", "2013", "--json").json()
    named = {frozenset((each["a"]["name"], each["b"]["name"])) for each in answer["result"]["missing"]}
    today = village("path", "me", "Jacques", "--all", "--json").json()["result"]["chains"]
    chains = [[each["name"] for each in chain["people"]] for chain in today]
    assert not named & {frozenset(pair) for chain in chains for pair in pairwise(chain)}


def test_reach_offers_the_doors_that_its_limit_leaves_and_says_how_many_there_are(hamlet: Netcli) -> None:
    """With --limit, `netcli reach` lists fewer people to ask, with a warning."""
    whole, cut = (hamlet.ok("reach", "has:company", *limit) for limit in ((), ("--limit", "1")))
    assert cut["result"]["doors"] == whole["result"]["doors"][:1]
    assert cut["result"]["unreachable"] == whole["result"]["unreachable"]
    assert cut["warnings"] == [
        {
            "code": "cut",
            "file": None,
            "line": None,
            "message": f"showing 1 of {len(whole['result']['doors'])}; --limit 0 shows all",
        }
        | {"shown": 1, "of": len(whole["result"]["doors"])}
    ]
