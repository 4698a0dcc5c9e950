"""Outcomes of requests for introductions, counted for each person who was asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from netcli.store.reader import Pair, Reader


def tallies(reader: Reader, always: Iterable[int] = ()) -> Iterator[tuple[Pair, int, int]]:
    """Yield (pair, requests with a known outcome, successes) for each person asked.

    Everybody in *always* is included. Requests with a person in the trash do not count.
    """
    logged = reader.introductions()
    tally = {reader.forwarded(number): [0, 0] for number in always}
    if (not logged and not tally) or reader.setting("me") is None:
        return
    me = reader.me()
    from netcli.store import trash  # not needed by `asked_since`

    thrown = trash.numbers(reader)
    for each in logged:
        counts = tally.setdefault(each.ask, [0, 0])
        if each.worked is not None and thrown.isdisjoint(each.chain):
            counts[0] += 1
            counts[1] += each.worked
    for person, (asks, agreed) in tally.items():
        if person != me:
            yield (min(me, person), max(me, person)), asks, agreed


def asked_since(reader: Reader, day: str) -> dict[int, int]:
    """Count how often each person has been asked since *day*."""
    asked: dict[int, int] = {}
    for each in reader.introductions():
        if any(step["when"] >= day for step in each.history if step["state"] == "asked"):
            asked[each.ask] = asked.get(each.ask, 0) + 1
    return asked
