"""A diary with one line per meeting, which `netcli met --diary` reads.

2026-11-20 lunch Pierre Martin, Jacques Roy @Lyon : about Sophie at Airbus
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from netcli.answers.export import Encounter, Extract
from netcli.exporters.pieces import Piece
from netcli.exporters.shared.cells import cells_of
from netcli.kinds import MEETING_KINDS

FORMAT: Final = "diary"
_MARKS: Final = re.compile(r"[,，、;]|\s&\s|\s@|:(\s|$)|：|\shosted by\s", re.IGNORECASE)
"""The marks between the parts of a diary line."""


def write(extract: Extract) -> Iterator[Piece]:
    """Yield a line for each meeting: the original line, if there is one."""
    cells = cells_of(extract.people, written=_plain)
    for meeting in extract.meetings:
        yield f"{meeting.said or _line(meeting, cells)}\n"


def _plain(name: str) -> str:
    """Return *name* without the separators of a diary.

    If the first word of *name* is a kind of meeting, such as `lunch`, return an empty text.

    >>> _plain("Durand, Sophie"), _plain("lunch Berg")
    ('Durand Sophie', '')
    """
    plain = " ".join(_MARKS.sub(" ", name).split())
    return "" if plain.partition(" ")[0] in MEETING_KINDS else plain


def _line(meeting: Encounter, cells: Mapping[int, str]) -> str:
    people = ", ".join(" & ".join(cells[person] for person in group) for group in meeting.groups)
    parts = [
        meeting.day,
        meeting.kind or "",
        people,
        f"hosted by {cells[meeting.host]}" if meeting.host else "",
        f"@{meeting.place}" if meeting.place else "",
        f": {meeting.note}" if meeting.note else "",
    ]
    return " ".join(" ".join(parts).split())
