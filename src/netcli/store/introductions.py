"""Requests for introductions, from the asking to the meeting, and what they teach of the links they went over."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from netcli import clock
from netcli.answers.introductions import Intro
from netcli.errors import Unknown, Usage
from netcli.store.reader import Pair, Reader

if TYPE_CHECKING:
    from netcli.store.writer import Change

STATES: Final[Mapping[str, str | None]] = {
    "asked": "wait three weeks, then ask again or mark it silent",
    "agreed": "send the paragraph to forward",
    "introduced": "write to the target, and thank",
    "met": None,
    "declined": None,
    "silent": None,
}
"""Every state of an introduction, and what comes next; None where it is over."""


def tallies(reader: Reader, besides: Iterable[int] = ()) -> Iterator[tuple[Pair, int, int]]:
    """Count how often each person was asked by me and how often that worked, by pair; zeros for those *besides*."""
    logged = reader.introductions()
    tally = {reader.forwarded(number): [0, 0] for number in besides}
    if not logged and not tally:
        return
    me = reader.me()
    for each in logged:
        if each.worked is not None:
            counts = tally.setdefault(each.ask, [0, 0])
            counts[0] += 1
            counts[1] += each.worked
    for person, (asks, agreed) in tally.items():
        if person != me:
            yield (min(me, person), max(me, person)), asks, agreed


def asked_since(reader: Reader, day: str) -> dict[int, int]:
    """Count how often each person was asked since *day*."""
    asked: dict[int, int] = {}
    for each in reader.introductions():
        if any(step["when"] >= day for step in each.history if step["state"] == "asked"):
            asked[each.ask] = asked.get(each.ask, 0) + 1
    return asked


def listed(reader: Reader, *, open_only: bool = False) -> list[Intro]:
    """The introductions, newest first."""
    found = [each for each in reader.introductions() if not open_only or STATES[each.state]]
    people = reader.people({number for each in found for number in (each.target, each.ask)})
    return [
        Intro(each.id, people.get(each.target), people.get(each.ask), each.state, each.since, STATES[each.state])
        for each in reversed(found)
    ]


def ask(change: Change, chain: Sequence[int], chance: float) -> int:
    """Log that the first person of *chain* was asked to introduce me to the last; returns the introduction's number."""
    day = clock.today().isoformat()
    row = {
        "target": chain[-1],
        "ask": chain[1],
        "chain": json.dumps(list(chain)),
        "state": "asked",
        "since": day,
        "chance": chance,
        "history": json.dumps([{"state": "asked", "when": day}]),
    }
    return change.journal.insert("introduction", row)


def move(change: Change, target: int, state: str) -> int:
    """Move the newest open introduction to *target* on to *state*; returns its number.

    Raises Unknown when there is none, Usage when it is in that state already.
    """
    logged = [each for each in change.reader.introductions() if each.target == target]
    open_ = [each for each in logged if STATES[each.state]] or logged
    if not open_:
        raise Unknown("no introduction to her is logged", "netcli intro asked TARGET logs one", code="unknown_intro")
    newest = open_[-1]
    if newest.state == state:
        raise Usage(f"that introduction is {state} already", "netcli intro list shows all")
    day = clock.today().isoformat()
    history = json.dumps([*newest.history, {"state": state, "when": day}])
    change.journal.update("introduction", newest.id, state=state, since=day, history=history)
    return newest.id


def under_way(reader: Reader, target: int, asked: int) -> bool:
    """Was that person asked for *target*, and is it not over?"""
    return any((each.target, each.ask) == (target, asked) and STATES[each.state] for each in reader.introductions())
