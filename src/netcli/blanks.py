"""Replace people's names and addresses in texts, such as file names, by `…`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Final

BLANK: Final = "…"
"""The text that replaces a name."""
_MARK: Final = "[\u0300-\u036f]*"
_SPACED: Final = 0x2E80
"""First code point of the scripts without spaces between words."""


def blanking(names: Iterable[str], keys: Iterable[str]) -> Callable[[str], str]:
    """Return a function that blanks these *names* and *keys* in a text.

    >>> blanking(["Zoé Exemple"], ["zoe@example.org"])("exemple_zoe and Zoes.txt from zoe@example.org")
    '… and Zoes.txt from …'
    """
    # keys first, because an address may begin with a name
    expressions = [*(_bounded(re.escape(each)) for each in keys), *map(_name_pattern, names)]
    if not expressions:
        return lambda text: text
    pattern = re.compile("|".join(expressions), re.IGNORECASE)

    def blank(text: str) -> str:
        plain = text if text.isascii() else unicodedata.normalize("NFD", text)
        blanked, count = pattern.subn(BLANK, plain)
        return unicodedata.normalize("NFC", blanked) if count else text

    return blank


def bare(key: str) -> str:
    """Return a key without its optional parts: a URL without the scheme and `www.`."""
    return key.partition("://")[2].removeprefix("www.") or key


def words(name: str) -> list[str]:
    """Return the words of a name, without what separates them."""
    return re.findall(r"[^\W_]+", name)


def _name_pattern(name: str) -> str:
    """Return a regular expression for *name*, with the family name first or last."""
    plain = "".join(each for each in unicodedata.normalize("NFD", name) if not "\u0300" <= each <= "\u036f")
    each_word = ["".join(re.escape(each) + _MARK for each in word) for word in words(plain)]
    orders = [each_word[start:] + each_word[:start] for start in range(len(each_word))]
    return "|".join(_bounded(r"[\W_]*".join(order)) if ord(name[0]) < _SPACED else "".join(order) for order in orders)


def _bounded(expression: str) -> str:
    return rf"(?<![^\W_]){expression}(?![^\W_])"
