"""A file as importers see it: named as the user named it, opened as often as needed, an archive's members included.

Nothing is ever extracted to disk. An archive is read member by member, each as a stream under a size and ratio cap.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

from netcli.errors import BadInput

HEAD: Final = 65_536
"""Bytes that an importer may look at to recognise a file."""
MEMBER_CAP: Final = 4 << 30
"""Bytes of one unpacked archive member; Takeout mail can be large, a bomb is larger."""
RATIO_CAP: Final = 200
"""Unpacked over packed bytes above RATIO_FLOOR: text packs to 1:10, a bomb to 1:1000."""
RATIO_FLOOR: Final = 10 << 20
"""Bytes below which the ratio says nothing."""
MEMBERS_CAP: Final = 10_000
"""Members of one archive."""
ARCHIVES: Final = (b"PK\x03\x04", b"PK\x05\x06")
"""How a ZIP begins, and one without members."""
JUNK: Final = ("__macosx/", "/._", "/.ds_store", "/thumbs.db", "/desktop.ini")


class Owner(NamedTuple):
    """Whose export a file is said to be: her name in the book, and her addresses."""

    name: str | None = None
    emails: tuple[str, ...] = ()


NOBODY: Final = Owner()


def inline(items: Generator[Any, None, None]) -> Generator[Any, None, None]:
    """*items*, made when they are asked for."""
    return items


@dataclass(frozen=True)
class Source:
    """One file, member of an archive, Maildir, or standard input.

    `name` is what reports show: the path as given, or the member's name inside `archive` (a bare file name).
    `owner` is what is known of whoever the user says it is from: it decides where the file itself leaves that open.
    `beside` is how part of a large file is read while the rest is, by a process of its own for instance.
    """

    name: str
    opener: Callable[[], IO[bytes]]
    archive: str | None = None
    members: tuple[Source, ...] = ()
    folder: Path | None = None
    owner: Owner = NOBODY
    beside: Callable[[Generator[Any, None, None]], Generator[Any, None, None]] = inline

    def of(self, owner: Owner) -> Source:
        """The same file, and all in it, as *owner*'s."""
        return replace(self, owner=owner, members=tuple(member.of(owner) for member in self.members))

    def open(self) -> IO[bytes]:
        """A fresh binary stream from the first byte."""
        return self.opener()

    @cached_property
    def head(self) -> bytes:
        """The first 64 KiB."""
        if self.members or self.folder:
            return b""
        with self.open() as stream:
            return stream.read(HEAD)

    @property
    def basename(self) -> str:
        """The last part of the name, lower case: what archives are matched on."""
        return self.name.replace("\\", "/").rsplit("/", 1)[-1].casefold()

    def member(self, basename: str) -> Source | None:
        """The archive's member of that lower-case base name."""
        return next((member for member in self.members if member.basename == basename), None)


def of_bytes(name: str, data: bytes) -> Source:
    """Those bytes as a file that is no archive."""
    return Source(name, lambda: io.BytesIO(data))


def of_pipe(name: str, data: bytes) -> Source:
    """Standard input, with its members if it is a ZIP archive.

    Raises BadInput as `of_path` does.
    """
    members = _members(io.BytesIO(data), name, name) if data.startswith(ARCHIVES) else ()
    return Source(name, lambda: io.BytesIO(data), members=members)


def of_path(path: Path, name: str | None = None) -> Source:
    """The file at *path*, with its members if it is a ZIP archive.

    Raises BadInput for a damaged or encrypted archive.
    """
    name = str(path) if name is None else name
    if path.is_dir():
        return Source(name, lambda: io.BytesIO(b""), folder=path)
    with path.open("rb") as stream:
        start = stream.read(4)
    members = _members(path, name, path.name) if start in ARCHIVES else ()
    return Source(name, lambda: path.open("rb"), members=members)


def _members(file: Path | IO[bytes], name: str, archive_name: str) -> tuple[Source, ...]:
    try:
        # open as long as its members are: to read the table of contents again for each would cost their square
        archive = zipfile.ZipFile(file)
        infos = [info for info in archive.infolist() if info.filename and not info.is_dir()]
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError, OSError) as error:
        raise BadInput(
            f"{name}: the archive is damaged ({error})", "download it again and import that copy", code="damaged"
        ) from error
    if len(infos) > MEMBERS_CAP:
        raise BadInput(f"{name}: {len(infos)} files inside, more than {MEMBERS_CAP}", "unpack it and import the folder")
    if infos and all(info.flag_bits & 1 for info in infos):
        raise BadInput(f"{name}: the archive is encrypted", "unpack it with its password and import the folder")
    members = []
    for info in infos:
        member = _member_name(info)
        if ".." in re.split(r"[/\\]", member):
            raise BadInput(f"{name}: {member} leads out of the archive", "no export does that: do not trust it")
        if any(junk in f"/{member.casefold()}" for junk in JUNK):
            continue
        members.append(Source(member, _opener(archive, info, name), archive=archive_name))
    return tuple(members)


def _member_name(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & 0x800:  # the name says that it is UTF-8
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> Callable[[], IO[bytes]]:
    def open_member() -> IO[bytes]:
        if info.file_size > MEMBER_CAP or (
            info.file_size > RATIO_FLOOR and info.file_size > RATIO_CAP * max(1, info.compress_size)
        ):
            raise BadInput(f"{name}: {info.filename} unpacks to {info.file_size} bytes", "this looks like a ZIP bomb")
        return io.BufferedReader(_Member(archive, info, name))

    return open_member


class _Member(io.RawIOBase):
    """A member's bytes, counted; every way a ZIP can be broken becomes one sentence."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> None:
        self._what = f"{name}: {info.filename}"
        self._left = info.file_size
        try:
            self._stream = archive.open(info)
        except _BROKEN as error:
            raise self._damaged(error) from error

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]  # typeshed calls a buffer "object" here
        try:
            data = self._stream.read(len(view))
        except _BROKEN as error:
            raise self._damaged(error) from error
        self._left -= len(data)
        if self._left < 0:
            raise BadInput(f"{self._what} is larger than the archive says", "this looks like a ZIP bomb")
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed and hasattr(self, "_stream"):
            self._stream.close()
        super().close()

    def _damaged(self, error: BaseException) -> BadInput:
        return BadInput(f"{self._what} cannot be unpacked ({error})", "download the archive again", code="damaged")


_BROKEN: Final = (
    zipfile.BadZipFile,
    RuntimeError,  # encrypted
    NotImplementedError,  # unknown compression
    zlib.error,
    EOFError,
    KeyError,
    OSError,
    UnicodeDecodeError,
)
