"""Find the one person whom the user means, and report every guess."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal

from netcli import names
from netcli.answers.people import Candidate, Found, Person
from netcli.errors import Ambiguous, Unknown, titled
from netcli.folding import fold
from netcli.language import say
from netcli.store.reader import Reader

Who = str | Person
"""The words that identify a person, or a person who was already found."""
Name = Callable[[Who], Person]
"""A function that looks up a person. It raises Unknown or Ambiguous."""
Spelt = Literal["roughly", "rightly", "wholly"]
"""How precisely the user's words must match a person's name.

A question accepts a misspelt name. A change needs parts of the name in correct spelling. A destructive command needs
the whole name or a key.
"""
Choose = Callable[[str, Sequence[Candidate]], Person | None]
"""A function that asks the user to choose a person; None means no choice."""

GOOD: Final = 0.9
"""Minimum score at which netcli accepts the best match without a question (see `LEAD`)."""
LEAD: Final = 0.05
"""If the best score is at least `GOOD`, the best match also needs this lead over the second-best match."""
FAIR: Final = 0.74
"""Minimum score of a match, unless each word is a plausible misspelling."""
CLEAR: Final = 0.2
"""If the best match leads the second-best match by this much, netcli accepts any score without a question."""
KEYS: Final = ("email", "url", "phone")
"""Prefixes that mark a key, in addition to `id`."""
COLUMNS: Final = {"email": "emails", "url": "urls", "phone": "phones"}
"""For each prefix of a key, its column in `netcli list`."""
MISSPELT: Final = 0.55
"""Minimum score of a possible misspelling. If only one of two words is right, the score is 0.45."""
CANDIDATES: Final = 20
"""Maximum number of people to choose from."""
MOST_NAMESAKES: Final = 1_000
"""Maximum number of people found by part of a name."""
FAR: Final = 1 << 30
"""Number of hops assigned to a person whom no chain reaches."""
LARGEST: Final = 1 << 62
"""Upper bound for ids (63 bits)."""


def exactly(reader: Reader, words: str) -> list[int]:
    """Return the people whom *words* identify exactly, by a key or a whole name.

    If several people have the name, and some of them also have the name as an alias, return only these people. Raises
    Unknown for a key that nobody has.
    """
    text = words.strip()
    kind, colon, value = (part.strip() for part in text.partition(":"))
    if text.casefold() == "me":
        return [reader.me()]
    if colon and kind == "id":
        number = reader.forwarded(min(int(value[:20]), LARGEST)) if value.isdecimal() else 0
        return _known([*reader.kinds([number])], text)
    if colon and kind in KEYS:
        return _known(_holders(reader, kind, value), text)
    if text.startswith("@"):
        return _known(reader.answering("alias", fold(text[1:])), text)
    found = reader.answering("name", names.full_key(text))
    remembered = reader.answering("alias", fold(text)) if len(found) > 1 else []
    return [number for number in found if number in remembered] or found


def _holders(reader: Reader, kind: str, value: str) -> list[int]:
    """Return the people who have the key *value*.

    If nobody has exactly the phone number *value*, return the people who have the number in another form.
    """
    from netcli import identifiers, phones  # plain names do not need these

    if kind != "phone":
        key = identifiers.email_key(value) if kind == "email" else identifiers.url(value)
        return reader.answering(kind, key or "")
    from netcli.store.search import holding

    number = phones.phone(value) or ""
    written = reader.answering(kind, number)
    digits = phones.national(number).lstrip("0")
    return written or sorted({who for who, has in holding(reader, kind, digits) if phones.same(number, has)})


def _keyed(reader: Reader, words: str) -> list[int]:
    """Return the people with the key *words*, which is written without its kind, such as `email:`.

    A phone number must be international, unless the person has no name.
    """
    if not any(character in "@." or character.isdecimal() for character in words):
        return []
    held = {kind: _holders(reader, kind, words) for kind in KEYS}
    if held["phone"] and not is_international(words):
        held["phone"] = [number for number, each in reader.people(held["phone"]).items() if each.name is None]
    return sorted({number for found in held.values() for number in found})


def is_international(words: str) -> bool:
    """Return whether *words* are a phone number with the code of its country, and nothing else."""
    from netcli.phones import phone  # plain names do not need it

    return not any(map(str.isalpha, words)) and (phone(words) or "").startswith("+")


def is_name(words: str) -> bool:
    """Return whether *words* are a name, neither a key nor `me`."""
    return words.strip().casefold() != "me" and not is_key(words)


def is_key(words: str) -> bool:
    """Return whether *words* identify a person by something other than a name."""
    kind, colon, _ = words.strip().partition(":")
    return words.strip().startswith("@") or (bool(colon) and kind.strip() in ("id", *KEYS))


def _known(found: list[int], words: str) -> list[int]:
    if not found:
        kind = words.partition(":")[0].strip()
        raise Unknown(
            say("nobody in the book has {words}", words=words),
            say(
                "netcli list --csv --fields {columns} shows these fields of everybody",
                columns="id,name" if kind == "id" else f"name,{COLUMNS.get(kind, 'aliases')}",
            ),
        )
    return found


def person(
    reader: Reader, who: Who, *, choose: Choose | None = None, first: bool = False, spelt: Spelt = "roughly"
) -> Person:
    """Return the person identified by *who*.

    If several people fit and *first* is true, return the nearest of the best matches. Otherwise, *choose* decides.
    Raises Unknown if nobody fits, and Ambiguous if nobody is chosen.
    """
    words = who if isinstance(who, str) else f"id:{who.id}"
    exact = exactly(reader, words) or _keyed(reader, words)
    if not exact and spelt != "wholly":
        exact = _in_part(reader, words)
    if exact:
        fitting = [Found(each, 1.0, "") for each in reader.people(exact).values()]
    else:
        likest = misspelt(reader, words)
        fitting = _fitting(reader, words, likest) if spelt == "roughly" else []
        if not fitting:
            likely = likest[0].person if likest else None
            hint = say("did you mean {name}?", name=likely.shown()) if likely else say("to list everybody: netcli list")
            missed = say("nobody called {words!r} is in the book", words=words)
            if spelt == "wholly" and _in_part(reader, words):
                missed = say("{words!r} is only part of a name, and this command needs the whole name", words=words)
            raise Unknown(missed, hint, candidates=[each.person for each in likest])
    if len(fitting) == 1:
        return fitting[0].person
    best = fitting[0].score
    from netcli.ask.circle import hops  # an exact match does not need it

    far = hops(reader, [each.person.id for each in fitting])
    nearness = {each.person.id: far.get(each.person.id, FAR) for each in fitting}
    fitting.sort(key=lambda each: (each.score < best - LEAD, nearness[each.person.id], -each.score, each.person.id))
    people = [each.person for each in fitting[:CANDIDATES]]
    if first:
        return people[0]
    chosen = choose(words, candidates(reader, people, far)) if choose else None
    if chosen is None:
        hint = say("say which: id:NUMBER, email:ADDRESS, a fuller name, or --first for the best match")
        if len({names.full_key(each.name or "") for each in people}) < len(people):
            hint = say("{hint}; to merge two candidates that are the same person: netcli duplicates", hint=hint)
        error = Ambiguous(
            say("{words!r} matches {people} people", words=words, people=len(people)), hint, candidates=people
        )
        error.differences = differences(reader, people)
        raise error
    return chosen


def candidates(reader: Reader, people: Sequence[Person], far: Mapping[int, int]) -> list[Candidate]:
    """Return *people* as candidates. Each candidate has the hops from me and distinguishing details."""
    apart = differences(reader, people)
    return [Candidate(each, far.get(each.id), apart.get(each.id)) for each in people]


def differences(reader: Reader, people: Sequence[Person]) -> dict[int, str]:
    """Return what distinguishes people who have the same name and company."""
    alike = Counter((each.name, each.company) for each in people)
    twins = [each.id for each in people if alike[each.name, each.company] > 1]
    told = {}
    for person in reader.full(twins):
        met = max((link.last_contact for link, _ in reader.links_of(person.id) if link.last_contact), default=None)
        files = [(each.file, each.line) for each in person.sources if each.file]
        source = next((f"{titled(file)}, line {line}" if line else titled(file) for file, line in files), None)
        known = (*person.emails[:1], *person.phones[:1], source, say("last contact {met}", met=met) if met else None)
        told[person.id] = "; ".join(filter(None, known))
    return told


def offer_to_add(error: Unknown, who: Who, offer: str) -> None:
    """If *who* is a name, offer the option `--create` in the hint of *error*.

    If *error* suggests no similar name, replace its hint with the text *offer*.
    """
    if isinstance(who, str) and not is_key(who):
        named = error.hint if error.candidates else None
        error.hint = say("{question} --create adds a new person", question=named) if named else offer


def misspelt(reader: Reader, words: str) -> list[Found]:
    """If *words* is a misspelt name, return the people who may be meant, likeliest person first."""
    from netcli.ask.search import find_of  # a correctly spelt name needs no search

    return find_of(reader, words, limit=CANDIDATES, names_only=True)[0]


def may_mean(reader: Reader, words: str) -> list[Person]:
    """Return people with a similar name, likeliest first.

    Call this only if *words* identifies nobody exactly.
    """
    return [each.person for each in misspelt(reader, words) if each.score >= MISSPELT]


def _in_part(reader: Reader, words: str) -> list[int]:
    """Return the people whose names contain every word in *words*, in any order."""
    from netcli.ask.parts import people_with  # whole names do not need these
    from netcli.store.search import having

    parts = fold(words).split()
    if not any(character.isalnum() for part in parts for character in part):
        return []
    found = having(reader, [[part] for part in parts], column="name", limit=MOST_NAMESAKES)
    found = sorted({*found, *people_with(reader, parts, "name")})
    kinds = reader.kinds(found)
    return [number for number in found if kinds.get(number) == "person"]


def _fitting(reader: Reader, words: str, found: Sequence[Found]) -> list[Found]:
    """Return the good matches in *found*, or only the clearly best person."""
    fair = [each for each in found if each.score >= FAIR]
    if not fair or len(fold(words).split()) == 1:
        fair = _slips(reader, fold(words).split(), found)
    if not fair:
        return []
    best = fair[0].score
    lead = best - fair[1].score if len(fair) > 1 else best
    if lead >= CLEAR or (best >= GOOD and lead >= LEAD):
        return [fair[0]]
    return [each for each in fair if each.score > best - CLEAR]


def _slips(reader: Reader, words: Sequence[str], found: Sequence[Found]) -> list[Found]:
    """Return the people in *found* whose name has each word, perhaps misspelt."""
    from netcli.ask.parts import behind  # correctly spelt names do not need these
    from netcli.store.search import entries

    known = {
        entry.id: [name.split() + [part for _, part in behind(entry.name or "")] for name in entry.names.split("\n")]
        for entry in entries(reader, [each.person.id for each in found])
    }
    return [
        each
        for each in found
        if any(all(any(agree(word, other) for other in name) for word in words) for name in known[each.person.id])
    ]


def agree(word: str, other: str) -> bool:
    """Return whether the folded *word* may mean the word *other*."""
    from netcli.match.levels import SPELLING  # correctly spelt names do not need these
    from netcli.match.words import likeness

    return other.startswith(word) or likeness(word, other) >= SPELLING


def called(who: Who) -> str:
    """Return the name that the user wrote, or the person's name in the book."""
    return who if isinstance(who, str) else who.shown()


def told_apart(people: Sequence[Person]) -> list[str]:
    """Return people's names, with the ids of those who have the same name."""
    alike = Counter(fold(each.name or "") for each in people)
    return [
        say("{name} id:{id}", name=each.name, id=each.id) if each.name and alike[fold(each.name)] > 1 else called(each)
        for each in people
    ]
