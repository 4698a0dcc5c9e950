"""What `show` returns."""

from __future__ import annotations

from dataclasses import dataclass

from netcli.answers.people import Evidence, FullPerson, Link, Person


@dataclass(frozen=True, slots=True)
class LinkTo(Link):
    """A link of the person shown, and who is at its other end."""

    person: Person


@dataclass(frozen=True, slots=True)
class PersonShown:
    """A person, her links, and the signals about her, which no chain uses."""

    person: FullPerson
    links: list[LinkTo]
    signals: list[Evidence]


@dataclass(frozen=True, slots=True)
class Feature:
    """One line of the sum that makes a link's chance."""

    feature: str
    value: float
    weight: float
    logit: float


@dataclass(frozen=True, slots=True)
class LinkShown:
    """A link, and how its chance adds up."""

    link: Link
    chance: list[Feature]
