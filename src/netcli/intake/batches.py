"""Reports of earlier imports, and differences between imports."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from netcli.answers import Answer, Words, limited
from netcli.answers.imports import (
    Batch,
    Import,
    LinkCount,
    MemberCount,
    Moved,
    NotUnderstood,
    NotUnderstoodExample,
    PeopleCount,
    Rejected,
    SinceLast,
    UnusedColumn,
)
from netcli.answers.people import Person
from netcli.answers.shape import JSON
from netcli.errors import Unknown
from netcli.intake.report import reason_key
from netcli.language import say
from netcli.store import batches
from netcli.store.batches import Job
from netcli.store.reader import Reader


def report_of(reader: Reader, batch: int) -> Import:
    """Return the original report of an earlier import.

    Raises Unknown if there is no such batch.
    """
    kept = batches.report(reader, batch)
    if kept is None:
        raise Unknown(
            say("there is no batch {batch}", batch=batch),
            say("to list the imports: netcli imports"),
            code="unknown_batch",
        )
    report, owner = json.loads(kept[0]), kept[1]
    return Import(
        **report
        | {
            "owner": reader.people([owner]).get(owner),
            "why_ignored": _by_key(report["why_ignored"]),
            "rejected": [Rejected(**each) for each in report["rejected"]],
            "people": PeopleCount(**report["people"]),
            "links": LinkCount(**report["links"]),
            "not_understood": [_lost(each) for each in report.get("not_understood", ())],
            "unused_columns": [UnusedColumn(**each) for each in report.get("unused_columns", ())],
            "members": [MemberCount(**each) for each in report["members"]],
        }
    )


def _by_key(why_ignored: JSON) -> dict[str, int]:
    """Return the number of ignored rows for each reason's key."""
    found = Counter[str]()
    for why, rows in why_ignored.items():
        found[reason_key(why)] += rows  # earlier versions stored the reasons in words
    return dict(sorted(found.items()))


def _lost(said: JSON) -> NotUnderstood:
    return NotUnderstood(**said | {"examples": [NotUnderstoodExample(**each) for each in said["examples"]]})


def to_json(report: Import) -> str:
    """Return the report as JSON, which `report_of` reads."""
    kept = report.plain()
    del kept["owner"]  # the batch contains the owner
    return json.dumps(kept, ensure_ascii=False)


def imports(reader: Reader, batch: int | None, limit: int) -> Answer[Words, Sequence[Batch] | Sequence[Import]]:
    """List the newest imports, or show the report of *batch*.

    If *limit* is 0, all imports are listed. Raises Unknown if there is no such batch.
    """
    if batch is not None:
        return Answer("imports", {"batch": batch}, [report_of(reader, batch)])
    rows = batches.every(reader)
    owners = reader.people({row.owner for row in rows})
    every = [Batch.of((*row[:4], owners.get(row.owner), *row[5:8], row.undone is not None)) for row in rows]
    return Answer("imports", {}, *limited(every, limit))


def since_last(reader: Reader, batch: int) -> SinceLast | None:
    """Compare *batch* with the newest earlier import. If there is no earlier import, return None.

    Both imports have the same network and owner. A file with the same name is preferred. If one command imported
    several files, these imports are not compared with each other.
    """
    file, earlier = batches.files_before(reader, batch)
    if not earlier:
        return None
    before = max(earlier, key=lambda each: (_base_name(earlier[each]) == _base_name(file), each))
    dates = batches.dates(reader, [batch, before])
    is_older = dates[batch] < dates[before]
    newer, older = (before, batch) if is_older else (batch, before)
    now, then = _first_jobs(reader, newer), _first_jobs(reader, older)
    people = {number: person for number, person in reader.people(now.keys() | then.keys()).items() if _counts(person)}
    return SinceLast(
        new=[people[number] for number in sorted(now.keys() - then.keys()) if number in people],
        vanished=[people[number] for number in sorted(then.keys() - now.keys()) if number in people],
        changed=[
            Moved(people[number], field, before_now, now_said)
            for number in sorted(now.keys() & then.keys() & people.keys())
            for field, before_now, now_said in zip(_JOB_FIELDS, then[number][1:], now[number][1:], strict=True)
            if before_now != now_said
        ],
        older=is_older,
    )


_JOB_FIELDS: Final = Job._fields[1:]
_NUMBERING: Final = re.compile(r"[\W\d_]+")
"""The numbers and dates that browsers and networks add to a file's name."""


def _base_name(file: str) -> str:
    return _NUMBERING.sub("", file.replace("\\", "/").rpartition("/")[2]).casefold()


def _counts(person: Person) -> bool:
    return person.kind == "person" and not person.me


def _first_jobs(reader: Reader, batch: int) -> dict[int, Job]:
    """Map each person to the first company and title that *batch* states."""
    found: dict[int, Job] = {}
    for job in batches.jobs(reader, batch):
        first = found.setdefault(job.person, job)
        found[job.person] = Job(job.person, first.company or job.company, first.title or job.title)
    return found
