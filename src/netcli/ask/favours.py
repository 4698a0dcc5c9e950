"""Favours between me and somebody, as answers show them."""

from __future__ import annotations

from netcli.answers.people import Favour, Favours
from netcli.store import favours as store
from netcli.store.reader import Reader


def favours(reader: Reader, person: int) -> Favours:
    """Return the favours between me and *person*."""
    kept = store.favours(reader, person)
    given, received = (
        [Favour(each.day, each.direction, each.what) for each in kept if each.direction == way]
        for way in ("given", "received")
    )
    return Favours(given, received)
