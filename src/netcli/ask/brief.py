"""`brief`: what to know about somebody before a meeting."""

from __future__ import annotations

from netcli.answers import Answer, Remark, Words, cut
from netcli.answers.brief import Brief
from netcli.answers.introductions import STATES, Intro
from netcli.answers.paths import Chain, Found
from netcli.answers.people import Person
from netcli.ask.dates import coming
from netcli.ask.favours import favours
from netcli.ask.paths import between, path, question
from netcli.ask.touch import meetings
from netcli.errors import Usage
from netcli.language import say
from netcli.store import touch
from netcli.store.graph import Graph
from netcli.store.reader import Reader


def brief(reader: Reader, who: Person, *, limit: int = 10) -> Answer[Words, Brief]:
    """Answer with what I should know before I meet *who*.

    At most *limit* mutual contacts are listed (0: all). Raises Usage if *who* is me.
    """
    if who.me:
        raise Usage(say("a brief is about somebody else, not you"), say("give the person you are going to meet"))
    me = reader.me()
    pair = (min(me, who.id), max(me, who.id))
    shared = _shared(reader, me, who.id)
    shown = shared[:limit] if limit else shared
    warnings: list[Remark] = cut(len(shown), len(shared))
    contact = touch.contacts(reader).get(who.id)
    result = Brief(
        person=reader.full([who.id])[0],
        link=reader.links([pair]).get(pair),
        meetings=meetings(reader, who.id),
        favours=favours(reader, who.id),
        shared=shown,
        introductions=_open_introductions(reader, who.id),
        chain=_chain(reader, reader.people([me])[me], who),
        dates=coming(reader, who.id),
        _last=contact.last if contact else None,
    )
    return Answer("brief", {"person": who, "limit": limit}, result, warnings)


def _shared(reader: Reader, me: int, person: int) -> list[Person]:
    """Return our mutual contacts; the people whom I know best come first."""
    graph = Graph(reader)
    mine = {other: cost for _, other, cost in graph([me])}
    both = {other for _, other, _ in graph.hops([person])} & mine.keys()
    people = reader.people(both)
    return [people[number] for number in sorted(both, key=lambda number: (mine[number], number))]


def _chain(reader: Reader, me: Person, who: Person) -> Chain | None:
    found = path(reader, between(question(), me, who)).result
    return found.chains[0] if isinstance(found, Found) else None


def _open_introductions(reader: Reader, person: int) -> list[Intro]:
    """Return the open requests for introductions, newest first.

    In each request, *person* is the target or the contact who was asked.
    """
    logged = [each for each in reader.introductions() if STATES[each.state] and person in (each.target, each.ask)]
    people = reader.people({number for each in logged for number in (each.target, each.ask)})
    return [
        Intro(each.id, people.get(each.target), people.get(each.ask), each.state, each.since, STATES[each.state])
        for each in reversed(logged)
    ]
