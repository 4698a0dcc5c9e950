"""Compute the bits of evidence and the rule for millions of pairs.

The results equal those of `rules.score`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from netcli.match import levels, rules
from netcli.match.bulk.blocking import across, shared
from netcli.match.bulk.columns import NOTHING, Bools, Columns, Floats, Ints, Texts
from netcli.match.bulk.names import Words, names, worth
from netcli.match.levels import Level
from netcli.match.near_misses import misspelt, mistyped

NETWORKS: Final = 16  # LinkedIn has the lowest bit
"""Maximum number of networks whose profiles are distinguished. Each network has one bit."""
CHUNK: Final = 500_000
"""Number of pairs compared at a time (250 MB of memory)."""
RULES: Final = (*rules.AUTOMATIC, *rules.ASKED)
"""All rules. Arrays store the position of a rule in this tuple, or NOTHING."""

Scored = tuple[Ints, Ints, Floats, NDArray[np.int8], Bools]
"""For each pair: both rows, the bits, the rule, and whether there is a veto."""


def scored(book: Columns, codes: Ints, floor: float) -> Scored:
    """Compare the pairs in `codes`; return the pairs that may be one person."""
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
    named = names(book, known, a, b)
    url, url_bits, other_linkedin = evidence.profiles(codes, a, b)
    email, email_bits, numbered = evidence.emails(codes, a, b, named.exact)
    mobile, portable, phone, phone_bits = evidence.phones(codes, a, b, named.exact | named.similar)
    company, company_bits = evidence.companies.compare(a, b)
    company_bits = np.where(email & book.inferred[a] & book.inferred[b], 0.0, company_bits)
    birthday_bits = evidence.birthday(a, b)
    bits = evidence.prior + named.bits + url_bits + email_bits + phone_bits + company_bits + birthday_bits
    city_bits = evidence.cities.compare(a, b)[1]
    bits = (bits + city_bits).astype(np.float32)
    namesakes = np.isin(codes, evidence.same_name)
    vetoed = (
        other_linkedin
        | np.isin(birthday_bits, [level.bits for level in levels.OTHER_BIRTHDAYS])
        | numbered
        | (named.given_differ & ~namesakes)
    )
    born = named.exact & (birthday_bits == levels.SAME_BIRTHDAY.bits)
    keyed = url | email | portable | born
    asked = keyed | (namesakes & ~((company_bits < 0) & (city_bits < 0)))
    facts = rules.Facts[Bools](
        vetoed=vetoed,
        hidden=~keyed & ((bits < rules.VETOED_FLOOR) | (named.given_differ & ~namesakes)),
        profile=url,
        email=email,
        mobile=mobile,
        asked=asked,
        phone=phone,
        birthday=birthday_bits == levels.SAME_BIRTHDAY.bits,
        company=company,
        compatible=named.compatible,
        single=~(book.several[a] | book.several[b]),
        exact=named.exact,
        similar=named.similar,
        agree=named.agree,
        ambiguous=book.ambiguous[a],
        unlikely=bits < 0,
    )
    cases = rules.cases(facts)
    codes_of = [NOTHING if rule is None else RULES.index(rule) for rule, _ in cases]
    rule = np.select([holds for _, holds in cases], codes_of, NOTHING).astype(np.int8)
    automatic = ~vetoed & (rule != NOTHING) & (rule < len(rules.AUTOMATIC))
    kept = automatic | (asked & (rule != NOTHING)) | ((bits >= floor) & ((rule != NOTHING) | (floor < 0)))
    return a[kept], b[kept], bits[kept], rule[kept], vetoed[kept]


class _TypingErrors:
    """Finds people with identifiers that differ only by a typing error."""

    def __init__(self, texts: Texts, rows: int, judge: Callable[[str, str], bool]) -> None:
        self.text = np.array(texts.text, dtype=object)
        self.count = np.bincount(texts.owner, minlength=rows)
        self.first = np.cumsum(self.count) - self.count
        self.judge = judge

    def slipped(self, a: Ints, b: Ints, asked: Bools) -> Bools:
        """Return which pairs have identifiers that differ by a typing error.

        Only pairs marked in `asked` are compared.
        """
        where = np.flatnonzero(asked & (self.count[a] > 0) & (self.count[b] > 0))
        count = self.count[a[where]] * self.count[b[where]]
        place = np.repeat(where, count)
        within = np.arange(len(place)) - np.repeat(np.cumsum(count) - count, count)
        theirs = self.count[b[place]]
        one = self.text[self.first[a[place]] + within // theirs]
        other = self.text[self.first[b[place]] + within % theirs]
        near = np.flatnonzero(cpdist(one, other, scorer=OSA.distance, score_cutoff=1, workers=-1) == 1)
        found = np.zeros(len(a), dtype=np.bool_)
        found[place[near[list(map(self.judge, one[near], other[near]))]]] = True
        return found


class _Evidence:
    """The identifiers and places of a book, for comparing pairs."""

    def __init__(self, book: Columns) -> None:
        self.book = book
        rows = len(book.person)
        self.prior = 1 - np.log2(max(rows, 2))
        self.same_url, self.same_name = shared(book.slugs, rows), shared(book.called, rows, rules.NAMESAKES)
        self.same_email = np.union1d(shared(book.emails, rows), shared(book.hashes, rows))
        self.same_phone, self.same_handy = shared(book.phones, rows), shared(book.handy, rows)
        self.same_mobile = np.union1d(shared(book.mobiles, rows), across(book.mobiles, book.nationals, rows))
        portable = across(book.mobiles, book.phones, rows), across(book.handy, book.phones, rows)
        self.same_portable = np.union1d(*portable)
        self.same_number = shared(book.numbered, rows)
        self.mailboxes, self.carried = (
            _TypingErrors(book.mailboxes, rows, misspelt),
            _TypingErrors(book.carried, rows, mistyped),
        )
        self.companies = _Places(book.company, book.companies, levels.COMPANIES, levels.company_level)
        self.cities = _Places(book.city, book.cities, levels.CITIES, levels.city_level)

    def profiles(self, codes: Ints, a: Ints, b: Ints) -> tuple[Bools, Floats, Bools]:
        same = np.isin(codes, self.same_url)
        both = np.where(same, 0, self.book.networks[a] & self.book.networks[b])
        linkedin = (both & 1) > 0
        others = np.sum([(both >> place) & 1 for place in range(1, NETWORKS)], axis=0)
        apart = linkedin * levels.OTHER_LINKEDIN.bits + others * levels.OTHER_PROFILE.bits
        return same, same * levels.SAME_PROFILE.bits + apart, linkedin

    def emails(self, codes: Ints, a: Ints, b: Ints, namesakes: Bools) -> tuple[Bools, Floats, Bools]:
        same = np.isin(codes, self.same_email)
        other = (self.mailboxes.count[a] > 0) & (self.mailboxes.count[b] > 0) & ~same
        colleagues = other & (self.book.domain[a] == self.book.domain[b]) & (self.book.domain[a] != 0)
        slipped = self.mailboxes.slipped(a, b, other & namesakes)
        bits = _bits(levels.EMAILS, same, slipped, colleagues, other)
        return same, bits, np.isin(codes, self.same_number) & ~same

    def phones(self, codes: Ints, a: Ints, b: Ints, named: Bools) -> tuple[Bools, Bools, Bools, Floats]:
        portable, same = np.isin(codes, self.same_portable), np.isin(codes, self.same_phone)
        bits = _bits(levels.PHONES, portable, same, self.carried.slipped(a, b, named & ~same))
        mobile = np.isin(codes, self.same_mobile) | (named & np.isin(codes, self.same_handy))
        return mobile, portable, same, bits

    def birthday(self, a: Ints, b: Ints) -> Floats:
        one, other = self.book.birthday[a].astype(np.int64), self.book.birthday[b].astype(np.int64)
        where = np.flatnonzero((one >= 0) & (other >= 0))
        bits = np.zeros(len(a), dtype=np.float32)
        if len(where):
            days, size = self.book.birthdays, len(self.book.birthdays)
            codes, back = np.unique(one[where] * size + other[where], return_inverse=True)
            pairs = ((days[code // size], days[code % size]) for code in codes)
            bits[where] = np.array([levels.birthday_level(*pair).bits for pair in pairs])[back]
        return bits


class _Places:
    """Compares people by company or by city."""

    def __init__(
        self,
        column: NDArray[np.int32],
        names: tuple[str, ...],
        ladder: tuple[Level, Level, Level],
        judge: Callable[[str, str, float], Level],
    ) -> None:
        self.column, self.names, self.ladder, self.judge = column.astype(np.int64), names, ladder, judge
        counts = np.bincount(self.column[self.column >= 0])
        rarity = np.minimum(levels.RARE, np.log2(max(len(column), 2) / np.maximum(counts, 1)))
        self.rarity = np.append(rarity, 0.0).astype(np.float32)  # the last rarity is that of a missing value
        self.first = np.array([ord(name[0]) for name in names])

    def compare(self, a: Ints, b: Ints) -> tuple[Bools, Floats]:
        """For each pair, return whether the two places are the same, and the bits for the places."""
        one, other = self.column[a], self.column[b]
        same_level, spelt_level, other_level = self.ladder
        known = (one >= 0) & (other >= 0)
        near = known & (one == other)
        rarity = np.minimum(self.rarity[one], self.rarity[other])
        bits = np.where(near, worth(same_level, rarity), known * other_level.bits)
        unlike = np.flatnonzero(known & ~near)
        if len(unlike):
            spelt = unlike[self._spelt(one[unlike], other[unlike])]
            near[spelt] = True
            bits[spelt] = worth(spelt_level, rarity[spelt])
        return near, bits

    def _spelt(self, one: Ints, other: Ints) -> Bools:
        """Return which pairs of place names mean one place. The names are given by their numbers."""
        size = len(self.names)
        codes, back = np.unique(np.minimum(one, other) * size + np.maximum(one, other), return_inverse=True)
        a, b = codes // size, codes % size
        texts = np.array(self.names, dtype=object)
        similar = cpdist(texts[a], texts[b], scorer=OSA.normalized_similarity, workers=-1)
        likely = np.flatnonzero((similar >= levels.NEAR_CITY) | (self.first[a] == self.first[b]))  # the rest differ
        found = map(self.judge, texts[a[likely]], texts[b[likely]], similar[likely].tolist())
        near = np.zeros(len(codes), dtype=np.bool_)
        near[likely] = [level == self.ladder[1] for level in found]
        return near[back]


def _bits(ladder: Iterable[Level], *holds: Bools) -> Floats:
    """For each pair, return the bits of the first level that applies, or 0."""
    bits: Floats = np.select(holds, [level.bits for level in ladder], 0.0)
    return bits
