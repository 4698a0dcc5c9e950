"""Import files. A bad file does not stop the others."""

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
from netcli.ask.naming import Name, Who, offer_to_add
from netcli.cards import digest_of
from netcli.errors import STANDARD_INPUT, Ambiguous, BadInput, NetcliError, Unknown, titled
from netcli.importers import FORMATS, GENERIC, Format, Reading, recognise, typed_in
from netcli.importers import netcli_export as exported
from netcli.importers.places import Found, Place, Skipped, cannot_read, of_path, places
from netcli.importers.source import NOBODY, Owner, Source, why_unreadable
from netcli.intake import child_process
from netcli.intake.absorb import absorb, unusable
from netcli.intake.batches import since_last
from netcli.intake.dump import take_back
from netcli.intake.once import Earlier
from netcli.intake.owner import OwnerKnown
from netcli.intake.report import File
from netcli.intake.told import Told
from netcli.language import Sentence, listed, plural, say
from netcli.networks import NETWORKS
from netcli.records import Item
from netcli.store import batches
from netcli.store.connection import belongs, no_book
from netcli.store.reader import Reader
from netcli.store.writer import Change
from netcli.tell import edits

LARGE: Final = 2 << 20
"""Minimum size of a large file, in bytes. A child process reads a large file.

If the files of an import have this size in total, netcli copies the book before the import.
"""
NAMED: Final = 5
"""Maximum number of errors in a hint, one error per file."""
SHOWN: Final = 100
"""Maximum number of warnings shown per file."""

TYPED: Final = {"add": Format("typed_rows"), "link": Format("edges")}
"""For each command that takes rows from standard input, the format of the rows."""

Progress = Callable[[Iterator[Item], str], Iterator[Item]]
"""A function that yields a file's items and shows the progress."""


class Options(TypedDict, total=False):
    """The options for reading files. The class `Request` explains the options."""

    network: str | None
    create: bool
    insist: bool
    mapping: Mapping[str, str]
    since_last: bool
    rejects: list[Rejected] | None
    progress: Progress | None


@dataclass(frozen=True)
class Request:
    """Which files to import, who owns them, and how to read them."""

    paths: Sequence[str]
    owner: int  # 0 if the owner is not known yet
    command: str = "import"  # or a key of TYPED
    network: str | None = None
    create: bool = True  # whether rows may add people
    insist: bool = False  # whether to accept files that seem to belong to somebody else
    mapping: Mapping[str, str] = field(default_factory=dict)  # the meaning of table columns
    since_last: bool = False  # whether to compare each file with the previous import
    rejects: list[Rejected] | None = None  # collects the rejected rows
    progress: Progress | None = None
    created: int = 0  # number of people already added, for the report of the first file
    book: Path | None = None  # skipped in folders, together with the files that netcli made for it


def owner(change: Change, who: Who | None, person: Name, paths: Sequence[str], *, create: bool) -> tuple[int, int]:
    """Return the id of the files' owner, and the number of added people.

    If an export of a book will restore the owner, the id is 0. An earlier import of the files decides between
    namesakes. Raises Unknown or Ambiguous.
    """
    if who in (None, "me") and paths and is_export(paths[0]) and change.journal.row("setting", "me") is None:
        return 0, 0
    if who is None:
        return change.reader.me(), 0
    try:
        if create and isinstance(who, str):
            number = edits.named_or_added(change, person, who)
            change.derive()
            return number, change.outcome.people["person"]
        return person(who).id, 0
    except Ambiguous as error:
        earlier = _earlier_owners(change.reader, paths).intersection(each.id for each in error.candidates)
        if len(earlier) != 1:
            raise
        return earlier.pop(), 0
    except Unknown as error:
        offer_to_add(error, who, say("--create adds the owner"))
        raise


def _earlier_owners(reader: Reader, paths: Sequence[str]) -> set[int]:
    """Return the owners for whom the files at *paths* were imported before."""
    found: set[int] = set()
    for path in paths:
        with contextlib.suppress(OSError):  # the import reports an unreadable file
            files = places(path) if Path(path).is_file() else ()
            for each in files:
                if isinstance(each, Place):
                    found.update(batches.owners_of(reader, each.sha256()))
    return found


def import_files(change: Change, request: Request) -> Answer[Words, Sequence[Import | Failed]]:
    """Absorb every file; return a report or an error for each file.

    Raises the first file's error if no file could be used.
    """
    warnings = _unknown_network(change.reader, request.network)
    entries, errors, owner = _absorbed(change, request, warnings)
    done = [entry for entry in entries if isinstance(entry, Import)]
    if not done:
        raise _first_of(errors) if errors else _nothing(request.paths)
    change.summary = _summary(done)
    query = {"files": [*request.paths], "owner": change.reader.person(owner), "network": request.network}
    return Answer(request.command, query, entries, warnings, exit_code=errors[0].exit_code if errors else 0)


def _absorbed(
    change: Change, request: Request, warnings: list[Remark]
) -> tuple[list[Import | Failed], list[NetcliError], int]:
    """Absorb every file, and add to *warnings*; return the reports, the errors and the owner's current id."""
    entries: list[Import | Failed] = []
    errors: list[NetcliError] = []
    earlier, known, told = Earlier(change.reader), OwnerKnown(change), Told(change)
    every = [*_found(request.paths)]
    files = tuple(each.source for _, each in every if isinstance(each, Place) and not each.source.members)
    for path, found in every:
        name = path if isinstance(found, NetcliError) else found.name
        if isinstance(found, Skipped):
            warnings.append(_skipped(found))
            continue
        try:
            if isinstance(found, NetcliError):
                raise found
            imported = _imported(change, found, request, earlier, known, told, files)
        except NetcliError as error:
            if _is_unknown_neighbour(found, error):
                if request.book and belongs(Path(name), request.book):
                    continue
                warnings.append({"code": "skipped", "file": name, "line": None, "message": error.message})
                continue
            if name == STANDARD_INPUT:
                error.message = _titled(error.message)
            errors.append(error.with_traceback(None))  # which leads to the open archives
            entries.append(Failed(None, name, Problem(error.code, error.exit_code, error.message, error.hint)))
            continue
        if isinstance(imported, Skipped):
            warnings.append(_skipped(imported))
            continue
        entry, remarks = imported
        if not request.owner:
            request = replace(request, owner=change.reader.me())
        # this file may have merged the owner with somebody: use their current id for the next file
        request = replace(request, owner=change.reader.forwarded(request.owner))
        if entry.batch and not entry.repeated:
            request = replace(request, created=0)
        entries.append(entry)
        warnings += remarks[:SHOWN]
        rejects_cut = cut(len(entry.rejected), entry.rejected_count)
        warnings += [{**each, "file": entry.file, "line": None} for each in rejects_cut]
    return entries, errors, request.owner


def _skipped(file: Skipped) -> Remark:
    return {"code": "skipped", "file": file.name, "line": None, "message": say("skipped: {why}", why=file.why)}


def _imported(
    change: Change,
    place: Place,
    request: Request,
    earlier: Earlier,
    known: OwnerKnown,
    told: Told,
    files: tuple[Source, ...],
) -> tuple[Import, list[Remark]] | Skipped:
    """Import the file at *place*; in a folder that the user named, skip a file that the system cannot read.

    Raises NetcliError for any other file that cannot be read.
    """
    try:
        return _import(change, place, request, earlier, known, told, files)
    except OSError as error:
        if isinstance(error, BrokenPipeError) or error.errno is None:  # the file is not to blame
            raise
        why, unread = why_unreadable(error), cannot_read(place.name, error)
    if place.optional:
        return Skipped(place.name, why)
    raise unread  # not from the system's error, which leads to the open files


def _first_of(errors: list[NetcliError]) -> NetcliError:
    """Return the first error, add the other errors to its hint, and clear the list."""
    first, *others = errors
    errors.clear()  # the error leads to its caller's variables: it must not lead to itself, and keep files open
    left = [plural(len(others) - NAMED, "more file failed", "more files failed")] if len(others) > NAMED else []
    first.hint = listed(filter(None, [first.hint, *(error.message for error in others[:NAMED]), *left]), "; ")
    return first


def _unknown_network(reader: Reader, network: str | None) -> list[Remark]:
    """Return a warning if netcli and the book do not know *network*."""
    formats = {each.module for each in (*FORMATS, *GENERIC)}
    if network is None or network in NETWORKS or network in formats or batches.any_stands(reader, network):
        return []
    message = say(
        "{network!r} is not a network that netcli knows; the files are imported under that name",
        network=network,
    )
    from difflib import get_close_matches  # rarely needed

    if near := get_close_matches(network.casefold(), sorted({*NETWORKS, *formats}), 1):
        message = say("{message}; did you mean {near}?", message=message, near=near[0])
    return [{"code": "unknown_network", "message": message, "network": network}]


def _found(paths: Sequence[str]) -> Iterator[tuple[str, Found]]:
    return ((path, found) for path in paths for found in places(path))


def _nothing(paths: Sequence[str]) -> BadInput:
    what = say("{paths}: no export that netcli can read", paths=", ".join(paths))
    return BadInput(what, say("give the path of an export file"), code="unknown_file")


def _is_unknown_neighbour(found: Found, error: NetcliError) -> bool:
    """Return whether the file's format is unknown and the user named only the folder."""
    return error.code == "unknown_file" and isinstance(found, Place) and found.optional


def _import(
    change: Change,
    place: Place,
    request: Request,
    earlier: Earlier,
    known: OwnerKnown,
    told: Told,
    files: tuple[Source, ...],
) -> tuple[Import, list[Remark]]:
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
        if not request.owner:
            _need_owner(change, reading, request.book)
        entry, remarks = absorb(
            change,
            file,
            items,
            request.owner,
            create=request.create,
            insist=request.insist,
            rejects=request.rejects,
            created=request.created,
            earlier=earlier,
            known=known,
            told=told,
            in_child=large,
        )
    if entry.repeated and request.rejects is not None:
        request.rejects.extend(entry.rejected)
    if entry.repeated and request.mapping:
        message = say(
            "already imported: to read it with another mapping, first run netcli undo --batch {batch}",
            batch=entry.batch,
        )
        remarks = [{"code": "mapping_unused", "file": entry.file, "line": None, "message": message}]
    if request.since_last:
        change.catch_up()
        entry = _compared(change.reader, entry)
    return entry, remarks


def _fingerprint(place: Place) -> Generator[str, None, None]:
    yield place.sha256()


def _known_of(reader: Reader, number: int) -> Owner:
    """Return the identifying values of the owner of the files."""
    name, emails = reader.name_and_emails(number)
    return Owner(name, emails) if name or emails else NOBODY


def _take_back(change: Change, reading: Reading, file: File) -> tuple[Import, list[Remark]] | None:
    """Restore a book's export, or return None for any other file."""
    return take_back(change, file, exported.whole(reading.source)) if reading.importer is exported else None


def _need_owner(change: Change, reading: Reading, book: Path | None) -> None:
    """Raise BadInput for an export without people, and NotThere if nobody owns this book."""
    if reading.importer is exported and not exported.whole(reading.source)["people"]:
        raise unusable(reading.source.name, say("the export contains nobody"))
    if book and change.id == 1:  # this command made the book, and removes it again
        raise no_book(book)
    change.reader.me()


def _compared(reader: Reader, entry: Import) -> ImportSince:
    values = (getattr(entry, name) for name in Import.fields)
    return ImportSince.of(values, since_last=since_last(reader, entry.batch) if entry.batch else None)


def _titled(message: str) -> str:
    """Return *message* with "standard input" in place of `-`."""
    if not isinstance(message, Sentence):
        return message
    fields = {name: titled(value) if isinstance(value, str) else value for name, value in message.fields.items()}
    return say(message.template, **fields)


def _summary(entries: list[Import]) -> str:
    people = sum(entry.people.new + entry.people.unsure for entry in entries)
    links = sum(entry.links.new for entry in entries)
    files = listed(titled(entry.file) for entry in entries[:3])
    if len(entries) > 3:
        files = say("{files} …", files=files)
    return say(
        "imported {files}: {people}, {links}",
        files=files,
        people=plural(people, "new person", "new people"),
        links=plural(links, "new link"),
    )


def is_export(path: str) -> bool:
    """Return whether the file at *path* is an export made by netcli."""
    with contextlib.suppress(OSError, BadInput):  # the import reports an unreadable file
        return Path(path).is_file() and exported.claims(of_path(Path(path)))
    return False


def is_large(paths: Sequence[str]) -> bool:
    """Return whether the files are so large that the book is copied first."""
    size = 0
    for file in _files(paths):
        with contextlib.suppress(OSError):
            size += file.stat().st_size
        if size >= LARGE:
            return True
    return False


def _files(paths: Sequence[str]) -> Iterator[Path]:
    """Yield the files at *paths* and in the folders there, except unreadable folders."""
    for path in map(Path, paths):
        with contextlib.suppress(OSError):
            yield from path.rglob("*") if path.is_dir() else [path]


def by_field(mapping: Mapping[str, str]) -> dict[str, str]:
    """Return *mapping* with netcli's field names as keys: `prénom` becomes `first`."""
    if not mapping:
        return {}
    from netcli.importers import csv  # most files need no mapping

    return {csv.field(what): column for what, column in mapping.items()}


def columns(paths: Sequence[str], mapping: Mapping[str, str]) -> Answer[Words, Sequence[Columns]]:
    """Return how netcli understands the columns of each table of people in *paths*.

    Raises BadInput for a named file that is not a table of people.
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
            why = (
                say("is read as {network}, whose columns are fixed", network=network)
                if network
                else say("is not a table")
            )
            raise BadInput(f"{found.name} {why}", say("--map reads any table as a table of people"), code="no_columns")
    return Answer("import", {"files": [*paths], "columns": True}, tables)


def _network(place: Place) -> str | None:
    try:
        return recognise(place.source).network
    except BadInput:
        return None
