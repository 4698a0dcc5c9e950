"""What `show` returns."""

from __future__ import annotations

from netcli.answers.people import Evidence, FullPerson, Link, Person
from netcli.answers.shape import Shape


class LinkTo(Link):
    """A link of the person shown, and who is at its other end."""

    person: Person


class PersonShown(Shape):
    """A person, her links, and the signals about her, which no chain uses."""

    person: FullPerson
    links: list[LinkTo]
    signals: list[Evidence]


class Feature(Shape):
    """One line of the sum that makes a link's chance."""

    feature: str
    value: float
    weight: float
    logit: float


class LinkShown(Shape):
    """A link, and how its chance adds up."""

    link: Link
    chance: list[Feature]
