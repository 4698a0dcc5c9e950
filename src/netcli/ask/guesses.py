"""Guess which people know each other, from what they have in common."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain as joined
from typing import TYPE_CHECKING, Final, NamedTuple

from netcli.answers import Answer, Remark, Words, cut
from netcli.answers.guesses import Guess, Inferred
from netcli.ask.employers import employer_names
from netcli.ask.filters import matching, unknown_values
from netcli.language import plural, say
from netcli.store import surroundings, verdicts
from netcli.store.graph import companies, folded_names, linked, strangers, tags
from netcli.store.reader import Reader

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Amounts = NDArray[np.float64]

AFFILIATION: Final = 0.6
"""Maximum plausibility from a shared employer or school. AFFILIATION, MUTUALS, TAG and CITY were chosen, not measured.
"""
MUTUALS: Final = 0.7
"""Maximum plausibility from common contacts."""
TAG: Final = 0.2
"""Maximum plausibility from a shared tag."""
CITY: Final = 0.1
"""Maximum plausibility from a shared town."""
LONG: Final = 2
"""If two people spent this many years together at an employer or school, more years add no plausibility."""
SMALL: Final = 50
"""Maximum size of an employer or school at which a link is fully plausible. At a place with ten times as many people,
the plausibility is half as large.
"""
PAIRED: Final = 50
"""Maximum number of people in a group who are paired with each other. Fifty people make 1,225 pairs."""
WIDE: Final = 40
"""If a person has more contacts than this number, the person does not count as a common contact."""
COMMON: Final = 3
"""Minimum number of common contacts that count as a reason."""
MUCH: Final = 3.0
"""Adamic-Adar sum, Σ 1 / ln(contacts), at which common contacts reach their highest plausibility."""
LOOKED_AT: Final = 2_000_000
"""Maximum number of examined pairs that have a common contact. The examination takes about two seconds."""
HIGH: Final = 1 << 32
"""A pair (a, b) is encoded as a × HIGH + b."""
PER_GROUP: Final = 1_000
"""The code of a reason's text is group × PER_GROUP + years.

No two people have worked together for this number of years, so all codes differ.
"""

Text = tuple[str, str]
"""The kind of link that a reason supports, and the text of the reason."""


class Plausible(NamedTuple):
    """Two people, a < b, who may know each other.

    `score` is the plausibility, and `kind` the kind of link.
    """

    a: int
    b: int
    score: float
    kind: str
    why: tuple[str, ...]


class _Reasons:
    """Collects reasons why two people may know each other."""

    def __init__(self) -> None:
        import numpy as np

        self.texts: list[Text] = []
        nothing = np.empty(0, dtype=np.int64)
        self._pieces: list[tuple[Numbers, Amounts, Numbers]] = [(nothing, nothing.astype(float), nothing)]

    def add(self, pairs: Numbers, shares: Amounts, told: Numbers, texts: Sequence[Text]) -> None:
        """Add reasons for many pairs; *told* contains the indices of *texts*."""
        self._pieces.append((pairs, shares, told + len(self.texts)))
        self.texts += texts

    def columns(self) -> tuple[Numbers, Amounts, Numbers]:
        """Return all reasons as columns, sorted by pair."""
        import numpy as np

        pairs, shares, told = (np.concatenate(column) for column in zip(*self._pieces, strict=True))
        order = np.argsort(pairs, kind="stable")
        return pairs[order], shares[order], told[order]


def infer(reader: Reader, filters: Sequence[str], limit: int = 100) -> Answer[Words, Inferred]:
    """Answer with at most *limit* plausible pairs of people who match all *filters* (0: all)."""
    chosen, found, remarks = pairs(reader, matching(reader, filters), limit)
    people = reader.people({number for each in chosen for number in (each.a, each.b)})
    guesses = [Guess(people[each.a], people[each.b], each.kind, each.score, list(each.why)) for each in chosen]
    warnings = [*cut(len(chosen), found), *remarks, *([] if chosen else unknown_values(reader, filters))]
    return Answer("infer", {"filters": list(filters)}, Inferred(found, guesses, 0, None), warnings)


def affiliation(years: float, people: int = SMALL) -> float:
    """Return the plausibility of a link between people at one employer or school.

    *people* is the size of the employer or school.
    """
    return AFFILIATION * min(1.0, years / LONG) / _crowded(people)


def combined(shares: Iterable[float]) -> float:
    """Return the plausibility of a link that has several independent reasons.

    >>> combined([0.5, 0.2])
    0.6
    """
    return round(1 - math.prod(1 - share for share in shares), 9)


def _crowded(people: int) -> float:
    """Return the divisor that lowers the plausibility of links in a large group."""
    return 1 + math.log10(max(1.0, people / SMALL))


def pairs(
    reader: Reader, people: Collection[int], most: int = 0, *, guessed: bool = False
) -> tuple[list[Plausible], int, list[Remark]]:
    """Return at most *most* pairs (0: all), the number of plausible pairs, and remarks.

    The most plausible pair comes first. Linked pairs, strangers and likely duplicates are left out. If *guessed* is
    true, guessed links do not count as links.
    """
    import numpy as np  # its import takes 0.1 s, and users rarely ask for guesses

    known = companies(reader, people)
    known.pop(reader.me(), None)
    contacts = surroundings.count_contacts(reader.connection, known)
    reasons = _Reasons()
    remarks = _affiliations(reader, known, contacts, reasons)
    remarks += _mutuals(reader, known, contacts, reasons)
    _tags(reader, known, contacts, reasons)
    keys, shares, told = reasons.columns()
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    ends = np.append(starts[1:], len(keys))
    scores = 1 - np.multiply.reduceat(1 - shares, starts) if len(starts) else shares
    fresh = ~_among(keys[starts], np.sort(_decided_pairs(reader, known, guessed=guessed)))
    fresh[fresh] = ~_among(keys[starts[fresh]], _same_person(reader, keys[starts[fresh]]))
    starts, ends, scores = starts[fresh], ends[fresh], scores[fresh]
    best = np.lexsort((starts, -scores))[: most or None]
    plausible = []
    for start, end, score in zip(starts[best].tolist(), ends[best].tolist(), scores[best].tolist(), strict=True):
        why = sorted(((shares[row], reasons.texts[told[row]]) for row in range(start, end)), reverse=True)
        kind = why[0][1][0]
        plausible.append(Plausible(*divmod(int(keys[start]), HIGH), score, kind, tuple(words for _, (_, words) in why)))
    return plausible, len(starts), remarks


def _decided_pairs(reader: Reader, people: Iterable[int], *, guessed: bool) -> Numbers:
    """Return the linked pairs of *people*, and all pairs that the user marked as strangers."""
    import numpy as np

    known = joined(linked(reader, people, guesses=not guessed), strangers(reader))
    return np.fromiter((a * HIGH + b for a, b in known), dtype=np.int64)


def _same_person(reader: Reader, pairs: Numbers) -> Numbers:
    """Return the sorted namesakes in *pairs* that `netcli duplicates` lists."""
    import numpy as np

    from netcli.ask.duplicates import likely

    one, other = np.divmod(pairs, HIGH)
    people = np.unique(np.append(one, other))
    called = folded_names(reader, people.tolist())
    codes = {name: code for code, name in enumerate(set(called.values()))}
    nameless = -1 - np.arange(len(people))  # people without a name are no namesakes
    code = np.array(
        [codes.get(called.get(each, ""), own) for each, own in zip(people.tolist(), nameless.tolist(), strict=True)]
    )
    alike = code[np.searchsorted(people, one)] == code[np.searchsorted(people, other)]
    namesakes = {(a, b) for a, b in zip(one[alike].tolist(), other[alike].tolist(), strict=True)}
    waiting = likely(reader, namesakes - verdicts.distinct_pairs(reader)) if namesakes else ()
    return np.array(sorted(a * HIGH + b for a, b in waiting), dtype=np.int64)


def _among(values: Numbers, known: Numbers) -> NDArray[np.bool_]:
    """Return a boolean for each of *values*: whether `known`, a sorted array, contains it."""
    import numpy as np

    places = np.searchsorted(known, values)
    found: NDArray[np.bool_] = np.append(known, -1)[places] == values
    return found


def _best_connected(group: Iterable[int], contacts: Mapping[int, int]) -> list[int]:
    """Return at most `PAIRED` people with the most contacts, in order of ids."""
    return sorted(sorted(group, key=lambda person: (-contacts[person], person))[:PAIRED])


def _within(groups: Sequence[Sequence[int]]) -> tuple[Numbers, Numbers]:
    """Pair the people in each group. Return all pairs, and the index of each pair's group.

    The people in a group must be sorted.
    """
    import numpy as np

    members = np.fromiter(joined.from_iterable(groups), dtype=np.int64)
    sizes = np.fromiter(map(len, groups), dtype=np.int64)
    begins = np.cumsum(sizes) - sizes
    found, places = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for size in np.unique(sizes):  # this handles all groups of one size at once
        alike = np.flatnonzero(sizes == size)
        one, other = (members[np.add.outer(begins[alike], each)].ravel() for each in np.triu_indices(size, 1))
        found.append(one * HIGH + other)
        places.append(np.repeat(alike, size * (size - 1) // 2))
    return np.concatenate(found), np.concatenate(places)


def _affiliations(
    reader: Reader, known: Mapping[int, str | None], contacts: Mapping[int, int], reasons: _Reasons
) -> list[Remark]:
    import numpy as np

    affiliations = surroundings.affiliations_of(reader.connection, known)
    inside: dict[str, list[int]] = {}
    for person, places in affiliations.items():
        for key in places:
            inside.setdefault(key, []).append(person)
    keys = sorted(key for key, group in inside.items() if len(group) > 1)
    names = employer_names(reader, {key: inside[key] for key in keys}, known)
    called = [names[key] for key in keys]
    groups = [_best_connected(inside[key], contacts) for key in keys]
    found, place = _within(groups)
    years = np.full(len(found), surroundings.UNDATED)
    dated = [sum(any(since for since, _ in affiliations[each][key]) for each in inside[key]) > 1 for key in keys]
    for row in np.flatnonzero(np.array(dated, dtype=bool)[place]):
        key = keys[place[row]]
        one, other = divmod(int(found[row]), HIGH)
        years[row] = surroundings.years_together({key: affiliations[one][key]}, {key: affiliations[other][key]})
    found, place, years = found[years > 0], place[years > 0], years[years > 0]
    shares = AFFILIATION * np.minimum(1, years / LONG) / np.array([_crowded(len(inside[key])) for key in keys])[place]
    told = np.where((years >= 1.5) & (years != surroundings.UNDATED), np.rint(years), 0).astype(np.int64)
    distinct, told = np.unique(place * PER_GROUP + told, return_inverse=True)
    texts = [
        ("colleague", _colleagues(called[group], years))
        for group, years in (divmod(number, PER_GROUP) for number in distinct.tolist())
    ]
    reasons.add(found, shares, told, texts)
    return [
        {
            "code": "large_group",
            "message": say(
                "{name} has {inside} people; pairs were formed only among the {paired} people with the most contacts",
                name=name,
                inside=len(inside[key]),
                paired=PAIRED,
            ),
            "people": len(inside[key]),
        }
        for key, name in zip(keys, called, strict=True)
        if len(inside[key]) > PAIRED
    ]


def _colleagues(company: str, years: int) -> str:
    """Return the text of a reason. If *years* is 0, the number of years is unknown."""
    if not years:
        return say("both at {called}", called=company)
    return say("both at {called}, {years}", called=company, years=plural(years, "year"))


def _mutuals(reader: Reader, known: Collection[int], contacts: Mapping[int, int], reasons: _Reasons) -> list[Remark]:
    """Add common contacts as reasons, weighted by Adamic-Adar."""
    import numpy as np

    narrow = sorted((count, number) for number, count in contacts.items() if 2 <= count <= WIDE)
    work = np.cumsum([count**2 // 2 for count, _ in narrow])
    looked_at = [number for _, number in narrow[: int(np.searchsorted(work, LOOKED_AT, side="right"))]]
    circles = surroundings.neighbours_of(reader.connection, looked_at)
    found, place = _within([sorted(each for each in circle if each in known) for circle in circles.values()])
    weights = np.array([1 / math.log(max(2, contacts[number])) for number in circles])
    order = np.argsort(found, kind="stable")
    found, weight = found[order], weights[place[order]]
    starts = np.flatnonzero(np.diff(found, prepend=-1))
    common = np.diff(np.append(starts, len(found)))
    enough = common >= COMMON
    if enough.any():
        sums = np.add.reduceat(weight, starts)[enough]
        distinct, told = np.unique(common[enough], return_inverse=True)
        texts = [("acquaintance", say("{count} contacts in common", count=count)) for count in distinct.tolist()]
        reasons.add(found[starts[enough]], MUTUALS * np.minimum(1, sums / MUCH), told, texts)
    if len(looked_at) == len(narrow):
        return []
    message = say(
        "only {looked_at} of {narrow} people were considered as common contacts: those with the fewest contacts",
        looked_at=len(looked_at),
        narrow=len(narrow),
    )
    return [{"code": "large_network", "message": message, "people": len(looked_at)}]


def _tags(reader: Reader, known: Collection[int], contacts: Mapping[int, int], reasons: _Reasons) -> None:
    """If a pair already has a reason, add the pair's shared tags as further reasons."""
    import numpy as np

    tagged: dict[str, set[int]] = {}
    for person, tag in tags(reader):
        if person in known:
            tagged.setdefault(tag, set()).add(person)
    ordered = sorted(tagged)
    found, place = _within([_best_connected(tagged[tag], contacts) for tag in ordered])
    besides = _among(found, reasons.columns()[0])
    shares = np.array([TAG / _crowded(len(tagged[tag])) for tag in ordered])
    texts = [("acquaintance", say("both tagged {tag}", tag=tag)) for tag in ordered]
    reasons.add(found[besides], shares[place[besides]], place[besides], texts)
