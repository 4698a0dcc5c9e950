"""The result of `whatif`: the network before and after a change."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class State(Shape):
    """Measures of a network.

    `reachable` counts the people I reach. `giant` is the size of the largest component.
    """

    reachable: int
    mean_hops: float | None
    components: int
    giant: int


class Target(Shape):
    """The hops from me to a person.

    Without a chain to this person, or without the person, the hops are null.
    """

    person: Person
    before: int | None
    after: int | None


class WhatIf(Shape):
    """The network before and after some supposed changes.

    Each change is written as `+A = B` or `-P`.
    """

    changes: list[str]
    before: State
    after: State
    targets: list[Target]
