"""Unambiguous names of people, for the rows that `link -` reads and for diaries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final

from netcli import names
from netcli.answers.people import FullPerson

_HANDLES: Final = ("@", "id:", "email:", "url:", "phone:")
"""The beginnings of cells that name somebody by a key, not by name."""


def cells_of(people: Iterable[FullPerson], *, fits: Callable[[str], bool] = bool) -> dict[int, str]:
    """Return an unambiguous text for each of *people*: `me`, a unique name that *fits*, an address, a page or an id."""
    choices: dict[int, list[str]] = {}
    shared: Counter[str] = Counter()
    for person in people:
        if person.me:
            choices[person.id] = ["me"]
            continue
        name = [person.name] if person.name and is_name(person.name) and fits(person.name) else []
        keys = [f"email:{email}" for email in person.emails] + [f"url:{url}" for url in person.urls]
        choices[person.id] = [*name, *filter(fits, keys), f"id:{person.id}"]
        shared.update({_key(words) for words in (*choices[person.id], *person.aliases)})
    return {number: next(word for word in words if shared[_key(word)] <= 1) for number, words in choices.items()}


def is_name(name: str) -> bool:
    """Return whether *name* is read as a name, not as somebody's key."""
    folded = name.casefold().strip()
    return folded != "me" and not folded.startswith(_HANDLES) and not folded.isdecimal()


def _key(words: str) -> str:
    return words if words.startswith(_HANDLES) else names.full_key(words)
