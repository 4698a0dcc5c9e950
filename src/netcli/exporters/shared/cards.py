"""Write vCards. Their identifiers stay the same in every export."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Final, NamedTuple

from netcli import names, phones
from netcli.answers.export import Extract
from netcli.answers.people import FullPerson, Link
from netcli.cards import MANY, RELATED, SINGLE, WROTE, marks, uids
from netcli.exporters.pieces import Piece
from netcli.exporters.shared import attributes
from netcli.exporters.shared.characters import Sieve
from netcli.folding import fold
from netcli.kinds import INVERSE

WIDTH: Final = 75
"""Maximum octets of a line, without its end (RFC 6350 §3.2)."""
_ESCAPES: Final = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n"})
_PAGE: Final = re.compile("https?:", re.IGNORECASE)
_TYPES: Final = {"partner": "sweetheart", "referred_by": "referred-by"}
"""Kinds of link that have another name in RELATED (RFC 6350 §6.6.6)."""


class Version(NamedTuple):
    """The differences between two versions of vCard."""

    number: str
    preferred: Callable[[str, int], str]
    birthday: Callable[[str], str]
    organization: str
    uid: str


def written(extract: Extract, version: Version) -> Iterator[Piece]:
    """Yield a card for each person who has a name, an address or a page."""
    sieve = Sieve()
    for _, lines in _cards(extract, version, marked=False):
        yield _card(lines, sieve)
    yield from sieve.notices("a card")


def filed(extract: Extract, version: Version) -> Iterator[tuple[str, Iterator[Piece]]]:
    """Yield a file for each card, named by its UID.

    Marks in a card let a later import recognise edits.
    """
    for uid, lines in _cards(extract, version, marked=True):
        sieve = Sieve()
        yield f"{uid}.vcf", iter([_card(lines, sieve), *sieve.notices("a card")])


def _cards(extract: Extract, version: Version, *, marked: bool) -> Iterator[tuple[str, Iterator[str]]]:
    uid = uids(extract.book)
    related = _related(extract.links)
    people = list(extract.people)
    absent = {person.id for person in people if attributes.label(person) is None}
    for person in people:
        if person.id not in absent:
            relations = [(kind, uid(other)) for kind, other in related.get(person.id, ()) if other not in absent]
            lines = _lines(person, version, uid(person.id), relations)
            yield uid(person.id), chain(lines, _marks(person, relations)) if marked else lines


def _card(lines: Iterable[str], sieve: Sieve) -> str:
    return "".join([folded(sieve.kept(line)) for line in ("BEGIN:VCARD", *lines, "END:VCARD")])


def _marks(person: FullPerson, related: Iterable[tuple[str, str]]) -> Iterator[str]:
    single = [(field, getattr(person, field)) for field in SINGLE]
    many = [(field, value) for field in MANY for value in getattr(person, field)]
    values = [*single, *many, *((RELATED, f"{kind} {other}") for kind, other in related)]
    yield f"{WROTE}:{','.join(marks((field, value) for field, value in values if value))}"


def folded(line: str) -> str:
    r"""Return *line* folded into lines of at most 75 octets.

    >>> folded("NOTE:" + "é" * 36)
    'NOTE:ééééééééééééééééééééééééééééééééééé\r\n é\r\n'
    """
    if len(line) * 4 <= WIDTH or (line.isascii() and len(line) <= WIDTH):
        return f"{line}\r\n"
    parts, start, room = [], 0, WIDTH
    for place, character in enumerate(line):
        size = len(character.encode("utf-8", "surrogatepass"))
        if size > room:
            parts.append(line[start:place])
            start, room = place, WIDTH - 1  # counting the blank that begins a continuation line
        room -= size
    return "\r\n ".join([*parts, line[start:]]) + "\r\n"


def text(value: str) -> str:
    r"""Return *value* with its commas, semicolons, backslashes and line ends escaped.

    >>> text("Dupuis; Fils\r\nLyon")
    'Dupuis\\; Fils\\nLyon'
    """
    return value.replace("\r\n", "\n").replace("\r", "\n").translate(_ESCAPES)


def family_and_given(person: FullPerson) -> tuple[str, str]:
    """Return the family name and the given name.

    An organization has only a family name. If no source has both parts of the name, the parts are guessed.
    """
    if person.kind == "organization":
        return person.name or "", ""
    for source in person.sources:
        given, family = source._given, source._family
        if given and family and names.display(source.name, given, family) == person.name:
            return names.display(None, None, family), names.display(None, given)
    return structured(person.name or "")


def structured(name: str) -> tuple[str, str]:
    """Return the family name and the given name in *name*.

    >>> structured("Jan van der Berg"), structured("Madonna"), structured("Zoé Exemple, PhD")
    (('van der Berg', 'Jan'), ('', 'Madonna'), ('Exemple, PhD', 'Zoé'))
    """
    words = name.split()
    parsed = names.parse(name)
    last = parsed.tokens[-1:]

    def begins(word: str) -> bool:
        parts = tuple(fold(word).split())
        return parts[-1:] == last or (bool(parts) and parts[0] in parsed.particles)

    start = next((place for place, word in enumerate(words) if place and begins(word)), max(len(words) - 1, 1))
    return " ".join(words[start:]), " ".join(words[:start])


def _related(links: Iterable[Link]) -> dict[int, list[tuple[str, int]]]:
    """Map each person to the relations (kind, id) on the person's card."""
    related: dict[int, list[tuple[str, int]]] = {}
    for link in links:
        if link.certainty == "guess":
            continue
        a, b, kinds = attributes.oriented(link)
        for kind in kinds:
            if kind == "referred_by":  # only the card of the referred person states it
                related.setdefault(a, []).append((kind, b))
                continue
            related.setdefault(b, []).append((kind, a))
            if kind not in attributes.ONE_WAY:
                related.setdefault(a, []).append((INVERSE.get(kind, kind), b))
    return related


def _lines(person: FullPerson, version: Version, uid: str, related: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f"VERSION:{version.number}"
    yield "PRODID:-//netcli//netcli//EN"
    yield f"UID:{version.uid}{uid}"
    if person.kind == "organization":
        yield version.organization
    yield f"FN:{text(attributes.numbered(person))}"
    family, given = family_and_given(person)
    yield f"N:{text(family)};{text(given)};;;"
    for alias in person.aliases:  # one line for each value, because vobject reads only the first value of a list
        yield f"NICKNAME:{text(alias)}"
    if person.company:
        yield f"ORG:{text(person.company)}"
    if person.title:
        yield f"TITLE:{text(person.title)}"
    for place, email in enumerate(person.emails):
        yield f"EMAIL{version.preferred('INTERNET', place)}:{text(email)}"
    for place, phone in enumerate(person.phones):
        kind = "CELL" if phones.is_mobile(phone) else "VOICE"
        yield f"TEL{version.preferred(kind, place)}:{text(phone)}"
    for url in person.urls:
        yield f"{'URL' if _PAGE.match(url) else 'IMPP'}:{text(url)}"
    if person.city:
        yield f"ADR:;;;{text(person.city)};;;"
    if person.birthday:
        yield version.birthday(person.birthday)
    if person.tags:
        yield f"CATEGORIES:{','.join(map(text, person.tags))}"
    if person.note:
        yield f"NOTE:{text(person.note)}"
    for kind, other in related:
        yield f"RELATED;TYPE={_TYPES.get(kind, kind)}:urn:uuid:{other}"
    yield f"REV:{re.sub('[-:]', '', person.updated)}"
