"""How likely an introduction over one link is, from its evidence: a sum of named parts, each with its source.

A prior from studies of 1969, 2003 and 2009, not from the user's contacts: outcomes must correct it. Nothing known
gives 0.15, everything 0.85, a mediocre tie 0.37: the rate at which people passed on the mails of Dodds, Muhamad and
Watts (Science 301, 2003). The weights are the shares that Gilbert and Karahalios (CHI 2009) found for seven kinds of
clues to tie strength, spread over that range; the range, the split of intimacy in two and the curves are choices.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, Literal

BASE: Final = -1.735
"""Log-odds of a tie of which nothing is known: 0.15."""

RECENCY: Final = 0.70
CLOSENESS: Final = 0.50
"""Intimacy is 1.20, split in two; as long as no closeness is declared, recency takes it whole."""
VOLUME: Final = 0.72
AGE: Final = 0.60
SHARED: Final = 0.50
SERVICES: Final = 0.29
MUTUALS: Final = 0.16
"""Weights in log-odds, for features from 0 to 1: intensity, duration, social distance, services, structure."""

CROWD: Final = -1.00
"""Log-odds lost over a bare link to somebody with ten times CROWDED contacts (a choice)."""
DOUBT: Final = -1.20
"""Log-odds lost over a link that is only a guess: as much as intimacy is worth (a choice)."""

HALF_LIFE: Final = 180.0
"""Days of silence that halve recency."""
MANY_MESSAGES: Final = 100
"""Messages past which more say no more."""
OLD: Final = 5.0
"""Years past which a tie grows no older."""
LONG_TOGETHER: Final = 2.0
"""Years under one roof past which more say no more."""
SMALL: Final = 50
"""People up to whom a shared employer or school means knowing each other; ten times as many halve it."""
ENDORSED: Final = 0.3
"""What an endorsement, a click, is worth beside a recommendation, a page."""
MANY_MUTUALS: Final = 30
"""Mutual contacts past which more say no more."""
CROWDED: Final = 500
"""Contacts past which a link alone says less: LinkedIn itself shows no more than "500+"."""

DOUBTS: Final = {"sure": 0.0, "probable": 0.25, "guess": 1.0}
"""How much of DOUBT a link's certainty brings (a choice)."""
FAMILY: Final = {"spouse": 5, "partner": 5, "parent": 5, "child": 5, "sibling": 5, "kin": 4}
"""The closeness that a kind of link implies where none is declared (a choice)."""

TALK: Final = frozenset(("message", "meeting", "call"))
"""Kinds of evidence by which two people were in contact, and which count."""
YEAR: Final = 365.25
"""Days."""

Band = Literal["slim", "fair", "good", "strong"]


@dataclass(frozen=True, slots=True)
class Sign:
    """One piece of evidence of a link from a to b; dates as precise as they are known.

    `kind` is the evidence's (`connected`, `message`, `meeting`, `recommendation`…), `link` the kind of link it proves,
    `last` the last contact, `direction` `a_to_b`, `b_to_a`, `both` or None, `closeness` 1 to 5 as declared.
    """

    kind: str
    link: str | None = "contact"
    since: str | None = None
    last: str | None = None
    count: int | None = None
    direction: str | None = None
    closeness: int | None = None
    certainty: str = "sure"


@dataclass(frozen=True, slots=True)
class Shared:
    """An employer or school two people had at the same time: for how many years, among how many people."""

    years: float
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of a link, each from 0 to 1; closeness is None when nobody declared it."""

    recency: float = 0.0
    closeness: float | None = None
    volume: float = 0.0
    age: float = 0.0
    shared: float = 0.0
    services: float = 0.0
    mutuals: float = 0.0
    crowd: float = 0.0
    doubt: float = 0.0


def features(
    signs: Iterable[Sign],
    *,
    today: str,
    mutuals: int | None = None,
    shared: Sequence[Shared] = (),
    contacts: tuple[int, int] = (0, 0),
) -> Features:
    """Return what the evidence of one link says on `today`.

    Args:
        signs: the evidence, all told from a to b.
        today: an ISO date.
        mutuals: how many contacts the two have in common, None when not counted.
        shared: employers and schools they had at the same time.
        contacts: how many contacts each of the two has.

    >>> features([Sign("connected", since="2020-06-01")], today="2023-06-01", mutuals=30).mutuals
    1.0
    """
    now = _day(today) or 0
    signs = tuple(signs)
    talks = [sign for sign in signs if sign.kind in TALK]
    last = _days([sign.last for sign in signs] + [sign.since for sign in talks if not sign.last])
    first = _days(moment for sign in signs for moment in (sign.since, sign.last))
    recency = 2 ** (-max(0, now - max(last)) / HALF_LIFE) if last else 0.0
    volume = min(1.0, math.log1p(sum(_count(sign) for sign in talks)) / math.log1p(MANY_MESSAGES))
    closeness = _closeness(signs)
    return Features(
        recency=recency,
        closeness=closeness,
        volume=volume,
        age=min(1.0, max(0, now - min(first)) / YEAR / OLD) if first else 0.0,
        shared=max(map(_under_one_roof, shared), default=0.0),
        services=(_reciprocity(talks) + _favours(signs)) / 2,
        mutuals=min(1.0, math.log1p(mutuals or 0) / math.log1p(MANY_MUTUALS)),
        crowd=_crowd(max(contacts)) * (1 - max(recency, volume, closeness or 0.0)),
        doubt=min((DOUBTS[sign.certainty] for sign in signs), default=0.0),
    )


def explain(known: Features) -> list[tuple[str, float, float, float]]:
    """Return the lines whose last column adds up to the log-odds: (feature, value, weight, log-odds).

    >>> explain(Features(recency=0.5))[:2]
    [('base', 1.0, -1.735, -1.735), ('recency', 0.5, 1.2, 0.6)]
    """
    declared = known.closeness is not None
    lines = (
        ("base", 1.0, BASE),
        ("recency", known.recency, RECENCY if declared else RECENCY + CLOSENESS),
        ("closeness", known.closeness or 0.0, CLOSENESS if declared else 0.0),
        ("volume", known.volume, VOLUME),
        ("age", known.age, AGE),
        ("shared", known.shared, SHARED),
        ("services", known.services, SERVICES),
        ("mutuals", known.mutuals, MUTUALS),
        ("crowd", known.crowd, CROWD),
        ("doubt", known.doubt, DOUBT),
    )
    return [(name, value, weight, value * weight) for name, value, weight in lines]


def chance(known: Features) -> float:
    """Return the probability that a request over the link is passed on, or accepted.

    >>> round(chance(Features()), 2), round(chance(Features(1, 1, 1, 1, 1, 1, 1)), 2)
    (0.15, 0.85)
    """
    return 1 / (1 + math.exp(-math.fsum(logit for *_, logit in explain(known))))


@lru_cache(maxsize=1 << 16)
def bare(since: str | None, today: str) -> float:
    """Return the chance of a link of which only its date is known: nearly all of a network's export.

    >>> round(bare("2021-06-01", "2026-06-01"), 4)
    0.2432
    """
    return chance(features((Sign("connected", since=since),), today=today))


def band(probability: float) -> Band:
    """Return the word for a chance, which is not known well enough for a figure.

    >>> [band(p) for p in (0.05, 0.10, 0.25, 0.50)]
    ['slim', 'fair', 'good', 'strong']
    """
    return (
        "slim" if probability < 0.10 else "fair" if probability < 0.25 else "good" if probability < 0.50 else "strong"
    )


@lru_cache(maxsize=1 << 16)
def _day(moment: str) -> int | None:
    """Return a date as a day number: the middle of the year or month where it says no more; None without a year."""
    year, month, day = [*moment[:10].split("-"), "", ""][:3]
    try:
        return date(int(year), int(month or 7), int(day or (15 if month else 1))).toordinal()
    except ValueError:
        return None


def _days(moments: Iterable[str | None]) -> list[int]:
    return [day for moment in moments if moment and (day := _day(moment)) is not None]


def _count(sign: Sign) -> int:
    return 1 if sign.count is None else sign.count


def _closeness(signs: Sequence[Sign]) -> float | None:
    """Return the closest that was declared, else what being family implies."""
    declared = [sign.closeness for sign in signs if sign.closeness is not None]
    implied = [FAMILY[sign.link] for sign in signs if sign.link in FAMILY]
    closest = max(declared or implied, default=None)
    return None if closest is None else (closest - 1) / 4


def _under_one_roof(shared: Shared) -> float:
    crowd = max(1.0, (shared.size or SMALL) / SMALL)
    return min(1.0, max(0.0, shared.years) / LONG_TOGETHER) / (1 + math.log10(crowd))


def _reciprocity(talks: Sequence[Sign]) -> float:
    """Return 1 when both write as much, 0 when only one does."""
    there = sum(_count(sign) for sign in talks if sign.direction == "a_to_b")
    back = sum(_count(sign) for sign in talks if sign.direction == "b_to_a")
    both = sum(_count(sign) for sign in talks if sign.direction == "both")  # nobody knows whose: half and half
    whole = there + back + both
    return (2 * min(there, back) + both) / whole if whole else 0.0


def _favours(signs: Sequence[Sign]) -> float:
    """Return what one did for the other's name."""
    kinds = {sign.kind for sign in signs}
    return 1.0 if "recommendation" in kinds else ENDORSED if "endorsement" in kinds else 0.0


def _crowd(contacts: int) -> float:
    """Return how little being one of so many contacts means: 0 up to CROWDED, 1 from ten times as many."""
    return min(1.0, math.log10(max(1.0, contacts / CROWDED)))


def base_of_link(signs: Sequence[Sign]) -> float:
    """Return the part of a link's log-odds that time does not change, to be kept with it."""
    known = features(signs, today="2000-01-01")
    return math.fsum(logit for name, _, _, logit in explain(known) if name not in MOVING)


MOVING: Final = frozenset(("recency", "closeness", "age"))
"""Features told from a link's own dates and closeness whenever it is read."""


def explained(
    base: float, since: str | None, last: str | None, closeness: int | None, *, today: date
) -> list[tuple[str, float, float, float]]:
    """Return the lines (feature, value, weight, log-odds) whose last column adds up to a kept link's log-odds."""
    sign = Sign("connected", since=since, last=last, closeness=closeness)
    moving = explain(features((sign,), today=today.isoformat()))
    return [("evidence", 1.0, base, base), *(line for line in moving if line[0] in MOVING)]


def chance_of_link(base: float, since: str | None, last: str | None, closeness: int | None, *, today: date) -> float:
    """Return the chance of a kept link as of *today*."""
    return 1 / (1 + math.exp(-math.fsum(line[3] for line in explained(base, since, last, closeness, today=today))))
