"""Tag the members of mailing lists and groups, and guess links between members."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from netcli.importers.formats.values import Values
from netcli.importers.shared.groups import among
from netcli.importers.shared.keys import Keys
from netcli.language import say
from netcli.records import Ignored, Item, Record, Used


@dataclass(frozen=True, slots=True)
class MailingList:
    """A mailing list or group, with the address book's identifiers of its members."""

    line: int
    name: str | None
    members: tuple[str, ...]


def tags_of(lists: Iterable[MailingList]) -> dict[str, tuple[str, ...]]:
    """Map each member's identifier, in lower case, to the names of the member's lists."""
    found: dict[str, tuple[str, ...]] = {}
    for each in lists:
        for member in map(str.casefold, each.members):
            found[member] = tuple(dict.fromkeys(filter(None, (*found.get(member, ()), each.name))))
    return found


def list_items(
    lists: Sequence[MailingList],
    keys: Keys,
    key_of: Callable[[str], str | None],
    stranger: Callable[[str], Record | None],
    values: Values,
    column: str,
) -> Iterator[Item]:
    """For each list, yield one row, and guessed links between the members.

    *key_of* finds a member's entry. If a member has no entry, *stranger* makes a person, who is yielded, too. If
    *stranger* makes no person, the member counts as an unusable value of *column*.
    """
    tagged = tags_of(lists)
    for each in lists:
        members: dict[str, None] = {}
        for member in each.members:
            key = key_of(member)
            if key is None and (record := stranger(member)):
                key = keys.give(record)
                yield replace(record, key=key, tags=tagged[member.casefold()], line=each.line)
            if key is None:
                values.lose("relation", member, say("no entry here has that identifier"), column, line=each.line)
            else:
                members[key] = None
        yield Used() if members else Ignored("list")
        yield from among(members, each.name, line=each.line)
