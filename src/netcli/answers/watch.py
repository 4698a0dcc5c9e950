"""The result of `watch`."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Length(Shape):
    """The number of hops and the chance of the shortest chain to a person.

    If there is no chain, both values are null.
    """

    hops: int | None
    chance: float | None


class Watched(Shape):
    """A watched person, and the chain to them at the last check."""

    person: Person
    hops: int | None
    chance: float | None
    checked: str


class Checked(Shape):
    """What became of a watched chain: `opened`, `shorter`, `likelier`, `longer`, `less_likely`, `broken` or `same`."""

    person: Person
    what: str
    before: Length
    now: Length
