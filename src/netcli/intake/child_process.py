"""Stream a generator's items from a child process, so that a large file is read on two cores."""

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

T = TypeVar("T")
Stream = Generator[T, None, None]

PIPE_SIZE: Final = 1 << 20
"""Bytes sent and not yet received: the most that Linux grants, some 2,000 people. In its usual 64 KiB the child waits
for the caller to write a round, then the caller for the child."""
IDLE: Final = 19
"""The niceness of a process that works only when no other wants the processor."""
POSSIBLE: Final = hasattr(os, "fork") and sys.platform != "darwin"  # macOS's own libraries do not survive a fork


def stream(items: Stream[T], *, idle: bool = False) -> Stream[T]:
    """Make *items* in a child process from now on, while the caller does other work; an error there is raised here.

    An *idle* child works only when no other process wants the processor. Each item is a message, so let items be
    large, and made of plain lists, tuples and texts: others take three times as long. Until the stream is exhausted or
    closed, the child shares nothing with the caller but a pipe. Where no child can be made, the items are made here.
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
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # the caller is interrupted, too, and ends this
            _send(items, writing)
        finally:
            os._exit(0)  # whatever is open here is the caller's
    os.close(writing)
    received: Stream[T] = _receive(reading, child)
    next(received)  # so that closing it always ends the child
    return received


def _receive(reading: int, child: int) -> Stream[T]:
    """Yield None, then what the child sends."""
    try:
        with open(reading, "rb") as pipe:  # a number, no path
            yield None  # type: ignore[misc]  # `stream` takes it
            while (item := pickle.load(pipe)) is not None:  # from ourselves
                if isinstance(item, BaseException):
                    raise item
                yield item
    except (EOFError, pickle.UnpicklingError):  # somebody ended the child: a system short of memory, perhaps
        raise Disk("the process that read the file was killed", "nothing was changed; try again") from None
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _send(items: Iterable[object], writing: int) -> None:
    """Send each of *items* as a message, then None, or the error that ended them."""
    with contextlib.suppress(ImportError, AttributeError, OSError):  # elsewhere, or a system that grants no more
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
