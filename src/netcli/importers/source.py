"""A file as importers see it: its name as the user wrote it, its bytes as often as needed, an archive's members."""

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

HEAD: Final = 65_536
"""Bytes that an importer may look at to recognise a file."""


Value = TypeVar("Value")


class Owner(NamedTuple):
    """The owner of an export: their name in the book, and their addresses."""

    name: str | None = None
    emails: tuple[str, ...] = ()


NOBODY: Final = Owner()


class Beside(Protocol):
    """Schedules the production of items, for example in a child process."""

    def __call__(self, items: Generator[Value, None, None], /) -> Generator[Value, None, None]:
        """Return a generator that yields *items*, which may be computed ahead."""
        ...


def inline(items: Generator[Value, None, None], /) -> Generator[Value, None, None]:
    """Return *items* unchanged, computed on demand."""
    return items


@dataclass(frozen=True)
class Source:
    """A file, an archive's member, a Maildir or standard input; facts found out about it are cached.

    `name` is what reports show: the path as given, or the member's name inside `archive` (a bare file name).
    `skipped` are its members that cannot be read, each with the reason.
    `owner` is the owner of the file according to the user; used if the file itself leaves that open.
    `book` identifies the book that imports the file, so that cards exported from it are recognised (`netcli.cards`).
    `siblings` are the other files of the same command: one may explain the numbers in another.
    `beside` schedules part of a large file's items while the rest is read.
    """

    name: str
    opener: Callable[[], IO[bytes]]
    archive: str | None = None
    members: tuple[Source, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()
    folder: Path | None = None
    owner: Owner = NOBODY
    book: str = ""
    siblings: tuple[Source, ...] = ()
    beside: Beside = inline

    def of(self, owner: Owner, book: str = "") -> Source:
        """Return the same file and members, with *owner* as their owner and *book* as the book that imports them."""
        return replace(self, owner=owner, book=book, members=tuple(each.of(owner, book) for each in self.members))

    def open(self) -> IO[bytes]:
        """Open a fresh binary stream from the first byte."""
        return self.opener()

    def open_text(self) -> TextIO:
        """Open the file as a text stream with unchanged line ends."""
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
        """Return the first HEAD bytes."""
        if self.members or self.folder:
            return b""
        with self.open() as stream:
            return stream.read(HEAD)

    @cached_property
    def _decoded(self) -> Text:
        return decode(self.head)

    @property
    def text(self) -> str:
        """Return the head, decoded."""
        return self._decoded.text

    @property
    def head_encoding(self) -> str:
        """Return the encoding of the head."""
        return self._decoded.encoding

    def once(self, make: Callable[[Source], Value]) -> Value:
        """Return the result of *make* for this file, calling it only the first time."""
        made: dict[object, object] = self.__dict__.setdefault("_made", {})
        if make not in made:
            made[make] = make(self)
        return cast("Value", made[make])

    def forget(self) -> None:
        """Free the caches, because an archive has many members."""
        for kept in ("encoding", "head", "_decoded", "_made"):
            self.__dict__.pop(kept, None)

    @property
    def basename(self) -> str:
        """Return the last part of the name in lower case, by which archives' members are matched."""
        return self.name.replace("\\", "/").rsplit("/", 1)[-1].casefold()

    def member(self, basename: str) -> Source | None:
        """Return the archive's member with that lower-case base name, if there is one."""
        return next((member for member in self.members if member.basename == basename), None)


def of_bytes(name: str, data: bytes) -> Source:
    """Make a source from *data*, treated as a file that is not an archive."""
    return Source(name, lambda: io.BytesIO(data))


def is_maildir(folder: Path) -> bool:
    """Return whether *folder* is a Maildir, even if its empty folders are missing or it has nothing but subfolders."""
    return (
        (folder / "cur").is_dir()
        or ((folder / "new").is_dir() and (folder / "tmp").is_dir())
        or any(path.is_dir() for path in folder.glob(".*/cur"))
    )
