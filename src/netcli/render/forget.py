"""The readable output of `netcli forget`: only its summary, which goes to stderr."""

from __future__ import annotations

from netcli.answers import Answer
from netcli.answers.forget import Forgotten


def words(_: Answer[object, Forgotten]) -> tuple[()]:
    """Return nothing, because the summary says everything."""
    return ()
