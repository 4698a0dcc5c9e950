"""Derive people from their records, and links from their evidence.

The order of imports never matters.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, Final, NamedTuple

from netcli import identifiers, names
from netcli.dates import FULL_DATE
from netcli.folding import fold
from netcli.kinds import CERTAINTIES, HASHED, LINK_KINDS
from netcli.networks import network
from netcli.phones import numbers
from netcli.records import Fields, KeptRecord, Record, Sign

SINGLE: Final = ("company", "title", "city", "birthday", "note")
"""A person's fields that have at most one value, in column order."""
MANY: Final = ("aliases", "emails", "phones", "urls", "tags")
"""A person's fields that may have several values, in column order."""
_SINGLE: Final = frozenset(SINGLE)
ONLY_MENTIONED: Final = 1
"""The value of `person.mentioned` if all of the person's records are mentions."""
ALSO_MENTIONED: Final = 2
"""The value of `person.mentioned` if only some of the person's records are mentions."""


def fields_of(record: Record) -> Fields:
    """Return the fields that *record* states, in the book's form, without empty fields."""
    fields = {name: value for name, value in zip(_KEPT, _values(record), strict=True) if value}
    if record.positions:
        fields["positions"] = [
            {key: value for key in _POSITION if (value := getattr(each, key))} for each in record.positions
        ]
    return fields


_POSITION: Final = ("organization", "title", "since", "until", "school")
_KEPT: Final = (
    "name",
    "given",
    "family",
    "aliases",
    "emails",
    "phones",
    "urls",
    "hashes",
    "company",
    "title",
    "city",
    "country",
    "birthday",
    "note",
    "tags",
    "organization",
    "mention",
)
_values: Final = attrgetter(*_KEPT)


class PersonRow(NamedTuple):
    """A row of the table `person` without the id.

    Lists are JSON texts, the best item first.
    """

    kind: str
    name: str | None
    folded: str
    company: str | None
    title: str | None
    city: str | None
    birthday: str | None
    note: str | None
    private: int
    mentioned: int
    aliases: str
    emails: str
    phones: str
    urls: str
    tags: str
    created: str
    updated: str

    @property
    def undated(self) -> tuple[str | int | None, ...]:
        """Return the row without the times of its creation and last change."""
        return self[:-2]


Answers = tuple[tuple[str, str], ...]
"""All (kind, value) pairs by which an exact look-up finds a person."""
Searched = tuple[str, str, str, str]
"""A person's texts in the search index: names, company, title and city."""
Filed = tuple[tuple[Any, ...], Answers, Searched]
"""A person as stored: row, keys for exact look-up, and search texts."""
KIND, FOLDED, BIRTHDAY = map(PersonRow._fields.index, ("kind", "folded", "birthday"))
"""The positions of the columns `kind`, `folded` and `birthday` in a person's row."""

Lists = Mapping[str, Collection[str]]
"""The values that a person has for each field in MANY, best first."""


def person(statements: Sequence[KeptRecord]) -> tuple[PersonRow, Answers, Searched]:
    """Return the person whom *statements* describe, with keys and search texts.

    `precedence` orders the statements. A mentioned name counts only without any other name.
    """
    added, changed = statements[0].added, statements[0].changed
    if len(statements) > 1:
        statements = sorted(statements, key=precedence)
        added, changed = min([each.added for each in statements]), max([each.changed for each in statements])
    one: dict[str, str] = {}
    many: dict[str, dict[str, None]] = {}
    name, only_mentioned, typed = None, False, False
    organization, private = False, 0
    mentions = sum(statement.mention for statement in statements)
    mentioned = 0 if not mentions else ONLY_MENTIONED if mentions == len(statements) else ALSO_MENTIONED
    removed: list[dict[str, list[str]]] = []
    for statement in statements:
        fields = statement.fields
        called = display_name(fields)
        better = name is None or (only_mentioned and not statement.mention)
        if called and (better or (called != name and not typed and _clearer(called, name, statement))):
            name, called, only_mentioned, typed = called, name, statement.mention, statement.batch is None
        if called and called != name:
            many.setdefault("aliases", {}).setdefault(called)
        for field, said in fields.items():
            if field in _SINGLE:
                if removed and any(said in taken.get(field, ()) for taken in removed):
                    continue
                if field not in one or (field == "birthday" and _completes(said, one[field])):
                    one[field] = said
            elif field in _CANONICAL:
                canonical, values = _CANONICAL[field], many.setdefault(field, {})
                for value in said:
                    for cleaned in canonical(value, fields.get("country")):
                        values[cleaned] = None
        if "organization" in fields:
            organization = True
        if "removed" in fields:
            removed.append(fields["removed"])
        if fields.get("private"):
            private = 1
    for plural, taken in [taken for each in removed for taken in each.items()]:
        for value in taken:
            many.get(plural, {}).pop(value, None)
    if "aliases" in many:
        many["aliases"].pop(name or "", None)
    if "hashes" in many:  # stored after the profile pages; readers leave hashes out
        many.setdefault("urls", {}).update(many.pop("hashes"))
    lists = dict.fromkeys(MANY, "[]")
    for plural, values in many.items():
        lists[plural] = _listed(values)
    row = PersonRow._make(
        (
            _kind(organization, name, many),
            name,
            names.full_key(name) if name else "",
            *map(one.get, SINGLE),
            private,
            mentioned,
            *lists.values(),
            added,
            changed,
        )
    )
    return row, _answers(row, many), _searched(row, many)


def filed(row: PersonRow) -> Filed:
    """Return *row* with the keys and texts by which searches find the person."""
    many = {plural: json.loads(values) for plural in MANY if (values := getattr(row, plural)) != "[]"}
    return row, _answers(row, many), _searched(row, many)


def packed(fields: Fields) -> str:
    """Return a record's *fields* as JSON."""
    # texts and lists of texts are written without an encoder, which is faster
    said = [f'"{name}": {_quoted(said) if type(said) is str else _packed(said)}' for name, said in fields.items()]
    return f"{{{', '.join(said)}}}"


def _packed(said: object) -> str:
    return _listed(said) if type(said) is tuple else _encode(said)


def _listed(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


_quoted: Final = json.encoder.encode_basestring
_encode: Final = json.JSONEncoder(ensure_ascii=False).encode


def display_name(fields: Fields) -> str | None:
    """Return the name that a record gives, with the first name first."""
    name = fields.get("name")
    given, family = fields.get("given"), fields.get("family")
    if not (name or given or family):
        return None
    return names.display(name or " ".join(part for part in (given, family) if part), given, family) or None


def _clearer(called: str, name: str | None, statement: KeptRecord) -> bool:
    """Return whether a record's name is clearer than the name so far (see `names.doubt`)."""
    return not statement.mention and names.doubt(name or "") > names.doubt(called)


def _completes(birthday: str, known: str) -> bool:
    """Return whether *birthday* is a complete date that fits the given partial date."""
    return len(birthday) == FULL_DATE > len(known) and known.strip("-") in birthday


def _kind(organization: bool, name: str | None, many: dict[str, dict[str, None]]) -> str:
    """Return the kind of a person's row."""
    if organization:
        return "organization"
    return "person" if name or many.get("emails") or many.get("phones") else "placeholder"


def precedence(statement: KeptRecord) -> tuple[bool, bool, tuple[int, ...], int, int, str]:
    """Return the key by which statements are sorted, the best first."""
    text = json.dumps(statement.fields, sort_keys=True, ensure_ascii=False)
    return (
        statement.batch is not None,
        statement.mention,
        _descending(statement.as_of),
        network(statement.network).rank,
        -len(statement.fields),
        text,
    )


def canonical(field: str, said: Iterable[str], fields: Fields) -> Iterator[str]:
    """Yield the values of *field* as the book stores them.

    *field* must be in `MANY`.
    """
    for value in said:
        yield from _CANONICAL[field](value, fields.get("country"))


def _descending(date: str) -> tuple[int, ...]:
    return tuple(-ord(character) for character in date)


def _alias(value: str, _: str | None) -> Iterable[str]:
    return filter(None, (value.strip(),))


def _email(value: str, _: str | None) -> Iterable[str]:
    return filter(None, (identifiers.email(value),))


def _url(value: str, _: str | None) -> Iterable[str]:
    return filter(None, (identifiers.url(value),))


def _hash(value: str, _: str | None) -> Iterable[str]:
    return filter(None, (identifiers.hashed(value),))


_CANONICAL: Final[dict[str, Callable[[str, str | None], Iterable[str]]]] = {
    "aliases": _alias,
    "emails": _email,
    "phones": numbers,
    "urls": _url,
    "hashes": _hash,
    "tags": _alias,
}


def _answers(row: PersonRow, many: Lists) -> Answers:
    keys: set[tuple[str, str]] = set()
    if row.folded:
        keys.add(("name", row.folded))
    for plural, values in many.items():
        for value in values:
            if plural == "urls":
                keys.add(identifiers.hash_key(value) if value.startswith(HASHED) else ("url", value))
            elif plural == "emails":
                keys.add(("email", identifiers.email_key(value) or value))
                keys.add(("sha1", identifiers.mbox_sha1(value)))
            elif plural == "phones":
                keys.add(("phone", value))
            elif plural == "aliases":
                keys.add(("alias", fold(value[1:])) if value.startswith("@") else ("name", names.full_key(value)))
            else:
                keys.add(("tag", fold(value)))
    dated = row.birthday is not None and len(row.birthday) == FULL_DATE
    for value in [value for kind, value in keys if kind == "name"] if dated or row.mentioned else ():
        if row.mentioned:
            keys.add(("mention", value))
        if dated and " " in value:
            keys.add(("born", f"{row.birthday} {value}"))
    return tuple(keys)


def _searched(row: PersonRow, many: Lists) -> Searched:
    # people without a name are found by the local part of their addresses
    called = [row.name] if row.name else [each.partition("@")[0] for each in many.get("emails", ())]
    if "aliases" in many:
        called += [alias.lstrip("@") for alias in many["aliases"]]
    return (
        fold(called[0]) if len(called) == 1 else "\n".join(map(fold, called)),
        fold(row.company) if row.company else "",
        fold(row.title) if row.title else "",
        fold(row.city) if row.city else "",
    )


class LinkRow(NamedTuple):
    """A row of the table `link`.

    `around`, `asks` and `agreed` come from the rest of the book.
    """

    a: int
    b: int
    passable: int
    kinds: str
    certainty: str
    since: str | None
    last_contact: str | None
    closeness: int | None
    volume: float
    base: float
    around: float = 0.0
    asks: int = 0
    agreed: int = 0

    def surrounded_as(self, before: LinkRow) -> LinkRow:
        """Return this link with the columns `around`, `asks` and `agreed` copied from *before*."""
        return self._replace(around=before.around, asks=before.asks, agreed=before.agreed)


class Tie(NamedTuple):
    """A link according to the evidence, without a weight."""

    kinds: str
    certainty: str
    since: str | None
    last_contact: str | None


def link(signs: Sequence[Sign]) -> Tie | None:
    """Return the link that *signs* make, or None if all signs are signals.

    *signs* must be all evidence about one pair.
    """
    proofs = [sign for sign in signs if sign.link is not None]
    if not proofs:
        return None
    first = proofs[0][:-1]
    if len(proofs) == 1 or all(sign[:-1] == first for sign in proofs):  # repeated exports state the same link
        kind, proved, certainty, since, last, _, direction, *_ = proofs[0]
        return Tie(str(proved), "sure" if kind == "message" and direction == "both" else certainty, since, last)
    typed = {sign.link for sign in proofs if sign.batch is None and sign.kind != "meeting"}
    kinds = sorted({str(sign.link) for sign in proofs}, key=lambda kind: (kind not in typed, LINK_KINDS.index(kind)))
    stated = [sign.since for sign in proofs if sign.since and sign.kind != "message"]
    since = min(stated or [sign.since for sign in proofs if sign.since], default=None)
    directions = {sign.direction for sign in proofs if sign.kind == "message"}
    answered = "both" in directions or {"a_to_b", "b_to_a"} <= directions
    certainty = "sure" if answered else min((sign.certainty for sign in proofs), key=CERTAINTIES.index)
    return Tie(",".join(kinds), certainty, since, max((sign.last for sign in proofs if sign.last), default=None))
