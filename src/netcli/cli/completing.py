"""Completion of people's names, silent whenever there is nothing to say."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from netcli import names
from netcli.errors import NetcliError

MOST: Final = 50
"""Names offered for one typed word."""


def people(ctx: Any, incomplete: str) -> list[str]:
    """The full names that begin, folded, with *incomplete*; none without a book."""
    import sqlite3

    from netcli.store import file

    try:
        chosen = ctx.params.get("db") if ctx is not None else None
        connection = file.connect(file.locate(Path(chosen) if chosen else None)[0])
        typed = names.fold(incomplete)
        found = connection.execute(
            "SELECT p.name FROM search s JOIN person p ON p.id = s.rowid"
            " WHERE search MATCH ? AND p.kind = 'person' ORDER BY p.name, p.id",
            (f'name : ^ "{typed}" *',),
        ) if typed else connection.execute("SELECT name FROM person WHERE kind = 'person' AND name > '' ORDER BY name")
        offered: dict[str, None] = {}
        for (name,) in found:
            if name and names.fold(name).startswith(typed):
                offered.setdefault(name)
                if len(offered) == MOST:
                    break
        connection.close()
    except (NetcliError, sqlite3.Error, OSError):
        return []
    return list(offered)
