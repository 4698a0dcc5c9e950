"""What a path given by the user holds: one file, an archive, a Maildir, a folder of files, or standard input."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BufferedIOBase
from pathlib import Path
from threading import Thread
from typing import Final, cast

from netcli.errors import BadInput, Disk, NetcliError, NoPermission, NotThere
from netcli.importers._mailbox import is_maildir
from netcli.importers.source import Source, of_bytes, of_path

BLOCK: Final = 1 << 23
"""Bytes hashed at a time: many, so that a thread seldom has to wait for its turn to ask for more."""
ANSWER: Final = ".expected.json"
"""How the files end that say what an example holds: beside it, but none themselves."""


@dataclass(frozen=True)
class Place:
    """A file to import; `optional` when nobody named it: it only lay in a folder."""

    name: str
    source: Source
    archive: str | None = None
    modified: str | None = None
    optional: bool = False

    def sha256(self) -> str:
        """The fingerprint of its bytes; a Maildir's is that of its messages' fingerprints, sorted."""
        if self.source.folder is not None:
            messages = sorted(
                hashlib.sha256(path.read_bytes()).hexdigest()
                for path in self.source.folder.rglob("*")
                if _message(path)
            )
            return hashlib.sha256("\n".join(messages).encode()).hexdigest()
        digest, block = hashlib.sha256(), memoryview(bytearray(BLOCK))
        with self.source.open() as stream:
            while size := cast("BufferedIOBase", stream).readinto(block):
                digest.update(block[:size])
        return digest.hexdigest()

    def sha256_aside(self) -> Callable[[], str]:
        """`sha256` at work in a thread of its own, and how to wait for it: hashing leaves Python to others."""
        found: list[str] = []

        def work() -> None:
            with suppress(OSError):  # whoever waits meets it again
                found.append(self.sha256())

        thread = Thread(target=work, daemon=True)  # an interrupted import does not wait
        thread.start()

        def wait() -> str:
            thread.join()
            return found[0] if found else self.sha256()

        return wait


def places(words: str) -> Iterator[Place | NetcliError]:
    """What *words* name, files of folders in the order of their names; a place that cannot be used is its error."""
    if words == "-":
        yield Place("-", of_bytes("-", sys.stdin.buffer.read()))
        return
    try:
        yield from _at(Path(words), words, optional=False)
    except NetcliError as error:
        yield error
    except PermissionError as error:
        yield _forbidden(words, error)
    except OSError as error:
        yield Disk(f"{words}: {error.strerror or error}", "check the path")


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
    modified = datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()
    yield Place(name, source, path.name if source.members else None, modified, optional)


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
