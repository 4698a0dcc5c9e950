"""Load everybody in the book as one network."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from netcli.answers.people import Person
from netcli.errors import Usage
from netcli.language import say
from netcli.store import network
from netcli.store.graph import Constraints
from netcli.store.graph import Graph as Links
from netcli.store.reader import Reader

if TYPE_CHECKING:
    from netcli.graph.whole.csr import Graph

DIGITS: Final = 9
"""Significant digits of fractions, for equal results on every machine."""


class Network:
    """The people of a book as nodes of a `graph`; `me` is my node."""

    def __init__(self, reader: Reader, *, guesses: bool = False) -> None:
        from netcli.graph.whole import csr  # numpy takes 0.1 s to import, and most questions do not need it

        self._reader = reader
        links = Links(reader, Constraints(guesses=guesses))
        self.graph: Graph = csr.build(network.everybody(reader), *network.links(links))
        self.me = self.graph.node(reader.me())

    def node(self, person: Person) -> int:
        """Return the node of *person*.

        Raises Usage if *person* is an organization or a placeholder.
        """
        if person.kind != "person":
            raise Usage(
                say("{name} is not a person", name=person.shown()),
                say("give a person: organizations and placeholders are in no chain"),
            )
        return self.graph.node(person.id)

    def people(self, nodes: Iterable[int]) -> list[Person]:
        """Return the people at *nodes*."""
        numbers = [int(self.graph.ids[node]) for node in nodes]
        people = self._reader.people(numbers)
        return [people[number] for number in numbers]


def figure(value: float) -> float:
    """Return *value* rounded to the digits that answers show.

    >>> figure(2 / 3)
    0.666666667
    """
    return float(f"{value:.{DIGITS}g}")
