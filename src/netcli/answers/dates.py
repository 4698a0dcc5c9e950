"""The result of `dates`."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Anniversary(Shape):
    """The next anniversary of a `birthday` or a `first_contact`.

    If the original year is unknown, `years` is null.
    """

    person: Person
    what: str
    date: str
    years: int | None
    in_days: int
    _began: str = ""  # the original date, as far as it is known
    _book: str = ""  # a text that only this book has, for the ids in a calendar file
    _evidence: str = ""  # the kind of evidence that dates a first contact
