"""Which columns of whose tables mean what: the mappings that the user saved by name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from netcli.errors import Unknown
from netcli.store.reader import Reader

if TYPE_CHECKING:
    from netcli.store.writer import Change

PREFIX: Final = "map:"
"""Before a mapping's name, in the book's settings."""


def saved(reader: Reader, name: str) -> dict[str, str]:
    """The mapping of that name, column by field.

    Raises Unknown, naming those there are.
    """
    found = dict(reader.connection.execute("SELECT key, value FROM setting WHERE key LIKE 'map:%'").fetchall())
    if PREFIX + name not in found:
        known = ", ".join(f"@{key.removeprefix(PREFIX)}" for key in sorted(found)) or "none yet: --save-map NAME"
        raise Unknown(f"no mapping is saved as {name!r}", f"saved: {known}", code="unknown_mapping")
    return {field: str(column) for field, column in json.loads(found[PREFIX + name]).items()}


def save(change: Change, name: str, mapping: Mapping[str, str]) -> None:
    """Keep *mapping* under *name*, in place of an earlier one."""
    value = json.dumps(dict(mapping), ensure_ascii=False)
    if change.journal.row("setting", PREFIX + name) is None:
        change.journal.insert("setting", {"key": PREFIX + name, "value": value})
    else:
        change.journal.update("setting", PREFIX + name, value=value)
