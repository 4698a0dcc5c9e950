"""Group records by person, but never join records of people known to be different."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations


def _never(_one: int, _other: int) -> bool:
    return False


def clusters(
    pairs: Iterable[tuple[int, int]],
    cannot: Iterable[tuple[int, int]] = (),
    differ: Callable[[int, int], bool] = _never,
) -> list[tuple[int, ...]]:
    """Join pairs of people into groups. `pairs` must be sorted from the best pair to the worst.

    No group contains two people from `cannot`, or two people for whom `differ` is true.

    >>> clusters([(1, 2), (2, 3), (4, 5)], cannot=[(1, 3)])
    [(1, 2), (4, 5)]
    >>> clusters([(1, 2), (2, 3)], differ=lambda one, other: {one, other} == {1, 3})
    [(1, 2)]
    """
    root: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    foes: dict[int, set[int]] = {}
    for one, other in cannot:
        foes.setdefault(one, set()).add(other)
        foes.setdefault(other, set()).add(one)

    def find(person: int) -> int:
        if person not in root:
            root[person], members[person] = person, [person]
        while root[person] != person:
            root[person] = root[root[person]]
            person = root[person]
        return person

    for one, other in pairs:
        big, small = find(one), find(other)
        if big == small:
            continue
        if len(members[big]) < len(members[small]):
            big, small = small, big
        if any(find(foe) == big for person in members[small] for foe in foes.get(person, ())):
            continue
        if any(differ(person, another) for person in members[small] for another in members[big]):
            continue
        root[small] = big
        members[big] += members.pop(small)
    return sorted(tuple(sorted(group)) for group in members.values() if len(group) > 1)


def torn(pairs: Iterable[tuple[int, int]], differ: Callable[[int, int], bool]) -> dict[int, dict[int, int]]:
    """Find the people who are paired with two people for whom `differ` returns True.

    Each person is mapped to {partner: contradictory partner}.

    >>> torn([(1, 2), (2, 3), (2, 4)], differ=lambda one, other: {one, other} == {1, 3})
    {2: {1: 3, 3: 1}}
    """
    near: dict[int, set[int]] = {}
    for one, other in pairs:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    found: dict[int, dict[int, int]] = {}
    for person, others in near.items():
        for one, other in combinations(sorted(others), 2):
            if differ(one, other):
                rivals = found.setdefault(person, {})
                rivals.setdefault(one, other)
                rivals.setdefault(other, one)
    return found
