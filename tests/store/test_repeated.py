"""Tests of evidence that only repeats the evidence of an earlier import."""

from __future__ import annotations

from pathlib import Path

from netcli.store.repeated import FIRST, repeated
from netcli.store.writer import opened

from ..running import Netcli

STEPS = 100
"""Number of instructions of SQLite's virtual machine that count as one step."""


def imported_again(folder: Path, rows: int) -> Netcli:
    """Return a book with two imports. The second import repeats *rows* rows of the first."""
    book = Netcli(folder / f"{rows}.db")
    book.ok("init", "--me", "Moi Test")
    for number in (rows, rows + 1):
        text = "".join(f"me,Ana Bell,friend,19{row // 12:02}-{row % 12 + 1:02}\n" for row in range(number))
        path = folder / f"{number}.csv"
        path.write_text(f"from,to,kind,since\n{text}", encoding="utf-8")
        book.ok("import", path)
    return book


def found(book: Netcli) -> tuple[int, int]:
    """Return the number of repeated pieces of evidence, and the number of steps of the search."""
    with opened(book.db) as writer, writer.change("test") as change:
        run = change.connection.execute
        evidence = [number for (number,) in run("SELECT id FROM evidence WHERE batch = 2")]
        (first,) = run("SELECT min(id) FROM record WHERE batch = 2").fetchone()
        steps = 0

        def counting() -> int:
            nonlocal steps
            steps += 1
            return 0

        change.connection.set_progress_handler(counting, STEPS)
        known = repeated(change.connection, evidence, first)
        change.connection.set_progress_handler(None, 0)
        return len(known), steps


def test_the_rows_of_the_edition_before_are_found(tmp_path: Path) -> None:
    """The search finds exactly the rows of the earlier edition."""
    assert found(imported_again(tmp_path, FIRST))[0] == FIRST


def test_many_rows_about_one_pair_cost_what_they_are(tmp_path: Path) -> None:
    """With four times the rows, the search takes less than five times the steps."""
    few, many = (found(imported_again(tmp_path, rows))[1] for rows in (100, 400))
    assert many < 5 * few
