"""vCard 2.1, 3.0 and 4.0: the address books of phones, iCloud and most other programs.

BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Exemple;Zo=C3=A9;;;
TEL;CELL;PREF:+33 6 00 00 00 01
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:Exemple;Zoé;;;
FN:Zoé Exemple
item1.EMAIL;type=INTERNET;type=pref:zoe@example.org
item2.X-ABRELATEDNAMES;type=pref:Paul Exemple
item2.X-ABLabel:_$!<Spouse>!$_
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:Paul Exemple
RELATED;TYPE=friend:urn:uuid:11111111-1111-4111-8111-111111111111
EMAIL;PREF=1:paul@example.org
END:VCARD
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from netcli.cards import origin
from netcli.importers.formats.content_lines import physical, raw, split, unfolded
from netcli.importers.formats.values import Values
from netcli.importers.shared.keys import Keys
from netcli.importers.shared.lists import MailingList, list_items, tags_of
from netcli.importers.shared.nobody import unnamed
from netcli.importers.shared.relations import mention, relation
from netcli.importers.source import Source
from netcli.importers.vcard.cards import Card, cards, properties_of
from netcli.importers.vcard.contact import kind_of, record_of, uid_of, without_scheme
from netcli.importers.vcard.own import edited
from netcli.importers.vcard.related import URI, Named, named_by
from netcli.language import say
from netcli.records import OWNER, BadRow, Ignored, Item, Record, Remark, Testimony, Used

NETWORK: Final = "vcard"
PREAMBLE: Final = 1024
"""Maximum number of characters before the first card. If a mail contains a card, the card starts later."""

GROUP: Final = "group"
NOBODY: Final = frozenset(("location", "application", "device"))
"""The kinds of cards that do not describe people (RFC 6350, 6473 and 6869)."""
_FIRST: Final = re.compile(r"(?:^|(?<=\r))[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*(?:\r|$)", re.IGNORECASE | re.MULTILINE)
_GROUP: Final = re.compile(rb"\S*KIND[^:]*:\s*GROUP\s*", re.IGNORECASE)


def claims(source: Source) -> bool:
    """Return whether the file begins with a card, perhaps after some other text."""
    head = source.text
    found = _FIRST.search(head)
    if found is None:
        return False
    before = head[: found.start()]
    return len(before) <= PREAMBLE and not re.search(r"From |^From:|BEGIN:|<", before, re.MULTILINE)


def read(source: Source) -> Iterator[Item]:
    """Yield the person on each card, then groups, then people mentioned on cards.

    The person on a card is a declared contact of the owner.
    """
    groups = _groups(source)
    tagged = tags_of(groups)
    keys = Keys()
    named: list[Named] = []
    own: dict[str, int] = {}
    values = Values()
    for card in cards(unfolded(physical(source))):
        if not isinstance(card, Card):
            values.lose("text", raw([card]), say("outside any card"), line=card[0])
            continue
        try:
            yield from _person(card, keys, named, tagged, source.book, own, values)
        except (ValueError, LookupError, RecursionError) as error:
            yield BadRow(card.line, say("the card cannot be read ({error})", error=error), raw(card.lines))
    yield from list_items(groups, keys, lambda who: keys.of_uid(who) or keys.of_email(who), _unlisted, values, "MEMBER")
    # last, because a card may mention the person on a later card
    yield from _relations(named, keys, own, source.book, values)
    yield from values.items()


def _groups(source: Source) -> list[MailingList]:
    """Return the groups of the file."""
    if not any(_GROUP.fullmatch(line) for _, line in physical(source)):
        return []
    found = []
    for card in cards(unfolded(physical(source))):
        if isinstance(card, Card) and kind_of(properties := properties_of(card)) == GROUP:
            members = tuple(_member(value) for each, value in properties if each.name.endswith("MEMBER"))
            found.append(MailingList(card.line, record_of(properties, card.line, Values())[0].name, members))
    return found


def _member(value: str) -> str:
    """Return the UID or the e-mail address of a group's member."""
    return uid_of(without_scheme(value, "mailto"))


def _unlisted(member: str) -> Record | None:
    return Record("", emails=(member,)) if "@" in member else None


def _person(
    card: Card,
    keys: Keys,
    named: list[Named],
    tagged: Mapping[str, tuple[str, ...]],
    book: str,
    own: dict[str, int],
    values: Values,
) -> Iterator[Item]:
    if card.lines and not any(split(number, line) for number, line in card.lines):
        yield BadRow(card.line, say("no line of the card can be read"), raw(card.lines))
        return
    properties = properties_of(card, values)
    kind = kind_of(properties)
    if kind == GROUP:  # groups are yielded after all the people
        return
    if kind in NOBODY:
        yield Ignored(kind)
        return
    record, uid = record_of(properties, card.line, values)
    if not (record.name or record.emails or record.phones or record.urls or record.hashes):
        yield Ignored("empty")
        return
    lists = [name for member in (uid, *map(str.lower, record.emails)) for name in tagged.get(member, ())]
    key = keys.give(record, uid)
    record = replace(record, key=key, durable=key == uid, tags=tuple(dict.fromkeys((*record.tags, *lists))))
    record = unnamed(record)
    who = [*named_by(record.key, properties)]
    wrote = origin(uid)
    if wrote and wrote[0] == book:
        own[record.key] = wrote[1]
        returned, who = edited(record, properties, wrote[1], who)
        yield returned
    else:
        yield Used()
        yield record
        if wrote is None:  # netcli's own cards state who knows their person
            yield Testimony(OWNER, record.key, "declared", line=card.line)
    named += who
    if not card.ended:
        yield Remark("unfinished", say("the card has no END:VCARD, but was read as far as it goes"), line=card.line)


def _relations(named: list[Named], keys: Keys, own: dict[str, int], book: str, values: Values) -> Iterator[Item]:
    """Yield the relations that cards state, and related people without a card."""
    mentioned: set[str] = set()
    for each in named:
        other = (
            keys.of_uid(uid_of(each.who)) or keys.of_email(without_scheme(each.who, "mailto")) or keys.of_name(each.who)
        )
        if other is None and (wrote := origin(each.who)) and wrote[0] == book:  # the person's card is in another file
            other = uid_of(each.who)
            own[other] = wrote[1]
        if other is None:
            unknown = _unknown(each)
            if unknown is None:
                values.lose("relation", each.who, say("no card here has that identifier"), each.column, line=each.line)
                continue
            yield unknown
            other = unknown.key
        for end in (each.card, other):
            if end in own and end not in mentioned:
                mentioned.add(end)
                yield Record(end, mention=f"id:{own[end]}", line=each.line)
        if other != each.card:
            yield relation(each.card, other, each.label, line=each.line)


def _unknown(each: Named) -> Record | None:
    """Return a person without a card, or None if only an identifier is known."""
    who = each.who
    if not URI.fullmatch(who):
        return mention(who, each.line)
    scheme = who.partition(":")[0].lower()
    if scheme in ("urn", "cid", "data"):
        return None
    if scheme == "mailto":
        return Record(who[7:].lower(), emails=(who[7:],), line=each.line)
    if scheme == "tel":
        return Record(who[4:], phones=(who[4:],), line=each.line)
    return Record(who, urls=(who,), line=each.line)
