"""LDIF (RFC 2849), the address books of Thunderbird and of LDAP directories.

dn:: Y249Wm/DqSBFeGVtcGxlLG1haWw9em9lQGV4YW1wbGUub3Jn
objectclass: person
objectclass: mozillaAbPersonAlpha
givenName:: Wm/DqQ==
sn: Exemple
cn:: Wm/DqSBFeGVtcGxl
mail: zoe@example.org
mobile: +33 6 00 00 00 01
modifytimestamp: 1700000000

"""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Final, NamedTuple

from netcli import dates
from netcli.importers.formats.content_lines import Numbered, physical, raw, unfolded
from netcli.importers.formats.values import Values
from netcli.importers.shared.keys import Keys
from netcli.importers.shared.lists import MailingList, list_items, tags_of
from netcli.importers.shared.nobody import unnamed
from netcli.importers.shared.relations import mention, relation
from netcli.importers.source import Source
from netcli.importers.text import clean, decode
from netcli.language import say
from netcli.records import OWNER, BadRow, Ignored, Item, Record, Testimony, Used

NETWORK: Final = "thunderbird"

_STARTS: Final = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n| [^\n]*\n|version:[^\n]*\n)*dn::?[ \t]*\S", re.IGNORECASE)
_LISTS: Final = frozenset(("groupofnames", "groupofuniquenames", "mailgroup", "mozillamailinglist", "posixgroup"))
_LIST: Final = re.compile(rb"objectclass:\s*(?:" + "|".join(_LISTS).encode() + rb")\s*", re.IGNORECASE)
_OFFICES: Final = frozenset(("organization", "organizationalunit"))
_NAMED: Final = re.compile(r"(?:^|,)\s*cn\s*=\s*((?:\\.|[^,+\\])+)", re.IGNORECASE)
"""Finds the person's name in a dn such as `cn=Anne Chef,ou=People`."""
_MAIL: Final = re.compile(r"(?:^|,)\s*mail\s*=\s*([^\s,+]+@[^\s,+]+)", re.IGNORECASE)
"""Finds the e-mail address in a dn that Thunderbird wrote: `cn=Anne Chef,mail=anne@example.org`."""
_MEMBERS: Final = ("member", "uniquemember")
"""Attributes that give the distinguished name (dn) of each member of a mailing list."""
_RELATIONS: Final = {"manager": "manager", "secretary": "assistant"}
"""For each attribute of inetOrgPerson that refers to another entry, the relation label."""

_ITSELF: Final = frozenset(
    ("dn", "objectclass", "changetype", "modifytimestamp", "createtimestamp", "jpegphoto", "photo", "thumbnailphoto")
)
"""Attributes that are never kept, such as pictures."""


_FIELDS: Final = {
    **dict.fromkeys(("cn", "sn", "gn", "givenname", "surname", "displayname", "mozillanickname"), "name"),
    **dict.fromkeys(("mail", "mozillasecondemail"), "email"),
    **dict.fromkeys(("mobile", "cellphone", "telephonenumber", "homephone", "pager", "fax"), "phone"),
    **dict.fromkeys(("o", "company"), "company"),
    **dict.fromkeys(("manager", "secretary", "member"), "relation"),
    "title": "title",
    "l": "city",
    "locality": "city",
    "description": "note",
}
"""For each attribute, the field under which a report counts the attribute's unreadable values."""


class _Attribute(NamedTuple):
    """One value of an attribute."""

    written: str  # the attribute's name as the file writes it
    line: int
    text: str


_Attributes = dict[str, list[_Attribute]]
"""The attributes of an entry by lower-case name."""


def claims(source: Source) -> bool:
    """Return whether the file begins with a `dn:` line, apart from comments and the version."""
    return bool(_STARTS.match(source.text[:8192].replace("\r\n", "\n").replace("\r", "\n")))


def read(source: Source) -> Iterator[Item]:
    """Yield people as declared contacts of the owner, then mailing lists, then managers."""
    lists = _mailing_lists(source)
    tagged = tags_of(lists)
    keys, values = Keys(), Values()
    named: list[tuple[str, str, str, int]] = []
    for entry in _entries(unfolded(physical(source))):
        line = entry[0][0]
        broken: list[_Attribute] = []
        try:
            said = _attributes(entry, values, broken)
        except ValueError as error:
            yield BadRow(line, str(error), raw(entry))
            continue
        classes = _classes(said)
        if classes & _LISTS:  # mailing lists are yielded after all the people
            continue
        if _first(said, "changetype").casefold() not in ("add", ""):
            yield Ignored("change")
            continue
        record = _record(said, line, values)
        if not (record.name or record.company or record.emails or record.phones):
            why = (
                say("line {line}: {written} is not base64", line=broken[0].line, written=broken[0].written)
                if broken
                else ""
            )
            yield BadRow(line, why, raw(entry)) if broken else Ignored("empty")
            continue
        for each in broken:
            values.lose(
                _FIELDS.get(each.written.lower(), "text"), each.text, say("not base64"), each.written, line=each.line
            )
        if classes & _OFFICES or (record.company and not (record.name or record.emails)):
            record = replace(record, name=record.name or record.company, organization=True)
        dn = _first(said, "dn").casefold()
        # the dn is not used as a key: it contains the name and the address, so it changes with either of them; the
        # address alone changes less often
        record = unnamed(replace(record, key=keys.give(record), tags=tagged.get(dn, ())))
        keys.add_uid(dn, record.key)
        named += [(record.key, each.text, name, line) for name in _RELATIONS for each in said.get(name, ())]
        yield Used()
        yield record
        yield Testimony(OWNER, record.key, "declared", line=line)
    yield from list_items(
        lists, keys, lambda who: keys.of_uid(who.casefold()) or keys.of_email(_mail(who)), _unlisted, values, "member"
    )
    for card, who, attribute, line in named:
        other = keys.of_uid(who.casefold())
        called = _NAMED.search(who)
        if other is None and (called or "=" not in who):
            name = called[1].replace("\\", "").strip() if called else who
            other = keys.of_name(name)
            if other is None:
                unknown = mention(name, line)
                yield unknown
                other = unknown.key
        if other is None:
            values.lose("relation", who, say("no entry here has that dn"), attribute, line=line)
        elif other != card:
            yield relation(card, other, _RELATIONS[attribute], line=line)
    yield from values.items()


def _mailing_lists(source: Source) -> list[MailingList]:
    """Return the mailing lists of the file."""
    if not any(_LIST.fullmatch(line) for _, line in physical(source)):
        return []
    found = []
    for entry in _entries(unfolded(physical(source))):
        with suppress(ValueError):
            said = _attributes(entry, Values(), [])
            if _classes(said) & _LISTS:
                members = tuple(each.text for name in _MEMBERS for each in said.get(name, ()))
                found.append(MailingList(entry[0][0], _first(said, "cn") or None, members))
    return found


def _classes(said: _Attributes) -> set[str]:
    return {each.text.casefold() for each in said.get("objectclass", ())}


def _unlisted(dn: str) -> Record | None:
    """Return the person in *dn*, or None if *dn* contains no address."""
    mail, name = _mail(dn), _NAMED.search(dn)
    return Record("", emails=(mail,), name=name[1].replace("\\", "").strip() if name else None) if mail else None


def _mail(dn: str) -> str:
    found = _MAIL.search(dn)
    return found[1] if found else ""


def _entries(lines: Iterable[Numbered]) -> Iterator[list[Numbered]]:
    """Yield the lines of each entry, without comments."""
    entry: list[Numbered] = []
    for number, line in lines:
        begins = line[:3].lower() == b"dn:"
        if entry and (begins or not line.strip()):
            yield entry
            entry = []
        if line.strip() and not line.startswith((b"#", b"version:")) and line != b"-":
            entry.append((number, line))
    if entry:
        yield entry


def _attributes(entry: list[Numbered], values: Values, broken: list[_Attribute]) -> _Attributes:
    """Return the attributes of an entry, or raise ValueError for an invalid line."""
    said: _Attributes = {}
    for number, line in entry:
        name, colon, value = line.partition(b":")
        written = name.partition(b";")[0].strip().decode("ascii", "replace")
        if not colon or not written.replace("-", "").isalnum():
            raise ValueError(say("line {number} is not an attribute", number=number))
        attribute = written.lower()
        if value.startswith(b"<"):
            if attribute not in _ITSELF:
                values.lose("text", raw([(number, line)]), say("the value is in another file"), written, line=number)
            continue
        if value.startswith(b":"):
            try:
                value = binascii.a2b_base64(b"".join(value[1:].split()), strict_mode=True)
            except binascii.Error:
                broken.append(_Attribute(written, number, value[1:].strip().decode("ascii", "replace")))
                continue
            if b"\0" in value:  # a photograph or a certificate
                continue
        if text := clean(decode(value).text):
            said.setdefault(attribute, []).append(_Attribute(written, number, text))
    return said


def _first(said: _Attributes, *names: str) -> str:
    return next((each.text for name in names for each in said.get(name, ())), "")


def _record(said: _Attributes, line: int, values: Values) -> Record:
    taken: set[str] = set(_RELATIONS)

    def every(*names: str) -> list[_Attribute]:
        taken.update(names)
        found: dict[str, _Attribute] = {}
        for each in (each for name in names for each in said.get(name, ())):
            found.setdefault(each.text, each)
        return list(found.values())

    def read(reader: Callable[[str, str], tuple[str, ...]], *names: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for each in every(*names):
            values.line = each.line
            found |= dict.fromkeys(reader(each.text, each.written))
        return tuple(found)

    def one(field: str, *names: str) -> str | None:
        found = every(*names)
        for each in found[1:]:
            values.lose(field, each.text, say("another value was kept"), each.written, line=each.line)
        return found[0].text if found else None

    given, family = one("name", "givenname", "gn"), one("name", "sn", "surname")
    names = [each.text for each in every("cn", "commonname", "displayname")]
    name, *more = names or [" ".join(filter(None, (given, family)))]
    emails = read(values.emails, "mail", "mozillasecondemail", "xmozillasecondemail")
    nicknames = (each.text for each in every("mozillanickname", "xmozillanickname"))
    record = Record(
        key="",
        name=None if name in emails else name or None,
        given=given,
        family=family,
        aliases=tuple(alias for alias in dict.fromkeys((*more, *nicknames)) if alias != name and alias not in emails),
        emails=emails,
        phones=read(values.phones, "mobile", "cellphone", "telephonenumber", "homephone", "pager", *_FAX),
        urls=read(values.urls, "mozillaworkurl", "workurl", "mozillahomeurl", "homeurl", "labeleduri"),
        company=one("company", "o", "company", "organizationname"),
        title=one("title", "title"),
        city=one("city", "l", "locality", "localityname", "mozillahomelocalityname"),
        country=next((each.text for each in every("c", "countryname", "co", "mozillahomecountryname")), None),
        birthday=_birthday([every(part)[:1] for part in _BIRTHDAY], values),
        note="\n".join(each.text for each in every("description", "notes")) or None,
        line=line,
    )
    for attribute, several in said.items():
        if attribute not in taken | _ITSELF:
            values.leave(several[0].written, len(several))
    return record


def _birthday(parts: list[list[_Attribute]], values: Values) -> str | None:
    """Return a birthday, as far as the entry gives the year, month and day."""
    year, month, day = ("".join(each.text for each in part) for part in parts)
    told = next((each for part in parts for each in part), None)
    if told is None or not (year or (month and day)):
        return None
    values.line = told.line
    text = f"{year or '-'}-{month:0>2}-{day:0>2}" if month and day else year
    return values.date(text, "birthday", told.written, parse=dates.parse)


_FAX: Final = ("facsimiletelephonenumber", "fax")
_BIRTHDAY: Final = ("birthyear", "birthmonth", "birthday")
