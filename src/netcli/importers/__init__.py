"""Which forms of file netcli reads, and which of them a file is in.

To add one: copy a module, give it NETWORK, `claims` and `read`, and add its name to FORMATS below; a network that has
profile pages, or is believed more than others, also gets a row in `netcli.networks`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Final, NamedTuple, Protocol, cast

from netcli.errors import BadInput
from netcli.importers.source import Source
from netcli.importers.text import detect
from netcli.networks import network as row_of
from netcli.records import Item, Remark


class Importer(Protocol):
    """What netcli asks of a form of file. Any module with these three names will do."""

    NETWORK: str

    def claims(self, source: Source) -> bool:
        """Is this file one of mine? Looks inside (`source.text`, `source.members`), never at the name alone."""
        ...

    def read(self, source: Source) -> Iterator[Item]:
        """Yield what the file says, in its order: people, what links them, and the fate of each row.

        Every row that the format holds is accounted for by exactly one `Used`, `Ignored`, `BadRow`, `Row` or `Edited`.
        """
        ...


COLUMNS: Final = 200
"""Characters of the names of columns that an error gives."""
ARCHIVE, FOLDER, JSON, XML, TEXT = "archive", "folder", "json", "xml", "text"
FILE: Final = (JSON, XML, TEXT)


class Format(NamedTuple):
    """The module that reads a form of file, and what such a file looks like: any other does not load the module.

    *words*, in lower case: one of them is in the head of every such file that is no archive.
    """

    module: str
    looks: tuple[str, ...] = FILE
    words: tuple[str, ...] = ()

    def importer(self) -> Importer:
        """Load the module."""
        return cast("Importer", import_module(f"{__name__}.{self.module}"))

    def may_be(self, source: Source) -> bool:
        """Is it worth asking the importer whether it claims *source*?"""
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
"""Formats that are recognised by something of their own; at most one claims a file."""

GENERIC: Final = (Format("edges"), Format("csv"), Format("archive", (ARCHIVE,)))
"""Formats that many programs write, and archives; asked, in order, only when nobody above claims the file."""


@dataclass(frozen=True)
class Reading:
    """A file with the importer that reads it; *mapping* names the columns of a table, by field, in the user's words."""

    source: Source
    importer: Importer
    network: str
    mapping: Mapping[str, str] | None = None

    @property
    def encoding(self) -> str | None:
        """Return the encoding of a text file; None for an archive or a folder."""
        if self.source.members or self.source.folder:
            return None
        network = self.importer.NETWORK
        if network == "mail":  # in as many encodings as it has messages, and long: its beginning speaks for it
            return self.source.head_encoding
        if not row_of(network).folded_lines:
            return self.source.encoding.name
        with self.source.open() as stream:
            return detect(stream, folded=True).name

    def items(self) -> Iterator[Item]:
        """Yield what the file says."""
        if self.mapping:
            from netcli.importers import csv

            yield from csv.read(self.source, self.mapping)
            return
        for name, count in Counter(member.name for member in self.source.members).items():
            if count > 1:
                yield Remark(
                    "repeated_member", f"{count} files in the archive are called so, and lines are of any", name
                )
        yield from self.importer.read(self.source)


def recognise(source: Source, network: str | None = None, mapping: Mapping[str, str] | None = None) -> Reading:
    """Find the one importer that claims *source*; *network* names an importer, or labels a file of a generic one.

    A table whose columns the user maps is read as they say, whoever would claim it.
    Raises BadInput when nobody does, or when two do.
    """
    if mapping and not source.members:
        from netcli.importers import csv

        csv.columns(source, mapping)  # raises Usage for those that are not there, of a file seen before, too
        return Reading(source, csv, network or csv.NETWORK, mapping)
    claimants = [*_claimants(source, FORMATS)]
    if network:
        claimants = [importer for importer in claimants if network == importer.NETWORK] or claimants
    if len(claimants) > 1:
        names = " and ".join(importer.NETWORK for importer in claimants)
        raise BadInput(f"{source.name}: both {names} claim this file", "name one with --network", code="ambiguous_file")
    importer = claimants[0] if claimants else next(_claimants(source, GENERIC), None)
    if importer is None:
        raise BadInput(f"{source.name}: no importer understands this file", _advice(source), code="unknown_file")
    return Reading(source, importer, network or _network(source, importer))


def _claimants(source: Source, formats: tuple[Format, ...]) -> Iterator[Importer]:
    asked = (each.importer() for each in formats if each.may_be(source))
    return (importer for importer in asked if importer.claims(source))


def _network(source: Source, importer: Importer) -> str:
    """Return the network that the file is of; an archive's is that of its members."""
    if not source.members or importer.NETWORK != "archive":
        return importer.NETWORK
    from netcli.importers import archive

    return archive.network(source)


def _look(source: Source) -> tuple[str, str]:
    """Return what kind of file it is, and its head in lower case."""
    if source.members or source.folder:
        return (ARCHIVE if source.members else FOLDER), ""
    head = source.text.lower()
    return {"{": JSON, "[": JSON, "<": XML}.get(head.lstrip()[:1], TEXT), head


def _advice(source: Source) -> str:
    """Say what to do with a file that nobody claims."""
    if source.member("workbook.xml"):
        return "save the sheet as CSV"
    if source.text.lstrip()[:1] not in ("{", "[", "<") and (columns := _columns(source)):
        return (
            f"its columns are called {columns}; --map name=COLUMN says which names people, --columns shows what is"
            " understood, and those of a list of links are called from,to"
        )
    if source.basename.endswith((".csv", ".tsv")):
        return "--columns shows how its columns are understood, --map name=COLUMN says the rest"
    return "understood: " + ", ".join(sorted({each.importer().NETWORK for each in FORMATS + GENERIC}))


def _columns(source: Source) -> str:
    """Return what the columns of a table are called, for an error; nothing for what is no table."""
    from netcli.importers.formats.headers import headers

    header = next(iter(headers(source)), None)
    return ", ".join(header.names)[:COLUMNS] if header and len(header.names) > 1 and all(header.names) else ""


def typed_in(source: Source, importer: Importer) -> Reading:
    """Take *source* as something that the user typed for *importer*.

    Raises BadInput when it is not.
    """
    if not importer.claims(source):
        columns = _columns(source)
        what = f"no columns are understood of {columns}" if columns else "neither a table with a header nor JSON lines"
        raise BadInput(f"{source.name}: {what}", "write name,email,... or from,to,... first")
    return Reading(source, importer, "hand")
