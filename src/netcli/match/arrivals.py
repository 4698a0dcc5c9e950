"""Matching as the book asks for it while a file comes in: by which keys, whether two may be one, whether to ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from netcli import identifiers
from netcli.match import words
from netcli.match.profiles import Profile, of, union
from netcli.match.rules import vetoes
from netcli.records import Record


def keys(record: Record) -> list[tuple[str, str]]:
    """The (kind, value) keys that prove identity, strongest first: profiles, personal mailboxes, mobile phones."""
    found = [("url", url) for url in map(identifiers.url, record.urls) if url and identifiers.profile(url)]
    for text in record.emails:
        address = identifiers.email(text)
        if address and not identifiers.role_mailbox(address):
            found.append(("email", identifiers.mailbox(address)))
    for text in record.phones:
        number = identifiers.phone(text, record.country)
        if number and identifiers.is_mobile(number):
            found.append(("phone", number))
    return list(dict.fromkeys(found))


def same(one: Sequence[dict[str, Any]], other: Sequence[dict[str, Any]], key: tuple[str, str]) -> bool:
    """May two people, each given by what is said of her, who share *key*, be one?

    A profile is one person's unless the given names contradict; a mailbox or a phone asks for compatible names.
    """
    if any(mine == hers for mine in one for hers in other):
        return True  # the same row again, which is most of a re-import
    a, b = _profile(one), _profile(other)
    if vetoes(a, b):
        return False
    if key[0] not in ("email", "phone") or not a.names or not b.names:
        return True
    return any(words.compatible(mine, hers) for mine in a.names for hers in b.names)


def waits(one: Sequence[dict[str, Any]], other: Sequence[dict[str, Any]]) -> bool:
    """Is it worth asking whether two namesakes are one? Not if something proves them two."""
    a, b = _profile(one), _profile(other)
    return not vetoes(a, b) and not any(name.opaque for name in a.names + b.names)


def _profile(told: Sequence[dict[str, Any]]) -> Profile:
    fields = ({name: value for name, value in each.items() if name in _FIELDS} for each in told)
    return union(of(Record(key="", **each)) for each in fields)


_FIELDS: Final = frozenset(
    (
        "name",
        "given",
        "family",
        "aliases",
        "emails",
        "phones",
        "urls",
        "company",
        "city",
        "country",
        "birthday",
        "organization",
    )
)
