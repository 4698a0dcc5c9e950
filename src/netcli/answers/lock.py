"""What `lock` and `unlock` return."""

from __future__ import annotations

from netcli.answers.shape import Shape


class Locked(Shape):
    """A book, whether it is encrypted now, and how many and which of its copies were encrypted or decrypted with it."""

    file: str
    locked: bool
    backups: int
    files: list[str]
