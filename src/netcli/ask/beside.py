"""Find people by notes, tags, phone numbers and e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from netcli.ask.parts import people_with
from netcli.folding import fold, fold_long, fold_quickly
from netcli.store.reader import Reader
from netcli.store.search import having, holding, notes

_NUMBER: Final = re.compile(r"[+\d][\d ()./-]*")
DIGITS: Final = 4
"""Minimum number of digits for a search by part of a phone number."""

WORDS_CAP: Final = 12
"""Maximum number of words that are searched."""
LONGEST: Final = 254
"""Maximum number of letters of a searched word. No e-mail address is longer (RFC 5321)."""


def by_email(reader: Reader, text: str) -> set[int]:
    """Return the people with an e-mail address that contains *text*."""
    return {number for number, _ in holding(reader, "email", text.strip().casefold()[:LONGEST])}


def by_part_of_email(reader: Reader, text: str) -> set[int]:
    """Return the people with an e-mail address that has a part beginning with *text*."""
    begins = re.compile(rf"(?:^|[.@_+-]){re.escape(text.casefold())}")
    return {number for number, value in holding(reader, "email", text.casefold()) if begins.search(value)}


def by_phone(reader: Reader, text: str) -> set[int]:
    """Return the people whose phone number contains the digits of *text*."""
    if sum(map(str.isdecimal, text)) < DIGITS:
        return set()
    from netcli import phones  # not needed for words

    part = phones.digits(text[:LONGEST]) or ""
    if len(part.lstrip("+")) < DIGITS:
        return set()
    found = holding(reader, "phone", phones.national(part).lstrip("0"))
    return {number for number, stored in found if phones.contains(stored, part)}


def by_tag(reader: Reader, text: str) -> set[int]:
    """Return the people with a tag that contains *text*, ignoring case and accents."""
    return {number for number, _ in holding(reader, "tag", fold(text[:LONGEST]))}


def by_note(reader: Reader, text: str) -> set[int]:
    """Return the people whose note contains *text*, ignoring case and accents."""
    return by_notes(reader, [text])[0]


def by_notes(reader: Reader, texts: Sequence[str]) -> list[set[int]]:
    """Return, for each of *texts*, the people whose note contains it."""
    wanted = [(people := set[int](), fold(text), fold(text).split()) for text in texts]
    for number, note in notes(reader):
        quick = fold_quickly(note)
        for people, text, words in wanted:
            if text and all(word in quick for word in words) and text in fold_long(note):
                people.add(number)
    return [people for people, _, _ in wanted]


PLACES: Final[Mapping[str, Callable[[Reader, str], set[int]]]] = {
    "tag": by_tag,
    "e-mail": by_part_of_email,
    "phone": by_phone,
}
"""Functions that find people by a kind of value that an index holds."""


def everywhere(reader: Reader, text: str) -> dict[int, str]:
    """Return the people who match every word of *text*, with the place of a match: a key of `PLACES`, or `note`.

    People who match only in the search index are left out.
    """
    words = [text] if _NUMBER.fullmatch(text.strip()) else text.split()[:WORDS_CAP]
    if not all(len(word) <= LONGEST and any(map(str.isalnum, word)) for word in words):
        return {}
    found: dict[int, str] | None = None
    beside: set[int] = set()
    for word, noted in zip(words, by_notes(reader, words), strict=True):
        places: dict[int, str] = {}
        for place, find in PLACES.items():
            for number in find(reader, word):
                places.setdefault(number, place)
        for number in noted:
            places.setdefault(number, "note")
        beside |= places.keys()
        parts = fold(word).split() if len(words) > 1 else []  # the only word must match a place
        by_index = having(reader, [[part] for part in parts], prefixes=True) if parts else []
        for number in (*by_index, *people_with(reader, parts, begun=True)):
            places.setdefault(number, "")
        found = places if found is None else {n: found[n] or place for n, place in places.items() if n in found}
    return {number: place for number, place in (found or {}).items() if number in beside}
