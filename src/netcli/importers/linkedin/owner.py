"""The tables of the archive that describe its owner: whose export it is, where she worked and studied."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final, TypeVar

from netcli import dates
from netcli.importers.formats.tables import Cells, Header, rows
from netcli.importers.linkedin.profile import full_name
from netcli.importers.source import Source
from netcli.records import OWNER, Ignored, Item, Position, Record, Used

Value = TypeVar("Value")

_SITE: Final = re.compile(r"https?://[^\s,\]]+")


def name_of(item: Item) -> str | None:
    """The owner's name, if this is her record."""
    return item.name if isinstance(item, Record) and item.key == OWNER else None


def profile(source: Source, header: Header, file: str | None) -> Iterator[Item]:
    """The owner as she presents herself."""
    first, maiden, last = (header.pick(name) for name in ("First Name", "Maiden Name", "Last Name"))
    headline, place, born = (header.pick(name) for name in ("Headline", "Geo Location", "Birth Date"))
    sites = header.pick("Websites")
    for row in rows(source, header, file=file):
        if not isinstance(row, Cells):
            yield row
            continue
        given, before, family = (pick(row.cells) for pick in (first, maiden, last))
        yield Record(
            OWNER,
            full_name(given, family),
            given or None,
            family or None,
            aliases=(f"{given} {before}",) if given and before else (),
            urls=tuple(_SITE.findall(sites(row.cells))),
            title=headline(row.cells) or None,
            city=place(row.cells) or None,
            birthday=dates.parse(born(row.cells), day_first=False),
            file=file,
            line=row.line,
        )
        yield Used(file)


def emails(source: Source, header: Header, file: str | None) -> Iterator[Item]:
    """The owner's own addresses, those she confirmed."""
    address, confirmed = header.pick("Email Address"), header.pick("Confirmed")

    def email(cells: list[str]) -> str | None:
        return None if confirmed(cells).casefold() == "no" else address(cells)

    yield from _gather(source, header, file, email, lambda found: Record(OWNER, emails=found), why="unconfirmed")


def phones(source: Source, header: Header, file: str | None) -> Iterator[Item]:
    """The owner's own numbers; the column called extension is the country's code."""
    country, number = header.pick("Extension"), header.pick("Number")

    def phone(cells: list[str]) -> str | None:
        digits = number(cells)
        return f"{country(cells)} {digits}".strip() if digits and not digits.startswith("+") else digits

    yield from _gather(source, header, file, phone, lambda found: Record(OWNER, phones=found))


def jobs(source: Source, header: Header, file: str | None) -> Iterator[Item]:
    """Where the owner worked, and when."""
    yield from _positions(source, header, file, ("Company Name", "Title", "Started On", "Finished On"), school=False)


def schools(source: Source, header: Header, file: str | None) -> Iterator[Item]:
    """Where the owner studied, and when."""
    yield from _positions(source, header, file, ("School Name", "Degree Name", "Start Date", "End Date"), school=True)


def _positions(
    source: Source, header: Header, file: str | None, columns: tuple[str, ...], *, school: bool
) -> Iterator[Item]:
    place, title, since, until = (header.pick(name) for name in columns)

    def position(cells: list[str]) -> Position | None:
        if not place(cells):
            return None
        began, ended = (dates.of_event(day(cells), day_first=False) for day in (since, until))
        return Position(place(cells), title(cells) or None, began, ended, school)

    yield from _gather(source, header, file, position, lambda found: Record(OWNER, positions=found))


def _gather(
    source: Source,
    header: Header,
    file: str | None,
    value: Callable[[list[str]], Value | None],
    owner: Callable[[tuple[Value, ...]], Record],
    *,
    why: str = "empty",
) -> Iterator[Item]:
    """One record of the owner with each row's value; the rows that have none are ignored for *why*."""
    values: list[Value] = []
    line = None
    for row in rows(source, header, file=file):
        if not isinstance(row, Cells):
            yield row
        elif found := value(row.cells):
            values.append(found)
            line = line or row.line
        else:
            yield Ignored(why, file)
    if values:
        yield replace(owner(tuple(values)), file=file, line=line)
    yield Used(file, len(values))
