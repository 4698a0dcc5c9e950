"""What exporters are given, and what they give back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from netcli.answers.people import FullPerson, Link
from netcli.answers.shape import Shape


class Extract(Shape):
    """What an export takes out of a book: people, then the links among them, each to be read once.

    `book` is a text that no other book has: it keeps the identifiers of two books apart.
    `closeness` holds, by link, what the user declared.
    """

    people: Iterable[FullPerson]
    links: Iterable[Link]
    book: str
    closeness: Mapping[tuple[int, int], int] = {}
    excel_safe: bool = False


class Notice(Shape):
    """What to beware of in a document: a warning's code, its sentence, and how often it happened."""

    code: str
    message: str
    count: int


Piece = str | Notice
"""A part of a document's text, or, at its end, what to beware of."""
