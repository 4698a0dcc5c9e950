"""JSON as exports write it: read under a size cap, its mistakes turned into one sentence, its strings made safe."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Final, NoReturn

from netcli.errors import BadInput
from netcli.importers.source import Source
from netcli.records import BadRow

CAP: Final = 500 << 20
"""Bytes of one JSON file: parsed, it takes about six times as much memory."""
ROW: Final = 200
"""Characters of a rejected entry that a report shows."""
DEPTH: Final = 4
"""How deep `shape` looks: enough to tell any two exports apart."""
KEY: Final = 64
"""Characters of a key that `shape` keeps."""
Object = Mapping[str, object]
"""A JSON object."""

_SHAPE_TOKEN: Final = re.compile(r'"((?:[^"\\]++|\\.)*+)(?:"|\\?\Z)(\s*:)?|[{}\[\]]', re.DOTALL)


def load(source: Source) -> object:
    """Read the document in *source*.

    Raises BadInput when it is too large, too deep, cut short, or holds numbers that are none.
    """
    return parse(content(source), source.name)


def content(source: Source) -> bytes:
    """Read all bytes of *source*, unless there are more than CAP."""
    with source.open() as stream:
        data = stream.read(CAP + 1)
    if len(data) > CAP:
        raise BadInput(f"{source.name}: more than {CAP >> 20} MB of JSON", "export a shorter period")
    return data


def parse(data: bytes, name: str) -> object:
    """Parse the document in *data*; *name* is what an error calls it."""
    try:
        return json.loads(data, parse_constant=_refuse, parse_float=_number)
    except RecursionError as error:
        raise BadInput(f"{name}: nested too deeply to be an export", "export it again", code="damaged") from error
    except ValueError as error:  # bad JSON, bad UTF-8, an integer of thousands of digits
        raise BadInput(f"{name}: not valid JSON ({error})", "download the export again", code="damaged") from error


def lines(source: Source) -> Iterator[tuple[int, str, object] | BadRow]:
    """Yield the number, the text and the document of each line of *source* that is not empty."""
    with source.open_text() as stream:
        for number, line in enumerate(stream, 1):
            if stripped := line.strip():
                try:
                    yield number, stripped, json.loads(stripped)
                except (ValueError, RecursionError) as error:
                    yield BadRow(number, f"not JSON ({error})", stripped)


def text(value: object) -> str | None:
    """Return *value* as a stripped string; None when it is no text, or empty.

    >>> text("  Zoé "), text(7), text("")
    ('Zoé', None, None)
    """
    return value.strip() or None if isinstance(value, str) else None


def entries(value: object) -> Iterator[tuple[int, Object | None, object]]:
    """Yield number, object and raw value of each entry of a list; None for an entry that is no object."""
    for number, entry in enumerate(items(value), start=1):
        yield number, entry if isinstance(entry, dict) else None, entry


def words(entry: object) -> str:
    """Return an entry as a report shows it."""
    return json.dumps(entry, ensure_ascii=False).encode("utf-8", "replace").decode()[:ROW]


def items(value: object) -> list[object]:
    """Return *value* if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def mapping(value: object) -> Object:
    """Return *value* if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def shape(source: Source) -> frozenset[str]:
    """Return the paths of the keys in the head of a JSON file: what a format is recognised by."""
    return source.once(_shape)


def _shape(source: Source) -> frozenset[str]:
    return paths(source.text)


def paths(document: str) -> frozenset[str]:
    """Return the paths of the keys in a JSON text that may be cut anywhere.

    >>> sorted(paths('{"friends": [{"name": "Zo'))
    ['friends', 'friends[].name']
    """
    document = document.lstrip()
    if document[:1] not in ("{", "["):
        return frozenset()
    found: set[str] = set()
    containers: list[str] = []
    here = ""
    for token in _SHAPE_TOKEN.finditer(document):
        if token[0] in ("{", "["):
            here += "[]" if token[0] == "[" and len(containers) < DEPTH else ""
            containers.append(here)
        elif token[0] in ("}", "]"):
            containers[-1:] = []
            here = containers[-1] if containers else ""
        elif token[2] and containers and len(containers) <= DEPTH:
            here = f"{containers[-1]}.{token[1][:KEY]}" if containers[-1] else token[1][:KEY]
            found.add(here)
    return frozenset(found)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


def _number(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError(f"{digits[:20]} is too large a number")
    return number
