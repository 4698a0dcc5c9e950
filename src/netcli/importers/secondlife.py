"""Second Life's contact sets, in `settings_friends_groups.xml` of the Firestorm viewer.

<?xml version="1.0" ?><llsd><map>
  <key>Collègues</key><map><key>friends</key><map>
    <key>11111111-1111-4111-8111-111111111111</key><string /></map></map>
  <key>Pseudonyms</key><map><key>11111111-1111-4111-8111-111111111111</key><string>Zoé</string></map>
  <key>extraAvs</key><map /></map></llsd>
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from netcli.identifiers import address
from netcli.importers.formats import xml
from netcli.importers.formats.values import Values
from netcli.importers.source import Source
from netcli.language import say
from netcli.records import OWNER, BadRow, Item, Record, Testimony, Used

NETWORK: Final = "secondlife"
INTERNAL: Final = frozenset({"globalSettings", "extraAvs", "Pseudonyms", "All Sets", "No Sets"})
"""Top-level keys of the file that are not names of contact sets."""
NAMELESS: Final = "--- ---"
"""What Firestorm writes in place of a display name that the user switched off."""
_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def claims(source: Source) -> bool:
    """Return whether the file is LLSD that holds contact sets."""
    return xml.root(source) == "llsd" and b"<key>friends</key>" in source.head.replace(b"\0", b"")


def read(source: Source) -> Iterator[Item]:
    """Yield each person in a contact set. The person's tags are the names of the sets.

    Friends are contacts of the owner. If a person is not a friend, the set creates no link.
    """
    document = next(iter(xml.tree(source).children), None)
    settings = dict(_pairs(document))
    names = {key: value.text.strip() for key, value in _pairs(settings.get("Pseudonyms"))}
    values = Values()
    strangers = {key for key, _ in _pairs(settings.get("extraAvs"))}
    sets: dict[str, list[str]] = {}
    lines: dict[str, int] = {}
    for label, value in settings.items():
        if label in INTERNAL:
            continue
        for setting, _ in _pairs(value):
            if setting != "friends":
                values.leave(setting)
        for key, entry in _pairs(dict(_pairs(value)).get("friends")):
            if not _UUID.fullmatch(key):
                yield BadRow(entry.line, say("not the id of a resident"), key[:200])
                continue
            yield Used()
            sets.setdefault(key.casefold(), []).append(label)
            lines.setdefault(key.casefold(), entry.line)
    for setting, _ in _pairs(settings.get("globalSettings")):
        values.leave(setting)
    for key, name in names.items():
        if key.casefold() not in sets:
            values.lose("name", name, say("none of the contact sets contains this resident"), "Pseudonyms")
    for key, labels in sets.items():
        name = names.get(key, "")
        yield Record(
            key,
            name if name != NAMELESS and name else None,
            urls=(address(NETWORK, key),),
            tags=tuple(labels),
            line=lines[key],
        )
        if key in strangers:
            yield Testimony(OWNER, key, "listed", None, line=lines[key])
        else:
            yield Testimony(OWNER, key, "connected", line=lines[key])
    yield from values.items()


def _pairs(value: xml.Element | None) -> Iterator[tuple[str, xml.Element]]:
    """Yield the keys and values of an LLSD map."""
    children = value.children if value and value.tag == "map" else []
    for key, held in zip(children[::2], children[1::2], strict=False):
        if key.tag == "key":
            yield key.text.strip(), held
