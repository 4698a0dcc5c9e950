"""How fields are written within French sentences: elision, decimal commas, spaces in large numbers."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from netcli.french.words import SYSTEM
from netcli.language import spoken

ELIDING: Final = frozenset("aeiouyhœ")
"""The initials, without accents, before which `de` and `que` lose their vowel."""


HIGH: Final = re.compile(r" (?=[;:!?»](?:\s|$))|(?<=«) ")
"""A blank beside a sign that French sets off."""


def spaced(text: str) -> str:
    """Return *text* so that no line breaks before a sign that French sets off.

    >>> spaced("Qui ? Toi : « oui »")
    'Qui\xa0? Toi\xa0: «\xa0oui\xa0»'
    """
    return HIGH.sub("\u00a0", text)


class Text(str):
    """A text that may follow `de` or `que`.

    >>> f"{Text('Bo'):de}, {Text('Élodie'):de}, {Text('Anne'):que}"
    "de Bo, d'Élodie, qu'Anne"
    """

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        if spec not in ("de", "que"):
            return super().__format__(spec)
        initial = unicodedata.normalize("NFD", self[:1]).casefold()[:1]
        return f"{spec[:-1]}'{self}" if initial in ELIDING else f"{spec} {self}"


class Number:
    """A number with a decimal comma and unbreakable spaces.

    >>> f"{Number(1234.5):,.1f}, {Number(.12):.0%}" == "1\\u202f234,5, 12\\u00a0%"
    True
    >>> f"{Number(5)!r}, {Number(.5)!r}"
    '5, 0,5'
    """

    __slots__ = ("value",)

    def __init__(self, value: float) -> None:
        self.value = value

    def __str__(self) -> str:
        return format(self, "")

    __repr__ = __str__  # for sentences that quote what was read, whether or not it is a number

    def __format__(self, spec: str) -> str:
        written = format(self.value, spec)
        return written.replace(",", "\u202f").replace(".", ",").replace("%", "\u00a0%")


def inflected(value: object) -> object:
    """Return the value of a field so that a French sentence can hold it."""
    if isinstance(value, str):
        return Text(SYSTEM.get(value) or spoken(value))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return Number(value)
    return value
