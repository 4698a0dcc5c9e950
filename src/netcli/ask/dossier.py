"""`dossier`: each value that the book contains about a person, with its source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from netcli.answers import Answer, Words
from netcli.answers.dossier import Dossier, EvidenceAbout, Value
from netcli.answers.people import Evidence, Person, Source
from netcli.answers.touch import Meeting
from netcli.ask import introductions, profile
from netcli.ask.favours import favours
from netcli.records import Fields
from netcli.store import history, records, touch
from netcli.store.reader import Reader

SINGULAR: Final = {
    "aliases": "alias",
    "emails": "email",
    "phones": "phone",
    "urls": "url",
    "hashes": "hash",
    "tags": "tag",
    "positions": "position",
}
"""For each field that contains a list, the name of one value."""


def dossier(reader: Reader, who: Person) -> Answer[Words, Dossier]:
    """Return everything that the book contains about *who*."""
    shown = profile.person(reader, who).result
    sources = {source.record: source for source in shown.person.sources}
    values = [
        value for record in records.of_people(reader, [who.id]) for value in _values(record.fields, sources[record.id])
    ]
    evidence = [_about(each, link.person) for link in shown.links for each in link.evidence]
    evidence += [_about(signal, signal._with) for signal in shown.signals if signal._with]
    asked = introductions.list_introductions(reader, open_only=False, limit=0).result
    chains = {each.id: {each.target, *each.chain} for each in reader.introductions()}
    result = Dossier(
        person=shown.person,
        values=values,
        links=shown.links,
        evidence=evidence,
        meetings=_meetings(reader, who.id),
        favours=favours(reader, who.id),
        introductions=[each for each in asked if who.id in chains[each.intro]],
        history=history.entries(reader, who.id),
    )
    return Answer("dossier", {"person": who}, result)


def _meetings(reader: Reader, person: int) -> list[Meeting]:
    kept = touch.meetings(reader, person)
    people = reader.people({number for each in kept for number in each.people})
    return [
        Meeting(each.id, each.day, [people[number] for number in each.people], each.kind, each.place, each.note)
        for each in kept
    ]


def _about(evidence: Evidence, person: Person) -> EvidenceAbout:
    return EvidenceAbout.of((getattr(evidence, name) for name in evidence.fields), person=person)


def _values(fields: Fields, source: Source) -> Iterator[Value]:
    """Yield the values of a record, one at a time."""
    for name, said in fields.items():
        if name == "removed":
            for field, values in said.items():
                yield from (Value(f"no {SINGULAR.get(field, field)}", _text(value), source) for value in values)
        else:
            for value in said if isinstance(said, list) else [said]:
                yield Value(SINGULAR.get(name, name), _text(value), source)


def _text(value: object) -> str:
    """Return *value* as text; the parts of a position are joined by commas."""
    if isinstance(value, dict):
        return ", ".join(str(each) for key, each in value.items() if each and key != "school")
    return "yes" if value is True else str(value)
