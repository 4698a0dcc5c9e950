"""The results of `lock` and `unlock`."""

from __future__ import annotations

from netcli.answers.shape import Shape


class Locked(Shape):
    """A book, and whether it is encrypted now.

    `files` are the backups that were encrypted or decrypted with the book.
    """

    file: str
    locked: bool
    backups: int
    files: list[str]
