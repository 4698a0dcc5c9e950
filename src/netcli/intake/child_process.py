"""Runs what needs no book in a process of its own, ahead of the one that writes: a large file is read on two cores."""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import signal
import sys
from collections.abc import Generator, Iterable
from typing import Any, Final, TypeVar

from netcli.errors import Disk

T = TypeVar("T")
Stream = Generator[T, None, None]

AHEAD: Final = 1 << 20
"""Bytes made and not yet taken: the most that Linux grants, some 2,000 people. In its usual 64 KiB the child waits for
the caller to write a round, then the caller for the child."""
LEAST: Final = 19
"""The least urgent that a process can be."""
POSSIBLE: Final = hasattr(os, "fork") and sys.platform != "darwin"  # macOS's own libraries do not survive a fork


def ahead(items: Stream[T], *, idle: bool = False) -> Stream[T]:
    """*items*, made from now on by a child process, while the caller does other work; an error there is raised here.

    An *idle* one works when no other process wants the processor.
    Each is a message, so let them be large, and of plain lists, tuples and texts: others take three times as long.
    Until it is exhausted or closed, the child shares nothing with the caller but a pipe.
    """
    if not POSSIBLE:
        return items
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reading)
            if idle:
                os.nice(LEAST)
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # the caller is interrupted, too, and ends this
            _send(items, writing)
        finally:
            os._exit(0)  # whatever is open here is the caller's
    os.close(writing)
    received = _received(reading, child)
    next(received)  # so that closing it always ends the child
    return received


def _received(reading: int, child: int) -> Generator[Any, None, None]:
    """Nothing, then what the child sends."""
    try:
        with open(reading, "rb") as pipe:  # a number, no path
            yield None
            while (item := pickle.load(pipe)) is not None:  # from ourselves
                if isinstance(item, BaseException):
                    raise item
                yield item
    except (EOFError, pickle.UnpicklingError):  # somebody ended the child: a system short of memory, perhaps
        raise Disk("the process that read the file was killed", "nothing was changed; try again") from None
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _send(items: Iterable[Any], writing: int) -> None:
    """Write *items*, each a message, then None, or the error that ended them."""
    with contextlib.suppress(ImportError, AttributeError, OSError):  # elsewhere, or a system that grants no more
        import fcntl

        fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, AHEAD)
    with open(writing, "wb", buffering=0) as pipe:
        end = None
        try:
            for item in items:
                _write(item, pipe)
        except Exception as error:
            end = error
        _write(end, pipe)


def _write(message: Any, pipe: io.FileIO) -> None:
    view = memoryview(pickle.dumps(message, pickle.HIGHEST_PROTOCOL))
    while view:
        view = view[pipe.write(view) :]
