"""Completing what is being typed: people's names and keys, tags, and the conditions of filters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from netcli.folding import fold
from netcli.store.reader import Reader
from netcli.store.search import HAS, completions, first_names, identifiers_from, tags_from, texts_having

MOST: Final = 50
"""Values offered for one typed word."""
LOOKED_AT: Final = 2_000
"""People looked at for them: a word may begin many surnames and few first names."""
ENDINGS: Final = 300
"""Words that the last word may become, the commonest first."""
IDENTIFIERS: Final = ("email", "phone", "url")
"""By what a person can be named, besides names, aliases and numbers."""


def complete(reader: Reader, text: str) -> list[str]:
    """Return at most MOST names of people that begin, folded, with *text*; or keys, after `email:` and the like."""
    kind, colon, value = text.partition(":")
    if colon and kind in IDENTIFIERS:
        return [f"{kind}:{each}" for each in identifiers_from(reader, kind, value.casefold(), MOST)]
    if text.startswith("@"):
        return [f"@{each}" for each in identifiers_from(reader, "alias", fold(text[1:]), MOST)]
    return _texts(reader, text)


def complete_filter(reader: Reader, text: str) -> list[str]:
    """Return what a filter may become: conditions such as `tag:energy`, else names; a leading `-` stays."""
    from netcli.ask.filters import KEYS  # people's names are completed without it

    minus, bare = ("-", text[1:]) if text.startswith("-") else ("", text)
    key, colon, value = bare.partition(":")
    if colon:
        return [f"{minus}{key}:{each}" for each in _values(reader, key, value)]
    keys = [f"{minus}{key}:" for key in KEYS if key.startswith(bare)]
    return keys if minus else [*keys, *_texts(reader, text)][:MOST]


def complete_tag(reader: Reader, text: str) -> list[str]:
    """Return at most MOST tags that begin, folded, with *text*."""
    return tags_from(reader, fold(text), MOST)


def _values(reader: Reader, key: str, value: str) -> list[str]:
    if key == "tag":
        return complete_tag(reader, value)
    if key in ("company", "title", "city", "name"):
        return _texts(reader, value, key)
    if key in IDENTIFIERS:
        return identifiers_from(reader, key, value.casefold(), MOST)
    from netcli.networks import NETWORKS  # the same

    closed = {"has": HAS, "network": NETWORKS}.get(key, ())
    return [each for each in closed if each.startswith(value.casefold())]


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
    """Return names, or another *column*, of people that hold all of *words*, the last of which is only begun."""
    if not words:
        return first_names(reader, LOOKED_AT) if column == "name" else ()
    *whole, begun = words
    ends = [word for word in completions(reader, begun, ENDINGS) if word.isalnum()]
    return texts_having(reader, [*([word] for word in whole), ends], LOOKED_AT, column=column) if ends else ()
