"""`show`: a person with their links, or one link with its chance."""

from __future__ import annotations

from netcli import strength
from netcli.answers import Answer, Words, limited
from netcli.answers.people import Evidence, Feature, LinkShown, LinkTo, Person, PersonShown
from netcli.ask.favours import favours
from netcli.errors import Unknown, Usage
from netcli.language import plural, say
from netcli.store.evidence import FLIPPED
from netcli.store.reader import Reader


def person(reader: Reader, who: Person, *, limit: int = 0) -> Answer[Words, PersonShown]:
    """Answer with everything known about a person, and with at most *limit* links (0: all)."""
    every = sorted(reader.links_of(who.id), key=lambda linked: (-(linked[0].chance or 0.0), linked[1]))
    links, warnings = limited(every, limit)
    others = reader.people(other for _, other in every)
    linked = [LinkTo.of((getattr(link, name) for name in link.fields), person=others[other]) for link, other in links]
    told = reader.signals(who.id)
    beside = reader.people({person for _, *pair in told for person in pair})
    signals = [
        signal.replaced(
            _with=beside.get(b if a == who.id else a),
            _reads=signal.direction if a == who.id else FLIPPED.get(signal.direction or "", signal.direction),
        )
        for signal, a, b in told
    ]
    people = sum(person.kind == "person" for person in others.values())
    shown = PersonShown(reader.full([who.id])[0], linked, signals, favours(reader, who.id), people)
    return Answer("show", {"person": who}, shown, warnings)


def signals_between(reader: Reader, one: Person, other: Person) -> list[Evidence]:
    """Return the evidence that concerns two people but makes no link."""
    pair = (min(one.id, other.id), max(one.id, other.id))
    return [signal for signal, *ends in reader.signals(one.id) if (*ends,) == pair]


def link(reader: Reader, one: Person, other: Person) -> Answer[Words, LinkShown]:
    """Answer with the link between two people, and the computation of its chance.

    Raises Unknown if the two people are not linked. Raises Usage if both names mean the same person.
    """
    if one.id == other.id:
        raise Usage(
            say("both names mean {name}", name=one.shown()),
            say("try: netcli show id:{id}", id=one.id),
        )
    pair = (min(one.id, other.id), max(one.id, other.id))
    known = reader.links([pair]).get(pair)
    ends = (other, one) if other.me else (one, other)
    if known is None:
        missing = say("{one} and {other} are not linked", one=ends[0].called(), other=ends[1].called())
        hint = say("to find a chain between the two people: netcli path id:{id} id:{id2}", id=one.id, id2=other.id)
        if signals := signals_between(reader, one, other):
            noted = plural(len(signals), "weaker signal")
            missing = say("{missing} (the book has {noted} between the two people)", missing=missing, noted=noted)
            hint = say("to see the link: netcli show id:{id}", id=(one if other.me else other).id)
        raise Unknown(missing, hint, code="unknown_link")
    from netcli.store.surroundings import is_small, surroundings_of  # showing a person does not need it

    around = surroundings_of(reader.connection, [pair], few=is_small(reader.connection))[pair]
    lines = strength.explain_link(
        reader.signs([pair])[pair],
        around,
        known.since,
        known.last_contact,
        *reader.kept(pair),
        today=reader.today.toordinal(),
        calibration=reader.calibration,
    )
    return Answer("show", {"a": one, "b": other}, LinkShown(known, [Feature(*line) for line in lines], ends))
