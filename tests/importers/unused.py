"""A helper that returns the unused values and columns of a report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from netcli.answers.imports import PeopleCount
from netcli.answers.people import Person
from netcli.intake.prepare import prepare
from netcli.intake.report import Account, File
from netcli.records import Item, NotUnderstood, UnusedColumn

ME = Person.of((1, "person", "Moi Test", None, None, None, True, None))


def unused(items: Iterable[Item]) -> dict[str, Any]:
    """Return the unread values and unused columns in a report of *items*."""
    account = Account(File("", "", str), None)
    for chunk in prepare(items, ""):
        for row in chunk.rows:
            if isinstance(row, (NotUnderstood, UnusedColumn)):
                account.enter(row)
    report = account.report(batch=None, owner=ME, as_of=("", ""), people=PeopleCount())
    return {
        "not_understood": [each.plain() for each in report.not_understood],
        "unused_columns": [each.plain() for each in report.unused_columns],
    }
