"""`query`: look up e-mail addresses for a mail program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from netcli.answers import Answer, Words, limited
from netcli.answers.people import FullPerson
from netcli.answers.query import Address
from netcli.ask.export import left_out
from netcli.ask.search import find_of
from netcli.store.reader import Reader
from netcli.store.search import with_address

MOST: Final = 1000
"""Maximum number of people found by a search for addresses."""


def query(reader: Reader, text: str, *, limit: int = 0, private: bool = False) -> Answer[Words, Sequence[Address]]:
    """Answer with the addresses of people whom *text* may name.

    Addresses that begin with *text* come first. Private people are included only if *private* is true.
    """
    found, _ = find_of(reader, text, limit=MOST, everybody=True)
    numbers = dict.fromkeys([*with_address(reader, text, MOST), *(each.person.id for each in found)])
    people = [person for person in reader.full([*numbers]) if person.emails]
    hidden = 0 if private else sum(person.private for person in people)
    addresses = [address for person in people if private or not person.private for address in _of(person)]
    shown, warnings = limited(addresses, limit)
    return Answer("query", {"text": text}, shown, [*warnings, *left_out(hidden, 0)])


def _of(person: FullPerson) -> list[Address]:
    other = ", ".join(part for part in (person.title, person.company) if part) or None
    return [Address(email, person.name, other) for email in person.emails]
