"""Evidence in bits, and what follows from it: merge, ask, or leave apart.

The bits are Fellegi and Sunter's log2 odds. They only rank: a pair merges by rule, on an identifier that one person
has, with nothing against it. A name alone never merges, however rare: one such merge in ten is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log2
from typing import Final

from netcli.companies import mail_domain
from netcli.dates import FULL_DATE
from netcli.match import words
from netcli.match.near_misses import TAIL, misspelt, mistyped
from netcli.match.profiles import Profile
from netcli.names import Name
from netcli.phones import handy, is_mobile

AUTOMATIC: Final = ("profile", "email", "mobile", "name_birthday")
"""Rules that merge by themselves, strongest first: 0.9994 of their merges were right in the laboratory."""
ASKED: Final = ("name_company", "similar_name_company", "name", "similar_name", "other")
"""Rules that ask."""

RARE: Final = 14.0
"""Bits, at most, for one word of a name, however rare."""
SPELLING: Final = -2.5
NICKNAME: Final = -3.0
WEAK: Final = 0.45
"""Of the word's bits."""
INITIAL: Final = 2.5
CONTRADICTION: Final = -7.0
EXTRA: Final = -1.2
"""A word that only one of the names has."""
SAME_PROFILE, OTHER_LINKEDIN, OTHER_PROFILE = 25.0, -14.0, -12.0
SAME_EMAIL, OTHER_COLLEAGUE, OTHER_EMAIL = 15.0, -5.0, -1.0
"""Two addresses in one company are two people's more often than one's."""
SAME_MOBILE, SAME_LANDLINE = 13.0, 3.0
MISSPELT_EMAIL, MISTYPED_MOBILE = 4.0, 5.0
"""A slip apart, of people whose names agree. Chosen, not measured: a third of a shared one's, and never a rule."""
COMPANY_CAP, COMPANY, COMPANY_SPELLING, OTHER_COMPANY = 11.0, -0.7, -1.5, -1.2
CITY, CITY_SPELLING, OTHER_CITY = -0.3, -2.5, -3.5
SAME_BIRTHDAY, SAME_DAY, NEAR_BIRTHDAY, OTHER_BIRTHDAY = 13.0, 8.0, 4.0, -9.0
ALONE, CROWD = 2.5, -1.5
"""A name that only these two bear, and each doubling of how many others do: Marie Martins are many."""
MISSPELT, SPELT_OFTEN, TWO_NAMES = 0.5, -0.8, -4.0
"""Two spellings, one of which nobody else has, and each doubling of who has the other: a slip happens once; two that
several people have are two names."""
SPELT_COMPANY: Final = 0.85
"""Similarity of two spellings of a company."""
SPELT_CITY: Final = 0.75
"""Of a city: names of cities are short, and few."""
VETOED_FLOOR: Final = 6.0
"""Bits above which even a vetoed pair is shown."""
_NAMES: Final = 4
"""Names of a person that are compared."""


@dataclass(frozen=True, slots=True)
class Frequencies:
    """How common each word is among `total` people: sharing Nguyen proves less than sharing Lefèvre.

    `names` counts who bears the same words, `ambiguous` holds those whom several people are proven to bear.
    """

    total: int
    tokens: Mapping[str, int] = field(default_factory=dict)
    companies: Mapping[str, int] = field(default_factory=dict)
    cities: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[frozenset[str], int] = field(default_factory=dict)
    ambiguous: frozenset[frozenset[str]] = frozenset()

    def bits(self, count: int) -> float:
        """What sharing something that *count* people have is worth."""
        return min(RARE, log2(max(self.total, 2) / max(count, 1)))

    @property
    def prior(self) -> float:
        """Of all pairs of a book, few are one person."""
        return 1 - log2(max(self.total, 2))


@dataclass(frozen=True, slots=True)
class Reason:
    """One field of two people, and what its agreement says."""

    field: str
    a: str
    b: str
    bits: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two people have in common, in bits, and the rule it fulfils; without a rule it is not worth asking."""

    score: float
    reasons: tuple[Reason, ...] = ()
    vetoes: tuple[str, ...] = ()
    rule: str | None = None


def vetoes(a: Profile, b: Profile) -> list[str]:
    """What forbids that *a* and *b* merge by themselves, each in a few words."""
    found = []
    if _other_linkedin(a, b):
        found.append("different LinkedIn profiles")
    if (
        a.birthdays
        and b.birthdays
        and max(birthday_bits(x, y) for x in a.birthdays for y in b.birthdays) == OTHER_BIRTHDAY
    ):
        found.append("different birthdays")
    if not a.emails & b.emails and numbered(a.emails) & numbered(b.emails):
        found.append("numbered addresses at one domain")
    if a.names and b.names:
        contradictions = [words.contradiction(x, y) for x in a.names[:_NAMES] for y in b.names[:_NAMES]]
        if all(one in ("given", "generation") for one in contradictions):
            found.append("different given names")
    if a.organization != b.organization:
        found.append("a person and an organization")
    return found


def score(a: Profile, b: Profile, frequencies: Frequencies) -> Comparison:
    """Compare two people field by field."""
    pair, name_reasons = _names(a, b, frequencies)
    laid = pair and words.pair(*pair)
    level = name_level(laid)
    reasons = [
        Reason("prior", "", "", frequencies.prior),
        *name_reasons,
        *_profiles(a, b),
        *_emails(a, b, namesakes=level == "exact"),
        *_phones(a, b, named=level is not None),
        *_places(a, b, frequencies),
        *_birthdays(a, b),
    ]
    total = sum(reason.bits for reason in reasons)
    against = tuple(vetoes(a, b))
    ambiguous = pair is not None and words.whole(pair[0]) in frequencies.ambiguous
    rule = _rule(a, b, laid, total, against, ambiguous=ambiguous)
    return Comparison(round(total, 3), tuple(reasons), against, rule)


def _rule(
    a: Profile, b: Profile, laid: words.Pairing | None, total: float, against: tuple[str, ...], *, ambiguous: bool
) -> str | None:
    level = name_level(laid)
    if against:
        shown = total >= VETOED_FLOOR and "different given names" not in against and a.organization == b.organization
        return "other" if shown else None
    if a.slugs & b.slugs:
        return "profile"
    single = (a.names or (None,))[:_NAMES], (b.names or (None,))[:_NAMES]
    if any(words.compatible(one, other) for one in single[0] for other in single[1]):
        if a.emails & b.emails:
            return "email"
        if _one_mobile(a, b, named=level is not None):
            return "mobile"
    if level == "exact" and any(len(day) == FULL_DATE for day in a.birthdays & b.birthdays):
        return "name_birthday"
    if total < 0:
        return None
    company = any(_company(x, y) is not None for x in a.companies for y in b.companies)
    if level in ("exact", "similar"):
        name = "name" if level == "exact" else "similar_name"
        return f"{name}_company" if company and not (ambiguous and level == "exact") else name
    identified = a.emails & b.emails or _tails(a).keys() & _tails(b).keys()
    return "other" if identified or (laid and laid.agreed) else None


def name_level(laid: words.Pairing | None) -> str | None:
    """How far two names are one: "exact", "similar" with every word of the shorter one found again, or not."""
    if laid is None or len(laid.agreed) < 2:
        return None
    worst = min(level for _, _, level in laid.agreed)
    if worst == words.EXACT and not laid.left and not laid.right:
        return "exact"
    return "similar" if worst > words.WEAK and not laid.contradicts else None


def _names(a: Profile, b: Profile, frequencies: Frequencies) -> tuple[tuple[Name, Name] | None, list[Reason]]:
    """The two names that agree best, and what they say."""
    best: tuple[float, tuple[Name, Name] | None, list[Reason]] = (float("-inf"), None, [])
    for one in a.names[:_NAMES]:
        for other in b.names[:_NAMES]:
            if one.opaque or other.opaque:
                continue  # every phone has a Maman
            laid = words.pair(one, other)
            reasons = [*_word_reasons(laid, frequencies), *_namesakes(one, other, laid, frequencies)]
            total = sum(reason.bits for reason in reasons)
            if total > best[0]:
                best = (total, (one, other), reasons)
    return best[1], best[2]


def _word_reasons(laid: words.Pairing, frequencies: Frequencies) -> Iterable[Reason]:
    for one, other, level in laid.agreed:
        count = max(frequencies.tokens.get(one, 1), frequencies.tokens.get(other, 1))
        yield Reason("name", one, other, word_bits(level, frequencies.bits(count)))
    if laid.contradicts:
        yield Reason("name", " ".join(laid.left), " ".join(laid.right), CONTRADICTION)
    extra = abs(len(laid.left) - len(laid.right)) if laid.contradicts else len(laid.left) + len(laid.right)
    if extra:
        yield Reason("name", " ".join(laid.left), " ".join(laid.right), extra * EXTRA)


def _namesakes(one: Name, other: Name, laid: words.Pairing, frequencies: Frequencies) -> Iterable[Reason]:
    level = name_level(laid)
    if level is not None:
        fewest = 2 if level == "exact" else 1
        counts = [max(fewest, frequencies.names.get(words.whole(name), 0)) for name in (one, other)]
        bits = namesake_bits(*counts, exact=level == "exact")
        yield Reason("namesakes", str(counts[0]), str(counts[1]), bits)


def namesake_bits(one: int, other: int, *, exact: bool) -> float:
    """What it says that *one* people bear the first name and *other* the second; the same people if it is *exact*."""
    if exact:
        return ALONE + CROWD * log2(max(one - 1, 1))
    return MISSPELT + SPELT_OFTEN * log2(max(one, other)) if min(one, other) == 1 else TWO_NAMES


def word_bits(level: int, rarity: float) -> float:
    """What two words that agree on *level* are worth, when the commoner of them has *rarity* bits."""
    if level == words.EXACT:
        return rarity
    if level == words.INITIAL:
        return INITIAL
    if level == words.WEAK:
        return WEAK * rarity
    return max(0.0, rarity + (NICKNAME if level == words.NICKNAME else SPELLING))


def vanity(slug: str) -> bool:
    """Is it a LinkedIn slug of which a person has one? Member ids and /pub/ addresses name the same page again."""
    return not slug.startswith(("ACoAA", "pub/", "view?"))


def _other_linkedin(a: Profile, b: Profile) -> bool:
    mine, hers = (any(network == "linkedin" and vanity(slug) for network, slug in one.slugs) for one in (a, b))
    return mine and hers and not a.slugs & b.slugs


def _profiles(a: Profile, b: Profile) -> list[Reason]:
    shared = a.slugs & b.slugs
    if shared:
        text = ":".join(min(shared))
        return [Reason("url", text, text, SAME_PROFILE)]
    reasons = []
    for network in sorted({network for network, _ in a.slugs} & {network for network, _ in b.slugs}):
        mine, hers = (min(slug for net, slug in one.slugs if net == network) for one in (a, b))
        if network != "linkedin":
            reasons.append(Reason("url", f"{network}:{mine}", f"{network}:{hers}", OTHER_PROFILE))
        elif _other_linkedin(a, b):
            reasons.append(Reason("url", f"{network}:{mine}", f"{network}:{hers}", OTHER_LINKEDIN))
    return reasons


def numbered(addresses: Iterable[str]) -> set[tuple[str, str]]:
    """Local parts that end in a number, at an employer: jean.martin2@ exists because jean.martin1@ is somebody else."""
    found = set()
    for address in addresses:
        local, _, domain = address.partition("@")
        if local[-1:].isdigit() and mail_domain(address):
            found.add((local.rstrip("0123456789"), domain))
    return found


def _emails(a: Profile, b: Profile, *, namesakes: bool) -> list[Reason]:
    shared = a.emails & b.emails
    if shared:
        return [Reason("email", min(shared), min(shared), SAME_EMAIL)]
    if not a.emails or not b.emails:
        return []
    slips = [(one, other) for one in a.emails for other in b.emails if namesakes and misspelt(one, other)]
    if slips:  # other names have other addresses: Martin's and Marin's are no slip
        return [Reason("email", *min(slips), MISSPELT_EMAIL)]
    colleagues = {mail_domain(one) for one in a.emails} & {mail_domain(one) for one in b.emails} - {None}
    return [Reason("email", min(a.emails), min(b.emails), OTHER_COLLEAGUE if colleagues else OTHER_EMAIL)]


def tail(number: str) -> str:
    """The part of a number that people dial at home and abroad alike."""
    return number[-TAIL:]


def _tails(one: Profile) -> dict[str, str]:
    return {tail(number): number for number in sorted(one.phones)}


def national(number: str) -> bool:
    """Is it a number as it is dialled at home, without its country?"""
    return len(number) == TAIL + 1 and number.startswith("0")


def _one_mobile(a: Profile, b: Profile, *, named: bool) -> bool:
    """Do they share a mobile phone? Of two numbers without a country none is sure; two words of a name then help."""
    for mine in a.phones:
        for hers in b.phones:
            if tail(mine) != tail(hers):
                continue
            if is_mobile(mine) and (national(hers) or is_mobile(hers)):
                return True
            if is_mobile(hers) and national(mine):
                return True
            if named and handy(mine) and handy(hers):
                return True
    return False


def _phones(a: Profile, b: Profile, *, named: bool) -> list[Reason]:
    mobiles = {tail(number) for number in a.phones | b.phones if is_mobile(number) or handy(number)}
    mine, hers = _tails(a), _tails(b)
    if shared := mine.keys() & hers.keys():
        end = min(shared, key=lambda end: (end not in mobiles, end))
        return [Reason("phone", mine[end], hers[end], SAME_MOBILE if end in mobiles else SAME_LANDLINE)]
    if not named:
        return []
    slips = [(one, other) for one in mine.keys() & mobiles for other in hers.keys() & mobiles if mistyped(one, other)]
    return [Reason("phone", mine[one], hers[other], MISTYPED_MOBILE) for one, other in sorted(slips)[:1]]


def _company(a: str, b: str) -> float | None:
    """0 for the same company, COMPANY_SPELLING for another spelling of it, nothing for another one."""
    if a == b:
        return 0.0
    from rapidfuzz.distance import OSA  # as in words.likeness

    return COMPANY_SPELLING if near_company(a, b, OSA.normalized_similarity(a, b)) else None


def near_company(a: str, b: str, similarity: float) -> bool:
    """Are two companies of different keys one? By their spelling, the longer of one name, or initials."""
    short, long = sorted((a, b), key=len)
    if short.translate(_LETTERS) != long.translate(_LETTERS):
        return False  # Hotel 7 is not Hotel 12
    if similarity >= SPELT_COMPANY or long.startswith(f"{short} "):
        return True
    return len(short) > 2 and short == "".join(word[0] for word in long.split())


_LETTERS: Final = str.maketrans("", "", " abcdefghijklmnopqrstuvwxyz")
"""Leaves a company's numbers, and letters of other scripts."""


def _places(a: Profile, b: Profile, frequencies: Frequencies) -> Iterable[Reason]:
    if a.companies and b.companies:
        every = [(_company(x, y), x, y) for x in sorted(a.companies) for y in sorted(b.companies)]
        bits, mine, hers = max(every, key=lambda each: -10 if each[0] is None else each[0])
        if bits is None:
            yield Reason("company", mine, hers, OTHER_COMPANY)
        else:
            count = max(frequencies.companies.get(mine, 1), frequencies.companies.get(hers, 1))
            yield Reason("company", mine, hers, min(COMPANY_CAP, max(0.0, frequencies.bits(count) + COMPANY + bits)))
    if a.cities and b.cities:
        shared = a.cities & b.cities
        if shared:
            city = min(shared, key=lambda name: (frequencies.cities.get(name, 1), name))
            yield Reason("city", city, city, max(0.0, frequencies.bits(frequencies.cities.get(city, 1)) + CITY))
        else:
            near, mine, hers = max((_city(x, y), x, y) for x in a.cities for y in b.cities)
            count = max(frequencies.cities.get(mine, 1), frequencies.cities.get(hers, 1))
            bits = max(0.0, frequencies.bits(count) + CITY + CITY_SPELLING) if near else OTHER_CITY
            yield Reason("city", mine, hers, bits)


def _city(a: str, b: str) -> bool:
    from rapidfuzz.distance import OSA  # as in words.likeness

    return near_city(a, b, OSA.normalized_similarity(a, b))


def near_city(a: str, b: str, similarity: float) -> bool:
    """Are two cities of different names one? Lyon and Lyon 3e are."""
    short, long = sorted((a, b), key=len)
    return similarity >= SPELT_CITY or long.startswith(f"{short} ")


def birthday_bits(a: str, b: str) -> float:
    """What two birthdays say; one wrong digit, two swapped, or day for month is an error, more are another day."""
    if len(a) < 7 or len(b) < 7:
        return 0.0  # a year alone says nothing of the day
    if a == b:
        return SAME_BIRTHDAY if len(a) == FULL_DATE else SAME_DAY
    if len(a) != len(b):
        return SAME_DAY if a[-6:] == b[-6:] else OTHER_BIRTHDAY
    wrong = [place for place, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    swapped = len(wrong) == 2 and (a[wrong[0]], a[wrong[1]]) == (b[wrong[1]], b[wrong[0]])
    turned = a[:-5] == b[:-5] and a[-5:-3] == b[-2:] and a[-2:] == b[-5:-3]
    return NEAR_BIRTHDAY if len(wrong) == 1 or swapped or turned else OTHER_BIRTHDAY


def _birthdays(a: Profile, b: Profile) -> list[Reason]:
    if not a.birthdays or not b.birthdays:
        return []
    bits, mine, hers = max((birthday_bits(x, y), x, y) for x in a.birthdays for y in b.birthdays)
    return [Reason("birthday", mine, hers, bits)]
