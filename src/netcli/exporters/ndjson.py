"""People as JSON objects, one a line, for `jq` and other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from netcli.answers.export import Extract
from netcli.answers.shape import Shape
from netcli.exporters.pieces import Piece

FORMAT: Final = "ndjson"


def write(extract: Extract) -> Iterator[Piece]:
    """Yield each person in full, as every answer shows them."""
    for person in extract.people:
        yield f"{json.dumps(person, ensure_ascii=False, default=_plain)}\n"


def _plain(shape: Shape) -> dict[str, Any]:
    return {name: getattr(shape, name) for name in shape.fields}
