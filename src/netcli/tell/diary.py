"""A plain-text diary with one line per meeting.

    2026-11-20 lunch Pierre, Jacques & Aïcha @Lyon : about Sophie at Airbus

A day such as `21` or `12-03` takes the month or year from an earlier line. People joined by `&` got to know each other.
A person after `hosted by` knows everybody. `#` begins a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from netcli import clock, dates
from netcli.answers import Answer, Remark, Words
from netcli.answers.touch import Diary, DiaryLine
from netcli.ask.naming import Name
from netcli.errors import BadInput, NetcliError, Usage, titled
from netcli.kinds import MEETING_KINDS
from netcli.language import joined, say
from netcli.store import touch
from netcli.store.journal import sorted_pair
from netcli.store.touch import KeptMeeting
from netcli.store.writer import Change
from netcli.tell.edits import record_by_hand, written
from netcli.tell.touch import Met, know_each_other, log, named

_LINE: Final = re.compile(r"(?P<day>\S+)\s+(?P<people>.+?)(?:\s*(?::(?=\s|$)|：)(?P<note>.*))?")
_SHORT: Final = re.compile(r"(?:(\d{1,2})-)?(\d{1,2})(?=\s)")
_PLACE: Final = re.compile(r"(?<=[^\s,，、;&])\s+@")
_HOST: Final = re.compile(r"\s+hosted by\s+", re.IGNORECASE)
_NAMES: Final = re.compile(r"\s*[,，、;]\s*")


class Entry(NamedTuple):
    """A line of a diary. The people in one group, such as `Pierre & Jacques`, got to know each other."""

    line: int
    text: str
    day: str
    kind: str | None
    groups: Sequence[Sequence[str]]
    host: str | None
    place: str | None
    note: str | None


class Rejected(NamedTuple):
    """A line that does not describe a meeting, with the reason."""

    line: int
    text: str
    reason: str


def read(lines: Iterable[str]) -> Iterator[Entry | Rejected]:
    """Yield the content of each line, with its full date.

    Empty lines, comments, and headings with only a date are left out.
    """
    known = ""
    for number, line in enumerate(lines, 1):
        text = _dated(" ".join(line.replace("\0", "").split()), known)
        if not text or text.startswith("#"):
            continue
        if dates.valid(text) and not text.startswith("-"):
            known = text
            continue
        broken = any("\ud800" <= character <= "\udfff" for character in text)
        entry = Rejected(number, _shown(text), say("it is not UTF-8")) if broken else _entry(number, text)
        known = entry.day if isinstance(entry, Entry) else known
        yield entry


def _dated(text: str, known: str) -> str:
    """Return *text* with its full date, completed from the earlier date *known*.

    >>> _dated("21 call Pierre", "2026-11-20"), _dated("12-3 Pierre", "2026"), _dated("21 call Pierre", "2026")
    ('2026-11-21 call Pierre', '2026-12-03 Pierre', '21 call Pierre')
    """
    short = _SHORT.match(text)
    month = (short[1] or known[5:7]) if short and known else ""
    return f"{known[:4]}-{month:0>2}-{short[2]:0>2}{text[short.end() :]}" if short and month else text


def _shown(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _entry(number: int, text: str) -> Entry | Rejected:
    """Return the content of a line.

    >>> _entry(1, "2026-11-20 lunch Pierre, Jacques @Lyon : about Sophie")[2:]
    ('2026-11-20', 'lunch', (('Pierre',), ('Jacques',)), None, 'Lyon', 'about Sophie')
    """
    found = _LINE.fullmatch(text)
    if found is None or not dates.valid(found["day"]) or found["day"].startswith("-"):
        return Rejected(
            number, text, say("the line must begin with a day, such as 2026-11-20, followed by the people you met")
        )
    if found["day"] > clock.today().isoformat():
        return Rejected(number, text, say("{found} is in the future", found=found["day"]))
    words, kind = found["people"], None
    first, _, rest = words.partition(" ")
    if first in MEETING_KINDS and rest:
        words, kind = rest.removeprefix("with "), first
    names, _, place = (part.strip() for part in _parted(_PLACE, words))
    names, _, host = (part.strip() for part in _parted(_HOST, names))
    groups = tuple(tuple(filter(None, map(str.strip, each.split(" & ")))) for each in _NAMES.split(names))
    note = (found["note"] or "").strip() or None
    return Entry(number, text, found["day"], kind, tuple(filter(None, groups)), host or None, place or None, note)


def _parted(pattern: re.Pattern[str], text: str) -> tuple[str, str, str]:
    """Return the text before the first match, the match, and the text after."""
    found = pattern.search(text)
    return (text, "", "") if found is None else (text[: found.start()], found[0], text[found.end() :])


def diary(change: Change, person: Name, lines: Iterable[str], file: str, *, create: bool) -> Answer[Words, Diary]:
    """Log or complete the meetings in a diary.

    If *create* is true, unknown people are added. A line that was read before keeps its meeting. Raises BadInput if no
    line can be used.
    """
    reading = _DiaryReader(change, person, file, create=create)
    told = [reading.take(each) for each in read(lines)]
    change.derive()
    told = [*told, *reading.gone()]
    counted = {what: sum(each.what == what for each in told) for what in ("new", "edited", "same", "rejected", "gone")}
    if counted["rejected"] and not (counted["new"] or counted["edited"] or counted["same"]):
        first = next(each for each in told if each.what == "rejected")
        raise BadInput(
            say("{file}, line {line}: {reason}", file=titled(file), line=first.line, reason=first.reason),
            say("a line looks like: 2026-11-20 lunch Pierre @Lyon : note"),
        )
    parts = [say(words, number=counted[what]) for what, words in _COUNTED.items() if counted[what]]
    noun = say("meeting" if sum(counted[what] for what in _COUNTED) == 1 else "meetings")
    words = {"counts": joined(parts or [say("no")]), "meetings": noun, "file": titled(file)}
    summary = (
        say("logged {counts} {meetings} from {file}; {same:,} already logged", **words, same=counted["same"])
        if counted["same"]
        else say("logged {counts} {meetings} from {file}", **words)
    )
    answer = written(change, "met", {"diary": file}, [*reading.met], summary)
    me = change.reader.me()
    links = change.reader.links([sorted_pair(me, number) for number in reading.met])
    written_ = {name: value for name, value in answer.result.__dict__.items() if name != "links"}
    result = Diary(**written_, links=[*links.values()], lines=told)
    return Answer("met", answer.query, result, _warnings(told, file), summary=answer.summary)


_COUNTED: Final = {"new": say("{number} new"), "edited": say("{number} edited")}


class _DiaryReader:
    """Reads a diary once, and matches each logged meeting to at most one line."""

    def __init__(self, change: Change, person: Name, file: str, *, create: bool) -> None:
        self._change, self._person, self._file, self._create = change, person, file, create
        self._left = touch.meetings(change.reader)
        self._named: dict[str, int] = {}
        self._done: set[str] = set()
        self.met: dict[int, None] = {}

    def take(self, entry: Entry | Rejected) -> DiaryLine:
        """Log a line's meeting if it is new; return the outcome."""
        if isinstance(entry, Rejected):
            return DiaryLine(entry.line, "rejected", None, entry.text, entry.reason)
        if entry.text in self._done:
            return DiaryLine(entry.line, "same", None, entry.text, say("the same line appears earlier in the diary"))
        self._done.add(entry.text)
        verbatim = [each for each in self._left if each.diary == self._file and each.said == entry.text]
        if verbatim and not verbatim[0].absent:
            return self._found(entry, verbatim[0], None)
        try:
            told = self._stated_meeting(entry)
        except NetcliError as error:
            return DiaryLine(entry.line, "rejected", None, entry.text, str(error))
        before = self._match(told)
        if before:
            return self._found(entry, before, told)
        number = log(self._change, told, diary=self._file, said=entry.text)
        self.met |= dict.fromkeys(told.people)
        return DiaryLine(entry.line, "new", number, entry.text, None)

    def gone(self) -> list[DiaryLine]:
        """Return the lines that are missing from this version of the diary.

        Their meetings stay in the book.
        """
        return [
            DiaryLine(None, "gone", each.id, each.said or each.day, None)
            for each in self._left
            if each.diary == self._file
        ]

    def _found(self, entry: Entry, before: KeptMeeting, told: Met | None) -> DiaryLine:
        """Update a logged meeting from its line."""
        self._left.remove(before)
        if told is None:
            return DiaryLine(entry.line, "same", before.id, entry.text, None)
        journal, images = self._change.journal, self._change.journal.images
        own = before.diary == self._file
        news = {name: value for name in ("kind", "place", "note") if (value := getattr(told, name)) or own}
        if _same_words(news.get("note"), before.note):
            news.pop("note", None)
        records = {each: record_by_hand(self._change, each).id for each in (*told.people, self._change.reader.me())}
        if told.host is not None:
            news["host"] = records[told.host]
        kept = journal.row("meeting", before.id) or {}
        journal.update("meeting", before.id, **news)
        edited = journal.images > images
        if edited:
            self.met |= dict.fromkeys(told.people)
        if own or (before.diary is None and self._file != "-"):  # piped input is no file to remember
            journal.update("meeting", before.id, diary=self._file, said=entry.text)
        elif any(value != kept[name] for name, value in news.items()):  # the line in the other diary no longer matches
            whole = all((kept | news)[name] == getattr(told, name) for name in ("kind", "place", "note"))
            journal.update("meeting", before.id, said=entry.text if whole else None)
        know_each_other(self._change, before.id, told, records)
        return DiaryLine(entry.line, "edited" if edited else "same", before.id, entry.text, None)

    def _stated_meeting(self, entry: Entry) -> Met:
        if not any(entry.groups):
            raise Usage(say("the line names nobody"), say("after the day, write the people you met"))
        groups = [[self._who(name) for name in group] for group in entry.groups]
        host = self._who(entry.host) if entry.host else None
        seen: set[int] = set()
        once = [[one for one in dict.fromkeys(group) if one not in seen and not seen.add(one)] for group in groups]  # type: ignore[func-returns-value]
        if host is not None and host not in seen:
            once.insert(0, [host])
        return Met(entry.day, [group for group in once if group], entry.kind, entry.place, entry.note, host)

    def _who(self, name: str) -> int:
        if name not in self._named:
            self._named |= zip([name], named(self._change, self._person, [name], create=self._create), strict=True)
        return self._named[name]

    def _match(self, told: Met) -> KeptMeeting | None:
        """Return the logged meeting that most probably belongs to a diary line."""
        same = [each for each in self._left if each.day == told.day and set(each.people) == set(told.people)]
        same.sort(key=lambda each: (each.kind != told.kind, each.note != told.note, each.place != told.place, each.id))
        return same[0] if same else None


def _same_words(one: str | None, other: str | None) -> bool:
    return (one or "").split() == (other or "").split()


def _warnings(told: Sequence[DiaryLine], file: str) -> list[Remark]:
    rejected = [
        {
            "code": "rejected",
            "file": file,
            "line": each.line,
            "message": say("not logged: {reason}", reason=each.reason),
        }
        for each in told
        if each.what == "rejected"
    ]
    gone = [
        {
            "code": "gone",
            "file": file,
            "line": None,
            "meeting": each.meeting,
            "message": say("no longer in the diary, but still in the book: {text}", text=each.text),
        }
        for each in told
        if each.what == "gone"
    ]
    return [*rejected, *gone]
