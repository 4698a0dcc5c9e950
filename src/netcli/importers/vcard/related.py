"""Find the people whom a card names, and how they are related to the card's person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from netcli.importers.formats.content_lines import Property, unescape
from netcli.importers.vcard.cards import Properties

URI: Final = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
_INLINE_NAME: Final = re.compile(r"^FN[^:\n]*:(.+)$", re.MULTILINE | re.IGNORECASE)
_SOMEBODY: Final = re.compile(
    r"X-(?:[A-Z0-9]+-)*(SPOUSE|PARTNER|MANAGER|ASSISTANT|SECRETARY|CHILD|FATHER|MOTHER|PARENT|BROTHER|SISTER|FRIEND)"
    r"(?:REN)?S?-?(?:NAMES?)?"
)
"""A property whose name tells the relation: X-SPOUSE, X-EVOLUTION-MANAGER or X-KADDRESSBOOK-X-SpouseName."""


@dataclass(frozen=True, slots=True)
class Named:
    """A person whom a card names."""

    card: str  # the key of the card
    who: str  # the person's UID, address or name
    label: str  # the person's relation to the card's person
    line: int
    column: str  # the name of the property


def names_somebody(name: str) -> bool:
    """Return whether *name* is a property that mentions another person, such as `X-SPOUSE`."""
    return name in ("RELATED", "X-ABRELATEDNAMES", "AGENT") or _SOMEBODY.fullmatch(name) is not None


def named_by(card: str, properties: Properties) -> Iterator[Named]:
    """Yield each person whom a card names, and the label of the relation."""
    labels = {found.group: unescape(text) for found, text in properties if found.name == "X-ABLABEL" and found.group}
    for found, text in properties:
        who = unescape(text).strip()
        if found.name == "AGENT" and (inline := _INLINE_NAME.search(who)):
            who = inline[1].strip()
        if who and (label := _label(found, labels.get(found.group, ""))) is not None:
            yield Named(card, who, label, found.line, found.written)


def _label(found: Property, label: str) -> str | None:
    """Return the relation in a property. If the property mentions no second person, return None."""
    if found.name == "RELATED":
        types = [kind.removeprefix("x-") for kind in found.types if kind != "pref"]
        return None if "me" in types else label or ",".join(types)
    if found.name == "X-ABRELATEDNAMES":
        return label or ",".join(kind for kind in found.types if kind != "pref")
    if found.name == "AGENT":
        return "agent"
    somebody = _SOMEBODY.fullmatch(found.name)
    return somebody[1].lower() if somebody else None
