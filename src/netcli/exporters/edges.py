"""A list of links, with the columns that `netcli link -` reads: who knows whom, each named so that it is nobody else.

from,to,kind,since,last_contact,certainty,closeness,note
me,Pierre Martin,colleague,2009,2024-03,sure,4,
email:jacques@example.org,Sophie Durand,friend,,,probable,,met at the fair
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from netcli import names
from netcli.answers.export import Extract
from netcli.answers.people import FullPerson
from netcli.exporters.pieces import Piece
from netcli.exporters.shared import attributes
from netcli.exporters.shared.tables import table

FORMAT: Final = "edges"
COLUMNS: Final = ("from", "to", "kind", "since", "last_contact", "certainty", "closeness", "note")
_HANDLES: Final = ("@", "id:", "email:", "url:", "phone:")
"""How a cell begins that is no name."""


def write(extract: Extract) -> Iterator[Piece]:
    """Yield the header, then a row for each link."""
    cells = _cells(extract.people)
    yield from table(COLUMNS, _rows(extract, cells), excel_safe=extract.excel_safe)


def _rows(extract: Extract, cells: dict[int, str]) -> Iterator[tuple[str, ...]]:
    for link in extract.links:
        a, b, known = attributes.of_link(extract, link)
        known["kind"] = known.pop("kinds", known["kind"])
        yield (cells[a], cells[b], *(known.get(column, "") for column in COLUMNS[2:]))


def _cells(people: Iterable[FullPerson]) -> dict[int, str]:
    """Return a name for each of *people*: `me`, the name if unique, an address, a page, or the number."""
    choices: dict[int, list[str]] = {}
    shared: Counter[str] = Counter()
    for person in people:
        if person.me:
            choices[person.id] = ["me"]
            continue
        name = [person.name] if person.name and _is_name(person.name) else []
        keys = [f"email:{email}" for email in person.emails] + [f"url:{url}" for url in person.urls]
        choices[person.id] = [*name, *keys, f"id:{person.id}"]
        shared.update({_key(words) for words in (*choices[person.id], *person.aliases)})
    return {number: next(word for word in words if shared[_key(word)] <= 1) for number, words in choices.items()}


def _is_name(name: str) -> bool:
    folded = name.casefold().strip()
    return folded != "me" and not folded.startswith(_HANDLES) and not folded.isdecimal()


def _key(words: str) -> str:
    return words if words.startswith(_HANDLES) else names.full_key(words)
