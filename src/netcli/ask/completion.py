"""Complete names, keys, tags and filters while the user types."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from netcli.folding import fold
from netcli.store.reader import Reader
from netcli.store.search import (
    HAS,
    commonest,
    completions,
    first_names,
    holding,
    identifiers_from,
    tags_from,
    texts_having,
)

What = Literal["person", "filter", "tag", "removed"]
"""What can be completed: people, filters, tags, and people in the trash."""
MOST: Final = 50
"""Maximum number of values offered for one typed word."""
LOOKED_AT: Final = 2_000
"""Maximum number of texts read to find `MOST` completions."""
ENDINGS: Final = 300
"""Maximum number of words to which a prefix is expanded, the commonest first."""
IDENTIFIERS: Final = ("email", "phone", "url")
"""Kinds of keys that are completed after a colon, such as `email:`."""


def complete(reader: Reader, text: str) -> list[str]:
    """Return at most `MOST` names that begin with *text*, ignoring case and accents.

    If *text* begins with `@`, `email:` or the like, return aliases or keys instead.
    """
    kind, colon, value = text.partition(":")
    if colon and kind in IDENTIFIERS:
        return [f"{kind}:{each}" for each in _identifiers(reader, kind, value)]
    if text.startswith("@"):
        return [f"@{each}" for each in identifiers_from(reader, "alias", fold(text[1:]), MOST)]
    return _texts(reader, text)


def complete_filter(reader: Reader, text: str) -> list[str]:
    """Return the completions of a filter: conditions such as `tag:energy`, or names."""
    from netcli.ask.filters import KEYS  # completing names does not need it

    minus, bare = ("-", text[1:]) if text.startswith("-") else ("", text)
    key, colon, value = bare.partition(":")
    if colon:
        return [f"{minus}{key}:{each}" for each in _values(reader, key, value)]
    keys = [f"{minus}{key}:" for key in KEYS if key.startswith(bare)]
    return keys if minus else [*keys, *_texts(reader, text)][:MOST]


def complete_removed(reader: Reader, text: str) -> list[str]:
    """Return at most `MOST` names in the trash that begin with *text*."""
    from netcli.ask.trash import names_from  # completing other names does not need it

    return names_from(reader, text)[:MOST]


def complete_tag(reader: Reader, text: str) -> list[str]:
    """Return at most `MOST` tags that begin with *text*, ignoring case and accents."""
    return tags_from(reader, fold(text), MOST)


def _values(reader: Reader, key: str, value: str) -> list[str]:
    if key == "tag":
        return complete_tag(reader, value)
    if key in ("company", "title", "city", "name"):
        return _texts(reader, value, key)
    if key in IDENTIFIERS:
        return _identifiers(reader, key, value)
    from netcli.networks import NETWORKS  # completing names does not need it

    closed = {"has": HAS, "network": NETWORKS}.get(key, ())
    return [each for each in closed if each.startswith(value.casefold())]


def _identifiers(reader: Reader, kind: str, value: str) -> list[str]:
    """Return the identifiers that begin with *value*, including national phone numbers."""
    found = identifiers_from(reader, kind, value.casefold(), MOST)
    if kind == "phone" and value.isdecimal() and value.startswith("0") and value.lstrip("0"):
        from netcli.phones import national  # completing names does not need it

        numbers = {national(number) for _, number in holding(reader, kind, value.lstrip("0"))}
        found = sorted({*found, *(number for number in numbers if number.startswith(value))})[:MOST]
    return found


def _texts(reader: Reader, text: str, column: str = "name") -> list[str]:
    typed = fold(text)
    offered: dict[str, None] = {}
    for each in _candidates(reader, typed.split(), column):
        if each.isprintable() and fold(each).startswith(typed):
            offered.setdefault(each)
            if len(offered) == MOST:
                break
    return sorted(offered)


def _candidates(reader: Reader, words: list[str], column: str) -> Iterable[str]:
    """Return texts of *column* that contain all *words*."""
    if not words:
        return first_names(reader, LOOKED_AT) if column == "name" else commonest(reader, column, LOOKED_AT)
    *whole, begun = words
    ends = [word for word in completions(reader, begun, ENDINGS) if word.isalnum()]
    return texts_having(reader, [*([word] for word in whole), ends], LOOKED_AT, column=column) if ends else ()
