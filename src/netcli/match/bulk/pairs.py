"""Find the pairs of people in a book who may be one person."""

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
    """Number of pairs compared, and number of blocks skipped because of their size.

    A pair from a skipped block may be in another block, too.
    """

    pairs: int
    oversize: int


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of people who may be one person, best first.

    `score` is in bits, and `rule` is a position in `RULES`. The pairs were found in `book`.
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
        """Yield (a, b, score, rule, vetoed) for each pair at the positions `places`."""
        rules = [*RULES, None]  # no rule is -1
        columns = (column[places].tolist() for column in (self.a, self.b, self.score, self.rule, self.vetoed))
        for a, b, bits, rule, vetoed in zip(*columns, strict=True):
            yield a, b, bits, rules[rule], vetoed

    def waiting(self, rule: str, least: float, apart: Collection[tuple[int, int]]) -> Ints:
        """Return the positions of the pairs with the rule `rule`, without the pairs in `apart`.

        If `least` is positive, pairs with fewer than `least` bits are left out, too.
        """
        code = RULES.index(rule)
        found = np.flatnonzero((self.rule == code) & ((self.score >= least) | (least <= 0)))
        one, other = np.array(sorted(apart) or [(0, 0)], dtype=np.int64).T
        return found[~np.isin(self.a[found] << _HALF | self.b[found], one << _HALF | other)]


_HALF: Final = 32
"""To store both ids of a pair in one number, the first id is shifted by this number of bits."""


def candidates(people: Iterable[Sketch], *, floor: float = 0.0) -> Pairs:
    """Return the pairs of `people` who may be one person, likeliest first.

    A pair with fewer than `floor` bits is left out, unless a rule merges the pair automatically or `Facts.asked` is
    true. If `floor` is negative, a pair is returned even if no rule applies to the pair.
    """
    book = columns(people)
    codes, oversize = pair_codes(book)
    a, b, bits, rule, vetoed = scored(book, codes, floor)
    one, other = np.minimum(book.person[a], book.person[b]), np.maximum(book.person[a], book.person[b])
    best = np.lexsort((other, one, -bits))
    blocks = Blocks(len(codes), oversize)
    return Pairs(one[best], other[best], bits[best], rule[best], vetoed[best], blocks, book)
