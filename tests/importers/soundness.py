"""Check that an importer yields consistent items or raises BadInput for any bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from netcli.errors import BadInput
from netcli.records import OWNER, Item, Record, Row
from netcli.records import Testimony as Said  # pytest takes a class called Test… for tests


def faults(read: Callable[[], Iterable[Item]]) -> list[str]:
    """Return the faults in the items that *read* yields."""
    try:
        items = list(read())
    except BadInput as refusal:
        return [] if str(refusal) else ["a refusal says nothing"]
    said = [each for item in items for each in (item.records if isinstance(item, Row) else [item])]
    people = {repr(replace(each, file=None, line=None)): each.key for each in said if isinstance(each, Record)}
    keys = Counter(people.values())
    ends = {end for item in items if isinstance(item, Said) for end in (item.a, item.b)}
    found = [f"{key!r} stands for {count} people" for key, count in keys.items() if count > 1]
    found += [f"{end!r} is linked, and nobody" for end in ends - keys.keys() - {OWNER}]
    try:
        repr(items).encode()
    except UnicodeEncodeError as error:
        found.append(f"text that cannot be stored: {error}")
    return found
