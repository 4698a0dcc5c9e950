"""vCard 2.1, 3.0 and 4.0: the address books of phones, of iCloud and of nearly every program, with their habits.

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
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from netcli import dates
from netcli.identifiers import account
from netcli.importers.formats.content_lines import (
    Numbered,
    Property,
    content,
    parts,
    physical,
    raw,
    split,
    unescape,
    unfolded,
)
from netcli.importers.shared.groups import SYSTEM_GROUPS
from netcli.importers.shared.keys import Keys
from netcli.importers.shared.lists import MailingList, list_items, tags_of
from netcli.importers.shared.relations import mention, relation
from netcli.importers.source import Source
from netcli.importers.text import decode
from netcli.records import OWNER, BadRow, Ignored, Item, Record, Remark, Testimony, Used

NETWORK: Final = "vcard"
PREAMBLE: Final = 1024
"""Bytes of anything else before the first card: a mail with a card attached has more."""

_BEGIN: Final = re.compile(rb"^\s*BEGIN\s*:\s*VCARD\s*$", re.IGNORECASE)
_END: Final = re.compile(rb"^\s*END\s*:\s*VCARD\s*$", re.IGNORECASE)
_FIRST: Final = re.compile(r"(?:^|(?<=\r))[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*(?:\r|$)", re.IGNORECASE | re.MULTILINE)
_GROUP: Final = re.compile(rb"\S*KIND[^:]*:\s*GROUP\s*", re.IGNORECASE)
_AGENT: Final = re.compile(rb"AGENT[^:]*:\s*$", re.IGNORECASE)
_INLINE_NAME: Final = re.compile(r"^FN[^:\n]*:(.+)$", re.MULTILINE | re.IGNORECASE)
_URI: Final = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
_HEAVY: Final = frozenset(("PHOTO", "LOGO", "SOUND", "KEY"))
_PREFERRED: Final = 1
_LEAST: Final = 101
"""After RFC 6350's 1 to 100: no preference told."""
_RELATIONS: Final = {
    "X-SPOUSE": "spouse",
    "X-EVOLUTION-SPOUSE": "spouse",
    "X-MS-SPOUSE": "spouse",
    "X-KADDRESSBOOK-X-SPOUSESNAME": "spouse",
    "X-MANAGER": "manager",
    "X-EVOLUTION-MANAGER": "manager",
    "X-MS-MANAGER": "manager",
    "X-KADDRESSBOOK-X-MANAGERSNAME": "manager",
    "X-ASSISTANT": "assistant",
    "X-EVOLUTION-ASSISTANT": "assistant",
    "X-MS-ASSISTANT": "assistant",
    "X-KADDRESSBOOK-X-ASSISTANTSNAME": "assistant",
    "X-CHILD": "child",
    "X-MS-CHILD": "child",
    "AGENT": "agent",
}
"""Properties that name somebody, and the label they stand for."""
_HANDLES: Final = {
    "X-SKYPE": "skype",
    "X-SKYPE-USERNAME": "skype",
    "X-JABBER": "xmpp",
    "X-AIM": "aim",
    "X-ICQ": "icq",
    "X-MSN": "msn",
    "X-YAHOO": "yahoo",
    "X-GOOGLE-TALK": "gtalk",
    "X-QQ": "qq",
    "X-TWITTER": "twitter",
    "X-GADUGADU": "gadugadu",
}
"""Properties that hold an account's name, and the scheme that tells which network it is on."""


@dataclass(slots=True)
class _Card:
    line: int
    lines: list[Numbered] = field(default_factory=list)
    ended: bool = False


@dataclass(frozen=True, slots=True)
class _Named:
    """Somebody whom the card `card` names: another card's UID, an address, or words."""

    card: str
    who: str
    label: str
    line: int


def claims(source: Source) -> bool:
    """Does the file begin with a card, or with a few lines of rubbish and a card?"""
    head = source.text
    found = _FIRST.search(head)
    if found is None:
        return False
    before = head[: found.start()]
    return len(before) <= PREAMBLE and not re.search(r"From |^From:|BEGIN:|<", before, re.MULTILINE)


def read(source: Source) -> Iterator[Item]:
    """The people on the cards, whom each of them names, and that the owner has them in her address book.

    Groups and relations come last: a card may name one that follows it.
    """
    groups = _groups(source)
    tagged = tags_of(groups)
    keys = Keys()
    named: list[_Named] = []
    stray = 0
    for card in _cards(unfolded(physical(source))):
        if isinstance(card, int):
            stray += card
            continue
        try:
            yield from _person(card, keys, named, tagged)
        except (ValueError, LookupError, RecursionError) as error:
            yield BadRow(card.line, f"the card cannot be read ({error})", raw(card.lines))
    if stray:
        yield Remark("stray_lines", f"{stray} lines outside of any card were left aside")
    yield from list_items(groups, keys, lambda member: keys.of_uid(member) or keys.of_email(member), _listed)
    yield from _relations(named, keys)


def _cards(lines: Iterable[Numbered]) -> Iterator[_Card | int]:
    """The cards, and a 1 for each line outside of them; a card ends where the next begins, if nothing else ends it."""
    card: _Card | None = None
    depth = 0  # a 2.1 AGENT holds a whole card
    for number, line in lines:
        if _BEGIN.match(line):
            if card and card.lines and _AGENT.match(card.lines[-1][1]):
                depth += 1
                continue
            if card:
                yield card
            card, depth = _Card(number), 0
        elif _END.match(line):
            if depth:
                depth -= 1
            elif card:
                card.ended = True
                yield card
                card = None
        elif card is None:
            if line.strip():
                yield 1
        elif depth:
            if line[:3].upper() in (b"FN:", b"FN;"):
                card.lines.append((number, b"AGENT" + line[2:]))
        elif line.strip():
            card.lines.append((number, line))
    if card:
        yield card


def _groups(source: Source) -> list[MailingList]:
    """The groups among the cards: they may follow their members, who are to be tagged. Most files hold none."""
    if not any(_GROUP.fullmatch(line) for _, line in physical(source)):
        return []
    found = []
    for card in _cards(unfolded(physical(source))):
        if not isinstance(card, int) and _is_group(values := _values(card)):
            members = tuple(_member(value) for each, value in values if each.name.endswith("MEMBER"))
            found.append(MailingList(card.line, _record(values, card.line)[0].name, members))
    return found


def _is_group(values: list[tuple[Property, str]]) -> bool:
    return any(found.name.endswith("KIND") and value.lower() == "group" for found, value in values)


def _member(value: str) -> str:
    """The UID or the address that a group names somebody by."""
    return _uid(_without_scheme(value, "mailto"))


def _listed(member: str) -> Record | None:
    return Record("", emails=(member,)) if "@" in member else None


def _values(card: _Card) -> list[tuple[Property, str]]:
    """The properties of the card that can be read, but pictures and the like, and their texts."""
    properties = [found for number, line in card.lines if (found := split(number, line))]
    properties = [found for found in properties if found.name not in _HEAVY]
    legacy = _legacy(properties)
    return [(found, content(found, legacy)) for found in properties]


def _person(card: _Card, keys: Keys, named: list[_Named], tagged: Mapping[str, tuple[str, ...]]) -> Iterator[Item]:
    values = _values(card)
    if card.lines and not values and not any(split(number, line) for number, line in card.lines):
        yield BadRow(card.line, "no line of the card can be read", raw(card.lines))
        return
    if _is_group(values):  # its members tell of it
        return
    record, uid = _record(values, card.line)
    if not (record.name or record.emails or record.phones or record.urls):
        yield Ignored("empty")
        return
    lists = [name for member in (uid, *map(str.lower, record.emails)) for name in tagged.get(member, ())]
    record = replace(record, key=keys.give(record, uid), tags=tuple(dict.fromkeys((*record.tags, *lists))))
    named += _whom(record.key, values)
    yield Used()
    yield record
    yield Testimony(OWNER, record.key, "declared", line=card.line)
    if not card.ended:
        yield Remark("unfinished", "the card has no END:VCARD, and was read as far as it goes", line=card.line)


def _legacy(properties: list[Property]) -> str:
    """The encoding of a card that is not UTF-8, worked out over all of it: a line alone says too little."""
    data = b"\n".join(found.value for found in properties)
    return "utf-8" if data.isascii() else decode(data).encoding


def _record(values: list[tuple[Property, str]], line: int) -> tuple[Record, str]:
    """The card as a record without a key, and its UID."""
    of = {name: _best(values, name) for name in {found.name for found, _ in values}}

    def first(*names: str) -> str:
        return next((unescape(value).strip() for name in names for value in of.get(name, ()) if value.strip()), "")

    structured = parts(next(iter(of.get("N", ())), ""), ";") + [""] * 3
    family, given, middle = structured[:3]
    organization = parts(next(iter(of.get("ORG", ())), ""), ";")[0]
    emails = _unique(_without_scheme(value, "mailto") for value in of.get("EMAIL", ()))
    name = first("FN") or " ".join(filter(None, (given, middle, family))) or first("NICKNAME")
    phones = _unique(_without_scheme(value, "tel").partition(";")[0] for value in of.get("TEL", ()))
    urls = _urls(values)
    if name in (*emails, *phones, *urls):  # a card must name somebody, and had nothing better
        name = ""
    is_organization = (
        first("X-ABSHOWAS").upper() == "COMPANY"
        or first("KIND").lower() in ("org", "organization")
        or bool(organization and not (family or given) and name in ("", organization))
    )
    address = next((cells for value in of.get("ADR", ()) if any((cells := parts(value, ";"))[3:7])), []) + [""] * 7
    aliases = [alias for value in of.get("NICKNAME", ()) for alias in parts(value, ",")]
    tags = [tag for value in of.get("CATEGORIES", ()) for tag in parts(value, ",")]
    record = Record(
        key="",
        name=name or (organization if is_organization else None) or None,
        given=given or None,
        family=family or None,
        aliases=tuple(dict.fromkeys(alias for alias in aliases if alias and alias != name)),
        emails=emails,
        phones=phones,
        urls=urls,
        company=organization or None,
        title=first("TITLE", "ROLE") or None,
        city=address[3] or None,
        country=address[6] or None,
        birthday=_birthday(values),
        note="\n".join(unescape(value).replace("\r\n", "\n") for value in of.get("NOTE", ())) or None,
        tags=tuple(dict.fromkeys(tag for tag in tags if tag and tag.casefold() not in SYSTEM_GROUPS)),
        organization=is_organization,
        line=line,
    )
    return record, _uid(first("UID"))


def _best(values: list[tuple[Property, str]], name: str) -> list[str]:
    """The values of that property, the preferred ones first."""
    found = [(_preference(each), value) for each, value in values if each.name == name]
    return [value for _, value in sorted(found, key=lambda pair: pair[0])]


def _preference(found: Property) -> int:
    """1 is the best."""
    told = found.first("PREF")
    if told.isascii() and told.isdigit():
        return int(told[:3])
    return _PREFERRED if "pref" in found.types else _LEAST


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (unescape(value).strip() for value in values))))


def _without_scheme(value: str, scheme: str) -> str:
    """The address of a `mailto:` or `tel:` URI, or of plain text."""
    value = unescape(value).strip()
    return value[len(scheme) + 1 :] if value[: len(scheme) + 1].lower() == f"{scheme}:" else value


def _urls(values: list[tuple[Property, str]]) -> tuple[str, ...]:
    """Pages, profiles and accounts; an account's bare name gets its network as scheme."""
    found = []
    for each, value in values:
        value = unescape(value).strip()
        if not value:
            continue
        if each.name == "URL" or (each.name == "RELATED" and "me" in each.types):
            found.append(value)
        elif each.name in ("X-SOCIALPROFILE", "IMPP"):
            value = value.removeprefix("x-apple:")
            network = each.first("X-SERVICE-TYPE") or next((t for t in each.types if t != "pref"), "")
            found.append(value if _URI.match(value) or not network else account(network.lower(), value))
        elif each.name in _HANDLES:
            found.append(value if _URI.match(value) else account(_HANDLES[each.name], value))
    return tuple(dict.fromkeys(found))


def _birthday(values: list[tuple[Property, str]]) -> str | None:
    for found, value in values:
        if found.name == "BDAY" and (birthday := dates.parse(value.partition("T")[0])):
            omitted = found.first("X-APPLE-OMIT-YEAR")
            return f"--{birthday[5:]}" if omitted and birthday.startswith(f"{omitted}-") else birthday
    return None


def _uid(value: str) -> str:
    return value.strip().lower().removeprefix("urn:uuid:")


def _whom(card: str, values: list[tuple[Property, str]]) -> Iterator[_Named]:
    """Everybody the card names, each under one label a kind of link."""
    labels = {found.group: unescape(value) for found, value in values if found.name == "X-ABLABEL" and found.group}
    for found, value in values:
        who = unescape(value).strip()
        if found.name == "AGENT" and (inline := _INLINE_NAME.search(who)):
            who = inline[1].strip()
        if not who:
            continue
        if found.name == "RELATED" and "me" not in found.types:
            yield _Named(card, who, ",".join(kind for kind in found.types if kind != "pref"), found.line)
        elif found.name == "X-ABRELATEDNAMES":
            yield _Named(card, who, labels.get(found.group, ""), found.line)
        elif found.name in _RELATIONS:
            yield _Named(card, who, _RELATIONS[found.name], found.line)


def _relations(named: list[_Named], keys: Keys) -> Iterator[Item]:
    """What the cards say of each other, and of people without a card."""
    lost = 0
    for each in named:
        other = (
            keys.of_uid(_uid(each.who)) or keys.of_email(_without_scheme(each.who, "mailto")) or keys.of_name(each.who)
        )
        if other is None:
            unknown = _unknown(each)
            if unknown is None:
                lost += 1
                continue
            yield unknown
            other = unknown.key
        if other != each.card:
            yield relation(each.card, other, each.label, line=each.line)
    if lost:
        yield Remark("unknown_uid", f"{lost} relations are with cards that the file does not hold")


def _unknown(each: _Named) -> Record | None:
    """Somebody without a card, by whatever names her; None if that is another book's identifier."""
    who = each.who
    if not _URI.fullmatch(who):
        return mention(who, each.line)
    scheme = who.partition(":")[0].lower()
    if scheme in ("urn", "cid", "data"):
        return None
    if scheme == "mailto":
        return Record(who[7:].lower(), emails=(who[7:],), line=each.line)
    if scheme == "tel":
        return Record(who[4:], phones=(who[4:],), line=each.line)
    return Record(who, urls=(who,), line=each.line)
