"""The readable output of `netcli lock`: only its summary, which goes to stderr."""

from __future__ import annotations

from netcli.answers import Answer
from netcli.answers.lock import Locked


def words(_: Answer[object, Locked]) -> tuple[()]:
    """Return nothing, because the summary says everything."""
    return ()
