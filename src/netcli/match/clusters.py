"""Pairs said to be one, in; groups of one person each, out, without ever joining two who are known to differ."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping


def clusters(
    pairs: Iterable[tuple[int, int]],
    cannot: Iterable[tuple[int, int]] = (),
    marks: Mapping[int, Collection[tuple[Hashable, Hashable]]] | None = None,
) -> list[tuple[int, ...]]:
    """Join *pairs*, best first as given, into groups; a join that would bring together a *cannot* pair is left out.

    *marks* are what one person has once, as (kind, value): two values of a kind never meet in a group.

    >>> clusters([(1, 2), (2, 3), (4, 5)], cannot=[(1, 3)])
    [(1, 2), (4, 5)]
    >>> clusters([(1, 2), (2, 3)], marks={1: [("born", "1970")], 3: [("born", "1990")]})
    [(1, 2)]
    """
    root: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    known: dict[int, dict[Hashable, Hashable]] = {}
    foes: dict[int, set[int]] = {}
    for one, other in cannot:
        foes.setdefault(one, set()).add(other)
        foes.setdefault(other, set()).add(one)

    def find(person: int) -> int:
        if person not in root:
            root[person], members[person], known[person] = person, [person], dict((marks or {}).get(person, ()))
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
        clash = any(known[big].get(kind, value) != value for kind, value in known[small].items())
        if clash or any(find(foe) == big for person in members[small] for foe in foes.get(person, ())):
            continue
        root[small] = big
        members[big] += members.pop(small)
        known[big] |= known.pop(small)
    return sorted(tuple(sorted(group)) for group in members.values() if len(group) > 1)
