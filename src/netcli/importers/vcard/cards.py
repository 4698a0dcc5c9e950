"""Split a file into its cards, and a card into its properties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from netcli.importers.formats.content_lines import LINE_CAP, Numbered, Property, content, parts, payload, raw, split
from netcli.importers.formats.values import UNREADABLE, Values
from netcli.importers.text import decode
from netcli.language import say

_BEGIN: Final = re.compile(rb"^\s*BEGIN\s*:\s*VCARD\s*$", re.IGNORECASE)
_END: Final = re.compile(rb"^\s*END\s*:\s*VCARD\s*$", re.IGNORECASE)
_AGENT: Final = re.compile(rb"AGENT[^:]*:\s*$", re.IGNORECASE)
_BASE64: Final = re.compile(rb"[A-Za-z0-9+/=\s]+")
"""A line of a picture in vCard 2.1."""
_HEAVY: Final = frozenset(("PHOTO", "LOGO", "SOUND", "KEY"))
_AVATAR: Final = b"gravatar."
"""A part of every Gravatar URL, which contains the hash of an e-mail address."""
_ANDROID: Final = "X-ANDROID-CUSTOM"
_RELATIONS: Final = (
    *("assistant", "brother", "child", "partner", "father", "friend", "manager", "mother", "parent", "partner"),
    *("referred-by", "relative", "sister", "spouse"),
)
"""The relations that Android writes as numbers, from 1.

The source is Android's class `ContactsContract.CommonDataKinds.Relation`.
"""
_BIRTHDAY: Final = "3"
"""The number that Android writes for a birthday."""

Properties = list[tuple[Property, str]]
"""The properties of a card, each with the text of its value."""


@dataclass(slots=True)
class Card:
    """A card. *line* is the number of its first line."""

    line: int
    lines: list[Numbered] = field(default_factory=list)
    ended: bool = False


def cards(lines: Iterable[Numbered]) -> Iterator[Card | Numbered]:
    """Yield the cards, and each line outside of a card."""
    card: Card | None = None
    depth = 0  # in vCard 2.1, an AGENT contains a whole card
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
    """Return the properties of a card, without pictures."""
    found: list[Property] = []
    picture = False
    for number, line in card.lines:
        each = split(number, line)
        if each is None:
            if values and not (picture and _BASE64.fullmatch(line)):
                values.lose("text", raw([(number, line)]), say("not a property"), line=number)
            continue
        picture = each.name in _HEAVY and not (each.name == "PHOTO" and _AVATAR in line)
        if not picture:
            found.append(each)
            if values and len(line) >= LINE_CAP:
                values.lose(
                    "text",
                    each.written,
                    say("cut after {line_cap} bytes", line_cap=LINE_CAP),
                    each.written,
                    line=number,
                )
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
    """Return the encoding of a card that is not in UTF-8."""
    data = b"\n".join(payload(found) for found in properties)
    return "utf-8" if data.isascii() else decode(data).encoding


def _android(found: Property, text: str) -> tuple[Property, str]:
    """Translate a property of Android into a standard property, if there is one."""
    # the text is like `…/relation;Rita Serra;14;…`
    kind, value, what, label = (*parts(text, ";"), "", "", "", "")[:4]
    value = value.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    match kind.rpartition("/")[2]:
        case "nickname":
            return replace(found, name="NICKNAME"), value
        case "relation":
            words = {str(number): words for number, words in enumerate(_RELATIONS, 1)}.get(what, label)
            return replace(found, name="RELATED", parameters={"TYPE": (words,)}), value
        case "contact_event" if what == _BIRTHDAY:
            return replace(found, name="BDAY"), value
    return found, text
