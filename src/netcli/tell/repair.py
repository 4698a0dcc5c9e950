"""Repair a book: restore the statements from the journal, and derive everything else again."""

from __future__ import annotations

from typing import Final

from netcli import clock
from netcli.answers import Answer, Words
from netcli.answers.book import Checked
from netcli.ask import book
from netcli.store import check, dialect
from netcli.store.broken import broken_records
from netcli.store.reader import Reader
from netcli.store.writer import Change

REPAIRED: Final = "repaired"
"""The setting that records when the book was last repaired."""
ALONE: Final = frozenset(("record", "foreign"))
"""Problems that do not prevent deriving the rest."""


def repair(change: Change, before: Checked, limit: int) -> Answer[Words, Checked]:
    """Repair the problems found *before* as far as possible, and return the problems that remain.

    Nothing is derived from damaged statements, except when single records cannot be read.
    """
    reader = change.reader
    if any(each.code == "structure" for each in before.problems):
        dialect.rebuild_indexes(change.connection)
    if _can_be_derived(reader):
        for row in [*check.changed_since(reader)]:
            change.journal.restore(row.table, row.key, row.said)
        change.derive_again({record.person for record in broken_records(reader)})
        stamp = clock.stamp()
        if reader.setting(REPAIRED) is None:
            change.journal.insert("setting", {"key": REPAIRED, "value": stamp})
        else:
            change.journal.update("setting", REPAIRED, value=stamp)
    change.summary = "mended the book"
    change.record()
    after = book.check(reader, repair=True)
    mended = max(0, len(before.problems) - len(after.result.problems))
    return book.check(reader, limit=limit, repair=True, repaired=mended)


def _can_be_derived(reader: Reader) -> bool:
    return all(each.mendable or each.code in ALONE for each in check.problems(reader))
