"""Values as XML 1.0 text, between tags and in attributes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from netcli.exporters.shared.characters import Sieve

_ESCAPES: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def escaped(value: str, sieve: Sieve) -> str:
    r"""Return *value* escaped for XML, without forbidden characters.

    >>> escaped("Dupuis & Fils\x00 <Lyon>", Sieve())
    'Dupuis &amp; Fils &lt;Lyon&gt;'
    """
    return sieve.kept(value).translate(_ESCAPES)


def tag(name: str, attributes: Mapping[str, str], sieve: Sieve) -> str:
    """Return the inside of a start tag: its *name* and *attributes*."""
    return name + "".join(f' {key}="{escaped(value, sieve)}"' for key, value in attributes.items())
