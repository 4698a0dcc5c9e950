"""The readable output of a change to a configuration file: only its summary, which goes to stderr."""

from __future__ import annotations

from netcli.answers import Answer
from netcli.answers.setup import Setup


def words(_: Answer[object, Setup]) -> tuple[()]:
    """Return nothing, because the summary says everything."""
    return ()
