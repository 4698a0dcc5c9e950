"""CSV as programs and people really write it: preambles, odd delimiters, doubled columns, and quotes left open.

with their lines:   1  Notes:
                    2  "When exporting your connection data, …"
                    3
                    4  First Name,Last Name,…          ← found by its names, not by its place
                    5  Zoé,"Exemple, PhD",…            ← Cells(5, …)
"""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import islice
from operator import itemgetter
from typing import Final, NamedTuple, TextIO

from netcli import dates
from netcli.cells import FORMULA
from netcli.importers.formats.text import clean, fold, is_clean, repair_macroman
from netcli.importers.source import Source
from netcli.records import BadRow, Ignored, Remark

DELIMITERS: Final = ",;\t|"
HEADER_LINES: Final = 40
"""Lines in which a header must show up; the longest preamble seen has three."""
TOLD: Final = 200
"""Characters of a remark about a row."""
CELL_CAP: Final = 10_000_000
"""Characters of one cell; csv's own 131072 kills long message bodies."""
GUARDED: Final = tuple(f"'{sign}" for sign in FORMULA)
"""How a cell begins that somebody kept a spreadsheet from calculating."""
SEVERAL: Final = ":::"
"""What Google, and netcli, put between several values of one cell."""

_SEP: Final = re.compile(r'"?sep=(\t|[^\w\s"])"?\s*')
_SHOUTED: Final = re.compile("[a-z][À-Þ]")
"""A capital with an accent inside a word, `PrÈnom`: cp1252 that was read as MacRoman."""
_QUOTED: Final = re.compile(r'"[^"]*"')

Fits = Callable[[frozenset[str]], bool]
"""Are these folded column names a header of mine?"""
Parse = Callable[..., str | None]
"""`dates.of_event`, or a looser one of its kind."""
Pick = Callable[[list[str]], str]
"""One column's cell of a row."""
Mend = Callable[[list[str]], list[str]]
"""Puts a row right that has too many cells, if it knows how."""


class Cells(NamedTuple):
    """One row: where it starts, its cleaned cells (at least as many as the header has), and its words as they came."""

    line: int
    cells: list[str]
    raw: str

    def beyond(self, header: Header) -> str | None:
        """What the row holds more than the header has names for: it belongs in a note."""
        if len(self.cells) == len(header.names):
            return None
        return " ".join(filter(None, self.cells[len(header.names) :])) or None


@dataclass(frozen=True)
class Header:
    """The names of a table's columns, where they stand, and how the cells are told apart."""

    line: int
    names: tuple[str, ...]
    delimiter: str
    spaced: bool = False
    macroman: bool = False

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The names as `column` compares them."""
        return tuple(map(fold, self.names))

    @cached_property
    def columns(self) -> frozenset[str]:
        """The same in no order, as `Fits` asks for them."""
        return frozenset(self.folded)

    def column(self, *aliases: str, occurrence: int = 1) -> int | None:
        """The index of the first alias that the header has; the *occurrence*-th column of that name."""
        folded = self.folded
        for alias in map(fold, aliases):
            places = [index for index, name in enumerate(folded) if name == alias]
            if len(places) >= occurrence:
                return places[occurrence - 1]
        return None

    def pick(self, *aliases: str, occurrence: int = 1) -> Pick:
        """How to take that column's cell from a row; empty text where there is no such column."""
        index = self.column(*aliases, occurrence=occurrence)
        return _nothing if index is None else itemgetter(index)


def _nothing(_: list[str]) -> str:
    return ""


def at_least(number: int, *names: str) -> Fits:
    """Fits a header with that many of *names*, in any order, whatever else it has."""
    known = frozenset(map(fold, names))
    return lambda columns: len(known & columns) >= number


def find(source: Source, fits: Fits) -> Header | None:
    """The header of the table in *source*, if it has one that fits; reads the file's head only."""
    return next((header for header in source.once(_headers) if fits(header.columns)), None)


def rows(
    source: Source, header: Header, *, file: str | None = None, mend: Mend = list
) -> Iterator[Cells | Ignored | BadRow | Remark]:
    """The rows under *header*, in order: good ones as Cells, the others with what is wrong; flat in memory.

    *file* is what the report calls the table: its member name in an archive. Rows longer than the header are told of.
    """
    if lost := source.encoding.lost:
        yield Remark("lost_characters", f"characters that could not be read and show as \ufffd: {lost}", file)
    with source.open_text() as text:
        yield from _rows(text, header, file, mend)


def dated(
    source: Source, header: Header, *aliases: str, day_first: bool | None, parse: Parse = dates.of_event
) -> Callable[[list[str]], str | None]:
    """How to read a column's dates: any of its values may settle the order of slashes, else *day_first* does.

    They are of events, unless *parse* says that they are birthdays, which may lack a year. The column is looked
    through only if it holds slashes.
    """
    pick = header.pick(*aliases)

    @cache
    def order() -> bool | None:
        settled = dates.column_order(pick(row.cells) for row in rows(source, header) if isinstance(row, Cells))
        return day_first if settled is None else settled

    @lru_cache(maxsize=1 << 14)  # a day brings many connections
    def date(text: str) -> str | None:
        return parse(text, day_first=order() if "/" in text[:3] or "-" in text[:3] else None)

    def read(cells: list[str]) -> str | None:
        text = pick(cells)
        return date(text) if text else None

    return read


def several(cell: str) -> tuple[str, ...]:
    """The values that one cell holds.

    >>> several("zoe@example.org ::: zoe.e@example.net")
    ('zoe@example.org', 'zoe.e@example.net')
    """
    if SEVERAL not in cell:
        return (cell,) if cell else ()
    return tuple(value for part in cell.split(SEVERAL) if (value := part.strip()))


def _headers(source: Source) -> tuple[Header, ...]:
    """Every line of the head as the header that it might be."""
    found: list[Header | None] = []
    delimiter = None
    for number, line in enumerate(islice(io.StringIO(source.text, newline=""), HEADER_LINES), 1):
        if number == 1 and (match := _SEP.fullmatch(line)):
            delimiter = match[1]
            continue
        if _SHOUTED.search(line):
            found.append(_header(repair_macroman(line), number, delimiter, macroman=True))
        found.append(_header(line, number, delimiter, macroman=False))
    return tuple(filter(None, found))


def _header(line: str, number: int, delimiter: str | None, *, macroman: bool) -> Header | None:
    if delimiter is None:
        bare = _QUOTED.sub("", line)
        delimiter = max(DELIMITERS, key=bare.count)
    spaced = f"{delimiter} " in line  # csv misses a quote that comes after a blank
    try:
        names = next(csv.reader([line], delimiter=delimiter, skipinitialspace=spaced), [])
    except csv.Error:
        return None
    return Header(number, tuple(map(clean, names)), delimiter, spaced, macroman)


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
                        told = f"the row is longer than the header: {', '.join(cells[width:])}"[:TOLD]
                        yield Remark("long_row", told, file, line)
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
    """csv's words for it, or plainer ones."""
    words = str(error)
    if "unexpected end of data" in words or "left open" in words:
        return "a quote is opened and never closed"
    if "expected after" in words:
        return "a quote ends in the middle of a cell"
    return "a cell is too long" if "field limit" in words else words
