"""Compare two people field by field, in bits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log2
from typing import Final

from netcli import identifiers
from netcli.companies import mail_domain
from netcli.match import levels, words
from netcli.match.levels import Level
from netcli.match.near_misses import TAIL, misspelt, mistyped
from netcli.match.profiles import Profile
from netcli.names import Name
from netcli.phones import handy, is_mobile

NAMES: Final = 4
"""Maximum number of names that are compared for each person."""


@dataclass(frozen=True, slots=True)
class Frequencies:
    """How common each word is among `total` people.

    `names` maps the words of a name to the number of people with this name. Names in `ambiguous` surely belong to
    several people.
    """

    total: int
    tokens: Mapping[str, int] = field(default_factory=dict)
    companies: Mapping[str, int] = field(default_factory=dict)
    cities: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[frozenset[str], int] = field(default_factory=dict)
    ambiguous: frozenset[frozenset[str]] = frozenset()

    def rarity(self, counts: Mapping[str, int], *values: str) -> float:
        """Return the rarity, in bits, of the most common of `values`."""
        return self.bits(max(counts.get(value, 1) for value in values))

    def bits(self, count: int) -> float:
        """Return the rarity, in bits, of a value that belongs to `count` people."""
        return min(levels.RARE, log2(max(self.total, 2) / max(count, 1)))

    @property
    def prior(self) -> float:
        """Bits for a pair of people before any comparison."""
        return 1 - log2(max(self.total, 2))


@dataclass(frozen=True, slots=True)
class Reason:
    """The values of one field for two people, and the resulting bits."""

    field: str
    a: str
    b: str
    bits: float


def _reason(level: Level, a: str, b: str, rarity: float = 0.0) -> Reason:
    return Reason(level.field, a, b, level.worth(rarity))


def names(a: Profile, b: Profile, frequencies: Frequencies) -> tuple[Name | None, words.Pairing, list[Reason]]:
    """Return the name of `a` that best matches `b`, the alignment, and the reasons."""
    best: tuple[float, Name | None, words.Pairing, list[Reason]] = (float("-inf"), None, words.APART, [])
    for one in a.names[:NAMES]:
        for other in b.names[:NAMES]:
            if one.opaque or other.opaque:
                continue  # many address books have an entry "Maman"
            laid = words.pair(one, other)
            reasons = [*_word_reasons(laid, frequencies), *_namesakes(one, other, laid, frequencies)]
            total = sum(reason.bits for reason in reasons)
            if total > best[0]:
                best = (total, one, laid, reasons)
    return best[1:]


def _word_reasons(laid: words.Pairing, frequencies: Frequencies) -> Iterable[Reason]:
    for one, other, level in laid.agreed:
        yield _reason(levels.WORDS[level], one, other, frequencies.rarity(frequencies.tokens, one, other))
    left, right = " ".join(laid.left), " ".join(laid.right)
    if laid.contradicts:
        yield _reason(levels.CONTRADICTION, left, right)
    extra = abs(len(laid.left) - len(laid.right)) if laid.contradicts else len(laid.left) + len(laid.right)
    if extra:
        yield Reason(levels.EXTRA.field, left, right, extra * levels.EXTRA.bits)


def _namesakes(one: Name, other: Name, laid: words.Pairing, frequencies: Frequencies) -> Iterable[Reason]:
    level = laid.level
    if level is not None:
        fewest = 2 if level == "exact" else 1
        counts = [max(fewest, frequencies.names.get(words.whole(name), 0)) for name in (one, other)]
        bits = levels.namesake_bits(*counts, exact=level == "exact")
        yield Reason("namesakes", str(counts[0]), str(counts[1]), bits)


def vanity(slug: str) -> bool:
    """Return whether a LinkedIn member chose `slug`. If not, the page may have a second slug."""
    return not slug.startswith(("ACoAA", "pub/", "view?"))


def other_linkedin(a: Profile, b: Profile) -> bool:
    """Return whether both people have LinkedIn pages, but no common page."""
    each = (any(network == "linkedin" and vanity(slug) for network, slug in one.slugs) for one in (a, b))
    return all(each) and not a.slugs & b.slugs


def profiles(a: Profile, b: Profile) -> list[Reason]:
    """Return the reasons that profile pages give for or against a match."""
    shared = a.slugs & b.slugs
    if shared:
        text = ":".join(min(shared))
        return [_reason(levels.SAME_PROFILE, text, text)]
    reasons = []
    for network in sorted({network for network, _ in a.slugs} & {network for network, _ in b.slugs}):
        one, other = (f"{network}:{min(slug for each, slug in profile.slugs if each == network)}" for profile in (a, b))
        if network != "linkedin":
            reasons.append(_reason(levels.OTHER_PROFILE, one, other))
        elif other_linkedin(a, b):
            reasons.append(_reason(levels.OTHER_LINKEDIN, one, other))
    return reasons


def numbered(addresses: Iterable[str]) -> set[tuple[str, str]]:
    """Return (name, domain) of each work address that ends in a number.

    A number distinguishes colleagues of the same name, as in jean.martin2@.
    """
    found = set()
    for address in addresses:
        local, _, domain = address.partition("@")
        if local[-1:].isdigit() and mail_domain(address):
            found.add((local.rstrip("0123456789"), domain))
    return found


def shared_emails(a: Profile, b: Profile) -> frozenset[str]:
    """Return the mailboxes that both people have.

    A mailbox that is known only by its hash is returned as the hash.
    """
    if not (a.hashes or b.hashes):
        return a.emails & b.emails
    held = [
        one.hashes.union(*(identifiers.hash_keys(address) for address in one.addresses if other.hashes))
        for one, other in ((a, b), (b, a))
    ]
    return (a.emails & b.emails).union(digits for _, digits in held[0] & held[1])


def emails(a: Profile, b: Profile, *, namesakes: bool) -> list[Reason]:
    """Return the reasons that e-mail addresses give for or against a match.

    A typing error counts only if `namesakes` is true.
    """
    if shared := shared_emails(a, b):
        return [_reason(levels.SAME_EMAIL, min(shared), min(shared))]
    if not a.emails or not b.emails:
        return []
    slips = [(one, other) for one in a.emails for other in b.emails if namesakes and misspelt(one, other)]
    if slips:  # people with different names have different addresses: martin@ and marin@ are then no typing error
        return [_reason(levels.MISSPELT_EMAIL, *min(slips))]
    colleagues = {mail_domain(one) for one in a.emails} & {mail_domain(one) for one in b.emails} - {None}
    return [_reason(levels.OTHER_COLLEAGUE if colleagues else levels.OTHER_EMAIL, min(a.emails), min(b.emails))]


def tail(number: str) -> str:
    """Return the part of a phone number that national and international spellings share."""
    return number[-TAIL:]


def tails(one: Profile) -> dict[str, str]:
    """For each phone number of a person, map the final digits to the number."""
    return {tail(number): number for number in sorted(one.phones)}


def national(number: str) -> bool:
    """Return whether the number is in national form, without a country code."""
    return len(number) == TAIL + 1 and number.startswith("0")


def one_mobile(a: Profile, b: Profile, *, named: bool) -> bool:
    """Return whether two people share a mobile phone. National numbers count only if the names agree (`named`)."""
    for one in a.phones:
        for other in b.phones:
            if tail(one) != tail(other):
                continue
            if is_mobile(one) and (national(other) or is_mobile(other)):
                return True
            if is_mobile(other) and national(one):
                return True
            if named and handy(one) and handy(other):
                return True
    return False


def phones(a: Profile, b: Profile, *, named: bool) -> tuple[Level | None, list[Reason]]:
    """Return the level on which the phone numbers agree, and the reasons.

    A typing error counts only if the names agree (`named`).
    """
    mobiles = {tail(number) for number in a.phones | b.phones if is_mobile(number) or handy(number)}
    ours, theirs = tails(a), tails(b)
    if shared := ours.keys() & theirs.keys():
        end = min(shared, key=lambda end: (end not in mobiles, end))
        level = levels.SAME_MOBILE if end in mobiles else levels.SAME_LANDLINE
        return level, [_reason(level, ours[end], theirs[end])]
    if not named:
        return None, []
    pairs = ((one, other) for one in ours.keys() & mobiles for other in theirs.keys() & mobiles)
    slip = min(((one, other) for one, other in pairs if mistyped(one, other)), default=None)
    if slip is None:
        return None, []
    return levels.MISTYPED_MOBILE, [_reason(levels.MISTYPED_MOBILE, ours[slip[0]], theirs[slip[1]])]


def companies(a: Profile, b: Profile, frequencies: Frequencies) -> tuple[Level, list[Reason]]:
    """Return the best level of two companies of `a` and `b`, and the reasons."""
    if not a.companies or not b.companies:
        return levels.OTHER_COMPANY, []
    pairs = ((one, other) for one in sorted(a.companies) for other in sorted(b.companies))
    every = [(levels.company_level(one, other, _similarity(one, other)), one, other) for one, other in pairs]
    best = min(every, key=lambda each: levels.COMPANIES.index(each[0]))
    if a.inferred and b.inferred and shared_emails(a, b):  # companies known from addresses add nothing to an address
        return best[0], []
    return best[0], [_reason(*best, frequencies.rarity(frequencies.companies, *best[1:]))]


def cities(a: Profile, b: Profile, frequencies: Frequencies) -> list[Reason]:
    """Return the reasons that cities give for or against a match."""
    if shared := a.cities & b.cities:
        city = min(shared, key=lambda name: (frequencies.cities.get(name, 1), name))
        return [_reason(levels.SAME_CITY, city, city, frequencies.rarity(frequencies.cities, city))]
    pairs = ((one, other) for one in sorted(a.cities) for other in sorted(b.cities))
    every = [(levels.city_level(one, other, _similarity(one, other)), one, other) for one, other in pairs]
    best = min(every, key=lambda each: levels.CITIES.index(each[0]), default=None)
    return [_reason(*best, frequencies.rarity(frequencies.cities, *best[1:]))] if best else []


def placed_apart(a: Profile, b: Profile) -> bool:
    """Return whether two people are at different companies in different cities."""
    if not (a.companies and b.companies and a.cities and b.cities):
        return False
    nothing = Frequencies(1)
    return companies(a, b, nothing)[0] is levels.OTHER_COMPANY and cities(a, b, nothing)[0].bits < 0


def birthdays(a: Profile, b: Profile) -> tuple[Level | None, list[Reason]]:
    """Compare the birthdays of `a` with the birthdays of `b`. Return the best level of agreement, and the reasons."""
    pairs = [(one, other) for one in sorted(a.birthdays) for other in sorted(b.birthdays)]
    every = [(levels.birthday_level(one, other), one, other) for one, other in pairs]
    best = max(every, key=lambda each: (each[0].bits, each[1:]), default=None)
    return (best[0], [_reason(*best)]) if best else (None, [])


def _similarity(a: str, b: str) -> float:
    if a == b:
        return 1.0
    from rapidfuzz.distance import OSA  # imported late, as in words.likeness

    return OSA.normalized_similarity(a, b)
