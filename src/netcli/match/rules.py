"""What follows from the evidence: merge, ask, or leave apart.

A pair merges by rule, on an identifier that one person has, with nothing against it; the bits only rank. A name alone
never merges, however rare: one such merge in ten is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

from netcli.match import evidence, levels, words
from netcli.match.evidence import NAMES, Frequencies, Reason
from netcli.match.profiles import Profile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

AUTOMATIC: Final = ("profile", "email", "mobile", "name_birthday")
"""Rules that merge by themselves, strongest first: 0.9994 of their merges were right in the laboratory."""
ASKED: Final = ("name_company", "similar_name_company", "name", "similar_name", "other")
"""Rules that ask."""
VETOED_FLOOR: Final = 6.0
"""Bits above which a vetoed pair is shown although the two share no key."""

Truth = TypeVar("Truth", bool, "NDArray[np.bool_]")


class Facts(NamedTuple, Generic[Truth]):
    """What the rules ask about a pair, or about each of many pairs at once."""

    vetoed: Truth
    hidden: Truth
    """Not even shown, if vetoed."""
    profile: Truth
    email: Truth
    mobile: Truth
    keyed: Truth
    """They share a page, a mailbox or a mobile phone: whoever comes second is unsure, and the pair waits."""
    phone: Truth
    birthday: Truth
    company: Truth
    compatible: Truth
    single: Truth
    """Neither is called as two people are."""
    exact: Truth
    similar: Truth
    agree: Truth
    """Some word of the names agrees."""
    ambiguous: Truth
    unlikely: Truth
    """The bits speak against."""


def cases(one: Facts[Truth]) -> list[tuple[str | None, Truth]]:
    """Return the rules in the order in which they are tried, each with whether it holds; the first that holds counts.

    No rule is None; a pair without one is not worth a question.
    """
    return [
        (None, one.vetoed & one.hidden),
        ("other", one.vetoed),
        ("profile", one.profile & (one.compatible | one.single)),
        ("email", one.email & one.compatible),
        ("mobile", one.mobile & one.compatible),
        ("name_birthday", one.exact & one.birthday),
        ("other", one.keyed & one.unlikely),
        (None, one.unlikely),
        ("name", one.exact & one.ambiguous),  # two in one company bear it
        ("name_company", one.exact & one.company),
        ("similar_name_company", one.similar & one.company),
        ("name", one.exact),
        ("similar_name", one.similar),
        ("other", one.agree | one.keyed | one.phone),
    ]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two people have in common, in bits, and the rule it fulfils; without a rule it is not worth asking."""

    score: float
    reasons: tuple[Reason, ...] = ()
    vetoes: tuple[str, ...] = ()
    rule: str | None = None


def vetoes(a: Profile, b: Profile) -> list[str]:
    """Return what forbids that `a` and `b` merge by themselves, each in a few words."""
    found = []
    if evidence.other_linkedin(a, b):
        found.append("different LinkedIn profiles")
    if evidence.birthdays(a, b)[0] == levels.OTHER_BIRTHDAY:
        found.append("different birthdays")
    if not a.emails & b.emails and evidence.numbered(a.emails) & evidence.numbered(b.emails):
        found.append("numbered addresses at one domain")
    if a.names and b.names:
        contradictions = [words.contradiction(x, y) for x in a.names[:NAMES] for y in b.names[:NAMES]]
        if all(one in ("given", "generation") for one in contradictions):
            found.append("different given names")
    if a.organization != b.organization:
        found.append("a person and an organization")
    return found


def score(a: Profile, b: Profile, frequencies: Frequencies) -> Comparison:
    """Compare two people field by field."""
    name, laid, name_reasons = evidence.names(a, b, frequencies)
    level = laid.level
    birthday, birthday_reasons = evidence.birthdays(a, b)
    phone, phone_reasons = evidence.phones(a, b, named=level is not None)
    company, company_reasons = evidence.companies(a, b, frequencies)
    reasons = (
        Reason("prior", "", "", frequencies.prior),
        *name_reasons,
        *evidence.profiles(a, b),
        *evidence.emails(a, b, namesakes=level == "exact"),
        *phone_reasons,
        *company_reasons,
        *evidence.cities(a, b, frequencies),
        *birthday_reasons,
    )
    total = sum(reason.bits for reason in reasons)
    against = tuple(vetoes(a, b))
    compatible = agreeing(a, b)
    keyed = bool(a.slugs & b.slugs or a.emails & b.emails) or phone == levels.SAME_MOBILE
    facts = Facts(
        vetoed=bool(against),
        hidden=a.organization != b.organization
        or (not keyed and (total < VETOED_FLOOR or "different given names" in against)),
        profile=bool(a.slugs & b.slugs),
        email=bool(a.emails & b.emails),
        mobile=evidence.one_mobile(a, b, named=level is not None),
        keyed=keyed,
        phone=phone in (levels.SAME_MOBILE, levels.SAME_LANDLINE),
        birthday=birthday == levels.SAME_BIRTHDAY,
        company=company != levels.OTHER_COMPANY,
        compatible=compatible,
        single=not (a.several or b.several),
        exact=level == "exact",
        similar=level == "similar",
        agree=bool(laid.agreed),
        ambiguous=name is not None and words.whole(name) in frequencies.ambiguous,
        unlikely=total < 0,
    )
    rule = next((rule for rule, holds in cases(facts) if holds), None)
    return Comparison(round(total, 3), reasons, against, rule)


def agreeing(a: Profile, b: Profile) -> bool:
    """Tell whether any name of the one may be the other's; whoever has none is called as the other is."""
    one, other = a.names[:NAMES] or (None,), b.names[:NAMES] or (None,)
    return any(words.compatible(x, y) for x in one for y in other)
