"""LinkedIn's table of messages. The text of messages is never kept.

"CONVERSATION ID","CONVERSATION TITLE","FROM","SENDER PROFILE URL","TO","RECIPIENT PROFILE URLS","DATE","SUBJECT",…
"2-AAAA==","","Zoé Exemple","https://www.linkedin.com/in/zoe-exemple","Moi Test","https://www.linkedin.com/in/moi",…
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Final

from netcli.importers.formats.headers import Pick
from netcli.importers.formats.tables import Cells, Table
from netcli.importers.linkedin.profile import key
from netcli.importers.shared.chats import lies_ahead
from netcli.importers.shared.groups import GROUP_LIMIT
from netcli.importers.shared.keys import Namesakes
from netcli.importers.shared.nobody import is_nobody
from netcli.importers.text import fold
from netcli.language import say
from netcli.moments import Alike, packed
from netcli.records import OWNER, Ignored, Item, Record, Remark, Testimony, Used

NO_THREAD: Final = frozenset(("", "null"))
"""Values that mean no conversation, as in InMail and system mail."""
AD_FOLDERS: Final = frozenset(("spam", "sponsored"))
AD_TITLES: Final = frozenset(("sponsored conversation", "linkedin inmail"))
AD_WORDS: Final = ("spinmail-quill-editor", "%FIRSTNAME%")

_URLS: Final = re.compile(r"[\s,;]+")
_NAMES: Final = re.compile(r",\s*")


@dataclass(slots=True)
class _Way:
    """The messages from one person to another person, or all messages of a conversation."""

    line: int
    count: int = 0
    first: str | None = None
    last: str | None = None
    pair: bool = False
    moments: list[int] = field(default_factory=list)

    def add(self, day: str | None, moment: int) -> None:
        self.count += 1
        self.moments.append(moment)
        if day:
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)


@dataclass(slots=True)
class _Thread:
    """A conversation, its people, and the messages from each person to each other person."""

    whole: _Way
    people: set[str] = field(default_factory=set)
    ways: dict[tuple[str, str], _Way] = field(default_factory=dict)


@dataclass(slots=True)
class _Columns:
    """For each column of a message table, a function that returns a row's cell."""

    thread: Pick
    title: Pick
    sender: Pick
    sender_url: Pick
    to: Pick
    to_urls: Pick
    content: Pick
    folder: Pick
    draft: Pick
    date: Pick


def read(table: Table, owner: str | None = None) -> Iterator[Item]:
    """Yield the people in the messages, then who wrote to whom.

    *owner* is the owner's name according to the archive.
    """
    columns = _Columns(
        *table.picks("thread", "title", "sender", "sender url", "to", "to urls", "content", "folder", "draft", "date")
    )
    when, file = table.dates("date", day_first=False), table.file
    people: dict[str, Record] = {}
    threads: dict[str, _Thread] = {}
    sent: Counter[str] = Counter()
    used = 0
    told: list[int] = []
    alike = Alike()
    for row in table.counted():
        if not isinstance(row, Cells):
            yield row
            continue
        if why := _no_message(columns, row.cells):
            yield Ignored(why, file)
            continue
        day = when(row.cells)
        if lies_ahead(day):
            yield Ignored("future", file)
            continue
        used += 1
        thread_id = columns.thread(row.cells)
        named = thread_id
        if thread_id.casefold() in NO_THREAD:
            thread_id = f"line {row.line}"
        everybody = _participants(columns, row, thread_id, file)
        for person in everybody:
            if person.key not in people or (person.name and not people[person.key].name):
                people[person.key] = person
        thread = threads.setdefault(thread_id, _Thread(_Way(row.line)))
        sender, *receivers = (person.key for person in everybody)
        told.append(alike.moment(day, "linkedin", named, columns.date(row.cells), columns.sender(row.cells)))
        thread.whole.add(day, told[-1])
        thread.people.update((sender, *receivers))
        sent[sender] += columns.folder(row.cells).casefold() == "sent"
        for receiver in dict.fromkeys(receivers):
            if receiver != sender:
                thread.ways.setdefault((sender, receiver), _Way(row.line)).add(day, told[-1])
    mine = _owner(people, threads, sent, owner, table.source.owner.name)
    if people and mine is None:
        yield Remark(
            "owner_unknown",
            say("several people may be the owner of these messages; to name the owner: --owner NAME"),
            file,
        )
    for person in people.values():
        if person.key == mine:
            yield Record(OWNER, person.name, urls=person.urls, file=file, line=person.line)
        else:
            yield person
    yield from _testimonies(threads, mine, file)
    yield Used(file, used, packed(told))


def _no_message(columns: _Columns, cells: list[str]) -> str | None:
    """Return why a row is not a message between people, or None."""
    folder = columns.folder(cells).casefold()
    if folder == "draft" or columns.draft(cells).casefold() in ("yes", "true"):
        return "draft"
    content = columns.content(cells)
    if (
        folder in AD_FOLDERS
        or columns.title(cells).casefold() in AD_TITLES
        or "/company/" in columns.sender_url(cells)
        or any(word in content for word in AD_WORDS)
    ):
        return "ad"
    return None if columns.sender(cells) or columns.sender_url(cells) else "no sender"


def _participants(columns: _Columns, row: Cells, thread_id: str, file: str | None) -> list[Record]:
    """Return the people of a message: first its sender, then its receivers."""
    urls = [url for url in _URLS.split(columns.to_urls(row.cells)) if "/in/" in url]
    named = [(columns.sender(row.cells), columns.sender_url(row.cells)), *_receivers(columns.to(row.cells), urls)]
    closed = Namesakes()
    return [_person(name, url, closed, thread_id, file, row.line) for name, url in named]


def _receivers(to: str, urls: list[str]) -> list[tuple[str, str]]:
    """Return the name and the profile of each receiver."""
    parts = [part for part in _NAMES.split(to) if part]
    if len(parts) == len(urls):
        return [*zip(parts, urls, strict=True)]
    known = [part for part in parts if not is_nobody(part)]
    gone = [(part, "") for part in parts if is_nobody(part)]
    if len(urls) <= 1:  # as there is at most one profile, all known names are parts of a single name
        one = [(", ".join(known) if gone else to, "".join(urls))] if known or urls else []
        return one + gone
    if len(known) != len(urls):
        return [("", url) for url in urls] + gone
    return [*zip(known, urls, strict=True), *gone]


def _person(name: str, url: str, closed: Namesakes, thread_id: str, file: str | None, line: int) -> Record:
    known = None if is_nobody(name) else name or None
    if profile := key(url):
        return Record(profile, known, urls=(url,), file=file, line=line)
    if known:
        return Record(f"message:{known}", known, mention=known, file=file, line=line)
    return Record(closed.give(f"member:{thread_id}"), file=file, line=line)


def _owner(
    people: dict[str, Record], threads: dict[str, _Thread], sent: Counter[str], called: str | None, name: str | None
) -> str | None:
    """Return the key of the messages' owner, or None if several people remain.

    *called* is the owner's name in the archive. *name* is the user's own name.
    """
    present = Counter(person for thread in threads.values() for person in thread.people)

    def namesakes(name: str | None, among: Iterable[str]) -> set[str]:
        return {person for person in among if name and fold(people[person].name or "") == fold(name)}

    candidates = namesakes(called, present) or set(present)
    for score in (present, sent):
        best = max((score[person] for person in candidates), default=0)
        candidates = {person for person in candidates if score[person] == best}
    candidates = namesakes(name, candidates) or candidates
    return candidates.pop() if len(candidates) == 1 else None


def _testimonies(threads: dict[str, _Thread], mine: str | None, file: str | None) -> Iterator[Testimony]:
    ways: dict[tuple[str, str], _Way] = {}
    shared: dict[tuple[str, str], _Way] = {}
    for thread in threads.values():
        group = len(thread.people) > 2
        for (sender, receiver), way in thread.ways.items():
            way.pair = not group
            if not group or mine in (sender, receiver):
                _merge(ways, (sender, receiver), way)
        if group and len(thread.people) <= GROUP_LIMIT:
            for pair in combinations(sorted(thread.people, key=lambda person: (person != mine, person)), 2):
                _merge(shared, pair, replace(thread.whole, moments=[*thread.whole.moments]))
    for (sender, receiver), way in ways.items():
        a, b = (OWNER if person == mine else person for person in (sender, receiver))
        yield Testimony(
            *((b, a) if b == OWNER else (a, b)),
            "message",
            certainty="probable",
            since=way.first,
            last=way.last,
            count=way.count,
            direction="b_to_a" if b == OWNER else "a_to_b",
            detail=None if way.pair else "group thread",
            file=file,
            line=way.line,
            moments=packed(way.moments),
        )
    for (a, b), way in shared.items():
        if (a, b) in ways or (b, a) in ways:
            continue
        yield Testimony(
            OWNER if a == mine else a,
            b,
            "group",
            certainty="guess",
            since=way.first,
            last=way.last,
            count=way.count,
            detail="group thread",
            file=file,
            line=way.line,
            moments=packed(way.moments),
        )


def _merge(ways: dict[tuple[str, str], _Way], pair: tuple[str, str], way: _Way) -> None:
    """Add the messages in *way* to earlier messages of the same *pair* of people."""
    known = ways.get(pair)
    if known is None:
        ways[pair] = way
        return
    known.count += way.count
    known.moments += way.moments
    known.pair |= way.pair
    known.line = min(known.line, way.line)
    known.first = min(filter(None, (known.first, way.first)), default=None)
    known.last = max(filter(None, (known.last, way.last)), default=None)
