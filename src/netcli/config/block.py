"""A block of lines between two markers in a shell's configuration file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from netcli.errors import BadInput
from netcli.language import say

BEGIN: Final = "# >>> netcli completion >>>"
END: Final = "# <<< netcli completion <<<"
_BLOCK: Final = re.compile(rf"^{re.escape(BEGIN)}$.*?^{re.escape(END)}$\n?", re.DOTALL | re.MULTILINE)


def put(text: str, lines: Sequence[str]) -> str:
    r"""Return *text* with *lines* between netcli's two markers.

    >>> put("a", ["b"])
    'a\n# >>> netcli completion >>>\nb\n# <<< netcli completion <<<\n'
    >>> put(put("a", ["b"]), ["c"]) == put("a", ["c"])
    True
    """
    block = "".join(f"{line}\n" for line in (BEGIN, *lines, END))
    if _has_block(text):
        return _BLOCK.sub(lambda _: block, text)
    return f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{block}"


def take(text: str) -> str:
    r"""Return *text* without netcli's block of lines and its markers.

    >>> take(put("a\n", ["b"]))
    'a\n'
    """
    return _BLOCK.sub("", text) if _has_block(text) else text


def _has_block(text: str) -> bool:
    """Raise BadInput if netcli's block of lines was changed by hand."""
    lines = text.splitlines()
    marks = lines.count(BEGIN), lines.count(END), len(_BLOCK.findall(text))
    if len(set(marks)) > 1 or marks[0] > 1:
        raise BadInput(
            say("netcli's block of lines was changed by hand"),
            say("remove the block around {begin!r} by hand", begin=BEGIN),
        )
    return marks[0] == 1
