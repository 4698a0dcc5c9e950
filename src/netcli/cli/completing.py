"""Completion of people's names, silent whenever there is nothing to say."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from netcli import names
from netcli.errors import NetcliError
from netcli.store.reader import Reader

MOST: Final = 50
"""Names offered for one typed word."""
LOOKED_AT: Final = 2_000
"""People looked at for them: a word may begin many surnames and few first names."""


class Offer(str):
    """A name that begins, folded, with what was typed: typer would compare letter by letter, and drop it."""

    __slots__ = ()

    def startswith(self, *_: Any) -> bool:
        """It does."""
        return True


def people(ctx: Any, incomplete: str) -> list[str]:
    """The full names that begin, folded, with *incomplete*; none without a book."""
    import sqlite3

    from netcli.store import connection as book

    try:
        chosen = ctx.params.get("db") if ctx is not None else None
        connection = book.connect(book.locate(Path(chosen) if chosen else None)[0])
        try:
            return [Offer(name) for name in beginning(Reader(connection), incomplete)]
        finally:
            connection.close()
    except (NetcliError, sqlite3.Error, OSError):
        return []


def beginning(reader: Reader, incomplete: str) -> list[str]:
    """At most MOST names of people that begin, folded, with *incomplete*, in order."""
    typed = names.fold(incomplete)
    found = _who_may_begin(reader, typed.split())
    offered: dict[str, None] = {}
    for (name,) in found:
        if names.fold(name).startswith(typed):
            offered.setdefault(name)
            if len(offered) == MOST:
                break
    return sorted(offered)


def _who_may_begin(reader: Reader, words: list[str]) -> Iterable[tuple[str]]:
    """Names of people that hold all of *words*, the last of which is only begun."""
    run = reader.connection.execute
    if not words:
        everybody = (
            "SELECT p.name FROM identifier i JOIN person p ON p.id = i.person"
            " WHERE i.kind = 'name' AND i.value = p.folded AND p.kind = 'person' ORDER BY i.value LIMIT ?"
        )
        return run(everybody, (LOOKED_AT,))
    *whole, begun = words
    from netcli.store.spelling import completions  # commands import this module for their options alone

    ends = " OR ".join(f'"{word}"' for word in completions(reader, begun) if word.isalnum())
    if not ends:
        return ()
    query = " AND ".join([*(f'"{word}"' for word in whole), f"({ends})"])
    return run(
        "SELECT p.name FROM search s JOIN person p ON p.id = s.rowid"
        " WHERE search MATCH ? AND p.kind = 'person' AND p.name > '' LIMIT ?",
        (f"name : ({query})", LOOKED_AT),
    )
