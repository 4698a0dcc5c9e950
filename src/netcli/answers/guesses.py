"""The result of `infer`."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Guess(Shape):
    """Two people who may know each other, and why."""

    a: Person
    b: Person
    kind: str
    score: float
    why: list[str]


class Inferred(Shape):
    """The guesses, best first.

    `added` counts the guesses that were added to the book. `undo` is the number of this change.
    """

    found: int
    guesses: list[Guess]
    added: int
    undo: int | None
