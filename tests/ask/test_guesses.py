"""Tests of `netcli infer`, which guesses links and gives reasons."""

from __future__ import annotations

import contextlib
import itertools
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netcli.ask import guesses
from netcli.store.connection import connect
from netcli.store.reader import Reader
from netcli.store.writer import opened
from netcli.tell import edits

from ..running import NOW, Netcli


def test_guesses_are_listed_with_reasons(hamlet: Netcli) -> None:
    """If two people have one employer, `netcli infer` lists a guess with this reason."""
    result = hamlet.ok("infer")["result"]
    assert [(each["a"]["name"], each["b"]["name"], each["why"]) for each in result["guesses"]] == [
        ("Aïcha O'Neil", "Sophie Durand", ["both at Airbus"])
    ]
    assert result["added"] == 0


def test_guesses_are_used_only_when_asked_for(hamlet: Netcli) -> None:
    """`netcli path` uses guessed links only with --guesses, and marks these links."""
    hamlet.ok("infer", "--yes")
    assert hamlet.ok("path", "me", "sophie")["result"]["hops"] == 3
    found = hamlet.ok("path", "me", "sophie", "--guesses")["result"]
    assert (found["hops"], found["chains"][0]["links"][1]["certainty"]) == (2, "guess")
    assert found["chains"][0]["links"][1]["evidence"][0]["kind"] == "inferred"


def test_guessing_is_one_step_of_undo(hamlet: Netcli) -> None:
    """One undo removes all added guesses. The next guesses are the same as before."""
    before, first = hamlet.export(), hamlet.ok("infer")
    hamlet.ok("infer", "--yes")
    assert hamlet.ok("infer")["result"]["guesses"] == []
    hamlet.ok("undo")
    assert (hamlet.export(), hamlet.ok("infer")) == (before, first)


def test_all_that_is_announced_is_added(hamlet: Netcli) -> None:
    """`netcli infer --yes` adds all guesses, even if --limit hides some of the guesses."""
    for name in ("Ana Gomes", "Bo Lind", "Chao Wei"):
        hamlet.ok("add", name, "--company", "Airbus")
    found = hamlet.ok("infer")["result"]["found"]
    answer = hamlet.ok("infer", "--yes", "--limit", "1")
    assert (answer["result"]["added"], len(answer["result"]["guesses"])) == (found, 1)
    assert [each["code"] for each in answer["warnings"]] == ["cut"]


def test_contacts_in_common_speak(book: Netcli) -> None:
    """Three common contacts are a reason for a guess."""
    links = "from,to\n" + "".join(f"{end},Common {n}\n" for n in "ABC" for end in ("Ann Lee", "Bob Ray"))
    book.ok("link", "-", stdin=links)
    why = {tuple(each["why"]) for each in book.ok("infer")["result"]["guesses"]}
    assert ("3 contacts in common",) in why


def test_a_large_company_is_not_squared(book: Netcli, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a large company, netcli guesses only some of the possible links, and prints a warning."""
    monkeypatch.setattr(guesses, "PAIRED", 3)
    for number in range(5):
        book.ok("add", f"Person {number}", "--company", "Colossal")
    answer = book.ok("infer")
    assert (answer["result"]["found"], [each["code"] for each in answer["warnings"]]) == (3, ["large_group"])


def test_a_tag_adds_to_what_else_is_shared(book: Netcli) -> None:
    """If two people share only a tag, netcli guesses no link. If the people also share an employer, the tag is a second
    reason.
    """
    for name, tag in (("Ann Lee", "rail"), ("Bob Ray", "rail"), ("Cid Fox", "sail")):
        book.ok("add", name, "--company", "Acme")
        book.ok("tag", name, tag)
    book.ok("add", "Dan Poe")
    book.ok("tag", "Dan Poe", "rail")
    guesses = [(each["a"]["name"], each["b"]["name"], each["why"]) for each in book.ok("infer")["result"]["guesses"]]
    assert guesses == [
        ("Ann Lee", "Bob Ray", ["both at Acme", "both tagged rail"]),
        ("Ann Lee", "Cid Fox", ["both at Acme"]),
        ("Bob Ray", "Cid Fox", ["both at Acme"]),
    ]


def test_a_roof_shared_at_other_times_says_nothing(book: Netcli) -> None:
    """If two people were at one employer in different years, netcli guesses no link."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NETCLI_NOW", NOW)
        with opened(book.db) as writer, writer.change("told") as change:
            for name, since, until in (("Ann", "2010", "2014"), ("Bob", "2011", "2016"), ("Cid", "2015", "2019")):
                position = {"organization": "Acme", "since": since, "until": until}
                edits.add_person(change, f"{name} Lee", {"positions": [position]})
    guesses = [(each["a"]["name"], each["b"]["name"], each["why"]) for each in book.ok("infer")["result"]["guesses"]]
    assert guesses == [
        ("Ann Lee", "Bob Lee", ["both at Acme, 3 years"]),
        ("Bob Lee", "Cid Lee", ["both at Acme"]),
    ]


def test_companies_are_named_as_people_see_them(book: Netcli) -> None:
    """A guess uses the most frequent spelling of the company's name."""
    for name, company in (("Ann Lee", "Aérotech Midi SAS"), ("Bob Ray", "Aérotech Midi"), ("Cid Fox", "Aérotech Midi")):
        book.ok("add", name, "--company", company)
    assert {tuple(each["why"]) for each in book.ok("infer")["result"]["guesses"]} == {("both at Aérotech Midi",)}
    book.ok("infer", "--yes")
    (evidence,) = book.ok("show", "Ann Lee", "Bob Ray")["result"]["link"]["evidence"]
    assert evidence["detail"] == "both at Aérotech Midi"


def test_an_employer_whom_all_have_left_is_named_as_written(book: Netcli) -> None:
    """If everybody has left a company, a guess uses the spelling in the records."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NETCLI_NOW", NOW)
        with opened(book.db) as writer, writer.change("told") as change:
            for name in ("Ann", "Bob"):
                position = {"organization": "IUT d'Évry (Groupe)", "since": "2010", "until": "2014"}
                edits.add_person(
                    change, f"{name} Lee", {"positions": [position], "company": "Acme" if name < "B" else None}
                )
    why = [each["why"] for each in book.ok("infer")["result"]["guesses"]]
    assert why == [["both at IUT d'Évry (Groupe), 4 years"]]


def test_a_no_is_not_guessed(hamlet: Netcli) -> None:
    """If the user denies a link in an interview, netcli does not guess this link."""
    hamlet.ok("interview", stdin="n\n")
    assert hamlet.ok("infer")["result"]["guesses"] == []


@settings(max_examples=20)
@given(st.lists(st.sets(st.integers(2, 12), max_size=6), max_size=6), st.integers(0, 4))
def test_many_pairs_at_once_are_the_pairs_of_each(companies: list[set[int]], most: int) -> None:
    """Several common employers raise the score of a pair. The best pairs come first."""
    with tempfile.TemporaryDirectory() as folder:
        netcli = Netcli(Path(folder) / "book.db")
        with opened(netcli.db, create=True) as writer, writer.change("told") as change:
            edits.begin_book(change, "Zoé Exemple", {})
            for number in range(2, 13):
                mine = [{"organization": f"Firm {n}"} for n, group in enumerate(companies) if number in group]
                edits.add_person(change, f"Person {number}", {"positions": mine})
        expected = {
            (a, b): 1 - (1 - guesses.AFFILIATION / 2) ** shared
            for a, b in itertools.combinations(range(2, 13), 2)
            if (shared := sum({a, b} <= group for group in companies))
        }
        with contextlib.closing(connect(netcli.db)) as connection:
            found, number, remarks = guesses.pairs(Reader(connection), range(1, 13), most)
    best = sorted(expected, key=lambda pair: (-expected[pair], pair))[: most or None]
    assert (number, remarks) == (len(expected), [])
    assert [(each.a, each.b) for each in found] == best
    assert [each.score for each in found] == pytest.approx([expected[pair] for pair in best])


def test_possible_duplicates_are_not_guessed(book: Netcli) -> None:
    """If two people may be one person, netcli guesses no link between them."""
    for _ in range(2):
        book.ok("add", "Ann Berg", "--company", "Acme", "--new")
    assert book.ok("duplicates")["result"]["waiting"] == 1
    assert book.ok("infer")["result"]["guesses"] == []
    book.ok("distinct", "id:2", "id:3")
    assert [each["why"] for each in book.ok("infer")["result"]["guesses"]] == [["both at Acme"]]
