"""The result of `milgram`: how many of the letters to me arrived."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class OnTheWay(Shape):
    """The mean and the median number of intermediaries, for the letters that arrived."""

    mean: float | None
    median: float | None


class LastSender(Shape):
    """A person who handed letters to me, and the number of these letters."""

    person: Person
    letters: int


class Milgram(Shape):
    """What became of letters that were sent towards me.

    `funnel_top3` is the share of arrived letters that came through three people.
    """

    seed: int
    letters: int
    completed: int
    intermediaries: OnTheWay
    funnel_top3: float | None
    attrition: float
    _given_up: int = 0
    _lost: int = 0
    _last_senders: tuple[LastSender, ...] = ()
