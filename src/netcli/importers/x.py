"""The archive of X (Twitter), with the numbers of accounts and hardly any names.

    window.YTD.following.part0 = [ {
      "following" : { "accountId" : "123", "userLink" : "https://twitter.com/intent/user?user_id=123" } } ]

An account without a login is a placeholder until another source names the owner of https://x.com/i/user/123.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from netcli import dates
from netcli.identifiers import address, handle, profile
from netcli.importers.formats import json
from netcli.importers.formats.values import NO_DATE, NO_PAGE, Values
from netcli.importers.shared.chats import Messages, between, last_days, lies_ahead, moments_of
from netcli.importers.shared.groups import among
from netcli.importers.source import Source
from netcli.language import say
from netcli.moments import Alike, moment, packed
from netcli.records import OWNER, BadRow, Ignored, Item, Record, Testimony, Used

NETWORK: Final = "x"
PARTS: Final = {
    "account": "account",
    "following": "following",
    "follower": "follower",
    "contact": "contact",
    "direct_messages": "chats",
    "direct_messages_group": "chats",
    "direct_message": "chats",
    "direct_message_group": "chats",
}
"""For each part of the archive, the kind of its content, in the order of reading.

A key is the text after `window.YTD.` at the start of a part. The part `account` comes first because it identifies the
owner.
"""
ACCOUNT: Final = frozenset(("accountId", "username", "accountDisplayName", "email", "phoneNumber"))
_PART: Final = re.compile(rb"\s*window\.YTD\.(\w+?)\.part\d+\s*=\s*\[")
_FILE: Final = re.compile(r"(account|following|follower|contact|direct-messages?(-group)?)(-part\d+)?\.js")


@dataclass(slots=True)
class _Archive:
    """What has been read from all the parts of an archive so far."""

    owner: str | None = None
    follows: dict[str, dict[str, int]] = field(default_factory=dict)
    files: dict[str, str | None] = field(default_factory=dict)
    logins: dict[str, str] = field(default_factory=dict)
    chats: dict[str, dict[str, Messages]] = field(default_factory=dict)
    chat_places: dict[str, tuple[str | None, int]] = field(default_factory=dict)
    contacts: set[str] = field(default_factory=set)
    lines: dict[str, int] = field(default_factory=dict)
    values: Values = field(default_factory=Values)


def claims(source: Source) -> bool:
    """Return whether the file is an archive from X, or a part of such an archive."""
    return any(_what(file) for file in _files(source))


def read(source: Source) -> Iterator[Item]:
    """Yield every account, then who follows whom and who wrote to whom.

    Each entry and each message is a row. People who follow each other are probable contacts. Following in one direction
    is only a signal.
    """
    archive = _Archive()
    order = list(PARTS.values())
    for file in sorted(filter(_what, _files(source)), key=lambda file: order.index(_what(file) or "")):
        what = _what(file) or ""
        name = file.name if file.archive else None
        values = archive.values = Values(name)
        for number, wrapped, raw in json.entries(_part(file)):
            entry = next(iter((wrapped or {}).values()), None)
            values.line = number
            if not isinstance(entry, dict):
                yield BadRow(number, say("not an entry"), json.words(raw) if what != "chats" else "", name)
            elif what == "account":
                yield from _account(entry, archive, name, number)
            elif what == "contact":
                yield from _contact(entry, archive, name, number)
            elif what == "chats":
                yield from _chat(entry, archive, name, number)
            else:
                yield from _follow(entry, what, archive, name, number)
        yield from values.items()
    yield from _people(archive)


def _files(source: Source) -> list[Source]:
    if not source.members:
        return [source]
    return [member for member in source.members if _FILE.fullmatch(member.basename)]


def _what(source: Source) -> str | None:
    part = _PART.match(source.head)
    return PARTS.get(part[1].decode()) if part else None


def _part(source: Source) -> object:
    """Return the list in a part of the archive, without the JavaScript around it."""
    data = json.content(source)
    return json.parse(data[max(0, data.find(b"[")) :].rstrip(b"; \r\n"), source.name)


def _account(entry: json.Object, archive: _Archive, file: str | None, number: int) -> Iterator[Item]:
    archive.owner = archive.owner or json.text(entry.get("accountId"))
    archive.values.keys(entry, ACCOUNT)
    login, email, phone = (json.text(entry.get(name)) for name in ("username", "email", "phoneNumber"))
    urls = [address(NETWORK, login)] if login else []
    urls += [_page(archive.owner)] if archive.owner else []
    yield Used(file)
    yield Record(
        OWNER,
        archive.values.text(entry.get("accountDisplayName"), "name", "accountDisplayName") or login,
        emails=(email,) if email else (),
        phones=(phone,) if phone else (),
        urls=tuple(urls),
        file=file,
        line=number,
    )


def _contact(entry: json.Object, archive: _Archive, file: str | None, number: int) -> Iterator[Item]:
    """Yield a person of the owner's address book, without a link to the owner."""
    values = archive.values
    values.keys(entry, ("id", "emails", "phoneNumbers"))
    texts = {name: filter(None, map(json.text, json.items(entry.get(name)))) for name in ("emails", "phoneNumbers")}
    emails = tuple(email for text in texts["emails"] for email in values.emails(text, "emails"))
    phones = tuple(phone for text in texts["phoneNumbers"] for phone in values.phones(text, "phoneNumbers"))
    if not (emails or phones):
        yield Ignored("empty", file)
        return
    key = f"contact/{(*emails, *phones)[0]}"
    if key in archive.contacts:
        yield Ignored("repeated", file)
        return
    archive.contacts.add(key)
    yield Used(file)
    yield Record(key, emails=emails, phones=phones, file=file, line=number, lists_owner=True)
    yield Testimony(OWNER, key, "address_book", None, file=file, line=number)


def _follow(entry: json.Object, what: str, archive: _Archive, file: str | None, number: int) -> Iterator[Item]:
    account = _id(entry.get("accountId"))
    archive.values.keys(entry, ("accountId", "userLink"))
    if not account:
        yield BadRow(number, say("the row has no accountId"), json.words(entry), file)
    elif what in archive.follows.setdefault(account, {}):
        yield Ignored("repeated", file)
    else:
        archive.follows[account][what] = number
        _add_account(account, archive, file, number)
        link = archive.values.text(entry.get("userLink"), "url", "userLink")
        page = profile(link or "")
        if page and page[0] == NETWORK:
            archive.logins[account] = page[1]
        elif link and not page:
            archive.values.lose("url", link, NO_PAGE, "userLink")
        yield Used(file)


def _chat(entry: json.Object, archive: _Archive, file: str | None, number: int) -> Iterator[Item]:
    chat = json.text(entry.get("conversationId")) or f"{file}/{number}"
    written = archive.chats.setdefault(chat, {})
    archive.chat_places.setdefault(chat, (file, number))
    used, ignored = 0, Counter[str]()
    told: list[int] = []
    alike = Alike()
    for _, wrapped, _ in json.entries(entry.get("messages")):
        message = (wrapped or {}).get("messageCreate")
        writer = _id(json.mapping(message).get("senderId"))
        if not isinstance(message, dict):
            ignored["not a message"] += 1  # somebody joined, left or liked a message
        elif not writer:
            yield BadRow(number, say("no senderId in a message"), file=file)
        elif lies_ahead(day := _day(message, archive.values)):
            ignored["future"] += 1
        else:
            used += 1
            _add_account(writer, archive, file, number)
            stamp = json.text(message.get("createdAt"))
            which = json.text(message.get("id")) or alike.moment(day, chat, stamp, writer)
            told.append(moment(day, NETWORK, which))
            written.setdefault(writer, Messages()).add(day, told[-1])
            if reader := _id(message.get("recipientId")):
                _add_account(reader, archive, file, number)
                written.setdefault(reader, Messages())
    if used:
        yield Used(file, used, packed(told))
    for why, count in ignored.items():
        yield Ignored(why, file, count)


def _add_account(account: str, archive: _Archive, file: str | None, number: int) -> None:
    if account not in archive.lines:
        archive.files[account], archive.lines[account] = file, number


def _people(archive: _Archive) -> Iterator[Item]:
    owner = archive.owner or _most_present(archive.chats)  # account.js may be missing
    for account, line in archive.lines.items():
        if account == owner:
            continue
        file = archive.files[account]
        login = archive.logins.get(account)
        urls = (_page(account), *([address(NETWORK, login)] if login else []))
        yield Record(account, login and handle(login), urls=urls, file=file, line=line)
        ways = archive.follows.get(account, {})
        if len(ways) == 2:
            yield Testimony(OWNER, account, "follow", certainty="probable", direction="both", file=file, line=line)
        elif ways:
            direction = "a_to_b" if "following" in ways else "b_to_a"
            yield Testimony(OWNER, account, "follow", None, direction=direction, file=file, line=line)
    for name, chat in archive.chats.items():
        by_account = {OWNER if account == owner else account: count for account, count in chat.items()}
        written = {account: count for account, count in by_account.items() if count.count}
        ends = sorted(by_account, key=lambda account: account != OWNER)
        others = [account for account in ends if account != OWNER]
        if not others:
            continue
        file, line = archive.chat_places[name]
        if len(ends) == 2:
            yield from between(ends[0], ends[1], written, file=file, line=line)
        else:
            told = moments_of(written.values())
            yield from among(ends, None, lasts=last_days(written), file=file, line=line, moments=told)


def _most_present(chats: Mapping[str, Mapping[str, object]]) -> str | None:
    """Return the account in the most conversations, or None if several accounts tie."""
    seen = Counter(account for chat in chats.values() for account in chat).most_common(2)
    return seen[0][0] if seen and (len(seen) == 1 or seen[0][1] > seen[1][1]) else None


def _day(message: json.Object, values: Values) -> str | None:
    text = json.text(message.get("createdAt")) or ""
    day = dates.parse(text[:10])
    if text and not day:
        values.lose("date", text, NO_DATE, "createdAt")
    return day


def _id(value: object) -> str | None:
    text = json.text(value)
    return text if text and text.isascii() and text.isdigit() else None


def _page(account: str) -> str:
    return address("x account", account)
