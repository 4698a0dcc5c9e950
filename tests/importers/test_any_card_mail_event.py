"""A file that begins like a card, mail, event or LDIF entry crashes no importer."""

from __future__ import annotations

import re
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcli.importers import calendar, ldif, mail, vcard
from netcli.importers.source import of_bytes
from netcli.records import BadRow, Ignored, Used

from .soundness import faults

STARTS = {
    vcard: b"BEGIN:VCARD\n",
    calendar: b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n",
    ldif: b"dn: cn=x\n",
    mail: b"From a@b 12:00:00 2025\nFrom: ",
}
WORDS = [
    b"BEGIN:VCARD",
    b"END:VCARD",
    b"FN:Zo\xc3\xa9",
    b"N;ENCODING=QUOTED-PRINTABLE:=\n",
    b"AGENT:",
    b'RELATED;TYPE="a:urn:uuid:1',
    b"BEGIN:VEVENT",
    b"END:VEVENT",
    b'ATTENDEE;CN=":mailto:z@e.org',
    b"RRULE:FREQ=DAILY;COUNT=9",
    b"DTSTART:20240231",
    b"dn: x",
    b"cn:: =",
    b"mail: z@e.org",
    b"From a@b 1",
    b"From: =?utf-8?b?w?= <z@e.org>",
    b"To: a:(b;<c",
    b"\r",
    b"\n",
    b"\n\n",
    b"Date: 31 Feb 2025 99:99 +9999",
    b" ",
    b"\xff",
    b"\0",
    b":",
    b";",
    b"\xef\xbb\xbf",
    b'X-Gmail-Labels: "a',
]


@pytest.mark.parametrize("importer", STARTS, ids=lambda importer: importer.NETWORK)
@given(rest=st.one_of(st.binary(max_size=300), st.lists(st.sampled_from(WORDS), max_size=25).map(b"\n".join)))
def test_any_bytes_are_read_or_refused(importer: ModuleType, rest: bytes) -> None:
    """An importer raises no exception except BadInput."""
    source = of_bytes("x", STARTS[importer] + rest)
    importer.claims(source)
    assert faults(lambda: importer.read(source)) == []


@given(lines=st.lists(st.sampled_from([*WORDS[:6], b"", b"rubbish"]), max_size=30))
def test_every_card_has_one_fate(lines: list[bytes]) -> None:
    """Each card is counted once, as used, ignored or rejected."""
    lines = [line for line in lines if line != b"AGENT:"]
    data = b"\n".join(lines)
    items = list(vcard.read(of_bytes("x", data)))
    assert sum(isinstance(item, Used | Ignored | BadRow) for item in items) == len(
        re.findall(rb"(?m)^BEGIN:VCARD$", data)
    )
