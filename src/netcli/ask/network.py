"""Everybody as one network: what the measures of a whole book are taken on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from netcli.answers.people import Person
from netcli.errors import Usage
from netcli.store import network
from netcli.store.reader import Reader

if TYPE_CHECKING:
    from netcli.graph.whole.csr import Graph

DIGITS: Final = 9
"""Significant digits of numbers that are not whole, the same on every machine."""


class Network:
    """The people of a book and the links that chains use, as nodes of a `graph`; `me` is one of them."""

    def __init__(self, reader: Reader, *, guesses: bool = False) -> None:
        from netcli.graph.whole import csr  # numpy takes 0.1 s, and most questions need none

        self._reader = reader
        self.graph: Graph = csr.build(network.everybody(reader), *network.links(reader, guesses=guesses))
        self.me = self.graph.node(reader.me())

    def node(self, person: Person) -> int:
        """Return where *person* stands.

        Raises Usage for whoever is no person: no chain begins or ends there.
        """
        if person.kind != "person":
            raise Usage(f"{person.name or person.id} is no person", "name one: other cards are in no chain")
        return self.graph.node(person.id)

    def people(self, nodes: Iterable[int]) -> list[Person]:
        """Return who stands at *nodes*."""
        numbers = [int(self.graph.ids[node]) for node in nodes]
        people = self._reader.people(numbers)
        return [people[number] for number in numbers]


def figure(value: float) -> float:
    """Return *value* with as many digits as answers have.

    >>> figure(2 / 3)
    0.666666667
    """
    return float(f"{value:.{DIGITS}g}")
