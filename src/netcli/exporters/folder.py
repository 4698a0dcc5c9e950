"""A folder of cards, one per person, that other programs can sync.

Unedited cards of people who are no longer exported are deleted. Cards with edits that netcli has not imported are
neither overwritten nor deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from netcli.cards import digest_of, origin
from netcli.exporters.pieces import Notice, Piece
from netcli.importers import vcard
from netcli.importers.source import of_bytes
from netcli.language import plural, say
from netcli.records import Edited

Write = Callable[[Path, bytes], None]
"""The function that writes one whole file."""


class Kept(NamedTuple):
    """What was done to a folder. `bytes` is the size of all cards."""

    bytes: int
    written: int
    deleted: int
    notices: list[tuple[str, Notice]]


def keep(
    folder: Path, files: Iterable[tuple[str, Iterator[Piece]]], book: str, *, write: Write, force: bool, dry_run: bool
) -> Kept:
    """Update *folder* to contain the *files* of *book*.

    Cards that were edited elsewhere are overwritten only if *force* is true.
    """
    digest, size, written, edited = digest_of(book), 0, 0, 0
    names: set[str] = set()
    notices: list[tuple[str, Notice]] = []
    for name, pieces in files:
        names.add(name)
        text = []
        for piece in pieces:
            if isinstance(piece, Notice):
                notices.append((name, piece))
            else:
                text.append(piece)
        data = "".join(text).encode()
        size += len(data)
        before = _read(folder / name)
        if before == data:
            continue
        if before is not None and not force and not _is_known(before, data, digest):
            edited += 1
            continue
        written += 1
        if not dry_run:
            write(folder / name, data)
    gone = [path for path in sorted(folder.glob("*.vcf")) if path.name not in names and _is_own(path, digest)]
    for path in gone:
        if not dry_run:
            path.unlink()
    if edited:
        message = say(
            "{cards} edited elsewhere and not overwritten: import the folder first, or overwrite them with --force",
            cards=plural(edited, "card was", "cards were"),
        )
        notices.append((str(folder), Notice("edited", message, edited)))
    return Kept(size, written, len(gone), notices)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _is_own(path: Path, digest: str) -> bool:
    """Return whether the book wrote this card and nobody has edited it since."""
    wrote = origin(path.stem)
    card = _card(path.read_bytes(), digest) if wrote and wrote[0] == digest else None
    return card is not None and card.now == card.then


def _is_known(card: bytes, replacement: bytes, digest: str) -> bool:
    """Return whether *replacement* contains every edit that somebody made to *card*."""
    old, new = _card(card, digest), _card(replacement, digest)
    if old is None or new is None:
        return False
    return old.now <= old.then | new.then and new.then.isdisjoint(old.then - old.now)


def _card(data: bytes, digest: str) -> Edited | None:
    source = of_bytes("card", data)
    items = vcard.read(source.of(source.owner, digest))
    return next((item for item in items if isinstance(item, Edited)), None)
