"""The chance that an introduction over a link succeeds, computed from evidence.

The chance over a mediocre tie is 0.37. This is the rate at which people passed on mails (Dodds, Muhamad and Watts,
Science 301, 2003).

Each weight is proportional to the share of its feature in the predictions of Gilbert and Karahalios (CHI 2009). The
weights are scaled to chances from 0.15 to 0.85. The scale, the curves, and the two weights of intimacy were chosen, not
measured.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from netcli.calibration import UNCALIBRATED, Calibration, log_odds, probability

if TYPE_CHECKING:  # weighing kept evidence needs no records, so their import must not delay it
    from netcli.records import Neighbourhood, Sign

BASE: Final = -1.735
"""Log-odds of a tie about which nothing is known: a probability of 0.15."""

RECENCY: Final = 0.70
CLOSENESS: Final = 0.50
"""The weights of the two parts of intimacy (see `_intimacy`)."""
VOLUME: Final = 0.72  # "intensity" in the source
AGE: Final = 0.60  # "duration" in the source
SHARED: Final = 0.50  # "social distance" in the source
SERVICES: Final = 0.29
MUTUALS: Final = 0.16  # "structure" in the source
"""Weights of five features, in log-odds. Each feature is a number from 0 to 1."""

CROWD: Final = -1.00
"""Change in the log-odds of a bare link (see `Kept`) at 5 000 contacts (chosen, not measured)."""
DOUBT: Final = -1.20
"""Change in the log-odds of a guessed link (chosen, not measured)."""

HALF_LIFE: Final = 180.0
"""If two people have no contact for this number of days, the feature `recency` halves."""
MANY_MESSAGES: Final = 100
"""Number of messages at which the feature `volume` reaches its maximum."""
OLD: Final = 5.0
"""Age of a tie, in years, at which the feature `age` reaches its maximum."""
LONG_TOGETHER: Final = 2.0
"""Number of years together at which the feature `shared` reaches its maximum."""
SMALL: Final = 50
"""Maximum size of an employer or school where everybody is assumed to know everybody. At a place with ten times as many
people, the feature `shared` is half as large.
"""
ENDORSED: Final = 0.3
"""Weight of an endorsement (one click) relative to a recommendation (a text)."""
MANY_MUTUALS: Final = 30
"""Number of mutual contacts at which the feature `mutuals` reaches its maximum."""
CROWDED: Final = 500
"""Number of contacts up to which `_crowd` returns 0. LinkedIn shows no number above 500."""

KAPPA: Final = 10
"""The estimated chance weighs as much as this number of logged requests (chosen, not measured)."""
DOUBTS: Final = {"sure": 0.0, "probable": 0.25, "guess": 1.0}
"""For each certainty, a factor (chosen, not measured). The factor times `DOUBT` is added to the log-odds."""
IMPLIED: Final = {
    **dict.fromkeys(("spouse", "partner"), 5),
    **dict.fromkeys(("parent", "child", "sibling", "friend"), 4),
    **dict.fromkeys(("kin", "colleague", "manager"), 3),
}
"""The closeness, 1 to 5, that each kind of link implies (chosen, not measured)."""

TALK: Final = frozenset(("message", "meeting", "call"))
"""Kinds of evidence that record how often two people were in contact."""
YEAR: Final = 365.25
"""Number of days in a year."""

Band = Literal["slim", "fair", "good", "strong"]


class Shared(NamedTuple):
    """An employer or school that two people have in common.

    Both people were there for `years` years. `size` is the number of people there, or None if unknown.
    """

    years: float
    size: int | None = None


class Features(NamedTuple):
    """The known properties of a link, each from 0 to 1.

    `closeness` is None if unknown. `declared` is false if only the kind of link implies the closeness.
    """

    recency: float = 0.0
    closeness: float | None = None
    volume: float = 0.0
    age: float = 0.0
    shared: float = 0.0
    services: float = 0.0
    mutuals: float = 0.0
    crowd: float = 0.0
    doubt: float = 0.0
    declared: bool = True


def features(
    signs: Iterable[Sign],
    *,
    today: str,
    mutuals: int | None = None,
    shared: Sequence[Shared] = (),
    contacts: tuple[int, int] = (0, 0),
) -> Features:
    """Return the features of one link on the day *today* (an ISO date).

    *signs* is the evidence; its directions are all seen from the same person. *mutuals* is None if common contacts were
    not counted. *contacts* contains the number of contacts of each person.

    >>> from netcli.records import Sign
    >>> features([Sign("connected", since="2020-06-01")], today="2023-06-01", mutuals=30).mutuals
    1.0
    """
    now = _day(today) or 0
    signs = tuple(signs)
    talks = [sign for sign in signs if sign.kind in TALK]
    last = _days([sign.last for sign in signs] + [sign.since for sign in talks if not sign.last])
    first = _days(moment for sign in signs for moment in (sign.since, sign.last))
    recency = _recency(max(last), now) if last else 0.0
    volume = min(1.0, math.log1p(sum(_count(sign) for sign in talks)) / math.log1p(MANY_MESSAGES))
    declared = declared_closeness(signs)
    doubt = min((DOUBTS[sign.certainty] for sign in signs if sign.link is not None), default=0.0)
    kinds = () if doubt == DOUBTS["guess"] else [sign.link for sign in signs if sign.link is not None]
    closeness = _scaled(declared or implied_closeness(kinds))
    return Features(
        recency=recency,
        closeness=closeness,
        volume=volume,
        age=_age(min(first), now) if first else 0.0,
        shared=max(map(_shared_place, shared), default=0.0),
        services=(_reciprocity(talks) + _favours(signs)) / 2,
        mutuals=_in_common(mutuals or 0),
        crowd=_crowd(max(contacts)) * (1 - max(volume, closeness or 0.0)),
        doubt=doubt,
        declared=declared is not None,
    )


def explain(known: Features) -> list[tuple[str, float, float, float]]:
    """Return the lines (feature, value, weight, log-odds), which add up to the total.

    >>> explain(Features(recency=0.5))[:2]
    [('base', 1.0, -1.735, -1.735), ('recency', 0.5, 1.2, 0.6)]
    """
    close = known.closeness or 0.0
    recency, closeness = _intimacy(known.recency, known.closeness, declared=known.declared)
    lines = (
        ("base", 1.0, BASE),
        ("recency", known.recency, recency),
        ("closeness", close, closeness),
        ("volume", known.volume, VOLUME),
        ("age", known.age, AGE),
        ("shared", known.shared, SHARED),
        ("services", known.services, SERVICES),
        ("mutuals", known.mutuals, MUTUALS),
        ("crowd", known.crowd, CROWD),
        ("doubt", known.doubt, DOUBT),
    )
    return [(name, value, weight, value * weight + 0.0) for name, value, weight in lines]  # + 0.0 avoids minus zero


def chance(known: Features) -> float:
    """Return the probability that a request over the link is passed on or accepted.

    >>> round(chance(Features()), 2), round(chance(Features(1, 1, 1, 1, 1, 1, 1)), 2)
    (0.15, 0.85)
    """
    return probability(math.fsum(logit for *_, logit in explain(known)))


def _intimacy(recency: float, closeness: float | None, *, declared: bool) -> tuple[float, float]:
    """Return the weights of recency and closeness. Greater closeness never lowers the chance of a link."""
    if closeness is not None and closeness > recency:
        return 0.0, RECENCY + CLOSENESS
    return (RECENCY, CLOSENESS) if closeness is not None and declared else (RECENCY + CLOSENESS, 0.0)


@lru_cache(maxsize=1 << 16)
def bare(since: str | None, today: str) -> float:
    """Return the chance of a link if only its start date is known.

    >>> round(bare("2021-06-01", "2026-06-01"), 4)
    0.2432
    """
    from netcli.records import Sign

    return chance(features((Sign("connected", since=since),), today=today))


FLOORS: Final = (0.50, 0.25, 0.10, 0.0)
"""The lowest chance for each word: strong, good, fair, slim."""


def band(probability: float) -> Band:
    """Return a word for a chance.

    >>> [band(p) for p in (0.05, 0.10, 0.25, 0.50)]
    ['slim', 'fair', 'good', 'strong']
    """
    return (
        "slim" if probability < 0.10 else "fair" if probability < 0.25 else "good" if probability < 0.50 else "strong"
    )


@lru_cache(maxsize=1 << 16)
def _day(moment: str) -> int | None:
    """Return the day number of a date, or None if there is no year.

    An incomplete date stands for the middle of its month or year.
    """
    year, month, day = [*moment[:10].split("-"), "", ""][:3]
    try:
        return date(int(year), int(month or 7), int(day or (15 if month else 1))).toordinal()
    except ValueError:
        return None


def _days(moments: Iterable[str | None]) -> list[int]:
    return [day for moment in moments if moment and (day := _day(moment)) is not None]


def _count(sign: Sign) -> int:
    return 1 if sign.count is None else sign.count


def declared_closeness(signs: Sequence[Sign]) -> int | None:
    """Return the closeness, 1 to 5, that the user declared.

    If there is none, return the highest closeness in the files.
    """
    declared = [(sign.closeness, sign.batch) for sign in signs if sign.closeness is not None]
    typed = [closeness for closeness, batch in declared if batch is None]
    return max(typed or [closeness for closeness, _ in declared], default=None)


def implied_closeness(kinds: Iterable[str]) -> int | None:
    """Return the highest closeness, 1 to 5, that these kinds of link imply.

    >>> implied_closeness(["colleague", "friend"]), implied_closeness(["met"])
    (4, None)
    """
    return max((IMPLIED[kind] for kind in kinds if kind in IMPLIED), default=None)


@lru_cache(maxsize=1 << 12)
def _implied(kinds: str) -> int | None:
    return implied_closeness(kinds.split(","))


def _scaled(closeness: int | None) -> float | None:
    """Return a closeness from 1 to 5 as a number from 0 to 1."""
    return None if closeness is None else (closeness - 1) / 4


def _shared_place(shared: Shared) -> float:
    crowd = max(1.0, (shared.size or SMALL) / SMALL)
    return min(1.0, max(0.0, shared.years) / LONG_TOGETHER) / (1 + math.log10(crowd))


def _reciprocity(talks: Sequence[Sign]) -> float:
    """Return the balance of messages, from 0 (one-sided) to 1 (balanced)."""
    there = sum(_count(sign) for sign in talks if sign.direction == "a_to_b")
    back = sum(_count(sign) for sign in talks if sign.direction == "b_to_a")
    both = sum(_count(sign) for sign in talks if sign.direction == "both")  # each direction gets half
    whole = there + back + both
    return (2 * min(there, back) + both) / whole if whole else 0.0


def _favours(signs: Sequence[Sign]) -> float:
    """Return the value, from 0 to 1, of endorsements and recommendations."""
    kinds = {sign.kind for sign in signs}
    return 1.0 if "recommendation" in kinds else ENDORSED if "endorsement" in kinds else 0.0


def _in_common(mutuals: int) -> float:
    return min(1.0, math.log1p(mutuals) / math.log1p(MANY_MUTUALS))


@lru_cache(maxsize=1 << 12)  # in most links of an import, the better-connected person is the same
def _crowd(contacts: int) -> float:
    """Return a factor of `CROWD`, from 0 to 1. *contacts* is a person's number of contacts."""
    from netcli.records import CROWDS

    return min(1.0, math.log10(max((step for step in CROWDS if contacts >= step), default=CROWDED) / CROWDED))


MOVING: Final = frozenset(("recency", "closeness", "age"))
"""Features that are computed whenever a link is read."""
SURROUNDING: Final = frozenset(("shared", "mutuals", "crowd"))
"""Features that depend on the rest of the book."""


class Kept(NamedTuple):
    """The values that a link stores about its evidence.

    `base` is the log-odds that do not change with time. `closeness` goes from 1 to 5, and `volume` from 0 to 1. A link
    is called bare if `closeness` is None and `volume` is 0.
    """

    base: float
    closeness: int | None
    volume: float


def weigh(signs: Sequence[Sign]) -> Kept:
    """Return the values to store for a link.

    Their version is `store.connection.WEIGHTS_VERSION`.
    """
    known = features(signs, today=LONG_AGO)
    base = math.fsum(logit for name, *_, logit in explain(known) if name not in MOVING | SURROUNDING)
    return Kept(base, declared_closeness(signs), max(known.volume, known.closeness or 0.0))


LONG_AGO: Final = "2000-01-01"
"""The day on which the values in `Kept` are computed; any day would do."""


def weigh_neighbourhood(neighbourhood: Neighbourhood, closeness: int | None, volume: float) -> float:
    """Return how much the rest of the book changes a link's log-odds."""
    close = _scaled(closeness) or 0.0
    roof = _shared_place(Shared(neighbourhood.together)) if neighbourhood.together else 0.0
    crowd = crowd_weight(neighbourhood.contacts) * (1 - max(volume, close))
    return math.fsum((SHARED * roof, MUTUALS * _in_common(neighbourhood.mutuals), crowd))


def crowd_weight(contacts: int) -> float:
    """Return the change in a bare link's log-odds (see `Kept`).

    *contacts* is the larger of the two people's numbers of contacts.
    """
    return CROWD * _crowd(contacts)


def _features_of_kept(signs: Sequence[Sign], neighbourhood: Neighbourhood) -> Features:
    shared = (Shared(neighbourhood.together),) if neighbourhood.together else ()
    return features(
        signs, today=LONG_AGO, mutuals=neighbourhood.mutuals, shared=shared, contacts=(neighbourhood.contacts, 0)
    )


def chance_of_link(
    base: float,
    since: str | None,
    last: str | None,
    closeness: int | None,
    kinds: str = "",
    asks: int = 0,
    agreed: int = 0,
    *,
    today: int,
    calibration: Calibration = UNCALIBRATED,
) -> float:
    """Return the chance of a stored link on the day number *today*.

    `base` includes the result of `weigh_neighbourhood`. `kinds` are separated by commas. `asks` counts requests, and
    `agreed` counts successes.
    """
    # a search computes millions of chances, so this is plain arithmetic
    met = _day(last) if last else None
    recency = 0.0 if met is None else _recency(met, today)
    close = _scaled(closeness or _implied(kinds))
    of_recency, of_closeness = _intimacy(recency, close, declared=closeness is not None)
    logit = base + of_recency * recency + of_closeness * (close or 0.0)
    first = _day(since) if since else None
    if first is None or (met is not None and met < first):
        first = met
    if first is not None:
        logit += AGE * _age(first, today)
    p = probability(calibration.shift + calibration.slope * logit)
    return (KAPPA * p + agreed) / (KAPPA + asks) if asks else p


def explain_link(
    signs: Sequence[Sign],
    neighbourhood: Neighbourhood,
    since: str | None,
    last: str | None,
    closeness: int | None,
    kinds: str,
    asks: int,
    agreed: int,
    *,
    today: int,
    calibration: Calibration = UNCALIBRATED,
) -> list[tuple[str, float, float, float]]:
    """Return the lines (feature, value, weight, log-odds) that explain a link's chance.

    The last column adds up to the log-odds of `chance_of_link`.
    """
    met, first = (_day(moment) if moment else None for moment in (last, since))
    firsts = [day for day in (met, first) if day is not None]
    known = _features_of_kept(signs, neighbourhood)._replace(
        recency=0.0 if met is None else _recency(met, today),
        age=_age(min(firsts), today) if firsts else 0.0,
        closeness=_scaled(closeness or _implied(kinds)),
        declared=closeness is not None,
    )
    lines = explain(known)
    total = math.fsum(logit for *_, logit in lines)
    if calibration.enough:
        corrected = calibration.shift + calibration.slope * total
        lines.append(("calibration", float(calibration.outcomes), calibration.slope, corrected - total))
        total = corrected
    if asks:
        corrected = log_odds((KAPPA * probability(total) + agreed) / (KAPPA + asks))
        lines.append(("outcomes", agreed / asks, asks / (KAPPA + asks), corrected - total))
    return lines


def _recency(day: int, today: int) -> float:
    return float(2 ** (-max(0, today - day) / HALF_LIFE))


def _age(first: int, today: int) -> float:
    return min(1.0, max(0, today - first) / YEAR / OLD)
