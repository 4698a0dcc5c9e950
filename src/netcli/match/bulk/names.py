"""Compare the names of many pairs at once, with the same results as `words`."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from netcli import nicknames
from netcli.match import levels
from netcli.match.bulk.columns import NOTHING, Bools, Columns, Floats, Ints
from netcli.match.levels import (
    CONTRADICTION,
    DIFFERENT,
    EXACT,
    EXTRA,
    FOREIGN,
    INITIAL,
    NICKNAME,
    SPELLING,
    WEAK,
    WORDS,
    Level,
)
from netcli.match.words import FAMILY, GIVEN, SLOTS, likeness, together
from netcli.scripts import script
from netcli.sounds import ends_in_a


class Words:
    """The words of a book. Each pair of words is compared only once."""

    def __init__(self, book: Columns) -> None:
        self.words, self.latin = book.vocabulary, book.latin
        self.size = len(book.vocabulary)
        self.sound = book.sounds
        self.length = np.array([len(word) for word in self.latin], dtype=np.int64)
        self.first = np.array([ord(word[0]) for word in self.latin], dtype=np.int64)
        self.ascii = np.array([word.isascii() for word in self.words], dtype=np.bool_)
        scripts = [script(word) for word in self.words]
        self.script = np.unique(["LATIN", *scripts], return_inverse=True)[1][1:]
        single = np.array([len(word) == 1 for word in self.words], dtype=np.bool_)
        self.initial = single & np.array([each == "LATIN" for each in scripts], dtype=np.bool_)
        self.ends_in_a = np.array(list(map(ends_in_a, self.latin)), dtype=np.bool_)
        self.known = np.array([bool(nicknames.groups(word)) for word in self.latin], dtype=np.bool_)
        holders = np.bincount(book.words[book.words >= 0], minlength=self.size)
        rarity = np.minimum(levels.RARE, np.log2(max(2, len(book.person)) / np.maximum(holders, 1)))
        self.rarity = rarity.astype(np.float32)
        self.slots = np.ascontiguousarray(book.words.T)
        self.roles = np.ascontiguousarray(book.family.T)
        self.joined = self._joined()

    def _joined(self) -> NDArray[np.int32]:
        """Join neighbouring words of names. Return the index of each joined word in `words`, or NOTHING."""
        numbers = {word: number for number, word in enumerate(self.words)}
        joined = np.full((SLOTS - 1, 2, self.slots.shape[1]), NOTHING, dtype=np.int32)
        for slot in range(SLOTS - 1):
            rows = np.flatnonzero(self.slots[slot + 1] >= 0)
            one, other = self.slots[slot, rows].astype(np.int64), self.slots[slot + 1, rows]
            alike = self.roles[slot, rows] == self.roles[slot + 1, rows]
            codes, back = np.unique((one * self.size + other) * 2 + alike, return_inverse=True)
            found = np.full((2, len(codes)), NOTHING, dtype=np.int32)
            for place, code in enumerate(codes.tolist()):
                a, b = divmod(code >> 1, self.size)
                for order, word in enumerate(together(self.words[a], self.words[b], alike=bool(code & 1))):
                    found[order, place] = numbers.get(word, NOTHING)
            joined[slot][:, rows] = found[:, back]
        return joined

    def levels(self, one: Ints, other: Ints) -> NDArray[np.int8]:
        """Return the level of agreement of each pair of words. The function `words.likeness` defines the levels.

        *one* and *other* contain the numbers of the words.
        """
        codes, back = np.unique(np.minimum(one, other) * self.size + np.maximum(one, other), return_inverse=True)
        a, b = codes // self.size, codes % self.size
        level = np.zeros(len(codes), dtype=np.int8)
        initial = self.initial[a] | self.initial[b]
        level[initial & (self.first[a] == self.first[b])] = INITIAL
        foreign = self.script[a] != self.script[b]
        level[foreign] = FOREIGN
        across = ~foreign & (self.ascii[a] != self.ascii[b])  # few pairs, unless people mix alphabets
        places = np.flatnonzero(across)
        level[places] = [likeness(self.words[x], self.words[y]) for x, y in zip(a[places], b[places], strict=True)]
        both = np.flatnonzero(~(initial | foreign | across))
        level[both] = self._compared(a[both], b[both])
        level[a == b] = EXACT
        return level[back]

    def _compared(self, a: Ints, b: Ints) -> NDArray[np.int8]:
        texts = np.array(self.latin, dtype=object)
        left, right = texts[a], texts[b]
        osa = cpdist(left, right, scorer=OSA.normalized_similarity, dtype=np.float64, workers=-1)
        winkler = cpdist(left, right, scorer=JaroWinkler.similarity, dtype=np.float64, workers=-1)
        sound = (self.sound[a] == self.sound[b]) & (self.ends_in_a[a] == self.ends_in_a[b])
        letters = np.minimum(self.length[a], self.length[b])
        spelling = (osa >= levels.NEAR) | (sound & (osa >= levels.NEAR_SOUND))
        weak = (osa >= levels.FAR) | (winkler >= levels.FAR_START)
        level = np.where(spelling, SPELLING, np.where(weak, WEAK, DIFFERENT)).astype(np.int8)
        short = letters <= levels.SHORT
        level[short] = np.where(sound & (osa >= levels.FAR), WEAK, DIFFERENT)[short]
        named = self.known[a] & self.known[b]
        for place in np.flatnonzero((level > 0) | named):
            one, other = self.latin[a[place]], self.latin[b[place]]
            if one == other:
                level[place] = SPELLING
            elif nicknames.same(one, other):
                level[place] = NICKNAME
            elif named[place] or nicknames.other_gender(one, other):
                level[place] = DIFFERENT
            elif level[place] == SPELLING and nicknames.other_ending(one, other):
                level[place] = WEAK
        return level

    def bits(self, one: Ints, other: Ints, level: int) -> Floats:
        """Return the bits for each pair of words that agree on `level`."""
        return worth(WORDS[level], np.minimum(self.rarity[one], self.rarity[other]))


def worth(level: Level, rarity: Floats) -> Floats:
    """Return `level.worth` for each rarity."""
    if not level.share:
        return np.full(len(rarity), level.bits, dtype=np.float32)
    bits: Floats = np.clip(level.bits + level.share * rarity, 0.0, level.cap)
    return bits.astype(np.float32)


@dataclass(frozen=True, slots=True)
class Named:
    """The results of comparing the names of a chunk of pairs."""

    bits: Floats
    exact: Bools
    similar: Bools
    agree: Bools
    given_differ: Bools
    compatible: Bools


def names(book: Columns, known: Words, a: Ints, b: Ints) -> Named:
    """Compare the names of each pair, word by word."""
    left, right = known.slots[:, a], known.slots[:, b]
    agreed = _Agreement(left, right)
    for i in range(SLOTS):
        for j in range(SLOTS):
            same = np.flatnonzero((left[i] == right[j]) & (left[i] >= 0))
            agreed.take(i, j, same[agreed.free(i, j, same)], EXACT, known)
    for people, swapped in ((a, False), (b, True)):
        for i in range(SLOTS - 1):
            for word in known.joined[i]:
                agreed.join(i, word[people], known, swapped=swapped)
    rest = np.flatnonzero(agreed.free_left().any(axis=0) & agreed.free_right().any(axis=0))
    compared = _levels(known, agreed, rest)
    for level in (NICKNAME, SPELLING, INITIAL, WEAK):
        for (i, j), (where, found) in compared.items():
            hit = where[found == level]
            hit = hit[agreed.free(i, j, hit)]
            agreed.take(i, j, hit, level, known)
    over_left, over_right = _count(agreed.free_left()), _count(agreed.free_right())
    contradicts = np.zeros(len(a), dtype=np.bool_)
    for (i, j), (where, found) in compared.items():
        contradicts[where[(found != FOREIGN) & agreed.free(i, j, where)]] = True
    named = (left[0] >= 0) & (right[0] >= 0)
    extra = np.where(contradicts, np.abs(over_left - over_right), over_left + over_right)
    opaque = book.opaque[a] | book.opaque[b]
    bits = agreed.bits + contradicts * CONTRADICTION.bits + extra * EXTRA.bits
    whole = named & (agreed.worst == EXACT) & (over_left + over_right == 0)
    exact = ~opaque & (agreed.count >= 2) & whole
    similar = ~opaque & (agreed.count >= 2) & (agreed.worst > WEAK) & ~contradicts
    bits = np.where(named & ~opaque, bits + _namesakes(book.bearers[a], book.bearers[b], exact, similar), 0.0)
    roles = known.roles[:, a], known.roles[:, b]
    differ = agreed.given_differ(contradicts, *roles, doubt=False) & ~opaque
    doubtful = agreed.given_differ(contradicts, *roles, doubt=True)
    doubtful |= agreed.second(known, book, a, b)
    household = agreed.household(known, *roles)
    foreign = (over_left > 0) & (over_right > 0) & ~contradicts
    return Named(
        bits.astype(np.float32),
        exact,
        similar & ~exact,
        ~opaque & (agreed.count > 0),
        differ,
        ~named | ~(opaque | doubtful | household | foreign) | (book.several[a] & book.several[b] & whole),
    )


def _namesakes(one: Ints, other: Ints, exact: Bools, similar: Bools) -> Floats:
    """Return `levels.namesake_bits` for each pair of names."""
    crowd = levels.ALONE + levels.CROWD * np.log2(np.maximum(one - 1, 1))
    slip = levels.MISSPELT + levels.SPELT_OFTEN * np.log2(np.maximum(one, other))
    spelt = np.where(np.minimum(one, other) == 1, slip, levels.TWO_NAMES)
    return np.where(exact, crowd, np.where(similar, spelt, 0.0)).astype(np.float32)


def _count(slots: Bools) -> NDArray[np.int8]:
    """Count the true slots of each pair."""
    # 64-bit numbers would take nine times as long
    found: NDArray[np.int8] = slots.sum(axis=0, dtype=np.int8)
    return found


def _levels(known: Words, agreed: _Agreement, rest: Ints) -> dict[tuple[int, int], tuple[Ints, NDArray[np.int8]]]:
    """Compare unmatched words. The result maps (left slot, right slot) to (pairs, levels)."""
    asked: dict[tuple[int, int], Ints] = {}
    for i in range(SLOTS):
        for j in range(SLOTS):
            where = rest[agreed.free(i, j, rest)]
            if len(where):
                asked[i, j] = where
    if not asked:
        return {}
    one = np.concatenate([agreed.left[i, where] for (i, _), where in asked.items()]).astype(np.int64)
    other = np.concatenate([agreed.right[j, where] for (_, j), where in asked.items()]).astype(np.int64)
    found = np.split(known.levels(one, other), np.cumsum([len(where) for where in asked.values()])[:-1])
    return {place: (where, level) for (place, where), level in zip(asked.items(), found, strict=True)}


class _Agreement:
    """The words in the names of many pairs, with marks for matched words."""

    def __init__(self, left: NDArray[np.int32], right: NDArray[np.int32]) -> None:
        self.left, self.right = left, right
        self.taken_left, self.taken_right = left < 0, right < 0
        self.weak_left, self.weak_right = np.zeros(left.shape, np.bool_), np.zeros(left.shape, np.bool_)
        self.short_left, self.short_right = np.zeros(left.shape, np.bool_), np.zeros(left.shape, np.bool_)
        self.bits = np.zeros(left.shape[1], dtype=np.float32)
        self.count = np.zeros(left.shape[1], dtype=np.int8)
        self.worst = np.full(left.shape[1], EXACT, dtype=np.int8)
        self.joined = np.zeros(left.shape[1], dtype=np.bool_)

    def free(self, i: int, j: int, pairs: Ints) -> Bools:
        """For each of `pairs`, return whether the words in slots `i` (left) and `j` (right) are both unmatched."""
        alone: Bools = ~(self.taken_left[i, pairs] | self.taken_right[j, pairs])
        return alone

    def free_left(self) -> Bools:
        return ~self.taken_left

    def free_right(self) -> Bools:
        return ~self.taken_right

    def take(self, i: int, j: int, pairs: Ints, level: int, known: Words) -> None:
        """Match the words in slots `i` (left) and `j` (right) of `pairs`."""
        self.taken_left[i, pairs] = self.taken_right[j, pairs] = True
        if level == WEAK:
            self.weak_left[i, pairs] = self.weak_right[j, pairs] = True
        elif level == INITIAL:
            self.short_left[i, pairs] = self.short_right[j, pairs] = True
        self.bits[pairs] += known.bits(self.left[i, pairs], self.right[j, pairs], level)
        self.count[pairs] += 1
        self.worst[pairs] = np.minimum(self.worst[pairs], level)

    def join(self, i: int, joined: NDArray[np.int32], known: Words, *, swapped: bool) -> None:
        """Match the words `i` and `i` + 1 of the left name with the word `joined` of the right name.

        If `swapped` is true, the two names change sides.
        """
        mine, others, texts = self.taken_left, self.taken_right, self.right
        if swapped:
            mine, others, texts = others, mine, self.left
        where = np.flatnonzero(joined >= 0)
        for j in range(SLOTS):
            pairs = where[texts[j, where] == joined[where]]
            pairs = pairs[~(mine[i, pairs] | mine[i + 1, pairs] | others[j, pairs])]
            mine[i, pairs] = mine[i + 1, pairs] = others[j, pairs] = True
            self.bits[pairs] += known.bits(joined[pairs], joined[pairs], SPELLING)
            self.count[pairs] += 1
            self.worst[pairs] = np.minimum(self.worst[pairs], SPELLING)
            self.joined[pairs] = True

    def given_differ(
        self, contradicts: Bools, roles_a: NDArray[np.int8], roles_b: NDArray[np.int8], *, doubt: bool
    ) -> Bools:
        """Return the pairs for which `words.contradiction` returns "given".

        If `doubt` is true, weak agreements count as contradictions.
        """
        doubtful = contradicts | (self.weak_left.any(axis=0) & doubt)
        family = np.ones(len(contradicts), dtype=np.bool_)
        any_role = np.zeros(len(contradicts), dtype=np.bool_)
        sides = (
            (self.left, self.taken_left, self.weak_left, roles_a),
            (self.right, self.taken_right, self.weak_right, roles_b),
        )
        for texts, taken, weak, roles in sides:
            given = (texts >= 0) & (roles == GIVEN)
            sure = taken & ~weak
            apart = ~sure if doubt else ~taken
            family &= ~given.any(axis=0) | (~(given & apart).any(axis=0) & (given & sure).any(axis=0))
            any_role |= given.any(axis=0)
        return doubtful & ~(family & any_role)

    def second(self, known: Words, book: Columns, a: Ints, b: Ints) -> Bools:
        """Return the pairs in which a middle initial agrees, but no given name agrees."""
        found = np.zeros(self.left.shape[1], dtype=np.bool_)
        sides = (
            (a, self.left, self.taken_left, self.weak_left, self.short_left),
            (b, self.right, self.taken_right, self.weak_right, self.short_right),
        )
        for people, texts, taken, weak, short in sides:
            where = np.flatnonzero(book.middle[people] & ~taken[0])
            if not len(where):
                continue
            name, agreed, roles = (
                texts[:, where],
                (texts >= 0)[:, where] & taken[:, where],
                known.roles[:, people[where]],
            )
            initial = known.initial[name]
            sure = agreed & ~(initial | weak[:, where] | short[:, where])
            given = roles == GIVEN
            unsure = np.where(given.any(axis=0), ~(sure & given).any(axis=0), _count(sure) < 2)
            found[where] |= (agreed & initial).any(axis=0) & unsure
        return found

    def household(self, known: Words, roles_a: NDArray[np.int8], roles_b: NDArray[np.int8]) -> Bools:
        """Return the pairs in which one name is only the family name of the other name."""
        found = np.zeros(self.left.shape[1], dtype=np.bool_)
        sides = ((self.left, self.right, self.taken_right, roles_b), (self.right, self.left, self.taken_left, roles_a))
        for one, other, taken, roles in sides:
            size = _count(other >= 0)
            lone = np.flatnonzero((_count(one >= 0) == 1) & (size >= 2))
            longer = other[:, lone]
            place = np.argmax(taken[:, lone] & (longer >= 0), axis=0)
            role = roles[place, lone]
            full = _count((longer >= 0) & ((known.length[longer] > 1) | ~known.ascii[longer]))
            unknown = (roles[:, lone] == 0).all(axis=0) & (place == full - 1)
            found[lone] |= (role == FAMILY) | unknown
        return found & ~self.joined
