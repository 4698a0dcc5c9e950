"""What is said of who somebody is, so that one more record is compared in the same time, however many there are."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import product
from typing import Final

from netcli.match.evidence import numbered, vanity
from netcli.match.profiles import Profile, describe, identity_of, record_of, union
from netcli.match.rules import agreeing, vetoes
from netcli.match.words import foreign
from netcli.records import Fields

MOST: Final = 50
"""Different things said of one person with which a record is compared; of more, the first."""


class Description:
    """All that is said of who somebody is, each thing once."""

    def __init__(self, said: Iterable[Fields] = ()) -> None:
        self.names: set[str] = set()
        self.born = False
        self.texts: set[str] = set()
        self._said: list[Fields] = []  # what is not described yet
        self._profiles: list[Profile] = []
        self._union: Profile | None = None
        self._decisive: dict[Profile, None] = {}
        self._agreeing: set[Profile] = set()  # found to contradict none of these
        for fields in said:
            self.add(fields)

    def __len__(self) -> int:
        return len(self.texts)

    def add(self, fields: Fields) -> None:
        """Enter what a record says."""
        who = identity_of(fields)
        text = json.dumps(who, sort_keys=True)
        if not who or text in self.texts:  # two who say nothing of who they are have nothing in common
            return
        self.texts.add(text)
        self._said.append(who)
        if name := who.get("name"):
            self.names.add(name)
        self.born |= "birthday" in who

    @property
    def profile(self) -> Profile:
        """What the records say together."""
        self._describe()
        if self._union is None:
            self._union = union(self._profiles)
        return self._union

    @property
    def decisive(self) -> Collection[Profile]:
        """What of them may speak against being one with somebody, each thing once."""
        self._describe()
        return self._decisive

    def agrees(self, other: Description) -> bool:
        """Tell whether no record of the other contradicts any of these; as if one did, where too many tell of them."""
        decisive = self.decisive
        for one in other.decisive:
            if one in self._agreeing:
                continue
            if len(decisive) > MOST or not all(joinable(one, known) for known in decisive):
                return False
            self._agreeing.add(one)
        return True

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
    """Tell whether nothing speaks against two people being one, whom something else proves to be so."""
    if vetoes(a, b):
        return False
    if not a.names or not b.names or a.full_keys & b.full_keys:
        return True
    return agreeing(a, b) or any(foreign(one, other) for one, other in product(a.names, b.names))


def decisive_of(profile: Profile) -> Profile:
    """Return *profile* with what may speak against being one with somebody, and nothing else."""
    linkedin = any(network == "linkedin" and vanity(slug) for network, slug in profile.slugs)
    return replace(
        profile,
        slugs=profile.slugs if linkedin else frozenset(),
        emails=profile.emails if numbered(profile.emails) else frozenset(),
        phones=frozenset(),
        companies=frozenset(),
        cities=frozenset(),
    )
