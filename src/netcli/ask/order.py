"""Sort lists of people: by name, company, hops, chance, contacts or latest update."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from netcli.ask.circle import circle
from netcli.errors import one_of
from netcli.folding import fold
from netcli.graph.reach import costs
from netcli.store.graph import Graph
from netcli.store.reader import Reader
from netcli.store.search import Listed, listed_people

EVERYWHERE: Final = 1 << 30
"""Number of hops assigned to a person whom no chain reaches."""

Key = Callable[[Listed], object]


def ordered(reader: Reader, people: Sequence[int], by: str = "name") -> list[int]:
    """Sort *people* by a key of `KEYS`.

    Ties are sorted by name, then id. People without a value come last. Raises Usage for an unknown key.
    """
    value = KEYS[one_of("--sort", by, [*KEYS])](reader)
    rows = listed_people(reader, people, counted=by == "contacts")
    rows.sort(key=lambda row: (not row.name, fold(row.name or ""), row.id))
    rows.sort(key=value)  # type: ignore[arg-type]  # all values of one of KEYS can be compared
    return [row.id for row in rows]


def _by_company(_: Reader) -> Key:
    return lambda row: (not row.company, fold(row.company or ""))


def _by_hops(reader: Reader) -> Key:
    hops = circle(reader, EVERYWHERE)
    return lambda row: hops.get(row.id, EVERYWHERE)


def _by_chance(reader: Reader) -> Key:
    found: Mapping[int, float] = costs(Graph(reader), reader.me())
    return lambda row: found.get(row.id, float("inf"))


KEYS: Final[Mapping[str, Callable[[Reader], Key]]] = {
    "name": lambda _: lambda _: 0,
    "contacts": lambda _: lambda row: -row.contacts,
    "company": _by_company,
    "updated": lambda _: lambda row: tuple(-ord(character) for character in row.updated),
    "hops": _by_hops,
    "chance": _by_chance,
}
