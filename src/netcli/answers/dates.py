"""What `dates` returns."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Anniversary(Shape):
    """A `birthday`, or a `first_contact`, as it next comes round; `years` is None where nobody knows the year."""

    person: Person
    what: str
    date: str
    years: int | None
    in_days: int
    _began: str = ""  # the day itself, as it is known
    _book: str = ""  # tells it from the dates of other books
