"""Show answers as JSON for machines, or in words for people."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, TextIO

from netcli import clock
from netcli.answers import Answer, warned
from netcli.language import spoken

if TYPE_CHECKING:
    from netcli.render.blocks import Block


def as_json(answer: Answer[object, object], stream: TextIO, *, lines: bool = False) -> None:
    """Write *answer* as JSON; if *lines* is true, write a list as NDJSON."""
    from netcli.answers.shape import plain
    from netcli.render.json import dumps, pieces

    terminal = stream.isatty()
    if lines and isinstance(answer.result, list):
        for item in answer.result:
            _put((dumps(plain(item), terminal=terminal), "\n"), stream)
    else:
        _put(chain(pieces(answer, terminal=terminal), "\n"), stream)


def warnings_as_json(answer: Answer[object, object], stream: TextIO) -> None:
    """Write the warnings of *answer*, one JSON document per line."""
    from netcli.render.json import dumps

    terminal = stream.isatty()
    documents = ({"schema": "netcli.warning/1", "warning": warned(warning)} for warning in answer.warnings)
    _put((f"{dumps(document, terminal=terminal)}\n" for document in documents), stream)


def _put(texts: Iterable[str], stream: TextIO) -> None:
    """Write JSON, always encoded as UTF-8 whatever the locale."""
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        stream.writelines(texts)
        return
    stream.flush()
    buffer.writelines(text.encode("utf-8", "surrogatepass") for text in texts)


def in_words(
    answer: Answer[object, object],
    out: TextIO,
    err: TextIO,
    *,
    colored: Callable[[TextIO], bool],
    quiet: bool = False,
    in_full: bool = False,
) -> None:
    """Write *answer* in words to *out*, and its notes to *err*. For *in_full*, see `words`."""
    with clock.on(_as_of(answer.query)):
        blocks = words(answer, in_full=in_full) if answer.result else []
    if blocks:
        _write(blocks, out, color=colored(out))
    if not quiet and (answer.summary is not None or answer.warnings or answer.result == []):
        from netcli.render.notes import notes  # most answers have none

        out.flush()  # so that the answer comes first if both streams go to one file
        _write(notes(answer), err, color=colored(err))


def sentence(text: str, stream: TextIO, *, style: str = "", color: bool = False) -> None:
    """Write *text* to *stream*, wrapped between words on a terminal."""
    from netcli.render.blocks import line

    told = spoken(text)
    indent = len(told) - len(told.lstrip(" "))
    _write([line((told[indent:], style), indent=indent)], stream, color=color)


def prompt(text: str, stream: TextIO) -> None:
    """Write *text* without a final newline, wrapped on a terminal."""
    if stream.isatty():
        from netcli.render import terminal

        text = terminal.wrapped(text, stream)
    stream.write(text)
    stream.flush()


def _as_of(query: object) -> date | None:
    """Return the day that the question was about; None if the day is today."""
    told = query.get("as_of") if isinstance(query, Mapping) else getattr(query, "as_of", None)
    return date.fromisoformat(told) if isinstance(told, str) else None


def words(answer: Answer[object, object], *, in_full: bool = False) -> list[Block]:
    """Return *answer* in words. If *in_full* is true, long lists are not shortened."""
    shape = type(answer.result[0] if isinstance(answer.result, list) else answer.result)
    stem = shape.__module__.rpartition(".")[2]
    renderer = importlib.import_module(f"netcli.render.{stem}")  # the module with the same name
    # only renderers that shorten long lists take in_full
    return list(renderer.words(answer, in_full=True) if in_full else renderer.words(answer))


def shows_everything(stream: TextIO) -> bool:
    """Return whether *stream* can show every character."""
    return (getattr(stream, "encoding", None) or "utf-8").lower().startswith("utf")


def _write(blocks: Iterable[Block], stream: TextIO, *, color: bool) -> None:
    if not shows_everything(stream):
        from netcli.render.encodings import plain_block  # few terminals need it

        blocks = [plain_block(block, stream.encoding) for block in blocks]
    if stream.isatty() or color:
        from netcli.render import terminal  # only terminals need Rich

        terminal.write(blocks, stream, color=color)
    else:
        from netcli.render import plain

        plain.write(blocks, stream)
