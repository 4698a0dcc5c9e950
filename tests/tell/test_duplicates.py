"""Tests of `netcli duplicates`."""

from __future__ import annotations

import codecs
import json
import os
import subprocess
from typing import Any

import pytest

from ..running import Netcli
from .tables import LINKEDIN, brought, waiting


def test_pairs_wait_by_rule(twins: Netcli) -> None:
    """Each pair is listed under one rule. The `bits` of the reasons add up to the score."""
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
    """`--rule` and `--min-score` choose pairs. `--limit` shortens the list of each rule."""
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
    """An unknown rule is a usage error, and the hint names the rules."""
    outcome = twins("duplicates", "--rule", "hunch", "--json")
    assert (outcome.code, "name_company" in outcome.error()["hint"]) == (2, True)


def test_a_rule_is_accepted_in_one_step(twins: Netcli) -> None:
    """With `--yes`, `--accept RULE` merges all pairs of the rule in one step."""
    before = twins.export()
    assert twins("duplicates", "--accept", "name_company", "--json").code == 6
    assert twins.export() == before
    assert twins.ok("duplicates", "--accept", "name_company", "--yes")["result"] == {"merged": 2, "refused": 0}
    assert waiting(twins) == {"similar_name_company": {(6, 7)}, "name": {(8, 9)}}
    twins.ok("undo")
    assert twins.export() == before


def test_accepting_refuses_what_something_contradicts(book: Netcli) -> None:
    """If a person may be either of two other people, `--accept` merges no pair."""
    brought(
        book,
        "berg.csv",
        {"name": "Ulla Berg", "url": f"{LINKEDIN}ulla-1"},
        {"name": "Ulla Berg"},
        {"name": "Ulla Berg", "url": f"{LINKEDIN}ulla-2"},
    )
    assert waiting(book) == {"name": {(2, 3), (3, 4)}}
    outcome = book("duplicates", "--accept", "name", "--yes", "--json")
    assert outcome.json()["result"] == {"merged": 0, "refused": 2}


@pytest.mark.parametrize(
    "row",
    ["marie@chu.example,,", ",CHU Sud,", ",,Brest"],
    ids=["another address", "another company", "another city"],
)
def test_a_name_alone_does_not_outweigh_what_differs(book: Netcli, row: str) -> None:
    """If other values of namesakes differ, `--accept` does not merge the namesakes."""
    rows = f"Marie Martin,martin@poste.example,Dupuis,Lyon\nMarie Martin,{row}\nAnn Roth,,,Lyon\nAnn Roth,,,"
    book.ok("add", "-", stdin=f"name,email,company,city\n{rows}\n")
    assert waiting(book) == {"name": {(2, 3), (4, 5)}}
    document = book.ok("duplicates", "--accept", "name", "--yes")
    assert document["result"] == {"merged": 1, "refused": 1}
    assert waiting(book) == {"name": {(2, 3)}}


def test_a_number_of_several_proves_nothing_of_somebody_without_a_name(book: Netcli) -> None:
    """If a nameless record fits two people, the record is not merged."""
    brought(
        book,
        "phones.csv",
        {"name": "Ada Poe", "phone": "+33612345678"},
        {"phone": "+33612345678"},
        {"name": "Ben Roy", "phone": "+33612345678"},
    )
    before = waiting(book)["mobile"]
    document = book("duplicates", "--accept", "mobile", "--yes", "--json").json()
    assert document["result"] == {"merged": 0, "refused": 2}
    assert [each["message"] for each in document["warnings"]] == [
        "Ada Poe id:2 and id:4 are not merged: one of them may also be Ben Roy id:3",
        "Ben Roy id:3 and id:4 are not merged: one of them may also be Ada Poe id:2",
    ]
    assert waiting(book)["mobile"] == before


def test_decisions_are_read_line_by_line(twins: Netcli) -> None:
    """`--decide` reads one decision per line. One undo reverses all decisions."""
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
    [
        *(
            "[]",
            "{",
            '{"a": 2, "b": 3}',
            '{"a": 2, "b": 3, "verdict": "maybe"}',
            '{"a": 2, "b": 99, "verdict": "same"}',
        ),
        '{"a": 2, "b": 9999999999999999999999999, "verdict": "same"}',
    ],
)
def test_a_decision_that_makes_no_sense_undoes_those_before(twins: Netcli, line: str) -> None:
    """If a decision is invalid, the earlier decisions are rolled back."""
    before = twins.export()
    outcome = twins("duplicates", "--decide", "-", "--json", stdin=f'{{"a": 2, "b": 3, "verdict": "same"}}\n{line}\n')
    assert (outcome.code, outcome.error()["message"][:6]) == (65, "line 2")
    assert twins.export() == before


def test_why_and_duplicates_agree(twins: Netcli) -> None:
    """`netcli why` and `netcli duplicates` show the same rule, score and reasons."""
    for group in twins.ok("duplicates")["result"]["groups"]:
        for pair in group["pairs"]:
            told = twins.ok("why", f"id:{pair['a']['id']}", f"id:{pair['b']['id']}")["result"]
            assert told["rule"] == group["rule"]
            assert told["score"] == pytest.approx(pair["score"], abs=1e-3)
            assert told["reasons"] == pair["reasons"]


def test_why_and_duplicates_agree_on_what_many_have(book: Netcli) -> None:
    """`netcli why` and `netcli duplicates` agree on values that many people share."""
    rows = [
        "JF O Neil,jf@acme.example,",
        "J. F. O'Neil,,Acme",
        "Marie O'Neil,marie@acme.example,",
        "Paul Roth,,ACME SA",
        "Ann Roth,ann@poste.example,",
        "Ann Roth,ann@roth.example,Dupuis",
        "Ann Roth,,Dupuis & Fils",
        "Kim Lee,kim@acme.example ::: kim@dupuis.example,",
        "Kim Lee,,Dupuis",
    ]
    book.ok("add", "-", stdin="\n".join(["name,email,company", *rows]))
    pairs = [pair for group in book.ok("duplicates")["result"]["groups"] for pair in group["pairs"]]
    assert len(pairs) > 2
    for pair in pairs:
        told = book.ok("why", f"id:{pair['a']['id']}", f"id:{pair['b']['id']}")["result"]
        assert (told["reasons"], told["score"]) == (pair["reasons"], pytest.approx(pair["score"], abs=1e-3))


def test_an_address_in_common_is_counted_once(book: Netcli) -> None:
    """A shared e-mail address does not also count as a shared company."""
    book.ok("add", "-", stdin="name,email\nAïcha Roth,aicha@acme.example\nPaul Durand,aicha@acme.example\n")
    reasons = book.ok("why", "Aïcha Roth", "Paul Durand")["result"]["reasons"]
    assert [each["field"] for each in reasons if each["field"] in ("email", "company")] == ["email"]
    [pair] = [pair for group in book.ok("duplicates")["result"]["groups"] for pair in group["pairs"]]
    assert pair["reasons"] == reasons
    assert pair["score"] == pytest.approx(sum(each["bits"] for each in reasons), abs=1e-3)


@pytest.fixture
def typed(twins: Netcli) -> Any:
    """A function that types keys into `netcli duplicates` and returns what is shown."""
    pty = pytest.importorskip("pty")
    return lambda *keys: _at_a_terminal(pty, twins, keys)


def _at_a_terminal(pty: Any, book: Netcli, keys: tuple[str, ...]) -> str:
    master, slave = pty.openpty()
    process = subprocess.Popen(
        book.command("duplicates"), stdin=slave, stdout=slave, stderr=slave, env=book.surroundings({"TERM": "dumb"})
    )
    os.close(slave)
    shown, left, decoder = "", list(keys), codecs.getincrementaldecoder("utf-8")()
    while True:
        try:
            read = os.read(master, 4096)
        except OSError:  # Linux's word for the end of a terminal
            break
        if not read:
            break
        shown += decoder.decode(read)  # a block may end in the middle of a letter
        if left and shown.count("same person") > len(keys) - len(left):
            os.write(master, f"{left.pop(0)}\n".encode())
    os.close(master)
    assert process.wait(timeout=60) == 0
    assert left == []
    return shown


def test_pairs_are_decided_by_a_key(twins: Netcli, typed: Any) -> None:
    """At a terminal, the user presses one key to merge a pair, mark the pair as distinct, or postpone the pair."""
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
    """At a terminal, the key `a` merges all pairs of a rule in one step."""
    typed("a", "n", "q")
    assert waiting(twins) == {"similar_name_company": {(6, 7)}, "name": {(8, 9)}}
    twins.ok("undo")
    assert waiting(twins)["name_company"] == {(2, 3), (4, 5)}


def test_nobody_is_asked_without_a_terminal(twins: Netcli) -> None:
    """Without a terminal, `netcli duplicates` only lists the pairs."""
    outcome = twins.process("duplicates")
    assert (outcome.code, "same person" in outcome.out + outcome.err) == (0, False)
