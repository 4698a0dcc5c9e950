"""Detect the encoding of a text file that is not in UTF-8.

£ukasz Brzêczyszczykiewicz    cp1250: in cp1252, `£` would begin a word
Èâàíîâ                        cp1251: whole words of letters outside ASCII
ñº                            cp932: two bytes per character, common characters of Japanese
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from typing import Final, NamedTuple

_ASCII: Final = bytes(range(128))
_COMMON: Final = frozenset("éèàçêôîïùûâëüöäìòåø")
_PLAUSIBLE: Final = frozenset("œæÉÈÀÂÇÊËÎÏÔÙÛÜŒÆÄÖñÑáíóúãõß’‘“”«»–—…°€·")
_POLISH: Final = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")

UNDEFINED: Final = frozenset((0x81, 0x8D, 0x8F, 0x90, 0x9D))
"""Bytes that have no character in cp1252."""

_LETTERS: Final = {"cp1252": _COMMON, "mac_roman": _COMMON, "cp1250": _COMMON | _POLISH}
_POLISH_WORD: Final = re.compile(rb"[A-Za-z][\xb3\xb9\xbf][a-z]|(?<![A-Za-z])[\xa3\xaf][a-z\xe0-\xff]|\x9c\xe6")
"""Polish letters in cp1250, in places where cp1252 makes no sense."""
_TURKISH: Final = (0xD0, 0xDD, 0xDE, 0xF0, 0xFD, 0xFE)
"""Bytes for Ğ İ Ş ğ ı ş, which cp1252 reads as Ð Ý Þ ð ý þ."""
_ICELANDIC: Final = (0xE1, 0xE6, 0xE9, 0xED, 0xF3, 0xFA)
"""Bytes for á æ é í ó ú, which Turkish never uses."""
_TURKISH_TIMES: Final = 3
"""Minimum ratio of Turkish letters to Icelandic letters in a Turkish file. Chosen, not measured."""
_CYRILLIC_WORD: Final = re.compile(rb"[\xa8\xb8\xc0-\xff]{3,}")
"""A word in the Cyrillic letters of cp1251; Latin scripts rarely have three accented letters in a row."""

_WIDE: Final = {"cp932": ((0x81, 0x98),), "gb18030": ((0xA1, 0xA3), (0xB0, 0xD7)), "big5": ((0xA1, 0xC6),)}
"""Encodings with two bytes per character, and the first bytes of their common characters."""
_BYTES: Final = 2
_BESIDE_LATIN: Final = re.compile(r"[A-Za-z][^\x00-\x7f]|[^\x00-\x7f][A-Za-z]")
_USUAL: Final = 0.8
"""Minimum share of common characters in Japanese or Chinese text. In other text, the share is about 0.5."""
_MIXED: Final = 0.3
"""Maximum share of Japanese or Chinese characters that stand next to a Latin letter.

If the share is larger, the characters are in fact accented letters.
"""


class Encoding(NamedTuple):
    """The encoding of a file, and how many characters cannot be decoded."""

    name: str
    lost: int


class Evidence:
    """Statistics of bytes from which the encoding of a file is guessed."""

    def __init__(self) -> None:
        self._wide = {name: _Wide(name) for name in _WIDE}
        self._high: Counter[int] = Counter()
        self._polish = self._cyrillic = 0

    def see(self, block: bytes) -> None:
        """Add the next block of the file to the statistics."""
        self._high.update(block.translate(None, _ASCII))
        self._polish += len(_POLISH_WORD.findall(block))
        self._cyrillic += sum(map(len, _CYRILLIC_WORD.findall(block)))
        for wide in self._wide.values():
            wide.see(block)

    def encoding(self) -> Encoding:
        """Return the encoding that gives the most plausible text. The default is cp1252."""
        usual, wide = max((wide.usual, name) for name, wide in self._wide.items())
        if usual >= _USUAL:
            return Encoding(wide, 0)
        if 2 * self._cyrillic > self._high.total():
            return Encoding("cp1251", self._high[0x98])
        best = max(("cp1252", "mac_roman", *(("cp1250",) if self._polish else ())), key=self._score)
        if best == "mac_roman":
            return Encoding(best, 0)
        if best == "cp1250":
            return Encoding(best, sum(self._high[byte] for byte in (0x81, 0x83, 0x88, 0x90, 0x98)))
        turkish = sum(self._high[byte] for byte in _TURKISH)
        others = sum(self._high[byte] for byte in _ICELANDIC)
        if turkish >= _TURKISH_TIMES * max(1, others):
            return Encoding("cp1254", sum(self._high[byte] for byte in UNDEFINED | {0x8E, 0x9E}))
        return Encoding("cp1252", sum(self._high[byte] for byte in UNDEFINED))

    def _score(self, encoding: str) -> int:
        common = _LETTERS[encoding]
        return sum(
            _score(bytes([byte]).decode(encoding, "replace"), common) * count for byte, count in self._high.items()
        )


class _Wide:
    """Decodes a file in one of the two-byte encodings, up to the first error."""

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding
        self._decoder: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder(encoding)()
        self._characters: Counter[str] = Counter()
        self._beside_latin = 0

    def see(self, block: bytes) -> None:
        """Decode the next block, unless decoding has already failed."""
        if self._decoder is None:
            return
        try:
            text = self._decoder.decode(block)
        except UnicodeDecodeError:
            self._decoder = None
            return
        self._characters.update(character for character in text if not character.isascii())
        self._beside_latin += len(_BESIDE_LATIN.findall(text))

    @property
    def usual(self) -> float:
        """Return the share of common characters, or 0 if this encoding is impossible."""
        number = self._characters.total()
        if self._decoder is None or not number or self._beside_latin > _MIXED * number:
            return 0.0
        return sum(count for character, count in self._characters.items() if self._is_usual(character)) / number

    def _is_usual(self, character: str) -> bool:
        written = character.encode(self._encoding)
        return len(written) == _BYTES and any(first <= written[0] <= last for first, last in _WIDE[self._encoding])


def _score(character: str, common: frozenset[str]) -> int:
    if character == "\u00a0":
        return 0
    return 2 if character in common else 1 if character in _PLAUSIBLE else -2
