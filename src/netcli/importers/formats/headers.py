"""Find the header of a table, and the position of each column.

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
"""Number of lines that are searched for the header. The longest known preamble has three lines."""

SAMPLE: Final = 200
"""Number of rows that are examined to recognise columns by their cells."""

_SEP: Final = re.compile(r'"?sep=(\t|[^\w\s"])"?\s*')
_SHOUTED: Final = re.compile("[a-z][À-Þ]")
"""Finds signs of cp1252 that was misread as MacRoman, such as `PrÈnom`."""
_QUOTED: Final = re.compile(r'"[^"]*"')

Fits = Callable[[frozenset[str]], bool]
"""A test that accepts the folded column names of an importer's header."""
Names = str | Sequence[str]
"""Column names, best first, as a list or separated by commas."""
Layout = Mapping[str, Names]
"""The columns of each field: `{"email": "E-mail Address, E-mail 2 Address"}`."""
Pick = Callable[[list[str]], str]
"""A function that returns one of a row's cells."""


@dataclass(frozen=True)
class Header:
    """A table's column names, the line number of the names, and the delimiter of cells."""

    line: int
    names: tuple[str, ...]
    delimiter: str
    spaced: bool = False
    macroman: bool = False

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """Return the column names in folded form, in the order of the columns."""
        return tuple(map(fold, self.names))

    @cached_property
    def columns(self) -> frozenset[str]:
        """Return the column names in folded form, as a set."""
        return frozenset(self.folded)

    def column(self, name: str) -> int | None:
        """Return the position of the column called *name*, or None.

        `Titre#2` means the second column called `Titre`.
        """
        name = fold(name)
        if name in self.columns:
            return self.folded.index(name)
        name, _, number = name.rpartition("#")
        places = [place for place, other in enumerate(self.folded) if other == name]
        numbered = {str(position): place for position, place in enumerate(places, 1)}
        return numbered.get(number)

    def has(self, *names: str) -> bool:
        """Return whether the table has at least one of the columns in *names*."""
        return any(self.column(name) is not None for name in names)

    def pick(self, *names: str) -> Pick:
        """Return a function that returns a row's cell in the first column of *names*.

        Columns that the table lacks are skipped. Without any column, the function returns an empty text.
        """
        return first_of(self.places(names)[:1])

    def places(self, names: Names) -> tuple[int, ...]:
        """Return the positions of the columns in *names* that the table has."""
        return tuple(place for name in listed(names) if (place := self.column(name)) is not None)


def first_of(places: Sequence[int]) -> Pick:
    """Return a function that returns a row's first filled cell at *places*.

    If no cell is filled, the function returns an empty text.
    """
    if not places:
        return lambda _: ""
    if len(places) == 1:
        return itemgetter(places[0])
    return lambda cells: next(filter(None, (cells[place] for place in places)), "")


def listed(names: Names) -> Sequence[str]:
    """Return *names* as a list. In a text, commas separate the names."""
    return names.split(", ") if isinstance(names, str) else names


def at_least(number: int, *names: str) -> Fits:
    """Return a test for headers with at least *number* of the columns in *names*."""
    known = frozenset(map(fold, names))
    return lambda columns: len(known & columns) >= number


def any_of(names: Names) -> Fits:
    """Return a test for headers with at least one column in *names*."""
    return at_least(1, *listed(names))


def all_of(*names: str) -> Fits:
    """Return a test for headers with all columns in *names*."""
    return at_least(len(names), *names)


def find(source: Source, fits: Fits) -> Header | None:
    """Return the first header in *source* that passes the test *fits*, or None.

    Only the file's first lines are examined.
    """
    return next((header for header in headers(source) if fits(header.columns)), None)


def headers(source: Source) -> tuple[Header, ...]:
    """Return each of the file's first lines as a possible header."""
    return source.once(_headers)


def sample(source: Source, header: Header) -> list[list[str]]:
    """Return the cells of the first rows below *header*.

    Only the beginning of the file is read.
    """
    lines = islice(io.StringIO(source.text, newline=""), header.line, None)
    rows = csv.reader(lines, delimiter=header.delimiter, skipinitialspace=header.spaced)
    found: list[list[str]] = []
    with contextlib.suppress(csv.Error):
        found.extend([cell.strip() for cell in row] for row in islice(rows, SAMPLE))
    return found


def _headers(source: Source) -> tuple[Header, ...]:
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
    spaced = f"{delimiter} " in line  # otherwise, csv ignores a quote after a blank
    try:
        names = next(csv.reader([line], delimiter=delimiter, skipinitialspace=spaced), [])
    except csv.Error:
        return None
    return Header(number, tuple(map(clean, names)), delimiter, spaced, macroman)
