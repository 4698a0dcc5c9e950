"""Answers as JSON: one envelope, one field order, nothing localised."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from typing import Any

from netcli.answers import Answer
from netcli.answers.problems import Error
from netcli.errors import NetcliError
from netcli.render.clean import escaped


def plain(value: Any) -> Any:
    """*value* as dictionaries, lists and scalars; a trailing underscore of a field name is dropped."""
    fields = getattr(type(value), "fields", None) or getattr(type(value), "__dataclass_fields__", None)
    if fields:
        return {name.rstrip("_"): plain(getattr(value, name)) for name in fields if not name.startswith("_")}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


def document(answer: Answer[object, object]) -> dict[str, Any]:
    """The answer in its envelope."""
    return {
        "schema": f"netcli.{answer.command}/1",
        "query": plain(answer.query),
        "result": plain(answer.result),
        "warnings": list(answer.warnings),
    }


def pieces(answer: Answer[object, object], *, terminal: bool = False) -> Iterator[str]:
    """The answer's JSON text; what it does not hold in memory, but makes item by item, is written as it comes."""
    made: list[Sequence[Any]] = []
    mark = os.urandom(16).hex()

    def remember(items: Sequence[Any]) -> str:
        made.append(items)
        return mark

    if terminal:
        yield escaped(json.dumps(document(answer), ensure_ascii=False, indent=2, default=lambda items: plain([*items])))
        return
    first, *rest = json.dumps(document(answer), ensure_ascii=False, default=remember).split(f'"{mark}"')
    yield first
    for items, after in zip(made, rest, strict=True):
        yield "["
        for place, item in enumerate(items):
            yield f"{', ' if place else ''}{dumps(plain(item))}"
        yield f"]{after}"


def error_document(error: NetcliError, line: int | None = None) -> dict[str, Any]:
    """The error as scripts read it; *line* is its place in a stream of answers."""
    told = Error(error.code, error.exit_code, error.message, error.hint, list(error.candidates))
    head: dict[str, Any] = {"schema": "netcli.error/1"}
    if line is not None:
        head["line"] = line
    return {**head, "error": plain(told)}


def dumps(value: Any, *, terminal: bool = False, indent: int | None = None) -> str:
    """*value* as JSON text; on a terminal everything unprintable is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return escaped(text) if terminal else text
