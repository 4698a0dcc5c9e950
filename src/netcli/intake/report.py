"""Account for every row of a file: used, ignored or rejected, and why; and report what the file brought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from netcli.answers import Remark as Warned
from netcli.answers.imports import Import, LinkCount, MemberCount, PeopleCount, Rejected
from netcli.answers.people import Person
from netcli.records import BadRow, Ignored, Member, Remark, Used

SHOWN: Final = 100
"""Rejected rows that a report lists."""


@dataclass(frozen=True)
class File:
    """What is known of a file before it is read."""

    name: str
    network: str
    sha256: Callable[[], str]
    archive: str | None = None
    encoding: str | None = None
    modified: str | None = None


class Account:
    """The rows of *file*, counted member by member; *rejects* gets every rejected one."""

    def __init__(self, file: File, rejects: list[Rejected] | None) -> None:
        self.warnings: list[Warned] = []
        self._file = file
        self._rejects = rejects
        self._rejected: list[Rejected] = []
        self._counts: dict[str, Counter[str]] = {}
        self._left_aside: dict[str, str] = {}
        self._why_ignored: Counter[str] = Counter()

    def enter(self, item: Used | Ignored | BadRow | Member | Remark) -> None:
        """Count what became of rows, or note what was said of the file."""
        if isinstance(item, Remark):
            self.warn(item.code, item.message, item.file, item.line)
            return
        name = item.file or self._file.name
        if (counts := self._counts.get(name)) is None:
            counts = self._counts[name] = Counter()
        if isinstance(item, Member):
            self._left_aside[name] = item.why
        elif isinstance(item, Used):
            counts["used"] += item.rows
        elif isinstance(item, Ignored):
            counts["ignored"] += item.rows
            self._why_ignored[item.why] += item.rows
        else:
            counts["rejected"] += 1
            self._reject(Rejected(name, item.line, item.reason, item.row))

    def _reject(self, row: Rejected) -> None:
        if self._rejects is not None:
            self._rejects.append(row)
        if len(self._rejected) < SHOWN:
            self._rejected.append(row)

    def warn(self, code: str, message: str, file: str | None = None, line: int | None = None) -> None:
        """Warn of something."""
        self.warnings.append({"code": code, "file": file or self._file.name, "line": line, "message": message})

    def report(
        self,
        *,
        batch: int | None,
        owner: Person,
        as_of: tuple[str, str],
        people: PeopleCount,
        links: LinkCount | None = None,
        signals: int = 0,
        repeated: bool = False,
    ) -> Import:
        """Return the report: the fate of the rows, and what the file brought."""
        members = [self._member(name, counts) for name, counts in sorted(self._counts.items())]
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
            members=members,
        )

    def _member(self, name: str, counts: Counter[str]) -> MemberCount:
        return MemberCount(
            name,
            read=counts.total(),
            used=counts["used"],
            ignored=counts["ignored"],
            rejected_count=counts["rejected"],
            why=self._left_aside.get(name),
        )
