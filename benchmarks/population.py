"""Invented people with jobs, addresses and numbers. Some people are namesakes or relatives."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, chain, product
from random import Random
from typing import Final

import invented
from invented import Culture

HOMONYMS: Final = 0.012
"""Share of people who become a namesake of somebody, usually in another company."""
HOMONYMS_IN_COMPANY: Final = 0.003
"""The share of people who become a namesake of a colleague. The real share is smaller."""
FATHER_AND_SON: Final = 0.005
SPOUSES: Final = 0.014
SAME_GIVEN_NAME: Final = 0.10
"""Share of fathers and sons who have the same given name."""
NUMBERED: Final = 0.5
"""Share of namesakes in one company who have numbered addresses."""
SKEW: Final = 110
"""Zipf-Mandelbrot offset of surnames. About 0.25 % of French people share the most common surname."""

TWO_GIVEN_NAMES: Final = 0.7
"""Chance of a second given name in a culture with few surnames."""

MAIL_HOSTS: Final = ("gmail.com",) * 9 + (
    "orange.fr",
    "orange.fr",
    "free.fr",
    "free.fr",
    "wanadoo.fr",
    "laposte.net",
    "sfr.fr",
    "hotmail.com",
    "hotmail.fr",
    "yahoo.fr",
    "yahoo.com",
    "outlook.com",
    "outlook.fr",
    "live.fr",
    "icloud.com",
    "gmx.de",
    "web.de",
    "protonmail.com",
)
MOBILES: Final = {
    "FR": ("33", ("6", "7"), 8),
    "GB": ("44", ("7400", "7700", "7810"), 6),
    "DE": ("49", ("151", "160", "170"), 8),
    "ES": ("34", ("61", "65", "69"), 7),
    "NL": ("31", ("61", "62", "64"), 7),
    "PT": ("351", ("91", "93", "96"), 7),
}
"""The calling code, the first digits and the number of random digits, by country."""
LAND_LINES: Final = {
    "FR": ("33", ("14", "24", "32", "47", "56"), 7),
    "GB": ("44", ("2079", "1612"), 6),
    "DE": ("49", ("30", "89"), 8),
    "ES": ("34", ("915", "934"), 6),
    "NL": ("31", ("205", "104"), 6),
    "PT": ("351", ("213", "222"), 6),
}


@dataclass(frozen=True, slots=True)
class Company:
    """An employer.

    `acronym` is None if people do not use the initials.
    """

    name: str
    legal: str
    domain: str
    acronym: str | None
    switchboard: str


@dataclass(slots=True)
class Person:
    """The true data of a person. The sources describe the person with errors."""

    id: str
    culture: Culture
    woman: bool
    given: str
    family: str
    city: str
    country: str
    birthday: str
    jobs: list[tuple[Company, str]]
    former: str | None = None
    personal: list[str] = field(default_factory=list)
    work: list[str] = field(default_factory=list)
    mobile: str = ""
    landline: str = ""
    slug: str = ""
    shared_mailbox: str | None = None
    shared_landline: str | None = None
    traps: list[str] = field(default_factory=list)


def fold(text: str) -> str:
    """Return *text* in lower case and without accents."""
    text = text.replace("đ", "d").replace("Đ", "D").replace("ß", "ss").replace("ø", "o").replace("œ", "oe")
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def letters(text: str) -> str:
    """Return the letters and digits of a name, in lower case and without accents. E-mail addresses use this form."""
    return "".join(c for c in fold(text) if c.isalnum())


def unaccented(text: str) -> str:
    """Return *text* without accents. Upper case stays upper case."""
    plain = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D").replace("ß", "ss"))
    return "".join(c for c in plain if not unicodedata.combining(c))


class Taken:
    """The addresses in use, so that no two people get the same address."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def claim(self, candidates: Iterable[str]) -> str:
        """Take the first free candidate. Raise ValueError if no candidate is free."""
        for candidate in candidates:
            local, at, host = candidate.partition("@")
            key = local.replace(".", "") + at + host if host == "gmail.com" else candidate
            if key not in self._seen:
                self._seen.add(key)
                return candidate
        raise ValueError("every candidate is taken")


@cache
def _surnames(origin: int) -> tuple[list[str], list[float]]:
    """Return the surnames of a culture, and the cumulated weights.

    *origin* is the index of the culture in CULTURES.
    """
    culture = invented.CULTURES[origin]
    composed = [root + ending for root, ending in product(culture.roots, culture.endings)]
    Random(origin).shuffle(composed)
    names = list(dict.fromkeys(culture.surnames + composed))
    skew = SKEW if composed else 2
    return names, list(accumulate(1 / (rank + skew) for rank in range(len(names))))


def companies(count: int, rng: Random) -> list[Company]:
    """Return *count* employers, each with a mail domain of its own."""
    taken = Taken()
    found = []
    for _ in range(count):
        acronym = None
        kind = rng.random()
        root = rng.choice(invented.COMPANY_ROOTS) + rng.choice(invented.COMPANY_ENDINGS)
        if kind < 0.35:
            name = root + (rng.choice(invented.COMPANY_ENDINGS) if rng.random() < 0.5 else "")
        elif kind < 0.75:
            name = f"{root} {rng.choice(invented.COMPANY_TRADES)}"
        elif kind < 0.85:
            name = f"{_surname(rng, 0)} & {rng.choice(('Fils', 'Associés', _surname(rng, 0)))}"
        else:
            pieces = invented.COMPANY_HEADS, invented.COMPANY_PLACES, invented.COMPANY_FIELDS
            parts = [rng.choice(piece) for piece in pieces]
            name = " ".join(parts)
            acronym = parts[0][0] + parts[1][0] + fold(parts[2].split("'")[-1].split()[-1])[0].upper()
        core = letters(acronym or name)
        tld = rng.choice(("fr", "fr", "com", "com", "eu", "net"))
        domain = taken.claim(f"{core}{n or ''}.{tld}" for n in range(10_000))
        found.append(Company(name, rng.choice(invented.LEGAL), domain, acronym, _number(rng, LAND_LINES["FR"])))
    return found


def population(count: int, seed: int) -> list[Person]:
    """Return *count* people, with some pairs that are easy to confuse.

    Both people of a pair get the same label, such as `homonym:3`.
    """
    rng = Random(f"population {seed}")
    firms = companies(max(20, count // 6), rng)
    sizes = list(accumulate(1 / (rank + 6) for rank in range(len(firms))))
    people = [_person(f"p{n}", rng, firms, sizes) for n in range(count)]
    pairs = _disjoint_pairs(people, rng)
    for n in range(round(count * HOMONYMS)):
        a, b = next(pairs)
        b.given, b.family, b.woman, b.culture = a.given, a.family, a.woman, a.culture
        _label(f"homonym:{n}", a, b)
    for n in range(max(1, round(count * HOMONYMS_IN_COMPANY))):
        a, b = next(pairs)
        b.given, b.family, b.woman, b.culture, b.jobs = a.given, a.family, a.woman, a.culture, a.jobs[:1]
        a.jobs = a.jobs[:1]
        a.former = b.former = None
        _label(f"homonym_in_company:{n}", a, b)
        if rng.random() < NUMBERED:
            _label(f"numbered_addresses:{n}", a, b)
    fathers = []
    for n in range(max(1, round(count * FATHER_AND_SON))):
        a, b = next(pairs)
        b.family, b.culture, b.woman, b.country = a.family, a.culture, a.woman, a.country
        b.given = a.given if rng.random() < SAME_GIVEN_NAME else _given(rng, a.culture, a.woman)
        b.birthday = f"{int(a.birthday[:4]) + rng.randint(20, 36)}{b.birthday[4:]}"
        _label(f"father_and_son:{n}", a, b)
        fathers.append((a, b))
    couples = []
    for n in range(max(1, round(count * SPOUSES))):
        a, b = next(pairs)
        b.woman, b.city, b.country = not a.woman, a.city, a.country
        b.given = _given(rng, b.culture, b.woman)
        if rng.random() < 0.8:
            wife, husband = (a, b) if a.woman else (b, a)
            wife.former = wife.family if rng.random() < 0.5 else None
            wife.family = husband.family
        _label(f"spouses:{n}", a, b)
        couples.append((a, b))
    _addresses(people, rng)
    _households(fathers, couples, rng)
    return people


def _surname(rng: Random, origin: int) -> str:
    names, weights = _surnames(origin)
    return rng.choices(names, cum_weights=weights)[0]


def _given(rng: Random, culture: Culture, woman: bool) -> str:
    names = culture.women if woman else culture.men
    name, second = (names[int(rng.betavariate(1, 1.6) * len(names) * 0.999)] for _ in range(2))
    few_surnames = not culture.roots
    return f"{name} {second}" if few_surnames and second != name and rng.random() < TWO_GIVEN_NAMES else name


def _number(rng: Random, plan: tuple[str, tuple[str, ...], int]) -> str:
    code, beginnings, digits = plan
    return f"+{code}{rng.choice(beginnings)}{rng.randrange(10**digits):0{digits}d}"


def _person(id_: str, rng: Random, firms: list[Company], sizes: list[float]) -> Person:
    index = rng.choices(range(len(invented.CULTURES)), [c.share for c in invented.CULTURES])[0]
    culture = invented.CULTURES[index]
    woman = rng.random() < 0.48
    home = rng.random() < culture.abroad
    country = culture.country if home else "FR"
    jobs = rng.choices(firms, cum_weights=sizes, k=2 if rng.random() < 0.35 else 1)
    return Person(
        id_,
        culture,
        woman,
        _given(rng, culture, woman),
        _surname(rng, index),
        rng.choice(culture.cities if home else invented.FRENCH.cities),
        country,
        f"{rng.randint(1950, 2002)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}",
        [(firm, rng.choice(invented.TITLES)) for firm in jobs],
        _surname(rng, index) if woman and rng.random() < 0.12 else None,
    )


def _disjoint_pairs(people: list[Person], rng: Random) -> Iterator[tuple[Person, Person]]:
    order = rng.sample(people, len(people))
    return zip(order[::2], order[1::2], strict=False)


def _label(trap: str, *people: Person) -> None:
    for person in people:
        person.traps.append(trap)


def _addresses(people: list[Person], rng: Random) -> None:
    mails, slugs, numbers = Taken(), Taken(), Taken()
    for person in people:
        given, family = letters(person.given), letters(person.family)
        short = letters(invented.SHORT.get(person.given, person.given))
        forms = "{0}.{1}", "{0}{1}", "{2}{1}", "{1}.{0}", "{0}_{1}", "{3}{1}"
        for _ in range(1 if rng.random() < 0.8 else 2):
            stem = rng.choice(forms).format(given, family, given[0], short)
            tails = chain(("", person.birthday[2:4], person.birthday[:4]), _digits(rng))
            person.personal.append(mails.claim(map(f"{stem}{{}}@{rng.choice(MAIL_HOSTS)}".format, tails)))
        numbered = any(trap.startswith("numbered") for trap in person.traps)
        for firm, _ in person.jobs:
            form = {0: f"{given}.{family}", 1: f"{given[0]}.{family}", 2: f"{given[0]}{family}"}[len(firm.domain) % 3]
            counter = range(1, 1000) if numbered else (0, *range(2, 1000))
            person.work.append(mails.claim(f"{form}{n or ''}@{firm.domain}" for n in counter))
        hexes = (f"-{rng.randrange(16**6):06x}" for _ in range(100))
        slug = f"{given}-{family}"
        person.slug = slugs.claim(slug + tail for tail in chain(("",) if rng.random() < 0.3 else (), hexes))
        person.mobile = numbers.claim(_number(rng, MOBILES[person.country]) for _ in range(100))
        person.landline = numbers.claim(_number(rng, LAND_LINES[person.country]) for _ in range(100))


def _digits(rng: Random) -> Iterator[str]:
    while True:
        yield str(rng.randrange(10_000))


def _households(fathers: list[tuple[Person, Person]], couples: list[tuple[Person, Person]], rng: Random) -> None:
    """Give each household a shared mailbox, a shared land line, or both."""
    for a, b in fathers:
        if rng.random() < 0.5:
            a.shared_mailbox = b.shared_mailbox = a.personal[0]
        else:
            a.shared_landline = b.shared_landline = a.landline
    for n, (a, b) in enumerate(couples):
        host = rng.choice([host for host in MAIL_HOSTS if host != "gmail.com"])
        one, two = letters(a.given), letters(b.given)
        own = f"{one}.et.{two}.{letters(a.family)}{n}@{host}"
        family = f"famille.{letters(a.family)}{n}@{host}"
        a.shared_mailbox = b.shared_mailbox = rng.choice((a.personal[0], own, family))
        if rng.random() < 0.5:
            a.shared_landline = b.shared_landline = a.landline
