"""The result of `forget`."""

from __future__ import annotations

from netcli.answers.edits import Written
from netcli.answers.shape import Shape


class Gone(Shape):
    """How much was erased about a person.

    `images` counts rows that were kept for undo. `backups` counts backups from which the person was removed.
    """

    records: int
    evidence: int
    links: int
    images: int
    backups: int


class Forgotten(Written):
    """What was changed and erased. Undo cannot restore the erased data."""

    gone: Gone
