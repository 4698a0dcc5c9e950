"""A file as importers see it."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import IO, Final, NamedTuple, Protocol, TextIO, TypeVar, cast

from netcli.importers.legacy import Encoding
from netcli.importers.text import Text, decode, detect
from netcli.language import say

HEAD: Final = 65_536
"""Number of bytes at the beginning of a file. From these bytes, importers recognise the file's format."""
PACKED: Final = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
"""The first bytes of gzip, bzip2 and xz data."""


Value = TypeVar("Value")


class Owner(NamedTuple):
    """The owner of an export: their name in the book, and their e-mail addresses."""

    name: str | None = None
    emails: tuple[str, ...] = ()


NOBODY: Final = Owner()


class Beside(Protocol):
    """A function that may compute the items of a generator before they are needed."""

    def __call__(self, items: Generator[Value, None, None], /) -> Generator[Value, None, None]:
        """Return a generator of *items*. The generator may compute an item before the item is needed."""
        ...


def inline(items: Generator[Value, None, None], /) -> Generator[Value, None, None]:
    """Return *items* itself. Each item is computed when it is needed."""
    return items


@dataclass(frozen=True)
class Source:
    """A file, an archive's member, a Maildir or standard input."""

    name: str  # the path that the user gave, or the name of a member inside `archive`
    opener: Callable[[], IO[bytes]]
    archive: str | None = None
    members: tuple[Source, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()  # the names of unreadable members, with the reasons
    folder: Path | None = None
    owner: Owner = NOBODY  # the owner of the file, according to the user
    book: str = ""  # identifies the book that imports the file (`netcli.cards`)
    siblings: tuple[Source, ...] = ()  # the other files of the same command
    beside: Beside = inline

    def of(self, owner: Owner, book: str = "") -> Source:
        """Return the same file and members with another owner and book."""
        return replace(self, owner=owner, book=book, members=tuple(each.of(owner, book) for each in self.members))

    def open(self) -> IO[bytes]:
        """Open the file as a new binary stream, which begins at its first byte."""
        return self.opener()

    def open_text(self) -> TextIO:
        """Open the file as text in its detected encoding, with its line ends unchanged."""
        codec = self.encoding.name
        if self.head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            codec = "utf-16"  # this codec removes the byte order mark
        elif codec == "utf-8":
            codec = "utf-8-sig"
        return io.TextIOWrapper(self.open(), codec, errors="replace", newline="")

    @cached_property
    def encoding(self) -> Encoding:
        """Detect the encoding of the whole file."""
        with self.open() as stream:
            return detect(stream)

    @cached_property
    def head(self) -> bytes:
        """Return the first HEAD bytes of the file.

        For an archive or a folder, return nothing.
        """
        if self.members or self.folder:
            return b""
        with self.open() as stream:
            return stream.read(HEAD)

    @cached_property
    def _decoded(self) -> Text:
        return decode(self.head)

    @property
    def text(self) -> str:
        """Return the beginning of the file as text."""
        return self._decoded.text

    @property
    def head_encoding(self) -> str:
        """Return the encoding of the file's beginning."""
        return self._decoded.encoding

    def once(self, make: Callable[[Source], Value]) -> Value:
        """Return the result of *make* for this file. Call *make* only the first time."""
        made: dict[object, object] = self.__dict__.setdefault("_made", {})
        if make not in made:
            made[make] = make(self)
        return cast("Value", made[make])

    def forget(self) -> None:
        """Empty the cache of this file."""
        for kept in ("encoding", "head", "_decoded", "_made"):
            self.__dict__.pop(kept, None)

    @property
    def basename(self) -> str:
        """Return the name without its folders, in lower case."""
        return self.name.replace("\\", "/").rsplit("/", 1)[-1].casefold()

    def member(self, basename: str) -> Source | None:
        """If a member of the archive has the base name *basename*, return the member."""
        return next((member for member in self.members if member.basename == basename), None)


def of_bytes(name: str, data: bytes) -> Source:
    """Make a source from *data*, treated as a file that is not an archive."""
    return Source(name, lambda: io.BytesIO(data))


def is_maildir(folder: Path) -> bool:
    """Return whether *folder* is a Maildir, even if some subfolders are missing."""
    return (
        is_folder(folder / "cur")
        or (is_folder(folder / "new") and is_folder(folder / "tmp"))
        or any(map(is_folder, folder.glob(".*/cur")))
    )


def is_folder(path: Path) -> bool:
    """Return whether the user may see a folder at *path*."""
    try:
        return path.is_dir()
    except PermissionError:
        return False


def why_unreadable(error: OSError) -> str:
    """Return the reason why a file in a folder is skipped."""
    if isinstance(error, PermissionError):
        return say("no permission to read it")
    return say("it cannot be read ({strerror})", strerror=error.strerror or error)
