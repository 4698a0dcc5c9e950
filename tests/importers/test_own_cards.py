"""If netcli exported a card, only the user's edits are imported."""

from __future__ import annotations

import re

import pytest

from netcli import exporters
from netcli.answers.export import Extract
from netcli.answers.people import Link
from netcli.cards import digest_of, uids
from netcli.importers import vcard
from netcli.importers.source import of_bytes
from netcli.intake.edited_cards import changes
from netcli.records import OWNER, Edited, Item, NotUnderstood, Record, Used
from netcli.records import Testimony as Said  # pytest takes a class called Test… for tests

from ..exporters.people import link, person

BOOK = "a book"
JAN = person(
    7,
    "Jan van der Berg",
    company="Dupuis",
    emails=["jan@example.nl", "j.berg@example.com"],
    phones=["+31612345678"],
    urls=["https://www.linkedin.com/in/jan-van-der-berg"],
    tags=["rail", "choir"],
    birthday="--02-29",
    note='Met: "at sea", \\o/\nRings back.',
)
MAEVE = person(9, "Maeve O'Neil")


def _card(*links: Link, format_: exporters.FolderExporter = exporters.vcard) -> str:
    """Return Jan's card from an exported folder."""
    files = {
        name: "".join(piece for piece in pieces if isinstance(piece, str))
        for name, pieces in format_.files(Extract([JAN, MAEVE], links, BOOK))
    }
    return files[f"{uids(BOOK)(JAN.id)}.vcf"]


def _read(card: str, book: str = BOOK) -> list[Item]:
    source = of_bytes("card.vcf", card.encode())
    return list(vcard.read(source.of(source.owner, digest_of(book))))


def _edited(card: str) -> Edited:
    (item,) = _read(card)
    assert isinstance(item, Edited)
    return item


@pytest.mark.parametrize("format_", [exporters.vcard, exporters.vcard3], ids=["4.0", "3.0"])
def test_nothing_was_changed(format_: exporters.FolderExporter) -> None:
    """A card without edits gives no changes."""
    edited = _edited(_card(link(7, 9, "friend", "colleague"), format_=format_))
    assert (edited.person, edited.record.name, edited.revised) == (7, JAN.name, "2026-11-23")
    assert edited.then == edited.now
    assert changes(edited, JAN) == ({}, {})


def test_a_program_writes_in_its_own_way() -> None:
    """If a program changes only the format of a card, the card counts as unedited."""
    card = _card().replace("\r\n ", "").replace("\r\n", "\n")
    card = card.replace("+31612345678", "+31 6 12 34 56 78").replace("jan@example.nl", "Jan@Example.NL")
    assert changes(_edited(card), JAN) == ({}, {})


def test_what_was_changed() -> None:
    """New values and a removed address are edits."""
    card = _card().replace("ORG:Dupuis", "ORG:Exemple SA\r\nTITLE:Captain\r\nTEL:+33145678901")
    card = card.replace("EMAIL:j.berg@example.com\r\n", "").replace("REV:20261123T100000Z", "REV:2027-01-02T03:04:05Z")
    edited = _edited(card)
    assert edited.revised == "2027-01-02"
    assert changes(edited, JAN) == (
        {"company": "Exemple SA", "title": "Captain", "phones": ["+33145678901"]},
        {"emails": ["j.berg@example.com"]},
    )


def test_what_was_cleared() -> None:
    """Removing a note or a birthday is an edit."""
    card = re.sub(r"(?:NOTE|BDAY).*\r\n(?: .*\r\n)*", "", _card())
    assert changes(_edited(card), JAN) == ({}, {"birthday": ["--02-29"], "note": [JAN.note]})


def test_what_the_book_learnt_meanwhile_stays() -> None:
    """An old card does not remove or undo what the book learnt later."""
    today = JAN.replaced(title="Captain", emails=[*JAN.emails, "jan@example.com"], company="Exemple SA")
    assert changes(_edited(_card()), today) == ({}, {})
    card = _card().replace("N:van der Berg", "TEL:+33145678901\r\nN:van der Berg")
    assert changes(_edited(card), today) == ({"phones": ["+33145678901"]}, {})


def test_a_program_dropped_the_marks() -> None:
    """If netcli's marks are missing, a newer card adds values but removes none."""
    card = re.sub(r"X-NETCLI-WROTE:.*\r\n(?: .*\r\n)*", "", _card()).replace("ORG:Dupuis", "ORG:Exemple SA")
    card = card.replace("EMAIL:j.berg@example.com\r\n", "")
    assert changes(_edited(card), JAN) == ({}, {})
    assert changes(_edited(card.replace("REV:2026", "REV:2027")), JAN) == ({"company": "Exemple SA"}, {})


@pytest.mark.parametrize("together", [True, False], ids=["one file", "two files"])
def test_a_new_relation(together: bool) -> None:
    """A new relation links two people. A relation that netcli wrote is not repeated."""
    uid = uids(BOOK)
    card = _card(link(7, 9, "friend")).replace("REV:", f"RELATED;TYPE=sibling:urn:uuid:{uid(9)}\r\nREV:")
    other = f"BEGIN:VCARD\r\nVERSION:4.0\r\nUID:urn:uuid:{uid(9)}\r\nFN:Maeve O'Neil\r\nEND:VCARD\r\n"
    items = _read(card + other if together else card)
    assert [item for item in items if isinstance(item, Record)] == [
        Record(uid(7), mention="id:7", line=16),
        Record(uid(9), mention="id:9", line=16),
    ]
    (said,) = [item for item in items if isinstance(item, Said)]
    assert (said.a, said.b, said.kind, said.link) == (uid(9), uid(7), "relation", "sibling")


def test_another_book_takes_it_for_a_card() -> None:
    """An import into another book makes no link to the owner."""
    items = _read(_card(link(7, 9, "friend")), "another book")
    assert [type(item) for item in items] == [Used, Record, NotUnderstood]
    assert next(item.name for item in items if isinstance(item, Record)) == JAN.name


def test_a_card_of_another_program_is_a_contact() -> None:
    """A card from another program is a contact of the owner."""
    card = "BEGIN:VCARD\nVERSION:4.0\nUID:urn:uuid:11111111-1111-4111-8111-111111111111\nFN:Jan\nEND:VCARD\n"
    (said,) = [item for item in _read(card) if isinstance(item, Said)]
    assert (said.a, said.kind) == (OWNER, "declared")
