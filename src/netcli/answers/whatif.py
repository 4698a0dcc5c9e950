"""What `whatif` returns: a network as it is, and as it would be."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class State(Shape):
    """The people I reach, the average hops to them, the number of components, and the size of the largest."""

    reachable: int
    mean_hops: float | None
    components: int
    giant: int


class Target(Shape):
    """The hops from me to a person; null if no chain leads to this person, or if the person is left out."""

    person: Person
    before: int | None
    after: int | None


class WhatIf(Shape):
    """The supposed changes, each written as `+A = B` or `-P`, and the network before and after them."""

    changes: list[str]
    before: State
    after: State
    targets: list[Target]
