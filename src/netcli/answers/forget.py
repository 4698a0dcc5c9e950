"""What `forget` returns."""

from __future__ import annotations

from netcli.answers.edits import Written
from netcli.answers.shape import Shape


class Gone(Shape):
    """How much was erased about a person: records, pieces of evidence, links, and rows kept for undo.

    The last number counts the backups that were rewritten without the person."""

    records: int
    evidence: int
    links: int
    images: int
    backups: int


class Forgotten(Written):
    """What the command changed, and how much was erased about a person; undo cannot reverse it."""

    gone: Gone
