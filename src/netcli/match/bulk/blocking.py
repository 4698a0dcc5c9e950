"""Blocking: select the pairs of people who share a key. Very common keys do not count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from netcli.match.bulk.columns import NOTHING, Columns, Ints, Lists
from netcli.match.rules import NAMESAKES
from netcli.match.words import SLOTS

IDENTIFIER_BLOCK: Final = 50  # excludes switchboards
"""If more people than this number share an identifier, the identifier does not count."""
WORD_BLOCK: Final = {120_000: (150, 80, 30), 300_000: (60, 40, 20)}
"""Maximum sizes of blocks, in books of up to 120,000 people and in books of up to 300,000 people."""
BIG_WORD_BLOCK: Final = (30, 20, 6)  # most pairs would otherwise come from common names
"""Maximum sizes of blocks in books of more than 300,000 people."""


def pair_codes(book: Columns) -> tuple[Ints, int]:
    """Return the pairs to compare, as sorted codes a·n + b with a < b.

    Also return the number of blocks that were too large.
    """
    rows = len(book.person)
    two, place, initial = next((sizes for most, sizes in WORD_BLOCK.items() if rows <= most), BIG_WORD_BLOCK)
    found, oversize = [], 0
    for owner, key, largest in _keys(book, two, place, initial):
        pairs, dropped = _block_pairs(owner, key, largest, rows)
        found.append(pairs)
        oversize += dropped
    return _distinct(np.concatenate(found)), oversize


def _keys(book: Columns, two: int, place: int, initial: int) -> Iterator[tuple[Ints, Ints, int]]:
    for lists in (book.slugs, book.emails, book.hashes, book.phones):
        yield lists.owner, lists.value, IDENTIFIER_BLOCK
    yield book.called.owner, book.called.value, NAMESAKES
    letters = np.array([*(ord(word[0]) for word in book.latin), NOTHING], dtype=np.int64)
    sounds = np.append(book.sounds, NOTHING)
    rows = np.arange(len(book.person), dtype=np.int64)
    words = np.where(book.words >= 0, sounds[book.words], NOTHING).astype(np.int64)
    initials = np.where(book.words >= 0, letters[book.words], NOTHING).astype(np.int64)
    long = (book.words >= 0) & (_lengths(book)[book.words] > 1)
    yield _two_words(rows, words, long, two)
    yield _word_and_initial(rows, words, initials, long, initial)
    starts, ends = _edges(book)
    for edges in (starts, ends):  # the other word may have an error in its second or in its first half
        yield _word_and_initial(rows, words, np.where(long, edges[book.words], NOTHING), long, initial)
    for where, kind in ((book.company, 5), (book.city, 6)):  # birthday and place are enough without a common word
        there = (book.birthday != NOTHING) & (where != NOTHING)
        day = book.birthday[there].astype(np.int64) * 8 + kind
        yield rows[there], _mix(day, where[there].astype(np.int64)), initial
    there = (book.company != NOTHING) & (book.city != NOTHING)  # company and city are enough, if few share both
    yield rows[there], _mix(book.company[there].astype(np.int64), book.city[there].astype(np.int64)), initial
    born = rows[book.birthday != NOTHING]
    yield born, book.birthday[born].astype(np.int64), initial
    starts, ends = _city_words(book)
    places = (book.company, 1), (starts[book.city], 2), (ends[book.city], 2), (book.birthday, 3)
    for column, kind in places:
        yield _word_in_place(rows, words, long, column.astype(np.int64), kind, place)
    yield _word_in_place(rows, words, long, np.where(book.domain == 0, NOTHING, book.domain & _POSITIVE), 4, place)


_POSITIVE: Final = (1 << 62) - 1


def _edges(book: Columns) -> tuple[Ints, Ints]:
    """Return codes for the first three letters and for the last three letters of each word."""
    numbers: dict[str, int] = {}
    starts = [_EDGES + numbers.setdefault(word[:3], len(numbers)) for word in book.latin]
    ends = [2 * _EDGES + numbers.setdefault(word[-3:], len(numbers)) for word in book.latin]
    return np.array([*starts, NOTHING], dtype=np.int64), np.array([*ends, NOTHING], dtype=np.int64)


_EDGES: Final = 1 << 32
"""Offset that makes the codes for word beginnings differ from the codes for word endings and initials."""


def _city_words(book: Columns) -> tuple[Ints, Ints]:
    """Return codes for the first word and for the last word of each city."""
    numbers: dict[str, int] = {}
    words = [city.split() for city in book.cities]
    # Lyon and Lyon 3e share a number
    firsts = [numbers.setdefault(each[0], len(numbers)) for each in words]
    lasts = [numbers.setdefault(each[-1], len(numbers)) for each in words]
    return np.array([*firsts, NOTHING], dtype=np.int64), np.array([*lasts, NOTHING], dtype=np.int64)


def _lengths(book: Columns) -> Ints:
    return np.array([*map(len, book.vocabulary), 0], dtype=np.int64)


def _mix(*parts: Ints) -> Ints:
    """Return one hash per row from several columns."""
    mixed = np.zeros(len(parts[0]), dtype=np.uint64)
    for part in parts:
        mixed = (mixed ^ part.astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)  # 2**64 divided by the golden ratio
        mixed ^= mixed >> np.uint64(29)
    return mixed.view(np.int64)


def _two_words(rows: Ints, words: Ints, long: NDArray[np.bool_], largest: int) -> tuple[Ints, Ints, int]:
    owners, keys = [], []
    for i in range(SLOTS):
        for j in range(i + 1, SLOTS):
            there = long[:, i] & long[:, j]
            one, other = words[there, i], words[there, j]
            owners.append(rows[there])
            keys.append(_mix(np.minimum(one, other), np.maximum(one, other)))
    return np.concatenate(owners), np.concatenate(keys), largest


def _word_and_initial(
    rows: Ints, words: Ints, initials: Ints, long: NDArray[np.bool_], largest: int
) -> tuple[Ints, Ints, int]:
    owners, keys = [], []
    for i in range(SLOTS):
        for j in range(SLOTS):
            there = long[:, i] & (initials[:, j] != NOTHING)
            if i != j and there.any():
                owners.append(rows[there])
                keys.append(_mix(words[there, i], initials[there, j]))
    if not owners:
        return rows[:0], rows[:0], largest
    return np.concatenate(owners), np.concatenate(keys), largest


def _word_in_place(
    rows: Ints, words: Ints, long: NDArray[np.bool_], place: Ints, kind: int, largest: int
) -> tuple[Ints, Ints, int]:
    owners, keys = [], []
    for i in range(SLOTS):
        there = long[:, i] & (place != NOTHING)
        owners.append(rows[there])
        keys.append(_mix(words[there, i], place[there] * 8 + kind))
    return np.concatenate(owners), np.concatenate(keys), largest


def _block_pairs(owner: Ints, key: Ints, largest: int, rows: int) -> tuple[Ints, int]:
    """Return the codes of the pairs in blocks, and the number of oversized blocks."""
    order = np.argsort(key, kind="stable")
    owner, key = owner[order], key[order]
    starts = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1]))) if len(key) else np.empty(0, dtype=np.int64)
    sizes = np.diff(np.append(starts, len(key)))
    codes = []
    for size in np.flatnonzero(np.bincount(sizes[(sizes > 1) & (sizes <= largest)])):
        block = owner[starts[sizes == size][:, None] + np.arange(size)]
        left, right = np.triu_indices(int(size), 1)
        one, other = block[:, left].ravel(), block[:, right].ravel()
        codes.append((np.minimum(one, other) * rows + np.maximum(one, other))[one != other])
    oversize = int(np.count_nonzero(sizes > largest))
    return (_distinct(np.concatenate(codes)) if codes else key[:0]), oversize


def _distinct(values: Ints) -> Ints:
    """Return the distinct `values`, sorted."""
    values.sort()  # `np.unique` takes nine times as long
    return values[np.concatenate(([True], values[1:] != values[:-1]))] if len(values) else values


def shared(lists: Lists, rows: int, largest: int = IDENTIFIER_BLOCK) -> Ints:
    """Return the sorted codes of the pairs of people who share a value in `lists`.

    A value of more than `largest` people does not count.
    """
    return _block_pairs(lists.owner, lists.value, largest, rows)[0]


def across(one: Lists, other: Lists, rows: int) -> Ints:
    """Return the sorted codes of pairs with the same value in `one` and `other`.

    A value is skipped if more than IDENTIFIER_BLOCK people in `other` have it.
    """
    order = np.argsort(other.value, kind="stable")
    owner, value = other.owner[order], other.value[order]
    first = np.searchsorted(value, one.value, "left")
    count = np.searchsorted(value, one.value, "right") - first
    count[count > IDENTIFIER_BLOCK] = 0
    within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    a, b = np.repeat(one.owner, count), owner[np.repeat(first, count) + within]
    return _distinct((np.minimum(a, b) * rows + np.maximum(a, b))[a != b])
