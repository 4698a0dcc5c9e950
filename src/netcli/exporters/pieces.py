"""What exporters give back: text, and what to beware of."""

from __future__ import annotations

from netcli.answers.shape import Shape


class Notice(Shape):
    """What to beware of in a document: a warning's code, its sentence, and how often it happened."""

    code: str
    message: str
    count: int


Piece = str | Notice
"""A part of a document's text, or, at its end, what to beware of."""
