"""The result of `brief`: a page to read before a meeting."""

from __future__ import annotations

from netcli.answers.dates import Anniversary
from netcli.answers.introductions import Intro
from netcli.answers.paths import Chain
from netcli.answers.people import Favours, FullPerson, Link, Person
from netcli.answers.shape import Shape
from netcli.answers.touch import Meeting


class Brief(Shape):
    """A page about a person, to read before a meeting.

    The latest meeting comes first. `dates` covers the coming year. `shared` has the mutual contacts.
    """

    person: FullPerson
    link: Link | None
    meetings: list[Meeting]
    favours: Favours
    shared: list[Person]
    introductions: list[Intro]
    chain: Chain | None
    dates: list[Anniversary]
    _last: str | None = None  # the day of the last contact
