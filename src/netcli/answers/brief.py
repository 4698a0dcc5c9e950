"""What `brief` returns: a page before a meeting."""

from __future__ import annotations

from netcli.answers.dates import Anniversary
from netcli.answers.introductions import Intro
from netcli.answers.paths import Chain
from netcli.answers.people import Favours, FullPerson, Link, Person
from netcli.answers.shape import Shape
from netcli.answers.touch import Meeting


class Brief(Shape):
    """Who somebody is to me: our link, meetings (the latest first) and favours, whom we both know, what is under way,
    the chain, and the dates of a year."""

    person: FullPerson
    link: Link | None
    meetings: list[Meeting]
    favours: Favours
    shared: list[Person]
    introductions: list[Intro]
    chain: Chain | None
    dates: list[Anniversary]
    _last: str | None = None  # the day of the last contact
