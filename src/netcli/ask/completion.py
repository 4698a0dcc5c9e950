"""Completing people's names as they are typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from netcli.folding import fold
from netcli.store.reader import Reader
from netcli.store.search import completions, first_names, names_having

MOST: Final = 50
"""Names offered for one typed word."""
LOOKED_AT: Final = 2_000
"""People looked at for them: a word may begin many surnames and few first names."""
ENDINGS: Final = 300
"""Words that the last word may become, the commonest first."""


def complete(reader: Reader, text: str) -> list[str]:
    """Return at most MOST names of people that begin, folded, with *text*, in order."""
    typed = fold(text)
    offered: dict[str, None] = {}
    for name in _candidates(reader, typed.split()):
        if fold(name).startswith(typed):
            offered.setdefault(name)
            if len(offered) == MOST:
                break
    return sorted(offered)


def _candidates(reader: Reader, words: list[str]) -> Iterable[str]:
    """Return names of people that hold all of *words*, the last of which is only begun."""
    if not words:
        return first_names(reader, LOOKED_AT)
    *whole, begun = words
    ends = [word for word in completions(reader, begun, ENDINGS) if word.isalnum()]
    return names_having(reader, [*([word] for word in whole), ends], LOOKED_AT) if ends else ()
