"""Read tables with preambles, odd delimiters, repeated columns and unclosed quotes.

a table's lines:    1  Notes:
                    2  "When exporting your connection data, …"
                    3
                    4  First Name,Last Name,…          ← `headers` finds it
                    5  Zoé,"Exemple, PhD",…            ← Cells(5, …)
                    6  Total: 1 contact                ← names nobody, so it is ignored
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
from netcli.importers.formats.values import REMOVED, TO_COME, UNREADABLE, Parse, Values, is_to_come
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
"""Maximum length of a remark about a row, in characters."""
CELL_CAP: Final = 10_000_000
"""Maximum length of one cell, in characters. Long messages exceed the default of Python's csv."""
GUARDED: Final = tuple(f"'{sign}" for sign in FORMULA)
"""If a cell begins with one of these texts, the apostrophe is removed.

Programs write the apostrophe to keep a cell from being read as a formula.
"""
SEVERAL: Final = ":::"
"""The separator that Google and netcli write between several values in one cell."""

LOST: Final = "\ufffd"
"""The character that replaces an unreadable character."""
FEWEST: Final = 2
"""Maximum number of filled cells in a footer row: a label and a total."""
FEW: Final = 3
"""Minimum number of columns that a repeated header shares with the first header."""
MOST: Final = 0.6
"""Minimum share of columns that a repeated header has in common with the first header."""
Mend = Callable[[list[str]], list[str]]
"""A function that repairs a row with too many cells, if possible, and returns the row."""


class Cells(NamedTuple):
    """A row of a table, with at least as many cells as the header.

    `line` is the row's first line. `raw` is the original text.
    """

    line: int
    cells: list[str]
    raw: str


class Column(NamedTuple):
    """A column of a repeated header: its name, and its position in that header."""

    title: str
    place: int


Order = Mapping[str, Column]
"""The columns of a repeated header, keyed by their folded names.

A repeated header is another header row further down in the table.
"""
ReadRow = Callable[[Cells], Sequence[Record | Testimony] | str | BadRow]
"""A function that returns the items of a row, a reason to ignore the row, or an error."""


UNKEPT: Final = "unkept"
"""The field for columns that netcli never keeps, such as pictures.

Reports do not mention these columns.
"""
PAGES: Final = frozenset(("url", *NETWORKS, *PAGELESS))
"""The fields that hold pages, or accounts at a service."""
_REPORTED: Final = {
    **dict.fromkeys(("given", "family", "family 2", "middle", "maiden", "alias", "sender", "to", "from"), "name"),
    **dict.fromkeys(("profile", "site", "inviter", "invitee", "sender url", "to urls", *PAGES), "url"),
    **dict.fromkeys(("birth year", "birth month", "birth day"), "birthday"),
    **dict.fromkeys(("spouse", "manager", "assistant", "referred by", "child"), "relation"),
    **dict.fromkeys(("until", "date", "last_contact"), "date"),
    "country": "city",
    "hash": "email",
}
"""Maps a field to its name in reports, if the names differ."""
_ONCE: Final = frozenset(("company", "title", "city"))
"""Fields of which a person can have only one value."""


@dataclass(frozen=True)
class Table:
    """A table with a known header, and the positions of each field's columns.

    `file` is the table's name in reports. `values` counts unusable values.
    """

    source: Source
    header: Header
    places: Mapping[str, Sequence[int]]
    file: str | None = None
    values: Values = field(default_factory=Values)

    def __post_init__(self) -> None:
        self.values.file = self.file

    @classmethod
    def of(cls, source: Source, header: Header, layout: Layout, file: str | None = None) -> Table:
        """Return the table in *source*.

        *layout* has the possible names of columns for each field.
        """
        return cls(source, header, {field: header.places(names) for field, names in layout.items()}, file)

    def pick(self, field: str) -> Pick:
        """Return a function that returns a row's first filled cell of *field*.

        If no cell is filled, the function returns an empty text.
        """
        return first_of(self.places.get(field, ()))

    def picks(self, *fields: str) -> list[Pick]:
        """Return `pick(field)` for each of *fields*."""
        return [*map(self.pick, fields)]

    def column(self, field: str) -> str | None:
        """Return the name of the first column of *field*, or None."""
        return next((self.header.names[place] for place in self.places.get(field, ())), None)

    def every(self, field: str) -> Callable[[list[str]], tuple[str, ...]]:
        """Return a function that returns a row's distinct values of *field*.

        Invalid addresses are left out.
        """
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
        """Return a function that returns a row's first value of *field*, or None.

        If a person can have only one value, further values are counted as lost.
        """
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
        """Return a function that returns a row's filled cells of *field*, unchanged."""
        places = self.places.get(field, ())
        return lambda cells: [cell for place in places if (cell := cells[place])]

    def _reader(self, field: str) -> Callable[[str, str], tuple[str, ...]]:
        """Return a function that reads the values of *field* in a cell."""
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
        """Count an unusable *value* of *field* under its column.

        *why* is the reason.
        """
        places = (place for place in self.places.get(field, ()) if value in cells[place])
        column = next((self.header.names[place] for place in places), None)
        self.values.lose(_REPORTED.get(field, field), value, why, column)

    def beyond(self, row: Cells) -> str | None:
        """Return the text of a row's cells after the header's last column, or None."""
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
        """Return a function that reads the date of *field* from a row.

        The function returns None if the row has no valid date. If no date in the table shows whether the day or the
        month comes first, *day_first* decides. If *counted* is true, invalid dates are counted.
        """
        pick = self.pick(field)

        @cache
        def order() -> bool | None:
            apart = replace(self, values=Values())  # nothing is counted now, because all rows are read again later
            settled = dates.column_order(pick(row.cells) for row in apart.rows() if isinstance(row, Cells))
            return day_first if settled is None else settled

        @lru_cache(maxsize=1 << 14)  # many rows have the same date
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
        """Yield each row as `Cells`, or the reason why the row is not valid.

        If *mend* leaves a row longer than the header, a remark precedes the row.
        """
        if lost := self.source.encoding.lost:
            yield Remark("lost_characters", say("unreadable characters, shown as �: {lost}", lost=lost), self.file)
        with self.source.open_text() as text:
            yield from _rows(self, text, mend)

    def counted(self, mend: Mend = list) -> Iterator[Cells | Ignored | BadRow | Remark | NotUnderstood | UnusedColumn]:
        """Yield the rows, then the counts of unusable values and of unread columns."""
        for row in self.rows(mend):
            if isinstance(row, Cells):
                self._enter(row)
            yield row
        yield from self.values.items()

    @cached_property
    def _enter(self) -> Callable[[Cells], None]:
        """Return a function that sets `values.line`, and counts a row's unread cells."""
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
        """Return the positions of unread columns. Columns of pictures are left out."""
        from netcli.importers.formats.columns import is_picture  # loaded only for such tables

        taken = {place for places in self.places.values() for place in places}
        names = enumerate(self.header.names)
        return tuple(place for place, name in names if place not in taken and not is_picture(name))

    @cached_property
    def _fields(self) -> Mapping[int, str]:
        """Map the position of each column to the field name shown in reports."""
        return {place: _REPORTED.get(field, field) for field, places in self.places.items() for place in places}

    def damaged(self, line: int, cells: Sequence[str], mark: str, why: str) -> None:
        """If a cell contains the text *mark*, count the cell as damaged.

        *why* is the reason.
        """
        for place, cell in enumerate(cells):
            if mark in cell and (field := self._fields.get(place)):
                self.values.line = line
                self.values.lose(field if field in FIELDS else "text", cell, why, self.header.names[place])

    def reordered(self, cells: Sequence[str], order: Order) -> list[str]:
        """Return a row's cells in the order of the first header.

        *order* is the repeated header above the row. If *order* is empty, return all cells.
        """
        if not order:
            return [*cells]
        places = [order[name].place if name in order else -1 for name in self.header.folded]
        return [cells[place] if 0 <= place < len(cells) else "" for place in places]

    def leave(self, cells: Sequence[str], order: Order) -> None:
        """Count a row's filled cells in columns that are not in the first header.

        *order* describes the repeated header above the row. Pictures are not counted.
        """
        from netcli.importers.formats.columns import is_picture  # loaded only for such tables

        for name, (title, place) in order.items():
            cell = cells[place] if place < len(cells) and name not in self.header.columns else ""
            if cell and not self.values.is_nothing(cell) and not is_picture(title):
                self.values.leave(title)

    def items(
        self, read_row: ReadRow, *, mend: Mend = list, at_end: Callable[[], Iterable[Item]] = tuple
    ) -> Iterator[Item]:
        """Yield the items that *read_row* returns for each row, with file and line.

        Then yield the counts for the file, and the items of *at_end*.
        """
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
    """Return the table below the first header that passes the test *fits*, or None."""
    header = find(source, fits)
    return Table.of(source, header, layout) if header else None


def several(cell: str) -> tuple[str, ...]:
    """Return the values in one cell, which are separated by `:::`.

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
    taken: list[str] = []  # the lines of the file that make up the current row
    again: deque[str] = deque()  # lines to read again, because an unclosed quote made them a part of another row
    held: list[Cells] = []  # rows of a single cell: if a repeated header follows, they are its preamble
    order: Order = {}  # the columns of the latest repeated header; empty if they are those of the first
    full = width  # the number of columns of the latest header
    whole: bool | None = None  # whether all rows above have a cell for each column; None above the first row

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
                size = len(cells)
                alone = size == 1 < width
                if is_clean(raw):
                    cells = [cell.strip() for cell in cells]
                else:
                    table.damaged(line, table.reordered(cells, order), "\0", REMOVED)
                    cells = [clean(cell.replace("\0", "")) for cell in cells]
                if lossy and LOST in raw:
                    table.damaged(line, table.reordered(cells, order), LOST, UNREADABLE)
                if "'" in raw:
                    cells = [cell[1:].strip() if cell.startswith(GUARDED) else cell for cell in cells]
                filled = size - cells.count("")
                if not filled:
                    yield Ignored("empty", file)
                    continue
                if cells[0] in titles and (columns := _header_again(cells, header)) is not None:
                    yield from (Ignored("preamble", file) for _ in held)
                    yield Ignored("header", file)
                    held.clear()
                    order = columns
                    full = len(order) or width
                    continue
                if filled <= FEWEST and footers.is_footer(cells):
                    yield Ignored("total", file)
                    continue
                if whole and size < full and raw[-1] not in "\r\n":
                    told = say("the file is cut off in this row, after {found} of {full} cells", found=size, full=full)
                    yield Remark("cut_off", told, file, line)
                whole = whole is not False and size >= full
                if order:
                    table.leave(cells, order)
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


def _header_again(cells: Sequence[str], header: Header) -> Order | None:
    """Return the columns of a row that repeats most of *header*, or None."""
    folded = tuple(map(fold, cells))
    if folded == header.folded:
        return {}
    titles = reversed([*enumerate(cells)])
    columns = {name: Column(title, place) for place, title in titles if (name := fold(title))}
    return columns if len(columns.keys() & header.columns) >= max(FEW, len(columns) * MOST) else None


def _swallowed(lines: list[str], header: Header) -> bool:
    """Return whether an unclosed quote seems to join several rows into one."""
    return any(line.count(header.delimiter) >= max(1, len(header.names) - 1) for line in lines[1:])


def _reason(error: csv.Error) -> str:
    """Return the message of a csv error, in plain words if possible."""
    words = str(error)
    if "unexpected end of data" in words or "left open" in words:
        return say("a quote is opened and never closed")
    if "expected after" in words:
        return say("a quote ends in the middle of a cell")
    return say("a cell is too long") if "field limit" in words else words
