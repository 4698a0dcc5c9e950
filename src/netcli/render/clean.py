"""Make untrusted text harmless: no control character in a file may control the terminal."""

from __future__ import annotations

from typing import Final

_JOINERS: Final = "\u200c\u200d"
"""Zero-width joiner and non-joiner: harmless, and needed by Persian words and family emoji."""


def clean(text: str) -> str:
    """Return *text* on one line, without characters that control a terminal.

    >>> clean("Ann\\x1b[31m\\nLee")
    'Ann�[31m Lee'
    """
    return text if text.isprintable() else "".join(map(_shown, text.replace("\r\n", " ")))


def _shown(character: str) -> str:
    """Return *character*, or a blank or � instead of a control character."""
    from unicodedata import category  # few names need it

    if character in _JOINERS or (kind := category(character)) not in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return character
    return " " if kind in ("Zl", "Zp") or character in "\t\n" else "\ufffd"


def escaped(document: str) -> str:
    r"""Return a JSON document in which every unprintable character is written as `\uXXXX`."""
    return "\n".join(line if line.isprintable() else "".join(map(_escape, line)) for line in document.split("\n"))


def _escape(character: str) -> str:
    if character.isprintable():
        return character
    units = character.encode("utf-16-be", "surrogatepass")  # two escapes for a code point above U+FFFF
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
