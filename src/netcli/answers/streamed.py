"""Sequences that are too large for memory."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item", covariant=True)


class Streamed(Collection[Item]):
    """Items that are read again at each iteration, while the book is open.

    >>> numbers = Streamed(lambda: iter(range(3)))
    >>> [*numbers], [*numbers], len(numbers), 2 in numbers
    ([0, 1, 2], [0, 1, 2], 3, True)
    """

    def __init__(self, read: Callable[[], Iterable[Item]], size: int | None = None) -> None:
        self._read, self._size = read, size

    def __iter__(self) -> Iterator[Item]:
        return iter(self._read())

    def __len__(self) -> int:
        return sum(1 for _ in self) if self._size is None else self._size

    def __contains__(self, item: object) -> bool:
        return any(item == each for each in self)
