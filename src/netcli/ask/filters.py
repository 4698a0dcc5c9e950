"""Filters that select people: words or `key:value`; a leading `-` negates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from netcli import dates
from netcli.answers import Answer, Remark, Words, limited
from netcli.answers.people import FullPerson
from netcli.ask.beside import by_email, by_note, by_phone, everywhere
from netcli.ask.circle import circle
from netcli.ask.parts import people_with
from netcli.errors import Usage
from netcli.folding import fold
from netcli.language import say
from netcli.store.reader import Reader
from netcli.store.search import HAS, Condition, among, chosen, known_to, labelled, linked_since, wording

SUGGESTED: Final = ("company", "title", "city", "name", "tag", "network")
"""Keys of filters for which netcli suggests a similar value."""
MOST_SIMILAR: Final = 1_000
"""Maximum number of values in the book that netcli compares with an unknown value of a filter."""
MOST_DIGITS: Final = 9
"""Maximum number of digits in a number of hops. Python refuses to parse thousands of digits."""


def list_people(
    reader: Reader, filters: Sequence[str], *, sort: str = "name", limit: int = 0, everybody: bool = False
) -> Answer[Words, list[FullPerson]]:
    """Answer with everything known about the people who match all *filters*.

    Raises Usage for an unknown order or an invalid filter.
    """
    from netcli.ask.order import ordered  # only lists need an order

    people = ordered(reader, matching(reader, filters, everybody=everybody), sort)
    shown, warnings = limited(people, limit)
    if not people:
        warnings = unknown_values(reader, filters)
    return Answer("list", {"filters": list(filters)}, reader.full(shown), warnings)


def matching(reader: Reader, filters: Sequence[str], *, everybody: bool = False) -> list[int]:
    """Return the people who match all *filters*, sorted by name, then id.

    Without filters, I am left out. *everybody* includes me, organizations and placeholders.

    Raises Usage for an unknown key or an invalid value.
    """
    conditions = [_condition(reader, text) for text in filters]
    but = None if everybody or filters else reader.me()
    return chosen(reader, conditions, kind=None if everybody else "person", but=but)


def unknown_values(reader: Reader, filters: Sequence[str]) -> list[Remark]:
    """Return suggestions for filters whose value nobody has."""
    warnings: list[Remark] = []
    for text in filters:
        key, colon, value = text.partition(":")
        if not colon or not value or key not in SUGGESTED or chosen(reader, [KEYS[key](reader, value)]):
            continue
        if (near := _similar(reader, key, value)) is not None:
            message = say("nobody has {filter}; did you mean {near}?", filter=text, near=f"{key}:{near}")
            warnings.append({"code": "unknown_value", "message": message, "filter": text})
    return warnings


def _similar(reader: Reader, key: str, value: str) -> str | None:
    """Return the known value most similar to *value*, or None."""
    from rapidfuzz import fuzz  # only values that nobody has need it

    from netcli.ask.naming import agree
    from netcli.ask.spelling import alike
    from netcli.networks import NETWORKS
    from netcli.store.search import ALL, tags_from, texts_having

    typed = fold(value)
    words = typed.split()
    if key == "network":
        known = [*NETWORKS]
    elif key == "tag":
        known = tags_from(reader, "", ALL)
    else:
        groups = [[word, *likest] for word, likest in alike(reader, words).items()]
        known = texts_having(reader, groups, MOST_SIMILAR, column=key) if groups else []
    near = [each for each in {*known} if all(any(agree(word, other) for other in fold(each).split()) for word in words)]
    return max(sorted(near), key=lambda each: fuzz.ratio(typed, fold(each)), default=None)


def _condition(reader: Reader, text: str) -> Condition:
    negated = text.startswith("-") and len(text) > 1
    word = text[1:] if negated else text
    key, colon, value = word.partition(":")
    if colon and key.isalpha():
        if key not in KEYS:
            raise Usage(
                say("{key!r} is not a filter", key=key + ":"),
                say("choose one of these: {keys}", keys=" ".join(f"{name}:" for name in KEYS)),
            )
        if not value:
            raise Usage(say("{text!r} needs a value", text=text), say("write {key}:VALUE", key=key))
        condition = KEYS[key](reader, value)
    else:
        condition = _worded(reader, word).or_else(among(everywhere(reader, word)))
    return condition.negated() if negated else condition


def _column(column: str) -> Callable[[Reader, str], Condition]:
    return lambda reader, value: _worded(reader, value, column)


def _worded(reader: Reader, text: str, column: str = "") -> Condition:
    """Return the condition that each word of *text* begins a word in *column*, or a part of a word."""
    words = fold(text).split()
    parts = people_with(reader, words, column, begun=True)
    return wording(words, column).or_else(among(parts)) if parts else wording(words, column)


def _since(reader: Reader, value: str) -> Condition:
    if not dates.valid(value) or value.startswith("-"):
        raise Usage(say("since:{value} is not a date", value=value), say("write since:2019 or since:2019-06"))
    return linked_since(reader.me(), value)


def _hops(reader: Reader, value: str) -> Condition:
    low, dots, high = value.partition("..")
    if not low.isdecimal() or (dots and not high.isdecimal()):
        raise Usage(say("hops:{value} is not a number of hops", value=value), say("write hops:2 or hops:1..3"))
    if max(len(low), len(high)) > MOST_DIGITS:
        raise Usage(say("hops:{value}… is not a number of hops", value=value[:20]), say("write hops:2 or hops:1..3"))
    first, last = int(low), int(high or low)
    return among([person for person, far in circle(reader, last).items() if first <= far])


def _has(_: Reader, value: str) -> Condition:
    if value not in HAS:
        raise Usage(
            say("has:{value} is unknown", value=value),
            say("choose one of these: {has}", has=" ".join(f"has:{name}" for name in HAS)),
        )
    return HAS[value]


def _group(reader: Reader, value: str) -> Condition:
    if not value.isdecimal():
        raise Usage(say("group:{value} is not a group number", value=value), say("to list the groups: netcli groups"))
    from netcli.ask.groups import members  # only this filter needs numpy

    return among(members(reader, int(value)))


KEYS: Final[dict[str, Callable[[Reader, str], Condition]]] = {
    "company": _column("company"),
    "title": _column("title"),
    "city": _column("city"),
    "name": _column("name"),
    "tag": lambda _, value: labelled(fold(value)),
    "network": lambda _, value: known_to(value.casefold()),
    "since": _since,
    "hops": _hops,
    "has": _has,
    "group": _group,
    "email": lambda reader, value: among(by_email(reader, value)),
    "phone": lambda reader, value: among(by_phone(reader, value)),
    "note": lambda reader, value: among(by_note(reader, value)),
}
