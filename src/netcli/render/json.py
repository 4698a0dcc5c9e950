"""Answers as JSON: one envelope and one field order, never localised."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator

from netcli.answers import Answer
from netcli.answers.problems import Error
from netcli.answers.shape import plain
from netcli.errors import NetcliError
from netcli.render.clean import escaped


def pieces(answer: Answer[object, object], *, terminal: bool = False) -> Iterator[str]:
    """Yield the answer's JSON text piece by piece, as items are produced."""
    made: list[Collection[object]] = []
    mark = os.urandom(16).hex()

    def remember(items: Collection[object]) -> str:
        made.append(items)
        return mark

    if terminal:
        yield escaped(json.dumps(answer.plain(), ensure_ascii=False, indent=2))
        return
    first, *rest = json.dumps(answer.plain(lazy=True), ensure_ascii=False, default=remember).split(f'"{mark}"')
    yield first
    for items, after in zip(made, rest, strict=True):
        yield "["
        for place, item in enumerate(items):
            yield f"{', ' if place else ''}{dumps(plain(item))}"
        yield f"]{after}"


def error_document(error: NetcliError, line: int | None = None) -> dict[str, object]:
    """Return *error* as a JSON document. *line* is the error's position in a stream."""
    told = Error(error.code, error.exit_code, error.message, error.hint, list(error.candidates))
    head: dict[str, object] = {"schema": "netcli.error/1"}
    if line is not None:
        head["line"] = line
    return {**head, "error": plain(told)}


def dumps(value: object, *, terminal: bool = False, indent: int | None = None) -> str:
    """Return *value* as JSON text; for a terminal everything unprintable is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return escaped(text) if terminal else text
