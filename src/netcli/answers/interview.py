"""What `interview` asks, and what it returns."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Question(Shape):
    """Do these two know each other? The kind of link, what speaks for it, and how many people a yes brings nearer."""

    a: Person
    b: Person
    kind: str
    why: list[str]
    nearer: int


class Interviewed(Shape):
    """What an interview brought: answers by kind, links, and how many people can be reached in 3 hops."""

    asked: int
    yes: int
    no: int
    skipped: int
    links: int
    reach_before: int
    reach_after: int
    undo: int | None
