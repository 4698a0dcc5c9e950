"""Find the files to import at a path."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final, cast

from netcli.errors import BadInput, Disk, NetcliError, NoPermission, NotThere, titled
from netcli.importers.source import PACKED, Source, is_maildir, why_unreadable
from netcli.language import say

ARCHIVES: Final = (b"PK\x03\x04", b"PK\x05\x06")
"""The first bytes of a ZIP archive with files, and of an empty archive."""
TAR: Final = b"ustar"
START: Final = 257 + len(TAR)
"""Number of bytes from the start of a tar archive to the end of the mark `TAR`."""
BLOCK: Final = 1 << 20
"""Number of bytes that are read at a time for a hash."""
ANSWER: Final = ".expected.json"
"""Suffix of files with expected results, which are not imported."""


@dataclass(frozen=True)
class Place:
    """A file, archive or Maildir to import.

    *size* is in bytes, or 0 if unknown. *modified* is the day of the last change. If the user named a folder, the files
    in the folder are *optional*.
    """

    name: str
    source: Source
    archive: str | None = None
    modified: str | None = None
    optional: bool = False
    size: int = 0

    def sha256(self) -> str:
        """Return the SHA-256 of the file, or of a Maildir's messages."""
        if self.source.folder is not None:
            unread = {str(self.source.folder / member) for member, _ in self.source.skipped}
            messages = sorted(
                hashlib.sha256(path.read_bytes()).hexdigest()
                for path in self.source.folder.rglob("*")
                if str(path) not in unread and _message(path)
            )
            return hashlib.sha256("\n".join(messages).encode()).hexdigest()
        digest, block = hashlib.sha256(), memoryview(bytearray(BLOCK))
        with self.source.open() as stream:
            while size := cast("io.BufferedIOBase", stream).readinto(block):
                digest.update(block[:size])
        return digest.hexdigest()


@dataclass(frozen=True)
class Skipped:
    """An unreadable file in a folder or an archive, and the reason."""

    name: str
    why: str


Found = Place | Skipped | NetcliError


def places(words: str) -> Iterator[Found]:
    """Yield the files to import at the path *words*; `-` is standard input.

    Errors about a file are yielded, not raised.
    """
    for found in _named(words):
        yield found
        if isinstance(found, Place):
            yield from (Skipped(f"{found.name}/{member}", why) for member, why in found.source.skipped)


def _named(words: str) -> Iterator[Found]:
    try:
        if words == "-":
            yield _spooled("-", sys.stdin.buffer.read(), "-")
        else:
            yield from _at(Path(words), words)
    except NetcliError as error:
        yield error
    except OSError as error:
        yield cannot_read(words, error)


def _spooled(name: str, data: bytes, archive: str) -> Place | NetcliError:
    """Return piped *data* as a file or an archive to import."""
    if not data:
        return BadInput(say("{file} is empty", file=titled(name)), say("pipe an export into this command"))
    try:
        source = of_pipe(name, data)
    except BadInput as error:
        return error
    return Place(name, source, archive if source.members else None, size=len(data))


def _at(path: Path, name: str) -> Iterator[Found]:
    """Yield the files to import from *path*, which the user typed as *name*."""
    _need(path, name)
    if why := _unreadable(path):
        raise NotThere(say("{name} is {why}", name=name, why=why), say("give the path of a file"), code="no_file")
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode) and not is_maildir(path):
        around = {_identity(each) for each in path.resolve().parents}
        yield from _folder(path, name, around, optional=False)
    elif stat.S_ISFIFO(mode):  # `<(command)` can be read only once
        yield _spooled(name, path.read_bytes(), path.name)
    elif what := _special(mode):
        yield BadInput(
            say("{name} is {what}, not a file", name=name, what=what),
            say("give the path of an export file, or pipe an export in: netcli import -"),
        )
    else:
        yield _file(path, name, optional=False)


def _need(path: Path, name: str) -> None:
    """If there is nothing at *path*, raise NotThere.

    If netcli has no access to the folder of *path*, raise PermissionError.
    """
    try:
        os.lstat(path)
    except PermissionError:
        raise
    except (OSError, ValueError):
        raise NotThere(say("no such file: {name}", name=name), say("check its name"), code="no_file") from None


def _file(path: Path, name: str, *, optional: bool) -> Place | NetcliError:
    try:
        source = of_path(path, name)
        status = path.stat()
    except OSError as error:
        if optional:
            raise
        return cannot_read(name, error)
    except BadInput as error:
        return error
    if not source.folder and status.st_size == 0:
        return BadInput(say("{name} is empty", name=name), say("download it again"), code="empty_file")
    modified = datetime.fromtimestamp(status.st_mtime, UTC).date().isoformat()
    return Place(name, source, path.name if source.members else None, modified, optional, status.st_size)


def _folder(path: Path, name: str, seen: set[tuple[int, int]], *, optional: bool) -> Iterator[Found]:
    """If the folder is an unpacked archive, yield the archive. Otherwise, yield the files."""
    from netcli.importers.unpacked import is_archive, of_folder  # imports zipfile, which takes 5 ms

    if not is_archive(path):
        yield from _walk(path, name, seen)
        return
    seen.add(_identity(path))
    source, size, written = of_folder(path, name)
    modified = datetime.fromtimestamp(written, UTC).date().isoformat()
    yield Place(name, source, path.resolve().name, modified, optional, size)


def _walk(path: Path, name: str, seen: set[tuple[int, int]]) -> Iterator[Found]:
    """Yield the files of a folder and its subfolders, except folders in *seen*."""
    seen.add(_identity(path))
    inside = sorted(child for child in path.iterdir() if child.name[0] != "." and not child.name.endswith(ANSWER))
    if not inside:
        yield BadInput(
            say("{name} is an empty folder", name=name), say("give the path of the export file"), code="empty_folder"
        )
    for child in inside:
        for place in _inside(child, f"{name.rstrip('/')}/{child.name}", seen):
            if not isinstance(place, NetcliError) or place.code not in ("empty_folder", "empty_file"):
                yield place


def _inside(path: Path, name: str, seen: set[tuple[int, int]]) -> Iterator[Found]:
    """Yield the file at *path* in a folder, or the files of a subfolder."""
    try:
        name.encode()
    except UnicodeEncodeError:
        yield Skipped(os.fsencode(name).decode("utf-8", "backslashreplace"), say("the file's name is not UTF-8"))
        return
    try:
        if why := _unreadable(path):
            yield Skipped(name, say("this is {why}", why=why))
            return
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode) and not is_maildir(path):
            if _identity(path) in seen:
                yield Skipped(name, say("this link leads to a folder that was already read"))
            else:
                yield from _folder(path, name, seen, optional=True)
        elif what := _special(mode):
            yield Skipped(name, say("this is {what}, not a file", what=what))
        else:
            yield _file(path, name, optional=True)
    except OSError as error:
        yield Skipped(name, why_unreadable(error))


def _identity(folder: Path) -> tuple[int, int]:
    """Return the identity of a folder. A symbolic link to the folder has the same identity."""
    status = folder.stat()
    return status.st_dev, status.st_ino


def _unreadable(path: Path) -> str | None:
    """Return a description of a symbolic link that leads to no file, or None."""
    return say("a broken symbolic link") if path.is_symlink() and not path.exists() else None


def _special(mode: int) -> str | None:
    """Return the kind of a special file, such as `a device`, or None."""
    kinds = (
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
    )
    return next((what for test, what in kinds if test(mode)), None)


def _message(path: Path) -> bool:
    return path.parent.name in ("cur", "new") and path.is_file()


def _unreadable_messages(maildir: Path) -> tuple[tuple[str, str], ...]:
    """Return each message and folder of *maildir* that the user may not read, with the reason."""
    found: list[tuple[str, str]] = []

    def skip(error: OSError) -> None:
        found.append((os.path.relpath(error.filename, maildir), why_unreadable(error)))

    for folder, folders, files in os.walk(maildir, onerror=skip):
        folders.sort()
        if folder.endswith(("/cur", "/new")):
            found += [
                (os.path.relpath(f"{folder}/{file}", maildir), say("no permission to read it"))
                for file in sorted(files)
                if not file.startswith(".") and not os.access(f"{folder}/{file}", os.R_OK)
            ]
    return tuple(found)


def cannot_read(name: str, error: OSError) -> NetcliError:
    """Return the error that the system cannot read the file called *name*."""
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return NotThere(say("no such file: {name}", name=name), say("check its name"), code="no_file")
    if isinstance(error, PermissionError):
        return NoPermission(
            say("no permission to read {name}", name=titled(name)),
            say("check who owns the file ({strerror})", strerror=error.strerror),
        )
    return Disk(f"{titled(name)}: {error.strerror or error}", say("check the path"))


def of_pipe(name: str, data: bytes) -> Source:
    """Make a source from piped *data*. The source of an archive has members.

    Raises BadInput for a damaged or encrypted archive.
    """
    members, skipped = _members(io.BytesIO(data), data[:START], name, name)
    return Source(name, lambda: io.BytesIO(data), members=members, skipped=skipped)


def of_path(path: Path, name: str | None = None) -> Source:
    """Make a source from the file at *path*. The source of an archive has members.

    Raises BadInput for a damaged or encrypted archive.
    """
    name = str(path) if name is None else name
    if path.is_dir():
        return Source(name, lambda: io.BytesIO(b""), folder=path, skipped=_unreadable_messages(path))
    with path.open("rb") as stream:
        start = stream.read(START)
    members, skipped = _members(path, start, name, path.name)
    return Source(name, lambda: path.open("rb"), members=members, skipped=skipped)


def _members(
    file: Path | IO[bytes], start: bytes, name: str, archive: str
) -> tuple[tuple[Source, ...], tuple[tuple[str, str], ...]]:
    """Return the members of an archive, and each skipped member with the reason."""
    if start.startswith(ARCHIVES):
        from netcli.importers import unpack  # importing zipfile takes 5 ms, and so does tarfile

        return unpack.members(file, name, archive)
    if start.startswith(PACKED) or start.endswith(TAR):
        from netcli.importers import untar

        return untar.members(file, name, archive)
    return (), ()
