"""Answers as JSON: one envelope, one field order, nothing localised."""

from __future__ import annotations

import json
from typing import Any

from netcli.answers import Answer
from netcli.answers.failing import Error
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


def document(answer: Answer) -> dict[str, Any]:
    """The answer in its envelope."""
    return {
        "schema": f"netcli.{answer.command}/1",
        "query": plain(answer.query),
        "result": plain(answer.result),
        "warnings": list(answer.warnings),
    }


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
