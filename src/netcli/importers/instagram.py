"""Instagram's JSON download: who follows whom, and direct messages.

following.json:
    {"relationships_following":[{"title":"","media_list_data":[],"string_list_data":[
      {"href":"https://www.instagram.com/zoe_x","value":"zoe_x","timestamp":1577836800}]}]}
followers_1.json, a bare list since 2021; since 2024 `value` may be missing and `title` may hold the login:
    [{"title":"zoe_x","string_list_data":[{"href":"https://www.instagram.com/_u/zoe_x","timestamp":1577836800}]}]
synced_contacts.json, the address book of the owner's phone, with labels in the owner's language:
    {"contacts_contact_info":[{"string_map_data":{"First Name":{"value":"Zo\\u00c3\\u00a9"},
      "Last Name":{"value":"Exemple"},"Contact Information":{"value":"+33600000001"}}}]}
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from netcli.errors import BadInput
from netcli.identifiers import address, handle
from netcli.importers.formats import json
from netcli.importers.formats.columns import understood
from netcli.importers.formats.values import Values
from netcli.importers.shared import meta
from netcli.importers.source import Source
from netcli.language import say
from netcli.records import OWNER, BadRow, Ignored, Item, Member, Record, Testimony, Used

NETWORK: Final = "instagram"
FOLLOWING: Final = "relationships_following"
FOLLOWERS: Final = "relationships_followers"
SYNCED: Final = "contacts_contact_info"
_FILE: Final = re.compile(r"(followers|following|message|synced_contacts)(_\d+)?\.json")
_LOGIN: Final = re.compile(r"[\w.]{1,30}", re.ASCII)
LOGIN: Final = ("username", "nom d'utilisateur", "benutzername", "nombre de usuario")
"""Labels, folded, under which recent exports give the login of an account."""
NAME: Final = ("name", "nom", "nombre", "nome")
"""Labels, folded, under which recent exports give the name of a person."""

ENTRY: Final = frozenset(("title", "string_list_data", "label_values", "timestamp", "media_list_data", "media", "fbid"))
DATA: Final = frozenset(("href", "value", "timestamp"))
CONTACT: Final = frozenset(("title", "media_map_data", "string_map_data"))
"""Known keys of a contact's entry. Other keys are reported as unread."""


@dataclass(slots=True)
class _Follow:
    file: str | None
    line: int
    name: str | None
    ways: dict[str, str | None]


def claims(source: Source) -> bool:
    """Return whether the file is from Instagram. The HTML download is claimed, too."""
    if not source.members:
        return _list_of(source) is not None
    files = [member for member in source.members if _FILE.fullmatch(member.basename)]
    if any(_list_of(member) for member in files if not member.basename.startswith("message")):
        return True
    messages = next((member for member in files if "instagram" in member.name.casefold()), None)
    return (messages is not None and meta.is_thread(json.shape(messages))) or (
        not files and source.member("followers_1.html") is not None
    )


def read(source: Source) -> Iterator[Item]:
    """Yield the address book, the followers and the followed accounts, then the conversations.

    A follower whom the owner follows back is a probable contact. Any other entry is only a signal. Raises BadInput for
    the HTML download.
    """
    files = [m for m in source.members if _FILE.fullmatch(m.basename)] if source.members else [source]
    if not files:
        raise BadInput(
            say("{name}: this is Instagram's HTML download, which netcli cannot read", name=source.name),
            say("request the download in JSON format"),
            code="html",
        )
    follows: dict[str, _Follow] = {}
    threads: dict[str, meta.Thread] = {}
    for file in files:
        what = _list_of(file)
        if what == SYNCED:
            yield from _address_book(file)
        elif what:
            yield from _gather(file, what, follows)
        elif meta.is_thread(json.shape(file)):
            yield from meta.read_messages(file, json.load(file), threads)
        else:
            yield Member(file.name, say("not understood"))
    for login, follow in follows.items():
        urls = (address(NETWORK, login),)
        aliases = (login,) if follow.name else ()
        yield Record(
            login, follow.name or handle(login), aliases=aliases, urls=urls, file=follow.file, line=follow.line
        )
        since = max(filter(None, follow.ways.values()), default=None)
        if len(follow.ways) == 2:
            yield Testimony(
                OWNER,
                login,
                "follow",
                certainty="probable",
                since=since,
                direction="both",
                file=follow.file,
                line=follow.line,
            )
        else:
            direction = "a_to_b" if FOLLOWING in follow.ways else "b_to_a"
            yield Testimony(
                OWNER, login, "follow", None, since=since, direction=direction, file=follow.file, line=follow.line
            )
    yield from meta.conversations(threads, {}, source.owner.name)


def _list_of(source: Source) -> str | None:
    paths = json.shape(source)
    for key in (FOLLOWING, FOLLOWERS, SYNCED):
        if key in paths:
            return key
    if "[].string_list_data" in paths or ("[].label_values" in paths and source.basename.startswith("follow")):
        return FOLLOWING if source.basename.startswith("following") else FOLLOWERS
    return None


def _address_book(source: Source) -> Iterator[Item]:
    """Yield the people of the owner's address book, without links to the owner."""
    file = meta.name_of(source)
    values = Values(file)
    seen = Counter[str]()
    document = json.mapping(json.load(source))
    for number, entry, raw in json.entries(document.get(SYNCED)):
        if entry is None:
            yield BadRow(number, say("not a contact"), json.words(raw), file)
            continue
        values.line = number
        values.keys(entry, CONTACT)
        data = json.mapping(entry.get("string_map_data"))
        told = {label: value for label, each in data.items() if (value := meta.text(json.mapping(each).get("value")))}
        parts = dict(zip(understood([*told]), told.values(), strict=True))
        given, family = parts.get("given"), parts.get("family")
        name = " ".join(filter(None, (given, family))) or parts.get("name")
        rest = {label: value for label, value in told.items() if value not in (given, family, name)}
        emails, phones = meta.contact_points(rest.values(), values, next(iter(rest), ""))
        if not (name or emails or phones):
            yield Ignored("empty", file)
            continue
        key = f"address/{(*emails, *phones, name)[0]}"
        seen[key] += 1
        if seen[key] > 1:
            key = f"{key}#{seen[key]}"
        yield Used(file)
        yield Record(key, name, given, family, emails=emails, phones=phones, file=file, line=number, lists_owner=True)
        yield Testimony(OWNER, key, "address_book", None, file=file, line=number)
    values.keys(document, (SYNCED,))
    yield from values.items()


def _gather(source: Source, what: str, follows: dict[str, _Follow]) -> Iterator[Item]:
    file = meta.name_of(source)
    values = Values(file)
    document = json.load(source)
    for number, entry, raw in json.entries(json.mapping(document).get(what, document)):
        values.line = number
        login, name, day = _account(entry or {}, values)
        if not login:
            yield BadRow(number, say("no user name in it"), json.words(raw), file)
        elif what in follows.setdefault(login, _Follow(file, number, name, {})).ways:
            yield Ignored("repeated", file)
        else:
            follows[login].ways[what] = day
            yield Used(file)
    values.keys(json.mapping(document), (what,))
    yield from values.items()


def _account(entry: json.Object, values: Values) -> tuple[str | None, str | None, str | None]:
    """Return the login, the name and the date of an entry."""
    data = json.mapping(next(iter(json.items(entry.get("string_list_data"))), None))
    labelled = meta.labelled(entry)
    values.keys(entry, ENTRY)
    values.keys(data, DATA)
    places = [
        data.get("value"),
        entry.get("title"),
        *map(labelled.get, LOGIN),
        _login_in(data.get("href")),
        *map(_login_in, labelled.values()),
    ]
    found = next((text for place in places if (text := json.text(place)) and _LOGIN.fullmatch(text)), None)
    name = next(filter(None, map(labelled.get, NAME)), None)
    for label, text in labelled.items():
        if label not in LOGIN + NAME and not _login_in(text):
            values.leave(label)
    day = meta.day(data, "timestamp", values=values) or meta.day(entry, "timestamp", values=values)
    return found and found.casefold(), name, day


def _login_in(href: object) -> str | None:
    try:
        address = urlsplit(href) if isinstance(href, str) else None
    except ValueError:
        return None
    return address.path.rstrip("/").rpartition("/")[2] if address and "instagram" in address.netloc else None
