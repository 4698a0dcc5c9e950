"""What `watch` returns."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Length(Shape):
    """The shortest chain to somebody: its hops and chance, None where there is none."""

    hops: int | None
    chance: float | None


class Watched(Shape):
    """Somebody whose chain is watched, and what it was when it was last looked at."""

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
