"""A piece of evidence as stored: seen from either end, shown in answers, or weighed as a sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from netcli.answers.people import Evidence

if TYPE_CHECKING:
    from netcli.records import Sign

COLUMNS: Final = (
    "e.id, e.batch, e.kind, e.link, e.certainty, e.since, e.last, e.count, e.direction, e.closeness, e.detail, e.line,"
    " coalesce(batch.network, 'hand'), batch.archive, coalesce(e.file, batch.file), batch.owner"
)
"""The columns of an EvidenceRow, selected from `evidence e` and its `batch`."""
BESIDE: Final = ("endorsement", "recommendation", "invitation")
"""Kinds that make no link by themselves but support an existing one."""
PRIVATE: Final = "private"
"""The kind that marks a link as private; answers never list it as evidence."""
INTRODUCED: Final = "introduced"
"""The kind that says that two people met through an introduction."""
FLIPPED: Final = {"a_to_b": "b_to_a", "b_to_a": "a_to_b"}
ONE_WAY: Final = frozenset(("manager", "assistant", "referred_by"))
"""Kinds without an inverse: their direction says which end is which."""
INVERSE: Final = {"parent": "child", "child": "parent", "customer": "supplier", "supplier": "customer"}
"""A relation means *a is KIND of b*; these kinds have another name when seen from b."""


class EvidenceRow(NamedTuple):
    """What one source states about two people; without `link` it is a signal."""

    id: int
    batch: int | None
    kind: str
    link: str | None
    certainty: str
    since: str | None
    last: str | None
    number: int | None
    direction: str | None
    closeness: int | None
    detail: str | None
    line: int | None
    network: str
    archive: str | None
    file: str | None
    owner: int | None

    def flipped(self) -> EvidenceRow:
        """Return the same evidence as seen from its other end."""
        link, direction = turned(self.link, self.direction)
        return self._replace(link=link, direction=direction)

    @property
    def proves(self) -> bool:
        """Whether it makes a link, or supports a link that other evidence makes."""
        return self.link is not None or self.kind in BESIDE

    def shown(self) -> Evidence:
        """Return the evidence as answers show it."""
        return Evidence(
            network=self.network,
            batch=self.batch,
            archive=self.archive,
            file=self.file,
            line=self.line,
            date=self.last or self.since,
            kind=self.kind,
            count=self.number,
            direction=self.direction or ("a_to_b" if self.link in ONE_WAY else None),
            detail=self.detail,
            _link=self.link,
            _since=self.since,
        )

    def sign(self) -> Sign:
        """Return the evidence in the form in which it is weighed."""
        from netcli.records import Sign  # not needed to show evidence

        _, batch, kind, link, certainty, since, last, number, direction, closeness, *_ = self
        return Sign(kind, link, certainty, since, last, number, direction, closeness, batch)


class EvidenceHistory:
    """The evidence read so far for a pair; evidence that later exports of the same owner repeat counts only once."""

    def __init__(self) -> None:
        self._batches: dict[tuple[object, ...], int] = {}

    def repeats(self, row: EvidenceRow) -> bool:
        """Return whether *row* repeats what earlier batches already stated. Rows must come in order."""
        if row.number is not None or row.batch is None:
            return row.number == 0
        said = row._replace(id=0, batch=None, line=None, archive=None, file=None)
        return self._batches.setdefault(said, row.batch) != row.batch


def turned(link: str | None, direction: str | None) -> tuple[str | None, str | None]:
    """Return a testimony's kind of link and direction as seen from its other end."""
    inverse = INVERSE.get(link or "")
    if inverse is not None:
        return inverse, "a_to_b"
    if direction is None and link in ONE_WAY:
        direction = "a_to_b"
    return link, FLIPPED.get(direction or "", direction)
