"""The cards of a file: where each begins and ends, and the properties on it that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from netcli.importers.formats.content_lines import LINE_CAP, Numbered, Property, content, parts, payload, raw, split
from netcli.importers.formats.values import UNREADABLE, Values
from netcli.importers.text import decode

_BEGIN: Final = re.compile(rb"^\s*BEGIN\s*:\s*VCARD\s*$", re.IGNORECASE)
_END: Final = re.compile(rb"^\s*END\s*:\s*VCARD\s*$", re.IGNORECASE)
_AGENT: Final = re.compile(rb"AGENT[^:]*:\s*$", re.IGNORECASE)
_BASE64: Final = re.compile(rb"[A-Za-z0-9+/=\s]+")
"""A line of a picture, which 2.1 does not fold."""
_HEAVY: Final = frozenset(("PHOTO", "LOGO", "SOUND", "KEY"))
_ANDROID: Final = "X-ANDROID-CUSTOM"
_RELATIONS: Final = (
    *("assistant", "brother", "child", "partner", "father", "friend", "manager", "mother", "parent", "partner"),
    *("referred-by", "relative", "sister", "spouse"),
)
"""What Android numbers from 1 on, `ContactsContract.CommonDataKinds.Relation`."""
_BIRTHDAY: Final = "3"
"""The type of a birthday among Android's events."""

_FIELDS: Final = {
    **dict.fromkeys(("N", "FN", "NICKNAME"), "name"),
    "EMAIL": "email",
    "TEL": "phone",
    "URL": "url",
    "BDAY": "birthday",
    "ORG": "company",
    "TITLE": "title",
    "ROLE": "title",
    "ADR": "city",
    "CATEGORIES": "tag",
    "NOTE": "note",
    "RELATED": "relation",
}
"""The field of each property, as reports call it."""

Properties = list[tuple[Property, str]]
"""The properties of a card, and their texts."""


@dataclass(slots=True)
class Card:
    """A card: the line it begins on, its own lines, and whether it was ended."""

    line: int
    lines: list[Numbered] = field(default_factory=list)
    ended: bool = False


def cards(lines: Iterable[Numbered]) -> Iterator[Card | Numbered]:
    """Yield the cards, and each line outside of them; the next card ends one that nothing else ends."""
    card: Card | None = None
    depth = 0  # a 2.1 AGENT holds a whole card
    for number, line in lines:
        if _BEGIN.match(line):
            if card and card.lines and _AGENT.match(card.lines[-1][1]):
                depth += 1
                continue
            if card:
                yield card
            card, depth = Card(number), 0
        elif _END.match(line):
            if depth:
                depth -= 1
            elif card:
                card.ended = True
                yield card
                card = None
        elif card is None:
            if line.strip():
                yield number, line
        elif depth:
            if line[:3].upper() in (b"FN:", b"FN;"):
                card.lines.append((number, b"AGENT" + line[2:]))
        elif line.strip():
            card.lines.append((number, line))
    if card:
        yield card


def properties_of(card: Card, values: Values | None = None) -> Properties:
    """Read the properties of the card, without pictures and the like; *values* counts what cannot be read."""
    found: list[Property] = []
    picture = False
    for number, line in card.lines:
        each = split(number, line)
        if each is None:
            if values and not (picture and _BASE64.fullmatch(line)):
                values.lose("text", raw([(number, line)]), "not a property", line=number)
            continue
        picture = each.name in _HEAVY
        if not picture:
            found.append(each)
            if values and len(line) >= LINE_CAP:
                values.lose("text", each.written, f"cut after {LINE_CAP} bytes", each.written, line=number)
    legacy = _legacy(found)
    texts = [(each, content(each, legacy)) for each in found]
    if values:
        for each, text in texts:
            if "\ufffd" in text:
                values.lose(
                    "name" if each.name in ("FN", "N") else "text", text, UNREADABLE, each.written, line=each.line
                )
    return [_android(*pair) if pair[0].name == _ANDROID else pair for pair in texts]


def _legacy(properties: list[Property]) -> str:
    """Work out the encoding of a card that is not UTF-8 over all of it: a line alone says too little."""
    data = b"\n".join(payload(found) for found in properties)
    return "utf-8" if data.isascii() else decode(data).encoding


def _android(found: Property, text: str) -> tuple[Property, str]:
    """Return what Android writes under a name of its own, `…/relation;Rita Serra;14;…`, as the property that it is."""
    kind, value, what, label = (*parts(text, ";"), "", "", "", "")[:4]
    value = value.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    match kind.rpartition("/")[2]:
        case "nickname":
            return replace(found, name="NICKNAME"), value
        case "relation":
            known = what.isdecimal() and 1 <= int(what) <= len(_RELATIONS)
            words = _RELATIONS[int(what) - 1] if known else label
            return replace(found, name="RELATED", parameters={"TYPE": (words,)}), value
        case "contact_event" if what == _BIRTHDAY:
            return replace(found, name="BDAY"), value
    return found, text
