"""Tables as programs and people really write them: preambles, odd delimiters, doubled columns, and quotes left open.

with their lines:   1  Notes:
                    2  "When exporting your connection data, …"
                    3
                    4  First Name,Last Name,…          ← `headers` finds it
                    5  Zoé,"Exemple, PhD",…            ← Cells(5, …)
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import Final, NamedTuple, TextIO

from netcli import dates
from netcli.cells import FORMULA
from netcli.importers.formats.headers import Fits, Header, Layout, Pick, find, first_of
from netcli.importers.source import Source
from netcli.importers.text import clean, fold, is_clean, repair_macroman
from netcli.records import BadRow, Ignored, Item, Record, Remark, Testimony, Used

REMARK: Final = 200
"""Characters of a remark about a row."""
CELL_CAP: Final = 10_000_000
"""Characters of one cell; csv's own 131072 kills long message bodies."""
GUARDED: Final = tuple(f"'{sign}" for sign in FORMULA)
"""How a cell begins that somebody kept a spreadsheet from calculating."""
SEVERAL: Final = ":::"
"""What Google, and netcli, put between several values of one cell."""

Parse = Callable[..., str | None]
"""`dates.of_event`, or a looser one of its kind."""
Mend = Callable[[list[str]], list[str]]
"""Puts a row right that has too many cells, if it knows how."""


class Cells(NamedTuple):
    """One row: where it starts, its cleaned cells (at least as many as the header has), and its words as they came."""

    line: int
    cells: list[str]
    raw: str


ReadRow = Callable[[Cells], Sequence[Record | Testimony] | str | BadRow]
"""Says what a row says, or why it says nothing (`empty`), or what is wrong with it."""


@dataclass(frozen=True)
class Table:
    """A table whose header is known: where each field stands in it, and the file that reports call it by."""

    source: Source
    header: Header
    places: Mapping[str, Sequence[int]]
    file: str | None = None

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

    def every(self, field: str, row: Cells) -> tuple[str, ...]:
        """Return every value of the field in *row*, each once."""
        cells = (row.cells[place] for place in self.places.get(field, ()))
        return tuple(dict.fromkeys(value for cell in cells for value in several(cell)))

    def one(self, field: str, row: Cells) -> str | None:
        """Return the first of them."""
        return next(iter(self.every(field, row)), None)

    def beyond(self, row: Cells) -> str | None:
        """Return what the row holds more than the header has names for: it belongs in a note."""
        if len(row.cells) == len(self.header.names):
            return None
        return " ".join(filter(None, row.cells[len(self.header.names) :])) or None

    def dates(
        self, field: str, *, day_first: bool | None, parse: Parse = dates.of_event
    ) -> Callable[[list[str]], str | None]:
        """Return what reads the field's dates: any of them may settle the order of slashes, else *day_first* does.

        They are of events, unless *parse* says that they are birthdays, which may lack a year. The table is looked
        through only if the column holds slashes.
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
            return date(text) if text else None

        return read

    def rows(self, mend: Mend = list) -> Iterator[Cells | Ignored | BadRow | Remark]:
        """Yield the rows in order, good ones as Cells, the others with what is wrong; flat in memory.

        Rows longer than the header, which *mend* could not put right, are told of.
        """
        if lost := self.source.encoding.lost:
            yield Remark("lost_characters", f"characters that could not be read and show as \ufffd: {lost}", self.file)
        with self.source.open_text() as text:
            yield from _rows(text, self.header, self.file, mend)

    def items(
        self, read_row: ReadRow, *, mend: Mend = list, at_end: Callable[[], Iterable[Item]] = tuple
    ) -> Iterator[Item]:
        """Yield what each row says, under its file and line, then what is known *at_end*, and account for all rows."""
        used = 0
        for row in self.rows(mend):
            if not isinstance(row, Cells):
                yield row
                continue
            items = read_row(row)
            if isinstance(items, str):
                yield Ignored(items, self.file)
            elif isinstance(items, BadRow):
                yield items
            else:
                used += 1
                for item in items:
                    item.file, item.line = self.file, row.line
                    yield item
        yield from at_end()
        yield Used(self.file, used)


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


def _rows(text: TextIO, header: Header, file: str | None, mend: Mend) -> Iterator[Cells | Ignored | BadRow | Remark]:
    csv.field_size_limit(CELL_CAP)
    taken: list[str] = []  # the physical lines of the row being read
    again: deque[str] = deque()  # lines that an open quote had swallowed

    def feed() -> Iterator[str]:
        while again:
            taken.append(again.popleft())
            yield taken[-1]
        for line in text:
            taken.append(repair_macroman(line) if header.macroman else line)
            yield taken[-1]

    for _ in islice(text, header.line):
        pass
    width, first, folded = len(header.names), header.names[0], header.folded
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
                cells = [cell.strip() for cell in cells] if is_clean(raw) else [clean(cell) for cell in cells]
                if "'" in raw:
                    cells = [cell[1:].strip() if cell.startswith(GUARDED) else cell for cell in cells]
                if not any(cells):
                    yield Ignored("empty", file)
                elif cells[0] == first and tuple(map(fold, cells)) == folded:
                    yield Ignored("header", file)
                else:
                    if len(cells) < width:
                        cells += [""] * (width - len(cells))
                    elif len(cells) > width and any((cells := mend(cells))[width:]):
                        words = f"the row is longer than the header: {', '.join(cells[width:])}"[:REMARK]
                        yield Remark("long_row", words, file, line)
                    yield Cells(line, cells, raw)
        except csv.Error as error:
            yield BadRow(at, _reason(error), taken[0].rstrip("\r\n"), file)
            at += 1
            again.extendleft(reversed(taken[1:]))
            taken.clear()
            continue
        return


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
