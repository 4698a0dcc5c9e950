"""Extract values, such as addresses and dates, from a file, and count unusable values.

SMTP:zoe@example.org (home); zoe.e@example.net     two addresses
31 Feb 2020                                        not a date: counted by field and column, shown with its line
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from netcli import clock, dates, identifiers
from netcli.language import say
from netcli.phones import phone
from netcli.records import Example, NotUnderstood, Record, UnusedColumn

SHOWN: Final = 3
"""Maximum number of examples in a report, for each field and column."""
EXAMPLE: Final = 200
"""Maximum length, in characters, of a value or a column name in a report."""

NOTHING: Final = frozenset(("n/a", "-", "--", "–", "—", "null", "(null)"))
"""What tables write in place of a missing value."""
UNDATED: Final = NOTHING | {"0000-00-00", "0000-00-00 00:00:00"}
"""What databases and tables write in place of a missing date."""
NO_ADDRESS: Final = say("not an e-mail address")
NO_HASH: Final = say("not the hash of an address")
NO_NUMBER: Final = say("not a phone number")
NO_PAGE: Final = say("not a web address")
NO_DATE: Final = say("not a date")
NO_TEXT: Final = say("not a text")
REMOVED: Final = say("invalid characters were removed")
UNREADABLE: Final = say("characters could not be read")
NO_YEAR: Final = say("a day without a year")
TO_COME: Final = say("a day in the future")

_EMPTY: Final[tuple[object, ...]] = (None, "", [], {})
"""The values by which JSON says that there is no value."""

Parse = Callable[..., str | None]
"""A function that parses a date, with the parameters of `dates.of_event`."""

_BETWEEN_ADDRESSES: Final = re.compile(r"[\s,;|<>()\[\]\"]+")
_SCHEME: Final = re.compile(r"(?:smtp|mailto|e-?mail):", re.IGNORECASE)
_BETWEEN_PAGES: Final = re.compile(r"\s+|[,;|](?=\s|https?:|www\.|[a-z]+\.linkedin\.|$)", re.IGNORECASE)


def is_to_come(day: str, field: str = "since") -> bool:
    """Return whether *day* is in the future, although *field* needs a past date.

    *day* may also be a month or a year.
    """
    return field in ("since", "birthday", "last_contact") and day > clock.latest_day().isoformat()[: len(day)]


@dataclass(slots=True)
class _LostValues:
    """The number of unusable values in a field and column, with examples."""

    count: int = 0
    examples: list[Example] = field(default_factory=list)


class Values:
    """Extracts values from one file, and counts unusable values.

    An importer keeps `line` up to date, and yields `items` at the end. Texts in `nothing` mean a missing value.
    """

    def __init__(self, file: str | None = None, nothing: frozenset[str] = UNDATED) -> None:
        self.file = file
        self.nothing = nothing
        self.line: int | None = None
        self._lost: dict[tuple[str | None, str, str | None], _LostValues] = {}
        self._unused: Counter[str] = Counter()

    def emails(self, text: str, column: str | None = None) -> tuple[str, ...]:
        """Return the e-mail addresses in *text*, as written. Count invalid text as unusable."""
        if identifiers.email(text):
            return (text,)
        found, broken = _emails(text)
        if broken or not found:
            self._lose_all("email", broken or (text,), NO_ADDRESS, column)
        return found

    def phones(self, text: str, column: str | None = None, country: str | None = None) -> tuple[str, ...]:
        """Return *text* unchanged if it is a phone number. Otherwise, count it as unusable."""
        if phone(text, country):
            return (text,)
        self._lose_all("phone", (text,), NO_NUMBER, column)
        return ()

    def urls(self, text: str, column: str | None = None, service: str | None = None) -> tuple[str, ...]:
        """Return the web addresses in *text*.

        If *text* is only a name, return the account with this name at *service*.
        """
        text = text.replace("\\:", ":").strip("<>")  # Google escapes colons in cards and tables
        if service and _HANDLE.fullmatch(text) and not text.startswith("www."):
            return (text if identifiers.email(text) else identifiers.account(service, text),)
        if " " not in text and identifiers.url(text):
            return (text,)
        parts = [part for part in _BETWEEN_PAGES.split(text) if part]
        found = tuple(part for part in parts if identifiers.url(part))
        if not found:
            self._lose_all("url", (text,), NO_PAGE, column)
        return found

    def hashes(self, text: str, column: str | None = None) -> tuple[str, ...]:
        """Return the hash of an e-mail address. *text* may also be the URL of a Gravatar picture.

        A SHA-1 hash may be plain or FOAF's, so both forms are returned.
        """
        stored = identifiers.digest(text) or identifiers.avatar(text)
        if not stored:
            self._lose_all("email", (text,), NO_HASH, column)
            return ()
        foaf = identifiers.hashed(text)
        return (stored, foaf) if foaf else (stored,)

    def date(
        self,
        text: str,
        field: str,
        column: str | None = None,
        *,
        parse: Parse = dates.of_event,
        day_first: bool | None = None,
    ) -> str | None:
        """Return the date in *text*.

        Count invalid dates, and dates in the future, as unusable.
        """
        found = parse(text, day_first=day_first)
        if found is None and text.strip():
            self.lose_date(text, field, column)
        if found is not None and is_to_come(found, field):
            self.lose(field, text, TO_COME, column)
            return None
        return found

    def lose_date(self, text: str, field: str, column: str | None = None) -> None:
        """Count *text* as an invalid date, unless it means a missing date."""
        if not self.is_nothing(text):
            self.lose(field, text, NO_YEAR if dates.parse(text) else NO_DATE, column)

    def lose(
        self,
        what: str,
        value: str,
        why: str,
        column: str | None = None,
        *,
        count: int = 1,
        line: int | None = None,
        file: str | None = None,
    ) -> None:
        """Count an unusable value of the field *what*, and keep the first examples.

        *why* is the reason. *line* and *file* default to the current line and file.
        """
        lost = self._lost.setdefault((file or self.file, what, column), _LostValues())
        lost.count += count
        if len(lost.examples) < SHOWN:
            lost.examples.append(Example(line or self.line, _shown(value), why))

    def is_nothing(self, text: str) -> bool:
        """Return whether *text* is what the format writes in place of a missing value."""
        return text.strip().casefold() in self.nothing

    def leave(self, column: str, count: int = 1) -> None:
        """Count a value in a column, property or key that netcli does not read."""
        self._unused[column] += count

    def keys(self, entry: Mapping[str, object], known: Collection[str]) -> None:
        """Count the filled keys of *entry* that are not in *known*."""
        for key, value in entry.items():
            if key not in known and value not in _EMPTY and not (isinstance(value, str) and self.is_nothing(value)):
                self.leave(key)

    def text(self, value: object, field: str, column: str | None = None) -> str | None:
        """Return *value* without outer blanks. If *value* is neither text nor empty, count it as unusable."""
        if isinstance(value, str):
            return value.strip() or None
        if value not in _EMPTY:
            self.lose(field, repr(value) if isinstance(value, bool) else str(value), NO_TEXT, column)
        return None

    def check(self, record: Record) -> None:
        """Count the invalid e-mail addresses, phone numbers and web addresses of *record*."""
        for text in record.emails:
            if identifiers.email(text) is None:
                self.lose("email", text, NO_ADDRESS, line=record.line, file=record.file)
        for text in record.phones:
            if phone(text, record.country) is None:
                self.lose("phone", text, NO_NUMBER, line=record.line, file=record.file)
        for text in record.urls:
            if identifiers.url(text) is None:
                self.lose("url", text, NO_PAGE, line=record.line, file=record.file)

    def items(self) -> Iterator[NotUnderstood | UnusedColumn]:
        """Yield counts of unusable values by field, and of unread values by column."""
        for (file, what, column), lost in self._lost.items():
            yield NotUnderstood(what, column and _shown(column), lost.count, tuple(lost.examples), file)
        for column, count in self._unused.items():
            yield UnusedColumn(_shown(column), count, self.file)

    def _lose_all(self, field: str, values: Iterable[str], why: str, column: str | None) -> None:
        for value in values:
            if not self.is_nothing(value):
                self.lose(field, value, why, column)


def _shown(value: str) -> str:
    """Return the beginning of a value, without characters that reports and databases cannot hold."""
    return value[:EXAMPLE].replace("\0", "\u2400").encode("utf-8", "replace").decode()


_HANDLE: Final = re.compile(
    r"@?(?!(?:yes|no|true|false|oui|non|ja|nein|si|x)\Z)[\w.+-]+(?:[@:][\w.+-]+)?", re.IGNORECASE
)
"""Matches names of accounts, such as `live:z`, but not words like *yes*."""


def _emails(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the e-mail addresses in *text*, and the words that are invalid addresses.

    >>> _emails("z6@example.org / z6b@example.org"), _emails("SMTP:z@example.org (perso), y@"), _emails("none")
    ((('z6@example.org', 'z6b@example.org'), ()), (('z@example.org',), ('y@',)), ((), ()))
    """
    found: dict[str, None] = {}
    broken: list[str] = []
    for word in _BETWEEN_ADDRESSES.split(text):
        if "@" not in word:
            continue
        word = _SCHEME.sub("", word, count=1).strip("'`.:")
        addresses = [word] if identifiers.email(word) else [part for part in word.split("/") if identifiers.email(part)]
        found |= dict.fromkeys(addresses)
        if not addresses:
            broken.append(word)
    return tuple(found), tuple(broken)
