"""Tests of Viadeo's three file formats."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcli.errors import BadInput
from netcli.importers import viadeo
from netcli.importers.places import of_path
from netcli.importers.source import of_bytes
from netcli.records import OWNER, BadRow, Item, Record, Used
from netcli.records import Testimony as Said  # pytest takes a class called Test… for tests

from .soundness import faults

EXAMPLES = Path(__file__).parents[2] / "examples" / "viadeo"

BROKEN = "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"


def answer(*data: Any, kind: str = "CONTACTS") -> list[Item]:
    """Read *data* as a response of Viadeo's API, and return the items."""
    document = {"id": "me1", "type": kind, "link": "http://www.viadeo.com/x", "data": data}
    source = of_bytes("x.json", json.dumps(document).encode())
    assert viadeo.claims(source)
    return list(viadeo.read(source))


@pytest.mark.parametrize("name", ["contacts.json", "160512101500_A_contacts.json", "Contacts Viadeo.csv"])
def test_examples_are_claimed(name: str) -> None:
    """Each example file is recognised by its content."""
    assert viadeo.claims(of_path(EXAMPLES / name))


@pytest.mark.parametrize(
    "data", [b'{"data": [{"name": "Ada"}]}', b"Nom;Prenom\nA;B\n", b"", b"[[["], ids=["json", "csv", "empty", "open"]
)
def test_others_are_not(data: bytes) -> None:
    """The name viadeo.json alone does not make a file an export of Viadeo."""
    assert not viadeo.claims(of_bytes("viadeo.json", data))


@pytest.mark.parametrize(
    ("distance", "says"),
    [
        pytest.param({"distance": 1}, [Said(OWNER, "a", "connected", line=1)], id="direct"),
        pytest.param({}, [Said(OWNER, "a", "connected", line=1)], id="not told, among contacts"),
        pytest.param(
            {"distance": 3}, [Said(OWNER, "a", "distance", link=None, detail="distance 3", line=1)], id="farther"
        ),
    ],
)
def test_distance(distance: dict[str, int], says: list[Said]) -> None:
    """If a contact's distance is more than 1, the contact has no link to the owner."""
    assert answer({"id": "a", "name": "Zoé E", **distance}) == [Used(), Record("a", "Zoé E", line=1), *says]


def test_distance_zero_is_the_owner() -> None:
    """A person with distance 0 is the owner."""
    assert answer({"id": "a", "name": "Moi", "distance": 0}) == [Used(), Record(OWNER, "Moi", line=1)]


def test_contact_cards() -> None:
    """E-mail addresses are read from a contact card. Phone numbers get their country's prefix."""
    card = {
        "kind": "PERSO",
        "company_adress": "",
        "city": "Lyon",
        "country": "FR",
        "emails": ["z@x.org"],
        "phones": [{"type": "MOBILE", "country": "FR", "dialing": "+33", "number": "600000001"}],
    }
    assert answer(card, kind="CONTACT_CARDS") == [
        Used(),
        Record("z@x.org", emails=("z@x.org",), phones=("+33 600000001",), city="Lyon", country="FR", line=1),
    ]


def test_inbox() -> None:
    """Each sender's messages are counted and dated. The text is not kept."""
    mails = [
        {"subject": "x", "message": "secret", "from": {"id": "a", "name": "Zoé E"}, "updated_time": day}
        for day in ("2011-05-02T14:07:45+02:00", "2011-06-02T14:07:45+02:00")
    ]
    assert answer(*mails, kind="INBOX") == [
        Record("a", "Zoé E", line=1),
        Used(),
        Used(),
        Said(
            OWNER,
            "a",
            "message",
            certainty="probable",
            since="2011-05-02",
            last="2011-06-02",
            count=2,
            direction="b_to_a",
            line=1,
        ),
    ]


def test_an_item_without_anybody_is_rejected() -> None:
    """An item that names nobody is rejected. The other items are read."""
    assert answer({"headline": "x"}, 7, {"id": 5, "name": "Ada"}, kind="X") == [
        BadRow(1, "names nobody", '{"headline": "x"}'),
        BadRow(2, "names nobody", "7"),
        Used(),
        Record("5", "Ada", line=3),
    ]


def test_lines_of_the_exporter() -> None:
    """Each line of the exporter's file is a contact. An invalid line is rejected."""
    line: dict[str, object] = {
        "id": "a",
        "name": "Zoé E",
        "headline": "Chef",
        "emails": ["z@x.org"],
        "phones": ["+33600000001"],
    }
    line |= {"chats": [], "socials": ["https://x.org/zoe"], "where": {"locality": "Lyon", "country": "France"}}
    text = f"{json.dumps(line)}\n\n{{broken\n"
    assert list(viadeo.read(of_bytes("x", text.encode()))) == [
        Used(),
        Record(
            "a",
            "Zoé E",
            emails=("z@x.org",),
            phones=("+33600000001",),
            urls=("https://x.org/zoe",),
            title="Chef",
            city="Lyon",
            country="France",
            line=1,
        ),
        Said(OWNER, "a", "connected", line=1),
        BadRow(3, f"not JSON ({BROKEN})", "{broken"),
    ]


def test_sheet_of_suggestions() -> None:
    """A suggestion by Viadeo's add-in is a signal, not a contact."""
    items = list(viadeo.read(of_path(EXAMPLES / "Contacts Viadeo.csv")))
    assert items[:2] == [
        Record(
            "Jean Marie Exemple|Dupuis",
            "Jean Marie Exemple",
            "Jean Marie",
            "Exemple",
            company="Dupuis",
            title="Directeur, Ventes",
            line=2,
        ),
        Said(
            OWNER,
            "Jean Marie Exemple|Dupuis",
            "suggestion",
            link=None,
            since="2015-05-12",
            detail="an add-in's suggestion",
            line=2,
        ),
    ]
    assert items[-1] == Used(rows=2)


def test_damaged_json() -> None:
    """Damaged JSON raises BadInput."""
    with pytest.raises(BadInput, match="not valid JSON"):
        list(viadeo.read(of_bytes("x", b'{"data": [{"distance": 1, "contact_count"')))


KEYS = st.sampled_from(["id", "name", "data", "from", "emails", "phones", "location", "distance", "updated_time"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner)
)


@given(st.binary() | JSON.map(lambda value: json.dumps({"data": value}).encode()))
def test_any_bytes(data: bytes) -> None:
    """Reading arbitrary bytes raises no error other than BadInput."""
    for head in (b"", b'{"data": [', b'{"headline": 1, "chats": 1, "socials": 1}\n', ";".join(viadeo.SHEET).encode()):
        source = of_bytes("x", head + data)
        viadeo.claims(source)
        assert faults(lambda source=source: viadeo.read(source)) == []
