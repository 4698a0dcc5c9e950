"""People as JSON objects, one per line, for `jq` and other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from netcli.answers.export import Extract
from netcli.exporters.pieces import Piece

FORMAT: Final = "ndjson"


def write(extract: Extract) -> Iterator[Piece]:
    """Yield each person with all fields, in the form that answers use."""
    for person in extract.people:
        yield f"{json.dumps(person.plain(), ensure_ascii=False)}\n"
