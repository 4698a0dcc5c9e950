"""vCard 3.0 (RFC 2426), for phones and programs that do not read 4.0.

BEGIN:VCARD
VERSION:3.0
UID:1f2e3d4c-5b6a-8978-8000-000000000007
FN:Zoé Exemple
N:Exemple;Zoé;;;
EMAIL;TYPE=INTERNET;TYPE=PREF:zoe@example.org
END:VCARD
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from netcli.answers.export import Extract
from netcli.exporters.pieces import Piece
from netcli.exporters.shared import cards

FORMAT: Final = "vcard3"


def write(extract: Extract) -> Iterator[Piece]:
    """Yield a card for each person."""
    return cards.written(extract, VERSION)


def files(extract: Extract) -> Iterator[tuple[str, Iterator[Piece]]]:
    """Yield a file for each card."""
    return cards.filed(extract, VERSION)


def _preferred(kind: str, place: int) -> str:
    return f";TYPE={kind}" if place else f";TYPE={kind};TYPE=PREF"


def _birthday(date: str) -> str:
    """Return the birthday as a property, with Apple's placeholder for a missing year."""
    if date.startswith("--"):
        return f"BDAY;X-APPLE-OMIT-YEAR=1604:1604-{date[2:]}"
    return f"BDAY:{date}"


VERSION: Final = cards.Version("3.0", _preferred, _birthday, "X-ABShowAs:COMPANY", "")
