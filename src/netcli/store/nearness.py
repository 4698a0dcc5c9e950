"""How many hops people are from me, as far as a quick look tells: enough to put the nearest first."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Final

from netcli.store.reader import Reader

FRINGE: Final = 300
"""People from whom a look goes one hop further; most of us have fewer contacts than that."""


def hops(reader: Reader, people: Collection[int]) -> dict[int, int]:
    """The hops from me to each of *people*, over links that chains use; who is far, or cannot be reached, is left out.

    Exact for everybody it returns: the circle around me is grown whole, hop by hop, while that is quick, and everybody
    just outside it is found from her own side.
    """
    me = reader.me()
    found, fringe = {me: 0}, [me]
    missing = set(people) - {me}
    far = 0
    while missing and fringe and len(fringe) <= FRINGE:
        far += 1
        fringe = sorted({other for _, other in _links(reader, fringe)} - found.keys())
        found.update(dict.fromkeys(fringe, far))
        missing.difference_update(fringe)
    if missing and fringe:
        border = set(fringe)
        found.update({person: far + 1 for person, other in _links(reader, missing) if other in border})
    return {person: found[person] for person in people if person in found}


def _links(reader: Reader, people: Collection[int]) -> Iterator[tuple[int, int]]:
    listed = json.dumps(list(people))
    return reader.connection.execute(
        "SELECT a, b FROM json_each(?1) j CROSS JOIN link ON a = j.value WHERE passable = 2"
        " UNION ALL SELECT b, a FROM json_each(?1) j CROSS JOIN link ON b = j.value WHERE passable = 2",
        (listed,),
    )
