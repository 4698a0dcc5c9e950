"""Decide whether to merge two people, ask the user, or keep the people apart.

Only the rules in AUTOMATIC merge people without asking the user. If two people have only the same name, the user is
asked, because one in ten such merges would be wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

from netcli.language import say
from netcli.match import evidence, levels, words
from netcli.match.evidence import NAMES, Frequencies, Reason
from netcli.match.profiles import Profile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# in a generated address book, 99.94 % of the merges by these rules were right
AUTOMATIC: Final = ("profile", "email", "mobile", "name_birthday")
"""Rules that merge people automatically, strongest first."""
ASKED: Final = ("name_company", "similar_name_company", "name", "similar_name", "other")
"""Rules that lead to a question to the user."""
VETOED_FLOOR: Final = 6.0
"""If a vetoed pair shares no identifier and has fewer bits than this, netcli does not show the pair."""

NAMESAKES: Final = 30
"""Maximum number of people with the same name. If more people have a name, this name is no reason to compare them."""

Truth = TypeVar("Truth", bool, "NDArray[np.bool_]")


class Facts(NamedTuple, Generic[Truth]):
    """The facts on which the rules depend, for one pair or for many pairs."""

    vetoed: Truth
    hidden: Truth
    """If this is true and there is a veto, the pair is not shown."""
    profile: Truth
    email: Truth
    mobile: Truth
    asked: Truth
    """Whether the two people share an identifier or their whole name.

    The name does not count if the companies differ and the cities differ, too. If `asked` is true, the pair is shown
    even if `unlikely` is true.
    """
    phone: Truth
    birthday: Truth
    company: Truth
    compatible: Truth
    single: Truth
    """Whether each of the two profiles belongs to one person, and not to a couple or a household."""
    exact: Truth
    similar: Truth
    agree: Truth
    """Whether at least one word of the names agrees."""
    ambiguous: Truth
    unlikely: Truth
    """Whether the sum of bits is negative."""


def cases(one: Facts[Truth]) -> list[tuple[str | None, Truth]]:
    """Return the rules in order, each with its truth value; the first true rule applies.

    If the rule is None, the pair is neither merged nor shown.
    """
    return [
        (None, one.vetoed & one.hidden),
        ("other", one.vetoed),
        ("profile", one.profile & (one.compatible | one.single)),
        ("email", one.email & one.compatible),
        ("mobile", one.mobile & one.compatible),
        ("name_birthday", one.exact & one.birthday),
        ("other", one.asked & one.unlikely),
        (None, one.unlikely),
        ("name", one.exact & one.ambiguous),  # several people are known to have this name
        ("name_company", one.exact & one.company),
        ("similar_name_company", one.similar & one.company),
        ("name", one.exact),
        ("similar_name", one.similar),
        ("other", one.agree | one.asked | one.phone),
    ]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The evidence about two people, in bits, and the rule that applies.

    If the rule is None, the pair is neither merged nor shown.
    """

    score: float
    reasons: tuple[Reason, ...] = ()
    vetoes: tuple[str, ...] = ()
    rule: str | None = None


def vetoes(a: Profile, b: Profile) -> list[str]:
    """Return the reasons against an automatic merge, each in a few words."""
    found: list[str] = []
    if evidence.other_linkedin(a, b):
        found.append(say("different LinkedIn profiles"))
    if evidence.birthdays(a, b)[0] in levels.OTHER_BIRTHDAYS:
        found.append(say("different birthdays"))
    if not a.emails & b.emails and evidence.numbered(a.emails) & evidence.numbered(b.emails):
        found.append(say("numbered addresses at one domain"))
    if a.names and b.names:
        contradictions = [words.contradiction(x, y) for x in a.names[:NAMES] for y in b.names[:NAMES]]
        if all(one in ("given", "generation") for one in contradictions):
            found.append(say("different given names"))
    if a.organization != b.organization:
        found.append(say("a person and an organization"))
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
    email = bool(evidence.shared_emails(a, b))
    born = level == "exact" and birthday == levels.SAME_BIRTHDAY
    keyed = bool(a.slugs & b.slugs) or email or phone == levels.SAME_MOBILE or born
    facts = Facts(
        vetoed=bool(against),
        hidden=a.organization != b.organization
        or (not keyed and (total < VETOED_FLOOR or "different given names" in against)),
        profile=bool(a.slugs & b.slugs),
        email=email,
        mobile=evidence.one_mobile(a, b, named=level is not None),
        asked=keyed or (bool(a.called & b.called) and not evidence.placed_apart(a, b)),
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


def doubtful(a: Profile, b: Profile) -> bool:
    """Return whether the names of `a` and `b` forbid an automatic merge."""
    pairs = [(x, y) for x in a.names[:NAMES] for y in b.names[:NAMES]]
    return not agreeing(a, b) and any(words.doubtful(x, y) or words.foreign(x, y) for x, y in pairs)


def spelt_alike(a: Profile, b: Profile) -> bool:
    """Return whether a name of `a` and a name of `b` are spelt alike."""
    return any(words.spelt_alike(x, y) for x in a.names[:NAMES] for y in b.names[:NAMES])


def agreeing(a: Profile, b: Profile) -> bool:
    """Return whether a name of `a` agrees with a name of `b`.

    A person without names agrees with everybody.
    """
    one, other = a.names[:NAMES] or (None,), b.names[:NAMES] or (None,)
    return any(words.compatible(x, y) for x in one for y in other)
