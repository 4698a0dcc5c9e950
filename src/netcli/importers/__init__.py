"""Which networks netcli reads, and which of them a file comes from.

To add one: copy a module, give it NETWORK, `claims` and `read`, and add its name to a tuple below.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from netcli.errors import BadInput
from netcli.importers import (
    archive,
    calendar,
    csv,
    dot,
    edges,
    facebook,
    foaf,
    gexf,
    google,
    graphml,
    instagram,
    json_graph,
    ldif,
    linkedin,
    livejournal,
    mail,
    mastodon,
    netcli_export,
    outlook,
    secondlife,
    telegram,
    thunderbird,
    typed_rows,
    vcard,
    viadeo,
    whatsapp,
    x,
    xfn,
    xing,
    yahoo,
)
from netcli.importers.formats.text import decode, detect
from netcli.importers.source import Source
from netcli.records import Item


class Importer(Protocol):
    """What netcli asks of a network. Any module with these three names will do."""

    NETWORK: str

    def claims(self, source: Source) -> bool:
        """Is this file one of mine? Looks inside (`source.head`, `source.members`), never at the name alone."""
        ...

    def read(self, source: Source) -> Iterator[Item]:
        """What the file says, in its order: people, what links them, and the fate of each row.

        Every row that the format holds is accounted for by exactly one `Used`, `Ignored`, `BadRow` or `Row`.
        """
        ...


NETWORKS: tuple[Importer, ...] = (
    linkedin,
    viadeo,
    xing,
    facebook,
    instagram,
    x,
    mastodon,
    telegram,
    whatsapp,
    google,
    outlook,
    yahoo,
    thunderbird,
    ldif,
    vcard,
    mail,
    calendar,
    foaf,
    xfn,
    secondlife,
    livejournal,
    graphml,
    gexf,
    dot,
    json_graph,
    netcli_export,
)
"""Formats that are recognised by something of their own; at most one claims a file."""

GENERIC: tuple[Importer, ...] = (edges, csv, archive)
"""Formats that many programs write, and archives; asked, in order, only when nobody above claims the file."""


FOLDED: Final[tuple[Importer, ...]] = (vcard, ldif, calendar)
"""Formats that cut long lines in two."""


@dataclass(frozen=True)
class Reading:
    """A file with the importer that reads it; *mapping* names the columns of a table, by field, in the user's words."""

    source: Source
    importer: Importer
    network: str
    mapping: Mapping[str, str] | None = None

    @property
    def encoding(self) -> str | None:
        """The encoding of a text file; None for an archive or a folder."""
        if self.source.members or self.source.folder:
            return None
        if self.importer is mail:  # in as many encodings as it has messages, and long: its beginning speaks for it
            return decode(self.source.head).encoding
        return detect(self.source, folded=self.importer in FOLDED)[0]

    def items(self) -> Iterator[Item]:
        """What the file says."""
        if self.mapping:
            return csv.read(self.source, self.mapping)
        return self.importer.read(self.source)


def recognise(source: Source, network: str | None = None, mapping: Mapping[str, str] | None = None) -> Reading:
    """The one importer that claims *source*; *network* names an importer, or labels a file of a generic one.

    A table whose columns the user maps is read as she says, whoever would claim it.
    Raises BadInput when nobody does, or when two do.
    """
    if mapping and not source.members:
        csv.columns(source, mapping)  # raises Usage for those that are not there, of a file seen before, too
        return Reading(source, csv, network or csv.NETWORK, mapping)
    claimants = [importer for importer in NETWORKS if importer.claims(source)]
    if network:
        claimants = [importer for importer in claimants if network == importer.NETWORK] or claimants
    if len(claimants) > 1:
        names = " and ".join(importer.NETWORK for importer in claimants)
        raise BadInput(f"{source.name}: both {names} claim this file", "name one with --network", code="ambiguous_file")
    claimants += [importer for importer in GENERIC if not claimants and importer.claims(source)][:1]
    if not claimants:
        raise BadInput(f"{source.name}: no importer understands this file", _advice(source), code="unknown_file")
    importer = claimants[0]
    return Reading(source, importer, network or (archive.network(source) if importer is archive else importer.NETWORK))


def _advice(source: Source) -> str:
    """What to do with a file that nobody claims."""
    if source.member("workbook.xml"):
        return "save the sheet as CSV"
    if source.basename.endswith((".csv", ".tsv")):
        return "--columns shows how its columns are understood, --map name=COLUMN says the rest"
    return "understood: " + ", ".join(sorted({importer.NETWORK for importer in NETWORKS + GENERIC}))


def typed_in(source: Source, importer: Importer) -> Reading:
    """*source* as something that the user typed for *importer*.

    Raises BadInput when it is not.
    """
    if not importer.claims(source):
        raise BadInput(
            f"{source.name}: neither a table with a header nor JSON lines", "write name,email,... or from,to,... first"
        )
    return Reading(source, importer, typed_rows.NETWORK)
