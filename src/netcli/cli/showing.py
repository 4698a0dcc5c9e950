"""What `show` shows: a person with her links, or one link with the sum of its chance."""

from __future__ import annotations

from netcli import strength
from netcli.answers import Answer, Words
from netcli.answers.people import Feature, LinkShown, LinkTo, Person, PersonShown
from netcli.clock import today
from netcli.errors import Unknown
from netcli.store.reader import Reader


def person(reader: Reader, who: Person) -> Answer[Words, PersonShown]:
    """Everything known of *who*, her links by the other end's number, and her signals."""
    links = reader.links_of(who.id)
    others = reader.people(other for _, other in links)
    linked = [
        LinkTo(
            link.a,
            link.b,
            link.kind,
            link.kinds,
            link.since,
            link.last_contact,
            link.certainty,
            link.chance,
            link.evidence,
            others[other],
        )
        for link, other in links
    ]
    signals = [signal for signal, _, _ in reader.signals(who.id)]
    return Answer("show", {"person": who}, PersonShown(reader.full([who.id])[0], linked, signals))


def link(reader: Reader, one: Person, other: Person) -> Answer[Words, LinkShown]:
    """The link of two people, and how its chance adds up.

    Raises Unknown when they are not linked.
    """
    pair = (min(one.id, other.id), max(one.id, other.id))
    known = reader.links([pair]).get(pair)
    if known is None:
        raise Unknown(
            f"{one.name or one.id} and {other.name or other.id} are not linked",
            f"netcli path id:{one.id} id:{other.id}",
            code="unknown_link",
        )
    from netcli.store.surroundings import is_small, surroundings_of  # a person is shown without it

    surroundings = surroundings_of(reader.connection, [pair], few=is_small(reader.connection))[pair]
    lines = strength.explained(
        reader.signs([pair])[pair],
        surroundings,
        known.since,
        known.last_contact,
        *reader.kept(pair),
        today=today().toordinal(),
        calibration=reader.calibration,
    )
    return Answer("show", {"a": one, "b": other}, LinkShown(known, [Feature(*line) for line in lines]))
