"""The result of `dossier`."""

from __future__ import annotations

from netcli.answers.introductions import Intro
from netcli.answers.people import Evidence, Favours, FullPerson, LinkTo, Person, Source
from netcli.answers.shape import Shape
from netcli.answers.touch import Meeting
from netcli.answers.undo import Change


class Value(Shape):
    """One value about a person, and its source."""

    field: str
    value: str
    source: Source


class EvidenceAbout(Evidence):
    """A piece of evidence about a person, with the other person whom it concerns."""

    person: Person | None = None


class Dossier(Shape):
    """Everything in the book about a person."""

    person: FullPerson
    values: list[Value]
    links: list[LinkTo]
    evidence: list[EvidenceAbout]
    meetings: list[Meeting]
    favours: Favours
    introductions: list[Intro]
    history: list[Change]
