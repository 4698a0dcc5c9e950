"""Reading ahead: a child makes the items, and its end is the caller's to tell."""

from __future__ import annotations

import os
import signal
from collections.abc import Generator

import pytest

from netcli.cli import ahead
from netcli.errors import Disk


def _killed() -> Generator[int, None, None]:
    yield 1
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.skipif(not ahead.POSSIBLE, reason="no child here")
def test_a_killed_child_is_an_error() -> None:
    """A child that the system ended is a failure to read, not an interruption."""
    with pytest.raises(Disk, match="was killed"):
        list(ahead.ahead(_killed()))
