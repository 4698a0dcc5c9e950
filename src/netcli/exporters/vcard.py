"""vCard 4.0 (RFC 6350): cards that khard, vdirsyncer and most phones read.

BEGIN:VCARD
VERSION:4.0
UID:urn:uuid:1f2e3d4c-5b6a-8978-8000-000000000007
FN:Zoé Exemple
N:Exemple;Zoé;;;
EMAIL;PREF=1:zoe@example.org
RELATED;TYPE=friend:urn:uuid:1f2e3d4c-5b6a-8978-8000-000000000008
END:VCARD
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from netcli.answers.export import Extract
from netcli.exporters.pieces import Piece
from netcli.exporters.shared import cards

FORMAT: Final = "vcard"


def write(extract: Extract) -> Iterator[Piece]:
    """Yield a card for each person."""
    return cards.written(extract, VERSION)


def files(extract: Extract) -> Iterator[tuple[str, Iterator[Piece]]]:
    """Yield a file for each card."""
    return cards.filed(extract, VERSION)


def _preferred(kind: str, place: int) -> str:
    """Return the parameters of an address; *place* 0 is the preferred address."""
    # an e-mail address (INTERNET) needs no type
    types = "" if kind == "INTERNET" else f";TYPE={kind.lower()}"
    return types if place else f"{types};PREF=1"


def _birthday(date: str) -> str:
    """Return the birthday as a property, in the format of ISO 8601:2004."""
    full = len(date) == len("1980-03-12") or date.startswith("--")
    return f"BDAY:{'--' if date.startswith('--') else ''}{date.replace('-', '') if full else date}"


VERSION: Final = cards.Version("4.0", _preferred, _birthday, "KIND:org", "urn:uuid:")
