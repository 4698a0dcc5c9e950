"""What exporters return: text and warnings."""

from __future__ import annotations

from netcli.answers.shape import Shape


class Notice(Shape):
    """A warning about a document. `count` is the number of affected values."""

    code: str
    message: str
    count: int


Piece = str | Notice
"""A part of a document's text, or a warning. Warnings follow the text."""
