"""Which one person the user names: exactly if the words do, otherwise the only one who fits; never a silent guess."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from netcli import names
from netcli.answers.people import Candidate, Found, Person
from netcli.errors import Ambiguous, Unknown
from netcli.folding import fold
from netcli.store.reader import Reader

Who = str | Person
"""A person, named in words or known from an earlier answer."""
Name = Callable[[Who], Person]
"""Returns the person that is named, or raises Unknown or Ambiguous."""
Choose = Callable[[str, Sequence[Candidate]], Person | None]
"""Asked which of several people some words mean, nearest to me first; None: nobody."""

GOOD: Final = 0.9
LEAD: Final = 0.05
"""From what score, and with how much more than the next, the best fit is taken without asking."""
FAIR: Final = 0.74
CLEAR: Final = 0.2
"""The same for a misspelt name; who fits less than fairly is only proposed. Of FEBRL 4's names 0.7 % are then taken for
another that is not exactly theirs; 1.4 % with 0.55."""
CANDIDATES: Final = 20
"""People from whom the user may choose."""
FAR: Final = 1 << 30
"""Hops to somebody who is out of sight."""
LARGEST: Final = 1 << 62
"""Upper bound for ids (63 bits)."""


def exactly(reader: Reader, words: str) -> list[int]:
    """Return the people whom *words* name exactly: `me`, `id:`, `email:`, `url:`, `@alias` or a whole name, folded.

    Of namesakes, the one is meant whom the user gave that very name for an alias.

    Raises Unknown for a handle that nobody has.
    """
    text = words.strip()
    kind, _, value = text.partition(":")
    if text.casefold() == "me":
        return [reader.me()]
    if kind == "id":
        number = reader.forwarded(min(int(value[:20]), LARGEST)) if value.strip().isdecimal() else 0
        return _known([number] if reader.person(number) else [], text)
    if kind in ("email", "url"):
        from netcli import identifiers  # names need none of it

    if kind == "email":
        return _known(reader.answering("email", identifiers.email_key(value.strip()) or ""), text)
    if kind == "url":
        return _known(reader.answering("url", identifiers.url(value.strip()) or ""), text)
    if text.startswith("@"):
        return _known(reader.answering("alias", fold(text[1:])), text)
    found = reader.answering("name", names.full_key(text))
    remembered = reader.answering("alias", fold(text)) if len(found) > 1 else []
    return [number for number in found if number in remembered] or found


def _known(found: list[int], words: str) -> list[int]:
    if not found:
        raise Unknown(f"nobody in the book is {words}", f"netcli find {words.partition(':')[2] or words.lstrip('@')}")
    return found


def person(
    reader: Reader, who: Who, *, choose: Choose | None = None, first: bool = False, fuzzy: bool = True
) -> Person:
    """Return the person that *who* names.

    Exactly named people go before all others. Of several who fit about equally *choose* chooses, unless *first* takes
    the nearest to me. Without *fuzzy* only exact names count, as for commands that destroy.

    Raises Unknown, with the likest names as a hint, or Ambiguous.
    """
    words = who if isinstance(who, str) else f"id:{who.id}"
    exact = exactly(reader, words)
    if exact:
        fitting = [Found(each, 1.0, "") for each in reader.people(exact).values()]
    else:
        from netcli.ask.search import find_of  # an exact name needs no search

        found, _ = find_of(reader, words, limit=CANDIDATES)
        fitting = _fitting(found) if fuzzy else []
        if not fitting:
            likest = found[0].person if found else None
            hint = f"did you mean {likest.name or likest.id}?" if likest else "netcli list shows everybody"
            raise Unknown(f"nobody called {words!r} is in the book", hint, candidates=[each.person for each in found])
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
    chosen = choose(words, [Candidate(each, far.get(each.id)) for each in people]) if choose else None
    if chosen is None:
        raise Ambiguous(
            f"{words!r} fits {len(people)} people",
            "say which: id:NUMBER, email:ADDRESS, a fuller name, or --first for the best",
            candidates=people,
        )
    return chosen


def _fitting(found: Sequence[Found]) -> list[Found]:
    """Return those of the people *found*, best first, among whom the user has to choose: one if plainly meant."""
    if not found or found[0].score < FAIR:
        return []
    best = found[0].score
    lead = best - found[1].score if len(found) > 1 else best
    if lead >= CLEAR or (best >= GOOD and lead >= LEAD):
        return [found[0]]
    return [each for each in found if each.score > best - CLEAR]
