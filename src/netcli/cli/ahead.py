"""Runs what needs no book in a process of its own, ahead of the one that writes: a large file is read on two cores."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Generator, Iterable
from queue import Queue
from threading import Thread
from typing import Any, Final, TypeVar

from netcli.errors import Disk

T = TypeVar("T")
Stream = Generator[T, None, None]

CHUNK: Final = 1_000
"""Items sent at once: few enough to be short of memory nowhere, enough that a message's own price is nothing."""
WAITING: Final = 32
"""Messages made and not yet taken: more than the caller takes between two rounds of writing, some 10 MB."""
POSSIBLE: Final = hasattr(os, "fork") and sys.platform != "darwin"  # macOS's own libraries do not survive a fork


def ahead(items: Stream[T]) -> Stream[T]:
    """*items*, made from now on by a child process, while the caller does other work; an error there is raised here.

    Until it is exhausted or closed, the child shares nothing with the caller but a pipe.
    """
    if not POSSIBLE:
        return items
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reading)
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
            while (chunk := pickle.load(pipe)) is not None:  # from ourselves
                if isinstance(chunk, BaseException):
                    raise chunk
                yield from chunk
    except (EOFError, pickle.UnpicklingError):  # somebody ended the child: a system short of memory, perhaps
        raise Disk("the process that read the file was killed", "nothing was changed; try again") from None
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _send(items: Iterable[Any], writing: int) -> None:
    """Write *items* in chunks, then None, or the error that ended them; making the next does not wait for the pipe."""
    ready: Queue[bytes] = Queue(WAITING)
    writer = Thread(target=_write, args=(ready, writing))
    writer.start()
    chunk: list[Any] = []
    end = None
    try:
        for item in items:
            chunk.append(item)
            if len(chunk) == CHUNK:
                ready.put(pickle.dumps(chunk, pickle.HIGHEST_PROTOCOL))
                chunk = []
    except Exception as error:
        end = error
    ready.put(pickle.dumps(chunk, pickle.HIGHEST_PROTOCOL))
    ready.put(pickle.dumps(end))
    ready.put(b"")
    writer.join()


def _write(ready: Queue[bytes], writing: int) -> None:
    try:
        with open(writing, "wb", buffering=0) as pipe:
            while message := ready.get():
                view = memoryview(message)
                while view:
                    view = view[pipe.write(view) :]
    except OSError:  # the caller has given up
        os._exit(0)
