"""List the people in the trash, and look them up by name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from netcli import identifiers, names
from netcli.answers import Answer, Words, limited
from netcli.answers.people import Person
from netcli.answers.trash import Thrown
from netcli.ask.naming import KEYS, agree, is_international, is_key
from netcli.ask.parts import behind, is_part
from netcli.errors import Ambiguous, Unknown
from netcli.folding import fold
from netcli.language import say
from netcli.phones import phone, same
from netcli.store import derive, records, trash
from netcli.store.derive import Answers, PersonRow
from netcli.store.reader import Key, Reader


class _InTrash(NamedTuple):
    """A person in the trash, with keys and folded words of names."""

    person: Person
    answers: Answers
    names: list[list[str]]


def list_trash(reader: Reader, limit: int) -> Answer[Words, Sequence[Thrown]]:
    """List the people in the trash, latest first."""
    people = {each.person.id: each.person for each in _people_in_trash(reader)}
    found = [
        Thrown(people[each.person], each.removed, len(trash.pairs_of(reader, each.person)))
        for each in trash.everybody(reader)
        if each.person in people
    ]
    return Answer("trash", {}, *limited(found, limit))


def person(reader: Reader, words: str) -> Person:
    """Return the person in the trash whom *words* identify.

    *words* are a key, a name or correctly spelt parts of a name. Raises Unknown or Ambiguous.
    """
    everybody = _people_in_trash(reader)
    found = _named(reader, everybody, words)
    if not found:
        likest = [] if is_key(words) else _with_name(everybody, words, misspelt=True)
        raise Unknown(
            say("nobody called {words!r} is in the trash", words=words),
            say("did you mean {name}?", name=likest[0].name)
            if likest
            else say("to list the people in the trash: netcli trash"),
            candidates=likest,
        )
    if len(found) > 1:
        raise Ambiguous(
            say("{words!r} matches {found} people in the trash", words=words, found=len(found)),
            say("say which: id:NUMBER"),
            candidates=found,
        )
    return found[0]


def names_from(reader: Reader, text: str) -> list[str]:
    """Return the names in the trash that begin with *text*, ignoring case and accents."""
    called = (each.person.name for each in _people_in_trash(reader))
    return sorted(name for name in called if name and fold(name).startswith(fold(text)))


def _named(reader: Reader, everybody: Sequence[_InTrash], words: str) -> list[Person]:
    """Return the people whom *words* identify, preferably by key or whole name."""
    wanted, number = _key(words), _number(reader, words)
    bare = [_key(f"{kind}:{words}") for kind in KEYS]
    ours = [key for key in bare if key[0] != "phone" or is_international(words)]
    whole = [
        each.person
        for each in everybody
        if each.person.id == number
        or _has(each.answers, wanted)
        or any(_has(each.answers, key) for key in (ours if each.person.name else bare))
    ]
    return whole or ([] if is_key(words) else _with_name(everybody, words))


def _with_name(everybody: Sequence[_InTrash], words: str, *, misspelt: bool = False) -> list[Person]:
    """Return the people whose name contains all of *words*, perhaps misspelt."""
    typed = fold(words).split()
    return [
        each.person
        for each in everybody
        if typed
        and any(
            all(
                word in name or is_part(word, name) or (misspelt and any(agree(word, other) for other in name))
                for word in typed
            )
            for name in each.names
        )
    ]


def _people_in_trash(reader: Reader) -> list[_InTrash]:
    """Return everybody in the trash, as their records describe them."""
    kept = records.by_person(reader, trash.numbers(reader))
    made = [(number, *derive.person(said)[:3]) for number, said in kept.items()]
    return [
        _InTrash(
            Person(number, row.kind, row.name, row.company, row.title, row.city, me=False, _known_by=_known_by(row)),
            answers,
            [name.split() + [part for _, part in behind(_shown(row))] for name in searched[0].split("\n")],
        )
        for number, row, answers, searched in made
    ]


def _shown(row: PersonRow) -> str:
    """Return the names of a person as they are shown."""
    return " ".join((row.name or "", *json.loads(row.aliases)))


def _known_by(row: PersonRow) -> str | None:
    """If the person has no name, return a key of the person; otherwise, None."""
    known = [value for values in (row.emails, row.phones, row.urls, row.aliases) for value in json.loads(values)]
    return known[0] if known and row.name is None else None


def _number(reader: Reader, words: str) -> int | None:
    kind, _, value = words.strip().partition(":")
    return reader.forwarded(int(value)) if kind == "id" and value.isdecimal() and len(value) < 19 else None


def _has(keys: Answers, wanted: Key) -> bool:
    """Return whether *wanted* is among *keys*. If *wanted* is a phone number, any form of the number counts."""
    if wanted[0] != "phone":
        return wanted in keys
    return any(kind == "phone" and same(wanted[1], value) for kind, value in keys)


def _key(words: str) -> Key:
    """Return the kind and the stored form of the key in *words*."""
    text = words.strip()
    kind, _, value = (part.strip() for part in text.partition(":"))
    if text.startswith("@"):
        return "alias", fold(text[1:])
    if kind == "email":
        return kind, identifiers.email_key(value) or ""
    if kind == "url":
        return kind, identifiers.url(value) or ""
    return (kind, phone(value) or "") if kind == "phone" else ("name", names.full_key(text))
