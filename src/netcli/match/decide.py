"""One record against the people to whom its keys point: the decision that an import takes row by row.

What is known of a person comes as the fields of their records, in the form in which the book keeps them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from netcli import identifiers, mailboxes
from netcli.dates import FULL_DATE
from netcli.match.contested import CROWD, SURE, Statements, groups
from netcli.match.description import Description, joinable
from netcli.match.evidence import numbered, vanity
from netcli.match.levels import OTHER_BIRTHDAY, birthday_level
from netcli.match.profiles import Profile, describe, identity_of, record_of, union
from netcli.match.rules import AUTOMATIC, agreeing, score, vetoes
from netcli.names import full_key, parse
from netcli.networks import HASHED
from netcli.phones import mobile_spellings, numbers
from netcli.records import Fields, Record

__all__ = [
    "Description",
    "against",
    "fit",
    "groups",
    "identity_of",
    "keys",
    "keys_of",
    "profile_of",
    "traits",
    "worth_asking",
]


def keys(record: Record) -> tuple[tuple[str, str], ...]:
    """Return the (kind, value) keys by which `record` may be somebody known, strongest first, as the book has them."""
    found: list[tuple[str, str]] = []
    urls = filter(None, map(identifiers.url, record.urls))
    found += [("url", url) for url in urls if identifiers.profile(url)]
    found += [("sha1", sha1.removeprefix(HASHED)) for text in record.hashes if (sha1 := identifiers.hashed(text))]
    for text in record.emails:
        address = identifiers.email(text)
        if address and not mailboxes.is_role(address):
            found += [("email", identifiers.mailbox(address)), ("sha1", identifiers.mbox_sha1(address))]
    for text in record.phones:
        for number in numbers(text, record.country):
            found += [("phone", spelling) for spelling in mobile_spellings(number)]
    if record.birthday and len(record.birthday) == FULL_DATE and record.name and " " in record.name:
        found.append(("born", f"{record.birthday} {full_key(record.name)}"))
    return tuple(found)


def keys_of(fields: Fields) -> tuple[tuple[str, str], ...]:
    """Return the keys of a record that the book keeps."""
    return keys(record_of(fields))


def fit(one: Description, other: Description, key: tuple[str, str]) -> float:
    """Return how surely two who share `key` are one person, in bits; 0 when they may not merge by themselves.

    A row that came before (key `row`) is the same unless something contradicts; `owner` is what the file itself says
    of whose it is.
    """
    kind = key[0]
    if not one.texts.isdisjoint(other.texts):
        return SURE
    if kind == "url" and not one.names.isdisjoint(other.names) and not (one.born and other.born):
        return SURE / 2  # the common case of a later export: no need to weigh anything
    a, b = one.profile, other.profile
    if kind == "owner" and (b.emails or b.slugs or b.phones) and not b.names:
        # an address alone could be anybody's: it must be known as theirs
        return float(bool(a.emails & b.emails or a.slugs & b.slugs or a.phones & b.phones))
    if kind in ("row", "owner"):
        return float(joinable(a, b))
    if kind == "sha1":  # of an address: what goes for a mailbox goes for its hash
        return float(not vetoes(a, b) and agreeing(a, b))
    compared = score(a, b, CROWD)
    return max(compared.score, 1.0) if compared.rule in AUTOMATIC else 0.0


LINKEDIN: Final = identifiers.address("linkedin", "")
"""How the canonical address of a LinkedIn profile begins."""


class Traits(NamedTuple):
    """What could tell somebody from a namesake; most who bear a name have the same."""

    linkedin: bool = False
    numbered: tuple[tuple[str, str], ...] = ()
    birthday: str | None = None
    organization: bool = False


def traits(keys: Sequence[tuple[str, str]], birthday: str | None, *, organization: bool) -> Traits:
    """Return what a record of these keys says that could tell somebody from their namesakes."""
    linkedin, addresses = False, []
    for kind, value in keys:
        if kind == "url":
            linkedin = linkedin or (value.startswith(LINKEDIN) and vanity(value[len(LINKEDIN) :]))
        elif kind == "email":
            addresses.append(value)
    if not (addresses or birthday or organization):
        return _PROFILED if linkedin else _NO_TRAITS
    return Traits(linkedin, tuple(sorted(numbered(addresses))), birthday, organization)


_NO_TRAITS: Final = Traits()
_PROFILED: Final = Traits(linkedin=True)


def worth_asking(name: str, one: Sequence[Traits], other: Sequence[Traits]) -> bool:
    """Tell whether two who bear that name may be one, given the traits of the records of each.

    They are not if something speaks against it (as in `rules.vetoes`), or the name is nobody's, as Maman is. Two
    LinkedIn profiles are two people's: a newcomer never has the profile of somebody known.
    """
    if any(each.organization for each in one) != any(each.organization for each in other):
        return False
    if any(each.linkedin for each in one) and any(each.linkedin for each in other):
        return False
    if {pair for each in one for pair in each.numbered} & {pair for each in other for pair in each.numbered}:
        return False
    days = [birthday_level(a.birthday, b.birthday) for a in one for b in other if a.birthday and b.birthday]
    return set(days) != {OTHER_BIRTHDAY} and not parse(name).opaque


def against(one: Statements, other: Statements) -> list[str]:
    """Return what speaks against two people being one, each in a few words."""
    return vetoes(union(map(profile_of, one)), union(map(profile_of, other)))


def profile_of(fields: Fields) -> Profile:
    """Return the profile of a record that the book keeps."""
    return describe(record_of(fields))
