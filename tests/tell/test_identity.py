"""Who is whom, as its users decide it: what waits, what merges, what is split again, and what is remembered."""

from __future__ import annotations

import json
import os
import random
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ..running import Netcli

LINKEDIN = "https://www.linkedin.com/in/"
COLUMNS = ("name", "email", "phone", "url", "company", "title", "city", "birthday")


def table(*rows: dict[str, str]) -> str:
    """*rows* as the CSV that `import` and `add -` read."""
    return "\n".join([",".join(COLUMNS), *(",".join(row.get(column, "") for column in COLUMNS) for row in rows), ""])


def brought(book: Netcli, name: str, *rows: dict[str, str]) -> Any:
    """The report of importing *rows* as a file of that name."""
    file = book.db.parent / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(table(*rows), encoding="utf-8")
    return book.ok("import", file)["result"][0]


def named(book: Netcli, name: str | None) -> list[int]:
    """The numbers of the people of exactly that name, or without one."""
    return [person["id"] for person in book.ok("list", "--all", "--limit", "0")["result"] if person["name"] == name]


def waiting(book: Netcli, *options: str) -> dict[str, set[tuple[int, int]]]:
    """The pairs that wait, by rule."""
    groups = book.ok("duplicates", "--limit", "0", *options)["result"]["groups"]
    return {group["rule"]: {(pair["a"]["id"], pair["b"]["id"]) for pair in group["pairs"]} for group in groups}


@pytest.fixture
def twins(book: Netcli) -> Netcli:
    """A book in which four pairs wait: 2 and 3, 4 and 5 (one employer), 6 and 7 (misspelt), 8 and 9 (a name alone)."""
    brought(
        book,
        "twins.csv",
        {"name": "Ana Lopes", "company": "Exemple SA", "city": "Lyon"},
        {"name": "LOPES Ana", "company": "Exemple"},
        {"name": "Jan Novak", "company": "Acme", "title": "CEO"},
        {"name": "Jan Novak", "company": "Acme France"},
        {"name": "Émile Lefèvre", "company": "Dupuis"},
        {"name": "Emile Lefebvre", "company": "Dupuis"},
        {"name": "Ulla Berg"},
        {"name": "Ulla Berg"},
    )
    return book


def test_pairs_wait_by_rule(twins: Netcli) -> None:
    """Each pair once, under the reason for which it waits; their bits add up to the score."""
    document = twins.ok("duplicates")
    groups = document["result"]["groups"]
    assert waiting(twins) == {
        "name_company": {(2, 3), (4, 5)},
        "similar_name_company": {(6, 7)},
        "name": {(8, 9)},
    }
    assert document["result"]["waiting"] == 4
    for group in groups:
        assert group["count"] == len(group["pairs"])
        for pair in group["pairs"]:
            assert pair["score"] == pytest.approx(sum(each["bits"] for each in pair["reasons"]), abs=1e-3)


def test_pairs_of_a_rule_a_score_and_a_number(twins: Netcli) -> None:
    """A cut is announced, for each rule."""
    assert waiting(twins, "--rule", "name") == {"name": {(8, 9)}}
    least = min(pair["score"] for group in twins.ok("duplicates")["result"]["groups"] for pair in group["pairs"])
    assert sum(map(len, waiting(twins, "--min-score", str(least)).values())) == 4
    assert sum(map(len, waiting(twins, "--min-score", str(least + 0.01)).values())) < 4
    cut = twins.ok("duplicates", "--limit", "1")
    assert [(group["count"], len(group["pairs"])) for group in cut["result"]["groups"]] == [(2, 1), (1, 1), (1, 1)]
    assert [(each["code"], each["rule"], each["shown"], each["of"]) for each in cut["warnings"]] == [
        ("cut", "name_company", 1, 2)
    ]


def test_an_unknown_rule_is_wrong_usage(twins: Netcli) -> None:
    """The message names the rules."""
    outcome = twins("duplicates", "--rule", "hunch", "--json")
    assert (outcome.code, "name_company" in outcome.error()["hint"]) == (2, True)


def test_a_rule_is_accepted_in_one_step(twins: Netcli) -> None:
    """It needs --yes, merges what nothing contradicts, and is taken back by one undo."""
    before = twins.export()
    assert twins("duplicates", "--accept", "name_company", "--json").code == 6
    assert twins.export() == before
    assert twins.ok("duplicates", "--accept", "name_company", "--yes")["result"] == {"merged": 2, "refused": 0}
    assert waiting(twins) == {"similar_name_company": {(6, 7)}, "name": {(8, 9)}}
    twins.ok("undo")
    assert twins.export() == before


def test_accepting_refuses_what_something_contradicts(book: Netcli) -> None:
    """One without a profile may be either of two who have one each, but not both."""
    brought(
        book,
        "berg.csv",
        {"name": "Ulla Berg", "url": f"{LINKEDIN}ulla-1"},
        {"name": "Ulla Berg"},
        {"name": "Ulla Berg", "url": f"{LINKEDIN}ulla-2"},
    )
    assert waiting(book) == {"name": {(2, 3), (3, 4)}}
    assert book.ok("duplicates", "--accept", "name", "--yes")["result"] == {"merged": 1, "refused": 1}


def test_decisions_are_read_line_by_line(twins: Netcli) -> None:
    """Counted by what became of them, numbers given up on the way forward, and all of it is one undo step."""
    before = twins.export()
    decisions = [(2, 3, "same"), (3, 4, "same"), (2, 4, "distinct"), (6, 7, "distinct"), (8, 9, "later")]
    text = "\n".join(json.dumps({"a": a, "b": b, "verdict": verdict}) for a, b, verdict in decisions)
    assert twins.ok("duplicates", "--decide", "-", stdin=text)["result"] == {
        "same": 2,
        "distinct": 1,
        "later": 1,
        "stale": 1,
    }
    assert twins.ok("show", "id:4")["result"]["person"]["id"] == 2
    assert (6, 7) not in {pair for pairs in waiting(twins).values() for pair in pairs}
    assert waiting(twins)["name"] == {(8, 9)}
    twins.ok("undo")
    assert twins.export() == before


@pytest.mark.parametrize(
    "line",
    ["[]", "{", '{"a": 2, "b": 3}', '{"a": 2, "b": 3, "verdict": "maybe"}', '{"a": 2, "b": 99, "verdict": "same"}'],
)
def test_a_decision_that_makes_no_sense_undoes_those_before(twins: Netcli, line: str) -> None:
    """All of the input, or nothing of it."""
    before = twins.export()
    outcome = twins("duplicates", "--decide", "-", "--json", stdin=f'{{"a": 2, "b": 3, "verdict": "same"}}\n{line}\n')
    assert (outcome.code, outcome.error()["message"][:6]) == (65, "line 2")
    assert twins.export() == before


def test_a_merge_joins_all_that_is_known(village: Netcli) -> None:
    """Records, links without doubles or self-links, tags and history; the first number stays, the other forwards."""
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


def test_a_merge_against_a_veto_needs_yes(village: Netcli) -> None:
    """The refusal says what speaks against it, and names the two."""
    refused = village("merge", "Pierre Martin", "Sophie Durand", "--json")
    error = refused.error()
    assert (refused.code, error["code"], [person["id"] for person in error["candidates"]]) == (6, "vetoed", [2, 5])
    assert "different given names" in error["message"]
    assert village.ok("merge", "Pierre Martin", "Sophie Durand", "--yes")["result"]["forwarded"] == [5]


def test_what_the_user_told_apart_needs_yes_to_merge(twins: Netcli) -> None:
    """Her later word counts, and a split gives the earlier one back."""
    twins.ok("distinct", "id:2", "id:3")
    before = twins.export()
    assert twins("merge", "id:2", "id:3", "--json").code == 6
    twins.ok("merge", "id:2", "id:3", "--yes")
    twins.ok("split", "id:2")
    assert twins.export() == before
    assert (2, 3) not in {pair for pairs in waiting(twins).values() for pair in pairs}


def test_a_pair_told_apart_is_never_asked_again(twins: Netcli) -> None:
    """Not even once one of the two was merged with somebody else."""
    twins.ok("distinct", "id:8", "id:9")
    brought(twins, "other.csv", {"name": "Ulla Berg", "email": "ulla@example.org"})
    [other] = set(named(twins, "Ulla Berg")) - {8, 9}
    twins.ok("merge", "id:8", f"id:{other}")
    assert (8, 9) not in {pair for pairs in waiting(twins).values() for pair in pairs}


def test_two_stay_apart_when_a_file_is_taken_back(book: Netcli) -> None:
    """What was said of them holds as long as any other file knows them."""
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
    """Bit by bit, with what speaks against it; the bits add up to the score."""
    told = village.ok("why", "Pierre Martin", "Sophie Durand")["result"]
    assert (told["rule"], told["vetoes"], told["verdict"]) == (None, ["different given names"], None)
    assert told["score"] == pytest.approx(sum(reason["bits"] for reason in told["reasons"]), abs=1e-3)
    assert {reason["field"] for reason in told["reasons"]} == {"prior", "name", "email", "company", "city"}


def test_why_and_duplicates_agree(twins: Netcli) -> None:
    """One pair, one score and the same reasons."""
    for group in twins.ok("duplicates")["result"]["groups"]:
        for pair in group["pairs"]:
            told = twins.ok("why", f"id:{pair['a']['id']}", f"id:{pair['b']['id']}")["result"]
            assert told["rule"] == group["rule"]
            assert told["score"] == pytest.approx(pair["score"], abs=1e-3)
            assert told["reasons"] == pair["reasons"]


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
    """Two records, two people, whichever comes first, in one file or in two."""
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
    """Whichever comes first."""
    brought(book, "one.csv", other if turned else one)
    brought(book, "two.csv", one if turned else other)
    assert len(book.ok("list")["result"]) == 1


# --- laws -----------------------------------------------------------------------------------------------------------

PEOPLE = 4
mentions = st.lists(
    st.tuples(
        st.integers(0, PEOPLE - 1),
        st.sampled_from(["Ana Lopes", "LOPES Ana", "Ana  Lópes", "A. Lopes"]),
        st.sets(st.sampled_from(["email", "phone", "url", "company", "landline"]), min_size=1),
    ),
    min_size=1,
    max_size=10,
)


def described(person: int, name: str, kinds: set[str], label: str) -> dict[str, str]:
    """A record of one of four namesakes who share an employer and a land line, each with identifiers of her own."""
    own = {
        "email": ("email", f"ana{person}@example.org"),
        "phone": ("phone", f"+3361234567{person}"),
        "url": ("url", f"{LINKEDIN}ana-{person}"),
        "company": ("company", "Exemple"),
        "landline": ("phone", "+33145678901"),
    }
    return {"name": name, "title": label, **dict(own[kind] for kind in sorted(kinds))}


def clusters(book: Netcli) -> set[frozenset[str]]:
    """Which records are one person, by their titles."""
    people: dict[int, set[str]] = {}
    for record in json.loads(book.export())["result"]["records"]:
        if "title" in record["fields"]:
            people.setdefault(record["person"], set()).add(record["fields"]["title"])
    return {frozenset(records) for records in people.values()}


def fresh(folder: str) -> Netcli:
    """A new book in *folder*."""
    book = Netcli(Path(folder) / "netcli.db")
    book.ok("init", "--me", "Zoé Exemple")
    return book


def test_whoever_turns_out_contested_keeps_her_number(book: Netcli) -> None:
    """A mailbox that her husband claims later is neither's; she is who she was, and both pairs wait."""
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
    """J. Smith is John or Jane: all three stay, and every pair waits."""
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
    """However new the file is that shortens it."""
    brought(book, "long.csv", {"name": "John Smith", "email": "john@y.example"})
    brought(book, "short.csv", {"name": "J. Smith", "email": "john@y.example", "title": "Engineer"})
    [john] = named(book, "John Smith")
    person = book.ok("show", f"id:{john}")["result"]["person"]
    assert (person["name"], person["aliases"], person["title"]) == ("John Smith", ["J. Smith"], "Engineer")


def test_spouses_in_two_scripts_stay_two(book: Netcli) -> None:
    """They share a mailbox, and their names, once in one alphabet, do not agree."""
    brought(
        book,
        "family.csv",
        {"name": "Ирина Петрова", "email": "petrov.family@example.org"},
        {"name": "Igor Petrov", "email": "petrov.family@example.org"},
    )
    [irina], [igor] = named(book, "Ирина Петрова"), named(book, "Igor Petrov")
    assert waiting(book) == {"other": {(irina, igor)}}


def test_one_name_in_two_scripts_is_one_person(book: Netcli) -> None:
    """With a mailbox of theirs in common; both spellings are kept."""
    brought(book, "one.csv", {"name": "Дмитрий Козлов", "email": "dk@example.org"})
    brought(book, "two.csv", {"name": "Dmitri Kozlov", "email": "dk@example.org"})
    [dmitri] = named(book, "Dmitri Kozlov")
    assert book.ok("show", f"id:{dmitri}")["result"]["person"]["aliases"] == ["Дмитрий Козлов"]


@pytest.mark.parametrize("turn", [False, True], ids=["Anna first", "the couple first"])
def test_a_couples_card_takes_nobody_in(book: Netcli, turn: bool) -> None:
    """Anna's number stands on it, and she is not the two of them."""
    rows = [{"name": "Anna Roth", "phone": "+491701234567"}, {"name": "Anna & Paul Roth", "phone": "+491701234567"}]
    brought(book, "roth.csv", *(reversed(rows) if turn else rows))
    [anna], [couple] = named(book, "Anna Roth"), named(book, "Anna & Paul Roth")
    assert waiting(book) == {"other": {(min(anna, couple), max(anna, couple))}}


def test_somebody_is_not_called_as_two_people_are(book: Netcli) -> None:
    """Where the user says that the couple's card is Anna's, she keeps her own name."""
    brought(book, "anna.csv", {"name": "Anna Roth", "phone": "+491701234567"})
    brought(book, "both.csv", {"name": "Anna & Paul Roth", "phone": "+491701234567"})
    [anna], [couple] = named(book, "Anna Roth"), named(book, "Anna & Paul Roth")
    book.ok("merge", f"id:{couple}", f"id:{anna}", "--yes")
    person = book.ok("show", f"id:{couple}")["result"]["person"]
    assert (person["name"], person["aliases"]) == ("Anna Roth", ["Anna & Paul Roth"])


def test_a_split_knows_whom_a_file_had_joined(book: Netcli) -> None:
    """Two rows that a third one of the same file joins go together, whatever is merged and split later."""
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


LAW = settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.slow
@LAW
@given(mentions, st.integers(0, 999))
def test_shuffled_imports_give_the_same_clusters(told: list[tuple[int, str, set[str]]], seed: int) -> None:
    """Files in any order, rows in any order: the same records are one."""
    rows = [described(person, name, kinds, f"r{place}") for place, (person, name, kinds) in enumerate(told)]
    files = [rows[start::3] for start in range(3) if rows[start::3]]
    found = []
    for turn in range(3):
        chance = random.Random(f"{seed} {turn}")
        with tempfile.TemporaryDirectory() as folder:
            book = fresh(folder)
            for number in chance.sample(range(len(files)), len(files)):
                brought(book, f"file{number}.csv", *chance.sample(files[number], len(files[number])))
            found.append(clusters(book))
    assert found[0] == found[1] == found[2]


contested = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(
                ["", "Ana Lopes", "A. Lopes", "LOPES Ana", "Ana Costa", "Rui Lopes", "Lopes", "Maman"]
            ),
            "email": st.sampled_from(["", "ana@example.org", "lopes@example.org", "rui@example.org"]),
            "phone": st.sampled_from(["", "+33612345678", "0612345678", "+33698765432"]),
            "url": st.sampled_from(["", f"{LINKEDIN}ana-lopes", f"{LINKEDIN}rui-lopes"]),
            "birthday": st.sampled_from(["", "1980-03-12", "1975-12-03"]),
        }
    ).filter(lambda row: row["name"] or row["email"]),
    min_size=2,
    max_size=7,
)
"""Records of a household, each with what several of it have: who is whom is a matter of doubt."""


@pytest.mark.slow
@settings(LAW, max_examples=40)
@given(contested, st.integers(0, 999))
def test_whoever_is_contested_is_the_same_in_any_order(rows: list[dict[str, str]], seed: int) -> None:
    """One file a record: the same records are one whichever comes first."""
    rows = [{**row, "title": f"r{place}"} for place, row in enumerate(rows)]
    found = []
    for turn in range(3):
        with tempfile.TemporaryDirectory() as folder:
            book = fresh(folder)
            for place in random.Random(f"{seed} {turn}").sample(range(len(rows)), len(rows)):
                brought(book, f"file{place}.csv", rows[place])
            found.append(clusters(book))
    assert found[0] == found[1] == found[2]


@pytest.mark.slow
@settings(LAW, max_examples=40)
@given(contested, st.data())
def test_a_file_taken_back_leaves_what_the_others_say(rows: list[dict[str, str]], data: st.DataObject) -> None:
    """As if it had never come: whom only it had joined, or torn apart, are as the other files have them."""
    rows = [{**row, "title": f"r{place}"} for place, row in enumerate(rows)]
    back = data.draw(st.integers(0, len(rows) - 1), label="back")
    with tempfile.TemporaryDirectory() as folder:
        book, other = fresh(f"{folder}/one"), fresh(f"{folder}/other")
        batches = [brought(book, f"file{place}.csv", row)["batch"] for place, row in enumerate(rows)]
        book.ok("undo", "--batch", str(batches[back]), "--yes")
        for place, row in enumerate(rows):
            if place != back:
                brought(other, f"file{place}.csv", row)
        assert clusters(book) == clusters(other)


@pytest.mark.slow
@LAW
@given(mentions, st.data())
def test_a_split_restores_what_was_before_the_merge(told: list[tuple[int, str, set[str]]], data: st.DataObject) -> None:
    """Byte for byte in the export, however many merges lie between, as long as the last is split first."""
    rows = [described(person, name, kinds, f"r{place}") for place, (person, name, kinds) in enumerate(told)]
    with tempfile.TemporaryDirectory() as folder:
        book = fresh(folder)
        brought(book, "first.csv", *rows)
        people = [person["id"] for person in book.ok("list", "--limit", "0")["result"]]
        book.ok("tag", f"id:{people[0]}", "voile")
        if len(people) > 1:
            book.ok("link", f"id:{people[0]}", f"id:{people[1]}")
            book.ok("distinct", f"id:{people[0]}", f"id:{people[-1]}")
        states, merged = [], []
        while len(people) > 1 and len(merged) < 3:
            keep, gone = data.draw(st.permutations(people).map(lambda order: order[:2]), label="merged")
            states.append(book.export())
            book.ok("merge", f"id:{keep}", f"id:{gone}", "--yes")
            people.remove(gone)
            merged.append(keep)
        for keep, before in zip(reversed(merged), reversed(states), strict=True):
            book.ok("split", f"id:{keep}")
            assert book.export() == before


@pytest.mark.slow
@LAW
@given(mentions, st.data())
def test_what_was_told_apart_stays_apart(told: list[tuple[int, str, set[str]]], data: st.DataObject) -> None:
    """Whatever editions of the same files come later: the two are never one, and never asked about."""
    rows = [described(person, name, kinds, f"r{place}") for place, (person, name, kinds) in enumerate(told)]
    with tempfile.TemporaryDirectory() as folder:
        book = fresh(folder)
        brought(book, "first.csv", *rows)
        people = [person["id"] for person in book.ok("list", "--limit", "0")["result"]]
        if len(people) < 2:
            return
        a, b = sorted(data.draw(st.permutations(people).map(lambda order: order[:2]), label="apart"))
        book.ok("distinct", f"id:{a}", f"id:{b}")
        brought(book, "first.csv", *[{**row, "city": "Lyon"} for row in rows])
        brought(book, "second.csv", *reversed(rows))
        ends = [book.ok("show", f"id:{number}")["result"]["person"]["id"] for number in (a, b)]
        assert ends == [a, b]
        assert (a, b) not in {pair for pairs in waiting(book).values() for pair in pairs}


# --- at a terminal --------------------------------------------------------------------------------------------------


@pytest.fixture
def typed(twins: Netcli) -> Any:
    """`netcli duplicates` at a terminal of its own; call it with the keys to press, it returns what was shown."""
    pty = pytest.importorskip("pty")
    return lambda *keys: _at_a_terminal(pty, twins, keys)


def _at_a_terminal(pty: Any, book: Netcli, keys: tuple[str, ...]) -> str:
    master, slave = pty.openpty()
    process = subprocess.Popen(
        book.command("duplicates"), stdin=slave, stdout=slave, stderr=slave, env=book.surroundings({"TERM": "dumb"})
    )
    os.close(slave)
    shown, left = "", list(keys)
    while True:
        try:
            read = os.read(master, 4096)
        except OSError:  # Linux's word for the end of a terminal
            break
        if not read:
            break
        shown += read.decode()
        if left and shown.count("same person") > len(keys) - len(left):
            os.write(master, f"{left.pop(0)}\n".encode())
    os.close(master)
    assert process.wait(timeout=60) == 0
    assert left == []
    return shown


def test_pairs_are_decided_by_a_key(twins: Netcli, typed: Any) -> None:
    """Same, distinct and later; every answer is an undo step of its own."""
    before = twins.export()
    shown = typed("s", "d", "l", "l")
    assert shown.count("same person") == 4
    history = twins.ok("history", "--limit", "2")["result"]
    assert [change["command"] for change in history] == ["duplicates", "duplicates"]
    assert waiting(twins) == {"similar_name_company": {(6, 7)}, "name": {(8, 9)}}
    assert [twins.ok("show", f"id:{number}")["result"]["person"]["id"] for number in (3, 5)] == [2, 5]
    twins.ok("undo")
    twins.ok("undo")
    assert twins.export() == before


def test_a_whole_group_is_decided_by_a_key(twins: Netcli, typed: Any) -> None:
    """All pairs of the reason become one at once; `n` leaves a group, `q` the review."""
    typed("a", "n", "q")
    assert waiting(twins) == {"similar_name_company": {(6, 7)}, "name": {(8, 9)}}
    twins.ok("undo")
    assert waiting(twins)["name_company"] == {(2, 3), (4, 5)}


def test_nobody_is_asked_without_a_terminal(twins: Netcli) -> None:
    """The list is all there is."""
    outcome = twins.process("duplicates")
    assert (outcome.code, "same person" in outcome.out + outcome.err) == (0, False)
