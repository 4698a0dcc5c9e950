"""Read the members of a ZIP archive as streams. Nothing is extracted to disk."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO, Final

from netcli.errors import BadInput
from netcli.importers.source import Source
from netcli.language import say

MEMBER_CAP: Final = 4 << 30
"""Maximum size of one unpacked member, in bytes. Mail from Takeout can be large."""
RATIO_CAP: Final = 200
"""Maximum ratio of unpacked size to packed size. Text has about 10, a ZIP bomb 1000."""
RATIO_FLOOR: Final = 10 << 20
"""Unpacked size, in bytes, up to which RATIO_CAP does not apply."""
MEMBERS_CAP: Final = 10_000
"""Maximum number of members in one archive."""
JUNK: Final = ("__macosx/", "/._", "/.ds_store", "/thumbs.db", "/desktop.ini")


def members(
    file: Path | IO[bytes], name: str, archive_name: str
) -> tuple[tuple[Source, ...], tuple[tuple[str, str], ...]]:
    """Return the members of an archive, and each skipped member with the reason.

    *name* is the archive's name in errors. *archive_name* is the archive's name in the members. Raises BadInput if the
    archive is damaged, encrypted, dangerous or too large.
    """
    try:
        # kept open while its members are read, because reading its table of contents for each of them takes too long
        archive = zipfile.ZipFile(file)
        infos = [info for info in archive.infolist() if info.filename and not info.is_dir()]
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise BadInput(
            say("{name}: the archive is damaged ({error})", name=name, error=error),
            say("download it again and import that copy"),
            code="damaged",
        ) from error
    try:
        return _members(archive, infos, name, archive_name)
    except BadInput:
        archive.close()
        raise


def _members(
    archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo], name: str, archive_name: str
) -> tuple[tuple[Source, ...], tuple[tuple[str, str], ...]]:
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
    if infos and all(info.flag_bits & 1 for info in infos):
        raise BadInput(
            say("{name}: the archive is encrypted", name=name),
            say("unpack the archive with its password and import the folder"),
        )
    found = []
    skipped = []
    for info in infos:
        member = _member_name(info)
        if leads_out(member):
            raise BadInput(
                say("{name}: the path {member} points outside the archive", name=name, member=member),
                say("no real export contains such a path: do not trust this file"),
            )
        if any(junk in f"/{member.casefold()}" for junk in JUNK):
            continue
        if stat.S_ISLNK(info.external_attr >> 16):
            skipped.append((member, say("this is a symbolic link, not a file")))
            continue
        found.append(Source(member, _opener(archive, info, name), archive=archive_name))
    return tuple(found), tuple(skipped)


def leads_out(member: str) -> bool:
    r"""Return whether unpacking *member* would write outside of the target folder.

    >>> [leads_out(name) for name in ("a/../../b", "/etc/passwd", "C:\\a", "a/b..c")]
    [True, True, True, False]
    """
    return ".." in re.split(r"[/\\]", member) or bool(re.match(r"[/\\]|[A-Za-z]:[/\\]", member))


def _member_name(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & 0x800:  # this flag says that the name is in UTF-8
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
            raise BadInput(
                say(
                    "{name}: {filename} unpacks to {file_size} bytes",
                    name=name,
                    filename=info.filename,
                    file_size=info.file_size,
                ),
                say("this looks like a ZIP bomb"),
            )
        return io.BufferedReader(_Member(archive, info, name))

    return open_member


class _Member(io.RawIOBase):
    """The bytes of a member, as a stream. A broken member raises BadInput."""

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
            raise BadInput(
                say("{what} is larger than the archive says", what=self._what), say("this looks like a ZIP bomb")
            )
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed and hasattr(self, "_stream"):
            self._stream.close()
        super().close()

    def _damaged(self, error: BaseException) -> BadInput:
        return BadInput(
            say("{what} cannot be unpacked ({error})", what=self._what, error=error),
            say("download the archive again"),
            code="damaged",
        )


_BROKEN: Final = (
    zipfile.BadZipFile,
    RuntimeError,  # the member is encrypted
    NotImplementedError,  # its compression is unknown
    zlib.error,
    EOFError,
    KeyError,
    OSError,
    ValueError,  # its place is before the beginning, or its name is not valid UTF-8
)
