"""Keys for the approximate sound of a word. Many misspellings of a word have the same key."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

_SOUNDS: Final = (
    (r"([aou])e(?=[^aeiou]|$)", r"\1"),  # Mueller, Müller
    (r"^(?:mac|mc)(?=[^aeiouy])", "mk"),
    (r"ph|(?<=[ae])v$|ff", "f"),  # Kozlov, Kozloff
    (r"ch(?=[lnrt])", "k"),  # Christophe, Kristof
    (r"s?ch|sh|sz|cz|tch", "C"),
    (r"gn|ny(?=[aeiou])", "N"),
    (r"g(?=[eiy])|dj", "j"),
    (r"c(?=[eiy])|[zç]|tz", "s"),
    (r"qu|ck|kh|gu(?=[eiy])|[cq]", "k"),
    (r"x", "ks"),
    (r"bv|[wv]", "v"),
    (r"(?<=.)h|^h", ""),
    (r"i?ll(?=[aeiouy]|$)|y", "i"),
    (r"(?<=[^aeiou])(?:[tdsxpz]+|ts)$|(?<=[aeiou])[tdsxz]+$", ""),  # silent in Durand, Dupont, Dubois
    (r"(?<=.)e$", ""),
    (r"(.)\1+", r"\1"),
)
_VOWELS: Final = str.maketrans("", "", "aeiouy")
_FEWEST_CONSONANTS: Final = 2
"""Minimum number of consonants for a key without vowels, so that Léa and Lou differ."""


def ends_in_a(token: str) -> bool:
    """Return whether a word ends in the vowel that marks women's names.

    >>> ends_in_a("petra"), ends_in_a("hannah"), ends_in_a("peter")
    (True, True, False)
    """
    return token.rstrip("h").endswith("a")


@cache
def _sounds() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(pattern), replacement) for pattern, replacement in _SOUNDS]


@lru_cache(maxsize=1 << 16)
def skeleton(token: str) -> str:
    """Return a key for how a folded word sounds in French, roughly.

    >>> skeleton("lefebvre") == skeleton("lefevre"), skeleton("dupont") == skeleton("dupond"), skeleton("李小龙")
    (True, True, '李小龙')
    >>> skeleton("mueller") == skeleton("muller"), skeleton("durand") == skeleton("martin")
    (True, False)
    """
    if not token.isascii() or not token.isalpha():
        return token
    sound = token
    for pattern, replacement in _sounds():
        sound = pattern.sub(replacement, sound)
    sound = sound or token
    short = sound[0] + sound[1:].translate(_VOWELS)
    return short if len(short) >= _FEWEST_CONSONANTS else sound
