"""The pairs of a book that are worth a question: blocked, scored, and put in order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from netcli.match.bulk.blocking import pair_codes
from netcli.match.bulk.columns import Columns, Floats, Ints, Sketch, columns
from netcli.match.bulk.scoring import RULES, scored


@dataclass(frozen=True, slots=True)
class Blocks:
    """How the search went: pairs compared, and blocks too large to compare (their pairs may still share another)."""

    pairs: int
    oversize: int


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs that are worth a question, best first: ids, bits, rule and whether something speaks against it.

    `book` is what they were found in.
    """

    a: Ints
    b: Ints
    score: Floats
    rule: NDArray[np.int8]
    vetoed: NDArray[np.bool_]
    blocks: Blocks
    book: Columns

    def __len__(self) -> int:
        return len(self.a)

    def __iter__(self) -> Iterator[tuple[int, int, float, str | None, bool]]:
        """Yield (a, b, score, rule, vetoed) for each pair, a < b."""
        return self.at(slice(None))

    def at(self, places: slice | Ints) -> Iterator[tuple[int, int, float, str | None, bool]]:
        """Yield the same for the pairs at some `places`."""
        rules = [*RULES, None]  # no rule is -1
        columns = (column[places].tolist() for column in (self.a, self.b, self.score, self.rule, self.vetoed))
        for a, b, bits, rule, vetoed in zip(*columns, strict=True):
            yield a, b, bits, rules[rule], vetoed

    def waiting(self, rule: str, least: float, apart: Collection[tuple[int, int]]) -> Ints:
        """Return the places of the pairs of `rule` from `least` bits on, but for those known to be `apart`.

        Those that share a key wait whatever their bits, unless the user asks for some.
        """
        code = RULES.index(rule)
        found = np.flatnonzero((self.rule == code) & ((self.score >= least) | (least <= 0)))
        one, other = np.array(sorted(apart) or [(0, 0)], dtype=np.int64).T
        return found[~np.isin(self.a[found] << _HALF | self.b[found], one << _HALF | other)]


_HALF: Final = 32
"""Bits of a person's number."""


def candidates(people: Iterable[Sketch], *, floor: float = 0.0) -> Pairs:
    """Find all pairs of `people` that share a key and are worth a question of at least `floor` bits, or fulfil a rule.

    A `floor` below 0 also gives those not worth a question, without a rule.
    """
    book = columns(people)
    codes, oversize = pair_codes(book)
    a, b, bits, rule, vetoed = scored(book, codes, floor)
    one, other = np.minimum(book.person[a], book.person[b]), np.maximum(book.person[a], book.person[b])
    best = np.lexsort((other, one, -bits))
    blocks = Blocks(len(codes), oversize)
    return Pairs(one[best], other[best], bits[best], rule[best], vetoed[best], blocks, book)
