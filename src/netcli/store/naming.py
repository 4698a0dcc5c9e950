"""Which one person the user names: exactly if the words do, otherwise the only one who fits; never a silent guess."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from netcli import identifiers, names
from netcli.answers.people import Person
from netcli.errors import Ambiguous, Unknown
from netcli.store.finding import GOOD, find
from netcli.store.reader import Reader

Ask = Callable[[str, Sequence[Person]], Person]
"""Asks the user whom she means; raises Ambiguous when there is nobody to ask."""

LEAD: Final = 0.05
"""How much better than the next the best fit must be to be taken without asking."""


def refuse(words: str, people: Sequence[Person]) -> Person:
    """Nobody to ask: several people fit, and nothing is guessed."""
    raise Ambiguous(
        f"{words!r} fits {len(people)} people",
        "say which: id:NUMBER, email:ADDRESS, a fuller name, or --first for the best",
        candidates=people,
    )


def exactly(reader: Reader, words: str) -> list[int]:
    """The people whom *words* name exactly: `me`, `id:`, `email:`, `url:`, `@alias` or a whole name, folded.

    Raises Unknown for a handle that nobody has.
    """
    text = words.strip()
    kind, _, value = text.partition(":")
    if text.casefold() == "me":
        return [reader.me()]
    if kind == "id" and value.strip().isdecimal():
        number = reader.forwarded(int(value))
        return _known([number] if reader.person(number) else [], text)
    if kind == "email":
        return _known(reader.answering("email", identifiers.email_key(value.strip()) or ""), text)
    if kind == "url":
        return _known(reader.answering("url", identifiers.url(value.strip()) or ""), text)
    if text.startswith("@"):
        return _known(reader.answering("alias", names.fold(text[1:])), text)
    return reader.answering("name", names.full_key(text))


def _known(found: list[int], words: str) -> list[int]:
    if not found:
        raise Unknown(f"nobody in the book is {words}", f"netcli find {words.partition(':')[2] or words.lstrip('@')}")
    return found


def person(
    reader: Reader, words: str, *, ask: Ask = refuse, first: bool = False, fuzzy: bool = True
) -> Person:
    """The person that *words* name.

    Several exact fits, or several good ones, are put to *ask*, unless *first* takes the best. Without *fuzzy* only
    exact names count, as for commands that destroy.

    Raises Unknown, with the nearest names as a hint, and what *ask* raises.
    """
    exact = exactly(reader, words)
    if exact:
        people = [reader.people(exact)[number] for number in exact]
        if len(people) == 1 or first:
            return people[0]
        return ask(words, people)
    found = find(reader, words, everybody=False, limit=10)
    if not found or not fuzzy:
        hint = f"did you mean {found[0].person.name}?" if found else "netcli list shows everybody"
        raise Unknown(f"nobody called {words!r} is in the book", hint, candidates=[each.person for each in found])
    if first or len(found) == 1 or (found[0].score >= GOOD and found[0].score - found[1].score >= LEAD):
        return found[0].person
    good = [each.person for each in found if each.score >= GOOD] or [each.person for each in found]
    return good[0] if len(good) == 1 else ask(words, good)
