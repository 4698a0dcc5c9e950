"""The classes from which every JSON document and its schema is generated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, Self, TypeVar

from netcli.answers.shape import JSON, Shape, plain
from netcli.language import say

Query = TypeVar("Query", covariant=True)
Result = TypeVar("Result", covariant=True)
Item = TypeVar("Item")

Words = Mapping[str, object]
"""The type of `Answer.query` if the query only repeats the caller's arguments."""
Remark = Mapping[str, object]
"""A warning: its `code`, its `message`, and more keys that depend on the code."""


class Answer(Shape, Generic[Query, Result]):
    """The answer to one command.

    After a write, `summary` says what was done.
    """

    command: str
    query: Query
    result: Result
    warnings: Sequence[Remark] = ()
    exit_code: int = 0
    summary: str | None = None

    def beware(self, remarks: Sequence[Remark]) -> Self:
        """Return the same answer with additional warnings."""
        return self.replaced(warnings=[*self.warnings, *remarks]) if remarks else self

    def plain(self, *, lazy: bool = False) -> JSON:
        """Return the JSON document of the answer. For *lazy*, see `shape.plain`."""
        return {
            "schema": f"netcli.{self.command}/1",
            "query": plain(self.query, lazy=lazy),
            "result": plain(self.result, lazy=lazy),
            "warnings": plain([warned(each) for each in self.warnings], lazy=lazy),
        }


def warned(remark: Remark) -> Remark:
    """Return *remark* with `code`, `file`, `line` and `message` as its first keys.

    >>> warned({"code": "cut", "message": "showing 1 of 2", "shown": 1})
    {'code': 'cut', 'file': None, 'line': None, 'message': 'showing 1 of 2', 'shown': 1}
    """
    return {**dict.fromkeys(("code", "file", "line", "message")), **remark}


def limited(items: Sequence[Item], limit: int, what: str = "") -> tuple[Sequence[Item], list[Remark]]:
    """Return the first *limit* items, and a warning if items are left out.

    If *limit* is 0, return all items.
    """
    shown = items[:limit] if limit else items
    return shown, cut(len(shown), len(items), what)


def cut(shown: int, of: int, what: str = "") -> list[Remark]:
    """Return a warning if fewer items are shown than there are.

    *what* is a noun for the items, such as `people`.
    """
    if shown >= of:
        return []
    message = (
        say("showing {shown:,} of {of:,} {what}; --limit 0 shows all", shown=shown, of=of, what=what)
        if what
        else say("showing {shown:,} of {of:,}; --limit 0 shows all", shown=shown, of=of)
    )
    return [{"code": "cut", "message": message, "shown": shown, "of": of}]
