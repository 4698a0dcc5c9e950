"""Decide which claims with the same keys belong to one person.

The order of the claims does not matter.
"""

from __future__ import annotations

import json
from collections import ChainMap
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, product
from math import inf
from typing import Final

from netcli.match.description import decisive_of, joinable
from netcli.match.evidence import Frequencies
from netcli.match.profiles import Profile, describe, identity_of, record_of, union
from netcli.match.rules import AUTOMATIC, agreeing, doubtful, score, spelt_alike, vetoes
from netcli.records import Fields

Statements = Sequence[Fields]
"""The fields of the records of one person, as stored."""
Claim = tuple[Statements, Collection[tuple[str, str]]]
"""The fields stated about a person, and the person's keys."""

SURE: Final = 1000.0
"""Bits for a record that exactly repeats an earlier record."""
MOST_SIDES: Final = 60  # 1,770 pairs, each in about 0.3 ms
"""Up to this number of claims, every pair of claims is compared."""
LEAD: Final = 3.0  # eight times the odds
"""Maximum difference in bits between pairs that are joined in one step."""
HASHES: Final = frozenset(("sha1", "hash"))
"""The kinds of keys that are hashes of addresses."""
CROWD: Final = Frequencies(1 << 20)
"""The word frequencies assumed during imports; automatic rules do not depend on them."""


def groups(claims: Sequence[Claim], *, apart: Collection[frozenset[int]] = (), me: int | None = None) -> list[set[int]]:
    """Group the claims that are about the same person. A number in a group is a position in `claims`.

    The two positions of each pair in `apart` belong to different people. Claims that share a key with the claim at
    position `me` are about the user.
    """
    sides = set(
        _join_identical([_Side.of(place, claim, mine=place == me) for place, claim in enumerate(claims)], apart)
    )
    if len(sides) > MOST_SIDES:
        sides = set(_join_by_decisive_values(sides, apart))
    if len(sides) > MOST_SIDES:  # so many different claims must share a place, such as an office
        return [set(side.places) for side in sides]
    fits: dict[frozenset[_Side], float] = {}
    vetoed: dict[frozenset[Profile], bool] = {}
    unlike: dict[frozenset[Profile], bool] = {}

    def known_apart(one: _Side, other: _Side) -> bool:
        return any(len(pair & one.places) == 1 and len(pair & other.places) == 1 for pair in apart)

    def contradict(one: _Side, other: _Side) -> bool:
        """Return whether a veto forbids joining the two sides."""
        for a, b in product(one.decisive, other.decisive):
            pair = frozenset((a, b))
            if pair not in vetoed:
                vetoed[pair] = bool(vetoes(a, b))
            if vetoed[pair]:
                return True
        return False

    def in_doubt(one: _Side, others: Collection[_Side]) -> bool:
        """Return whether names forbid an automatic merge of the side *one* with one of the sides *others*."""
        return any(
            not one.profile.slugs & other.profile.slugs
            and any(
                unlike_names(a, b) and not settled(a, b, one, other, others)
                for a, b in product(one.decisive, other.decisive)
            )
            for other in others
        )

    def unlike_names(a: Profile, b: Profile) -> bool:
        pair = frozenset((a, b))
        if pair not in unlike:
            unlike[pair] = doubtful(a, b)
        return unlike[pair]

    def settled(a: Profile, b: Profile, one: _Side, other: _Side, sides: Collection[_Side]) -> bool:
        """Return whether another name connects *a* and *b*, as Michael connects Mchael and Micheal."""
        return (
            any(spelt_alike(each, b) for each in one.decisive)
            or any(spelt_alike(each, a) for each in other.decisive)
            or any(spelt_alike(each, a) and spelt_alike(each, b) for side in sides for each in side.decisive)
        )

    def bits(one: _Side, other: _Side) -> float:
        if one.is_me(other):
            return 0.0 if known_apart(one, other) else one.bits(other)
        if known_apart(one, other) or contradict(one, other):
            return 0.0
        fit = one.bits(other)
        return 0.0 if fit and in_doubt(one, (other,)) else fit

    def may_join(one: _Side, others: Collection[_Side]) -> bool:
        mine = one.mine or any(other.mine for other in others)  # any claim with one of my keys is me
        if any(known_apart(one, other) or (not mine and contradict(one, other)) for other in others):
            return False
        if not mine and in_doubt(one, others):
            return False
        rest = _Side.union(others)
        return bool(one.bits(rest)) or joinable(one.profile, rest.profile)

    newest = sides
    while True:
        for one, other in combinations(sides, 2):
            if one in newest or other in newest:
                fits[frozenset((one, other))] = bits(one, other)
        newest = set()
        surest = max(fits.values(), default=0.0)
        if not surest:
            return [set(side.places) for side in sides]
        level = [pair for pair, fit in fits.items() if fit and fit >= surest - LEAD]
        for group in _connected(level):
            pairs = [pair for pair in level if pair <= group]
            if len(group) == 2 or all(may_join(side, group - {side}) for side in group):
                newest.add(_Side.union(group))
                sides -= group
                for pair in [pair for pair in fits if pair & group]:
                    del fits[pair]
            else:
                torn = _competing_claims(pairs, may_join)
                refused = [frozenset((side, end)) for side, ends in torn.items() for end in ends] or pairs
                # if a claim fits two rivals, weaker evidence must not decide to which rival the claim belongs
                refused += [pair for pair, fit in fits.items() if fit < surest - LEAD and not pair.isdisjoint(torn)]
                fits.update(dict.fromkeys(refused, 0.0))
        sides |= newest


def _join_identical(sides: Iterable[_Side], apart: Collection[frozenset[int]]) -> Iterable[_Side]:
    """Join sides that have equal identifying values."""
    known = frozenset[int]().union(*apart)
    alike: dict[Hashable, list[_Side]] = {}
    for side in sides:
        one = side.profile
        same = side.keys, one.names, one.emails, one.slugs, one.phones, one.birthdays, one.organization
        alike.setdefault((same, side.mine, side.places & known), []).append(side)
    for group in alike.values():
        yield from [_Side.union(group)] if len(group) > 1 and group[0].bits(group[1]) else group


def _join_by_decisive_values(sides: Collection[_Side], apart: Collection[frozenset[int]]) -> Iterable[_Side]:
    """If two of the *sides* share a key and have equal decisive values, join them.

    Decisive values can prove that two people are different.
    """
    known = frozenset[int]().union(*apart)
    holders: dict[tuple[frozenset[Profile], tuple[str, str]], list[_Side]] = {}
    for side in sorted(sides, key=lambda side: sorted(side.said)):
        if not side.mine and not side.places & known:
            for key in side.keys:
                holders.setdefault((side.decisive, key), []).append(side)
    whose = {side: side for side in sides}

    def first(side: _Side) -> _Side:
        while whose[side] is not side:
            whose[side] = side = whose[whose[side]]
        return side

    for each in holders.values():
        for one, other in pairwise(each):
            if (a := first(one)) is not (b := first(other)) and one.bits(other):
                whose[b] = a
    joined: dict[_Side, list[_Side]] = {}
    for side in sides:
        joined.setdefault(first(side), []).append(side)
    for group in joined.values():
        yield _Side.union(group) if len(group) > 1 else group[0]


def _competing_claims(
    pairs: Sequence[frozenset[_Side]], may_join: Callable[[_Side, Collection[_Side]], bool]
) -> dict[_Side, set[_Side]]:
    """Return the competing sides of each side.

    If a side fits two sides that may not be joined, these two sides compete.
    """
    near: dict[_Side, set[_Side]] = {}
    for pair in pairs:
        for side in pair:
            near.setdefault(side, set()).update(pair - {side})
    torn: dict[_Side, set[_Side]] = {}
    for side, others in near.items():
        for one, other in combinations(others, 2):
            if not (may_join(one, (side, other)) and may_join(other, (side, one))):
                torn.setdefault(side, set()).update((one, other))
    return torn


@dataclass(frozen=True, eq=False, slots=True)
class _Side:
    """Claims that have been joined into one person."""

    places: frozenset[int]
    keys: frozenset[tuple[str, str]]
    said: Mapping[str, Profile]
    decisive: frozenset[Profile]
    profile: Profile
    mine: bool

    @classmethod
    def of(cls, place: int, claim: Claim, *, mine: bool) -> _Side:
        statements, keys = claim
        identities = map(identity_of, statements)
        said = {json.dumps(fields, sort_keys=True): describe(record_of(fields)) for fields in identities}
        return cls._made(frozenset((place,)), frozenset(keys), said, mine=mine)

    @classmethod
    def union(cls, sides: Collection[_Side]) -> _Side:
        return cls._made(
            frozenset[int]().union(*(side.places for side in sides)),
            frozenset[tuple[str, str]]().union(*(side.keys for side in sides)),
            dict(ChainMap(*(dict(side.said) for side in sides))),
            mine=any(side.mine for side in sides),
        )

    @classmethod
    def _made(
        cls, places: frozenset[int], keys: frozenset[tuple[str, str]], said: dict[str, Profile], *, mine: bool
    ) -> _Side:
        decisive = frozenset(map(decisive_of, said.values()))
        return cls(places, keys, said, decisive, union([said[text] for text in sorted(said)]), mine)

    def is_me(self, other: _Side) -> bool:
        """Return whether one side is about the user, and both sides share a key."""
        return (self.mine or other.mine) and not self.keys.isdisjoint(other.keys)

    def bits(self, other: _Side) -> float:
        """Return the bits of evidence that both sides are one person. If joining is forbidden, return 0."""
        shared = self.keys & other.keys
        if not shared:
            return 0.0
        if self.is_me(other):
            return inf
        if not self.said.keys().isdisjoint(other.said):
            return SURE
        one, other = sorted((self, other), key=lambda side: sorted(side.said))
        compared = score(one.profile, other.profile, CROWD)
        if compared.rule in AUTOMATIC:
            return max(compared.score, 1.0)
        hashed = any(kind in HASHES for kind, _ in shared)  # a hash of an address counts as the address
        return float(hashed and not compared.vetoes and agreeing(one.profile, other.profile))


def _connected(pairs: Iterable[frozenset[_Side]]) -> list[set[_Side]]:
    found: list[set[_Side]] = []
    for pair in pairs:
        touched = [group for group in found if group & pair]
        found = [group for group in found if not group & pair] + [set(pair).union(*touched)]
    return found
