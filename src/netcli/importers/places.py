"""What a path given by the user holds: one file, an archive, a Maildir, a folder of files, or standard input."""

from __future__ import annotations

import hashlib
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final, cast

from netcli.errors import BadInput, Disk, NetcliError, NoPermission, NotThere
from netcli.importers.source import Source, is_maildir

ARCHIVES: Final = (b"PK\x03\x04", b"PK\x05\x06")
"""How a ZIP begins, and one without members."""
BLOCK: Final = 1 << 20
"""Bytes hashed at a time."""
ANSWER: Final = ".expected.json"
"""How the files end that say what an example holds: beside it, but none themselves."""


@dataclass(frozen=True)
class Place:
    """A file to import, of *size* bytes if that is known; `optional` when nobody named it: it only lay in a folder."""

    name: str
    source: Source
    archive: str | None = None
    modified: str | None = None
    optional: bool = False
    size: int = 0

    def sha256(self) -> str:
        """Return the fingerprint of its bytes; a Maildir's is that of its messages' fingerprints, sorted."""
        if self.source.folder is not None:
            messages = sorted(
                hashlib.sha256(path.read_bytes()).hexdigest()
                for path in self.source.folder.rglob("*")
                if _message(path)
            )
            return hashlib.sha256("\n".join(messages).encode()).hexdigest()
        digest, block = hashlib.sha256(), memoryview(bytearray(BLOCK))
        with self.source.open() as stream:
            while size := cast("io.BufferedIOBase", stream).readinto(block):
                digest.update(block[:size])
        return digest.hexdigest()


def places(words: str) -> Iterator[Place | NetcliError]:
    """Yield what *words* name, a folder's files by name; a place that cannot be used is its error."""
    if words == "-":
        yield _piped(sys.stdin.buffer.read())
        return
    try:
        yield from _at(Path(words), words, optional=False)
    except NetcliError as error:
        yield error
    except PermissionError as error:
        yield _forbidden(words, error)
    except OSError as error:
        yield Disk(f"{words}: {error.strerror or error}", "check the path")


def _piped(data: bytes) -> Place | NetcliError:
    if not data:
        return BadInput("standard input is empty", "pipe an export into it")
    try:
        source = of_pipe("-", data)
    except BadInput as error:
        return error
    return Place("-", source, "-" if source.members else None)


def _at(path: Path, name: str, *, optional: bool) -> Iterator[Place | NetcliError]:
    if not path.exists():
        raise NotThere(f"there is no file {name}", "check its name", code="no_file")
    if path.is_dir() and not is_maildir(path):
        yield from _walk(path, name)
        return
    try:
        source = of_path(path, name)
    except PermissionError as error:
        yield _forbidden(name, error)
        return
    except BadInput as error:
        yield error
        return
    if not source.folder and path.stat().st_size == 0:
        yield BadInput(f"{name} is empty", "download it again", code="empty_file")
        return
    status = path.stat()
    modified = datetime.fromtimestamp(status.st_mtime, UTC).date().isoformat()
    yield Place(name, source, path.name if source.members else None, modified, optional, status.st_size)


def _walk(path: Path, name: str) -> Iterator[Place | NetcliError]:
    inside = sorted(child for child in path.iterdir() if child.name[0] != "." and not child.name.endswith(ANSWER))
    if not inside:
        yield BadInput(f"{name} is an empty folder", "name the export file", code="empty_folder")
    for child in inside:
        for place in _at(child, f"{name.rstrip('/')}/{child.name}", optional=True):
            if isinstance(place, Place) or place.code not in ("empty_folder", "empty_file"):
                yield place


def _message(path: Path) -> bool:
    return path.parent.name in ("cur", "new") and path.is_file()


def _forbidden(name: str, error: OSError) -> NoPermission:
    return NoPermission(f"no permission to read {name}", f"check who owns it ({error.strerror})")


def of_pipe(name: str, data: bytes) -> Source:
    """Make a source of what was piped, with its members if it is a ZIP archive.

    Raises BadInput as `of_path` does.
    """
    members = _members(io.BytesIO(data), name, name) if data.startswith(ARCHIVES) else ()
    return Source(name, lambda: io.BytesIO(data), members=members)


def of_path(path: Path, name: str | None = None) -> Source:
    """Make a source of the file at *path*, with its members if it is a ZIP archive.

    Raises BadInput for a damaged or encrypted archive.
    """
    name = str(path) if name is None else name
    if path.is_dir():
        return Source(name, lambda: io.BytesIO(b""), folder=path)
    with path.open("rb") as stream:
        start = stream.read(4)
    members = _members(path, name, path.name) if start in ARCHIVES else ()
    return Source(name, lambda: path.open("rb"), members=members)


def _members(file: Path | IO[bytes], name: str, archive: str) -> tuple[Source, ...]:
    from netcli.importers.unpack import members  # zipfile takes 5 ms

    return members(file, name, archive)
