"""A configuration file that was changed, in words: the summary says all, and goes to stderr."""

from __future__ import annotations

from netcli.answers import Answer
from netcli.answers.setup import Setup


def words(_: Answer[object, Setup]) -> tuple[()]:
    """Return nothing."""
    return ()
