"""One record against the people whom its keys point to: the decision that an import takes row by row.

What is known of a person comes as the fields of her records, in the form in which the book keeps them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from netcli import identifiers
from netcli.dates import FULL_DATE
from netcli.match.contested import CROWD, SURE, Told, agree, joinable, settled
from netcli.match.profiles import Profile, kept, of, union
from netcli.match.rules import AUTOMATIC, score, vetoes
from netcli.names import full_key, parse
from netcli.records import Record

__all__ = ["against", "agree", "fit", "keys", "keys_of", "profile_of", "settled", "traits", "waits"]


def keys(record: Record) -> tuple[tuple[str, str], ...]:
    """The (kind, value) keys by which *record* may be somebody known, strongest first, as the book files them."""
    found: list[tuple[str, str]] = []
    for text in record.urls:
        if (url := identifiers.url(text)) and identifiers.profile(url):
            found.append(("url", url))
        elif text.startswith(SHA1):
            found.append(("sha1", text.removeprefix(SHA1).casefold()))
    for text in record.emails:
        address = identifiers.email(text)
        if address and not identifiers.role_mailbox(address):
            found += [("email", identifiers.mailbox(address)), ("sha1", identifiers.mbox_sha1(address))]
    for text in record.phones:
        number = identifiers.phone(text, record.country)
        found += [("phone", spelling) for spelling in identifiers.mobile_spellings(number or "")]
    if record.birthday and len(record.birthday) == FULL_DATE and record.name and " " in record.name:
        found.append(("born", f"{record.birthday} {full_key(record.name)}"))
    return tuple(found)


SHA1: Final = "mailto-sha1:"
"""How a source that hides addresses names one: the hash of `mailto:` and the address (FOAF)."""


def keys_of(fields: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The keys of a kept record."""
    return keys(kept(fields))


def fit(one: Told, other: Told, key: tuple[str, str]) -> float:
    """How surely two who share *key* are one person, in bits; 0 when they may not merge by themselves.

    A row that came before (key `row`) is the same unless something contradicts; `owner` is the file's own word of
    whose it is.
    """
    kind = key[0]
    if any(dict(known) == dict(said) for known in one for said in other):
        return SURE
    if kind == "url" and _same_name(one, other) and not (_born(one) and _born(other)):
        return SURE / 2  # the common case of a later export: no need to weigh anything
    a, b = union(map(profile_of, one)), union(map(profile_of, other))
    if kind == "owner" and (b.emails or b.slugs or b.phones) and not b.names:
        # an address alone could be anybody's: it must be known as hers
        return float(bool(a.emails & b.emails or a.slugs & b.slugs or a.phones & b.phones))
    if kind in ("row", "owner", "sha1"):
        return float(joinable(a, b))
    compared = score(a, b, CROWD)
    return max(compared.score, 1.0) if compared.rule in AUTOMATIC else 0.0


def traits(told: Told) -> Profile | None:
    """What could tell somebody from her namesakes; None where the name is nobody's, as Maman is."""
    if any(_opaque(name) for fields in told if (name := fields.get("name"))):
        return None
    return union(map(_nameless, told))


def waits(one: Profile | None, other: Profile | None) -> bool:
    """Is it worth asking whether two namesakes of such `traits` are one? Not when something speaks against it."""
    return one is not None and other is not None and not vetoes(one, other)


@lru_cache(maxsize=1 << 14)
def _opaque(name: str) -> bool:
    return parse(name).opaque


def _nameless(fields: Mapping[str, Any]) -> Profile:
    """The profile of a kept record but for its name: taking a name apart is most of the work."""
    return Profile(
        slugs=frozenset(filter(None, map(identifiers.profile, fields.get("urls", ())))),
        emails=frozenset(filter(None, map(_own, fields.get("emails", ())))),
        birthdays=frozenset(filter(None, [fields.get("birthday")])),
        organization=bool(fields.get("organization")),
    )


@lru_cache(maxsize=1 << 14)
def _own(text: str) -> str | None:
    """The mailbox behind an address that is one person's; asked again for each namesake."""
    address = identifiers.email(text)
    return identifiers.mailbox(address) if address and not identifiers.role_mailbox(address) else None


def against(one: Told, other: Told) -> list[str]:
    """What speaks against two people being one."""
    return vetoes(union(map(profile_of, one)), union(map(profile_of, other)))


def profile_of(fields: Mapping[str, Any]) -> Profile:
    """The profile of a kept record."""
    return of(kept(fields))


def _same_name(one: Told, other: Told) -> bool:
    names = {known.get("name") for known in one if known.get("name")}
    return any(said.get("name") in names for said in other)


def _born(told: Told) -> bool:
    return any("birthday" in fields for fields in told)
