"""Tables in the format of RFC 4180, guarded against formulas in spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from netcli import cells
from netcli.exporters.pieces import Notice, Piece
from netcli.language import plural, say


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, excel_safe: bool) -> Iterator[Piece]:
    """Yield the header and the *rows*.

    If *excel_safe* is true, formulas are escaped. Otherwise, a notice counts the formulas.
    """
    yield cells.line(columns)
    formulas = 0
    for row in rows:
        if excel_safe:
            yield cells.line(map(cells.guarded, row))
        else:
            formulas += sum(cell.startswith(cells.FORMULA) for cell in row)
            yield cells.line(row)
    if formulas:
        message = say(
            "{cells} like a formula; use --excel-safe so that spreadsheets do not evaluate formulas",
            cells=plural(formulas, "cell begins", "cells begin"),
        )
        yield Notice("formulas", message, formulas)
