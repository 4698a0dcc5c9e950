"""What `forget` returns."""

from __future__ import annotations

from netcli.answers.edits import Written
from netcli.answers.shape import Shape


class Gone(Shape):
    """How much was erased about a person: records, pieces of evidence, links, and rows kept for undo (`images`).

    `backups` is the number of backups from which the person was removed.
    """

    records: int
    evidence: int
    links: int
    images: int
    backups: int


class Forgotten(Written):
    """What the command changed, and how much was erased about a person. Undo cannot bring the erased data back."""

    gone: Gone
