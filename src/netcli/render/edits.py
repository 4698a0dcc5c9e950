"""A write in words: its summary says all, and goes to stderr."""

from __future__ import annotations

from netcli.answers import Answer
from netcli.answers.edits import Written


def words(_: Answer[object, Written]) -> tuple[()]:
    """Return nothing."""
    return ()
