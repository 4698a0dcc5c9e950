r"""The JSON downloads of Facebook and Messenger since 2018.

friends.json, your_friends.json:
    {"friends_v2":[{"name":"Zo\u00c3\u00a9 Exemple","timestamp":1577836800}]}
messages/inbox/zoeexemple_123/message_1.json:
    {"participants":[{"name":"Zo\u00c3\u00a9 Exemple"},{"name":"Moi Test"}],
     "messages":[{"sender_name":"Moi Test","timestamp_ms":1710000000000,"content":"ok"}],
     "title":"Zo\u00c3\u00a9 Exemple","thread_path":"inbox/zoeexemple_123"}
the same lists in recent exports, with labels in the owner's language:
    [{"timestamp":1577836800,"label_values":[{"label":"Nom","value":"Zo\u00c3\u00a9 Exemple"}]}]
Zoé Exemple_12.json, an end-to-end encrypted chat, from a separate archive:
    {"participants":["Zoé Exemple","Moi Test"],"threadName":"Zoé Exemple_12","messages":[
      {"senderName":"Moi Test","text":"ok","timestamp":1710000000000,"type":"text","isUnsent":false,"media":[]}]}
your_address_books.json:
    {"address_book_v2":{"address_book":[{"name":"Paul","details":[{"contact_point":"+33600000001"}]}]}}

No file has ids. Friends with the same name are told apart by their timestamps.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from netcli.errors import BadInput
from netcli.importers.formats import json
from netcli.importers.formats.values import Values
from netcli.importers.shared import meta
from netcli.importers.shared.nobody import is_nobody
from netcli.importers.source import Source
from netcli.language import say
from netcli.records import OWNER, BadRow, Ignored, Item, Member, Record, Testimony, Used

NETWORK: Final = "facebook"


class Meaning(NamedTuple):
    """What one of Facebook's lists means for each person on the list."""

    kind: str
    direction: str | None
    link: str | None = None
    detail: str | None = None


LISTS: Final = {
    "friends": Meaning("connected", None, "contact"),
    "sent_requests": Meaning("invitation", "a_to_b"),
    "sent_friend_requests": Meaning("invitation", "a_to_b"),
    "received_requests": Meaning("invitation", "b_to_a"),
    "received_friend_requests": Meaning("invitation", "b_to_a"),
    "rejected_requests": Meaning("invitation", "b_to_a", detail="rejected"),
    "rejected_friend_requests": Meaning("invitation", "b_to_a", detail="rejected"),
    "deleted_friends": Meaning("removed", None, detail="former friend"),
    "removed_friends": Meaning("removed", None, detail="former friend"),
    "following": Meaning("follow", "a_to_b"),
    "followers": Meaning("follow", "b_to_a"),
    "people_who_followed_you": Meaning("follow", "b_to_a"),
    "who_you've_followed": Meaning("follow", "a_to_b"),
    "who_you_ve_followed": Meaning("follow", "a_to_b"),
}
"""The meaning of each list, by its key without `_v2` or `_v3`.

A list without a key is identified by its file name.
"""
NAME: Final = ("name", "full name", "nom", "nom complet", "nombre", "nome", "vollstandiger name")
"""Labels, folded, under which recent exports give a person's name."""
URL: Final = "url"
"""The label of a person's page in recent exports, in every language."""
ENTRY: Final = frozenset(("name", "url", "timestamp", "contact_info", "label_values", "fbid"))
ADDRESS: Final = frozenset(("name", "details", "created_timestamp", "updated_timestamp"))
"""Known keys of entries in an address book. Other keys are reported as unread."""
ADDRESS_BOOKS: Final = frozenset({"address_book", "address_book_v2"})
_VERSION: Final = re.compile(r"_v\d+$")
_FILE: Final = re.compile(
    r"(your_)?friends|\w*friend_requests\w*|(removed|rejected)_friends|who_you.*follow\w*|people_who_follow\w*"
    r"|follow(ing|ers)|your_address_books|message(_\d+)?"
)
"""File names of lists, chats and address books."""
_THREAD: Final = re.compile(r".+_\d+")
_PAGE: Final = re.compile(r"(your_)?friends|message_\d+|your_address_books")
_PAGE_CLASS: Final = b'class="_a6-p'
"""The beginning of a CSS class that every page of Meta's HTML download uses."""


def claims(source: Source) -> bool:
    """Return whether the file is from Facebook. The HTML download is claimed, too."""
    if not source.members:
        return _what(source) is not None or _is_page(source)
    files = _files(source)
    lists = [member for member in files if not _holds_messages(member)]
    if any(_what(member) for member in lists):
        return True
    if any(
        "instagram" in member.name.casefold() or "string_list_data" in str(json.shape(member)) for member in files[:3]
    ):
        return False
    pages = any(_named(member, _PAGE, ".html") for member in source.members)
    return any(_what(member) for member in files[:1]) or (pages and not source.member("followers_1.html"))


def read(source: Source) -> Iterator[Item]:
    """Yield the people and links of lists and address books, then the conversations.

    Raises BadInput for the HTML download.
    """
    files = _files(source) if source.members else [source]
    if not files or _is_page(source):
        raise BadInput(
            say("{name}: this is Facebook's HTML download, which netcli cannot read", name=source.name),
            say("request the download in JSON format"),
            code="html",
        )
    friends: dict[str, list[str]] = {}
    threads: dict[str, meta.Thread] = {}
    for file in sorted(files, key=_holds_messages):
        what = _what(file)
        if what is None:
            yield Member(file.name, say("not understood"))
        elif what == "messages":
            yield from meta.read_messages(file, json.load(file), threads)
        elif what == "address_book":
            yield from _address_book(file)
        else:
            for item in _list(file):
                if what == "friends" and isinstance(item, Record) and item.name:
                    friends.setdefault(item.name, []).append(item.key)
                yield item

    yield from meta.conversations(threads, friends, source.owner.name)


def _files(source: Source) -> list[Source]:
    """Return the members of an archive that are worth reading."""
    return [
        member
        for member in source.members
        if _named(member, _FILE, ".json") or (_named(member, _THREAD, ".json") and "threadName" in json.shape(member))
    ]


def _holds_messages(member: Source) -> bool:
    return member.basename.startswith("message") or not _named(member, _FILE, ".json")


def _named(member: Source, pattern: re.Pattern[str], ending: str) -> bool:
    return member.basename.endswith(ending) and pattern.fullmatch(member.basename.removesuffix(ending)) is not None


def _is_page(source: Source) -> bool:
    own = source.basename != "friends.html" and _named(source, _PAGE, ".html")
    return _PAGE_CLASS in source.head or (own and b"<html" in source.head.lower())


def _what(source: Source) -> str | None:
    """Return `messages`, `address_book`, a key of `LISTS`, or None for other files."""
    paths = json.shape(source)
    if meta.is_thread(paths):
        return "messages"
    if ADDRESS_BOOKS & paths:
        return "address_book"
    return _list_key(source)


def _list_key(source: Source) -> str | None:
    paths = json.shape(source)
    for path in paths:
        key = _VERSION.sub("", path)
        # without a version, a key such as `friends` is too common: entries must also have names and timestamps
        if key in LISTS and (key != path or {f"{path}[].name", f"{path}[].timestamp"} <= paths):
            return key
    return _named_list(source) if "[].label_values" in paths else None


def _named_list(source: Source) -> str | None:
    """Return the key in `LISTS` that the file's name states, or None."""
    name = source.basename.removesuffix(".json").removeprefix("your_")
    # Instagram uses the same file names for lists of followers
    return name if name in LISTS and not name.startswith("follow") else None


def _list(source: Source) -> Iterator[Item]:
    file = meta.name_of(source)
    values = Values(file)
    seen: set[str] = set()
    document = json.load(source)
    lists = {_named_list(source) or "": document} if isinstance(document, list) else json.mapping(document)
    for name, value in lists.items():
        key = _VERSION.sub("", name)
        if key not in LISTS:
            values.leave(name, len(json.items(value)) or 1)
            continue
        meaning = LISTS[key]
        for number, entry, raw in json.entries(value):
            values.line = number
            if entry is not None and "name" not in entry:
                labelled = meta.labelled(entry)
                entry = {**entry, "name": next(filter(None, map(labelled.get, NAME)), None), "url": labelled.get(URL)}
                values.keys(labelled, (*NAME, URL))
            if entry is None or not isinstance(entry.get("name"), str):
                yield BadRow(number, say("not an entry with a name"), json.words(raw), file)
                continue
            person = _friend(entry, key, values, number)
            if person is None:
                yield Ignored("no name", file)
            elif person.key in seen:
                yield Ignored("repeated", file)
            else:
                seen.add(person.key)
                yield Used(file)
                yield person
                yield Testimony(
                    OWNER,
                    person.key,
                    meaning.kind,
                    meaning.link,
                    since=meta.day(entry, "timestamp", values=values),
                    direction=meaning.direction,
                    detail=meaning.detail,
                    file=file,
                    line=number,
                )
    yield from values.items()


def _friend(entry: json.Object, list_key: str, values: Values, number: int) -> Record | None:
    """Return the person of an entry, or None if the entry has no name."""
    name = meta.text(entry.get("name"))
    if name is None:
        return None
    values.keys(entry, ENTRY)
    emails, phones = meta.contact_points([entry.get("contact_info")], values, "contact_info")
    page = meta.text(entry.get("url"))
    urls = values.urls(page, "url") if page else ()
    left = is_nobody(name)
    prefix = "" if list_key == "friends" else f"{list_key}/"
    key = f"{prefix}{name}@{json.text(str(entry.get('timestamp')))}"
    return Record(key, None if left else name, emails=emails, phones=phones, urls=urls, file=values.file, line=number)


def _address_book(source: Source) -> Iterator[Item]:
    """Yield the people of the owner's address book, without links to the owner."""
    file = meta.name_of(source)
    values = Values(file)
    value: object = json.load(source)
    while isinstance(value, dict):
        value = next((value[key] for key in ("address_book_v2", "address_book") if key in value), None)
    seen = Counter[str]()
    for number, entry, raw in json.entries(value):
        if entry is None:
            yield BadRow(number, say("not an address"), json.words(raw), file)
            continue
        values.line = number
        values.keys(entry, ADDRESS)
        points = [json.mapping(one).get("contact_point") for one in json.items(entry.get("details"))]
        name, (emails, phones) = meta.text(entry.get("name")), meta.contact_points(points, values, "contact_point")
        if not (name or emails or phones):
            yield Ignored("empty", file)
            continue
        key = f"address/{(*emails, *phones, name)[0]}"
        seen[key] += 1
        if seen[key] > 1:
            key = f"{key}#{seen[key]}"
        yield Used(file)
        yield Record(key, name, emails=emails, phones=phones, file=file, line=number, lists_owner=True)
        since = meta.day(entry, "created_timestamp", values=values)
        yield Testimony(OWNER, key, "address_book", None, since=since, file=file, line=number)
    yield from values.items()
