"""A pager for answers that are taller than the terminal: the program in `$PAGER`, by default `less`."""

from __future__ import annotations

import contextlib
import io
import os
import shlex
import sys
from collections.abc import Iterator, Sequence
from typing import TextIO


class Screen(io.StringIO):
    """A stream that collects text and claims to be a terminal."""

    def __init__(self, terminal: TextIO) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        """Return True."""
        return True

    @property
    def encoding(self) -> str:  # type: ignore[override]  # a text in memory has none
        """The terminal's encoding."""
        return self.terminal.encoding


@contextlib.contextmanager
def paged() -> Iterator[tuple[TextIO, TextIO]]:
    """Yield streams for an answer and its notes. A long answer is paged."""
    answer = Screen(sys.stdout)
    notes = Screen(sys.stderr) if sys.stderr.isatty() else sys.stderr
    yield answer, notes
    text = answer.getvalue()
    height = os.get_terminal_size(sys.stdout.fileno()).lines  # 0 if unknown
    fits = not height or text.count("\n") < height
    if fits or not _show(shlex.split(os.environ.get("PAGER", "less")), text):
        sys.stdout.write(text)
        sys.stdout.flush()
    if isinstance(notes, Screen):
        sys.stderr.write(notes.getvalue())


def _show(command: Sequence[str], text: str) -> bool:
    """Show *text* in the pager; return False if the pager cannot be run."""
    import subprocess  # few answers are that long

    environment = {
        "LESS": "FRX",
        **os.environ,
    }  # quit if the text fits after all, keep colours, leave the text on the screen
    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)
    except OSError:
        return False
    with contextlib.suppress(BrokenPipeError):
        pager.communicate(text.encode(sys.stdout.encoding, "backslashreplace"))
    while pager.poll() is None:
        with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C is meant for the pager, which still runs
            pager.wait()
    return True
