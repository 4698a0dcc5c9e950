"""How answers look: one JSON document for machines, words for people; no command knows which."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from typing import TYPE_CHECKING, TextIO

from netcli.answers import Answer

if TYPE_CHECKING:
    from netcli.render.blocks import Block


def machine(answer: Answer, stream: TextIO, *, lines: bool = False) -> None:
    """Write *answer* as one JSON document, or its list as one JSON object a line."""
    from netcli.render.json import dumps, pieces, plain

    terminal = stream.isatty()
    if lines and isinstance(answer.result, list):
        for item in answer.result:
            _put((dumps(plain(item), terminal=terminal), "\n"), stream)
    else:
        _put(chain(pieces(answer, terminal=terminal), "\n"), stream)


def _put(texts: Iterable[str], stream: TextIO) -> None:
    """JSON is UTF-8 whatever the locale says."""
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        stream.writelines(texts)
        return
    stream.flush()
    buffer.writelines(text.encode("utf-8", "surrogatepass") for text in texts)


def people(answer: Answer, out: TextIO, err: TextIO, *, colored: Callable[[TextIO], bool], quiet: bool = False) -> None:
    """Write *answer* in words on *out*, what a write did and warnings on *err*, each in colour if it is *colored*."""
    from netcli.render.text import told, words

    blocks = words(answer)
    if answer.result is not None and blocks:
        _write(blocks, out, color=colored(out))
    if not quiet:
        notes = told(answer)
        if notes:
            out.flush()  # in a file that takes both, the answer comes first
            _write(notes, err, color=colored(err))


def _write(blocks: Iterable[Block], stream: TextIO, *, color: bool) -> None:
    if stream.isatty() or color:
        from netcli.render import terminal  # Rich is for terminals only

        terminal.write(blocks, stream, color=color)
    else:
        from netcli.render import plain

        plain.write(blocks, stream)
