"""The fate of every row of a file being taken in, and of every value that gave nothing: counted, and why."""

from __future__ import annotations

from collections import Counter
from typing import Final

from netcli import records
from netcli.answers import Remark as Warned
from netcli.answers.imports import Import, MemberCount, NotUnderstood, NotUnderstoodExample, Rejected, UnusedColumn
from netcli.records import FIELDS, BadRow, Ignored, Member, Remark, Used

SHOWN: Final = 100
"""Rejected rows that a report lists."""
EXAMPLES: Final = 3
"""Values that it shows of those of a field that were not understood."""

Entry = Used | Ignored | BadRow | Member | Remark | records.NotUnderstood | records.UnusedColumn
"""What a file says of its own rows and values."""


class Account:
    """Rows of the file of *report*, counted member by member; *rejects* gets every rejected one."""

    def __init__(self, report: Import, rejects: list[Rejected] | None) -> None:
        self.report = report
        self.rejects = rejects
        self.remarks: list[Warned] = []
        self._members: dict[str, MemberCount] = {}
        self._why: Counter[str] = Counter()
        self._lost: dict[tuple[str, str], NotUnderstood] = {}

    def enter(self, item: Entry) -> None:
        """Count what became of rows and values, or note what was said of the file."""
        if isinstance(item, Remark):
            self.remark(item.code, item.message, item.file, item.line)
            return
        if isinstance(item, records.NotUnderstood):
            self._lose(item)
            return
        if isinstance(item, records.UnusedColumn):
            unused = UnusedColumn(item.file or self.report.file, item.column, item.values)
            self.report.unused_columns.append(unused)
            return
        member = self._member(item.file)
        if isinstance(item, Member):
            member.why = item.why
        elif isinstance(item, Used):
            member.used += item.rows
        elif isinstance(item, Ignored):
            member.ignored += item.rows
            self._why[item.why] += item.rows
        else:
            member.rejected_count += 1
            rejected = Rejected(item.file or self.report.file, item.line, item.reason, item.row)
            if self.rejects is not None:
                self.rejects.append(rejected)
            if len(self.report.rejected) < SHOWN:
                self.report.rejected.append(rejected)

    def remark(self, code: str, message: str, file: str | None = None, line: int | None = None) -> None:
        """Warn of something."""
        self.remarks.append({"code": code, "file": file or self.report.file, "line": line, "message": message})

    def close(self) -> None:
        """Bring the counts into the report."""
        report = self.report
        report.members = sorted(self._members.values(), key=lambda member: member.file)
        for member in report.members:
            member.read = member.used + member.ignored + member.rejected_count
        report.used = sum(member.used for member in report.members)
        report.ignored = sum(member.ignored for member in report.members)
        report.rejected_count = sum(member.rejected_count for member in report.members)
        report.read = report.used + report.ignored + report.rejected_count
        report.why_ignored = dict(sorted(self._why.items()))
        report.not_understood = sorted(self._lost.values(), key=lambda lost: (lost.file, FIELDS.index(lost.field)))

    def _lose(self, item: records.NotUnderstood) -> None:
        """Count values that gave nothing with the others of that field and file."""
        file = item.file or self.report.file
        examples = [NotUnderstoodExample(*each) for each in item.examples]
        lost = self._lost.get((file, item.field))
        if lost is None:
            self._lost[file, item.field] = NotUnderstood(file, item.column, item.field, item.count, examples)
            return
        lost.column = item.column if lost.column == item.column else None
        lost.count += item.count
        first = sorted([*lost.examples, *examples], key=lambda example: example.line or 0)
        lost.examples = first[:EXAMPLES]

    def _member(self, file: str | None) -> MemberCount:
        name = file or self.report.file
        return self._members.setdefault(name, MemberCount(name))
