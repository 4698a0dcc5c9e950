"""What `dates` returns."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Anniversary(Shape):
    """The next return of a `birthday` or a `first_contact`; `years` is None if the year is unknown."""

    person: Person
    what: str
    date: str
    years: int | None
    in_days: int
    _began: str = ""  # the original date, as far as it is known
    _book: str = ""  # distinguishes it from the dates of other books
