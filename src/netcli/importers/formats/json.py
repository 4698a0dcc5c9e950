"""Read JSON files, with a maximum size and plain error messages."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Final, NoReturn

from netcli.errors import BadInput
from netcli.importers.source import Source
from netcli.language import say
from netcli.records import BadRow

CAP: Final = 500 << 20
"""Maximum size of one JSON file, in bytes. The parsed file takes about six times as much memory."""
ROW: Final = 200
"""Maximum length, in characters, of a rejected entry in a report."""
DEPTH: Final = 4
"""Maximum depth that `shape` examines. This depth is enough to distinguish the formats of all exports."""
KEY: Final = 64
"""Maximum length, in characters, of a key from `shape`. Longer keys are cut."""
Object = Mapping[str, object]
"""A JSON object."""

_SHAPE_TOKEN: Final = re.compile(r'"((?:[^"\\]++|\\.)*+)(?:"|\\?\Z)(\s*:)?|[{}\[\]]', re.DOTALL)


def load(source: Source) -> object:
    """Parse the JSON document in *source*.

    Raises BadInput if the document is too large, nested too deeply, or invalid.
    """
    return parse(content(source), source.name)


def content(source: Source) -> bytes:
    """Return all bytes of *source*; raise BadInput if it has more than CAP bytes."""
    with source.open() as stream:
        data = stream.read(CAP + 1)
    if len(data) > CAP:
        raise BadInput(
            say("{name}: more than {cap} MB of JSON", name=source.name, cap=CAP >> 20), say("export a shorter period")
        )
    return data


def parse(data: bytes, name: str) -> object:
    """Parse the JSON document in *data*. Error messages call the document *name*."""
    try:
        return json.loads(data, parse_constant=_refuse, parse_float=_number)
    except RecursionError as error:
        raise BadInput(say("{name}: nested too deeply", name=name), say("export it again"), code="damaged") from error
    except ValueError as error:  # invalid JSON or UTF-8, or an integer with thousands of digits
        raise BadInput(
            say("{name}: not valid JSON ({error})", name=name, error=error),
            say("download the export again"),
            code="damaged",
        ) from error


def lines(source: Source) -> Iterator[tuple[int, str, object] | BadRow]:
    """Yield the number, the text and the parsed JSON of each filled line."""
    with source.open_text() as stream:
        for number, line in enumerate(stream, 1):
            if stripped := line.strip():
                try:
                    yield number, stripped, json.loads(stripped)
                except (ValueError, RecursionError) as error:
                    yield BadRow(number, say("not JSON ({error})", error=error), stripped)


def text(value: object) -> str | None:
    """Return a filled string without outer blanks, or None for any other value.

    >>> text("  Zoé "), text(7), text("")
    ('Zoé', None, None)
    """
    return value.strip() or None if isinstance(value, str) else None


def entries(value: object) -> Iterator[tuple[int, Object | None, object]]:
    """Yield (number, object, entry) for each entry of a list.

    The object is None if the entry is not an object.
    """
    for number, entry in enumerate(items(value), start=1):
        yield number, entry if isinstance(entry, dict) else None, entry


def words(entry: object) -> str:
    """Return the text that a report shows for a rejected *entry*."""
    return json.dumps(entry, ensure_ascii=False).encode("utf-8", "replace").decode()[:ROW]


def items(value: object) -> list[object]:
    """Return *value* if it is a list, else an empty list."""
    return value if isinstance(value, list) else []


def mapping(value: object) -> Object:
    """Return *value* if it is an object, else an empty object."""
    return value if isinstance(value, dict) else {}


def shape(source: Source) -> frozenset[str]:
    """Return the paths of all keys at the beginning of a JSON file."""
    return source.once(_shape)


def _shape(source: Source) -> frozenset[str]:
    return paths(source.text)


def paths(document: str) -> frozenset[str]:
    """Return the paths of all keys in a JSON text. The text may be cut off.

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
    raise ValueError(say("{constant} is not a number", constant=constant))


def _number(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError(say("{digits} is too large a number", digits=digits[:20]))
    return number
