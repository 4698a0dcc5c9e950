"""The tables of the archive that describe its owner: whose export it is, where she worked and studied."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from netcli import dates
from netcli.importers._tables import Cells, Header, rows
from netcli.importers.linkedin._profile import full_name
from netcli.importers.source import Source
from netcli.records import OWNER, Ignored, Item, Position, Record, Used

_SITE: Final = re.compile(r"https?://[^\s,\]]+")


def name_of(item: Item) -> str | None:
    """The owner's name, if this is her record."""
    return item.name if isinstance(item, Record) and item.key == OWNER else None


def profile(source: Source, header: Header, file: str | None) -> Iterator[Item]:
    """The owner as she presents herself."""
    first, maiden, last = (header.pick(name) for name in ("First Name", "Maiden Name", "Last Name"))
    headline, place, born = (header.pick(name) for name in ("Headline", "Geo Location", "Birth Date"))
    sites = header.pick("Websites")

    def person(row: Cells) -> Record:
        given, before, family = (pick(row.cells) for pick in (first, maiden, last))
        return Record(
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

    yield from _each(source, header, file, person)


def emails(source: Source, header: Header, file: str | None) -> Iterator[Item]:
    """The owner's own addresses, those she confirmed."""
    address, confirmed = header.pick("Email Address"), header.pick("Confirmed")

    def person(row: Cells) -> Record | None:
        if not address(row.cells) or confirmed(row.cells).casefold() == "no":
            return None
        return Record(OWNER, emails=(address(row.cells),), file=file, line=row.line)

    yield from _each(source, header, file, person, why="unconfirmed")


def phones(source: Source, header: Header, file: str | None) -> Iterator[Item]:
    """The owner's own numbers; the column called extension is the country's code."""
    country, number = header.pick("Extension"), header.pick("Number")

    def person(row: Cells) -> Record | None:
        digits = number(row.cells)
        if not digits:
            return None
        if country(row.cells) and not digits.startswith("+"):
            digits = f"{country(row.cells)} {digits}"
        return Record(OWNER, phones=(digits,), file=file, line=row.line)

    yield from _each(source, header, file, person)


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

    def person(row: Cells) -> Record | None:
        if not place(row.cells):
            return None
        position = Position(
            place(row.cells),
            title(row.cells) or None,
            dates.parse(since(row.cells), day_first=False),
            dates.parse(until(row.cells), day_first=False),
            school,
        )
        return Record(OWNER, positions=(position,), file=file, line=row.line)

    yield from _each(source, header, file, person)


def _each(
    source: Source, header: Header, file: str | None, person: Callable[[Cells], Record | None], *, why: str = "empty"
) -> Iterator[Item]:
    """A record a row; the rows that make none are ignored for *why*."""
    used = 0
    for row in rows(source, header, file=file):
        if not isinstance(row, Cells):
            yield row
        elif (record := person(row)) is None:
            yield Ignored(why, file)
        else:
            used += 1
            yield record
    yield Used(file, used)
