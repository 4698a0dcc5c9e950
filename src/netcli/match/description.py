"""The identity of a person, combined from all records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Set
from dataclasses import replace
from itertools import product
from typing import Final

from netcli.match.evidence import numbered, vanity
from netcli.match.profiles import Profile, describe, identity_of, record_of, union
from netcli.match.rules import agreeing, vetoes
from netcli.match.words import foreign
from netcli.records import Fields

MOST: Final = 50
"""A record is compared with at most this number of different descriptions of one person."""


class Description:
    """All statements that identify a person, without repetitions."""

    def __init__(self, said: Iterable[Fields] = ()) -> None:
        self.names: set[str] = set()
        self.born = False
        self.aliased = False
        self.texts: set[str] = set()
        self._said: list[Fields] = []  # statements not yet turned into profiles
        self._profiles: list[Profile] = []
        self._union: Profile | None = None
        self._decisive: dict[Profile, None] = {}
        self._agreeing: set[Profile] = set()  # profiles known not to contradict this person's
        for fields in said:
            self.add(fields)

    def __len__(self) -> int:
        return len(self.texts)

    def add(self, fields: Fields) -> None:
        """Add the identifying fields of a record."""
        who = identity_of(fields)
        text = json.dumps(who, sort_keys=True)
        if not who or text in self.texts:  # records without identifying fields say nothing about identity
            return
        self.texts.add(text)
        self._said.append(who)
        if name := who.get("name"):
            self.names.add(name)
        self.born |= "birthday" in who
        self.aliased |= "aliases" in who

    @property
    def profile(self) -> Profile:
        """The combined profile of all records."""
        self._describe()
        if self._union is None:
            self._union = union(self._profiles)
        return self._union

    @property
    def decisive(self) -> Set[Profile]:
        """The decisive parts of all profiles, which can prove that two people are different."""
        self._describe()
        return self._decisive.keys()

    def includes(self, other: Description) -> bool:
        """Return whether both descriptions contain a record with exactly the same identifying values."""
        return not self.texts.isdisjoint(other.texts)

    def agrees(self, other: Description) -> bool:
        """Return whether the records of both descriptions agree.

        If there are too many records to compare, return False.
        """
        decisive = self.decisive
        for one in other.decisive:
            if one in self._agreeing:
                continue
            if len(decisive) > MOST or not all(joinable(one, known) for known in decisive):
                return False
            self._agreeing.add(one)
        return True

    def foresees(self, other: Description) -> bool:
        """Return whether this description has every name and every decisive value of *other*.

        If *other* has an alias, return False.
        """
        return other.names <= self.names and other.decisive <= self.decisive and not other.aliased

    def _describe(self) -> None:
        for who in self._said:
            profile = describe(record_of(who))
            if len(self._profiles) < MOST:
                self._profiles.append(profile)
                self._union = None
            decisive = decisive_of(profile)
            if len(self._decisive) <= MOST and decisive not in self._decisive:
                self._decisive[decisive] = None
                if decisive not in self._agreeing:
                    self._agreeing.clear()
        self._said.clear()


def joinable(a: Profile, b: Profile) -> bool:
    """Return whether two people may be joined. A veto forbids joining, and so do names that disagree.

    Other evidence must show that the two are one person.
    """
    if vetoes(a, b):
        return False
    if not a.names or not b.names or a.full_keys & b.full_keys:
        return True
    return agreeing(a, b) or any(foreign(one, other) for one, other in product(a.names, b.names))


def decisive_of(profile: Profile) -> Profile:
    """Return the part of *profile* that can prove that two people are different."""
    linkedin = any(network == "linkedin" and vanity(slug) for network, slug in profile.slugs)
    return replace(
        profile,
        slugs=profile.slugs if linkedin else frozenset(),
        emails=profile.emails if numbered(profile.emails) else frozenset(),
        addresses=frozenset(),
        hashes=frozenset(),
        phones=frozenset(),
        companies=frozenset(),
        cities=frozenset(),
    )
