"""Decide during an import whether a record and a person with the same keys belong together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Final, NamedTuple

from netcli import identifiers, mailboxes
from netcli.dates import FULL_DATE
from netcli.match.contested import CROWD, HASHES, SURE, Statements, groups
from netcli.match.description import MOST, Description, joinable
from netcli.match.evidence import numbered, vanity
from netcli.match.levels import OTHER_BIRTHDAYS, birthday_level
from netcli.match.profiles import Profile, describe, identity_of, record_of, union
from netcli.match.rules import AUTOMATIC, agreeing, score, vetoes
from netcli.names import full_key, parse
from netcli.phones import mobile_spellings, numbers
from netcli.records import Fields, Record

__all__ = [
    "SURE",
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
    """Return the keys (kind, value) that may identify the record's person, strongest first."""
    found: list[tuple[str, str]] = []
    urls = filter(None, map(identifiers.url, record.urls))
    found += [("url", url) for url in urls if identifiers.profile(url)]
    found += [identifiers.hash_key(value) for text in record.hashes if (value := identifiers.hashed(text))]
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
    """Return the keys of a stored record, including the hashes of its addresses."""
    addresses = [address for text in fields.get("emails", ()) if (address := identifiers.email(text))]
    personal = [address for address in addresses if not mailboxes.is_role(address)]
    # another source may give an address only as a hash
    known = [("hash", value) for address in personal for value in identifiers.digests(address)]
    return (*keys(record_of(fields)), *known)


def fit(one: Description, other: Description, key: tuple[str, str]) -> float:
    """Return the bits of evidence that two people who share `key` are one person.

    Return 0 if the two people must not be merged automatically.
    """
    kind = key[0]
    if one.includes(other):
        return SURE
    if kind == "url" and not one.names.isdisjoint(other.names) and not (one.born and other.born):
        return SURE / 2  # a page and name known before are common in later exports, and need no comparison
    a, b = one.profile, other.profile
    if kind == "owner" and not other.names and (b.emails or b.slugs or b.phones):
        # a record without a name is about the owner if it shares an identifier with the owner. Otherwise, its address
        # must suggest the owner's name
        shared = bool(a.emails & b.emails or a.slugs & b.slugs or a.phones & b.phones)
        if shared or not b.names:
            return float(shared)
    if kind in ("row", "owner"):
        return float(joinable(a, b))
    if kind in HASHES:  # a hash of an address counts as the address
        return float(not vetoes(a, b) and agreeing(a, b))
    if vetoes(a, b):
        return 0.0  # no rule is automatic then, and the rest of the comparison takes five times as long
    compared = score(a, b, CROWD)
    return max(compared.score, 1.0) if compared.rule in AUTOMATIC else 0.0


LINKEDIN: Final = identifiers.address("linkedin", "")
"""Prefix of the canonical address of a LinkedIn profile."""


class Traits(NamedTuple):
    """Values that may distinguish a person from people of the same name."""

    linkedin: bool = False
    numbered: tuple[tuple[str, str], ...] = ()
    birthday: str | None = None
    organization: bool = False


def traits(keys: Sequence[tuple[str, str]], birthday: str | None, *, organization: bool) -> Traits:
    """Return the values that may distinguish the record's person from namesakes."""
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
    """Return whether two people called `name` may be one person, judging by their traits."""
    if any(each.organization for each in one) != any(each.organization for each in other):
        return False
    if any(each.linkedin for each in one) and any(each.linkedin for each in other):
        # the profiles differ, because a record with a known person's profile is always assigned to that person
        return False
    if {pair for each in one for pair in each.numbered} & {pair for each in other for pair in each.numbered}:
        return False
    days = [birthday_level(*pair) for pair in product(_birthdays(one), _birthdays(other))]
    return not (days and all(day in OTHER_BIRTHDAYS for day in days)) and not parse(name).opaque


def _birthdays(traits: Sequence[Traits]) -> list[str]:
    """Return up to `MOST` different birthdays in *traits*."""
    return [*dict.fromkeys(each.birthday for each in traits if each.birthday)][:MOST]


def against(one: Statements, other: Statements) -> list[str]:
    """Return the vetoes against merging two people, each in a few words."""
    return vetoes(union(map(profile_of, one)), union(map(profile_of, other)))


def profile_of(fields: Fields) -> Profile:
    """Return the profile of a stored record."""
    return describe(record_of(fields))
