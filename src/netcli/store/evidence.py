"""Evidence as stored, as shown in answers, and as weighed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from netcli.answers.people import Evidence
from netcli.kinds import INVERSE
from netcli.store.dialect import LIST, LOOP_JOIN, PAIRS, listed

if TYPE_CHECKING:
    import sqlite3

    from netcli.records import Sign

COLUMNS: Final = (
    "e.id, e.batch, e.kind, e.link, e.certainty, e.since, e.last, e.count, e.direction, e.closeness, e.detail, e.line,"
    " coalesce(batch.network, 'hand'), batch.archive, coalesce(e.file, batch.file), batch.owner"
)
"""The columns of an EvidenceRow, selected from `evidence e` and its `batch`."""
BESIDE: Final = ("endorsement", "recommendation", "invitation")
"""Kinds of evidence that make no link by themselves but support an existing one."""
PRIVATE: Final = "private"
"""The kind of evidence that marks a link as private; answers never list it."""
INTRODUCED: Final = "introduced"
"""The kind of evidence that states that two people met after an introduction."""
FLIPPED: Final = {"a_to_b": "b_to_a", "b_to_a": "a_to_b"}
ONE_WAY: Final = frozenset(("manager", "assistant", "referred_by"))
"""Kinds of link that keep their name when seen from the other end."""

FEW: Final = 400
"""Maximum number of pairs of records that are looked up pair by pair."""


class EvidenceRow(NamedTuple):
    """What one source states about two people.

    Evidence without `link` is a signal, which makes no link.
    """

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
        """Return this evidence as seen from its other end."""
        link, direction = turned(self.link, self.direction)
        return self._replace(link=link, direction=direction)

    @property
    def proves(self) -> bool:
        """Whether this evidence makes a link, or supports a link that other evidence makes."""
        return self.link is not None or self.kind in BESIDE

    def shown(self) -> Evidence:
        """Return the evidence in the form that is shown to the user."""
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
        """Return the evidence in the form that `strength` weighs."""
        from netcli.records import Sign  # not needed to show evidence

        _, batch, kind, link, certainty, since, last, number, direction, closeness, *_ = self
        return Sign(kind, link, certainty, since, last, number, direction, closeness, batch)


class EvidenceHistory:
    """The evidence read so far about one pair, to recognise repeated evidence.

    *forwarded* returns the current id of an owner.
    """

    def __init__(self, forwarded: Callable[[int], int]) -> None:
        self._forwarded = forwarded
        self._batches: dict[tuple[object, ...], int] = {}

    def repeats(self, row: EvidenceRow) -> bool:
        """Return whether *row* repeats what an earlier batch stated. The rows of a pair must come in order of ids."""
        if row.number is not None or row.batch is None:
            return row.number == 0
        _, batch, *statement, _, network, _, _, owner = row
        key = (*statement, network, self._forwarded(owner or 0))
        return self._batches.setdefault(key, row.batch) != batch


def turned(link: str | None, direction: str | None) -> tuple[str | None, str | None]:
    """Return a link's kind and direction as seen from the other end."""
    inverse = INVERSE.get(link or "")
    if inverse is not None:
        return inverse, "a_to_b"
    if direction is None and link in ONE_WAY:
        direction = "a_to_b"
    return link, FLIPPED.get(direction or "", direction)


def between(
    connection: sqlite3.Connection, pairs: Iterable[tuple[int, int]], columns: str, *, join: str = "", where: str = "1"
) -> Iterator[tuple[bool, sqlite3.Cursor]]:
    """Yield (flipped, cursor) for the evidence about *pairs*, ordered by id.

    A row contains the two ids of a pair, then *columns*.

    If `flipped`, the evidence goes from the second person to the first.
    """
    of_both, of_one = _ways(connection, list(pairs))
    for of_a, of_b in (("a", "b"), ("b", "a")):
        column = {"a": of_a, "b": of_b}
        ways = [
            (
                of_both,
                f"record r ON r.person = pair.a {LOOP_JOIN} record s ON s.person = pair.b"
                f" {LOOP_JOIN} evidence e ON e.{of_a} = r.id AND e.{of_b} = s.id",
            )
        ]
        ways += [
            (
                of_one[near],
                f"record r ON r.person = pair.{near} {LOOP_JOIN} evidence e ON e.{column[near]} = r.id"
                f" {LOOP_JOIN} record s ON s.id = e.{column[far]} AND s.person = pair.{far}",
            )
            for near, far in (("a", "b"), ("b", "a"))
        ]
        for chosen, tables in ways:
            if chosen:
                statement = f"SELECT pair.a, pair.b, {columns} FROM {PAIRS} pair {LOOP_JOIN} {tables} {join}"
                yield of_a == "b", connection.execute(f"{statement} WHERE {where} ORDER BY e.id", (listed(chosen),))


def _ways(
    connection: sqlite3.Connection, pairs: list[tuple[int, int]]
) -> tuple[list[tuple[int, int]], dict[str, list[tuple[int, int]]]]:
    """Choose the fastest way to find the evidence about each pair."""
    found = connection.execute(
        f"SELECT value, (SELECT count(*) FROM record WHERE person = value) FROM {LIST} j",
        (listed({person for pair in pairs for person in pair}),),
    )
    records = dict(found.fetchall())
    of_both: list[tuple[int, int]] = []
    of_one: dict[str, list[tuple[int, int]]] = {"a": [], "b": []}
    for a, b in pairs:
        couples = records[a] * records[b]
        if couples <= FEW:
            of_both.append((a, b))
            continue
        fewer, more = ("a", a), ("b", b)
        if records[b] < records[a]:
            fewer, more = more, fewer
        of_fewer = _count(connection, fewer[1], couples)
        if _count(connection, more[1], of_fewer) < of_fewer:
            of_one[more[0]].append((a, b))
        elif of_fewer < couples:
            of_one[fewer[0]].append((a, b))
        else:
            of_both.append((a, b))
    return of_both, of_one


def _count(connection: sqlite3.Connection, person: int, most: int) -> int:
    """Count the pieces of evidence about *person*, but stop at the maximum number *most*."""
    of_end = f"SELECT 1 FROM record r {LOOP_JOIN} evidence e ON e.{{}} = r.id WHERE r.person = ?"
    both = f"{of_end.format('a')} UNION ALL {of_end.format('b')} LIMIT ?"
    return int(connection.execute(f"SELECT count(*) FROM ({both}) x", (person, person, most)).fetchone()[0])
