"""Tables as programs and people really write them: preambles, odd delimiters, doubled columns, and quotes left open.

with their lines:   1  Notes:
                    2  "When exporting your connection data, …"
                    3
                    4  First Name,Last Name,…          ← `headers` finds it
                    5  Zoé,"Exemple, PhD",…            ← Cells(5, …)
                    6  Total: 1 contact                ← nobody
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import islice
from operator import itemgetter
from typing import Final, NamedTuple, TextIO

from netcli import dates
from netcli.cells import FORMULA
from netcli.importers.formats import footers
from netcli.importers.formats.headers import HEADER_LINES, Fits, Header, Layout, Pick, find, first_of
from netcli.importers.formats.values import UNREADABLE, Parse, Values
from netcli.importers.source import Source
from netcli.importers.text import clean, fold, is_clean, repair_macroman
from netcli.networks import NETWORKS, PAGELESS
from netcli.records import (
    FIELDS,
    BadRow,
    Ignored,
    Item,
    NotUnderstood,
    Record,
    Remark,
    Testimony,
    UnusedColumn,
    Used,
)

REMARK: Final = 200
"""Characters of a remark about a row."""
CELL_CAP: Final = 10_000_000
"""Characters of one cell; csv's own 131072 kills long message bodies."""
GUARDED: Final = tuple(f"'{sign}" for sign in FORMULA)
"""How a cell begins that somebody kept a spreadsheet from calculating."""
SEVERAL: Final = ":::"
"""What Google, and netcli, put between several values of one cell."""

LOST: Final = "\ufffd"
"""What stands for a character that could not be read."""
REMOVED: Final = "characters that no text can hold were removed"
FEWEST: Final = 2
"""Cells that a total fills at most: what it is of, and the number."""
FEW: Final = 3
"""Columns that another header has in common with the first, at least."""
MOST: Final = 0.6
"""And the share of its own that they are."""
Mend = Callable[[list[str]], list[str]]
"""Puts a row right that has too many cells, if it knows how."""


class Cells(NamedTuple):
    """One row: where it starts, its cleaned cells (at least as many as the header has), and its words as they came."""

    line: int
    cells: list[str]
    raw: str


ReadRow = Callable[[Cells], Sequence[Record | Testimony] | str | BadRow]
"""Says what a row says, or why it says nothing (`empty`), or what is wrong with it."""


UNKEPT: Final = "unkept"
"""The field of a layout for what netcli never keeps, texts of messages and pictures: no report lists it."""
PAGES: Final = frozenset(("url", *NETWORKS, *PAGELESS))
"""The fields of pages and accounts: those of a service are called as it is."""
_REPORTED: Final = {
    **dict.fromkeys(("given", "family", "family 2", "middle", "maiden", "alias", "sender", "to", "from"), "name"),
    **dict.fromkeys(("profile", "site", "inviter", "invitee", "sender url", "to urls", *PAGES), "url"),
    **dict.fromkeys(("birth year", "birth month", "birth day"), "birthday"),
    **dict.fromkeys(("spouse", "manager", "assistant", "referred by", "child"), "relation"),
    **dict.fromkeys(("until", "date", "last_contact"), "date"),
    "country": "city",
}
"""What reports call a field that is part of another, or goes into it."""
_ONCE: Final = frozenset(("company", "title", "city"))
"""Fields of which a person has one."""


@dataclass(frozen=True)
class Table:
    """A table whose header is known: where each field stands in it, and the file that reports call it by.

    `values` counts what it holds and nobody could use.
    """

    source: Source
    header: Header
    places: Mapping[str, Sequence[int]]
    file: str | None = None
    values: Values = field(default_factory=Values)

    def __post_init__(self) -> None:
        """Count values as this file's."""
        self.values.file = self.file

    @classmethod
    def of(cls, source: Source, header: Header, layout: Layout, file: str | None = None) -> Table:
        """Find the columns of *layout* in *header*."""
        return cls(source, header, {field: header.places(names) for field, names in layout.items()}, file)

    def pick(self, field: str) -> Pick:
        """Return what takes the field's first value from a row's cells; empty text where it has none."""
        return first_of(self.places.get(field, ()))

    def picks(self, *fields: str) -> list[Pick]:
        """Return the same for each of *fields*."""
        return [*map(self.pick, fields)]

    def column(self, field: str) -> str | None:
        """Return the name of the field's first column."""
        return next((self.header.names[place] for place in self.places.get(field, ())), None)

    def every(self, field: str) -> Callable[[list[str]], tuple[str, ...]]:
        """Return what takes every value of the field from a row's cells, each once; only addresses that are some."""
        places = [(place, self.header.names[place]) for place in self.places.get(field, ())]
        read = self._reader(field)
        if not places:
            return lambda _: ()
        if len(places) == 1:
            only, column = places[0]
            return lambda cells: read(cell, column) if (cell := cells[only]) else ()

        def values(cells: list[str]) -> tuple[str, ...]:
            filled = [(cell, column) for place, column in places if (cell := cells[place])]
            if len(filled) == 1:
                return read(*filled[0])
            return tuple(dict.fromkeys(value for cell, column in filled for value in read(cell, column)))

        return values

    def one(self, field: str) -> Callable[[list[str]], str | None]:
        """Return what takes the field's first value; another one, of what somebody has once, is counted as lost."""
        if not self.places.get(field):
            return lambda _: None
        every, pick, single = self.every(field), self.pick(field), len(self.places[field]) == 1

        def value(cells: list[str]) -> str | None:
            cell = pick(cells)
            if not cell or (single and SEVERAL not in cell):
                return cell or None
            found = every(cells)
            for other in found[1:] if field in _ONCE else ():
                self.lose(field, cells, other, "another one is kept")
            return found[0] if found else None

        return value

    def cells(self, field: str) -> Callable[[list[str]], list[str]]:
        """Return what takes the field's cells from a row, word for word, those that hold something."""
        places = self.places.get(field, ())
        return lambda cells: [cell for place in places if (cell := cells[place])]

    def _reader(self, field: str) -> Callable[[str, str], tuple[str, ...]]:
        """Return what takes the values of the field out of a cell of a column."""
        values = self.values
        if field == "email":
            read: Callable[[str, str], tuple[str, ...]] = values.emails
        elif field == "phone":
            read = values.phones
        elif field in PAGES:
            service = None if field == "url" else field
            return lambda cell, column: tuple(
                value for part in several(cell) for value in values.urls(part, column, service)
            )
        else:
            return lambda cell, _: several(cell)

        def parts(cell: str, column: str) -> tuple[str, ...]:
            if SEVERAL not in cell:
                return read(cell, column)
            return tuple(value for part in several(cell) for value in read(part, column))

        return parts

    def lose(self, field: str, cells: list[str], value: str, why: str) -> None:
        """Count a value of the field that gave nothing, under the column in which it stands."""
        places = (place for place in self.places.get(field, ()) if value in cells[place])
        column = next((self.header.names[place] for place in places), None)
        self.values.lose(_REPORTED.get(field, field), value, why, column)

    def beyond(self, row: Cells) -> str | None:
        """Return what the row holds more than the header has names for: it belongs in a note."""
        if len(row.cells) == len(self.header.names):
            return None
        return " ".join(filter(None, row.cells[len(self.header.names) :])) or None

    def dates(
        self,
        field: str,
        *,
        day_first: bool | None,
        parse: Parse = dates.of_event,
        counted: bool = True,
    ) -> Callable[[list[str]], str | None]:
        """Return what reads the field's dates: any of them may settle the order of slashes, else *day_first* does.

        They are of events, unless *parse* says that they are birthdays, which may lack a year. The table is looked
        through only if the column holds slashes. What is no date is *counted*, unless the row is rejected for it.
        """
        pick = self.pick(field)

        @cache
        def order() -> bool | None:
            settled = dates.column_order(pick(row.cells) for row in self.rows() if isinstance(row, Cells))
            return day_first if settled is None else settled

        @lru_cache(maxsize=1 << 14)  # a day brings many connections
        def date(text: str) -> str | None:
            return parse(text, day_first=order() if "/" in text[:3] or "-" in text[:3] else None)

        def read(cells: list[str]) -> str | None:
            text = pick(cells)
            if not text:
                return None
            found = date(text)
            if found is None and counted:
                places = self.places[field]
                column = next(self.header.names[place] for place in places if cells[place] == text)
                self.values.lose_date(text, _REPORTED.get(field, field), column)
            return found

        return read

    def rows(self, mend: Mend = list) -> Iterator[Cells | Ignored | BadRow | Remark]:
        """Yield the rows in order, good ones as Cells, the others with what is wrong; flat in memory.

        Rows longer than the header, which *mend* could not put right, are told of.
        """
        if lost := self.source.encoding.lost:
            yield Remark("lost_characters", f"characters that could not be read and show as \ufffd: {lost}", self.file)
        with self.source.open_text() as text:
            yield from _rows(self, text, mend)

    def counted(self, mend: Mend = list) -> Iterator[Cells | Ignored | BadRow | Remark | NotUnderstood | UnusedColumn]:
        """Yield the rows, then what of them nobody could use, and the columns that no field takes."""
        for row in self.rows(mend):
            if isinstance(row, Cells):
                self._enter(row)
            yield row
        yield from self.values.items()

    @cached_property
    def _enter(self) -> Callable[[Cells], None]:
        """Return what says at which row we are, and counts its cells that no field takes."""
        values, idle, names = self.values, self._idle, self.header.names
        if not idle:

            def at(row: Cells) -> None:
                values.line = row.line

            return at
        filled = itemgetter(*idle)

        def enter(row: Cells) -> None:
            values.line, cells = row.line, row.cells
            if any(filled(cells)):
                for place in idle:
                    if cells[place] and not values.is_nothing(cells[place]):
                        values.leave(names[place])

        return enter

    @cached_property
    def _idle(self) -> tuple[int, ...]:
        """Find the columns that no field takes, but for pictures."""
        from netcli.importers.formats.columns import is_picture  # many tables have no such columns

        taken = {place for places in self.places.values() for place in places}
        names = enumerate(self.header.names)
        return tuple(place for place, name in names if place not in taken and not is_picture(name))

    @cached_property
    def _fields(self) -> Mapping[int, str]:
        """Return what reports call the field of each column."""
        return {place: _REPORTED.get(field, field) for field, places in self.places.items() for place in places}

    def damaged(self, line: int, cells: Sequence[str], mark: str, why: str) -> None:
        """Count the cells of a row that hold *mark*, a character that was lost."""
        for place, cell in enumerate(cells):
            if mark in cell and (field := self._fields.get(place)):
                self.values.line = line
                self.values.lose(field if field in FIELDS else "text", cell, why, self.header.names[place])

    def reordered(self, cells: Sequence[str], order: Mapping[str, int]) -> list[str]:
        """Return the cells of a row below another header as if they stood below this one."""
        places = {place for name, place in order.items() if name in self.header.columns}
        for name, place in order.items():
            if place not in places and place < len(cells) and cells[place]:
                self.values.leave(name)
        return [cells[place] if 0 <= (place := order.get(name, -1)) < len(cells) else "" for name in self.header.folded]

    def items(
        self, read_row: ReadRow, *, mend: Mend = list, at_end: Callable[[], Iterable[Item]] = tuple
    ) -> Iterator[Item]:
        """Yield what each row says, under its file and line, then what is known *at_end*, and account for all rows."""
        used, file, enter = 0, self.file, self._enter
        for row in self.rows(mend):
            if not isinstance(row, Cells):
                yield row
                continue
            enter(row)
            said = read_row(row)
            if isinstance(said, str):
                yield Ignored(said, file)
            elif isinstance(said, BadRow):
                yield said
            else:
                used += 1
                for item in said:
                    item.file, item.line = file, row.line
                    yield item
        yield from self.values.items()
        yield from at_end()
        yield Used(file, used)


def table(source: Source, fits: Fits, layout: Layout) -> Table | None:
    """Find the table in *source*, if its header fits."""
    header = find(source, fits)
    return Table.of(source, header, layout) if header else None


def several(cell: str) -> tuple[str, ...]:
    """Return the values that one cell holds.

    >>> several("zoe@example.org ::: zoe.e@example.net")
    ('zoe@example.org', 'zoe.e@example.net')
    """
    if SEVERAL not in cell:
        return (cell,) if cell else ()
    return tuple(value for part in cell.split(SEVERAL) if (value := part.strip()))


def _rows(table: Table, text: TextIO, mend: Mend) -> Iterator[Cells | Ignored | BadRow | Remark]:
    csv.field_size_limit(CELL_CAP)
    header, file, lossy = table.header, table.file, bool(table.source.encoding.lost)
    width, titles = len(header.names), frozenset(header.names)
    taken: list[str] = []  # the physical lines of the row being read
    again: deque[str] = deque()  # lines that an open quote had swallowed
    held: list[Cells] = []  # rows of a single cell: they may be the preamble of another copy of the table
    order: Mapping[str, int] = {}  # where the columns stand below another header

    def feed() -> Iterator[str]:
        while again:
            taken.append(again.popleft())
            yield taken[-1]
        for line in text:
            taken.append(repair_macroman(line) if header.macroman else line)
            yield taken[-1]

    for _ in islice(text, header.line):
        pass
    at = header.line + 1
    while True:
        reader = csv.reader(feed(), delimiter=header.delimiter, strict=True, skipinitialspace=header.spaced)
        try:
            for cells in reader:
                raw = "".join(taken)
                if len(taken) > 1 and len(cells) < width and _swallowed(taken, header):
                    raise csv.Error("a quote is left open")
                line, at = at, at + len(taken)
                taken.clear()
                alone = len(cells) == 1 < width
                if is_clean(raw):
                    cells = [cell.strip() for cell in cells]
                else:
                    table.damaged(line, cells, "\0", REMOVED)
                    cells = [clean(cell.replace("\0", "")) for cell in cells]
                if lossy and LOST in raw:
                    table.damaged(line, cells, LOST, UNREADABLE)
                if "'" in raw:
                    cells = [cell[1:].strip() if cell.startswith(GUARDED) else cell for cell in cells]
                filled = len(cells) - cells.count("")
                if not filled:
                    yield Ignored("empty", file)
                    continue
                if cells[0] in titles and (columns := _header_again(cells, header)) is not None:
                    yield from (Ignored("preamble", file) for _ in held)
                    yield Ignored("header", file)
                    held.clear()
                    order = columns
                    continue
                if filled <= FEWEST and footers.is_footer(cells):
                    yield Ignored("total", file)
                    continue
                if order:
                    cells = table.reordered(cells, order)
                if len(cells) < width:
                    cells += [""] * (width - len(cells))
                    if alone and len(held) < HEADER_LINES:
                        held.append(Cells(line, cells, raw))
                        continue
                if held:
                    yield from held
                    held.clear()
                if len(cells) > width and any((cells := mend(cells))[width:]):
                    words = f"the row is longer than the header: {', '.join(cells[width:])}"[:REMARK]
                    yield Remark("long_row", words, file, line)
                yield Cells(line, cells, raw)
        except csv.Error as error:
            yield from held
            held.clear()
            yield BadRow(at, _reason(error), taken[0].rstrip("\r\n"), file)
            at += 1
            again.extendleft(reversed(taken[1:]))
            taken.clear()
            continue
        yield from held
        return


def _header_again(cells: Sequence[str], header: Header) -> Mapping[str, int] | None:
    """Return where other columns stand than those of *header*, if the row is a header with most of them; else None."""
    folded = tuple(map(fold, cells))
    if folded == header.folded:
        return {}
    columns = {name: place for place, name in reversed([*enumerate(folded)]) if name}
    return columns if len(columns.keys() & header.columns) >= max(FEW, len(columns) * MOST) else None


def _swallowed(lines: list[str], header: Header) -> bool:
    """Does the row hold what looks like other rows?"""
    return any(line.count(header.delimiter) >= max(1, len(header.names) - 1) for line in lines[1:])


def _reason(error: csv.Error) -> str:
    """Return csv's words for it, or plainer ones."""
    words = str(error)
    if "unexpected end of data" in words or "left open" in words:
        return "a quote is opened and never closed"
    if "expected after" in words:
        return "a quote ends in the middle of a cell"
    return "a cell is too long" if "field limit" in words else words
