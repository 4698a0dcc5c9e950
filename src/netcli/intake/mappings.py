"""Column mappings that the user saved under a name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from netcli.errors import Unknown
from netcli.language import say
from netcli.store.reader import Reader

if TYPE_CHECKING:
    from netcli.store.writer import Change

PREFIX: Final = "map:"
"""Prefix of the setting that contains a mapping."""


def saved(reader: Reader, name: str) -> dict[str, str]:
    """Return the saved mapping *name*: the column for each field.

    Raises Unknown if there is no such mapping.
    """
    kept = reader.settings(PREFIX)
    if name not in kept:
        names = ", ".join(f"@{each}" for each in kept) or say("none yet (to save a mapping: --save-map NAME)")
        raise Unknown(
            say("no mapping is saved as {name!r}", name=name),
            say("saved: {names}", names=names),
            code="unknown_mapping",
        )
    return {field: str(column) for field, column in json.loads(kept[name]).items()}


def save(change: Change, name: str, mapping: Mapping[str, str]) -> None:
    """Save *mapping* under *name*, replacing any earlier one."""
    value = json.dumps(dict(mapping), ensure_ascii=False)
    if change.journal.row("setting", PREFIX + name) is None:
        change.journal.insert("setting", {"key": PREFIX + name, "value": value})
    else:
        change.journal.update("setting", PREFIX + name, value=value)
