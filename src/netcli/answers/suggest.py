"""The result of `suggest`: the people to meet next."""

from __future__ import annotations

from netcli.answers.paths import Chain
from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Acquaintance(Shape):
    """A person whom I do not know yet, and the likeliest chain.

    If I knew this person, I would save `gain` hops in total. `score` is `gain` × `chance`.
    """

    person: Person
    gain: int
    mean_hops_after: float
    chance: float
    score: float
    chain: Chain


class Wish(Shape):
    """The query of `suggest`.

    If `together` is true, a person's gain is computed as if I had met everybody earlier in the list.
    """

    filters: list[str]
    together: bool
    guesses: bool
    limit: int
    _mean_hops: float | None = None  # my average hops without any new acquaintance
