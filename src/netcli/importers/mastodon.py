"""The accounts that a Mastodon (or Friendica) user follows: `following_accounts.csv`.

    Account address,Show boosts,Notify on new posts,Languages
    zoe@mastodon.example,true,false,"fr, en"

The oldest servers wrote no header. Following somebody is a signal, not a link.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from netcli.identifiers import address
from netcli.importers.formats.values import Values
from netcli.importers.source import Source
from netcli.importers.text import decode
from netcli.language import say
from netcli.records import OWNER, BadRow, Ignored, Item, Record, Testimony, Used

NETWORK: Final = "mastodon"
CAP: Final = 64 << 20
"""Maximum number of bytes that are read from one list."""
HEADER: Final = "account address"
MUTED: Final = "hide notifications"
"""A list with this column is a list of muted accounts. Such a list is not imported."""
_HANDLE: Final = re.compile(r"@?([\w.-]+)@([a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.IGNORECASE | re.ASCII)


def claims(source: Source) -> bool:
    """Return whether the file has Mastodon's header, or contains only handles.

    Without a header, the file must be named `following…`, or each handle must begin with `@`.
    """
    lines = [line.strip() for line in source.text.splitlines()[:40] if line.strip()]
    first = lines[0].casefold().replace('"', "") if lines else ""
    if first.split(",")[0] == HEADER:
        return MUTED not in first
    handles = [_HANDLE.fullmatch(line.split(",")[0]) for line in lines[:39]]
    named = source.basename.startswith("following") or all(line.startswith("@") for line in lines)
    return bool(lines) and named and all(handles)


def read(source: Source) -> Iterator[Item]:
    """Yield each account that the owner follows."""
    with source.open() as stream:
        text = decode(stream.read(CAP)).text
    seen: set[str] = set()
    values, columns = Values(), [HEADER]
    rows = csv.reader(io.StringIO(text, newline=""))
    while True:
        line = rows.line_num + 1
        try:
            cells = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            yield BadRow(line, str(error))
            continue
        handle = cells[0].strip() if cells else ""
        found = _HANDLE.fullmatch(handle)
        if line == 1 and handle.casefold() == HEADER:
            columns = cells
            continue
        for place, cell in enumerate(cells[1:], 1):  # settings such as `Show boosts`, which are not kept
            if cell.strip():
                values.leave(columns[place] if place < len(columns) else say("column {place}", place=place + 1))
        if not handle:
            yield Ignored("empty")
        elif not found:
            yield BadRow(line, say("not an account"), ",".join(cells)[:200])
        elif (key := f"{found[1]}@{found[2]}".casefold()) in seen:
            yield Ignored("repeated")
        else:
            seen.add(key)
            yield Used()
            yield Record(
                key, f"{found[1]}@{found[2]}", urls=(address(NETWORK, f"{found[1]}@{found[2].casefold()}"),), line=line
            )
            yield Testimony(OWNER, key, "follow", None, direction="a_to_b", line=line)
    yield from values.items()
