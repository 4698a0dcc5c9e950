"""What `suggest` returns: whom to meet next."""

from __future__ import annotations

from netcli.answers.paths import Chain
from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Acquaintance(Shape):
    """A person whom I do not know yet, and the likeliest chain to them.

    `gain` is how many hops I would save in all, over everybody I reach, if I knew this person. `score` is the gain
    times the chance of the chain.
    """

    person: Person
    gain: int
    mean_hops_after: float
    chance: float
    score: float
    chain: Chain


class Wish(Shape):
    """The query of `suggest`.

    With `together`, each person is ranked by what they gain in addition to the people listed before them.
    """

    filters: list[str]
    together: bool
    guesses: bool
    limit: int
    _mean_hops: float | None = None  # my average hops without any new acquaintance
