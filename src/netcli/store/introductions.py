"""Requests for introductions, from the asking to the meeting, and what they teach of the links they went over."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from netcli import clock
from netcli.answers.introductions import Intro
from netcli.errors import Unknown, Usage
from netcli.store.reader import Pair, Reader

if TYPE_CHECKING:
    from netcli.store.book import Book

STATES: Final[Mapping[str, str | None]] = {
    "asked": "wait three weeks, then ask again or mark it silent",
    "agreed": "send the paragraph to forward",
    "introduced": "write to the target, and thank",
    "met": None,
    "declined": None,
    "silent": None,
}
"""Every state of an introduction, and what comes next; None where it is over."""
WORKED: Final = frozenset({"agreed", "introduced", "met"})
"""States that say that the first person passed the request on."""
FAILED: Final = frozenset({"declined", "silent"})
"""States that, unless she had agreed before, say that she did not."""


def tallies(reader: Reader, besides: Iterable[int] = ()) -> Iterator[tuple[Pair, int, int]]:
    """How often each person was asked by me and how often that worked, by pair; also zeros for those *besides*."""
    found = _rows(reader)
    people = [reader.forwarded(number) for number in besides]
    if not found and not people:
        return
    me = reader.me()
    tally = {number: [0, 0] for number in people}
    for row in found:
        worked = outcome(row["history"])
        if worked is not None:
            counts = tally.setdefault(row["ask"], [0, 0])
            counts[0] += 1
            counts[1] += worked
    for person, (asks, agreed) in tally.items():
        if person != me:
            yield (min(me, person), max(me, person)), asks, agreed


def outcome(history: Sequence[Mapping[str, str]]) -> bool | None:
    """Did the first person pass the request on? None as long as nobody knows."""
    states = {step["state"] for step in history}
    return True if states & WORKED else False if states & FAILED else None


def outcomes(reader: Reader) -> list[tuple[float, bool]]:
    """What was expected of each request over its first link, and whether it worked."""
    return [(row["chance"], worked) for row in _rows(reader) if (worked := outcome(row["history"])) is not None]


def asked_since(reader: Reader, day: str) -> dict[int, int]:
    """How often each person was asked since *day*."""
    asked: dict[int, int] = {}
    for row in _rows(reader):
        if any(step["when"] >= day for step in row["history"] if step["state"] == "asked"):
            asked[row["ask"]] = asked.get(row["ask"], 0) + 1
    return asked


def listed(reader: Reader, *, open_only: bool = False) -> list[Intro]:
    """The introductions, newest first."""
    rows = [row for row in _rows(reader) if not open_only or STATES[row["state"]]]
    people = reader.people({number for row in rows for number in (row["target"], row["ask"])})
    return [
        Intro(
            row["id"],
            people.get(row["target"]),
            people.get(row["ask"]),
            row["state"],
            row["since"],
            STATES[row["state"]],
        )
        for row in reversed(rows)
    ]


def ask(book: Book, chain: Sequence[int], chance: float) -> int:
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
    return book.journal.insert("introduction", row)


def move(book: Book, target: int, state: str) -> int:
    """Move the newest open introduction to *target* on to *state*; returns its number.

    Raises Unknown when there is none, Usage when it is in that state already.
    """
    rows = [row for row in _rows(book.reader) if row["target"] == target]
    open_ = [row for row in rows if STATES[row["state"]]] or rows
    if not open_:
        raise Unknown("no introduction to her is logged", "netcli intro asked TARGET logs one", code="unknown_intro")
    row = open_[-1]
    if row["state"] == state:
        raise Usage(f"that introduction is {state} already", "netcli intro list shows all")
    history = [*row["history"], {"state": state, "when": clock.today().isoformat()}]
    book.journal.update("introduction", row["id"], state=state, since=history[-1]["when"], history=json.dumps(history))
    return int(row["id"])


def under_way(reader: Reader, target: int, asked: int) -> bool:
    """Was that person asked for *target*, and is it not over?"""
    return any((row["target"], row["ask"]) == (target, asked) and STATES[row["state"]] for row in _rows(reader))


COLUMNS: Final = ("id", "target", "ask", "chain", "state", "since", "chance", "history")


def _rows(reader: Reader) -> list[dict[str, Any]]:
    """Every introduction, oldest first, its people as they are numbered today."""
    rows = []
    for values in reader.connection.execute(f"SELECT {', '.join(COLUMNS)} FROM introduction ORDER BY id").fetchall():
        row = dict(zip(COLUMNS, values, strict=True))
        row["chain"] = [reader.forwarded(number) for number in json.loads(row["chain"])]
        row["history"] = json.loads(row["history"])
        row["target"], row["ask"] = reader.forwarded(row["target"]), reader.forwarded(row["ask"])
        rows.append(row)
    return rows
