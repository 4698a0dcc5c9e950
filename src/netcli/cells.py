"""Table cells with several values, and cells that a spreadsheet would take for formulas."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

SEVERAL: Final = " ::: "
"""The separator that Google and netcli put between several values of one cell."""
FORMULA: Final = tuple("=+-@\t\r＝＋－＠")
"""Characters that can begin a formula in a spreadsheet."""


def joined(values: Iterable[str]) -> str:
    """Return the *values* joined as one cell."""
    return SEVERAL.join(values)


def guarded(cell: str) -> str:
    """Return the *cell*; put an apostrophe before a formula.

    >>> guarded("=1+1"), guarded("Zoé")
    ("'=1+1", 'Zoé')
    """
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def line(cells: Iterable[str], delimiter: str = ",") -> str:
    r"""Return the *cells* as a line of CSV (RFC 4180).

    >>> line(["O'Neil", 'Jan "the man", Berg', ""])
    'O\'Neil,"Jan ""the man"", Berg",\r\n'
    """
    return delimiter.join([_quoted(cell, delimiter) for cell in cells]) + "\r\n"


def _quoted(cell: str, delimiter: str) -> str:
    if cell.isalnum() or not any(mark in cell for mark in (delimiter, '"', "\r", "\n")):
        return cell
    return f'"{cell.replace(chr(34), chr(34) * 2)}"'
