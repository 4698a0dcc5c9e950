"""Count the rows and unused values of a file, and report the changes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from netcli import records
from netcli.answers import Remark as Warned
from netcli.answers.imports import (
    Import,
    LinkCount,
    MemberCount,
    NotUnderstood,
    NotUnderstoodExample,
    PeopleCount,
    Rejected,
    UnusedColumn,
)
from netcli.answers.people import Person
from netcli.records import FIELDS, BadRow, Ignored, Member, Remark, Used

SHOWN: Final = 100
"""Maximum number of rejected rows listed in a report."""
EXAMPLES: Final = 3
"""Maximum number of examples of values that were not understood, per field."""

Entry = Used | Ignored | BadRow | Member | Remark | records.NotUnderstood | records.UnusedColumn
"""An item with which an importer reports how a row or a value was handled."""


@lru_cache(maxsize=1 << 10)
def reason_key(why: str) -> str:
    """Return the snake_case form of a reason for ignored rows.

    >>> reason_key("self-link"), reason_key("public channel"), reason_key("forgotten")
    ('self_link', 'public_channel', 'forgotten')
    """
    return re.sub(r"[^a-z0-9]+", "_", why.casefold()).strip("_") or "other"


@dataclass(frozen=True)
class File:
    """The facts about a file that are known before the file is read."""

    name: str
    network: str
    sha256: Callable[[], str]
    archive: str | None = None
    encoding: str | None = None
    modified: str | None = None


class Account:
    """Counts the rows of *file*, for each member of an archive.

    *rejects* collects the rejected rows.
    """

    def __init__(self, file: File, rejects: list[Rejected] | None) -> None:
        self.warnings: list[Warned] = []
        self._file = file
        self._rejects = rejects
        self._rejected: list[Rejected] = []
        self._counts: dict[str, Counter[str]] = {}
        self._holders: dict[str, str] = {}  # member of the archive -> key of the person whose file it is
        self._left_aside: dict[str, str] = {}
        self._why_ignored: Counter[str] = Counter()
        self._not_understood: dict[tuple[str, str], NotUnderstood] = {}
        self._unused_columns: list[UnusedColumn] = []

    def enter(self, item: Entry) -> None:
        """Count an item by its type, or store a warning."""
        if isinstance(item, Remark):
            self.warn(item.code, item.message, item.file, item.line)
            if item.holder:
                self._holders[item.file or self._file.name] = item.holder
            return
        name = item.file or self._file.name
        if isinstance(item, records.NotUnderstood):
            self._note(name, item)
            return
        if isinstance(item, records.UnusedColumn):
            self._unused_columns.append(UnusedColumn(name, item.column, item.values))
            return
        if (counts := self._counts.get(name)) is None:
            counts = self._counts[name] = Counter()
        if isinstance(item, Member):
            self._left_aside[name] = item.why
        elif isinstance(item, Used):
            counts["used"] += item.rows
        elif isinstance(item, Ignored):
            counts["ignored"] += item.rows
            self._why_ignored[reason_key(item.why)] += item.rows
        else:
            counts["rejected"] += 1
            self._reject(Rejected(name, item.line, item.reason, item.row))

    def holders(self) -> list[str]:
        """Return the keys of the people to whom the rows belong; none if some rows have no known holder."""
        if all(name in self._holders for name, counts in self._counts.items() if counts.total()):
            return [*self._holders.values()]
        return []

    def use(self, file: str | None) -> None:
        """Count a used row, faster than `enter` does."""
        name = file or self._file.name
        if name in self._counts:
            self._counts[name]["used"] += 1
        else:
            self._counts[name] = Counter(used=1)

    def _reject(self, row: Rejected) -> None:
        if self._rejects is not None:
            self._rejects.append(row)
        if len(self._rejected) < SHOWN:
            self._rejected.append(row)

    def ignore(self, why: str, rows: int, file: str | None = None) -> None:
        """Reclassify used rows (at most *rows*) as ignored, for the reason *why*."""
        counts = self._counts.setdefault(file or self._file.name, Counter())
        rows = min(rows, counts["used"])
        if rows:
            counts["used"] -= rows
            counts["ignored"] += rows
            self._why_ignored[reason_key(why)] += rows

    def warn(self, code: str, message: str, file: str | None = None, line: int | None = None) -> None:
        """Add a warning."""
        self.warnings.append({"code": code, "file": file or self._file.name, "line": line, "message": message})

    def report(
        self,
        *,
        batch: int | None,
        owner: Person | None,
        as_of: tuple[str, str],
        people: PeopleCount,
        links: LinkCount | None = None,
        signals: int = 0,
        repeated: bool = False,
    ) -> Import:
        """Return the report: the counts of rows, and what the import changed."""
        members = [self._member(name, counts) for name, counts in sorted(self._counts.items())]
        not_understood = self._not_understood.values()
        return Import(
            batch=batch,
            repeated=repeated,
            file=self._file.name,
            network=self._file.network,
            encoding=self._file.encoding,
            as_of=as_of[0],
            as_of_from=as_of[1],
            owner=owner,
            read=sum(member.read for member in members),
            used=sum(member.used for member in members),
            ignored=sum(member.ignored for member in members),
            why_ignored=dict(sorted(self._why_ignored.items())),
            rejected_count=sum(member.rejected_count for member in members),
            rejected=self._rejected,
            people=people,
            links=links or LinkCount(),
            signals=signals,
            not_understood=sorted(not_understood, key=lambda each: (each.file, FIELDS.index(each.field))),
            unused_columns=self._unused_columns,
            members=members,
        )

    def _note(self, file: str, item: records.NotUnderstood) -> None:
        """Record values that were not understood. Earlier values of the field are kept."""
        examples = [NotUnderstoodExample(*each) for each in item.examples]
        column, count = item.column, item.count
        if before := self._not_understood.get((file, item.field)):
            column = column if before.column == column else None
            count += before.count
            examples = sorted([*before.examples, *examples], key=lambda example: example.line or 0)[:EXAMPLES]
        self._not_understood[file, item.field] = NotUnderstood(file, column, item.field, count, examples)

    def _member(self, name: str, counts: Counter[str]) -> MemberCount:
        return MemberCount(
            name,
            read=counts.total(),
            used=counts["used"],
            ignored=counts["ignored"],
            rejected_count=counts["rejected"],
            why=self._left_aside.get(name),
        )
