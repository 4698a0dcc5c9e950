"""Which one person the user names: exactly if the words do, otherwise the only one who fits; never a silent guess."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal

from netcli import names
from netcli.answers.people import Candidate, Found, Person
from netcli.errors import Ambiguous, Unknown
from netcli.folding import fold
from netcli.store.reader import Reader

Who = str | Person
"""A person, named in words or known from an earlier answer."""
Name = Callable[[Who], Person]
"""Returns the person that is named, or raises Unknown or Ambiguous."""
Spelt = Literal["roughly", "rightly", "wholly"]
"""How words must name somebody: a misspelt name does for a question, a part spelt right for a change, and a whole name
(or an id, a key, an `@alias`) for what destroys."""
Choose = Callable[[str, Sequence[Candidate]], Person | None]
"""Asked which of several people some words mean, nearest to me first; None: nobody."""

GOOD: Final = 0.9
LEAD: Final = 0.05
"""From what score, and with how much more than the next, the best fit is taken without asking."""
FAIR: Final = 0.74
CLEAR: Final = 0.2
"""The same for a misspelt name; who fits less than fairly is only proposed. Of FEBRL 4's names 0.7 % are then taken for
another that is not exactly theirs; 1.4 % with 0.55."""
KEYS: Final = ("email", "url", "phone")
"""What may stand before a colon, besides `id`."""
MISSPELT: Final = 0.55
"""From what score words may be somebody's misspelt name; one word in two spelt right comes to 0.45."""
CANDIDATES: Final = 20
"""People from whom the user may choose."""
MOST_NAMESAKES: Final = 1_000
"""People with a part of a name who are put in order of nearness."""
FAR: Final = 1 << 30
"""Hops to somebody who is out of sight."""
LARGEST: Final = 1 << 62
"""Upper bound for ids (63 bits)."""


def exactly(reader: Reader, words: str) -> list[int]:
    """Return the people whom *words* name exactly: `me`, `id:`, `email:`, `url:`, `phone:`, `@alias` or a whole name,
    folded.

    Of namesakes, the one is meant whom the user gave that very name for an alias.

    Raises Unknown for a handle that nobody has.
    """
    text = words.strip()
    kind, colon, value = (part.strip() for part in text.partition(":"))
    if text.casefold() == "me":
        return [reader.me()]
    if colon and kind == "id":
        number = reader.forwarded(min(int(value[:20]), LARGEST)) if value.isdecimal() else 0
        return _known([number] if reader.person(number) else [], text)
    if colon and kind in KEYS:
        from netcli import identifiers, phones  # names need none of it

        if kind == "phone":
            canonical = phones.phone(value)
        else:
            canonical = identifiers.email_key(value) if kind == "email" else identifiers.url(value)
        return _known(reader.answering(kind, canonical or ""), text)
    if text.startswith("@"):
        return _known(reader.answering("alias", fold(text[1:])), text)
    found = reader.answering("name", names.full_key(text))
    remembered = reader.answering("alias", fold(text)) if len(found) > 1 else []
    return [number for number in found if number in remembered] or found


def is_key(words: str) -> bool:
    """Do *words* name somebody by something else than their name?"""
    kind, colon, _ = words.strip().partition(":")
    return words.strip().startswith("@") or (bool(colon) and kind.strip() in ("id", *KEYS))


def _known(found: list[int], words: str) -> list[int]:
    if not found:
        raise Unknown(f"nobody in the book is {words}", f"netcli find {words.partition(':')[2] or words.lstrip('@')}")
    return found


def person(
    reader: Reader, who: Who, *, choose: Choose | None = None, first: bool = False, spelt: Spelt = "roughly"
) -> Person:
    """Return the person that *who* names.

    A whole name goes before a part of one, and a part before a misspelt name, as far as *spelt* lets each name anybody.
    Of several who fit about equally *choose* chooses, unless *first* takes the nearest to me.

    Raises Unknown, with the likest names as a hint, or Ambiguous.
    """
    words = who if isinstance(who, str) else f"id:{who.id}"
    exact = exactly(reader, words) or (_in_part(reader, words) if spelt != "wholly" else [])
    if exact:
        fitting = [Found(each, 1.0, "") for each in reader.people(exact).values()]
    else:
        likest = misspelt(reader, words)
        fitting = _fitting(likest) if spelt == "roughly" else []
        if not fitting:
            likely = likest[0].person if likest else None
            hint = f"did you mean {likely.name or f'id:{likely.id}'}?" if likely else "netcli list shows everybody"
            raise Unknown(f"nobody called {words!r} is in the book", hint, candidates=[each.person for each in likest])
    if len(fitting) == 1:
        return fitting[0].person
    best = fitting[0].score
    from netcli.ask.circle import hops  # nor, alone, a comparison

    far = hops(reader, [each.person.id for each in fitting])
    nearness = {each.person.id: far.get(each.person.id, FAR) for each in fitting}
    fitting.sort(key=lambda each: (each.score < best - LEAD, nearness[each.person.id], -each.score, each.person.id))
    people = [each.person for each in fitting[:CANDIDATES]]
    if first:
        return people[0]
    chosen = choose(words, candidates(reader, people, far)) if choose else None
    if chosen is None:
        hint = "say which: id:NUMBER, email:ADDRESS, a fuller name, or --first for the best"
        if len({names.full_key(each.name or "") for each in people}) < len(people):
            hint += "; two who are one: netcli duplicates"
        error = Ambiguous(f"{words!r} fits {len(people)} people", hint, candidates=people)
        error.differences = differences(reader, people)
        raise error
    return chosen


def candidates(reader: Reader, people: Sequence[Person], far: Mapping[int, int]) -> list[Candidate]:
    """Return *people* to choose from, with how far each is and what tells them apart."""
    apart = differences(reader, people)
    return [Candidate(each, far.get(each.id), apart.get(each.id)) for each in people]


def differences(reader: Reader, people: Sequence[Person]) -> dict[int, str]:
    """Return what tells those of *people* apart who share a name and a company: an e-mail, a source, a last contact."""
    alike = Counter((each.name, each.company) for each in people)
    twins = [each.id for each in people if alike[each.name, each.company] > 1]
    told = {}
    for person in reader.full(twins):
        met = max((link.last_contact for link, _ in reader.links_of(person.id) if link.last_contact), default=None)
        files = [(each.file, each.line) for each in person.sources if each.file]
        source = next((f"{'standard input' if file == '-' else file}, line {line}" for file, line in files), None)
        known = (*person.emails[:1], *person.phones[:1], source, f"last contact {met}" if met else None)
        told[person.id] = "; ".join(filter(None, known))
    return told


def misspelt(reader: Reader, words: str) -> list[Found]:
    """Return the people whose name *words* may be a misspelling of, the likest first; what else they are is no name."""
    from netcli.ask.search import find_of  # a name spelt right needs no search

    return find_of(reader, words, limit=CANDIDATES, names_only=True)[0]


def may_mean(reader: Reader, words: str) -> list[Person]:
    """Return the people of whose names *words*, which name nobody, may be a misspelling."""
    return [each.person for each in misspelt(reader, words) if each.score >= MISSPELT]


def _in_part(reader: Reader, words: str) -> list[int]:
    """Return the people in whose names all of *words* stand, in any order."""
    from netcli.store.search import having  # nor a whole name

    parts = fold(words).split()
    if not any(character.isalnum() for part in parts for character in part):
        return []
    found = having(reader, [[part] for part in parts], column="name", limit=MOST_NAMESAKES)
    kinds = reader.kinds(found)
    return [number for number in found if kinds.get(number) == "person"]


def _fitting(found: Sequence[Found]) -> list[Found]:
    """Return those of the people *found*, best first, among whom the user has to choose: one if plainly meant."""
    if not found or found[0].score < FAIR:
        return []
    best = found[0].score
    lead = best - found[1].score if len(found) > 1 else best
    if lead >= CLEAR or (best >= GOOD and lead >= LEAD):
        return [found[0]]
    return [each for each in found if each.score > best - CLEAR]
