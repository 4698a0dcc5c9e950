"""Pairs of people who probably know each other, though nobody said so: what they share, and how much it speaks.

Nothing here is squared: of a large employer, school or circle of contacts only the best connected people are paired,
and the answer says so.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable
from typing import Any, Final, NamedTuple

from netcli.store import around
from netcli.store.reader import Pair, Reader

ROOF: Final = 0.6
EVENT: Final = 0.8
MUTUALS: Final = 0.7
TAG: Final = 0.2
"""How plausible a link is at most for a shared employer or school, a small event, common contacts, a tag (choices)."""
SMALL: Final = 50
"""People under one roof who may all know each other; ten times as many halve it, as in the model of chances."""
PAIRED: Final = 50
"""People of one group who are paired, at most: 1,225 pairs."""
EVENT_SIZE: Final = 8
"""People of an event at which everybody meets everybody, at most."""
WIDE: Final = 40
"""Contacts of somebody past which sharing her as a contact says next to nothing: she is not looked at."""
COMMON: Final = 3
"""Contacts in common from which on they speak for a link."""
MUCH: Final = 3.0
"""The sum of Adamic and Adar, Σ 1 / ln(contacts), that says as much as common contacts can."""
LOOKED_AT: Final = 2_000_000
"""Pairs of contacts looked at, at most: some two seconds."""


class Plausible(NamedTuple):
    """Two people, a < b, how plausible it is that they know each other, the kind of link, and why."""

    a: int
    b: int
    score: float
    kind: str
    why: tuple[str, ...]


Found = dict[Pair, list[tuple[float, str, str]]]
"""For each pair: how plausible, the kind of link it would be, and why."""


def pairs(reader: Reader, people: Collection[int]) -> tuple[list[Plausible], list[dict[str, Any]]]:
    """The plausible pairs among *people* who are not linked yet, the best first, and remarks on what was left out."""
    found_people = reader.people(people).values()
    known = {person.id: person for person in found_people if person.kind == "person" and not person.me}
    found: Found = {}
    remarks: list[dict[str, Any]] = []
    contacts = around.contacts_of(reader.connection, known)
    _roofs(reader, known, contacts, found, remarks)
    _events(reader, known, found)
    _mutuals(reader, known, contacts, found, remarks)
    _tags(reader, known, contacts, found)
    for pair in _linked(reader, found):
        del found[pair]
    plausible = []
    for (a, b), reasons in found.items():
        score = 1 - math.prod(1 - each for each, _, _ in reasons)
        reasons.sort(reverse=True)
        plausible.append(Plausible(a, b, score, reasons[0][1], tuple(why for _, _, why in reasons)))
    plausible.sort(key=lambda each: (-each.score, each.a, each.b))
    return plausible, remarks


def _linked(reader: Reader, found: Iterable[Pair]) -> list[Pair]:
    """Those of the pairs that the book speaks of already."""
    listed = json.dumps(list(found))
    rows = reader.connection.execute(
        "SELECT a, b FROM json_each(?) j JOIN link ON a = json_extract(j.value, '$[0]')"
        " AND b = json_extract(j.value, '$[1]')",
        (listed,),
    )
    return rows.fetchall()


def _paired(group: Collection[int], contacts: dict[int, int]) -> list[Pair]:
    """Every pair of the best connected of *group*."""
    chosen = sorted(sorted(group, key=lambda person: (-contacts[person], person))[:PAIRED])
    return [(a, b) for place, a in enumerate(chosen) for b in chosen[place + 1 :]]


def _roofs(
    reader: Reader, known: dict[int, Any], contacts: dict[int, int], found: Found, remarks: list[dict[str, Any]]
) -> None:
    roofs = around.roofs_of(reader.connection, known)
    groups: dict[str, list[int]] = {}
    for person, places in roofs.items():
        for key in places:
            groups.setdefault(key, []).append(person)
    for key, group in sorted(groups.items()):
        called = next(
            (company for each in group if key in ((company := known[each].company) or "").lower()), key.title()
        )
        if len(group) > PAIRED:
            message = f"{called} has {len(group)} people: only the {PAIRED} best connected were paired"
            remarks.append({"code": "large_group", "message": message, "people": len(group)})
        for a, b in _paired(group, contacts):
            years = around.together({key: roofs[a][key]}, {key: roofs[b][key]})
            if years > 0:
                share = min(1.0, years / 2) / (1 + math.log10(max(1.0, len(group) / SMALL)))
                when = f"{years:.0f} years" if years >= 1.5 and years != around.UNDATED else "together"
                why = f"both at {called}" + (f", {when}" if when != "together" else "")
                found.setdefault((a, b), []).append((ROOF * share, "colleague", why))


def _events(reader: Reader, known: dict[int, Any], found: Found) -> None:
    rows = reader.connection.execute(
        "SELECT e.last, e.detail, group_concat(r.person || ',' || s.person) FROM evidence e"
        " JOIN record r ON r.id = e.a JOIN record s ON s.id = e.b"
        " WHERE e.kind = 'meeting' AND e.detail IS NOT NULL AND e.last IS NOT NULL GROUP BY e.last, e.detail"
    )
    for day, what, listed in rows.fetchall():
        there = sorted({int(each) for each in listed.split(",")})
        if len(there) > EVENT_SIZE:
            continue
        for place, a in enumerate(there):
            for b in there[place + 1 :]:
                if a in known and b in known:
                    found.setdefault((a, b), []).append((EVENT / (len(there) - 1), "met", f"both at {what}, {day}"))


def _mutuals(
    reader: Reader, known: dict[int, Any], contacts: dict[int, int], found: Found, remarks: list[dict[str, Any]]
) -> None:
    """Adamic and Adar: whoever has few contacts says most by being common to two."""
    narrow = sorted((count, number) for number, count in contacts.items() if 2 <= count <= WIDE)
    left = LOOKED_AT
    looked_at: list[int] = []
    for count, number in narrow:
        left -= count**2 // 2
        if left < 0:
            message = (
                f"common contacts of {len(looked_at)} of {len(narrow)} people were looked at: those who have fewest"
            )
            remarks.append({"code": "large_network", "message": message, "people": len(looked_at)})
            break
        looked_at.append(number)
    sums: dict[Pair, list[float]] = {}
    for number, circle in around.neighbours_of(reader.connection, looked_at).items():
        weight = 1 / math.log(max(2, contacts[number]))
        members = sorted(each for each in circle if each in known)
        for place, a in enumerate(members):
            for b in members[place + 1 :]:
                sums.setdefault((a, b), []).append(weight)
    for pair, weights in sums.items():
        if len(weights) >= COMMON:
            share = min(1.0, sum(weights) / MUCH)
            found.setdefault(pair, []).append((MUTUALS * share, "acquaintance", f"{len(weights)} contacts in common"))


def _tags(reader: Reader, known: dict[int, Any], contacts: dict[int, int], found: Found) -> None:
    """A tag alone makes nobody acquainted, but adds to what else two people share."""
    groups: dict[str, set[int]] = {}
    for tag, person in reader.connection.execute("SELECT value, person FROM identifier WHERE kind = 'tag'"):
        if person in known:
            groups.setdefault(tag, set()).add(person)
    for tag, group in sorted(groups.items()):
        for pair in _paired(group, contacts):
            if pair in found:
                share = TAG / (1 + math.log10(max(1.0, len(group) / SMALL)))
                found[pair].append((share, "acquaintance", f"both tagged {tag}"))
