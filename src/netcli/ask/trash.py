"""List the people in the trash, and look them up by name."""

from __future__ import annotations

import json
from collections.abc import Sequence

from netcli import identifiers, names
from netcli.answers import Answer, Words, limited
from netcli.answers.people import Person
from netcli.answers.trash import Thrown
from netcli.errors import Ambiguous, Unknown
from netcli.folding import fold
from netcli.language import say
from netcli.phones import phone, same
from netcli.store import derive, records, trash
from netcli.store.derive import Answers, PersonRow
from netcli.store.reader import Key, Reader


def list_trash(reader: Reader, limit: int) -> Answer[Words, Sequence[Thrown]]:
    """List the people in the trash, latest first, each with the number of links that restoring them brings back."""
    people = {person.id: person for person, _ in _people_in_trash(reader)}
    found = [
        Thrown(people[each.person], each.removed, len(trash.pairs_of(reader, each.person)))
        for each in trash.everybody(reader)
        if each.person in people
    ]
    return Answer("trash", {}, *limited(found, limit))


def person(reader: Reader, words: str) -> Person:
    """Return the person in the trash whom *words* name: by `id:`, a key, an `@alias` or a whole name.

    Raises Unknown or Ambiguous.
    """
    wanted, number = _key(words), _number(reader, words)
    found = [each for each, answers in _people_in_trash(reader) if each.id == number or _has(answers, wanted)]
    if not found:
        raise Unknown(
            say("nobody called {words!r} is in the trash", words=words), say("run netcli trash to see who is")
        )
    if len(found) > 1:
        raise Ambiguous(
            say("{words!r} matches {found} people in the trash", words=words, found=len(found)),
            say("say which: id:NUMBER"),
            candidates=found,
        )
    return found[0]


def _people_in_trash(reader: Reader) -> list[tuple[Person, Answers]]:
    """Return everybody in the trash, as their records describe them, with the keys that identify them."""
    kept = records.by_person(reader, trash.numbers(reader))
    made = [(number, *derive.person(said)[:2]) for number, said in kept.items()]
    return [
        (
            Person(number, row.kind, row.name, row.company, row.title, row.city, me=False, _known_by=_known_by(row)),
            answers,
        )
        for number, row, answers in made
    ]


def _known_by(row: PersonRow) -> str | None:
    """Return an e-mail address or the like that identifies a person who has no name."""
    known = [value for values in (row.emails, row.phones, row.urls, row.aliases) for value in json.loads(values)]
    return known[0] if known and row.name is None else None


def _number(reader: Reader, words: str) -> int | None:
    kind, _, value = words.strip().partition(":")
    return reader.forwarded(int(value)) if kind == "id" and value.isdecimal() and len(value) < 19 else None


def _has(answers: Answers, wanted: Key) -> bool:
    """Return whether *wanted* is among *answers*, the keys of a person; a phone number may be in any form."""
    if wanted[0] != "phone":
        return wanted in answers
    return any(kind == "phone" and same(wanted[1], value) for kind, value in answers)


def _key(words: str) -> Key:
    """Return *words* as the kind of key that they look like, in its stored form."""
    text = words.strip()
    kind, _, value = (part.strip() for part in text.partition(":"))
    if text.startswith("@"):
        return "alias", fold(text[1:])
    if kind == "email":
        return kind, identifiers.email_key(value) or ""
    if kind == "url":
        return kind, identifiers.url(value) or ""
    return (kind, phone(value) or "") if kind == "phone" else ("name", names.full_key(text))
