"""Unambiguous names of people, for diaries and for rows that `netcli link -` reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final

from netcli import names
from netcli.answers.people import FullPerson

_HANDLES: Final = ("@", "id:", "email:", "url:", "phone:")
"""Prefixes of cells that identify a person by a key instead of a name."""


def cells_of(people: Iterable[FullPerson], *, written: Callable[[str], str] = str) -> dict[int, str]:
    """Map each person to an unambiguous text, such as a unique name.

    The function *written* removes or changes what the file format cannot contain.
    """
    choices: dict[int, list[str]] = {}
    shared: Counter[str] = Counter()
    for person in people:
        if person.me:
            choices[person.id] = ["me"]
            continue
        name = [written(person.name)] if person.name and is_name(person.name) else []
        keys = [f"email:{email}" for email in person.emails] + [f"url:{url}" for url in person.urls]
        name = [word for word in name if word and _key(word) == _key(person.name or "")]
        keys = [key for key in keys if written(key) == key]
        choices[person.id] = [*name, *keys, f"id:{person.id}"]
        shared.update({_key(words) for words in (*choices[person.id], *person.aliases)})
    return {number: next(word for word in words if shared[_key(word)] <= 1) for number, words in choices.items()}


def is_name(name: str) -> bool:
    """Return whether *name* is read as a name, not as somebody's key."""
    folded = name.casefold().strip()
    return folded != "me" and not folded.startswith(_HANDLES) and not folded.isdecimal()


def _key(words: str) -> str:
    return words if words.startswith(_HANDLES) else names.full_key(words)
