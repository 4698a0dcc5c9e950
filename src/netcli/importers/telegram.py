"""Telegram Desktop's `result.json`: the whole account, or one chat.

    {"personal_information":{"user_id":1,"first_name":"Moi","phone_number":"0033600000000"},
     "contacts":{"list":[{"first_name":"Zoé","last_name":"","phone_number":"0033600000001","date":"2023-01-15T10:30:00"}]},
     "chats":{"list":[{"name":"Zoé","type":"personal_chat","id":7,"messages":[
       {"id":1,"type":"message","date_unixtime":"1596319309","from":"Zoé","from_id":"user7","text":"…"}]}]}}

A single chat has `name`, `type`, `id` and `messages` at the root. Old files contain `\\xNN`, which is not valid JSON.
Files of 2018 have no `from_id`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from netcli import dates
from netcli.identifiers import address
from netcli.importers.formats import json
from netcli.importers.formats.values import NO_DATE, Values
from netcli.importers.shared import chats
from netcli.importers.shared.groups import GROUP_LIMIT, among
from netcli.importers.shared.keys import Namesakes
from netcli.importers.shared.nobody import is_nobody
from netcli.importers.source import Source
from netcli.language import say
from netcli.moments import Alike, moment, packed
from netcli.records import OWNER, BadRow, Ignored, Item, Record, Testimony, Used

NETWORK: Final = "telegram"
GROUPS: Final = frozenset({"private_group", "private_supergroup"})
"""Types of private groups, whose members may know each other."""
UNKNOWN: Final = "1970-01-01"
"""The date that Telegram writes for a contact without a known date."""
NAMED: Final = "name/"
LISTED: Final = "contact/"
"""Prefixes of the keys of people whose account is not in the file.

`NAMED` is the prefix for people who wrote messages. `LISTED` is the prefix for contacts in the address book.
"""
PARTS: Final = frozenset(
    (
        *("about", "personal_information", "contacts", "chats", "left_chats"),
        *("name", "type", "id", "messages", "profile_pictures", "stories"),
    )
)
OWN: Final = frozenset(("user_id", "first_name", "last_name", "phone_number", "username"))
CONTACT: Final = frozenset(("user_id", "first_name", "last_name", "phone_number", "date", "date_unixtime"))
"""Known keys of a contact. Reports mention only unknown keys."""
_INVALID_ESCAPE: Final = re.compile(rb"(?<!\\)((?:\\\\)*)\\x([0-9A-Fa-f]{2})")


def claims(source: Source) -> bool:
    """Return whether the file contains chats or contacts from Telegram."""
    paths = json.shape(source)
    return (
        {"chats", "chats.list"} <= paths
        or {"contacts.list[].first_name", "contacts.list[].phone_number"} <= paths
        or {"contacts.list", "personal_information"} <= paths
        or ({"name", "type", "id", "messages"} <= paths and bool({"messages[].from_id", "messages[].actor_id"} & paths))
        or {"name", "type", "messages", "messages[].type", "messages[].date", "messages[].from"} <= paths
    )


def read(source: Source) -> Iterator[Item]:
    """Yield the contacts, then the people of personal chats, then groups.

    Each contact and each message is a row.
    """
    data = json.content(source)
    document = json.mapping(json.parse(_INVALID_ESCAPE.sub(rb"\1\\u00\2", data), source.name))
    values = Values()
    values.keys(document, PARTS)
    values.keys(json.mapping(document.get("personal_information")), OWN)
    conversations = [document] if "messages" in document else []
    for part in ("chats", "left_chats"):
        conversations += [chat for _, chat, _ in json.entries(json.mapping(document.get(part)).get("list")) if chat]
    owner = _owner(document)
    if owner:
        yield owner
    mine = _account(json.mapping(document.get("personal_information")).get("user_id"))
    personal = [chat for chat in conversations if chat.get("type") == "personal_chat"]
    accounts = _accounts_by_name(personal)
    phones: dict[str, list[str]] = {}
    contacts: dict[str, Record] = {}
    since: dict[str, str | None] = {}
    listed = json.mapping(document.get("contacts")).get("list")
    namesakes = Namesakes()
    names = Counter(_name(entry) for _, entry, _ in json.entries(listed) if entry)
    for number, entry, raw in json.entries(listed):
        values.line = number
        values.keys(entry or {}, CONTACT)
        name, phone = (_name(entry), _phone(entry)) if entry else (None, None)
        if entry is None:
            yield BadRow(number, say("not a contact"), json.words(raw))
        elif not (name or phone):
            yield Ignored("no name")
        else:
            yield Used()
            alone = accounts.get(name) if name and names[name] == 1 else None
            place = (phone, name or "nobody") if phone else (name or "", repr(raw))
            key = alone or f"{LISTED}{namesakes.give(*place)}"
            phones.setdefault(key, []).extend([phone] if phone else [])
            contacts.setdefault(
                key,
                Record(key, name, json.text(entry.get("first_name")), json.text(entry.get("last_name")), line=number),
            )
            met = (json.text(entry.get("date")) or "")[:10]
            since.setdefault(key, None if met == UNKNOWN else values.date(met, "since", "date", parse=dates.parse))
    known = set(contacts)
    for key, record in contacts.items():
        yield Record(
            key,
            record.name,
            record.given,
            record.family,
            phones=tuple(dict.fromkeys(phones[key])),
            line=record.line,
            lists_owner=key.startswith(LISTED) or None,  # the address book may list the owner; a chat never does
        )
        yield Testimony(OWNER, key, "connected", since=since[key], line=record.line)
    called = owner.name if owner and owner.name else source.owner.name
    for number, chat in enumerate(conversations, start=1):
        values.line = number
        yield from _chat(chat, number, mine, called, known, accounts, values)
    yield from values.items()


def _owner(document: json.Object) -> Record | None:
    entry = json.mapping(document.get("personal_information"))
    name, phone = _name(entry), _phone(entry)
    login = (json.text(entry.get("username")) or "").removeprefix("@")
    if not (name or phone or login):
        return None
    return Record(
        OWNER,
        name or login or None,
        json.text(entry.get("first_name")),
        json.text(entry.get("last_name")),
        phones=(phone,) if phone else (),
        urls=(address(NETWORK, login),) if login else (),
    )


def _accounts_by_name(conversations: list[json.Object]) -> dict[str | None, str]:
    """Map the name of each personal chat to the chat's account.

    If several chats have the same name, they are left out.
    """
    names = Counter(json.text(chat.get("name")) for chat in conversations)
    return {
        name: account
        for chat in conversations
        if (name := json.text(chat.get("name"))) and names[name] == 1 and (account := _account(chat.get("id")))
    }


def _chat(
    chat: json.Object,
    number: int,
    mine: str | None,
    owner: str | None,
    known: set[str],
    accounts: Mapping[str | None, str],
    values: Values,
) -> Iterator[Item]:
    kind, messages = json.text(chat.get("type")), json.items(chat.get("messages"))
    if kind != "personal_chat" and kind not in GROUPS:
        if messages:
            yield Ignored(str(kind).replace("_", " ")[:40], rows=len(messages))
        return
    written: dict[str, chats.Messages] = {}
    names: dict[str, str | None] = {}
    peer = _account(chat.get("id")) or f"chat/{chat.get('name')}"
    used, service, future = 0, 0, 0
    told: list[int] = []
    alike = Alike()
    for item, message, _ in json.entries(messages):
        if message is None:
            yield BadRow(item, say("not a message"))
        elif message.get("type") != "message":
            service += 1
        elif chats.lies_ahead(day := _day(message, values)):
            future += 1
        else:
            used += 1
            name = json.text(message.get("from"))
            writer = _account(message.get("from_id"))
            if writer is None and name and (kind != "personal_chat" or name != chat.get("name")):
                writer = accounts.get(name, f"{NAMED}{name}")
            writer = writer or (peer if kind == "personal_chat" else "deleted")
            names[writer] = name or names.get(writer)
            which = message.get("id")
            if not isinstance(which, int):
                which = alike.moment(day, json.text(message.get("date")), writer)
            told.append(moment(day, NETWORK, peer, which))
            written.setdefault(writer, chats.Messages()).add(day, told[-1])
    if used:
        yield Used(rows=used, moments=packed(told))
    if service:
        yield Ignored("service", rows=service)
    if future:
        yield Ignored("future", rows=future)
    if kind == "personal_chat":
        yield from _people({peer: json.text(chat.get("name"))}, number, known)
        by = {peer if writer == peer else OWNER: count for writer, count in written.items()}
        yield from chats.between(OWNER, peer, by, line=number)
    elif written:
        if mine not in names:
            mine = chats.writer_called(owner, names) or mine
        if mine is None:
            yield chats.unknown_owner(None)
        writers = {key: name for key, name in names.items() if key != mine and key.startswith(("user", NAMED))}
        if len(writers) < GROUP_LIMIT:
            yield from _people(writers, number, known)
            ends = [OWNER, *writers] if mine else list(writers)
            title, lasts = json.text(chat.get("name")), chats.last_days(written)
            yield from among(ends, title, lasts=lasts, line=number, moments=packed(told))


def _people(names: Mapping[str, str | None], number: int, known: set[str]) -> Iterator[Record]:
    for key, name in names.items():
        if key not in known:
            known.add(key)
            yield Record(key, None if is_nobody(name) else name, line=number)


def _account(value: object) -> str | None:
    """Return the id of an account in the form `user7`."""
    # files older than 2021 write only the number
    return f"user{value}" if isinstance(value, int) else json.text(value)


def _name(entry: json.Object) -> str | None:
    name = " ".join(filter(None, (json.text(entry.get("first_name")), json.text(entry.get("last_name")))))
    return None if is_nobody(name) else name or None


def _phone(entry: json.Object) -> str | None:
    """Return the phone number of a contact, with `+` in place of a leading 00."""
    digits = re.sub(r"[^\d+]", "", json.text(entry.get("phone_number")) or "")
    return f"+{digits[2:]}" if digits.startswith("00") else digits or None


def _day(message: json.Object, values: Values) -> str | None:
    stamp = json.text(message.get("date_unixtime")) or ""
    if stamp.isascii() and stamp.isdigit() and len(stamp) < 18:
        return dates.from_epoch(int(stamp))
    written = json.text(message.get("date")) or ""
    day = dates.parse(written[:10])
    if day is None and (written or stamp):
        values.lose("date", written or stamp, NO_DATE, "date")
    return day
