"""Plan an edit of a configuration file, then write the file."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Callable, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Final, NamedTuple

from netcli.errors import BadInput, CannotCreate, Disk, NoPermission
from netcli.language import say

BACKUP: Final = "before-netcli"
"""Suffix of the name of a backup; further backups are numbered from 2."""

Put = Callable[[str], str]
"""A function that adds or removes netcli's entry in the text of a file."""


class Edit(NamedTuple):
    """The text of *file* before and after an edit; None stands for a missing file.

    *spare* lists the backups that the edit deletes.
    """

    file: Path
    before: str | None
    after: str | None
    spare: Sequence[Path] = ()

    @property
    def changes(self) -> bool:
        """Whether the edit changes the file."""
        return self.before != self.after

    def added(self) -> list[str]:
        """Return the lines to be added."""
        old, new = (self.before or "").splitlines(), (self.after or "").splitlines()
        start = _common(old, new)
        return new[start : len(new) - _common(old[start:][::-1], new[start:][::-1])]


def put_in(file: Path, put: Put) -> Edit:
    """Plan to add netcli's entry to *file*.

    Raises BadInput or NoPermission if *file* cannot be read. Raises any error of *put*.
    """
    before = _read(file)
    return Edit(file, before, put(before or ""))


def take_out(file: Path, put: Put, take: Put) -> Edit:
    """Plan to remove netcli's entry from *file*.

    If a backup equals the file without the entry, the plan restores the backup.

    Raises BadInput or NoPermission if *file* cannot be read.
    """
    before = _read(file)
    if before is None:
        return Edit(file, None, None)
    left = take(before)
    kept = {backup: text for backup in _backups(file) if (text := _read(backup)) is not None}
    if left == before:
        return Edit(file, before, before)
    with contextlib.suppress(BadInput):  # a backup may have been changed, so that it cannot be parsed
        left = next((text for text in kept.values() if put(text) == before or _same(text, left)), left)
        spare = [backup for backup, text in kept.items() if _same(left, text) or _same(left, take(text))]
        made = left not in kept.values() and _same(left, take(put("")))  # the file contains nothing but our entry
        return Edit(file, before, None if made else left, spare)
    return Edit(file, before, left)


def carry_out(edit: Edit) -> Path | None:
    """Write the planned text. Return the path of the new backup, or None if no backup was made.

    Raises CannotCreate, Disk or NoPermission.
    """
    file = edit.file.resolve()  # write to the target of a symbolic link and keep the link
    missing = [folder for folder in file.parents if not folder.exists()]
    backup: Path | None = None
    try:
        if edit.after is None:
            for each in (file, *edit.spare):
                each.unlink()
            return None
        backup = None if edit.spare or edit.before is None else _free(file)
        if backup is not None and edit.before is not None:
            _write(backup, edit.before, like=file)
        file.parent.mkdir(parents=True, exist_ok=True)
        _write(file, edit.after, like=file)
        for each in edit.spare:
            each.unlink()
    except PermissionError as error:
        raise NoPermission(
            say("no permission to write {file}", file=edit.file), say("check who owns the file; nothing was changed")
        ) from error
    except OSError as error:
        with contextlib.suppress(OSError):  # undo what was done: remove the backup and the new folders, if possible
            if backup is not None:
                backup.unlink(missing_ok=True)
            for folder in missing:
                folder.rmdir()
        what = say("{file} cannot be written ({strerror})", file=edit.file, strerror=error.strerror)
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
            raise Disk(what, say("free some space; nothing was changed")) from error
        raise CannotCreate(what, say("nothing was changed")) from error
    return backup


def _same(one: str, other: str) -> bool:
    """Return whether two texts are equal, apart from blanks at the end."""
    return one.rstrip() == other.rstrip()


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return the number of equal lines at the beginning of both lists."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _read(file: Path) -> str | None:
    try:
        return file.read_bytes().decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise NoPermission(say("no permission to read {file}", file=file), say("check who owns the file")) from error
    except OSError as error:
        raise BadInput(
            say("{file} cannot be read ({strerror})", file=file, strerror=error.strerror),
            say("replace {file} with a text file", file=file),
        ) from error


def _write(file: Path, text: str, *, like: Path) -> None:
    mode = like.stat().st_mode & 0o7777 if like.exists() else 0o600
    handle, made = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode("utf-8", "surrogateescape"))
            stream.flush()
            os.fsync(stream.fileno())
        Path(made).chmod(mode)
        Path(made).replace(file)
    except BaseException:
        Path(made).unlink(missing_ok=True)
        raise


def _backups(file: Path) -> list[Path]:
    """Return the backups next to *file*, newest first."""
    found: list[Path] = []
    while (backup := _backup(file.resolve(), len(found) + 1)).exists():
        found.append(backup)
    return found[::-1]


def _free(file: Path) -> Path:
    return _backup(file, len(_backups(file)) + 1)


def _backup(file: Path, number: int) -> Path:
    return file.with_name(f"{file.name}.{BACKUP}{'' if number == 1 else f'-{number}'}")
