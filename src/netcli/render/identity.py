"""A merge in words: its summary says all, and goes to stderr."""

from __future__ import annotations

from netcli.answers import Answer
from netcli.answers.identity import Merged


def words(_: Answer[object, Merged]) -> tuple[()]:
    """Return nothing."""
    return ()
