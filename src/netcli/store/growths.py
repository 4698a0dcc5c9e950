"""Find out whether a new record changes a person, without reading older records."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from netcli.records import KeptRecord
from netcli.store import derive, records
from netcli.store.reader import Reader

MUCH: Final = 20
"""If a person has at least this number of records, a `_Growth` may be kept."""
PLAIN: Final = frozenset(
    {"name", "given", "family", "country", "positions", "mention", *derive.SINGLE, *derive.MANY}
) - {"aliases"}
"""Fields that a `_Growth` can process."""


SINGLE: Final = frozenset(derive.SINGLE) - {"birthday"}
"""The fields whose value always comes from the best record."""
_MENTIONED: Final = {
    True: (derive.ONLY_MENTIONED, derive.ALSO_MENTIONED),
    False: (0, derive.ALSO_MENTIONED),
}
"""Values of `person.mentioned` that a new record does not change."""


class Grown(NamedTuple):
    """Whether a person has changed, and the keys of the person's new records."""

    altered: bool
    answers: set[tuple[str, str]]


@dataclass(slots=True)
class _Growth:
    """A person's values and their ranks.

    `best` and `chosen` are for fields with one value. `many` and `order` (best rank first) are for the others.
    """

    last: int
    row: derive.PersonRow
    best: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)
    many: dict[str, dict[str, tuple[Any, ...]]] = field(default_factory=dict)
    order: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)

    def fits(self, statement: KeptRecord) -> bool:
        """Return whether a file's record can be added without reading all records."""
        fields = statement.fields
        return (
            statement.batch is not None
            and self.row.mentioned in _MENTIONED[statement.mention]
            and PLAIN.issuperset(fields)
            and derive.display_name(fields) in (None, self.row.name)
            and fields.get("birthday", self.row.birthday) == self.row.birthday
        )

    def add(self, statement: KeptRecord) -> bool:
        """Add a record; return whether the person changes."""
        altered, precedence = False, derive.precedence(statement)
        for name, said in statement.fields.items():
            if name in derive.MANY:
                for place, value in enumerate(derive.canonical(name, said, statement.fields)):
                    altered |= self._add_value(name, value, (*precedence, place))
            elif name in SINGLE and (name not in self.best or precedence < self.best[name]):
                altered |= self.chosen.get(name) != said
                self.best[name], self.chosen[name] = precedence, said
        return altered

    def _add_value(self, name: str, value: str, better: tuple[Any, ...]) -> bool:
        """Add a value, and return whether the person changes."""
        known, order = self.many.setdefault(name, {}), self.order.setdefault(name, [])
        before = known.get(value)
        if before is not None and before <= better:
            return False
        known[value] = better
        moved = True
        if before is not None:
            at = bisect_left(order, before)
            moved = at > 0 and better < order[at - 1]
            del order[at]
        insort(order, better)
        return moved


class Growths:
    """Finds out how new files change people who already have many records.

    If records change without a new file, call `forget`.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._files = False
        self._of: dict[int, _Growth] = {}
        self._met: set[int] = set()

    def begin(self) -> None:
        """Prepare for a new file. Before the first call of this method, the method `keep` does nothing."""
        self._files = True

    def forget(self) -> None:
        """Stop following everybody."""
        self._of.clear()

    def grown(self, people: Collection[int]) -> dict[int, Grown]:
        """If all new records of a person fit the person's `_Growth`, return the person's changes."""
        found: dict[int, Grown] = {}
        followed = {person: self._of[person].last for person in self._of.keys() & set(people)}
        for person, added in records.after(self._reader, followed).items():
            growth = self._of[person]
            if not all(map(growth.fits, added)):
                del self._of[person]
                continue
            altered = [growth.add(each) for each in added]
            growth.last = added[-1].id
            found[person] = Grown(any(altered), {key for each in added for key in derive.person([each])[1]})
        return found

    def keep(self, derived: Mapping[int, derive.PersonRow], said: Mapping[int, Sequence[KeptRecord]]) -> None:
        """Keep a `_Growth` for each person who has many records now and had many before.

        *said* must contain all records of these people.
        """
        if not self._files:
            return
        much = {person for person in derived if len(said[person]) >= MUCH}
        for person in much & self._met:
            if self._is_plain(derived[person], said[person]):
                growth = self._of[person] = _Growth(said[person][-1].id, derived[person])
                for statement in said[person]:
                    growth.add(statement)
        self._met |= much

    @staticmethod
    def _is_plain(row: derive.PersonRow, said: Sequence[KeptRecord]) -> bool:
        plain = row.kind == "person" and row.aliases == "[]"
        return plain and not any("removed" in each.fields for each in said)
