"""Locate, check and copy a book."""

from __future__ import annotations

from pathlib import Path

from netcli.answers import Answer, Words, limited
from netcli.answers.book import Backup, Checked, Damage, Where
from netcli.errors import BadInput
from netcli.language import plural, say
from netcli.store.connection import SCHEMA_VERSION
from netcli.store.reader import Reader


def where(reader: Reader, path: Path, named_by: str) -> Answer[Words, Where]:
    """Return the location and the size of the book."""
    people, links = reader.counts()
    size = path.stat().st_size
    return Answer("where", {}, Where(str(path.absolute()), named_by, SCHEMA_VERSION, people, links, size))


def where_locked(path: Path, named_by: str) -> Answer[Words, Where]:
    """Return the location and the size of a locked book."""
    place = Where(str(path.absolute()), named_by, None, None, None, path.stat().st_size)
    message = say("the book is locked; to unlock it with its passphrase: netcli unlock")
    return Answer("where", {}, place, [{"code": "locked", "message": message}])


def check(reader: Reader, *, limit: int = 0, repair: bool = False, repaired: int = 0) -> Answer[Words, Checked]:
    """Answer with at most *limit* problems of the book (0: all).

    *repaired* is the number of problems that were just repaired.
    """
    from netcli.store.check import problems

    found = problems(reader)
    shown, warnings = limited(found, limit)
    people = reader.people({each.person for each in shown if each.person is not None})
    damage = [
        Damage(each.code, each.what, None if each.person is None else people.get(each.person), each.mendable)
        for each in shown
    ]
    return Answer("check", {"repair": repair}, Checked(damage, repaired), warnings, BadInput.exit_code if found else 0)


def back_up(path: Path, file: Path | None, *, dry_run: bool) -> Answer[Words, Backup]:
    """Copy the book at *path* to *file*, and verify the copy.

    Raises CannotCreate if *file* cannot be created, and BadInput if the book is damaged.
    """
    from netcli.store import backup

    copy = backup.copy(path, file or backup.usual_place(path), dry_run=dry_run)
    result = Backup(str(copy.file.absolute()), copy.bytes, copy.people, copy.links, verified=True)
    counts = plural(copy.people, "person", "people"), plural(copy.links, "link")
    told = say("copied {people} and {links} to {file}", people=counts[0], links=counts[1], file=result.file)
    query = {"file": None if file is None else str(file)}
    return Answer("backup", query, result, summary=told if dry_run else None)  # the answer itself says what was done
