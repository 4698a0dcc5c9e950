"""The questions of `interview`, and its result."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Question(Shape):
    """Two people who may know each other, and why.

    `nearer` is the number of people whom the link would bring nearer to me.
    """

    a: Person
    b: Person
    kind: str
    why: list[str]
    nearer: int


class Interviewed(Shape):
    """The outcome of an interview.

    `reach_before` and `reach_after` count people within 3 hops of me.
    """

    asked: int
    yes: int
    no: int
    skipped: int
    links: int
    reach_before: int
    reach_after: int
    undo: int | None
