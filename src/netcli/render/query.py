"""Addresses in the format of mail programs: a first line with the count, then tab-separated lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from netcli.answers import Answer
from netcli.answers.query import Address
from netcli.language import tr
from netcli.render.clean import clean
from netcli.render.phrases import plural


def lines(answer: Answer[object, Sequence[Address]], *, message: bool = True) -> Iterator[str]:
    """Yield one line per address. If *message* is true, first yield the number of addresses."""
    found = answer.result
    if message:
        yield f"{plural(len(found), 'address', 'addresses') if found else tr('nobody matches')}\n"
    for address in found:
        parts = (address.email, address.name or address.email, address.other or "")
        yield "\t".join(clean(part).replace("\t", " ") for part in parts) + "\n"
