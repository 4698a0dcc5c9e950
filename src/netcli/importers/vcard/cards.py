"""The cards of a file: where each begins and ends, and the properties on it that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from netcli.importers.formats.content_lines import Numbered, Property, content, split
from netcli.importers.text import decode

_BEGIN: Final = re.compile(rb"^\s*BEGIN\s*:\s*VCARD\s*$", re.IGNORECASE)
_END: Final = re.compile(rb"^\s*END\s*:\s*VCARD\s*$", re.IGNORECASE)
_AGENT: Final = re.compile(rb"AGENT[^:]*:\s*$", re.IGNORECASE)
_HEAVY: Final = frozenset(("PHOTO", "LOGO", "SOUND", "KEY"))

Values = list[tuple[Property, str]]
"""The properties of a card, and their texts."""


@dataclass(slots=True)
class Card:
    """A card: the line it begins on, its own lines, and whether it was ended."""

    line: int
    lines: list[Numbered] = field(default_factory=list)
    ended: bool = False


def cards(lines: Iterable[Numbered]) -> Iterator[Card | int]:
    """Yield the cards, and a 1 for each line outside of them; the next card ends one that nothing else ends."""
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
                yield 1
        elif depth:
            if line[:3].upper() in (b"FN:", b"FN;"):
                card.lines.append((number, b"AGENT" + line[2:]))
        elif line.strip():
            card.lines.append((number, line))
    if card:
        yield card


def values_of(card: Card) -> Values:
    """Read the properties of the card, without pictures and the like."""
    properties = [found for number, line in card.lines if (found := split(number, line))]
    properties = [found for found in properties if found.name not in _HEAVY]
    legacy = _legacy(properties)
    return [(found, content(found, legacy)) for found in properties]


def _legacy(properties: list[Property]) -> str:
    """Work out the encoding of a card that is not UTF-8 over all of it: a line alone says too little."""
    data = b"\n".join(found.value for found in properties)
    return "utf-8" if data.isascii() else decode(data).encoding
