"""Tests of streaming items from a child process."""

from __future__ import annotations

import os
import signal
from collections.abc import Generator

import pytest

from netcli.errors import BadInput, Disk
from netcli.intake.child_process import POSSIBLE, stream

pytestmark = [
    pytest.mark.skipif(not POSSIBLE, reason="no safe fork here: the same generator runs in line"),
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),  # pytest's own threads, from Python 3.12 on
]


def numbers(most: int, then: BaseException | None = None) -> Generator[int, None, None]:
    yield from range(most)
    if then is not None:
        raise then


def killed() -> Generator[int, None, None]:
    yield from range(1500)
    os.kill(os.getpid(), signal.SIGKILL)


def test_everything_comes_in_order() -> None:
    """Items arrive in order, even if they fill the pipe."""
    assert list(stream(numbers(100_000))) == list(range(100_000))


def test_an_error_comes_after_what_came_before_it() -> None:
    """An error of the child process is raised after all earlier items."""
    coming, got = stream(numbers(10, BadInput("torn", "download it again", code="damaged"))), []
    with pytest.raises(BadInput) as raised:
        got.extend(coming)
    assert (got, raised.value.hint, raised.value.code) == (list(range(10)), "download it again", "damaged")


def test_a_child_that_is_ended_says_so() -> None:
    """If the child process is killed, the stream raises `Disk`."""
    with pytest.raises(Disk):
        list(stream(killed()))


def of_its_process(most: int) -> Generator[int, None, None]:
    yield os.getpid()
    yield from range(most)


def test_giving_up_ends_the_child() -> None:
    """If the caller closes the stream, the child process ends."""
    coming = stream(of_its_process(10_000_000))
    child = next(coming)
    coming.close()
    assert child != os.getpid()
    with pytest.raises(ChildProcessError):
        os.waitpid(child, os.WNOHANG)
