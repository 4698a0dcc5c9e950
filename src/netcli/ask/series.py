"""Answer one question about many pairs of people, reading shared links once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from netcli.answers import Answer, Remark
from netcli.answers.paths import Found, NotFound, Question
from netcli.ask import naming
from netcli.ask.chains import ChainGraph, constraints
from netcli.ask.naming import Who
from netcli.ask.paths import between, path
from netcli.errors import NetcliError
from netcli.graph.shortest import Layers
from netcli.store import network
from netcli.store.dialect import widen_cache
from netcli.store.graph import Links
from netcli.store.reader import Reader

if TYPE_CHECKING:
    from netcli.graph.whole.hops import Searches

PATIENCE: Final = 50_000
"""Minimum number of links read one by one before the network is loaded."""
ONE_IN: Final = 10
"""The network is loaded when 1 / ONE_IN of its links have been read. Reading links one by one takes five times as long.
"""


class Series(ChainGraph):
    """The links that the question allows.

    After many reads of links, the whole network is loaded into memory.
    """

    def __init__(self, reader: Reader, question: Question, *, patience: int = PATIENCE) -> None:
        super().__init__(reader, constraints(question))
        self._reader = reader
        self._question = question
        self._patience = patience
        self._state = reader.state()
        self._read = 0
        self._worth: int | None = None

    def current(self, reader: Reader) -> Series:
        """Return this series, or a new series if the book has changed."""
        same = self._state == reader.state()
        return self if same else Series(reader, self._question, patience=self._patience)

    def answer(
        self, pair: tuple[Who, Who] | NetcliError, *, first: bool = False, remarks: Sequence[Remark] = ()
    ) -> Answer[Question, Found | NotFound] | NetcliError:
        """Return the answer for *pair*, or the error."""
        if isinstance(pair, NetcliError):
            return pair
        try:
            source, target = (naming.person(self._reader, who, first=first) for who in pair)
            return path(self._reader, between(self._question, source, target), graph=self).beware(remarks)
        except NetcliError as error:
            return error

    def hops(self, fringe: Sequence[int], /) -> Links:
        """Return the links of everybody in *fringe*, all at cost 0."""
        links = super().hops(fringe)
        self._read += len(links)
        return links

    def shortest(self, source: int, target: int, *, max_hops: int) -> Layers | None:
        """Return all shortest chains between two different people."""
        if not self._loads:
            return super().shortest(source, target, max_hops=max_hops)
        return self._searches.shortest(source, target, max_hops=max_hops)

    def reachable(self, person: int, *, max_hops: int, cap: int) -> tuple[int, bool]:
        """Return how many other people *person* reaches, and whether counting stopped at *cap*."""
        if not self._loads:
            return super().reachable(person, max_hops=max_hops, cap=cap)
        return self._searches.reachable(person, max_hops=max_hops, cap=cap)

    def nearest(self, person: int, limit: int) -> list[tuple[int, int]]:
        """Return the nearest people and their hops, ordered by (hops, id)."""
        if not self._loads:
            return super().nearest(person, limit)
        return self._searches.nearest(person, limit)

    @property
    def _loads(self) -> bool:
        """Whether loading the whole network is worthwhile."""
        if self._read < self._patience:
            return False
        if self._worth is None:
            self._worth = self._reader.count_links() // ONE_IN if self._patience else 0
        return self._read >= self._worth

    @cached_property
    def _searches(self) -> Searches:
        from netcli.graph.whole import csr  # numpy takes 0.1 s to import
        from netcli.graph.whole.hops import Searches

        widen_cache(self._reader.connection)
        return Searches(csr.build(network.everybody(self._reader), *network.links(self)))
