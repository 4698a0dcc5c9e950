"""Tests of how users decide which records are one person."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import netcli

from ..running import Netcli
from .tables import LINKEDIN, brought, named, waiting


def test_a_merge_joins_all_that_is_known(village: Netcli) -> None:
    """A merge unites the data of two people. Both ids lead to the merged person."""
    village.ok("link", "id:6", "id:7")
    village.ok("link", "id:2", "id:6")
    village.ok("link", "id:2", "id:7")
    village.ok("link", "id:3", "id:7")
    village.ok("tag", "id:7", "voile")
    told = [village.ok("show", end)["result"]["person"]["sources"] for end in ("id:6", "id:7")]
    records = sorted(source["record"] for sources in told for source in sources)
    merged = village.ok("merge", "id:6", "id:7", "--yes")["result"]
    assert (merged["person"]["id"], merged["forwarded"]) == (6, [7])
    shown = village.ok("show", "id:7")["result"]
    person = shown["person"]
    assert (person["id"], person["tags"], sorted(person["emails"])) == (
        6,
        ["voile"],
        ["marie.martin@example.net", "marie@example.org"],
    )
    assert [(link["a"], link["b"], len(link["evidence"])) for link in shown["links"]] == [(2, 6, 2), (3, 6, 1)]
    assert [source["record"] for source in person["sources"]] == records
    assert [change["command"] for change in village.ok("history", "id:7")["result"]][:2] == ["merge", "tag"]


def test_namesakes_are_told_apart_by_their_ids(village: Netcli) -> None:
    """If two people have the same name, messages give their ids."""
    told = [village("merge", "id:6", "id:7", "--yes").err, village("undo").err, village("distinct", "id:6", "id:7").err]
    assert told == [
        "merged Marie Martin id:7 into Marie Martin id:6  (to undo: netcli undo)\n",
        "undone: merged Marie Martin id:7 into Marie Martin id:6\n",
        "Marie Martin id:6 and Marie Martin id:7 are different people  (to undo: netcli undo)\n",
    ]


def test_a_merge_against_a_veto_needs_yes(village: Netcli) -> None:
    """If evidence speaks against a merge, the merge needs `--yes`."""
    refused = village("merge", "Pierre Martin", "Sophie Durand", "--json")
    error = refused.error()
    assert (refused.code, error["code"], [person["id"] for person in error["candidates"]]) == (6, "vetoed", [2, 5])
    assert "different given names" in error["message"]
    assert village.ok("merge", "Pierre Martin", "Sophie Durand", "--yes")["result"]["forwarded"] == [5]


def test_what_the_user_told_apart_needs_yes_to_merge(twins: Netcli) -> None:
    """A merge with `--yes` overrides `netcli distinct`. A split restores the decision."""
    twins.ok("distinct", "id:2", "id:3")
    before = twins.export()
    assert twins("merge", "id:2", "id:3", "--json").code == 6
    twins.ok("merge", "id:2", "id:3", "--yes")
    twins.ok("split", "id:2")
    assert twins.export() == before
    assert (2, 3) not in {pair for pairs in waiting(twins).values() for pair in pairs}


def test_a_pair_told_apart_is_never_asked_again(twins: Netcli) -> None:
    """If a pair is marked as distinct, `netcli duplicates` never lists the pair again.

    A merge with a third person does not change this.
    """
    twins.ok("distinct", "id:8", "id:9")
    brought(twins, "other.csv", {"name": "Ulla Berg", "email": "ulla@example.org"})
    [other] = set(named(twins, "Ulla Berg")) - {8, 9}
    twins.ok("merge", "id:8", f"id:{other}")
    assert (8, 9) not in {pair for pairs in waiting(twins).values() for pair in pairs}


def test_two_stay_apart_when_a_file_is_taken_back(book: Netcli) -> None:
    """If a pair is marked as distinct, an undo of an import keeps the mark."""
    rows = [{"name": "Ulla Berg", "url": f"{LINKEDIN}ulla"}, {"name": "Ulla Berg", "email": "ulla@example.org"}]
    first = brought(book, "one.csv", *rows)["batch"]
    brought(book, "two.csv", *reversed(rows))
    assert waiting(book) == {"name": {(2, 3)}}
    book.ok("distinct", "id:2", "id:3")
    before = book.export()
    book.ok("undo", "--batch", str(first), "--yes")
    assert waiting(book) == {}
    book.ok("undo")
    assert book.export() == before


def test_why_two_are_not_one(village: Netcli) -> None:
    """`netcli why` lists evidence in bits. The bits add up to the score."""
    told = village.ok("why", "Pierre Martin", "Sophie Durand")["result"]
    assert (told["rule"], told["vetoes"], told["verdict"]) == (None, ["different given names"], None)
    assert told["score"] == pytest.approx(sum(reason["bits"] for reason in told["reasons"]), abs=1e-3)
    assert {reason["field"] for reason in told["reasons"]} == {"prior", "name", "email", "company", "city"}


APART: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "a role mailbox": (
        {"name": "Ana Lopes", "email": "info@x.org"},
        {"name": "Ana Lopes", "email": "info@x.org", "city": "Bonn"},
    ),
    "a shared land line": (
        {"name": "Ana Lopes", "phone": "+33145678901"},
        {"name": "Ana Lopes", "phone": "+33145678901", "city": "Bonn"},
    ),
    "Maman": ({"name": "Maman", "phone": "+33612345678"}, {"name": "Ana Lopes", "phone": "+33612345678"}),
    "a family's mailbox": (
        {"name": "Ana Lopes", "email": "lopes@free.fr"},
        {"name": "Rui Lopes", "email": "lopes@free.fr"},
    ),
    "only the family name": (
        {"name": "Ana Lopes", "email": "lopes@free.fr"},
        {"name": "Lopes", "email": "lopes@free.fr"},
    ),
    "first names": ({"name": "Ana"}, {"name": "Ana", "city": "Bonn"}),
    "an organisation's name": ({"name": "Garage Central"}, {"name": "Garage Central", "city": "Bonn"}),
    "anonymous members": ({"name": "LinkedIn Member"}, {"name": "LinkedIn Member", "city": "Bonn"}),
    "a rare name alone": ({"name": "Zbigniew Krzyżanowski"}, {"name": "Zbigniew Krzyżanowski", "city": "Bonn"}),
    "two profiles": (
        {"name": "Ana Lopes", "url": f"{LINKEDIN}ana-1", "email": "a@x.org"},
        {"name": "Ana Lopes", "url": f"{LINKEDIN}ana-2", "email": "a@x.org"},
    ),
}


@pytest.mark.parametrize(("one", "other"), APART.values(), ids=APART)
def test_what_address_books_hold_never_merges(book: Netcli, one: dict[str, str], other: dict[str, str]) -> None:
    """If two records share only weak evidence, the records stay two people."""
    brought(book, "one.csv", one)
    brought(book, "two.csv", other)
    brought(book, "both.csv", other, one)
    owners = [record["person"] for record in json.loads(book.export())["result"]["records"] if record["line"] == 2]
    assert owners[0] != owners[1]


ONE: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "a mobile, one without its country": (
        {"name": "Ana Lopes", "phone": "06 12 34 56 78"},
        {"name": "LOPES Ana", "phone": "+33612345678"},
    ),
    "a mobile, both without their country": (
        {"name": "Ana Lopes", "phone": "06 12 34 56 78"},
        {"name": "LÓPES Ana", "phone": "06.12.34.56.78"},
    ),
    "a mailbox": (
        {"name": "Ana Lopes", "email": "a.lopes@gmail.com"},
        {"name": "A. Lopes", "email": "alopes@gmail.com"},
    ),
    "a profile, and a new surname": (
        {"name": "LOPES Ana", "url": f"{LINKEDIN}ana"},
        {"name": "Ana SILVA", "url": "fr.linkedin.com/in/Ana/"},
    ),
}


@pytest.mark.parametrize("turned", [False, True], ids=["in order", "turned"])
@pytest.mark.parametrize(("one", "other"), ONE.values(), ids=ONE)
def test_what_proves_two_records_one(book: Netcli, one: dict[str, str], other: dict[str, str], *, turned: bool) -> None:
    """If two records share strong evidence, they become one person, whichever record is imported first."""
    brought(book, "one.csv", other if turned else one)
    brought(book, "two.csv", one if turned else other)
    assert len(book.ok("list")["result"]) == 1


def test_whoever_turns_out_contested_keeps_their_number(book: Netcli) -> None:
    """If another person shares Ana's mailbox, Ana keeps her id."""
    brought(book, "mail.csv", {"email": "lopes@example.org", "city": "Porto"})
    brought(book, "ana.csv", {"name": "Ana Lopes", "email": "lopes@example.org"})
    [ana] = named(book, "Ana Lopes")
    before = book.export()
    brought(book, "rui.csv", {"name": "Rui Lopes", "email": "lopes@example.org"})
    assert named(book, "Ana Lopes") == [ana]
    [rui], [mailbox] = named(book, "Rui Lopes"), named(book, None)
    assert waiting(book) == {"email": {(rui, mailbox), (ana, mailbox)}, "other": {(ana, rui)}}
    book.ok("undo")
    assert book.export() == before


@pytest.mark.parametrize("turn", [False, True], ids=["two people first", "the initial first"])
def test_an_initial_never_joins_two_people_nor_names_them(book: Netcli, turn: bool) -> None:
    """John, Jane and J. Smith stay three people, even if they share a mailbox."""
    files = (
        ("two.csv", [{"name": "John Smith", "email": "js@y.example"}, {"name": "Jane Smith", "email": "js@y.example"}]),
        ("one.csv", [{"name": "J. Smith", "email": "js@y.example"}]),
    )
    for name, rows in reversed(files) if turn else files:
        brought(book, name, *rows)
    [john], [jane], [either] = named(book, "John Smith"), named(book, "Jane Smith"), named(book, "J. Smith")
    pairs = {rule: {frozenset(pair) for pair in pairs} for rule, pairs in waiting(book).items()}
    assert pairs == {
        "email": {frozenset((john, either)), frozenset((jane, either))},
        "other": {frozenset((john, jane))},
    }


def test_a_name_is_not_displaced_by_its_initial(book: Netcli) -> None:
    """A newer file with an abbreviated name does not replace the full name."""
    brought(book, "long.csv", {"name": "John Smith", "email": "john@y.example"})
    brought(book, "short.csv", {"name": "J. Smith", "email": "john@y.example", "title": "Engineer"})
    [john] = named(book, "John Smith")
    person = book.ok("show", f"id:{john}")["result"]["person"]
    assert (person["name"], person["aliases"], person["title"]) == ("John Smith", ["J. Smith"], "Engineer")


def test_spouses_in_two_scripts_stay_two(book: Netcli) -> None:
    """If two spouses share a mailbox and use different scripts, the spouses stay two people."""
    report = brought(
        book,
        "family.csv",
        {"name": "Ирина Петрова", "email": "petrov.family@example.org"},
        {"name": "Igor Petrov", "email": "petrov.family@example.org"},
    )
    [irina], [igor] = named(book, "Ирина Петрова"), named(book, "Igor Petrov")
    assert waiting(book) == {"other": {(irina, igor)}}
    assert (report["people"]["new"], report["people"]["unsure"]) == (1, 1)


def test_one_name_in_two_scripts_is_one_person(book: Netcli) -> None:
    brought(book, "one.csv", {"name": "Дмитрий Козлов", "email": "dk@example.org"})
    brought(book, "two.csv", {"name": "Dmitri Kozlov", "email": "dk@example.org"})
    [dmitri] = named(book, "Dmitri Kozlov")
    assert book.ok("show", f"id:{dmitri}")["result"]["person"]["aliases"] == ["Дмитрий Козлов"]


@pytest.mark.parametrize("turn", [False, True], ids=["Anna first", "the couple first"])
def test_a_couples_card_takes_nobody_in(book: Netcli, turn: bool) -> None:
    """If a couple's card has Anna's phone number, the card is not merged with Anna."""
    rows = [{"name": "Anna Roth", "phone": "+491701234567"}, {"name": "Anna & Paul Roth", "phone": "+491701234567"}]
    report = brought(book, "roth.csv", *(reversed(rows) if turn else rows))
    [anna], [couple] = named(book, "Anna Roth"), named(book, "Anna & Paul Roth")
    assert waiting(book) == {"other": {(min(anna, couple), max(anna, couple))}}
    assert (report["people"]["new"], report["people"]["unsure"]) == (1, 1)


def test_somebody_is_not_called_as_two_people_are(book: Netcli) -> None:
    """If Anna is merged with the card of a couple, the person keeps Anna's name."""
    brought(book, "anna.csv", {"name": "Anna Roth", "phone": "+491701234567"})
    brought(book, "both.csv", {"name": "Anna & Paul Roth", "phone": "+491701234567"})
    [anna], [couple] = named(book, "Anna Roth"), named(book, "Anna & Paul Roth")
    book.ok("merge", f"id:{couple}", f"id:{anna}", "--yes")
    person = book.ok("show", f"id:{couple}")["result"]["person"]
    assert (person["name"], person["aliases"]) == ("Anna Roth", ["Anna & Paul Roth"])


def test_a_split_knows_whom_a_file_had_joined(book: Netcli) -> None:
    """If an import joined several rows, these rows stay together after a merge and a split."""
    brought(
        book,
        "ana.csv",
        {"name": "Ana Lopes", "email": "ana@example.org"},
        {"name": "Ana Lopes", "phone": "+33612345678"},
        {"name": "Ana Lopes", "email": "ana@example.org", "phone": "+33612345678"},
        {"name": "Rui Costa"},
    )
    [ana], [rui] = named(book, "Ana Lopes"), named(book, "Rui Costa")
    before = book.export()
    book.ok("merge", f"id:{rui}", f"id:{ana}", "--yes")
    book.ok("split", f"id:{rui}")
    assert book.export() == before


def test_whose_a_file_is_outlives_a_merge(book: Netcli, tmp_path: Path) -> None:
    """After a merge, imports and introductions of the removed person belong to the remaining person."""
    for name in ("Ana Lind", "Ana L. Lind", "Bo Berg"):
        book.ok("add", name)
    path = tmp_path / "ana.csv"
    path.write_text("name,email\nCy Vale,cy@example.org\n", encoding="utf-8")
    book.ok("import", path, "--owner", "Ana L. Lind")
    book.ok("link", "me", "Bo Berg")
    book.ok("link", "Bo Berg", "Ana L. Lind")
    book.ok("intro", "asked", "Ana L. Lind", "--via", "Bo Berg")
    book.ok("merge", "Ana Lind", "Ana L. Lind", "--yes")
    book.ok("add", "Di Exemple")
    book.ok("edit", "Di Exemple", "--private")
    for document in (json.loads(book.export())["result"], book.ok("export")["result"]):
        assert [batch["owner"] for batch in document["batches"]] == [2]
        assert [asked["target"] for asked in document["introductions"]] == [2]
    [cy] = book.ok("list", "cy")["result"]
    assert [source["owner"] for source in cy["sources"]] == [2]


def test_what_two_owners_stated_counts_once_after_their_merge(book: Netcli, tmp_path: Path) -> None:
    """If two owners state the same link and are merged, the evidence counts once."""
    for number, owner in enumerate(("Ada Byron", "Ada B. Byron")):
        book.ok("add", owner, "--new")
        path = tmp_path / f"{number}.csv"
        path.write_text(f"from,to\nBo Lind,Cleo Park\n{owner},Bo Lind\n", encoding="utf-8")
        book.ok("import", path, "--owner", owner, "--network", "club")
    book.ok("merge", "Ada Byron", "Ada B. Byron", "--yes")
    assert len(book.ok("show", "Bo Lind", "Cleo Park")["result"]["link"]["evidence"]) == 1
    (tmp_path / "book.json").write_text(book.export(), encoding="utf-8")
    other = Netcli(tmp_path / "other.db")
    other.ok("import", tmp_path / "book.json")
    assert other.export() == book.export()


def test_somebody_without_a_name_is_shown_by_their_page(book: Netcli, tmp_path: Path) -> None:
    """If a person has no name, netcli shows the address of the person's page instead."""
    card = tmp_path / "cards.vcf"
    card.write_text("BEGIN:VCARD\nVERSION:4.0\nFN:\nURL:https://www.linkedin.com/in/profil-ferme\nEND:VCARD\n")
    book.ok("import", card)
    book.ok("add", "Sophie Durand", "--url", "https://www.linkedin.com/in/sophie-durand")
    (page,) = [each for each in book.ok("list", "--all")["result"] if each["name"] is None]
    outcome = book("merge", f"id:{page['id']}", "Sophie Durand")
    assert outcome.err.splitlines()[1] == f"  1. linkedin.com/in/profil-ferme  id:{page['id']}"
    compared = book("why", f"id:{page['id']}", "Sophie Durand")
    assert (compared.code, compared.err) == (
        2,
        "netcli: linkedin.com/in/profil-ferme is not a person; give two people: organizations and placeholders are not"
        " compared\n",
    )
    with netcli.open(book.db) as held:
        assert "linkedin.com/in/profil-ferme" in held.list(everybody=True)._repr_html_()


def test_you_are_called_you_in_errors(village: Netcli) -> None:
    """An error about a missing link calls the owner of the book "you"."""
    said = [village(command, "Sophie Durand", "me").err for command in ("show", "unlink")]
    assert [each.partition(";")[0] for each in said] == ["netcli: you and Sophie Durand are not linked"] * 2
