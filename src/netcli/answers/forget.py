"""What `forget` returns."""

from __future__ import annotations

from netcli.answers.edits import Written
from netcli.answers.shape import Shape


class Gone(Shape):
    """How much of somebody is gone: records, pieces of evidence, links, rows that undo had kept, and backups that were
    written anew without them."""

    records: int
    evidence: int
    links: int
    images: int
    backups: int


class Forgotten(Written):
    """What a write changed, and how much of somebody is gone; there is no undo."""

    gone: Gone
