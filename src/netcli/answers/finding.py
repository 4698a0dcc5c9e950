"""What `find` returns."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Found(Shape):
    """A person whom the words may mean, how well they fit (1: exactly her name), and why."""

    person: Person
    score: float
    why: str
