"""LiveJournal's list of friends and fans, `misc/fdata.bml`.

    # Note: Polite data miners cache on their end.  Impolite ones get banned.

    > zoe_exemple
    < zoe_exemple
    < paul

`>` marks friends, whom the owner reads. `<` marks fans, who read the owner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from netcli.identifiers import address, handle
from netcli.importers.source import Source
from netcli.importers.text import decode
from netcli.language import say
from netcli.records import OWNER, BadRow, Ignored, Item, Record, Testimony, Used

NETWORK: Final = "livejournal"
CAP: Final = 8 << 20
"""Maximum number of bytes read from a list. LiveJournal allowed 2000 friends."""
_LINE: Final = re.compile(r"([PC]?)([<>]) ([A-Za-z0-9_-]{1,25})")


def claims(source: Source) -> bool:
    """Return whether the first 40 lines contain only comments and the names of friends or fans."""
    lines = [line.strip() for line in source.text.splitlines()[:40]]
    entries = [line for line in lines if line and not line.startswith("#")]
    return bool(entries) and all(_LINE.fullmatch(line) for line in entries)


def read(source: Source) -> Iterator[Item]:
    """Yield a person for each login in the list.

    Mutual readers are probable contacts. Reading in one direction is only a signal.
    """
    ways: dict[str, str] = {}
    lines: dict[str, int] = {}
    with source.open() as stream:
        text = decode(stream.read(CAP)).text
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue  # comments and empty lines are not rows
        found = _LINE.fullmatch(line.strip())
        if not found:
            yield BadRow(number, say("neither a friend nor a fan"), line[:200])
        elif found[1] == "C":
            yield Ignored("community")
        elif found[2] in ways.get(found[3], ""):
            yield Ignored("repeated")
        else:
            yield Used()
            ways[found[3]] = ways.get(found[3], "") + found[2]
            lines.setdefault(found[3], number)
    for login, way in ways.items():
        at = lines[login]
        yield Record(login, handle(login), urls=(address(NETWORK, login.replace("_", "-")),), line=at)
        if len(way) == 2:
            yield Testimony(OWNER, login, "follow", certainty="probable", direction="both", line=at)
        else:
            direction = "a_to_b" if way == ">" else "b_to_a"
            yield Testimony(OWNER, login, "follow", None, direction=direction, line=at)
