"""The log of introductions, from the first request to the meeting."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final

from netcli import clock, strength
from netcli.answers import Answer, Words
from netcli.answers.edits import Written
from netcli.answers.introductions import STATES
from netcli.answers.paths import Found
from netcli.answers.people import Person
from netcli.ask.naming import Name, Who, called
from netcli.ask.paths import between, path, question
from netcli.calibration import UNCALIBRATED
from netcli.errors import Refused, Unknown, Usage
from netcli.language import say
from netcli.store.journal import sorted_pair
from netcli.store.reader import Reader
from netcli.store.writer import Change
from netcli.tell.edits import written
from netcli.tell.links import add_introduced

FORWARD: Final[Mapping[str, Sequence[str]]] = {
    "asked": ("agreed", "introduced", "met", "declined", "silent"),
    "agreed": ("introduced", "met", "declined", "silent"),
    "introduced": ("met", "declined", "silent"),
    "met": (),
    "declined": (),
    "silent": ("agreed", "introduced", "met", "declined"),
}
"""The states that may follow each state. A silent person may still answer."""


def ask(change: Change, person: Name, target: Who, via: Who | None = None) -> Answer[Words, Written]:
    """Log that the user asked *via* for an introduction to *target*.

    If *via* is None, the first person of the shortest chain was asked. Raises Refused if the introduction is open, or
    if the user knows *target*.
    """
    reader = change.reader
    me, whom = reader.people([reader.me()])[reader.me()], person(target)
    known = reader.links([sorted_pair(me.id, whom.id)]).values()
    if any(link.certainty != "guess" for link in known):
        hint = say("to write to this person directly: netcli intro draft id:{id}", id=whom.id)
        raise Refused(say("you already know {called}", called=called(whom)), hint, code="exists")
    chain = _asked_over(reader, me, whom, person(via) if via else None)
    if any((each.target, each.ask) == (whom.id, chain[1]) and STATES[each.state] for each in reader.introductions()):
        raise Refused(
            say("the introduction to {whom} is already under way", whom=called(whom)),
            say("to see the introductions under way: netcli intro list --open"),
            code="exists",
        )
    day = clock.today().isoformat()
    row = {
        "target": chain[-1],
        "ask": chain[1],
        "chain": json.dumps(chain),
        "state": "asked",
        "since": day,
        "chance": _expected(reader, chain),
        "history": json.dumps([{"state": "asked", "when": day}]),
    }
    change.journal.insert("introduction", row)
    friend = called(reader.people([chain[1]])[chain[1]])
    summary = (
        say("asked {friend}", friend=friend)
        if chain[1] == whom.id
        else say("asked {friend} for an introduction to {target}", friend=friend, target=called(whom))
    )
    return written(change, "intro", {"target": whom, "state": "asked"}, [whom.id, chain[1]], summary)


def move(change: Change, person: Name, target: Who, state: str) -> Answer[Words, Written]:
    """Log that the newest open introduction to *target* has reached *state*.

    The state `met` also links *target* to the user. Raises Unknown if no introduction is logged, Usage if the
    introduction already has this state, and Refused if *state* is impossible.
    """
    whom = person(target)
    logged = [each for each in change.reader.introductions() if each.target == whom.id]
    open_ = [each for each in logged if STATES[each.state]] or logged
    if not open_:
        raise Unknown(
            say("no introduction to {called} is logged", called=called(whom)),
            say("to log an introduction: netcli intro asked TARGET"),
            code="unknown_intro",
        )
    newest = open_[-1]
    if newest.state == state:
        raise Usage(
            say("the introduction to {whom} is already marked {state}", whom=called(whom), state=say(state)),
            say("to see the introductions: netcli intro list"),
        )
    if state not in FORWARD[newest.state]:
        raise Refused(
            say(
                "the introduction to {whom} is already marked {state} and cannot be marked {state2}",
                whom=called(whom),
                state=say(newest.state),
                state2=say(state),
            ),
            say("to remove what was logged by mistake: netcli undo"),
            code="over",
        )
    day = clock.today().isoformat()
    history = json.dumps([*newest.history, {"state": state, "when": day}])
    change.journal.update("introduction", newest.id, state=state, since=day, history=history)
    people, met = [whom.id], state == "met"
    if met:
        me = change.reader.me()
        people.append(me)
        add_introduced(change, me, whom.id, day)
    summary = say("introduction to {called}: {state}", called=called(whom), state=say(state))
    return written(change, "intro", {"target": whom, "state": state}, people, summary, pair=met)


def _asked_over(reader: Reader, me: Person, target: Person, friend: Person | None) -> list[int]:
    """Return the shortest chain to *target*. If *friend* is given, *friend* comes after me."""
    if target.me or (friend and friend.me):
        raise Usage(say("you need no introduction to yourself"), say("choose another person"))
    if friend and friend.id != target.id:
        onward = path(reader, between(question(), friend, target)).result
        people = onward.chains[0].people if isinstance(onward, Found) else (friend, target)
        return [me.id, *(person.id for person in people if not person.me)]
    found = path(reader, between(question(), me, target)).result
    if isinstance(found, Found):
        return [person.id for person in found.chains[0].people]
    if friend:
        return [me.id, target.id]
    raise Usage(say("no chain leads to {called}", called=called(target)), say("say whom you asked: --via P"))


def _expected(reader: Reader, chain: list[int]) -> float:
    """Return the uncalibrated chance of the chain's first link."""
    pair = min(chain[:2]), max(chain[:2])
    plain = Reader(reader.connection)
    plain.calibration = UNCALIBRATED
    link = plain.links([pair]).get(pair)
    return strength.chance(strength.Features()) if link is None or link.chance is None else link.chance
