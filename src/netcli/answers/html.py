"""HTML tables of answers for notebooks. Names are always escaped."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

MOST: Final = 50
"""Maximum number of rows that a table shows."""
MANY: Final = 5
"""Maximum number of values that a cell shows."""


def shown(value: object) -> str:
    """Return *value*, an answer or a part of one, as HTML."""
    if "result" in _fields(value):
        return shown(_fields(value)["result"])
    if _is_list(value):
        return _table(value)  # type: ignore[arg-type]  # as the lines above have checked
    fields = _fields(value)
    if "people" in fields and "weakest" in fields:
        return f"<p>{_cell(value)}</p>"
    rows = (f"<tr><th>{_text(name)}</th><td>{_cell(each)}</td></tr>" for name, each in fields.items() if _says(each))
    return f"<table>{''.join(rows)}</table>"


def _table(items: Sequence[object]) -> str:
    """Return a table with one row per item. Columns without any value are left out."""
    rows = [_fields(each) or {"": each} for each in items[:MOST]]
    names = [
        name for name in dict.fromkeys(name for row in rows for name in row) if any(_says(r.get(name)) for r in rows)
    ]
    head = "".join(f"<th>{_text(name)}</th>" for name in names)
    body = "".join(f"<tr>{''.join(f'<td>{_cell(row.get(name))}</td>' for name in names)}</tr>" for row in rows)
    more = f"<p>… and {len(items) - MOST} more</p>" if len(items) > MOST else ""
    return f"<table><tr>{head}</tr>{body}</table>{more}" if rows else "<p>nothing</p>"


def _cell(value: object) -> str:
    """Return the content of one cell."""
    fields = _fields(value)
    if "people" in fields and "weakest" in fields:
        names = " → ".join(_name(each) for each in _items(fields["people"]))
        return f"{names} ({_text(fields['hops'])} hops, {_text(fields['band'])} chance)"
    if "name" in fields and "kind" in fields:
        company = fields.get("company")
        return _name(value) + (f", {_text(company)}" if company else "")
    if fields:
        return "; ".join(f"{_text(name)} {_cell(each)}" for name, each in fields.items() if _says(each))
    if _is_list(value):
        items = _items(value)
        more = [f"… and {len(items) - MANY} more"] if len(items) > MANY else []
        return "<br>".join([*(_cell(each) for each in items[:MANY]), *more])
    return "" if value is None else _text(value)


def _name(person: object) -> str:
    """Return the name of *person*, or a text that stands for a missing name."""
    shown_name = getattr(person, "shown", None)
    return _text(shown_name() if shown_name else _fields(person)["name"] or "(no name)")


def _text(value: object) -> str:
    """Return *value* as HTML text that does not change the direction of other text."""
    return f"<bdi>{html.escape(str(value))}</bdi>" if isinstance(value, str) else html.escape(str(value))


def _fields(value: object) -> Mapping[str, object]:
    """Return the visible fields of a shape, or the items of a mapping."""
    names: Iterator[str] = iter(getattr(type(value), "fields", ()))
    if isinstance(value, Mapping):
        return value
    return {name: getattr(value, name) for name in names if not name.startswith("_")}


def _is_list(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _items(value: object) -> Sequence[object]:
    return value if isinstance(value, Sequence) else ()


def _says(value: object) -> bool:
    return value is not None and value != [] and value != ""
