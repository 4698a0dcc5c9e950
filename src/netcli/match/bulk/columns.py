"""A whole book as arrays of numbers, so that a million people fit in memory."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from netcli import identifiers, mailboxes
from netcli.companies import company_key, domain_company, mail_domain
from netcli.dates import FULL_DATE
from netcli.folding import fold
from netcli.match.evidence import Frequencies, national, numbered, tail, vanity
from netcli.match.profiles import completed
from netcli.match.words import FAMILY, GIVEN, SLOTS, words
from netcli.names import Name, full_key, parse
from netcli.phones import handy, is_mobile
from netcli.scripts import latin as in_latin
from netcli.sounds import skeleton

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]

NOTHING: Final = -1
"""Marks a missing word, company or city."""
NO_WORDS: Final = (NOTHING,) * SLOTS
NO_ROLES: Final = (0,) * SLOTS


class Sketch(NamedTuple):
    """The stored values of a person. E-mails and phones are in canonical form."""

    person: int
    name: str | None = None
    given: str | None = None
    family: str | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    company: str | None = None
    city: str | None = None
    birthday: str | None = None
    aliases: tuple[str, ...] = ()


class Numbers(dict[str, int]):
    """A dictionary that numbers texts from 0, in the order of their first look-up."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number


@dataclass(frozen=True, slots=True)
class Lists:
    """Several hashes per person: `owner[i]` has `value[i]`."""

    owner: Ints
    value: Ints


@dataclass(frozen=True, slots=True)
class Texts:
    """Several texts per person, in row order: `owner[i]` has `text[i]`."""

    owner: Ints
    text: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """The book with one row per person. Words, companies and cities are stored as numbers."""

    person: Ints
    words: NDArray[np.int32]
    family: NDArray[np.int8]
    opaque: Bools
    several: Bools
    middle: Bools
    company: NDArray[np.int32]
    city: NDArray[np.int32]
    birthday: NDArray[np.int32]
    domain: Ints
    inferred: Bools
    """Whether the company is known only from the domain of an address."""
    slugs: Lists
    called: Lists
    emails: Lists
    hashes: Lists
    mobiles: Lists
    """Phone numbers that are certainly mobile."""
    phones: Lists
    nationals: Lists
    """Phone numbers without a country code."""
    handy: Lists
    """Phone numbers that may be mobile."""
    numbered: Lists
    mailboxes: Texts
    carried: Texts
    """The last digits of the numbers in `mobiles` and `handy`."""
    networks: Ints
    bearers: Ints
    ambiguous: NDArray[np.bool_]
    vocabulary: tuple[str, ...]
    latin: tuple[str, ...]
    """The words of `vocabulary` in Latin letters."""
    sounds: Ints
    companies: tuple[str, ...]
    cities: tuple[str, ...]
    birthdays: tuple[str, ...]


class _GrowableArrays:
    def __init__(self) -> None:
        self.owner, self.value = array("q"), array("q")

    def add(self, owner: int, text: object) -> None:
        self.owner.append(owner)
        self.value.append(hash(text))

    def lists(self) -> Lists:
        return Lists(np.asarray(self.owner, dtype=np.int64), np.asarray(self.value, dtype=np.int64))


def columns(sketches: Iterable[Sketch]) -> Columns:
    """Read the book once into columns of numbers."""
    reading = _ColumnBuilder()
    for row, sketch in enumerate(sketches):
        reading.person.append(sketch.person)
        profiles = [found for found in map(identifiers.profile, sketch.urls) if found] if sketch.urls else []
        personal = [one for one in sketch.emails if not mailboxes.is_role(one)] if sketch.emails else []
        name = completed(parse(sketch.name, sketch.given, sketch.family), personal, profiles)
        whole = reading.add_name(name, words(name))
        reading.add_keys(row, name, sketch)
        reading.add_mailboxes(row, personal, whole)
        reading.add_places(sketch)
        reading.add_phones(row, sketch.phones)
        reading.add_profiles(row, profiles, whole)
        if sketch.birthday and len(sketch.birthday) == FULL_DATE:
            reading.proven.add((whole, "born", sketch.birthday))
    return reading.columns()


class _ColumnBuilder:
    """Fills the columns, person by person."""

    def __init__(self) -> None:
        self.vocabulary, self.companies, self.cities, self.birthdays = (Numbers() for _ in range(4))
        self.networks_seen = Numbers(linkedin=0)
        self.person, self.domain, self.networks, self.whole = (array("q") for _ in range(4))
        self.words, self.company, self.city, self.birthday = (array("i") for _ in range(4))
        self.family, self.opaque, self.several, self.middle, self.inferred = (array("b") for _ in range(5))
        self.slugs, self.emails, self.numbered = _GrowableArrays(), _GrowableArrays(), _GrowableArrays()
        self.called, self.hashes = _GrowableArrays(), _GrowableArrays()
        self.held, self.written = set[tuple[str, str]](), list[tuple[int, str]]()
        self.phones, self.mobiles, self.nationals, self.handy = (_GrowableArrays() for _ in range(4))
        self.carried, self.mailboxes, self.ends = array("q"), list[str](), list[str]()
        self.proven: set[tuple[int, str, str]] = set()  # (name, a value that only one person of that name can have)

    def add_name(self, name: Name, words: tuple[str, ...]) -> int:
        """Add a name; return the hash of its set of words."""
        self.words.extend([self.vocabulary[word] for word in words])
        self.words.extend(NO_WORDS[len(words) :])
        if name.family or name.given:
            self.family.extend(
                [FAMILY if word in name.family else GIVEN if word in name.given else 0 for word in words]
            )
            self.family.extend(NO_ROLES[len(words) :])
        else:
            self.family.extend(NO_ROLES)
        self.opaque.append(name.opaque)
        self.several.append(name.several)
        self.middle.append(name.middle)
        whole = hash(frozenset(words))
        self.whole.append(whole)
        return whole

    def add_keys(self, row: int, name: Name, sketch: Sketch) -> None:
        """Add the names and hashes by which the person may be recognised."""
        called = {sketch.name} if sketch.name and not name.opaque else set()
        if sketch.aliases:
            called.update(alias for alias in sketch.aliases if alias[:1] != "@" and not parse(alias).opaque)
        for key in filter(None, set(map(full_key, called))):
            self.called.add(row, key)
        for stored in filter(None, map(identifiers.hashed, sketch.urls)) if sketch.urls else ():
            digest = identifiers.hash_key(stored)
            self.hashes.add(row, digest)
            self.held.add(digest)

    def add_mailboxes(self, row: int, personal: Iterable[str], whole: int) -> None:
        for address in personal:
            mailbox = identifiers.mailbox(address)
            self.emails.add(row, mailbox)
            self.mailboxes.append(mailbox)
            if mailbox != address:
                self.written.append((row, address))
            if employer := mail_domain(mailbox):
                self.proven.add((whole, employer, mailbox))
            if mailbox[mailbox.find("@") - 1].isdigit():
                for stem in numbered([mailbox]):
                    self.numbered.add(row, stem)
                    self.proven.add((whole, stem[1], ""))  # somebody else has the address without the number

    def add_places(self, sketch: Sketch) -> None:
        employer = next(filter(None, map(mail_domain, sketch.emails)), None) if sketch.emails else None
        self.domain.append(hash(employer) if employer else 0)
        key = company_key(sketch.company) if sketch.company else domain_company(employer) if employer else ""
        self.company.append(self.companies[key] if key else NOTHING)
        self.inferred.append(bool(employer) and not sketch.company)
        key = fold(sketch.city) if sketch.city else ""
        self.city.append(self.cities[key] if key else NOTHING)
        self.birthday.append(self.birthdays[sketch.birthday] if sketch.birthday else NOTHING)

    def add_phones(self, row: int, numbers: Iterable[str]) -> None:
        for number in numbers:
            end = tail(number)
            self.phones.add(row, end)
            mobile = is_mobile(number)
            maybe_mobile = not mobile and handy(number)
            if mobile:
                self.mobiles.add(row, end)
            elif national(number):
                self.nationals.add(row, end)
            if maybe_mobile:
                self.handy.add(row, end)
            if mobile or maybe_mobile:
                self.carried.append(row)
                self.ends.append(end)

    def add_profiles(self, row: int, profiles: Iterable[tuple[str, str]], whole: int) -> None:
        present = 0
        for network, slug in profiles:
            self.slugs.add(row, (network, slug))
            if network != "linkedin" or vanity(slug):
                present |= 1 << self.networks_seen[network]
            if network == "linkedin" and vanity(slug):
                self.proven.add((whole, network, slug))
        self.networks.append(present)

    def _add_known_hashes(self) -> None:
        """Add the hashes of people's own addresses, but only hashes that a record contains."""
        for row, address in [*zip(self.emails.owner, self.mailboxes, strict=True), *self.written] if self.held else ():
            for key in self.held.intersection(identifiers.hash_keys(address)):
                self.hashes.add(row, key)

    def columns(self) -> Columns:
        self._add_known_hashes()
        sounds, latin = Numbers(), tuple(map(in_latin, self.vocabulary))
        whole = np.asarray(self.whole, dtype=np.int64)
        _, same, count = np.unique(whole, return_inverse=True, return_counts=True)
        return Columns(
            person=np.asarray(self.person, dtype=np.int64),
            words=np.asarray(self.words, dtype=np.int32).reshape(-1, SLOTS),
            family=np.asarray(self.family, dtype=np.int8).reshape(-1, SLOTS),
            opaque=np.asarray(self.opaque, dtype=np.bool_),
            several=np.asarray(self.several, dtype=np.bool_),
            middle=np.asarray(self.middle, dtype=np.bool_),
            company=np.asarray(self.company, dtype=np.int32),
            city=np.asarray(self.city, dtype=np.int32),
            birthday=np.asarray(self.birthday, dtype=np.int32),
            domain=np.asarray(self.domain, dtype=np.int64),
            inferred=np.asarray(self.inferred, dtype=np.bool_),
            slugs=self.slugs.lists(),
            called=self.called.lists(),
            emails=self.emails.lists(),
            hashes=self.hashes.lists(),
            mobiles=self.mobiles.lists(),
            phones=self.phones.lists(),
            nationals=self.nationals.lists(),
            handy=self.handy.lists(),
            numbered=self.numbered.lists(),
            mailboxes=Texts(np.asarray(self.emails.owner, dtype=np.int64), tuple(self.mailboxes)),
            carried=Texts(np.asarray(self.carried, dtype=np.int64), tuple(self.ends)),
            networks=np.asarray(self.networks, dtype=np.int64),
            bearers=count[same],
            ambiguous=_ambiguous(whole, self.proven),
            vocabulary=tuple(self.vocabulary),
            latin=latin,
            sounds=np.array([sounds[skeleton(word)] for word in latin], dtype=np.int64),
            companies=tuple(self.companies),
            cities=tuple(self.cities),
            birthdays=tuple(self.birthdays),
        )


class Common:
    """How common each value is in a whole book."""

    def __init__(self, book: Columns) -> None:
        self.book = book
        columns = (book.words, book.company, book.city)
        self._counts = [np.bincount(column[column >= 0]) for column in columns]

    def among(self, people: Collection[int]) -> Frequencies:
        """Return the frequencies that `rules.score` needs to compare `people`."""
        book, (words, companies, cities) = self.book, self._counts
        rows = np.flatnonzero(np.isin(book.person, list(people)))
        names = [frozenset(book.vocabulary[word] for word in row if word >= 0) for row in book.words[rows].tolist()]
        return Frequencies(
            len(book.person),
            {word: int(words[number]) for number, word in _values(book.vocabulary, book.words[rows])},
            {company: int(companies[number]) for number, company in _values(book.companies, book.company[rows])},
            {city: int(cities[number]) for number, city in _values(book.cities, book.city[rows])},
            dict(zip(names, book.bearers[rows].tolist(), strict=True)),
            frozenset(name for name, several in zip(names, book.ambiguous[rows].tolist(), strict=True) if several),
        )


def _values(texts: tuple[str, ...], numbers: NDArray[np.int32]) -> list[tuple[int, str]]:
    return [(number, texts[number]) for number in set(numbers.ravel().tolist()) if number >= 0]


def _ambiguous(name: Ints, proven: set[tuple[int, str, str]]) -> NDArray[np.bool_]:
    """Return which people have a name that certainly belongs to several people."""
    bearers = Counter((words, kind) for words, kind, _ in proven)
    return np.isin(name, [words for (words, _), several in bearers.items() if several > 1])
