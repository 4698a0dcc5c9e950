"""Find the rows that an earlier file or archive member contains."""

from __future__ import annotations

from collections.abc import Iterator

from netcli import moments
from netcli.moments import DAY_BITS
from netcli.records import Ignored, Used
from netcli.store import once
from netcli.store.reader import Reader

REPEATED = "repeated"
"""The reason reported for repeated rows."""


class Earlier:
    """The messages and meetings in an owner's other imports.

    They are cached for all files of one command.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._owner = self._batch = 0
        self._known: set[int] | None = None
        self._told: set[int] = set()
        self._member: str | None = None
        self._of_member: set[int] = set()

    def begin(self, owner: int, batch: int) -> None:
        """Prepare for the file of *batch*, which belongs to *owner*."""
        if owner != self._owner:
            self._known = None
        self._owner, self._batch = owner, batch
        self._told.clear()
        self._member, self._of_member = None, set()

    def end(self) -> None:
        """Add the messages and meetings of the accepted file."""
        if self._known is not None:
            self._known |= self._told | self._of_member

    def told_apart(self, rows: Used) -> Iterator[Used | Ignored]:
        """Split *rows* into used and repeated rows.

        A row is repeated if earlier files contain all its messages.
        """
        repeated = self._repeated(rows) if rows.moments else 0
        if repeated < rows.rows or not rows.rows:
            yield Used(rows.file, rows.rows - repeated)
        if repeated:
            yield Ignored(REPEATED, rows.file, repeated)

    def _repeated(self, rows: Used) -> int:
        if self._known is None:
            self._known = once.read_before(self._reader, self._owner, self._batch)
        if rows.file != self._member:
            self._told |= self._of_member
            self._member, self._of_member = rows.file, set()
        told = [moment >> DAY_BITS for moment in moments.unpacked(rows.moments or "")]
        self._of_member.update(told)
        known = [moment in self._known or moment in self._told for moment in told]
        return int(all(known)) if rows.rows == 1 else sum(known)
