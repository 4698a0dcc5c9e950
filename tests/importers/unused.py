"""What the report of an import tells of values and columns that were not used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from netcli.answers.imports import Import
from netcli.answers.people import Person
from netcli.intake.prepare import prepare
from netcli.intake.report import Account
from netcli.records import Item, NotUnderstood, UnusedColumn

ME = Person.of((1, "person", "Moi Test", None, None, None, True))


def unused(items: Iterable[Item]) -> dict[str, Any]:
    """The two lists in the report of a file that says *items*."""
    report = Import(None, False, "", "", None, "", "", ME)
    account = Account(report, None)
    for chunk in prepare(items, ""):
        for row in chunk.rows:
            if isinstance(row, (NotUnderstood, UnusedColumn)):
                account.enter(row)
    account.close()
    return {
        "not_understood": [asdict(each) for each in report.not_understood],
        "unused_columns": [asdict(each) for each in report.unused_columns],
    }
