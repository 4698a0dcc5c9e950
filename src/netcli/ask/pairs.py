"""Read pairs of people from the columns `from` and `to` of CSV or NDJSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import TextIO

from netcli.errors import NetcliError, Usage
from netcli.language import say

Pair = tuple[str, str]


def read_pairs(lines: TextIO) -> Iterator[tuple[int, Pair | NetcliError]]:
    """Yield the number of each line, and the pair or the error on the line.

    If the first non-empty line begins with `{`, the input is NDJSON. Otherwise, the input is CSV.
    """
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
        return Usage(say("this line is not a JSON object"), say('write {"from": "me", "to": "Sophie"}'))


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
        raise Usage(
            say("the first line is {text!r}", text=text.strip()[:60]), say("the header must name the columns from,to")
        )
    while True:
        start = ended + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield (
                start,
                Usage(
                    say("this line is not valid CSV ({error})", error=error),
                    say("put quotes around every cell that contains a comma"),
                ),
            )
            continue
        if any(cell.strip() for cell in row):
            yield start, _pair([row[place] if place < len(row) else None for place in places])


def _pair(ends: list[object]) -> Pair | NetcliError:
    """Return the two people on a line, or the error on the line."""
    one, other = (end.strip() if isinstance(end, str) else "" for end in ends)
    if not one or not other:
        return Usage(say("this line does not name two people"), say("fill in both columns, `from` and `to`"))
    if any("\udc80" <= character <= "\udcff" for character in one + other):
        return Usage(say("this line is not valid UTF-8"), say("convert the file"))
    return one, other
