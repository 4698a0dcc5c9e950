"""The fate of every row of a file being taken in: used, ignored or rejected, and why."""

from __future__ import annotations

from collections import Counter
from typing import Final

from netcli.answers import Remark as Warned
from netcli.answers.imports import Import, MemberCount, Rejected
from netcli.records import BadRow, Ignored, Member, Remark, Used

SHOWN: Final = 100
"""Rejected rows that a report lists."""


class Account:
    """Rows of the file of *report*, counted member by member; *rejects* gets every rejected one."""

    def __init__(self, report: Import, rejects: list[Rejected] | None) -> None:
        self.report = report
        self.rejects = rejects
        self.remarks: list[Warned] = []
        self._members: dict[str, MemberCount] = {}
        self._why: Counter[str] = Counter()

    def enter(self, item: Used | Ignored | BadRow | Member | Remark) -> None:
        """Count what became of rows, or note what was said of the file."""
        if isinstance(item, Remark):
            self.remark(item.code, item.message, item.file, item.line)
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

    def _member(self, file: str | None) -> MemberCount:
        name = file or self.report.file
        return self._members.setdefault(name, MemberCount(name))
