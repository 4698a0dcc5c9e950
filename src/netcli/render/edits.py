"""The readable output of a change to the book: only its summary."""

from __future__ import annotations

from netcli.answers import Answer
from netcli.answers.edits import Written


def words(_: Answer[object, Written]) -> tuple[()]:
    """Return nothing, because the summary says everything."""
    return ()
