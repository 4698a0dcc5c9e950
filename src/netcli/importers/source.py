"""A file as importers see it: named as the user named it, opened as often as needed, an archive's members included."""

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
    """Whose export a file is said to be: the name they have in the book, and their addresses."""

    name: str | None = None
    emails: tuple[str, ...] = ()


NOBODY: Final = Owner()


class Beside(Protocol):
    """How items are made while something else is done, by a process of its own for instance."""

    def __call__(self, items: Generator[Value, None, None], /) -> Generator[Value, None, None]:
        """Return *items*, which may begin to be made now."""
        ...


def inline(items: Generator[Value, None, None], /) -> Generator[Value, None, None]:
    """Return *items* as they are, made when they are asked for."""
    return items


@dataclass(frozen=True)
class Source:
    """One file, member of an archive, Maildir, or standard input; what is found out about it is kept.

    `name` is what reports show: the path as given, or the member's name inside `archive` (a bare file name).
    `skipped` are members of it that cannot be read, and why.
    `owner` is what is known of whoever the user says it is from: it decides where the file itself leaves that open.
    `book` tells the book that it is read into: a card that this book wrote is known by it (`netcli.cards`).
    `siblings` are the files of the same command: one may tell what another's numbers mean.
    `beside` is how part of a large file is read while the rest is.
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
        """Return the same file, and all in it, as *owner*'s, read into *book*."""
        return replace(self, owner=owner, book=book, members=tuple(each.of(owner, book) for each in self.members))

    def open(self) -> IO[bytes]:
        """Open a fresh binary stream from the first byte."""
        return self.opener()

    def open_text(self) -> TextIO:
        """Open the file as a stream of text with its line ends untouched."""
        codec = self.encoding.name
        if self.head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            codec = "utf-16"  # which takes the mark off
        elif codec == "utf-8":
            codec = "utf-8-sig"
        return io.TextIOWrapper(self.open(), codec, errors="replace", newline="")

    @cached_property
    def encoding(self) -> Encoding:
        """Work out the encoding of the whole file."""
        with self.open() as stream:
            return detect(stream)

    @cached_property
    def head(self) -> bytes:
        """Read the first 64 KiB."""
        if self.members or self.folder:
            return b""
        with self.open() as stream:
            return stream.read(HEAD)

    @cached_property
    def _decoded(self) -> Text:
        return decode(self.head)

    @property
    def text(self) -> str:
        """Return the head as text."""
        return self._decoded.text

    @property
    def head_encoding(self) -> str:
        """Return the encoding of the head."""
        return self._decoded.encoding

    def once(self, make: Callable[[Source], Value]) -> Value:
        """Return what *make* makes of this file; it is made once, whoever asks for it."""
        made: dict[object, object] = self.__dict__.setdefault("_made", {})
        if make not in made:
            made[make] = make(self)
        return cast("Value", made[make])

    def forget(self) -> None:
        """Free what was kept: an archive has many members."""
        for kept in ("encoding", "head", "_decoded", "_made"):
            self.__dict__.pop(kept, None)

    @property
    def basename(self) -> str:
        """Return the last part of the name, lower case: what archives are matched on."""
        return self.name.replace("\\", "/").rsplit("/", 1)[-1].casefold()

    def member(self, basename: str) -> Source | None:
        """Return the archive's member of that lower-case base name."""
        return next((member for member in self.members if member.basename == basename), None)


def of_bytes(name: str, data: bytes) -> Source:
    """Make a source of those bytes, as a file that is no archive."""
    return Source(name, lambda: io.BytesIO(data))


def is_maildir(folder: Path) -> bool:
    """Is it a Maildir, whole, without the folders that were empty, or with nothing but sub-folders?"""
    return (
        (folder / "cur").is_dir()
        or ((folder / "new").is_dir() and (folder / "tmp").is_dir())
        or any(path.is_dir() for path in folder.glob(".*/cur"))
    )
