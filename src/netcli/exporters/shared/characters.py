"""Remove and count characters that a format cannot hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from netcli.exporters.pieces import Notice
from netcli.language import plural, say


class Sieve:
    r"""Removes and counts characters that XML 1.0 forbids (production 2).

    >>> sieve = Sieve()
    >>> sieve.kept("Zoé\x07\n"), [notice.count for notice in sieve.notices("XML")]
    ('Zoé\n', [1])
    """

    def __init__(self) -> None:
        self.dropped = 0

    def kept(self, text: str) -> str:
        """Return *text* without the forbidden characters."""
        if text.isprintable():
            return text
        text, dropped = re.subn("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)
        self.dropped += dropped
        return text

    def notices(self, format_: str) -> Iterator[Notice]:
        """Yield a warning if characters were left out."""
        if self.dropped:
            message = say(
                "{characters} left out: {format} cannot represent them",
                characters=plural(self.dropped, "character"),
                format=format_,
            )
            yield Notice("characters_dropped", message, self.dropped)
