"""What people can be found by besides the search index: their notes, tags, phones and e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from netcli.folding import fold
from netcli.store.reader import Reader
from netcli.store.search import having, holding, notes

_NUMBER: Final = re.compile(r"[+\d][\d ()./-]*")
DIGITS: Final = 4
"""Digits from which on a number may be part of somebody's phone number."""

WORDS_CAP: Final = 12
LONGEST: Final = 254
"""Words that are looked at, and the letters of the longest: an e-mail address has no more (RFC 5321)."""


def by_email(reader: Reader, text: str) -> set[int]:
    """Return the people in one of whose e-mail addresses *text* stands."""
    return {number for number, _ in holding(reader, "email", text.strip().casefold()[:LONGEST])}


def by_part_of_email(reader: Reader, text: str) -> set[int]:
    """Return the people in one of whose e-mail addresses a part begins with *text*."""
    begins = re.compile(rf"(?:^|[.@_+-]){re.escape(text.casefold())}")
    return {number for number, value in holding(reader, "email", text.casefold()) if begins.search(value)}


def by_phone(reader: Reader, text: str) -> set[int]:
    """Return the people in one of whose phone numbers the digits of *text* stand, whether national or E.164."""
    digits = "".join(filter(str.isdigit, text)).lstrip("0")
    if not _NUMBER.fullmatch(text.strip()) or len(digits) < DIGITS:
        return set()
    return {number for number, _ in holding(reader, "phone", digits)}


def by_tag(reader: Reader, text: str) -> set[int]:
    """Return the people in one of whose tags *text* stands, folded."""
    return {number for number, _ in holding(reader, "tag", fold(text[:LONGEST]))}


def by_note(reader: Reader, text: str) -> set[int]:
    """Return the people in whose note *text* stands, folded."""
    wanted = fold(text)
    return {number for number, note in notes(reader) if wanted in fold(note)} if wanted else set()


PLACES: Final[Mapping[str, Callable[[Reader, str], set[int]]]] = {
    "tag": by_tag,
    "e-mail": by_part_of_email,
    "phone": by_phone,
    "note": by_note,
}
"""Where words may stand, and who has them there."""


def everywhere(reader: Reader, text: str) -> dict[int, str]:
    """Return the people who have each word of *text*, the whole of it if it is a number, and where the first stands.

    A word may also stand, or begin one, in the search index; but not all of them, for those people are found without.
    """
    words = [text] if _NUMBER.fullmatch(text.strip()) else text.split()[:WORDS_CAP]
    if not all(len(word) <= LONGEST and any(map(str.isalnum, word)) for word in words):
        return {}
    found: dict[int, str] | None = None
    beside: set[int] = set()
    for word in words:
        places: dict[int, str] = {}
        for place, find in PLACES.items():
            for number in find(reader, word):
                places.setdefault(number, place)
        beside |= places.keys()
        for number in having(reader, [[part] for part in fold(word).split()], prefixes=True) if fold(word) else ():
            places.setdefault(number, "")
        found = places if found is None else {n: found[n] or place for n, place in places.items() if n in found}
    return {number: place for number, place in (found or {}).items() if number in beside}
