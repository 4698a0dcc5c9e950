"""Run a generator in a child process, so that an import uses two cores."""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import signal
import sys
from collections.abc import Generator, Iterable
from typing import Final, TypeVar

from netcli.errors import Disk
from netcli.language import say

T = TypeVar("T")
Stream = Generator[T, None, None]

PIPE_SIZE: Final = 1 << 20
"""Size of the pipe from a child process, in bytes: Linux's maximum."""
IDLE: Final = 19
"""Niceness of a process that runs only when no other process needs the processor."""
POSSIBLE: Final = hasattr(os, "fork") and sys.platform != "darwin"  # macOS's system libraries do not work after a fork


def stream(items: Stream[T], *, idle: bool = False) -> Stream[T]:
    """Compute *items* in a child process, and raise the child's errors here.

    Without `fork`, the caller computes *items*. An *idle* child has the lowest priority. Lists, tuples and texts are
    sent three times as fast as other items.
    """
    if not POSSIBLE:
        return items
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reading)
            if idle:
                os.nice(IDLE)
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C also interrupts the caller, which ends this process
            _send(items, writing)
        finally:
            os._exit(0)  # skip cleanup: all open files belong to the caller
    os.close(writing)
    received: Stream[T] = _receive(reading, child)
    next(received)  # start the generator, so that closing it always ends the child
    return received


def _receive(reading: int, child: int) -> Stream[T]:
    """Yield None as a sign of the start, and then the child's items."""
    try:
        with open(reading, "rb") as pipe:  # *reading* is a file descriptor
            yield None  # type: ignore[misc]  # `stream` consumes it
            while (item := pickle.load(pipe)) is not None:  # safe: written by our own child
                if isinstance(item, BaseException):
                    raise item
                yield item
    except (EOFError, pickle.UnpicklingError):  # the child was killed, perhaps because memory was short
        raise Disk(say("the process that read the file was killed"), say("nothing was changed; try again")) from None
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _send(items: Iterable[object], writing: int) -> None:
    """Send each item. At the end, send None, or the error that *items* raised."""
    with contextlib.suppress(ImportError, AttributeError, OSError):  # no fcntl, or the system grants less
        import fcntl

        fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, PIPE_SIZE)
    with open(writing, "wb", buffering=0) as pipe:
        end = None
        try:
            for item in items:
                _write(item, pipe)
        except Exception as error:
            end = error
        _write(end, pipe)


def _write(message: object, pipe: io.FileIO) -> None:
    view = memoryview(pickle.dumps(message, pickle.HIGHEST_PROTOCOL))
    while view:
        view = view[pipe.write(view) :]
