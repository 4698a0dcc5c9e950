"""LinkedIn's data archive, or a single table from it, such as connections or messages.

    Basic_LinkedInDataExport_03-05-2024.zip
      Connections.csv     Notes:
                          "When exporting your connection data, you may notice that some …"

                          First Name,Last Name,URL,Email Address,Company,Position,Connected On
                          Zoé,"Exemple, PhD",https://www.linkedin.com/in/zoe,,Dupuis & Fils,Directrice,05 Mar 2024
      messages.csv        "CONVERSATION ID","CONVERSATION TITLE","FROM","SENDER PROFILE URL","TO",…
      Invitations.csv     From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl
      …

A table is recognised by its header, not by its name. A missing table is reported, but is no error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from netcli.errors import BadInput
from netcli.importers.formats.headers import Header, find
from netcli.importers.formats.tables import Table
from netcli.importers.linkedin import messages, owner, people
from netcli.importers.linkedin.sheets import NAMES, SHEETS, Sheet
from netcli.importers.shared.contacts import Places, laid_out
from netcli.importers.source import Source
from netcli.importers.text import fold
from netcli.language import say
from netcli.records import Item, Member, Record, Testimony

NETWORK: Final = "linkedin"

BOTS: Final = frozenset(("guide_messages.csv", "learning_coach_messages.csv", "learning_role_play_messages.csv"))
"""Tables of chats with bots. These tables have the columns of messages.csv, but no people."""
THINGS: Final = {
    "skills.csv": frozenset(("name",)),
    "languages.csv": frozenset(("name", "proficiency")),
    "certifications.csv": frozenset(("name", "url", "authority", "started on", "finished on", "license number")),
    "publications.csv": frozenset(("name", "published on", "description", "publisher", "url")),
    "organizations.csv": frozenset(("name", "position", "description", "started on", "finished on")),
}
"""The columns of each table that lists no people.

Other importers would read the rows of these tables as contacts.
"""
EXPECTED: Final = ("Connections.csv", "messages.csv")


def claims(source: Source) -> bool:
    """Return whether the file is, or contains, one of LinkedIn's tables."""
    if not source.members:
        return _why_no_people(source) is not None or _sheet(source) is not None
    return any(_sheet(member) for member in source.members if member.basename.endswith(".csv"))


def read(source: Source) -> Iterator[Item]:
    """Yield the people and links in the archive or in the single table.

    Raises BadInput for a single table that contains no people. The text of messages is never kept.
    """
    if not source.members:
        if why := _why_no_people(source):
            raise BadInput(
                f"{source.name}: {why}", say("import Connections.csv, or the whole archive"), code="unknown_file"
            )
        yield from _read([source], file=False)
        return
    yield from _read(list(source.members), file=True)


def _read(sources: list[Source], *, file: bool) -> Iterator[Item]:
    found: list[tuple[int, Header, Source]] = []
    for source in sources:
        if why := _why_no_people(source):
            yield Member(source.name, why)
        elif sheet := _sheet(source):
            found.append((*sheet, source))
        elif source.basename in NAMES:
            yield Member(source.name, say("the header is not understood"))
        else:
            yield Member(source.name, say("holds no people or links that netcli reads"))
    called = None
    connected: dict[str, list[Record]] = {}
    for place, header, source in sorted(found, key=lambda entry: entry[0]):
        sheet_read = SHEETS[place].read
        table = Table(source, header, _places(source, header, SHEETS[place]), source.name if file else None)
        if sheet_read is messages.read:
            yield from messages.read(table, called)
            continue
        items = sheet_read(table)
        if not file:
            yield from items
            continue
        for item in _resolved(items, connected) if connected else items:
            if isinstance(item, Record):
                called = called or owner.name_of(item)
                if sheet_read is people.connections:
                    connected.setdefault(fold(item.name or ""), []).append(item)
            yield item
    if file:
        present = {source.basename for source in sources}
        yield from (Member(name, say("not in this archive")) for name in EXPECTED if name.casefold() not in present)


def _places(source: Source, header: Header, sheet: Sheet) -> Places:
    """Return the positions of the columns for each field of *sheet*."""
    places = {field: header.places(names) for field, names in sheet.layout.items()}
    # LinkedIn translates the columns of this table
    return laid_out(source, header, places) if sheet.read is people.connections else places


def _resolved(items: Iterable[Item], connected: Mapping[str, list[Record]]) -> Iterator[Item]:
    """Yield *items*. If a person is known only by name, use the matching connection."""
    keys: dict[str, str] = {}
    for item in items:
        if isinstance(item, Record) and item.mention and (found := _connection_of(item, connected)):
            keys[item.key] = found
        elif isinstance(item, Testimony) and item.b in keys:
            yield replace(item, b=keys[item.b])
        else:
            yield item


def _connection_of(mention: Record, connected: Mapping[str, list[Record]]) -> str | None:
    """Return the key of the only connection that fits *mention*, or None."""
    namesakes = connected.get(fold(mention.name or ""), [])
    colleagues = [one for one in namesakes if fold(one.company or "") == fold(mention.company or "")]
    if len(colleagues) == 1 and (mention.company or len(namesakes) == 1):
        return colleagues[0].key
    return None


def _why_no_people(source: Source) -> str | None:
    """Return why a table of the archive lists no people, or None."""
    if source.basename in BOTS:
        return say("conversations with bots") if _sheet(source) else None
    columns = THINGS.get(source.basename)
    return say("names nobody") if columns and find(source, columns.__eq__) else None


def _sheet(source: Source) -> tuple[int, Header] | None:
    """Return the table's index in `SHEETS` and its header, or None."""
    if not source.basename.endswith(".csv") and source.archive:
        return None
    known: list[int] = []

    def fits(columns: frozenset[str]) -> bool:
        known[:] = [place for place, sheet in enumerate(SHEETS) if sheet.fits(columns)]
        return bool(known)

    header = find(source, fits)
    return (known[0], header) if header else None
