"""LinkedIn's tables about the owner of the archive."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from netcli import dates
from netcli.importers.formats.tables import Cells, Table
from netcli.importers.linkedin.profile import full_name
from netcli.language import say
from netcli.records import OWNER, Item, Position, Record

Value = TypeVar("Value")

_SITE: Final = re.compile(r"https?://[^\s,\]]+")


def name_of(item: Item) -> str | None:
    """Return the owner's name if *item* is the owner's record, or else None."""
    return item.name if isinstance(item, Record) and item.key == OWNER else None


def profile(table: Table) -> Iterator[Item]:
    """Yield the owner's record, as their profile describes them."""
    first, maiden, last, headline, place = table.picks("given", "maiden", "family", "title", "city")
    sites = table.cells("url")
    born = table.dates("birthday", day_first=False, parse=dates.parse)

    def owner(row: Cells) -> tuple[Record]:
        cells = row.cells
        given, before, family = first(cells), maiden(cells), last(cells)
        return (
            Record(
                OWNER,
                full_name(given, family),
                given or None,
                family or None,
                aliases=(f"{given} {before}",) if given and before else (),
                urls=tuple(url for cell in sites(cells) for url in _sites(table, cell)),
                title=headline(cells) or None,
                city=place(cells) or None,
                birthday=born(cells),
            ),
        )

    return table.items(owner)


def _sites(table: Table, cell: str) -> tuple[str, ...]:
    """Return the web addresses in a cell such as `[PERSONAL:https://zoe.example.org/,COMPANY:…]`."""
    return tuple(_SITE.findall(cell)) or table.values.urls(cell, table.column("url"))


def emails(table: Table) -> Iterator[Item]:
    """Yield the e-mail addresses that the owner has confirmed."""
    address, confirmed = table.picks("email", "confirmed")

    def email(cells: list[str]) -> str | None:
        return None if confirmed(cells).casefold() == "no" else address(cells)

    return _gather(table, email, lambda found: Record(OWNER, emails=found), why=say("unconfirmed"))


def phones(table: Table) -> Iterator[Item]:
    """Yield the owner's phone numbers, with the country code."""
    country, number = table.picks("country", "phone")

    def phone(cells: list[str]) -> str | None:
        digits = number(cells)
        return f"{country(cells)} {digits}".strip() if digits and not digits.startswith("+") else digits

    return _gather(table, phone, lambda found: Record(OWNER, phones=found))


def jobs(table: Table) -> Iterator[Item]:
    """Yield where the owner worked, and when."""
    return _positions(table, school=False)


def schools(table: Table) -> Iterator[Item]:
    """Yield where the owner studied, and when."""
    return _positions(table, school=True)


def _positions(table: Table, *, school: bool) -> Iterator[Item]:
    place, title = table.picks("company", "title")
    since, until = (table.dates(field, day_first=False) for field in ("since", "until"))

    def position(cells: list[str]) -> Position | None:
        if not place(cells):
            return None
        return Position(place(cells), title(cells) or None, since(cells), until(cells), school)

    return _gather(table, position, lambda found: Record(OWNER, positions=found))


def _gather(
    table: Table,
    value: Callable[[list[str]], Value | None],
    owner: Callable[[tuple[Value, ...]], Record],
    *,
    why: str = "empty",
) -> Iterator[Item]:
    """Yield one record of the owner, with the values from all rows."""
    values: list[Value] = []
    lines: list[int] = []

    def read(row: Cells) -> tuple[()] | str:
        if not (found := value(row.cells)):
            return why
        values.append(found)
        lines.append(row.line)
        return ()

    def record() -> Iterator[Record]:
        if values:
            found = owner(tuple(values))
            found.file, found.line = table.file, lines[0]
            yield found

    return table.items(read, at_end=record)
