"""The bits of `rules.score`, computed for millions of pairs at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from netcli import nicknames
from netcli.match import rules, words
from netcli.match.bulk.blocking import across, shared
from netcli.match.bulk.columns import FAMILY, GIVEN, NOTHING, Bools, Columns, Floats, Ints, Texts
from netcli.match.near_misses import misspelt, mistyped
from netcli.match.words import SLOTS

NETWORKS: Final = 16
"""Networks whose profiles are told apart; LinkedIn's bit is the lowest."""
CHUNK: Final = 500_000
"""Pairs compared at a time: 250 MB of intermediate arrays."""
_EXACT, _SIMILAR = 2, 1
RULES: Final = (*rules.AUTOMATIC, *rules.ASKED)
"""By the numbers that stand for them in arrays; no rule is NOTHING."""
_CODE: Final = {name: code for code, name in enumerate(RULES)}

Scored = tuple[Ints, Ints, Floats, NDArray[np.int8], Bools]
"""Of pairs: the rows of both, the bits, the rule, and whether something speaks against them."""


class Words:
    """Levels of word pairs, each compared once however many pairs of people hold it."""

    def __init__(self, book: Columns) -> None:
        self.words = book.vocabulary
        self.size = len(book.vocabulary)
        self.sound = book.sounds
        self.length = np.array([len(word) for word in self.words], dtype=np.int64)
        self.first = np.array([ord(word[0]) for word in self.words], dtype=np.int64)
        self.ascii = np.array([word.isascii() for word in self.words], dtype=np.bool_)
        self.known = np.array([bool(nicknames.groups(word)) for word in self.words], dtype=np.bool_)
        holders = np.bincount(book.words[book.words >= 0], minlength=self.size)
        rarity = np.minimum(rules.RARE, np.log2(max(2, len(book.person)) / np.maximum(holders, 1)))
        self.rarity = rarity.astype(np.float32)
        self.slots = np.ascontiguousarray(book.words.T)
        self.roles = np.ascontiguousarray(book.family.T)

    def levels(self, one: Ints, other: Ints) -> NDArray[np.int8]:
        """The level of each pair of word numbers, as `words.likeness` gives it."""
        codes, back = np.unique(np.minimum(one, other) * self.size + np.maximum(one, other), return_inverse=True)
        a, b = codes // self.size, codes % self.size
        level = np.zeros(len(codes), dtype=np.int8)
        level[(np.minimum(self.length[a], self.length[b]) == 1) & (self.first[a] == self.first[b])] = words.INITIAL
        both = np.flatnonzero(np.minimum(self.length[a], self.length[b]) > 1)
        level[both] = self._compared(a[both], b[both])
        level[a == b] = words.EXACT
        return level[back]

    def _compared(self, a: Ints, b: Ints) -> NDArray[np.int8]:
        texts = np.array(self.words, dtype=object)
        left, right = texts[a], texts[b]
        osa = cpdist(left, right, scorer=OSA.normalized_similarity, dtype=np.float64, workers=-1)
        winkler = cpdist(left, right, scorer=JaroWinkler.similarity, dtype=np.float64, workers=-1)
        sound = self.sound[a] == self.sound[b]
        letters = np.minimum(self.length[a], self.length[b])
        spelling = (osa >= words.NEAR) | (sound & (osa >= words.NEAR_SOUND))
        weak = (osa >= words.FAR) | (winkler >= words.FAR_START)
        level = np.where(spelling, words.SPELLING, np.where(weak, words.WEAK, words.DIFFERENT)).astype(np.int8)
        short = letters <= words.SHORT
        level[short] = np.where(sound & (osa >= words.FAR), words.WEAK, words.DIFFERENT)[short]
        level[self.ascii[a] != self.ascii[b]] = words.FOREIGN
        named = self.known[a] & self.known[b]
        for place in np.flatnonzero((level > 0) | named):
            one, other = self.words[a[place]], self.words[b[place]]
            if nicknames.same(one, other):
                level[place] = words.NICKNAME
            elif named[place] or nicknames.other_gender(one, other):
                level[place] = words.DIFFERENT
        return level

    def bits(self, one: Ints, other: Ints, level: int) -> Floats:
        """What each agreement is worth, as `rules.word_bits` has it: by the commoner word's rarity."""
        if level == words.EXACT:
            return self.rarity[one]
        rarity = np.minimum(self.rarity[one], self.rarity[other])
        if level == words.INITIAL:
            return np.full_like(rarity, rules.INITIAL)
        if level == words.WEAK:
            return rarity * np.float32(rules.WEAK)
        loss = rules.NICKNAME if level == words.NICKNAME else rules.SPELLING
        return np.maximum(0.0, rarity + np.float32(loss))


@dataclass(frozen=True, slots=True)
class _Names:
    """What the names of a chunk of pairs say."""

    bits: Floats
    level: NDArray[np.int8]
    agree: Bools
    given_differ: Bools
    compatible: Bools


def scored(book: Columns, codes: Ints, floor: float) -> Scored:
    """Compare the pairs of *codes* and keep those worth a question."""
    known, evidence = Words(book), _Evidence(book)
    parts = [(codes[:0], codes[:0], np.empty(0, np.float32), np.empty(0, np.int8), np.empty(0, np.bool_))]
    for start in range(0, len(codes), CHUNK):
        chunk = codes[start : start + CHUNK]
        parts.append(_chunk(book, known, evidence, chunk, floor))
    a, b, bits, rule, vetoed = (np.concatenate(column) for column in zip(*parts, strict=True))
    return a, b, bits, rule, vetoed


def _chunk(book: Columns, known: Words, evidence: _Evidence, codes: Ints, floor: float) -> Scored:
    rows = len(book.person)
    a, b = codes // rows, codes % rows
    names = _names(book, known, a, b)
    url, url_bits, other_linkedin = evidence.profiles(codes, a, b)
    email, email_bits, numbered = evidence.emails(codes, a, b, names.level == _EXACT)
    mobile, phone, phone_bits = evidence.phones(codes, a, b, names.level > 0)
    company, company_bits = evidence.company(a, b)
    birthday, birthday_bits = evidence.birthday(a, b)
    bits = evidence.prior + names.bits + url_bits + email_bits + phone_bits + company_bits + birthday_bits
    bits = (bits + evidence.city(a, b)).astype(np.float32)
    vetoed = other_linkedin | (birthday_bits == rules.OTHER_BIRTHDAY) | numbered | names.given_differ
    exact, similar = names.level == _EXACT, names.level == _SIMILAR
    company &= ~(exact & book.ambiguous[a])
    free = ~vetoed
    rule = np.select(
        [
            vetoed & ((bits < rules.VETOED_FLOOR) | names.given_differ),
            vetoed,
            url,
            email & names.compatible,
            mobile & names.compatible,
            exact & birthday,
            (bits < 0) | ~(names.agree | email | phone),
            exact & company,
            similar & company,
            exact,
            similar,
        ],
        [NOTHING, _CODE["other"], *(_CODE[name] for name in rules.AUTOMATIC), NOTHING]
        + [_CODE[name] for name in rules.ASKED[:-1]],
        _CODE["other"],
    ).astype(np.int8)
    automatic = free & (rule != NOTHING) & (rule < len(rules.AUTOMATIC))
    kept = automatic | ((bits >= floor) & ((rule != NOTHING) | (floor < 0)))
    return a[kept], b[kept], bits[kept], rule[kept], vetoed[kept]


def _names(book: Columns, known: Words, a: Ints, b: Ints) -> _Names:
    left, right = known.slots[:, a], known.slots[:, b]
    agreed = _Agreement(left, right)
    for i in range(SLOTS):
        for j in range(SLOTS):
            same = np.flatnonzero((left[i] == right[j]) & (left[i] >= 0))
            agreed.take(i, j, same[agreed.free(i, j, same)], words.EXACT, known)
    rest = np.flatnonzero(agreed.free_left().any(axis=0) & agreed.free_right().any(axis=0))
    levels = _levels(known, agreed, rest)
    for level in (words.NICKNAME, words.SPELLING, words.INITIAL, words.WEAK):
        for (i, j), (where, found) in levels.items():
            hit = where[found == level]
            hit = hit[agreed.free(i, j, hit)]
            agreed.take(i, j, hit, level, known)
    over_left, over_right = _count(agreed.free_left()), _count(agreed.free_right())
    contradicts = np.zeros(len(a), dtype=np.bool_)
    for (i, j), (where, found) in levels.items():
        contradicts[where[(found != words.FOREIGN) & agreed.free(i, j, where)]] = True
    named = (left[0] >= 0) & (right[0] >= 0)
    extra = np.where(contradicts, np.abs(over_left - over_right), over_left + over_right)
    opaque = book.opaque[a] | book.opaque[b]
    bits = agreed.bits + contradicts * rules.CONTRADICTION + extra * rules.EXTRA
    exact = ~opaque & (agreed.count >= 2) & (agreed.worst == words.EXACT) & (over_left + over_right == 0)
    similar = ~opaque & (agreed.count >= 2) & (agreed.worst > words.WEAK) & ~contradicts
    bits = np.where(named & ~opaque, bits + _namesakes(book.bearers[a], book.bearers[b], exact, similar), 0.0)
    roles = known.roles[:, a], known.roles[:, b]
    differ = agreed.given_differ(contradicts, *roles, doubt=False) & ~opaque
    doubtful = agreed.given_differ(contradicts, *roles, doubt=True)
    household = agreed.household(known, *roles)
    return _Names(
        bits.astype(np.float32),
        np.where(exact, _EXACT, np.where(similar, _SIMILAR, 0)).astype(np.int8),
        ~opaque & (agreed.count > 0),
        differ,
        ~named | ~(opaque | doubtful | household),
    )


def _namesakes(one: Ints, other: Ints, exact: Bools, similar: Bools) -> Floats:
    """What the numbers of those who bear the two names say, as `rules.namesake_bits` has it."""
    crowd = rules.ALONE + rules.CROWD * np.log2(np.maximum(one - 1, 1))
    slip = rules.MISSPELT + rules.SPELT_OFTEN * np.log2(np.maximum(one, other))
    spelt = np.where(np.minimum(one, other) == 1, slip, rules.TWO_NAMES)
    return np.where(exact, crowd, np.where(similar, spelt, 0.0)).astype(np.float32)


def _count(slots: Bools) -> NDArray[np.int8]:
    """How many slots of each pair are true; as 64-bit numbers it takes nine times as long."""
    found: NDArray[np.int8] = slots.sum(axis=0, dtype=np.int8)
    return found


def _levels(known: Words, agreed: _Agreement, rest: Ints) -> dict[tuple[int, int], tuple[Ints, NDArray[np.int8]]]:
    """The level of every two words left over in the pairs of *rest*, by their places."""
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
    """Which words of the names of many pairs, a row a slot, have found each other so far."""

    def __init__(self, left: NDArray[np.int32], right: NDArray[np.int32]) -> None:
        self.left, self.right = left, right
        self.taken_left, self.taken_right = left < 0, right < 0
        self.weak_left, self.weak_right = np.zeros(left.shape, np.bool_), np.zeros(left.shape, np.bool_)
        self.bits = np.zeros(left.shape[1], dtype=np.float32)
        self.count = np.zeros(left.shape[1], dtype=np.int8)
        self.worst = np.full(left.shape[1], words.EXACT, dtype=np.int8)

    def free(self, i: int, j: int, pairs: Ints) -> Bools:
        """Which of *pairs* have words at *i* and *j* that are both alone."""
        alone: Bools = ~(self.taken_left[i, pairs] | self.taken_right[j, pairs])
        return alone

    def free_left(self) -> Bools:
        return ~self.taken_left

    def free_right(self) -> Bools:
        return ~self.taken_right

    def take(self, i: int, j: int, pairs: Ints, level: int, known: Words) -> None:
        """Join the words at *i* and *j* of *pairs*, on *level*."""
        self.taken_left[i, pairs] = self.taken_right[j, pairs] = True
        if level == words.WEAK:
            self.weak_left[i, pairs] = self.weak_right[j, pairs] = True
        self.bits[pairs] += known.bits(self.left[i, pairs], self.right[j, pairs], level)
        self.count[pairs] += 1
        self.worst[pairs] = np.minimum(self.worst[pairs], level)

    def given_differ(
        self, contradicts: Bools, roles_a: NDArray[np.int8], roles_b: NDArray[np.int8], *, doubt: bool
    ) -> Bools:
        """`words.contradiction` is "given"; with *doubt*, weak agreements contradict as well."""
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

    def household(self, known: Words, roles_a: NDArray[np.int8], roles_b: NDArray[np.int8]) -> Bools:
        """One name is only the family name of the other."""
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
        return found


class _Slips:
    """Identifiers of a book, ready to be asked in which pairs two differ by what *judge* takes for a slip."""

    def __init__(self, texts: Texts, rows: int, judge: Callable[[str, str], bool]) -> None:
        self.text = np.array(texts.text, dtype=object)
        self.count = np.bincount(texts.owner, minlength=rows)
        self.first = np.cumsum(self.count) - self.count
        self.judge = judge

    def slipped(self, a: Ints, b: Ints, asked: Bools) -> Ints:
        """The places of the pairs, of those that are *asked* about."""
        where = np.flatnonzero(asked & (self.count[a] > 0) & (self.count[b] > 0))
        count = self.count[a[where]] * self.count[b[where]]
        place = np.repeat(where, count)
        within = np.arange(len(place)) - np.repeat(np.cumsum(count) - count, count)
        hers = self.count[b[place]]
        one = self.text[self.first[a[place]] + within // hers]
        other = self.text[self.first[b[place]] + within % hers]
        near = np.flatnonzero(cpdist(one, other, scorer=OSA.distance, score_cutoff=1, workers=-1) == 1)
        return place[near[list(map(self.judge, one[near], other[near]))]]


class _Evidence:
    """The identifiers and places of a book, ready to be asked about pairs."""

    def __init__(self, book: Columns) -> None:
        self.book = book
        rows = len(book.person)
        self.prior = 1 - np.log2(max(rows, 2))
        self.same_url, self.same_email = shared(book.slugs, rows), shared(book.emails, rows)
        self.same_phone, self.same_handy = shared(book.phones, rows), shared(book.handy, rows)
        self.same_mobile = np.union1d(shared(book.mobiles, rows), across(book.mobiles, book.nationals, rows))
        portable = across(book.mobiles, book.phones, rows), across(book.handy, book.phones, rows)
        self.same_portable = np.union1d(*portable)
        self.same_number = shared(book.numbered, rows)
        self.mailboxes, self.carried = _Slips(book.mailboxes, rows, misspelt), _Slips(book.carried, rows, mistyped)
        self.companies = _rarity(book.company, rows)
        self.cities = _rarity(book.city, rows)

    def profiles(self, codes: Ints, a: Ints, b: Ints) -> tuple[Bools, Floats, Bools]:
        same = np.isin(codes, self.same_url)
        both = np.where(same, 0, self.book.networks[a] & self.book.networks[b])
        linkedin = (both & 1) > 0
        others = np.sum([(both >> place) & 1 for place in range(1, NETWORKS)], axis=0)
        bits = same * rules.SAME_PROFILE + linkedin * rules.OTHER_LINKEDIN + others * rules.OTHER_PROFILE
        return same, bits, linkedin

    def emails(self, codes: Ints, a: Ints, b: Ints, namesakes: Bools) -> tuple[Bools, Floats, Bools]:
        same = np.isin(codes, self.same_email)
        other = (self.mailboxes.count[a] > 0) & (self.mailboxes.count[b] > 0) & ~same
        colleagues = other & (self.book.domain[a] == self.book.domain[b]) & (self.book.domain[a] != 0)
        bits = same * rules.SAME_EMAIL + np.where(colleagues, rules.OTHER_COLLEAGUE, other * rules.OTHER_EMAIL)
        bits[self.mailboxes.slipped(a, b, other & namesakes)] = rules.MISSPELT_EMAIL
        return same, bits, np.isin(codes, self.same_number) & ~same

    def phones(self, codes: Ints, a: Ints, b: Ints, named: Bools) -> tuple[Bools, Bools, Floats]:
        portable, same = np.isin(codes, self.same_portable), np.isin(codes, self.same_phone)
        bits = np.where(portable, rules.SAME_MOBILE, same * rules.SAME_LANDLINE)
        bits[self.carried.slipped(a, b, named & ~same)] = rules.MISTYPED_MOBILE
        return np.isin(codes, self.same_mobile) | (named & np.isin(codes, self.same_handy)), same, bits

    def company(self, a: Ints, b: Ints) -> tuple[Bools, Floats]:
        one, other = self.book.company[a].astype(np.int64), self.book.company[b].astype(np.int64)
        known = (one >= 0) & (other >= 0)
        near = known & (one == other)
        near_bits = np.where(near, 0.0, rules.OTHER_COMPANY)
        unlike = np.flatnonzero(known & ~near)
        if len(unlike):
            spelt = _spelt(self.book.companies, one[unlike], other[unlike], rules.near_company)
            near_bits[unlike[spelt]] = rules.COMPANY_SPELLING
            near[unlike[spelt]] = True
        rarity = np.minimum(self.companies[one], self.companies[other])
        worth = np.clip(rarity + rules.COMPANY + near_bits, 0.0, rules.COMPANY_CAP)
        return near, np.where(near, worth, np.where(known, rules.OTHER_COMPANY, 0.0))

    def city(self, a: Ints, b: Ints) -> Floats:
        one, other = self.book.city[a].astype(np.int64), self.book.city[b].astype(np.int64)
        known = (one >= 0) & (other >= 0)
        bits = np.where(known, np.maximum(0.0, self.cities[one] + rules.CITY), 0.0)
        unlike = np.flatnonzero(known & (one != other))
        if len(unlike):
            rarity = np.minimum(self.cities[one[unlike]], self.cities[other[unlike]])
            near = _spelt(self.book.cities, one[unlike], other[unlike], rules.near_city)
            worth = np.maximum(0.0, rarity + rules.CITY + rules.CITY_SPELLING)
            bits[unlike] = np.where(near, worth, rules.OTHER_CITY)
        return bits

    def birthday(self, a: Ints, b: Ints) -> tuple[Bools, Floats]:
        one, other = self.book.birthday[a].astype(np.int64), self.book.birthday[b].astype(np.int64)
        where = np.flatnonzero((one >= 0) & (other >= 0))
        bits = np.zeros(len(a), dtype=np.float32)
        if len(where):
            size = len(self.book.birthdays)
            codes, back = np.unique(one[where] * size + other[where], return_inverse=True)
            days = self.book.birthdays
            bits[where] = np.array([rules.birthday_bits(days[code // size], days[code % size]) for code in codes])[back]
        return bits == rules.SAME_BIRTHDAY, bits


def _rarity(column: NDArray[np.int32], rows: int) -> Floats:
    """The bits of sharing each value of *column*; the last entry stands for a missing one."""
    counts = np.bincount(column[column >= 0])
    bits = np.minimum(rules.RARE, np.log2(max(rows, 2) / np.maximum(counts, 1)))
    return np.append(bits, 0.0).astype(np.float32)


def _spelt(names: tuple[str, ...], one: Ints, other: Ints, judge: Callable[[str, str, float], bool]) -> Bools:
    """What *judge* says of the names of each pair of numbers, every two names compared once."""
    size = len(names)
    codes, back = np.unique(np.minimum(one, other) * size + np.maximum(one, other), return_inverse=True)
    a, b = codes // size, codes % size
    texts = np.array(names, dtype=object)
    similar = cpdist(texts[a], texts[b], scorer=OSA.normalized_similarity, workers=-1)
    first = np.array([ord(name[0]) for name in names])
    likely = np.flatnonzero((similar >= rules.SPELT_CITY) | (first[a] == first[b]))  # nothing else can be near
    near = np.zeros(len(codes), dtype=np.bool_)
    near[likely] = list(map(judge, texts[a[likely]], texts[b[likely]], similar[likely].tolist()))
    return near[back]
