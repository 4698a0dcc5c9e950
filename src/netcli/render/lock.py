"""Locking in words: its summary says all, and goes to stderr."""

from __future__ import annotations

from netcli.answers import Answer
from netcli.answers.lock import Locked


def words(_: Answer[object, Locked]) -> tuple[()]:
    """Return nothing."""
    return ()
