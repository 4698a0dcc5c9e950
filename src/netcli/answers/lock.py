"""What `lock` and `unlock` return."""

from __future__ import annotations

from netcli.answers.shape import Shape


class Locked(Shape):
    """A book, and whether it is encrypted now.

    `files` are the backups that were encrypted or decrypted together with the book; `backups` is their number.
    """

    file: str
    locked: bool
    backups: int
    files: list[str]
