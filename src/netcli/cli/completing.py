"""Completion of people's names, silent whenever there is nothing to say."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from netcli import names
from netcli.errors import NetcliError

MOST: Final = 50
"""Names offered for one typed word."""


class Offer(str):
    """A name that begins, folded, with what was typed: typer would compare letter by letter, and drop it."""

    __slots__ = ()

    def startswith(self, *_: Any) -> bool:
        """It does."""
        return True


def people(ctx: Any, incomplete: str) -> list[str]:
    """The full names that begin, folded, with *incomplete*; none without a book."""
    import sqlite3

    from netcli.store import file

    try:
        chosen = ctx.params.get("db") if ctx is not None else None
        connection = file.connect(file.locate(Path(chosen) if chosen else None)[0])
        typed = names.fold(incomplete)
        if typed:
            found = connection.execute(
                "SELECT p.name FROM search s JOIN person p ON p.id = s.rowid"
                " WHERE search MATCH ? AND p.kind = 'person'",  # unordered: nobody waits for the names not offered
                ("name : " + " AND ".join(f'"{word}"*' for word in typed.split()),),
            )
        else:
            found = connection.execute(
                "SELECT name FROM person WHERE kind = 'person' AND name IS NOT NULL ORDER BY folded, id"
            )
        offered: dict[str, None] = {}
        for (name,) in found:
            if name and names.fold(name).startswith(typed):
                offered.setdefault(name)
                if len(offered) == MOST:
                    break
        connection.close()
    except (NetcliError, sqlite3.Error, OSError):
        return []
    return [Offer(name) for name in offered]
