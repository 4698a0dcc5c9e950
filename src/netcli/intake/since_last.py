"""What an import tells of others than the one before it: who is new, who is gone, who changed jobs."""

from __future__ import annotations

import re
from typing import Final

from netcli.answers.imports import Moved, SinceLast
from netcli.answers.people import Person
from netcli.store.reader import Reader

JOB: Final = ("company", "title")
_COUNTED: Final = re.compile(r"[\W\d_]+")


def since_last(reader: Reader, batch: int) -> SinceLast | None:
    """*batch* beside the import from the same network and owner that an earlier command brought; None without one.

    Of several, a file of the same name wins (`Connections (1).csv` is one), then the newest.
    """
    before = _previous(reader, batch)
    if before is None:
        return None
    now, then = _jobs(reader, batch), _jobs(reader, before)
    people = {number: person for number, person in reader.people(now.keys() | then.keys()).items() if _counts(person)}
    return SinceLast(
        new=[people[number] for number in sorted(now.keys() - then.keys()) if number in people],
        vanished=[people[number] for number in sorted(then.keys() - now.keys()) if number in people],
        changed=[
            Moved(people[number], field, then[number][field], now[number][field])
            for number in sorted(now.keys() & then.keys())
            for field in JOB
            if number in people and now[number][field] != then[number][field]
        ],
    )


def _previous(reader: Reader, batch: int) -> int | None:
    found = reader.connection.execute(
        "SELECT old.id, coalesce(old.archive, old.file), coalesce(new.archive, new.file) FROM batch new JOIN batch old"
        " ON old.network = new.network AND old.owner = new.owner AND old.change < new.change AND old.undone IS NULL"
        " WHERE new.id = ?",
        (batch,),
    ).fetchall()
    best = max(found, key=lambda row: (_bare(row[1]) == _bare(row[2]), row[0]), default=None)
    return None if best is None else int(best[0])


def _bare(file: str) -> str:
    """The file's own name without the numbers and dates that browsers and networks put in."""
    return _COUNTED.sub("", file.replace("\\", "/").rpartition("/")[2]).casefold()


def _counts(person: Person) -> bool:
    return person.kind == "person" and not person.me


def _jobs(reader: Reader, batch: int) -> dict[int, dict[str, str | None]]:
    """The people whom *batch* describes, not only mentions, each with the first job it tells."""
    found = reader.connection.execute(
        "SELECT person, json_extract(fields, '$.company'), json_extract(fields, '$.title') FROM record"
        " WHERE batch = ? AND json_extract(fields, '$.mention') IS NULL ORDER BY id",
        (batch,),
    )
    jobs: dict[int, dict[str, str | None]] = {}
    for person, *values in found:
        told = jobs.setdefault(person, dict.fromkeys(JOB))
        for field, value in zip(JOB, values, strict=True):
            told[field] = told[field] or value
    return jobs
