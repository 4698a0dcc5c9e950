"""What questions return: frozen shapes, the only source of every JSON document and its schema."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from netcli.answers.shape import Shape


class Answer(Shape):
    """The answer to one command: what was asked, what came out, what to beware of, the exit code
    that says it, and what a write did, in a sentence."""

    command: str
    query: Any
    result: Any
    warnings: Sequence[dict[str, Any]] = ()
    exit_code: int = 0
    summary: str | None = None


def cut(shown: int, of: int) -> dict[str, Any]:
    """The warning that a list was cut, and by how much."""
    return {"code": "cut", "message": f"{shown} of {of} shown; --limit 0 shows all", "shown": shown, "of": of}
