"""Read the members of a tar archive, compressed or not.

The archive is unpacked into one temporary file without a name.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import tarfile
import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO, Final, cast

from netcli.errors import BadInput
from netcli.importers.source import Source
from netcli.importers.unpack import JUNK, MEMBERS_CAP, RATIO_CAP, RATIO_FLOOR, leads_out
from netcli.language import say

TOTAL_CAP: Final = 8 << 30
"""Maximum size of an unpacked archive, in bytes. Google Takeout makes archives of 2 to 4 GB."""
BLOCK: Final = 1 << 20
"""Number of bytes that are unpacked at a time."""
_DECOMPRESS: Final[dict[bytes, Callable[[IO[bytes]], IO[bytes]]]] = {
    b"\x1f\x8b": lambda file: cast("IO[bytes]", gzip.GzipFile(fileobj=file)),
    b"BZh": lambda file: bz2.BZ2File(file),
    b"\xfd7zXZ": lambda file: lzma.LZMAFile(file),  # noqa: SIM115  closed with the file that it reads
}
_BROKEN: Final = (tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, ValueError, OverflowError, RecursionError)


def members(
    file: Path | IO[bytes], name: str, archive_name: str
) -> tuple[tuple[Source, ...], tuple[tuple[str, str], ...]]:
    """Return the members of a tar archive, and each skipped member with the reason.

    If *file* is not a tar archive, return nothing. *name* is for errors, and *archive_name* for the members. Raise
    BadInput if the archive is damaged, dangerous or too large.
    """
    with file.open("rb") if isinstance(file, Path) else file as packed:
        try:
            unpacked = _unpacked(packed, name)
            if unpacked is None:
                return (), ()
            infos = tarfile.TarFile(fileobj=unpacked.file, errors="surrogateescape").getmembers()
        except BadInput:
            raise
        except (*_BROKEN, OSError) as error:
            if isinstance(error, OSError) and error.errno is not None:  # the disk is to blame, not the archive
                raise
            hint = "download it again and import that copy"
            raise BadInput(
                say("{name}: the archive is damaged ({error})", name=name, error=error), hint, code="damaged"
            ) from error
    if len(infos) > MEMBERS_CAP:
        raise BadInput(
            say(
                "{name}: the archive holds {infos} files, more than the limit of {members_cap}",
                name=name,
                infos=len(infos),
                members_cap=MEMBERS_CAP,
            ),
            say("unpack the archive and import the folder"),
        )
    found: list[Source] = []
    skipped: list[tuple[str, str]] = []
    for info in infos:
        member = os.fsencode(info.name).decode("utf-8", "replace").removeprefix("./")
        if leads_out(member):
            raise BadInput(
                say("{name}: the path {member} points outside the archive", name=name, member=member),
                say("no real export contains such a path: do not trust this file"),
            )
        if info.isdir() or any(junk in f"/{member.casefold()}" for junk in JUNK):
            continue
        if not info.isreg() or info.issparse():
            skipped.append((member, say("this is {kind}, not a file", kind=_kind(info))))
            continue
        found.append(Source(member, _opener(unpacked, info.offset_data, info.size), archive=archive_name))
    return tuple(found), tuple(skipped)


class _Unpacked:
    """A temporary file that contains an unpacked archive. The file has no name."""

    def __init__(self) -> None:
        self.file = cast("IO[bytes]", tempfile.TemporaryFile())  # noqa: SIM115  closed below

    def __del__(self) -> None:
        self.file.close()


def _unpacked(packed: IO[bytes], name: str) -> _Unpacked | None:
    """Return the decompressed tar archive, or None if *packed* is something else."""
    start = packed.read(8)
    packed.seek(0)
    size = packed.seek(0, os.SEEK_END)
    packed.seek(0)
    decompress = next((make for magic, make in _DECOMPRESS.items() if start.startswith(magic)), None)
    stream = decompress(packed) if decompress else packed
    block = stream.read(BLOCK)
    try:
        tarfile.TarInfo.frombuf(block[: tarfile.BLOCKSIZE], "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        return None
    unpacked = _Unpacked()
    total = 0
    while block:
        total += len(block)
        if total > TOTAL_CAP or (total > RATIO_FLOOR and total > RATIO_CAP * size):
            raise BadInput(
                say("{name}: unpacks to more than {total} MB", name=name, total=total >> 20),
                say("this looks like an archive bomb"),
            )
        unpacked.file.write(block)
        block = stream.read(BLOCK)
    unpacked.file.seek(0)
    return unpacked


def _kind(info: tarfile.TarInfo) -> str:
    if info.issym() or info.islnk():
        return "a link"
    return "a pipe" if info.isfifo() else "a device" if info.isdev() else "something else"


def _opener(unpacked: _Unpacked, begin: int, size: int) -> Callable[[], IO[bytes]]:
    return lambda: io.BufferedReader(_Slice(unpacked, begin, size))


class _Slice(io.RawIOBase):
    """A part of an unpacked archive, as a stream."""

    def __init__(self, unpacked: _Unpacked, begin: int, size: int) -> None:
        self._unpacked, self._begin, self._size, self._at = unpacked, begin, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._at = max(0, offset + (0, self._at, self._size)[whence])
        return self._at

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]  # typeshed calls a buffer "object" here
        wanted = min(len(view), max(0, self._size - self._at))
        # leaves the position alone, because a child process may read another part at the same time
        data = os.pread(self._unpacked.file.fileno(), wanted, self._begin + self._at)
        view[: len(data)] = data
        self._at += len(data)
        return len(data)
