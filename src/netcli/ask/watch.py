"""`watch list`: the watched chains."""

from __future__ import annotations

from collections.abc import Sequence

from netcli.answers import Answer, Words, limited
from netcli.answers.watch import Watched
from netcli.store import touch
from netcli.store.reader import Reader


def list_watched(reader: Reader, limit: int) -> Answer[Words, Sequence[Watched]]:
    """List the watched people, each with the state at the last check."""
    kept = touch.watched(reader)
    people = reader.people(each.person for each in kept)
    found = [Watched(people[each.person], each.hops, each.chance, each.checked) for each in kept]
    return Answer("watch", {"list": True}, *limited(found, limit))
