"""Keep in touch: log meetings and favours, and set rhythms."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Final, NamedTuple, TypedDict, Unpack

from netcli import clock, moments
from netcli.answers import Answer, Words
from netcli.answers.edits import Written
from netcli.ask.naming import Name, Who, called, offer_to_add
from netcli.errors import Unknown, Usage, one_of
from netcli.folding import fold
from netcli.kinds import MEETING_KINDS
from netcli.language import joined, say
from netcli.relative_days import day, how_often, span
from netcli.store import touch
from netcli.store.journal import Row, sorted_pair
from netcli.store.touch import KeptMeeting
from netcli.store.writer import Change
from netcli.tell.edits import named_or_added, record_by_hand, require_tag, written

DIRECTIONS: Final = ("given", "received")
SPANS_OR_NONE: Final = say("write 10d, 6w, 3m or 1y, or none to end the rhythm")
"""The hint for a text that is no rhythm."""


class MeetingDetails(TypedDict, total=False):
    """The values of a meeting that the user states; None leaves a value unchanged.

    `on` is the day. `at` is an event. `host` is somebody present who knows everybody.
    """

    on: str | None
    note: str | None
    kind: str | None
    place: str | None
    at: str | None
    host: Who | None
    know_each_other: bool


class Met(NamedTuple):
    """A meeting as the user describes it.

    The people in each group get to know each other at the meeting.
    """

    day: str
    groups: Sequence[Sequence[int]]
    kind: str | None = None
    place: str | None = None
    note: str | None = None
    host: int | None = None

    @property
    def people(self) -> list[int]:
        """Everybody who was there, except me."""
        return [person for group in self.groups for person in group]


def met(
    change: Change, person: Name, people: Sequence[Who], *, create: bool = False, **details: Unpack[MeetingDetails]
) -> Answer[Words, Written]:
    """Log that I met *people*, or complete the logged meeting with them on that day.

    If *create* is true, unknown people are added. Raises Usage for an invalid day or kind, or if *people* include me.
    """
    kind, host, on = details.get("kind"), details.get("host"), details.get("on")
    if kind is not None:
        one_of("--kind", kind, MEETING_KINDS)
    when = day(on or "today")
    numbers = named(change, person, [*([host] if host else []), *people], create=create)
    told = Met(
        day=when,
        groups=[numbers] if details.get("know_each_other") else [[number] for number in numbers],
        kind=kind,
        place=_place(details.get("at"), details.get("place")),
        note=_clean(details.get("note")),
        host=numbers[0] if host else None,
    )
    before = next(iter(_same(touch.meetings(change.reader), told)), None)
    if before is None:
        log(change, told)
    else:
        complete(change, before, told)
    return _logged(change, told, on)


def named(change: Change, person: Name, people: Iterable[Who], *, create: bool) -> list[int]:
    """Return the ids of *people*, each id once.

    If *create* is true, unknown people are added. Raises Usage if *people* contain the user.
    """
    numbers: dict[int, None] = {}
    for who in people:
        words = [known for known in numbers if isinstance(who, str) and create and _has_name(change, known, who)]
        number = words[0] if words else _one(change, person, who, create=create)
        if number == change.reader.me():
            raise Usage(say("you are part of every meeting"), say("give the people you met"))
        numbers.setdefault(number)
    return [*numbers]


def _one(change: Change, person: Name, who: Who, *, create: bool) -> int:
    if not (create and isinstance(who, str)):
        try:
            return person(who).id
        except Unknown as error:
            offer_to_add(error, who, say("use --create to add the person"))
            raise
    number = named_or_added(change, person, who)
    change.derive()  # a later line may name the added people again
    return number


def _has_name(change: Change, number: int, words: str) -> bool:
    known = change.reader.person(number)
    return known is not None and fold(known.name or "") == fold(words)


def _same(logged: Iterable[KeptMeeting], told: Met) -> list[KeptMeeting]:
    """Return logged meetings that may be the same as *told*. The best match comes first."""
    same = [
        each
        for each in logged
        if each.day == told.day
        and set(each.people) == set(told.people)
        and (told.kind in (None, each.kind) or each.kind is None)
    ]
    return sorted(same, key=lambda each: (each.kind != told.kind, each.id))


def log(change: Change, told: Met, *, diary: str | None = None, said: str | None = None) -> int:
    """Log a meeting and the links that it proves; return the meeting's id."""
    records = {person: record_by_hand(change, person).id for person in (*told.people, change.reader.me())}
    row = _row(told) | {
        "day": told.day,
        "records": json.dumps([[records[person] for person in group] for group in told.groups]),
        "host": None if told.host is None else records[told.host],
        "diary": diary,
        "said": said,
    }
    number = change.journal.insert("meeting", row)
    know_each_other(change, number, told, records)
    return number


def know_each_other(change: Change, number: int, told: Met, records: dict[int, int]) -> None:
    """Record which people got to know each other at a meeting."""
    me = change.reader.me()
    pairs = [(me, person) for person in told.people]
    pairs += [pair for group in told.groups for pair in combinations(group, 2)]
    pairs += [(told.host, person) for person in told.people if told.host not in (None, person)]
    moment = moments.packed([moments.moment(told.day, "meeting", number)])
    common = {"batch": None, "kind": "meeting", "link": "met", "certainty": "sure", "count": 1, "moments": moment}
    known = {
        sorted_pair(a, b)
        for a, b, row in change.reader.evidence_between({sorted_pair(*pair) for pair in pairs})
        if row.batch is None and row.kind == "meeting" and row.last == told.day and _moments(change, row.id) == moment
    }
    for a, b in dict.fromkeys(sorted_pair(*pair) for pair in pairs):
        if (a, b) not in known:
            ends = {"a": records[a], "b": records[b]}
            change.journal.insert("evidence", ends | common | {"since": told.day, "last": told.day})


def _moments(change: Change, evidence: int) -> str | None:
    row = change.journal.row("evidence", evidence)
    return None if row is None else row["moments"]


def complete(change: Change, before: KeptMeeting, told: Met) -> None:
    """Add newly stated details in *told* to the logged meeting *before*."""
    news = {name: value for name, value in _row(told).items() if value is not None}
    records = {person: record_by_hand(change, person).id for person in (*told.people, change.reader.me())}
    if told.host is not None and before.host is None:
        news["host"] = records[told.host]
    if len(told.groups) < len(before.groups):
        news["records"] = json.dumps([[records[person] for person in group] for group in told.groups])
    if any(value != getattr(before, name, None) for name, value in news.items()):
        news["said"] = None  # the diary line no longer matches
    change.journal.update("meeting", before.id, **news)
    know_each_other(change, before.id, told, records)


def _row(told: Met) -> Row:
    return {"kind": told.kind, "place": told.place, "note": told.note}


def _clean(text: str | None) -> str | None:
    return (text or "").strip() or None


def _place(*parts: str | None) -> str | None:
    """Return the place without characters that would start a note in a diary."""
    return " ".join(re.sub(r":(?=\s|$)|：", ",", ", ".join(filter(None, parts))).split()) or None


def _logged(change: Change, told: Met, on: str | None) -> Answer[Words, Written]:
    change.derive()
    people = change.reader.people(told.people)
    whom = joined([called(people[number]) for number in told.people])
    met = say("met {whom} on {day}" if on else "met {whom} today, {day}", whom=whom, day=told.day)
    query: Words = {
        "people": [people[number] for number in told.people],
        "on": told.day,
        **{name: value for name, value in _row(told).items() if value},
    }
    answer = written(change, "met", query, told.people, met)
    me = change.reader.me()
    links = change.reader.links([sorted_pair(me, number) for number in told.people])
    return answer.replaced(result=answer.result.replaced(links=[*links.values()]))


def favour(
    change: Change, person: Name, who: Who, direction: str, what: str, *, on: str | None = None
) -> Answer[Words, Written]:
    """Log a favour that I gave (`given`) or received (`received`).

    Raises Usage for an unknown direction or an empty description.
    """
    direction, what = one_of("direction", direction, DIRECTIONS), " ".join(what.split())
    if not what:
        raise Usage(
            say("the favour is not described"), say("for example: netcli favour P given 'introduced them to Jacques'")
        )
    whom, when = person(who), day(on or "today")
    if whom.me:
        raise Usage(
            say("a favour is between you and another person"), say("give the person who gave or received the favour")
        )
    row = {"record": record_by_hand(change, whom.id).id, "day": when, "direction": direction, "what": what}
    change.journal.insert("favour", row)
    query = {"person": whom, "direction": direction, "what": what, "on": when}
    return written(
        change,
        "favour",
        query,
        [whom.id],
        say(
            "logged a favour given to {whom}: {what}"
            if direction == "given"
            else "logged a favour received from {whom}: {what}",
            whom=called(whom),
            what=what,
        ),
    )


def rhythm(change: Change, person: Name, whom: Who, every: str) -> Answer[Words, Written]:
    """Set how often to be in touch with a person or a tag (`tag:x`).

    `none` ends the rhythm, and exempts a person from rhythms of tags. Raises Usage for an invalid span, and Unknown for
    an unknown tag.
    """
    days = None if every.strip().casefold() == "none" else span(every, hint=SPANS_OR_NONE)
    tag = _tag(whom)
    known = person(whom) if tag is None else None
    if known is not None and known.me:
        raise Usage(say("a rhythm is for another person, not for you"), say("write the name of a contact"))
    own = [
        each for each in touch.rhythms(change.reader) if (each.tag == tag if known is None else each.person == known.id)
    ]
    if days is None:
        _end(change, own, known.id if known else None)
    elif own:
        for older in own[1:]:
            change.journal.delete("rhythm", older.id)
        change.journal.update("rhythm", own[0].id, days=days)
    else:
        if tag is not None:
            require_tag(change, tag)
        _set(change, known.id if known else None, tag, days)
    name = f"tag:{tag}" if known is None else called(known)
    query: Words = {"person": known, "tag": tag, "days": days}
    done = (
        say("set the rhythm of {name}: {often}", name=name, often=how_often(days))
        if days
        else say("ended the rhythm of {name}", name=name)
    )
    return written(change, "rhythm", query, [known.id] if known else [], done)


def _tag(whom: Who) -> str | None:
    """Return the tag in `tag:…`, folded for comparison, or None for a person."""
    if not isinstance(whom, str) or not whom.casefold().startswith("tag:"):
        return None
    tag = fold(whom[4:].strip())
    if not tag:
        raise Usage(say("the tag after 'tag:' is missing"), say("for example: netcli rhythm tag:family 2w"))
    return tag


def _set(change: Change, person: int | None, tag: str | None, days: int | None) -> None:
    record = None if person is None else record_by_hand(change, person).id
    row = {"record": record, "tag": tag, "days": days, "told": clock.today().isoformat()}
    change.journal.insert("rhythm", row)


def _end(change: Change, own: Sequence[touch.KeptRhythm], person: int | None) -> None:
    rules = touch.rhythms(change.reader)
    by_tag = person is not None and any(
        rule.days and rule.tag and person in touch.tagged(change.reader, rule.tag) for rule in rules
    )
    if by_tag and not own:
        _set(change, person, None, None)
    elif by_tag:
        change.journal.update("rhythm", own[0].id, days=None)
    for each in own[1:] if by_tag else own:
        change.journal.delete("rhythm", each.id)
