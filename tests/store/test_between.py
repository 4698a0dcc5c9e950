"""Tests of finding the evidence between two people."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from netcli.store import evidence
from netcli.store.writer import Change, opened
from netcli.tell import edits

DATED = dict.fromkeys(("as_of", "added", "changed"), "2026-11-23")
STEPS = 100
"""Number of SQLite instructions between two calls of the progress handler."""


def _met(change: Change, people: list[int], times: int) -> None:
    """Add *times* records of each person, with evidence between neighbours in *people*."""
    insert = change.journal.insert
    for number in range(times):
        records = [
            insert(
                "record",
                {"person": each, "born": each, "key": f"{number}", "fields": "{}"} | DATED,
            )
            for each in people
        ]
        for a, b in pairwise(records):
            for ends in ((a, b), (b, a)):
                row = {"kind": "met", "link": "met", "certainty": "sure"}
                insert("evidence", {"a": ends[0], "b": ends[1], **row})


def _found(change: Change, pairs: list[tuple[int, int]]) -> dict[tuple[int, int, bool], list[int]]:
    found: dict[tuple[int, int, bool], list[int]] = {}
    for flipped, rows in evidence.between(change.connection, pairs, "e.id"):
        for a, b, number in rows:
            found.setdefault((a, b, flipped), []).append(number)
    return found


@pytest.mark.parametrize("few", [0, 1 << 30])
def test_the_evidence_of_a_pair_is_found_by_either_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    """Each search strategy finds every piece of evidence exactly once, in order."""
    monkeypatch.setattr(evidence, "FEW", few)
    with opened(tmp_path / "book.db", create=True) as writer, writer.change("add") as change:
        people = [edits.add_person(change, f"Ana Ray{letter}", {}) for letter in "abc"]
        _met(change, people, 3)
        _met(change, people[:2], 2)
        a, b, c = people
        every = change.connection.execute("SELECT id FROM evidence ORDER BY id").fetchall()
        found = _found(change, [(a, b), (b, c), (a, c)])
    assert sorted(number for of_pair in found.values() for number in of_pair) == [number for (number,) in every]
    assert {key: len(of_pair) for key, of_pair in found.items()} == {
        (a, b, False): 5,
        (a, b, True): 5,
        (b, c, False): 3,
        (b, c, True): 3,
    }
    assert all(of_pair == sorted(of_pair) for of_pair in found.values())


def test_many_records_of_two_people_cost_what_their_evidence_does(tmp_path: Path) -> None:
    """With four times the records, the search takes less than six times the steps."""
    took = []
    for times in (50, 200):
        with opened(tmp_path / f"{times}.db", create=True) as writer, writer.change("add") as change:
            people = [edits.add_person(change, f"Ana Ray{letter}", {}) for letter in "ab"]
            _met(change, people, times)
            steps = 0

            def counting() -> int:
                nonlocal steps
                steps += 1
                return 0

            change.connection.set_progress_handler(counting, STEPS)
            _found(change, [(people[0], people[1])])
            change.connection.set_progress_handler(None, 0)
            took.append(steps)
    assert took[1] < 6 * took[0]
