"""LDIF (RFC 2849): the address book of Thunderbird, and of directories.

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
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Final

from netcli import dates
from netcli.importers.formats.content_lines import Numbered, physical, raw, unfolded
from netcli.importers.shared.keys import Keys
from netcli.importers.shared.lists import MailingList, list_items, tags_of
from netcli.importers.shared.relations import mention, relation
from netcli.importers.source import Source
from netcli.importers.text import clean, decode
from netcli.records import OWNER, BadRow, Ignored, Item, Record, Remark, Testimony, Used

NETWORK: Final = "thunderbird"

_STARTS: Final = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n| [^\n]*\n|version:[^\n]*\n)*dn::?[ \t]*\S", re.IGNORECASE)
_LISTS: Final = frozenset(("groupofnames", "groupofuniquenames", "mailgroup", "mozillamailinglist", "posixgroup"))
_LIST: Final = re.compile(rb"objectclass:\s*(?:" + "|".join(_LISTS).encode() + rb")\s*", re.IGNORECASE)
_OFFICES: Final = frozenset(("organization", "organizationalunit"))
_NAMED: Final = re.compile(r"(?:^|,)\s*cn\s*=\s*((?:\\.|[^,+\\])+)", re.IGNORECASE)
"""The name in a dn: `cn=Anne Chef,ou=People`."""
_MAIL: Final = re.compile(r"(?:^|,)\s*mail\s*=\s*([^\s,+]+@[^\s,+]+)", re.IGNORECASE)
"""The address in a dn of Thunderbird's: `cn=Anne Chef,mail=anne@example.org`."""
_MEMBERS: Final = ("member", "uniquemember")
"""The attributes of a list that name its members by their dn."""
_RELATIONS: Final = {"manager": "manager", "secretary": "assistant"}
"""inetOrgPerson's attributes that name another entry, and the label they stand for."""

_Values = dict[str, list[str]]


def claims(source: Source) -> bool:
    """Does the file begin with a `dn:` line, after comments and the version at most?"""
    return bool(_STARTS.match(source.text[:8192].replace("\r\n", "\n").replace("\r", "\n")))


def read(source: Source) -> Iterator[Item]:
    """Yield the people of the address book, declared contacts of the owner; lists, and who leads whom, come last."""
    lists = _mailing_lists(source)
    tagged = tags_of(lists)
    keys = Keys()
    named: list[tuple[str, str, str, int]] = []
    for entry in _entries(unfolded(physical(source))):
        line = entry[0][0]
        try:
            values = _values(entry)
        except ValueError as error:
            yield BadRow(line, str(error), raw(entry))
            continue
        classes = _classes(values)
        if classes & _LISTS:  # its members tell of it
            continue
        if "changetype" in values and values["changetype"][0].casefold() not in ("add", ""):
            yield Ignored("change")
            continue
        record = _record(values, line)
        if not (record.name or record.company or record.emails or record.phones):
            yield Ignored("empty")
            continue
        if classes & _OFFICES or (record.company and not (record.name or record.emails)):
            record = replace(record, name=record.name or record.company, organization=True)
        dn = values["dn"][0].casefold() if "dn" in values else ""
        # a dn holds name and address: it changes when they do, which an address alone does less
        record = replace(record, key=keys.give(record), tags=tagged.get(dn, ()))
        keys.add_uid(dn, record.key)
        named += [(record.key, who, label, line) for name, label in _RELATIONS.items() for who in values.get(name, ())]
        yield Used()
        yield record
        yield Testimony(OWNER, record.key, "declared", line=line)
    yield from list_items(lists, keys, lambda who: keys.of_uid(who.casefold()) or keys.of_email(_mail(who)), _unlisted)
    lost = 0
    for card, who, label, line in named:
        other = keys.of_uid(who.casefold())
        if other is None and (called := _NAMED.search(who)):
            name = called[1].replace("\\", "").strip()
            other = keys.of_name(name)
            if other is None:
                unknown = mention(name, line)
                yield unknown
                other = unknown.key
        if other is None:
            lost += 1
        elif other != card:
            yield relation(card, other, label, line=line)
    if lost:
        yield Remark("unknown_dn", f"{lost} relations are with entries that the file does not hold")


def _mailing_lists(source: Source) -> list[MailingList]:
    """Read the lists of the address book: they may follow their members, who are to be tagged. Most files hold none."""
    if not any(_LIST.fullmatch(line) for _, line in physical(source)):
        return []
    found = []
    for entry in _entries(unfolded(physical(source))):
        with suppress(ValueError):
            values = _values(entry)
            if _classes(values) & _LISTS:
                members = tuple(each for name in _MEMBERS for each in values.get(name, ()))
                found.append(MailingList(entry[0][0], next(iter(values.get("cn", ())), None), members))
    return found


def _classes(values: _Values) -> set[str]:
    return {each.casefold() for each in values.get("objectclass", ())}


def _unlisted(dn: str) -> Record | None:
    """Return whom the dn of a member without an entry names, if it holds an address."""
    mail, name = _mail(dn), _NAMED.search(dn)
    return Record("", emails=(mail,), name=name[1].replace("\\", "").strip() if name else None) if mail else None


def _mail(dn: str) -> str:
    found = _MAIL.search(dn)
    return found[1] if found else ""


def _entries(lines: Iterable[Numbered]) -> Iterator[list[Numbered]]:
    """Yield the lines of each entry, without comments; empty lines end an entry, and so does the next dn."""
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


def _values(entry: list[Numbered]) -> _Values:
    """Read the entry's attributes in lower case, options such as `;lang-fr` left out.

    Raises ValueError for what is no attribute at all.
    """
    values: _Values = {}
    for number, line in entry:
        name, colon, value = line.partition(b":")
        attribute = name.partition(b";")[0].strip().lower().decode("ascii", "replace")
        if not colon or not attribute.replace("-", "").isalnum():
            raise ValueError(f"line {number} is no attribute")
        if value.startswith(b"<"):  # the value is in another file
            continue
        if value.startswith(b":"):
            try:
                value = binascii.a2b_base64(value[1:].strip())
            except binascii.Error:
                raise ValueError(f"line {number}: {attribute} is not base64") from None
            if b"\0" in value:  # a photograph or a certificate
                continue
        text = clean(decode(value).text)
        if text:
            values.setdefault(attribute, []).append(text)
    return values


def _record(values: _Values, line: int) -> Record:
    def every(*names: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value for name in names for value in values.get(name, ())))

    def first(*names: str) -> str | None:
        return next(iter(every(*names)), None)

    given, family = first("givenname", "gn"), first("sn", "surname")
    name = first("cn", "commonname", "displayname") or " ".join(filter(None, (given, family))) or None
    emails = every("mail", "mozillasecondemail", "xmozillasecondemail")
    return Record(
        key="",
        name=None if name in emails else name,
        given=given,
        family=family,
        aliases=tuple(alias for alias in every("mozillanickname", "xmozillanickname") if alias != name),
        emails=emails,
        phones=every("mobile", "cellphone", "telephonenumber", "homephone", "pager", "facsimiletelephonenumber", "fax"),
        urls=every("mozillaworkurl", "workurl", "mozillahomeurl", "homeurl", "labeleduri"),
        company=first("o", "company", "organizationname"),
        title=first("title"),
        city=first("l", "locality", "localityname", "mozillahomelocalityname"),
        country=first("c", "countryname", "co", "mozillahomecountryname"),
        birthday=_birthday(first("birthyear"), first("birthmonth"), first("birthday")),
        note="\n".join(every("description", "notes")) or None,
        line=line,
    )


def _birthday(year: str | None, month: str | None, day: str | None) -> str | None:
    if month and day:
        rest = f"{month:0>2}-{day:0>2}"
        return dates.parse(f"{year}-{rest}" if year else f"--{rest}")
    return dates.parse(year) if year else None
