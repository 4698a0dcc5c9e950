"""What `whatif` returns: a network as it is, and as it would be."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class State(Shape):
    """Whom I reach and over how many hops on average, the number of components, and the people of the largest."""

    reachable: int
    mean_hops: float | None
    components: int
    giant: int


class Target(Shape):
    """Hops from me to somebody; null where no chain leads, or who is left out."""

    person: Person
    before: int | None
    after: int | None


class WhatIf(Shape):
    """The changes supposed, each `+A = B` or `-P`, and what they would make of the network."""

    changes: list[str]
    before: State
    after: State
    targets: list[Target]
