"""Instagram's JSON download: who follows whom, and direct messages.

following.json:
    {"relationships_following":[{"title":"","media_list_data":[],"string_list_data":[
      {"href":"https://www.instagram.com/zoe_x","value":"zoe_x","timestamp":1577836800}]}]}
followers_1.json, a bare list since 2021; since 2024 `value` may be missing and `title` may hold the login:
    [{"title":"zoe_x","string_list_data":[{"href":"https://www.instagram.com/_u/zoe_x","timestamp":1577836800}]}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from netcli.errors import BadInput
from netcli.identifiers import address, handle
from netcli.importers.formats import json
from netcli.importers.formats.values import Values
from netcli.importers.shared import meta
from netcli.importers.source import Source
from netcli.records import OWNER, BadRow, Ignored, Item, Member, Record, Testimony, Used

NETWORK: Final = "instagram"
FOLLOWING: Final = "relationships_following"
FOLLOWERS: Final = "relationships_followers"
_FILE: Final = re.compile(r"(followers|following)(_\d+)?\.json|message(_\d+)?\.json")
_LOGIN: Final = re.compile(r"[\w.]{1,30}", re.ASCII)
LOGIN: Final = ("username", "nom d'utilisateur", "benutzername", "nombre de usuario")
"""Labels, folded, under which the newest files keep the login."""
NAME: Final = ("name", "nom", "nombre", "nome")
"""Labels, folded, under which the newest files keep the name; older files have no name."""

ENTRY: Final = frozenset(("title", "string_list_data", "label_values", "timestamp", "media_list_data", "media", "fbid"))
DATA: Final = frozenset(("href", "value", "timestamp"))
"""Keys of a follow, and of the entries in its `string_list_data`; pictures are never kept."""


@dataclass(slots=True)
class _Follow:
    file: str | None
    line: int
    name: str | None
    ways: dict[str, str | None]


def claims(source: Source) -> bool:
    """Return whether it holds Instagram's follow lists, messages in Instagram's folder or Instagram's HTML download."""
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
    """Yield everybody who follows or is followed, then who wrote to whom; each entry and each message is a row.

    People without a name go by their login. Mutual following is a probable contact; one-way following is a signal.
    Raises BadInput for the HTML download.
    """
    files = [m for m in source.members if _FILE.fullmatch(m.basename)] if source.members else [source]
    if not files:
        raise BadInput(
            f"{source.name}: this is Instagram's HTML download, made for reading", "ask Instagram for JSON", code="html"
        )
    follows: dict[str, _Follow] = {}
    threads: dict[str, meta.Thread] = {}
    for file in files:
        what = _list_of(file)
        if what:
            yield from _gather(file, what, follows)
        elif meta.is_thread(json.shape(file)):
            yield from meta.read_messages(file, json.load(file), threads)
        else:
            yield Member(file.name, "not understood")
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
    for key in (FOLLOWING, FOLLOWERS):
        if key in paths:
            return key
    if "[].string_list_data" in paths or ("[].label_values" in paths and source.basename.startswith("follow")):
        return FOLLOWING if source.basename.startswith("following") else FOLLOWERS
    return None


def _gather(source: Source, what: str, follows: dict[str, _Follow]) -> Iterator[Item]:
    file = meta.name_of(source)
    values = Values(file)
    document = json.load(source)
    for number, entry, raw in json.entries(json.mapping(document).get(what, document)):
        values.line = number
        login, name, day = _account(entry or {}, values)
        if not login:
            yield BadRow(number, "no login in it", json.words(raw), file)
        elif what in follows.setdefault(login, _Follow(file, number, name, {})).ways:
            yield Ignored("repeated", file)
        else:
            follows[login].ways[what] = day
            yield Used(file)
    values.keys(json.mapping(document), (what,))
    yield from values.items()


def _account(entry: json.Object, values: Values) -> tuple[str | None, str | None, str | None]:
    """Return the login, the name and the day of a follow, in whichever layout the export has."""
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
