"""The header of a table: found by the names of its columns, not by its place, and where each of them stands.

1  Notes:
2  "When exporting your connection data, …"
3
4  First Name,Last Name,…          ← the first line whose names fit
"""

from __future__ import annotations

import contextlib
import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from operator import itemgetter
from typing import Final

from netcli.importers.source import Source
from netcli.importers.text import clean, fold, repair_macroman

DELIMITERS: Final = ",;\t|"
HEADER_LINES: Final = 40
"""Lines in which a header must show up; the longest preamble seen has three."""

SAMPLE: Final = 200
"""Rows whose cells may tell what the columns hold."""

_SEP: Final = re.compile(r'"?sep=(\t|[^\w\s"])"?\s*')
_SHOUTED: Final = re.compile("[a-z][À-Þ]")
"""A capital with an accent inside a word, `PrÈnom`: cp1252 that was read as MacRoman."""
_QUOTED: Final = re.compile(r'"[^"]*"')

Fits = Callable[[frozenset[str]], bool]
"""Are these folded column names a header of mine?"""
Names = str | Sequence[str]
"""Names of columns, best first, as a list or written with commas."""
Layout = Mapping[str, Names]
"""The columns of each field: `{"email": "E-mail Address, E-mail 2 Address"}`."""
Pick = Callable[[list[str]], str]
"""Takes one column's cell from a row."""


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
        """Return the names as they are compared."""
        return tuple(map(fold, self.names))

    @cached_property
    def columns(self) -> frozenset[str]:
        """Return the same in no order, as `Fits` asks for them."""
        return frozenset(self.folded)

    def column(self, name: str) -> int | None:
        """Return where the column of that name stands; `Titre#2` is the second of two that are called `Titre`."""
        name = fold(name)
        if name in self.columns:
            return self.folded.index(name)
        name, _, number = name.rpartition("#")
        places = [place for place, other in enumerate(self.folded) if other == name]
        return places[int(number) - 1] if number.isdecimal() and 0 < int(number) <= len(places) else None

    def has(self, *names: str) -> bool:
        """Is there a column of one of those names?"""
        return any(self.column(name) is not None for name in names)

    def pick(self, *names: str) -> Pick:
        """Return what takes the cell of the first such column from a row; empty text where there is none."""
        return first_of(self.places(names)[:1])

    def places(self, names: Names) -> tuple[int, ...]:
        """Return where the columns of those names stand, as far as there are any."""
        return tuple(place for name in listed(names) if (place := self.column(name)) is not None)


def first_of(places: Sequence[int]) -> Pick:
    """Return what takes the first of the cells at *places* that is not empty."""
    if not places:
        return lambda _: ""
    if len(places) == 1:
        return itemgetter(places[0])
    return lambda cells: next(filter(None, (cells[place] for place in places)), "")


def listed(names: Names) -> Sequence[str]:
    """Return the names of columns one by one."""
    return names.split(", ") if isinstance(names, str) else names


def at_least(number: int, *names: str) -> Fits:
    """Fit a header with that many of *names*, in any order, whatever else it has."""
    known = frozenset(map(fold, names))
    return lambda columns: len(known & columns) >= number


def any_of(names: Names) -> Fits:
    """Fit a header with any of *names*, whatever else it has."""
    return at_least(1, *listed(names))


def all_of(*names: str) -> Fits:
    """Fit a header with all of *names*, in any order, whatever else it has."""
    return at_least(len(names), *names)


def find(source: Source, fits: Fits) -> Header | None:
    """Find the header of the table in *source*, if it has one that fits; read the file's head only."""
    return next((header for header in headers(source) if fits(header.columns)), None)


def headers(source: Source) -> tuple[Header, ...]:
    """Return every line of the file's beginning as the header that it might be."""
    return source.once(_headers)


def sample(source: Source, header: Header) -> list[list[str]]:
    """Return the cells of some rows below *header*: what the file's head holds."""
    lines = islice(io.StringIO(source.text, newline=""), header.line, None)
    rows = csv.reader(lines, delimiter=header.delimiter, skipinitialspace=header.spaced)
    found: list[list[str]] = []
    with contextlib.suppress(csv.Error):
        found.extend([cell.strip() for cell in row] for row in islice(rows, SAMPLE))
    return found


def _headers(source: Source) -> tuple[Header, ...]:
    """Read every line of the head as the header that it might be."""
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
