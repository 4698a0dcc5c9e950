"""Archives that no single network wrote, such as Google Takeout or a ZIP of tables.

    takeout-20240305T101112Z-001.zip
      Takeout/Contacts/All Contacts/All Contacts.vcf     ← vCard
      Takeout/Contacts/Friends/Friends.vcf               ← the same cards again: ignored
      Takeout/Mail/All mail Including Spam and Trash.mbox   ← mail
      Takeout/archive_browser.html                       ← claimed by no importer

Keys that are unique only within a member are prefixed with the member's name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from netcli.errors import BadInput
from netcli.importers.source import Source
from netcli.language import say
from netcli.networks import network as row_of
from netcli.records import OWNER, Item, Member, Record, Remark, Row, Testimony

if TYPE_CHECKING:
    from netcli.importers import Reading

NETWORK: Final = "archive"
"""The network that is recorded for an archive whose members come from several networks."""

MEDIA: Final = frozenset(
    (
        ".jpg",
        ".jpeg",
        ".png",
        ".gif",
        ".webp",
        ".heic",
        ".svg",
        ".mp3",
        ".m4a",
        ".opus",
        ".mp4",
        ".mov",
        ".pdf",
        ".css",
        ".js",
        ".zip",
        ".tgz",
        ".gz",
        ".docx",
        ".xlsx",
        ".pptx",
    )
)
"""Suffixes of files that no importer reads, so their contents are not examined."""
TABLES: Final = frozenset((".csv", ".tsv", ".txt"))
"""Suffixes of tables, which may need other tables of the same archive."""
EVERYBODY: Final = frozenset(
    (
        "all contacts",
        "tous les contacts",
        "alle kontakte",
        "todos los contactos",
        "tutti i contatti",
        "todos os contatos",
        "todos os contactos",
    )
)
"""Names of Takeout's folder of all contacts, in several languages.

The other folders repeat the same contacts.
"""
_IDENTITY: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+|https?://\S+")
"""Matches a key that means the same person in every file of an archive."""


def claims(source: Source) -> bool:
    """Return whether some importer claims at least one member."""
    return any(reading is not None for _, reading, _ in source.once(_members))


def network(source: Source) -> str:
    """Return the network of the members, or `archive` if there are several networks."""
    found = {reading.network for _, reading, _ in source.once(_members) if reading}
    return found.pop() if len(found) == 1 else NETWORK


def read(source: Source) -> Iterator[Item]:
    """Yield the contents of each member, or the reason why no importer reads it."""
    for member, reading, why in source.once(_members):
        if reading is None:
            yield Member(member.name, why)
            continue
        try:
            shows_owner = row_of(reading.network).lists_owner
            durable: set[str] = set()
            for item in reading.items():
                if isinstance(item, Record) and item.durable:
                    durable.add(item.key)
                yield _placed(item, member.name, shows_owner, durable)
        except BadInput as error:  # one broken file must not stop the others
            yield Member(member.name, error.message)
            yield Remark(
                error.code, say("{message}; the rest of this file was not read", message=error.message), member.name
            )


def _members(source: Source) -> list[tuple[Source, Reading | None, str]]:
    """Pair each member with its importer, or with the reason why no importer fits."""
    return [*_recognised(source)]


def _recognised(source: Source) -> Iterator[tuple[Source, Reading | None, str]]:
    from netcli.importers import recognise  # not at the top, because `importers` imports this module

    whole = {path.parent.parent for path in _paths(source) if path.parent.name.casefold() in EVERYBODY}
    for each, path in zip(source.members, _paths(source), strict=True):
        member = replace(each, siblings=source.members) if path.suffix.casefold() in TABLES else each
        if path.suffix.casefold() in MEDIA:
            yield member, None, say("contains no contacts")
        elif path.parent.parent in whole and path.parent.name.casefold() not in EVERYBODY:
            yield member, None, say("the file's contacts are also in the folder of all contacts")
        else:
            try:
                yield member, recognise(member), ""
            except BadInput as error:
                why = say("netcli does not know the file's format") if error.code == "unknown_file" else error.message
                yield member, None, why
            member.forget()  # the caches of all members would fill the memory


def _paths(source: Source) -> list[PurePosixPath]:
    return [PurePosixPath(member.name.replace("\\", "/")) for member in source.members]


def _placed(item: Item, file: str, lists_owner: bool | None, durable: Collection[str]) -> Item:
    """Return *item* with the name of its *file*. The keys are made unique in the archive."""

    def key(own: str) -> str:
        return own if own == OWNER or own in durable or _IDENTITY.fullmatch(own) else f"{file}/{own}"

    if isinstance(item, Record):
        listed = lists_owner if item.lists_owner is None else item.lists_owner
        return replace(item, key=key(item.key), file=file, lists_owner=listed)
    if isinstance(item, Testimony):
        return replace(item, a=key(item.a), b=key(item.b), file=file)
    if isinstance(item, Row):
        records = tuple(replace(record, key=key(record.key), file=file) for record in item.records)
        return replace(item, a=key(item.a), b=key(item.b), records=records, file=file)
    return replace(item, file=file)
