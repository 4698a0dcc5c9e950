"""Watched chains: add, remove and check them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from netcli import clock, strength
from netcli.answers import Answer, Words
from netcli.answers.edits import Written
from netcli.answers.paths import Found
from netcli.answers.people import Person
from netcli.answers.watch import Checked, Length
from netcli.ask.naming import Name, Who, called
from netcli.ask.network import figure
from netcli.ask.paths import between, path, question
from netcli.errors import Unknown, Usage
from netcli.language import plural, say
from netcli.store import touch
from netcli.store.reader import Reader
from netcli.store.writer import Change
from netcli.tell.edits import record_by_hand, written

CHANGED: Final = 10
"""The exit code that reports a change."""
FACTOR: Final = 1.25
"""Minimum ratio of two chances that is reported as a change. The words for the chances must also differ."""


def add(change: Change, person: Name, who: Who) -> Answer[Words, Written]:
    """Watch the chain to a person. Later checks report changes."""
    whom = person(who)
    if whom.me:
        raise Usage(say("there is no chain to yourself"), say("choose another person"))
    watched = {each.person for each in touch.watched(change.reader)}
    if whom.id not in watched:
        record = record_by_hand(change, whom.id).id
        change.derive()
        now = _length(change.reader, whom)
        row = {"record": record, "hops": now.hops, "chance": now.chance, "checked": clock.today().isoformat()}
        change.journal.insert("watch", row)
    return written(
        change, "watch", {"add": whom}, [whom.id], say("started watching the chain to {called}", called=called(whom))
    )


def remove(change: Change, person: Name, who: Who) -> Answer[Words, Written]:
    """Stop watching the chain to somebody.

    Raises Unknown if the chain is not watched.
    """
    whom = person(who)
    kept = [each for each in touch.watched(change.reader) if each.person == whom.id]
    if not kept:
        raise Unknown(
            say("the chain to {called} is not watched", called=called(whom)),
            say("to see the watched chains: netcli watch list"),
            code="not_watched",
        )
    while kept:  # after a merge, one person may be watched twice
        change.journal.delete("watch", kept[0].id)
        kept = [each for each in touch.watched(change.reader) if each.person == whom.id]
    return written(
        change, "watch", {"remove": whom}, [whom.id], say("stopped watching the chain to {called}", called=called(whom))
    )


def check(change: Change) -> Answer[Words, Sequence[Checked]]:
    """Compare each watched chain with its last state, and store its new state.

    The exit code says whether a chain has changed.
    """
    kept = touch.watched(change.reader)
    people = change.reader.people(each.person for each in kept)
    found = []
    for each in kept:
        before, now = Length(each.hops, each.chance), _length(change.reader, people[each.person])
        found.append(Checked(people[each.person], _compared(before, now), before, now))
        if now != before:
            day = clock.today().isoformat()
            change.journal.update("watch", each.id, hops=now.hops, chance=now.chance, checked=day)
    changed = sum(each.what != "same" for each in found)
    watched = plural(len(found), "watched chain")
    change.summary = say("checked {watched}: {changed} changed", watched=watched, changed=changed)
    change.record()
    return Answer("watch", {"check": True}, found, (), CHANGED if changed else 0, change.summary)


def _length(reader: Reader, whom: Person) -> Length:
    me = reader.people([reader.me()])[reader.me()]
    found = path(reader, between(question(), me, whom)).result
    if not isinstance(found, Found):
        return Length(None, None)
    return Length(found.hops, figure(found.chains[0].chance))


def _compared(before: Length, now: Length) -> str:
    """Return how a chain changed. If the number of hops changed, the chance does not matter.

    >>> _compared(Length(3, 0.09), Length(3, 0.12)), _compared(Length(3, 0.09), Length(3, 0.10))
    ('likelier', 'same')
    """
    if before.hops is None or now.hops is None:
        return "same" if before.hops == now.hops else "opened" if before.hops is None else "broken"
    if before.hops != now.hops:
        return "shorter" if now.hops < before.hops else "longer"
    was, is_ = before.chance or 0.0, now.chance or 0.0
    if strength.band(was) == strength.band(is_) or max(was, is_) < FACTOR * min(was, is_):
        return "same"
    return "likelier" if is_ > was else "less_likely"
