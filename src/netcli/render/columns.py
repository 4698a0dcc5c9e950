"""A list as CSV or TSV, with nested values under dotted names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from netcli import cells
from netcli.answers import Answer
from netcli.answers.sql import Rows
from netcli.errors import Usage
from netcli.language import say

COMMA, TAB = ",", "\t"


def lines(answer: Answer[object, object], delimiter: str, wanted: Sequence[str] = ()) -> Iterator[str]:
    """Yield the header and a line for each item of *answer*.

    If *wanted* is empty, the columns are all fields outside lists. Raises Usage if *answer* has no list, or a field is
    unknown.
    """
    from netcli.answers.shape import plain

    if isinstance(answer.result, Rows):
        yield from _rows(answer.result, delimiter, wanted)
        return
    kinds = _kinds(answer.command)
    if not isinstance(answer.result, list) or not kinds:
        raise Usage(say("{command} has no list to show as a table here", command=answer.command), say("use --json"))
    known = dict.fromkeys(field for kind in kinds for field in kind)
    for field in wanted:
        if field not in known:
            raise Usage(
                say("{field!r} is not a field of {command}", field=field, command=answer.command),
                say("choose one of these: {fields}", fields=" ".join(known)),
            )
    chosen = wanted or [field for field, several in _listed(kinds, answer.result).items() if not several]
    yield _line(chosen, delimiter)
    for item in answer.result:
        told = plain(item)
        yield _line([_cell(_values(told, field.split("."))) for field in chosen], delimiter)


def _rows(rows: Rows, delimiter: str, wanted: Sequence[str]) -> Iterator[str]:
    if wanted:
        raise Usage(say("the columns are those that the statement selects"), say("leave out --fields"))
    yield _line(rows.columns, delimiter)
    yield from (_line(map(text, row), delimiter) for row in rows.rows)


def _line(row: Iterable[str], delimiter: str) -> str:
    if delimiter == TAB:  # TSV has no quotes, so a cell may contain nothing that ends a cell
        return TAB.join(" ".join(cell.split()) if not cell.isprintable() else cell for cell in row) + "\n"
    return cells.line(row, delimiter)


def _values(told: object, path: Sequence[str]) -> list[object]:
    """Return all values to which *path* leads."""
    if isinstance(told, list):
        return [value for each in told for value in _values(each, path)]
    if not path:
        return [] if told is None else [told]
    return _values(told.get(path[0]), path[1:]) if isinstance(told, Mapping) else []


def _cell(values: Sequence[object]) -> str:
    return cells.joined(map(text, values))


def text(value: object) -> str:
    """Return one value in the form that a cell shows."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.9g}"
    return json.dumps(value, ensure_ascii=False)


def _kinds(command: str) -> list[dict[str, bool]]:
    """Return the fields of each kind of item, such as `person.name`.

    If a field is inside a list, the dictionary maps the field to True.
    """
    from netcli.answers import schemas  # read from the schema, because an empty list has no items to look at

    document = schemas.document(command)
    kinds: list[dict[str, bool]] = []
    for result in _choices(document["properties"]["result"]):  # type: ignore[index]
        if result.get("type") == "array":
            kinds.append({})
            _walk(result["items"], document["$defs"], "", kinds[-1], several=False)  # type: ignore[arg-type]
    return kinds


def _listed(kinds: Sequence[dict[str, bool]], items: Sequence[object]) -> dict[str, bool]:
    """Return the first dictionary in *kinds* that contains all fields of the first item.

    If there is no such dictionary, return the first dictionary.
    """
    from netcli.answers.shape import plain

    told = set(plain(items[0])) if items else set()
    fitting = (kind for kind in kinds if told <= {field.partition(".")[0] for field in kind})
    return next(fitting, kinds[0])


def _choices(schema: Mapping[str, object]) -> Iterable[Mapping[str, object]]:
    either = schema.get("anyOf")
    return either if isinstance(either, list) else [schema]


def _walk(
    schema: Mapping[str, object],
    definitions: Mapping[str, Mapping[str, object]],
    name: str,
    found: dict[str, bool],
    *,
    several: bool,
) -> None:
    for choice in _choices(schema):
        if "$ref" in choice:
            shape = definitions[str(choice["$ref"]).rpartition("/")[2]]
            properties = shape["properties"]
            assert isinstance(properties, Mapping)
            for field, inner in properties.items():
                _walk(inner, definitions, f"{name}.{field}" if name else field, found, several=several)
        elif choice.get("type") == "array":
            items = choice["items"]
            assert isinstance(items, Mapping)
            objects = any("$ref" in each for each in _choices(items))
            _walk(items, definitions, name, found, several=several or objects)
        elif choice.get("type") != "null":
            found[name] = found.get(name, False) or several
