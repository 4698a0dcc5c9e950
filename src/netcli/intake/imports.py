"""Import files: each is recognised, absorbed and reported; a bad one stops nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final, TypedDict

from netcli.answers import Answer, Remark, Words, cut
from netcli.answers.imports import Column, Columns, Failed, Import, ImportSince, Rejected
from netcli.answers.problems import Problem
from netcli.ask.naming import Name, Who
from netcli.cards import digest_of
from netcli.errors import BadInput, NetcliError, Unknown
from netcli.importers import Format, Reading, recognise, typed_in
from netcli.importers import netcli_export as exported
from netcli.importers.places import Found, Place, Skipped, of_path, places
from netcli.importers.source import NOBODY, Owner, Source
from netcli.intake import child_process
from netcli.intake.absorb import absorb
from netcli.intake.batches import since_last
from netcli.intake.dump import take_back
from netcli.intake.once import Earlier
from netcli.intake.owner import OwnerKnown
from netcli.intake.report import File
from netcli.records import Item
from netcli.store.reader import Reader
from netcli.store.writer import Change
from netcli.tell import edits

LARGE: Final = 2 << 20
"""Bytes from which on a file is read in a child process, and the book copied before: some 20,000 contacts, a second of
work."""
SHOWN: Final = 100
"""Warnings of one file that are told."""

TYPED: Final = {"add": Format("typed_rows"), "link": Format("edges")}
"""Commands that take rows from standard input, and what reads them."""

Progress = Callable[[Iterator[Item], str], Iterator[Item]]
"""Passes on the items of a file of that name, and shows somebody who waits how far it is."""


class Options(TypedDict, total=False):
    """How files are to be read, beyond whose they are; see Request."""

    network: str | None
    create: bool
    insist: bool
    mapping: Mapping[str, str]
    since_last: bool
    rejects: list[Rejected] | None
    progress: Progress | None


@dataclass(frozen=True)
class Request:
    """Which files are to be imported, whose they are (0: nobody's yet), and how to read them.

    *command* is `import`, or one of TYPED; *create* allows rows to add people whom they name; *insist* takes files that
    seem to be another's; *mapping* tells what the columns of tables mean; *since_last* compares each file with the one
    before it; *rejects* collects the rows that could not be used; *created* people were added already, to be counted
    with those of the first file.
    """

    paths: Sequence[str]
    owner: int
    command: str = "import"
    network: str | None = None
    create: bool = True
    insist: bool = False
    mapping: Mapping[str, str] = field(default_factory=dict)
    since_last: bool = False
    rejects: list[Rejected] | None = None
    progress: Progress | None = None
    created: int = 0


def owner(change: Change, who: Who | None, person: Name, paths: Sequence[str], *, create: bool) -> tuple[int, int]:
    """Return whose files they are: *who*, whom *create* may add, or me; and how many people were added for that.

    Nobody (0) owns the export of a whole book that a new one is made from.
    Raises Unknown for somebody whom the book does not know.
    """
    if paths and is_whole_book(paths[0]) and change.journal.row("setting", "me") is None:
        return 0, 0
    if who is None:
        return change.reader.me(), 0
    if create and isinstance(who, str):
        number = edits.named_or_added(change, person, who)
        change.derive()
        return number, change.outcome.people["person"]
    try:
        return person(who).id, 0
    except Unknown as error:
        raise Unknown(error.message, "--create adds the owner; " + (error.hint or "")) from error


def import_files(change: Change, request: Request) -> Answer[Words, Sequence[Import | Failed]]:
    """Absorb every file, and say what came of each.

    Raises the first file's error when none could be used.
    """
    entries: list[Import | Failed] = []
    warnings: list[Remark] = []
    errors: list[NetcliError] = []
    earlier, known = Earlier(change.reader), OwnerKnown(change.reader)
    every = [*_found(request.paths)]
    files = tuple(each.source for _, each in every if isinstance(each, Place) and not each.source.members)
    for path, found in every:
        name = path if isinstance(found, NetcliError) else found.name
        if isinstance(found, Skipped):
            warnings.append({"code": "skipped", "file": name, "line": None, "message": f"skipped: {found.why}"})
            continue
        try:
            if isinstance(found, NetcliError):
                raise found
            entry, remarks = _import(change, found, request, earlier, known, files)
        except NetcliError as error:
            if _was_only_near(found, error):
                warnings.append({"code": "skipped", "file": name, "line": None, "message": error.message})
                continue
            errors.append(error)
            entries.append(Failed(None, name, Problem(error.code, error.exit_code, error.message, error.hint)))
            continue
        if not request.owner:
            request = replace(request, owner=change.reader.me())
        # this file may have made the owner one with somebody: the next finds them under the number that stayed
        request = replace(request, owner=change.reader.forwarded(request.owner))
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
    owner = change.reader.person(request.owner)
    query = {"files": [*request.paths], "owner": owner, "network": request.network}
    return Answer(request.command, query, entries, warnings, exit_code=errors[0].exit_code if errors else 0)


def _count_as_new(people: int, entries: list[Import | Failed]) -> None:
    """Count so many *people* more with those of the first file."""
    for place, entry in enumerate(entries):
        if isinstance(entry, Import) and entry.batch:
            entries[place] = entry.replaced(people=entry.people.replaced(new=entry.people.new + people))
            return


def _found(paths: Sequence[str]) -> Iterator[tuple[str, Found]]:
    return ((path, found) for path in paths for found in places(path))


def _nothing(paths: Sequence[str]) -> BadInput:
    what = f"{', '.join(paths)}: no file there is an export that netcli reads"
    return BadInput(what, "name an export file", code="unknown_file")


def _was_only_near(found: Found, error: NetcliError) -> bool:
    """Is it a file that nobody named, in a folder, and that nobody understands?"""
    return error.code == "unknown_file" and isinstance(found, Place) and found.optional


def _import(
    change: Change, place: Place, request: Request, earlier: Earlier, known: OwnerKnown, files: tuple[Source, ...]
) -> tuple[Import, list[Remark]]:
    """Absorb one of *files*; returns its report and the warnings."""
    large = place.size >= LARGE
    source = place.source.of(_known_of(change.reader, request.owner), digest_of(change.reader.book()))
    source = replace(source, siblings=files)
    if large:
        source = replace(source, beside=child_process.stream)
    if request.command in TYPED:
        reading = typed_in(source, TYPED[request.command].importer())
    else:
        reading = recognise(source, request.network, request.mapping)
    items = request.progress(reading.items(), place.name) if request.progress else reading.items()
    hashing = child_process.stream(_fingerprint(place), idle=True) if large else _fingerprint(place)
    with contextlib.closing(hashing):
        file = File(
            place.name, reading.network, partial(next, hashing), place.archive, reading.encoding, place.modified
        )
        if taken := _take_back(change, reading, file):
            return taken
        entry, remarks = absorb(
            change,
            file,
            items,
            request.owner,
            create=request.create,
            insist=request.insist,
            rejects=request.rejects,
            earlier=earlier,
            known=known,
            in_child=large,
        )
    if entry.repeated and request.rejects is not None:
        request.rejects.extend(entry.rejected)
    if entry.repeated and request.mapping:
        message = f"imported before: netcli undo --batch {entry.batch} first, to read it with another mapping"
        remarks = [{"code": "mapping_unused", "file": entry.file, "line": None, "message": message}]
    return _compared(change.reader, entry) if request.since_last else entry, remarks


def _fingerprint(place: Place) -> Generator[str, None, None]:
    yield place.sha256()


def _known_of(reader: Reader, number: int) -> Owner:
    """Return what is known of whoever the file is said to be from."""
    name, emails = reader.name_and_emails(number)
    return Owner(name, emails) if name or emails else NOBODY


def _take_back(change: Change, reading: Reading, file: File) -> tuple[Import, list[Remark]] | None:
    """Take in netcli's own export of this very book, or of any into an empty one; None if it is no such case."""
    return take_back(change, file, exported.whole(reading.source)) if reading.importer is exported else None


def _compared(reader: Reader, entry: Import) -> ImportSince:
    values = (getattr(entry, name) for name in Import.fields)
    return ImportSince.of(values, since_last=since_last(reader, entry.batch) if entry.batch else None)


def _summary(entries: list[Import]) -> str:
    people = sum(entry.people.new + entry.people.unsure for entry in entries)
    links = sum(entry.links.new for entry in entries)
    files = ", ".join(entry.file for entry in entries[:3]) + (" …" if len(entries) > 3 else "")
    return (
        f"imported {files}: {people} new {'person' if people == 1 else 'people'}, {links} new link{'s' * (links != 1)}"
    )


def is_whole_book(path: str) -> bool:
    """Is the file netcli's own export of a whole book, from which a new one can be made?"""
    return Path(path).is_file() and exported.claims(of_path(Path(path)))


def is_large(paths: Sequence[str]) -> bool:
    """Is what lies at *paths* so much that the book is worth copying first?"""
    files = (file for path in map(Path, paths) for file in (path.rglob("*") if path.is_dir() else [path]))
    size = 0
    for file in files:
        with contextlib.suppress(OSError):
            size += file.stat().st_size
        if size >= LARGE:
            return True
    return False


def by_field(mapping: Mapping[str, str]) -> dict[str, str]:
    """Return *mapping* with its fields called as netcli calls them: `prénom` is `first`."""
    if not mapping:
        return {}
    from netcli.importers import csv  # most files need no mapping

    return {csv.field(what): column for what, column in mapping.items()}


def columns(paths: Sequence[str], mapping: Mapping[str, str]) -> Answer[Words, Sequence[Columns]]:
    """Say how the tables of people among *paths* are understood; reads the headers only.

    Raises BadInput for a file that is named and no such table.
    """
    from netcli.importers import csv

    mapping = by_field(mapping)
    tables: list[Columns] = []
    for _, found in _found(paths):
        if isinstance(found, NetcliError):
            raise found
        if isinstance(found, Skipped):
            continue
        network = _network(found) if not mapping else None
        understood = [] if found.source.members else csv.columns(found.source, mapping)
        if understood and network in (None, csv.NETWORK):
            tables.append(Columns(found.name, [Column(*pair) for pair in understood]))
        elif not found.optional:
            why = f"is read as {network}, whose columns are known" if network else "is no table"
            raise BadInput(f"{found.name} {why}", "--map reads any table as one of people", code="no_columns")
    return Answer("import", {"files": [*paths], "columns": True}, tables)


def _network(place: Place) -> str | None:
    try:
        return recognise(place.source).network
    except BadInput:
        return None
