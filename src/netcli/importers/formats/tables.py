"""Read tables as they really occur, with preambles, odd delimiters, repeated columns, and quotes left open.

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
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from itertools import islice
from operator import itemgetter
from typing import Final, NamedTuple, TextIO

from netcli import dates
from netcli.cells import FORMULA
from netcli.importers.formats import footers
from netcli.importers.formats.headers import HEADER_LINES, Fits, Header, Layout, Pick, find, first_of
from netcli.importers.formats.values import TO_COME, UNREADABLE, Parse, Values, is_to_come
from netcli.importers.source import Source
from netcli.importers.text import clean, fold, is_clean, repair_macroman
from netcli.language import say
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
"""Maximum characters of a remark about a row."""
CELL_CAP: Final = 10_000_000
"""Maximum characters of one cell; csv's default of 131072 is too small for long messages."""
GUARDED: Final = tuple(f"'{sign}" for sign in FORMULA)
"""Beginnings of cells that were escaped so that a spreadsheet would not calculate them."""
SEVERAL: Final = ":::"
"""The separator that Google and netcli put between several values in one cell."""

LOST: Final = "\ufffd"
"""The replacement for a character that could not be read."""
REMOVED: Final = say("invalid characters were removed")
FEWEST: Final = 2
"""Maximum filled cells of a total: its label and the number."""
FEW: Final = 3
"""Minimum columns that a repeated header shares with the first one."""
MOST: Final = 0.6
"""Minimum share of a repeated header's columns that are in the first one."""
Mend = Callable[[list[str]], list[str]]
"""Repairs a row with too many cells, if it can."""


class Cells(NamedTuple):
    """A row: its first line, its cleaned cells (at least as many as in the header), and its original text."""

    line: int
    cells: list[str]
    raw: str


ReadRow = Callable[[Cells], Sequence[Record | Testimony] | str | BadRow]
"""Returns the items of a row, the reason why it has none (such as `empty`), or the row as an error."""


UNKEPT: Final = "unkept"
"""The field of a layout for what netcli never keeps, such as message texts and pictures; reports do not list it."""
PAGES: Final = frozenset(("url", *NETWORKS, *PAGELESS))
"""The fields of pages and accounts; the field of accounts at a service has the service's name."""
_REPORTED: Final = {
    **dict.fromkeys(("given", "family", "family 2", "middle", "maiden", "alias", "sender", "to", "from"), "name"),
    **dict.fromkeys(("profile", "site", "inviter", "invitee", "sender url", "to urls", *PAGES), "url"),
    **dict.fromkeys(("birth year", "birth month", "birth day"), "birthday"),
    **dict.fromkeys(("spouse", "manager", "assistant", "referred by", "child"), "relation"),
    **dict.fromkeys(("until", "date", "last_contact"), "date"),
    "country": "city",
    "hash": "email",
}
"""The names that reports use for fields that are part of another field."""
_ONCE: Final = frozenset(("company", "title", "city"))
"""Fields with a single value per person."""


@dataclass(frozen=True)
class Table:
    """A table with a known header: the columns of each field, and the file name for reports.

    `values` counts the table's values that could not be used.
    """

    source: Source
    header: Header
    places: Mapping[str, Sequence[int]]
    file: str | None = None
    values: Values = field(default_factory=Values)

    def __post_init__(self) -> None:
        """Set the file under which values are counted."""
        self.values.file = self.file

    @classmethod
    def of(cls, source: Source, header: Header, layout: Layout, file: str | None = None) -> Table:
        """Return the table with the columns of *layout* located in *header*."""
        return cls(source, header, {field: header.places(names) for field, names in layout.items()}, file)

    def pick(self, field: str) -> Pick:
        """Return a function that reads the field's first value from a row, or an empty string if there is none."""
        return first_of(self.places.get(field, ()))

    def picks(self, *fields: str) -> list[Pick]:
        """Return a function as `pick` does, for each of *fields*."""
        return [*map(self.pick, fields)]

    def column(self, field: str) -> str | None:
        """Return the name of the field's first column."""
        return next((self.header.names[place] for place in self.places.get(field, ())), None)

    def every(self, field: str) -> Callable[[list[str]], tuple[str, ...]]:
        """Return a function that reads the field's distinct values from a row; invalid addresses are left out."""
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
        """Return a function that reads the field's first value; further values of a field in `_ONCE` count as lost."""
        if not self.places.get(field):
            return lambda _: None
        every, pick, single = self.every(field), self.pick(field), len(self.places[field]) == 1

        def value(cells: list[str]) -> str | None:
            cell = pick(cells)
            if not cell or (single and SEVERAL not in cell):
                return cell or None
            found = every(cells)
            for other in found[1:] if field in _ONCE else ():
                self.lose(field, cells, other, say("another value was kept"))
            return found[0] if found else None

        return value

    def cells(self, field: str) -> Callable[[list[str]], list[str]]:
        """Return a function that reads the field's non-empty cells from a row, unchanged."""
        places = self.places.get(field, ())
        return lambda cells: [cell for place in places if (cell := cells[place])]

    def _reader(self, field: str) -> Callable[[str, str], tuple[str, ...]]:
        """Return a function that reads the field's values from a cell, given the cell and its column's name."""
        values = self.values
        if field == "email":
            read: Callable[[str, str], tuple[str, ...]] = values.emails
        elif field == "phone":
            read = values.phones
        elif field == "hash":
            read = values.hashes
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
        """Count an unusable value of the field under its column."""
        places = (place for place in self.places.get(field, ()) if value in cells[place])
        column = next((self.header.names[place] for place in places), None)
        self.values.lose(_REPORTED.get(field, field), value, why, column)

    def beyond(self, row: Cells) -> str | None:
        """Return the cells of the row beyond the header's columns, as text for a note."""
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
        """Return a function that reads the field's dates; a clear date shows the order of all, else *day_first* does.

        Dates are of events, unless *parse* is for birthdays, which may lack a year. The whole table is searched only if
        a date has slashes. Invalid dates are *counted*, unless the caller rejects their rows.
        """
        pick = self.pick(field)

        @cache
        def order() -> bool | None:
            apart = replace(self, values=Values())  # the rows are read again as a whole later, and counted only then
            settled = dates.column_order(pick(row.cells) for row in apart.rows() if isinstance(row, Cells))
            return day_first if settled is None else settled

        @lru_cache(maxsize=1 << 14)  # many connections share a day
        def date(text: str) -> tuple[str | None, bool]:
            found = parse(text, day_first=order() if "/" in text[:3] or "-" in text[:3] else None)
            return found, found is not None and is_to_come(found, field)

        def read(cells: list[str]) -> str | None:
            text = pick(cells)
            if not text:
                return None
            found, to_come = date(text)
            if counted and (to_come or found is None):
                places = self.places[field]
                column = next(self.header.names[place] for place in places if cells[place] == text)
                said = _REPORTED.get(field, field)
                if to_come:
                    self.values.lose(said, text, TO_COME, column)
                else:
                    self.values.lose_date(text, said, column)
            return None if to_come else found

        return read

    def rows(self, mend: Mend = list) -> Iterator[Cells | Ignored | BadRow | Remark]:
        """Yield the rows in order, in constant memory: a valid row as Cells, any other row with what is wrong.

        A remark reports each row longer than the header that *mend* could not repair.
        """
        if lost := self.source.encoding.lost:
            yield Remark("lost_characters", say("unreadable characters, shown as �: {lost}", lost=lost), self.file)
        with self.source.open_text() as text:
            yield from _rows(self, text, mend)

    def counted(self, mend: Mend = list) -> Iterator[Cells | Ignored | BadRow | Remark | NotUnderstood | UnusedColumn]:
        """Yield the rows, then the values that could not be used, and the columns that no field takes."""
        for row in self.rows(mend):
            if isinstance(row, Cells):
                self._enter(row)
            yield row
        yield from self.values.items()

    @cached_property
    def _enter(self) -> Callable[[Cells], None]:
        """Return a function that records the current row in `values`, and counts its cells that no field takes."""
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
        """Return the positions of the columns that no field takes, except for pictures."""
        from netcli.importers.formats.columns import is_picture  # many tables have no such columns

        taken = {place for places in self.places.values() for place in places}
        names = enumerate(self.header.names)
        return tuple(place for place, name in names if place not in taken and not is_picture(name))

    @cached_property
    def _fields(self) -> Mapping[int, str]:
        """Return the field of each column, as reports name it."""
        return {place: _REPORTED.get(field, field) for field, places in self.places.items() for place in places}

    def damaged(self, line: int, cells: Sequence[str], mark: str, why: str) -> None:
        """Count the cells of a row that contain *mark*, which stands for a lost character."""
        for place, cell in enumerate(cells):
            if mark in cell and (field := self._fields.get(place)):
                self.values.line = line
                self.values.lose(field if field in FIELDS else "text", cell, why, self.header.names[place])

    def reordered(self, cells: Sequence[str], order: Mapping[str, int]) -> list[str]:
        """Return the cells of a row below a repeated header in the column order of this header."""
        places = {place for name, place in order.items() if name in self.header.columns}
        for name, place in order.items():
            if place not in places and place < len(cells) and cells[place]:
                self.values.leave(name)
        return [cells[place] if 0 <= (place := order.get(name, -1)) < len(cells) else "" for name in self.header.folded]

    def items(
        self, read_row: ReadRow, *, mend: Mend = list, at_end: Callable[[], Iterable[Item]] = tuple
    ) -> Iterator[Item]:
        """Yield the items of each row with file and line, then those of *at_end*; account for all rows."""
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
    """Return the table in *source* if its header fits."""
    header = find(source, fits)
    return Table.of(source, header, layout) if header else None


def several(cell: str) -> tuple[str, ...]:
    """Return the values in one cell.

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
    taken: list[str] = []  # the lines of the file that the current row consists of
    again: deque[str] = deque()  # lines to reread, which an unclosed quote had swallowed
    held: list[Cells] = []  # rows of a single cell, which may be the preamble of a repeated header
    order: Mapping[str, int] = {}  # the column order of the latest repeated header

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
                    raise csv.Error(say("a quote is left open"))
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
                    words = say("the row is longer than the header: {cells}", cells=", ".join(cells[width:]))[:REMARK]
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
    """Return the column positions of a row that repeats most of *header* (empty if identical); None for other rows."""
    folded = tuple(map(fold, cells))
    if folded == header.folded:
        return {}
    columns = {name: place for place, name in reversed([*enumerate(folded)]) if name}
    return columns if len(columns.keys() & header.columns) >= max(FEW, len(columns) * MOST) else None


def _swallowed(lines: list[str], header: Header) -> bool:
    """Return whether the row seems to contain other rows."""
    return any(line.count(header.delimiter) >= max(1, len(header.names) - 1) for line in lines[1:])


def _reason(error: csv.Error) -> str:
    """Return csv's error message, in plainer words for common errors."""
    words = str(error)
    if "unexpected end of data" in words or "left open" in words:
        return say("a quote is opened and never closed")
    if "expected after" in words:
        return say("a quote ends in the middle of a cell")
    return say("a cell is too long") if "field limit" in words else words
