"""Profiles of people and records, in the forms that matching compares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from netcli import identifiers, mailboxes, nicknames
from netcli.companies import company_key, domain_company, mail_domain
from netcli.folding import fold
from netcli.match.levels import SPELLING
from netcli.match.words import likeness
from netcli.names import Name, full_key, parse
from netcli.phones import numbers
from netcli.records import Fields, Record


@dataclass(frozen=True, slots=True)
class Profile:
    """All identifying values of a record or of a person, in canonical form."""

    names: tuple[Name, ...] = ()
    full_keys: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()
    """The keys in `full_keys` by which a person may be recognised. Names such as Maman, and aliases that begin with @,
    are left out.
    """
    slugs: frozenset[tuple[str, str]] = frozenset()
    emails: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    """The addresses as they are written, for comparison with known hashes."""
    hashes: frozenset[tuple[str, str]] = frozenset()
    """The keys of addresses that are known only as hashes."""
    phones: frozenset[str] = frozenset()
    birthdays: frozenset[str] = frozenset()
    companies: frozenset[str] = frozenset()
    inferred: bool = False
    """Whether the companies were derived from the domains of e-mail addresses."""
    cities: frozenset[str] = frozenset()
    organization: bool = False

    @property
    def several(self) -> bool:
        """Whether every name is the name of two people or of a household."""
        return bool(self.names) and all(name.several for name in self.names)


def describe(record: Record) -> Profile:
    """Return the profile of one record, without role mailboxes such as info@."""
    texts = [record.name or f"{record.given or ''} {record.family or ''}", *record.aliases]
    names = [parse(record.name, record.given, record.family), *map(parse, record.aliases)]
    keys = [full_key(text) if text else "" for text in texts]
    called = [key for key, text, name in zip(keys, texts, names, strict=True) if not (name.opaque or text[:1] == "@")]
    addresses = [address for address in map(identifiers.email, record.emails) if address]
    slugs = [slug for slug in map(identifiers.profile, record.urls) if slug]
    personal = [address for address in addresses if not mailboxes.is_role(address)]
    names[0] = completed(names[0], personal, slugs)
    employers = _employers(addresses)
    return Profile(
        names=tuple(name for name in names if name.tokens or name.initials),
        full_keys=frozenset(filter(None, keys)),
        called=frozenset(filter(None, called)),
        slugs=frozenset(slugs),
        emails=frozenset(filter(None, map(identifiers.email_key, personal))),
        addresses=frozenset(personal),
        hashes=frozenset(map(identifiers.hash_key, filter(None, map(identifiers.hashed, record.hashes)))),
        phones=frozenset(number for text in record.phones for number in numbers(text, record.country)),
        birthdays=frozenset(filter(None, [record.birthday])),
        companies=frozenset(filter(None, [company_key(record.company or "")] if record.company else employers)),
        inferred=bool(employers) and not record.company,
        cities=frozenset(filter(None, [fold(record.city or "")])),
        organization=record.organization,
    )


def record_of(fields: Fields) -> Record:
    """Return the record stored as `fields`, with the values that a profile needs."""
    said = identity_of(fields)
    said |= {name: tuple(value) for name, value in said.items() if isinstance(value, list)}
    return Record("", **said)


IDENTIFYING: Final = (
    "name",
    "given",
    "family",
    "aliases",
    "emails",
    "phones",
    "urls",
    "hashes",
    "company",
    "city",
    "country",
    "birthday",
    "organization",
)
"""The fields from which a profile is made."""


def identity_of(fields: Fields) -> Fields:
    """Return the identifying fields of a record."""
    return {name: value for name in IDENTIFYING if (value := fields.get(name))}


def completed(name: Name, addresses: Iterable[str], slugs: Iterable[tuple[str, str]]) -> Name:
    """Return `name`, completed from matching addresses and profiles.

    The slug cecile-ducer completes Cécile, but not Paul.
    """
    if (len(name.tokens) > 1 and not name.initials) or name.opaque:
        return name
    for text in (*(slug for _, slug in slugs), *(address.partition("@")[0] for address in addresses)):
        hints = [word for word in _HINTS.split(fold(text)) if len(word) > 1]
        if not 2 <= len(hints) <= _MOST_HINTS:
            continue
        if not name.tokens and not name.initials:
            if any(map(nicknames.groups, hints)):  # super.chaton@ contains no first name
                return name._replace(tokens=tuple(hints))
            continue
        initials = [word for word in name.initials if not any(hint[0] == word for hint in hints)]
        if initials or not all(any(likeness(word, hint) >= SPELLING for hint in hints) for word in name.tokens):
            continue
        added = [hint for hint in hints if not any(likeness(word, hint) >= SPELLING for word in name.tokens)]
        return name._replace(tokens=name.tokens + tuple(added), initials=())
    return name


_HINTS: Final = re.compile(r"[^a-z]+")
_MOST_HINTS: Final = 3
"""If an address has more words than this number, netcli does not read the words as a name."""


def of_places(people: Iterable[tuple[int, str, str, Sequence[str]]]) -> dict[int, Profile]:
    """Map each person's id to a profile that has only companies and cities.

    `people` contains (id, company, city, e-mail addresses).
    """
    return {
        person: Profile(
            companies=frozenset(filter(None, [company_key(company)] if company else _employers(emails))),
            cities=frozenset(filter(None, [fold(city)])),
        )
        for person, company, city, emails in people
    }


def _employers(addresses: Iterable[str]) -> list[str]:
    """Return at most one company: the company that the first work address suggests."""
    return [domain_company(domain) for domain in map(mail_domain, addresses) if domain][:1]


def union(profiles: Iterable[Profile]) -> Profile:
    """Return the combined profile of several records of one person."""
    every = tuple(profiles)
    if len(every) == 1:
        return every[0]
    return Profile(
        names=tuple(dict.fromkeys(name for profile in every for name in profile.names)),
        full_keys=frozenset[str]().union(*(profile.full_keys for profile in every)),
        called=frozenset[str]().union(*(profile.called for profile in every)),
        slugs=frozenset[tuple[str, str]]().union(*(profile.slugs for profile in every)),
        emails=frozenset[str]().union(*(profile.emails for profile in every)),
        addresses=frozenset[str]().union(*(profile.addresses for profile in every)),
        hashes=frozenset[tuple[str, str]]().union(*(profile.hashes for profile in every)),
        phones=frozenset[str]().union(*(profile.phones for profile in every)),
        birthdays=frozenset[str]().union(*(profile.birthdays for profile in every)),
        companies=frozenset[str]().union(*(profile.companies for profile in every)),
        inferred=all(profile.inferred for profile in every if profile.companies),
        cities=frozenset[str]().union(*(profile.cities for profile in every)),
        organization=any(profile.organization for profile in every),
    )
