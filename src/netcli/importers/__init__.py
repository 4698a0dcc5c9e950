"""The file formats that netcli reads, and how it recognises the format of a file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Final, NamedTuple, Protocol, cast

from netcli.errors import BadInput
from netcli.importers.source import PACKED, Source
from netcli.importers.text import detect
from netcli.language import say
from netcli.networks import network as row_of
from netcli.records import Item, Member, Remark


class Importer(Protocol):
    """What netcli requires of an importer: a module that defines NETWORK, `claims` and `read`."""

    NETWORK: str

    def claims(self, source: Source) -> bool:
        """Return whether this importer can read *source*.

        An importer must not decide by the file's name alone.
        """
        ...

    def read(self, source: Source) -> Iterator[Item]:
        """Yield people and links, and report how each row was handled.

        For each row, yield exactly one `Used`, `Ignored`, `BadRow`, `Row` or `Edited`.
        """
        ...


COLUMNS: Final = 200
"""Maximum length, in characters, of the list of column names in an error message."""
BEGINNING: Final = 1_000
"""Number of characters that decide whether a file is a text file."""
DAMAGED: Final = 0.02
"""Maximum share of unprintable characters in a damaged text file. Images and compressed files have 0.05 to 0.3."""
UNPRINTABLE: Final = re.compile("[\0-\b\x0e-\x1a\x1c-\x1f\ufffd]")
"""Characters that no text file contains. Esc may occur in codes for colours."""
ARCHIVE, FOLDER, JSON, XML, TEXT = "archive", "folder", "json", "xml", "text"
FILE: Final = (JSON, XML, TEXT)


class Format(NamedTuple):
    """A file format, and the module that reads it.

    The head of a text file must contain at least one of the *words*, in lower case.
    """

    module: str
    looks: tuple[str, ...] = FILE
    words: tuple[str, ...] = ()

    def importer(self) -> Importer:
        """Load the module that reads this format, and return it."""
        return cast("Importer", import_module(f"{__name__}.{self.module}"))

    def may_be(self, source: Source) -> bool:
        """Return whether *source* looks like this format, without loading the importer."""
        look, head = source.once(_look)
        return look in self.looks and (not head or not self.words or any(word in head for word in self.words))


FORMATS: Final = (
    Format("linkedin", (ARCHIVE, *FILE)),
    Format("viadeo", words=('"headline"', '"data"', '"kind"', "inscription")),
    Format("xing", words=("vorname",)),
    Format("facebook", (ARCHIVE, JSON, XML)),
    Format("instagram", (ARCHIVE, JSON)),
    Format("x", (ARCHIVE, *FILE), ("window.ytd.",)),
    Format("mastodon", words=("account address", "@")),
    Format("telegram", (JSON,), ('"chats"', '"contacts"', '"messages"')),
    Format("whatsapp", (ARCHIVE, *FILE)),
    Format("google", words=("name", "file as")),
    Format("outlook"),
    Format("yahoo", words=("first", "premier")),
    Format("thunderbird"),
    Format("ldif", words=("dn:",)),
    Format("vcard", words=("vcard",)),
    Format("mail", (FOLDER, *FILE), ("from",)),
    Format("calendar", words=("vcalendar",)),
    Format("foaf", (XML,), ("foaf",)),
    Format("xfn", words=("<",)),
    Format("secondlife", (XML,), ("llsd",)),
    Format("livejournal", words=("> ", "< ")),
    Format("graphml", (XML,), ("graphml",)),
    Format("gexf", (XML,), ("gexf",)),
    Format("dot", words=("graph",)),
    Format("json_graph", (JSON,), ('nodes"', '"elements"', '"target"')),
    Format("mermaid", (TEXT,), ("flowchart", "graph")),
    Format("gephi", words=("label", "target")),
    Format("netcli_export", (JSON,), ('"netcli.export/1"', '"sources"')),
)
"""Formats that can be recognised for certain. At most one should claim a file."""

GENERIC: Final = (Format("edges"), Format("csv"), Format("archive", (ARCHIVE,)))
"""Formats that are tried in this order if none of FORMATS claims the file."""


_BOOKS: Final = (".vcf", ".ldif", ".ics", ".mbox", ".eml")
_TABLES: Final = (*_BOOKS, ".csv", ".tsv")
STRANGE: Final[Mapping[str, tuple[str, ...]]] = {
    "linkedin": _BOOKS,
    "facebook": _TABLES,
    "instagram": _TABLES,
    "x": _TABLES,
}
"""For each network, suffixes of files that the network never exports."""


@dataclass(frozen=True)
class Reading:
    """A file and the importer that reads it.

    *mapping* has the column that the user chose for each field.
    """

    source: Source
    importer: Importer
    network: str
    mapping: Mapping[str, str] | None = None

    @property
    def encoding(self) -> str | None:
        """Return the encoding of a text file. For an archive or a folder, return None."""
        if self.source.members or self.source.folder:
            return None
        network = self.importer.NETWORK
        if network == "mail":  # each message has its own encoding, so report the encoding of the first bytes only
            return self.source.head_encoding
        if not row_of(network).folded_lines:
            return self.source.encoding.name
        with self.source.open() as stream:
            return detect(stream, folded=True).name

    def items(self) -> Iterator[Item]:
        """Yield everything that the file holds.

        For an archive, remarks on unusual members come first.
        """
        if self.mapping:
            from netcli.importers import csv

            yield from csv.read(self.source, self.mapping)
            return
        for name, count in Counter(member.name for member in self.source.members).items():
            if count > 1:
                yield Remark(
                    "repeated_member",
                    say(
                        "{count} files in the archive have this name; a line number may refer to any of them",
                        count=count,
                    ),
                    name,
                )
        strangers = [member for member in self.source.members if self._is_strange(member)]
        for member in strangers:
            yield Member(member.name, say("does not come from this network"))
            message = say(
                "{name} belongs to no {network} export: import it by itself",
                name=member.name,
                network=self.importer.NETWORK,
            )
            yield Remark("member_unread", message, member.name)
        source = self.source
        if strangers:
            source = replace(source, members=tuple(each for each in source.members if each not in strangers))
        yield from self.importer.read(source)

    def _is_strange(self, member: Source) -> bool:
        """Return whether the archive's network never exports files such as *member*."""
        return member.basename.endswith(STRANGE.get(self.importer.NETWORK, ()))


def recognise(source: Source, network: str | None = None, mapping: Mapping[str, str] | None = None) -> Reading:
    """Find the one importer that claims *source*.

    *network* chooses between several importers, and is recorded for the file. If there is a *mapping*, the file is read
    as a table. Raises BadInput if no importer claims the file, or if several importers in FORMATS claim the file.
    """
    if mapping and not source.members:
        from netcli.importers import csv

        csv.columns(source, mapping)  # raises Usage for columns that do not exist, even if the file was imported before
        return Reading(source, csv, network or csv.NETWORK, mapping)
    claimants = [*_claimants(source, FORMATS)]
    if network:
        claimants = [importer for importer in claimants if network == importer.NETWORK] or claimants
    if len(claimants) > 1:
        names = " and ".join(importer.NETWORK for importer in claimants)
        raise BadInput(
            say("{name}: both {names} claim this file", name=source.name, names=names),
            say("choose a format with --network"),
            code="ambiguous_file",
        )
    importer = claimants[0] if claimants else next(_claimants(source, GENERIC), None)
    if importer is None:
        raise BadInput(
            say("{name}: netcli does not know this format", name=source.name), _advice(source), code="unknown_file"
        )
    return Reading(source, importer, network or _network(source, importer))


def _claimants(source: Source, formats: tuple[Format, ...]) -> Iterator[Importer]:
    asked = (each.importer() for each in formats if each.may_be(source))
    return (importer for importer in asked if importer.claims(source))


def _network(source: Source, importer: Importer) -> str:
    """Return the network of a file, or of the members of a generic archive."""
    if not source.members or importer.NETWORK != "archive":
        return importer.NETWORK
    from netcli.importers import archive

    return archive.network(source)


def _look(source: Source) -> tuple[str, str]:
    """Return what *source* looks like, such as JSON, and its head in lower case."""
    if source.members or source.folder:
        return (ARCHIVE if source.members else FOLDER), ""
    head = source.text.lower()
    return {"{": JSON, "[": JSON, "<": XML}.get(head.lstrip()[:1], TEXT), head


def _advice(source: Source) -> str:
    """Return advice on what to do with a file that no importer claims."""
    if source.member("workbook.xml"):
        return say("save the sheet as CSV")
    if not source.members and source.head.startswith(PACKED):
        return say("the file is compressed: unpack it, and import the file inside")
    if not source.members and _is_binary(source):
        return say("this is not a text file; export the contacts again, as CSV or vCard")
    if source.text.lstrip()[:1] not in ("{", "[", "<") and (columns := _columns(source)):
        return say(
            "the columns are {columns}; to say which column holds names: --map name=COLUMN (see --columns); a"
            " list of links has the columns `from` and `to`",
            columns=columns,
        )
    if source.basename.endswith((".csv", ".tsv")):
        return say("--columns shows which columns are understood; use --map name=COLUMN for the others")
    formats = sorted({each.importer().NETWORK for each in FORMATS + GENERIC})
    return say("known formats: {formats}", formats=", ".join(formats))


def _is_binary(source: Source) -> bool:
    """Return whether the file has too many unprintable characters for a text file."""
    start = source.text[:BEGINNING]
    return len(UNPRINTABLE.findall(start)) > len(start) * DAMAGED


def _columns(source: Source) -> str:
    """Return the column names of a table for an error message, or an empty string."""
    from netcli.importers.formats.headers import headers

    header = next(iter(headers(source)), None)
    return ", ".join(header.names)[:COLUMNS] if header and len(header.names) > 1 and all(header.names) else ""


def typed_in(source: Source, importer: Importer) -> Reading:
    """Return a reading of text that the user typed.

    Raises BadInput if *importer* does not claim the text.
    """
    if not importer.claims(source):
        columns = _columns(source)
        what = (
            say("netcli knows none of the columns ({columns})", columns=columns)
            if columns
            else say("neither a table with a header nor JSON lines")
        )
        raise BadInput(
            say("{name}: {what}", name=source.name, what=what),
            say("begin with a header such as name,email,... or from,to,..."),
        )
    return Reading(source, importer, "hand")
