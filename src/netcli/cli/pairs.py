"""Many questions at once: `path --pairs`, one document a line, in the order of the input, as it comes."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from netcli.answers.paths import Question
from netcli.cli.path import answered
from netcli.errors import BadInput, NetcliError, NotThere, Usage
from netcli.render.json import document, dumps, error_document, plain
from netcli.store import naming
from netcli.store.reader import Reader

Pair = tuple[str, str]


def stream(reader: Reader, question: Question, typed: dict[str, Any], file: str, *, first: bool) -> int:
    """Answer *question* for every pair of *file*, one line each; returns the exit code.

    A line that cannot be answered is an error document in its place; the first error's code is then the exit code.
    """
    code = 0
    with _opened(file) as lines:
        for line, pair in _pairs(lines):
            try:
                if isinstance(pair, NetcliError):
                    raise pair
                ends = [naming.person(reader, words, first=first) for words in pair]
                asked = question.replaced(source=ends[0], target=ends[1])
                told = document(answered(reader, asked, typed))
            except NetcliError as error:
                code = code or error.exit_code
                told = plain(error_document(error, line))
            sys.stdout.buffer.write(dumps(told, terminal=sys.stdout.isatty()).encode("utf-8", "surrogatepass") + b"\n")
            sys.stdout.buffer.flush()
    return code


@contextlib.contextmanager
def _opened(file: str) -> Iterator[TextIO]:
    if file == "-":
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8-sig", errors="surrogateescape")
        yield sys.stdin
        return
    try:
        lines = Path(file).open(encoding="utf-8-sig", errors="surrogateescape", newline="")  # noqa: SIM115 - below
    except FileNotFoundError as error:
        raise NotThere(f"there is no file {file}", "name a CSV file with columns from,to") from error
    except IsADirectoryError as error:
        raise BadInput(f"{file} is a directory", "name a CSV file with columns from,to") from error
    with lines:
        yield lines


def _pairs(lines: TextIO) -> Iterator[tuple[int, Pair | NetcliError]]:
    """The pairs with the line on which each starts; NDJSON if the first line that is not empty is an object."""
    for number, text in enumerate(lines, 1):
        if text.strip():
            if text.lstrip().startswith("{"):
                yield from _objects(text, number, lines)
            else:
                yield from _rows(text, number, lines)
            return


def _objects(text: str, number: int, lines: TextIO) -> Iterator[tuple[int, Pair | NetcliError]]:
    while text:
        if text.strip():
            yield number, _object(text)
        text = lines.readline()
        number += 1


def _object(text: str) -> Pair | NetcliError:
    try:
        row = json.loads(text)
        return _pair([row.get("from"), row.get("to")])
    except (ValueError, AttributeError, RecursionError):
        return Usage("this line is no JSON object", 'write {"from": "me", "to": "Sophie"}')


def _rows(text: str, number: int, lines: TextIO) -> Iterator[tuple[int, Pair | NetcliError]]:
    start, ended = number, number

    def physical() -> Iterator[str]:
        nonlocal ended
        yield text
        for more in lines:
            ended += 1
            yield more

    rows = csv.reader(physical())
    header = [cell.strip().casefold() for cell in next(rows)]
    if "from" in header and "to" in header:
        places = header.index("from"), header.index("to")
    else:
        raise Usage(f"the first line is {text.strip()[:60]!r}", "the header must name the columns from,to")
    while True:
        start = ended + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield start, Usage(f"this line is no CSV ({error})", "quote cells that hold commas")
            continue
        if any(cell.strip() for cell in row):
            yield start, _pair([row[place] if place < len(row) else None for place in places])


def _pair(ends: list[Any]) -> Pair | NetcliError:
    """The two people named on a line, or what is wrong with it."""
    if all(isinstance(end, str) and end.strip() for end in ends):
        if any("\udc80" <= character <= "\udcff" for end in ends for character in end):
            return Usage("this line is not valid UTF-8", "convert the file")
        return ends[0].strip(), ends[1].strip()
    return Usage("this line does not name two people", "fill in from and to")
