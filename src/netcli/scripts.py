"""Transliterate names from other alphabets into Latin letters.

Hebrew, Arabic and ideographs stay unchanged, because these scripts do not show the whole sound.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

_CYRILLIC: Final = (
    "а a б b в v г g д d е e ё e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh "
    "щ shch ъ a ы y ь - э e ю yu я ya "
    "і i ї i є e ґ g ў u ј j љ lj њ nj ђ dj ћ c џ dz ѓ gj ќ kj ѕ dz ә a ғ g қ k ң n ө o ұ u ү u һ h "
)
_GREEK: Final = (
    "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s τ t υ y φ f χ ch ψ ps ω o "
    "ου ou αυ av ευ ev ηυ iv μπ b ντ nt γκ gk γγ ng γχ nch "
)
_GEORGIAN: Final = (
    "ა a ბ b გ g დ d ე e ვ v ზ z თ t ი i კ k ლ l მ m ნ n ო o პ p ჟ zh რ r ს s ტ t უ u ფ p ქ k ღ gh ყ q შ sh ჩ ch "
    "ც ts ძ dz წ ts ჭ ch ხ kh ჯ j ჰ h "
)
_ARMENIAN: Final = (
    "ա a բ b գ g դ d ե e զ z է e ը y թ t ժ zh ի i լ l խ kh ծ ts կ k հ h ձ dz ղ gh ճ ch մ m յ y ն n շ sh ո o չ ch "
    "պ p ջ j ռ r ս s վ v տ t ր r ց ts ւ v փ p ք k օ o ֆ f ու u և ev "
)
_LATIN: Final = "ə a ŋ n ĸ k ſ s ɛ e ɔ o ɓ b ɗ d ƙ k ƴ y "
"""Letters that Unicode does not decompose, from Azeri and African alphabets."""


@cache
def _letters() -> tuple[re.Pattern[str], dict[str, str]]:
    words = f"{_CYRILLIC}{_GREEK}{_GEORGIAN}{_ARMENIAN}{_LATIN}".split()
    letters = {letter: sound.replace("-", "") for letter, sound in zip(words[::2], words[1::2], strict=True)}
    longest_first = sorted(letters, key=len, reverse=True)
    return re.compile("|".join(longest_first)), letters


@lru_cache(maxsize=1 << 14)
def latin(word: str) -> str:
    """Return a folded word in Latin letters. Words in unsupported scripts stay unchanged.

    >>> latin("козлов"), latin("παπαδοπουλοσ"), latin("ბერიძე"), latin("李小龙"), latin("zoe")
    ('kozlov', 'papadopoulos', 'beridze', '李小龙', 'zoe')
    """
    if word.isascii():
        return word
    pattern, letters = _letters()
    return pattern.sub(lambda found: letters[found[0]], word) or word


_ROMANIZATIONS: Final = (
    (r"^[yji]e", "e"),  # Yevgenia is Evgenia
    (r"^gi(?=[aou])", "i"),  # Giorgos is Yorgos
    (r"shch|schtsch|chtch|tsch|tch|sch|sh|ch|kh", "h"),
    (r"dj|dzh|zh", "j"),
    (r"ts|tz|cz|c(?=[eiy])", "z"),
    (r"ph", "f"),
    (r"f+$|w", "v"),  # Ivanoff, Iwanow
    (r"ck|qu|[cq]", "k"),
    (r"gu(?=[eiy])|gh", "g"),
    (r"x", "ks"),
    (r"ou|oo", "u"),
    (r"[yj]", "i"),
    (r"i*e*i+", "i"),
    (r"(.)\1+", r"\1"),
)
"""Patterns for French, German and English spellings of foreign sounds, each with its replacement."""


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(pattern), replacement) for pattern, replacement in _ROMANIZATIONS]


@lru_cache(maxsize=1 << 14)
def romanized(word: str) -> str:
    """Return a form that is equal for all transliterations of a name.

    >>> {romanized(word) for word in ("sergei", "sergej", "serguei", "sergey")}
    {'sergi'}
    """
    for pattern, replacement in _patterns():
        word = pattern.sub(replacement, word)
    return word


@lru_cache(maxsize=1 << 14)
def script(word: str) -> str:
    """Return the Unicode name of the script of a word's first letter.

    A Cyrillic word counts as Latin.

    >>> script("zoe"), script("козлов"), script("李小龙")
    ('LATIN', 'LATIN', 'CJK')
    """
    first = latin(word)[:1]
    return "LATIN" if first.isascii() else unicodedata.name(first, "").partition(" ")[0]
