"""Recognise what each column of a table holds, by its name or its cells.

    Phone (Work)   Ort geschäftlich   Name des/r Vorgesetzten   LinkedIn Profile URL   Kontaktpunkt
    phone          city               manager                   linkedin               email, if the cells are addresses

A column whose name may mean two things is left unused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from netcli import identifiers
from netcli.folding import unaccented
from netcli.importers.formats.qualifiers import BARS, MESSENGER, PICTURES, PLAIN, SERVICES
from netcli.importers.formats.vocabulary import WORDS

LONGEST: Final = 60
"""Maximum length of a column's name, in characters; a longer text is a sentence."""
PHRASE: Final = 4
"""Number of words in the longest entry of the vocabulary."""
PART: Final = 3
"""Minimum number of letters in each part of a compound word."""
NUMBER: Final = "nr"
"""A part of compound words, as in `mobilnr`. Every other part has at least `PART` letters."""

_ROLES: Final = frozenset(["work", "home", "main", "other", "of", "contact", "contactperson", "member"])
_PLACES: Final = _ROLES | {"mailing", "region", "name"}
_OWN: Final = frozenset(["contact", "contactperson", "member", "of"])
_NAMED: Final = frozenset(["of", "name", "fullname", "full"])

_FIELDS: Final = (
    ("email", "email", _ROLES | {"address"}),
    ("phone", "phone, mobile, phone mobile", _ROLES | {"number"}),
    ("phone", "contact number, contactperson number", frozenset({"of"})),
    ("url", "url, profile, url profile", _ROLES | {"address"}),
    ("name?", "name, contact name, contactperson name, member name", _OWN),
    ("name??", "contact, contactperson, member", _OWN | {"main"}),
    ("name", "fullname, full name, name given, name family, name given family, given family", _OWN),
    ("name", "first family, first last, name first last, first last fullname, name fullname", _OWN),
    ("given", "given, first name", _OWN),
    ("family", "family, last name", _OWN),
    ("family 2", "family2", _OWN),
    ("given?", "first", _OWN),
    ("family?", "last", _OWN),
    ("middle", "middle, middle name", _OWN),
    ("maiden", "maiden, maiden name", _OWN),
    ("alias", "alias, alias name", _OWN),
    ("company", "company, company name", _ROLES),
    ("title", "title, title title?, title name", _ROLES),
    ("title?", "title?", _ROLES),
    ("city", "city", _PLACES),
    ("city?", "place", _PLACES),
    ("country", "country", _PLACES),
    ("birthday", "birthday", _OWN | {"date"}),
    ("birth day", "birthday day", _OWN),
    ("birth month", "birthday month", _OWN),
    ("birth year", "birthday year", _OWN),
    ("since", "since, connected", _OWN | {"date"}),
    ("note", "note", _ROLES),
    ("tag", "tag", _OWN | {"name"}),
    ("spouse", "spouse, partner spouse", _NAMED),
    ("manager", "manager", _NAMED),
    ("assistant", "assistant", _NAMED),
    ("child", "child", _NAMED),
    ("referred by", "referred", _NAMED),
)
"""Rules that find a field by the meanings in a column's name.

Each rule has the field, the required meanings and the optional meanings. Commas separate alternatives. A field with `?`
also depends on other columns.
"""
_ACCOUNT: Final = _ROLES | frozenset(["url", "profile", "login", "address", "messenger", "name"])
"""Meanings that may occur beside a service in a column's name, as in `LinkedIn profile`."""
_CAMEL: Final = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])|(?<=[A-Z])(?=[A-Z][a-z])")
_EAST: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
"""Japanese and Chinese characters, which are written without blanks between words."""
_TOKEN: Final = re.compile(rf"[{_EAST}]+|[^\W\d_{_EAST}]+")
_PLAIN_LETTERS: Final = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})
_LINKS: Final = ("", "s", "n", "en", "es")
"""Letters that may join the parts of German, Dutch and Swedish compound words."""

Readings = Mapping[str, frozenset[str]]
"""The possible meanings of a word, and the languages of each meaning."""
Rows = Sequence[Sequence[str]]
"""The rows of a table, each a sequence of cells."""


class Meaning(NamedTuple):
    """The meanings in a column's name, and whether the name has an unknown word."""

    says: frozenset[str]
    unknown: bool


def understood(
    names: Sequence[str], rows: Callable[[], Rows] = lambda: (), known: Mapping[int, str] | None = None
) -> list[str | None]:
    """Return each column's field, or None if the column is not understood.

    *known* has fields by position. *rows* is called only if the names are not enough.

    >>> understood(["Prénom", "Nom", "Adresse e-mail (pro)", "Type de messagerie", "Ville", "Anniversaire de mariage"])
    ['given', 'family', 'email', None, 'city', None]
    """
    votes = Counter(
        language
        for name in names
        for readings in _words(name)
        if len(readings) == 1 and "of" not in readings
        for language in _only(readings)
    )
    meanings = [_meaning(name, votes) for name in names]
    said = [_field(meaning.says) if not meaning.unknown else None for meaning in meanings]
    for place, name in enumerate(names):
        if is_hash(name):
            said[place] = "hash"
    for place, field in (known or {}).items():
        said[place] = field
    others = _contact_persons(meanings, said)
    fields = _settled(said)
    doubtful = [place for place, field in enumerate(said) if fields[place] is None or field in ("name?", "name??")]
    doubtful = [place for place in doubtful if place not in others and meanings[place].says.isdisjoint(_OTHERS)]
    pictures = [place for place, meaning in enumerate(meanings) if "picture" in meaning.says]
    some = rows() if doubtful or pictures else ()
    for place in pictures:
        if _mostly(identifiers.avatar, [row[place] for row in some if len(row) > place]):
            fields[place] = "hash"
    for kind, is_one in _HELD.items():
        held = [place for place in doubtful if _mostly(is_one, [row[place] for row in some if len(row) > place])]
        whose = [place for place in held if _says_whose(meanings[place])]
        # digits are not always phone numbers, so the name of a column of digits must say work or home
        alone = kind != "phone" and kind not in fields and len({" ".join(_tokens(names[place])) for place in held}) == 1
        for place in held if alone else whose:
            fields[place] = kind
    return fields


def is_foreign(names: Sequence[str]) -> bool:
    """Return whether *names* contain a known word that is not English."""
    known = [readings for name in names for readings in _words(name) if readings]
    return any("en" not in languages for readings in known if len(readings) == 1 for languages in readings.values())


def is_hash(name: str) -> bool:
    """Return whether a column or property called *name* holds hashes of e-mail addresses.

    >>> [is_hash(name) for name in ("email_sha256", "Hashed Email", "mbox_sha1sum", "X-MD5", "Sha Na Na", "hash")]
    [True, True, True, True, False, False]
    """
    return _HASH.search(name) is not None


def is_picture(name: str) -> bool:
    """Return whether a column called *name* holds pictures.

    >>> is_picture("Photo"), is_picture("Photographer")
    (True, False)
    """
    return "picture" in _meaning(name, Counter()).says


def says(names: Collection[str], what: str) -> bool:
    """Return whether a column name in *names* has the meaning *what*."""
    return any(what in _meaning(name, Counter()).says for name in names)


def rank(name: str) -> int:
    """Return a number that sorts columns of the same field, the main column first."""
    says = _meaning(name, Counter()).says
    return next((place for word, place in _RANKS.items() if word in says), 0)


_HASH: Final = re.compile(
    r"(?<![a-z0-9])(?:md-?5|sha-?(?:1|256)(?:sum)?|gravatar)(?![a-z0-9])|(?:mail|mbox).*hash|hash.*(?:mail|mbox)",
    re.IGNORECASE,
)
"""Finds the name of a column of hashed e-mail addresses, such as `mbox_sha1sum`."""
_RANKS: Final = {"main": -2, "mobile": -1, "place": 4, "other": 3, "home": 2, "work": 1}


def _field(says: frozenset[str]) -> str | None:
    services = says & SERVICES.keys()
    if services:
        return min(services) if len(services) == 1 and says <= _ACCOUNT | services else None
    return next((field for things, field, more in _COMBINED if things <= says and says - things <= more), None)


_COMBINED: Final = tuple(
    (frozenset(things.split()), field, more | {"of"})
    for field, several, more in _FIELDS
    for things in several.split(", ")
)


def _settled(fields: Sequence[str | None]) -> list[str | None]:
    """Decide the doubtful fields, and return all *fields*.

    If a table has a column `prénom`, the column `nom` has family names.
    """
    halves = {field.rstrip("?") for field in fields if field in ("given", "family", "given?", "family?")}
    named = bool(halves) or "name" in fields or "name?" in fields
    choice: dict[str | None, str | None] = {
        "title?": "title" if "title" not in fields else None,
        "city?": "city",
        "birth day": "birth day" if {"birth month", "birth year"} & {*fields} else "birthday",
        "name?": {"given": "family", "family": "given"}.get("".join(halves), "name"),
        "name??": "name" if not named else None,
        "given?": "given" if halves == {"given", "family"} or "name?" in fields else None,
        "family?": "family" if halves == {"given", "family"} or "name?" in fields else None,
    }
    settled: list[str | None] = []
    for field in fields:
        field = choice.get(field, field)
        settled.append("alias" if field in ("name", "given", "family") and field in settled else field)
    return settled


def _contact_persons(meanings: Sequence[Meaning], said: list[str | None]) -> frozenset[int]:
    """Return the positions of columns about contact persons, and set these columns to None in *said*.

    If a row has no person except the contact person, return no position.
    """
    persons = frozenset(place for place, meaning in enumerate(meanings) if "contactperson" in meaning.says)
    if not any(field in _NAMES and place not in persons for place, field in enumerate(said)):
        return frozenset()  # the row's only person is the contact person
    for place in persons:
        said[place] = None
    return persons


_NAMES: Final = frozenset(("name", "name?", "given", "family", "given?", "family?"))


def _says_whose(meaning: Meaning) -> bool:
    """Return whether a column's name means only work or home. For example, `Privat` means home."""
    return not meaning.unknown and meaning.says <= _WHOSE and not meaning.says.isdisjoint(("work", "home"))


_WHOSE: Final = frozenset(("work", "home", "main", "other", "of", "number"))

_PHONE: Final = re.compile(r"(?:[+(0]|\d[ ()/.-]*\d)(?:[ ()/.-]*\d){7,13}")
_DATE: Final = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}")

_HELD: Final[Mapping[str, Callable[[str], object]]] = {
    "email": lambda cell: "." in (identifiers.email(cell) or "").partition("@")[2],
    "url": identifiers.profile,
    "phone": lambda cell: _PHONE.fullmatch(cell) and not _DATE.fullmatch(cell),
}
"""For each field, a test of a cell. If a column's name is unclear, the test determines the column's field."""


_OTHERS: Final = frozenset(
    ("bar", "picture", "login", "company", "spouse", "manager", "assistant", "child", "referred", "partner")
)


def _mostly(is_one: Callable[[str], object], cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(map(bool, map(is_one, filled))) > len(filled) / 2


def _meaning(name: str, votes: Counter[str]) -> Meaning:
    """Return what a column's name means, in the languages with the most *votes*."""
    says: set[str] = set()
    unknown = False
    words = _words(name)
    for readings in words:
        weights = {what: sum(votes[language] for language in languages) for what, languages in readings.items()}
        best = max(weights.values(), default=0)
        if votes and not best and "of" in readings and len(readings) == 1:
            unknown = True  # for example, `PA` is a Swedish word only if other columns are Swedish
            continue
        likeliest = [what for what, weight in weights.items() if weight == best]
        if len(likeliest) > 1:  # a word that can name or qualify a thing names a thing if it stands alone
            alone = len(words) == 1
            likeliest = [what for what in likeliest if alone == (what not in _ROLES)] or likeliest
        if len(likeliest) == 1:
            says.add(likeliest[0])
        else:
            english = [what for what in likeliest if "en" in readings[what]]
            says.update(english[:1])
            unknown = unknown or not english
    return Meaning(frozenset(says), unknown)


def _only(readings: Readings) -> frozenset[str]:
    return next(iter(readings.values()))


@lru_cache(maxsize=1024)
def _words(name: str) -> tuple[Readings, ...]:
    """Return the possible meanings of each word or phrase in a column's name."""
    if len(name) > LONGEST:
        return ({},)
    tokens = _tokens(name)
    known = _vocabulary()
    found: list[Readings] = []
    at = 0
    while at < len(tokens):
        for length in range(min(PHRASE, len(tokens) - at), 0, -1):
            if readings := known.get(" ".join(tokens[at : at + length])):
                found.append(readings)
                at += length
                break
        else:
            if len(tokens[at]) > 1 or not tokens[at].isascii():
                found += _compound(tokens[at])
            at += 1
    return tuple(found)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(unaccented(_CAMEL.sub(" ", text).replace("’", "'")).translate(_PLAIN_LETTERS))


@cache
def _vocabulary() -> Mapping[str, Readings]:
    """Return the possible meanings of every known word, keyed by the folded word."""
    known: dict[str, dict[str, frozenset[str]]] = {}
    tables = [*WORDS.items(), *PLAIN.items(), ("bar", BARS), ("picture", PICTURES), ("messenger", {"en": MESSENGER})]
    tables += [(service, {"en": words}) for service, words in SERVICES.items()]
    for what, languages in tables:
        for language, words in languages.items():
            for word in words.split(", "):
                readings = known.setdefault(" ".join(_tokens(word)), {})
                readings[what] = readings.get(what, frozenset()) | {language}
    return known


def _compound(token: str) -> list[Readings]:
    """Return the meanings of the parts of a compound such as `mobiltelefonnummer`."""
    return _parts(token) or [{}]


@lru_cache(maxsize=1024)
def _parts(token: str) -> list[Readings]:
    known = _vocabulary()
    shortest = 1 if re.match(f"[{_EAST}]", token) else PART
    for cut in range(len(token), shortest - 1, -1):
        head = known.get(token[:cut])
        if not head:
            continue
        if cut == len(token):
            return [head]
        for link in _LINKS if shortest == PART else _LINKS[:1]:
            rest = token[cut + len(link) :]
            short = rest == NUMBER or len(rest) >= shortest
            if token.startswith(link, cut) and short and (parts := _parts(rest)):
                return [head, *parts]
    return []
