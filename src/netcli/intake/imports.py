"""What `import` does with its files: each is recognised, taken in and told of; a bad one stops nothing."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from netcli.answers import Answer, Remark, Words, cut
from netcli.answers.imports import Column, Columns, Failed, Import, ImportSince, Rejected
from netcli.answers.problems import Problem
from netcli.cards import digest_of
from netcli.errors import BadInput, NetcliError, Usage
from netcli.importers import Importer, Reading, recognise, typed_in
from netcli.importers import csv as table
from netcli.importers import netcli_export as exported
from netcli.importers.places import Place, places
from netcli.importers.source import NOBODY, Owner
from netcli.intake import child_process
from netcli.intake.absorb import absorb
from netcli.intake.batches import since_last
from netcli.intake.dump import take_back
from netcli.intake.report import File
from netcli.records import Item
from netcli.store import mappings
from netcli.store.reader import Reader

if TYPE_CHECKING:
    from netcli.store.writer import Change

Progress = Callable[[Iterator[Item], str], Iterator[Item]]
"""How somebody who waits is shown how far a file of that name is."""


def unwatched(items: Iterator[Item], _: str) -> Iterator[Item]:
    """Return the items of a file for which nobody waits."""
    return items


Taken = tuple[Import, list[Remark]]
"""What came of one file, and the warnings."""

LARGE: Final = 2 << 20
"""Bytes from which on a file is read in a child process: some 20,000 contacts, a second of work."""
SHOWN: Final = 100
"""Warnings of one file that are told."""
_PAIRS: Final = re.compile(r",(?=\s*\w+=)")
"""A comma between two mappings, not one inside a column's name."""


@dataclass(frozen=True)
class Request:
    """Which files are to be taken in, whose they are (0: nobody's yet), and how to read them.

    `typed` reads standard input, whose rows have a form of their own; `rejects` collects the rows that could not be
    used; `progress` shows how far a file is while it passes its items on; `created` people were added already, to be
    counted with those of the first file.
    """

    paths: list[str]
    owner: int
    network: str | None = None
    create: bool = True
    mapping: Mapping[str, str] = field(default_factory=dict)
    since_last: bool = False
    rejects: list[Rejected] | None = None
    progress: Progress = unwatched
    typed: Importer | None = None
    created: int = 0


def bring_in(change: Change, request: Request) -> Answer[Words, list[Import | Failed]]:
    """Take every file in, and say what came of each.

    Raises the first file's error when none could be used.
    """
    entries: list[Import | Failed] = []
    warnings: list[Remark] = []
    errors: list[NetcliError] = []
    for path, found in _found(request.paths):
        name = path if isinstance(found, NetcliError) else found.name
        try:
            if isinstance(found, NetcliError):
                raise found
            entry, remarks = _take(change, found, request)
        except NetcliError as error:
            if _was_only_near(found, error):
                warnings.append({"code": "skipped", "file": name, "line": None, "message": error.message})
                continue
            errors.append(error)
            entries.append(Failed(None, name, Problem(error.code, error.exit_code, error.message, error.hint)))
            continue
        if not request.owner:
            request = replace(request, owner=change.reader.me())
        entries.append(entry)
        warnings += remarks[:SHOWN]
        rejects_cut = cut(len(entry.rejected), entry.rejected_count)
        warnings += [{**each, "file": entry.file, "line": None} for each in rejects_cut]
    done = [entry for entry in entries if isinstance(entry, Import)]
    if not done:
        raise errors[0] if errors else _nothing(request.paths)
    change.summary = _summary(done)
    if request.created:
        _count_as_new(request.created, entries)
    query = {"files": request.paths, "owner": change.reader.person(request.owner), "network": request.network}
    return Answer("import", query, entries, warnings, exit_code=errors[0].exit_code if errors else 0)


def _count_as_new(people: int, entries: list[Import | Failed]) -> None:
    """Count so many *people* more with those of the first file."""
    for place, entry in enumerate(entries):
        if isinstance(entry, Import) and entry.batch:
            entries[place] = replace(entry, people=replace(entry.people, new=entry.people.new + people))
            return


def _found(paths: list[str]) -> Iterator[tuple[str, Place | NetcliError]]:
    return ((path, found) for path in paths for found in places(path))


def _nothing(paths: list[str]) -> BadInput:
    what = f"{', '.join(paths)}: no file there is an export that netcli reads"
    return BadInput(what, "name an export file", code="unknown_file")


def _was_only_near(found: Place | NetcliError, error: NetcliError) -> bool:
    """Is it a file that nobody named, in a folder, and that nobody understands?"""
    return error.code == "unknown_file" and isinstance(found, Place) and found.optional


def _take(change: Change, place: Place, request: Request) -> Taken:
    large = place.size >= LARGE
    source = place.source.of(_owner(change.reader, request.owner), digest_of(change.reader.book()))
    if large:
        source = replace(source, beside=child_process.stream)
    if request.typed is not None:
        reading = typed_in(source, request.typed)
    else:
        reading = recognise(source, request.network, request.mapping)
    items = request.progress(reading.items(), place.name)
    hashing = child_process.stream(_fingerprint(place), idle=True) if large else _fingerprint(place)
    with contextlib.closing(hashing):
        what = File(
            place.name, reading.network, partial(next, hashing), place.archive, reading.encoding, place.modified
        )
        taken = _restored(change, reading, what)
        if taken is not None:
            return taken
        entry, remarks = absorb(
            change,
            what,
            items,
            request.owner,
            create=request.create,
            rejects=request.rejects,
            in_child=large,
        )
    if entry.repeated and request.rejects is not None:
        request.rejects.extend(entry.rejected)
    if entry.repeated and request.mapping:
        message = f"imported before: netcli undo --batch {entry.batch} first, to read it with another mapping"
        remarks = [{"code": "mapping_unused", "file": entry.file, "line": None, "message": message}]
    if request.since_last:
        entry = _compared(change.reader, entry)
    return entry, remarks


def _fingerprint(place: Place) -> Generator[str, None, None]:
    yield place.sha256()


def _owner(reader: Reader, number: int) -> Owner:
    """What is known of whose file it is said to be."""
    return next((Owner(person.name, tuple(person.emails)) for person in reader.full([number])), NOBODY)


def _restored(change: Change, reading: Reading, what: File) -> Taken | None:
    """What came of netcli's own export of this very book, or of any into an empty one; None if it is no such case."""
    return take_back(change, what, exported.whole(reading.source)) if reading.importer is exported else None


def _compared(reader: Reader, entry: Import) -> ImportSince:
    told = {each.name: getattr(entry, each.name) for each in fields(Import)}
    return ImportSince(**told, since_last=since_last(reader, entry.batch) if entry.batch else None)


def _summary(entries: list[Import]) -> str:
    people = sum(entry.people.new + entry.people.unsure for entry in entries)
    links = sum(entry.links.new for entry in entries)
    files = ", ".join(entry.file for entry in entries[:3]) + (" …" if len(entries) > 3 else "")
    return f"imported {files}: {people} new people, {links} new links"


def mapping_of(words: str, reader: Reader | None) -> dict[str, str]:
    """The mapping that `name=Nom complet,company=Société` spells, or that `@clients` calls by name.

    Raises Usage for other words, and Unknown for a name under which none is saved.
    """
    if words.startswith("@") and reader is not None:
        return mappings.saved(reader, words[1:])
    pairs = [pair.partition("=") for pair in _PAIRS.split(words)]
    if not all(what.strip() and column.strip() for what, _, column in pairs):
        raise Usage(f"{words!r} is no mapping", '--map name="Nom complet",company=Société, or --map @NAME')
    return {table.field(what.strip()): column.strip().strip('"') for what, _, column in pairs}


def columns(paths: list[str], mapping: Mapping[str, str]) -> Answer[Words, list[Columns]]:
    """How the tables of people among *paths* are understood; reads the headers only.

    Raises BadInput for a file that is named and no such table.
    """
    tables: list[Columns] = []
    for _, found in _found(paths):
        if isinstance(found, NetcliError):
            raise found
        network = _network(found) if not mapping else None
        told = [] if found.source.members else table.columns(found.source, mapping)
        if told and network in (None, table.NETWORK):
            tables.append(Columns(found.name, [Column(*pair) for pair in told]))
        elif not found.optional:
            why = f"is read as {network}, whose columns are known" if network else "is no table"
            raise BadInput(f"{found.name} {why}", "--map reads any table as one of people", code="no_columns")
    return Answer("import", {"files": paths, "columns": True}, tables)


def _network(place: Place) -> str | None:
    try:
        return recognise(place.source).network
    except BadInput:
        return None
