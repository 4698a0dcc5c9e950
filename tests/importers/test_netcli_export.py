"""Tests of the importer of netcli's own exports."""

from __future__ import annotations

import json
from typing import Any

import pytest

from netcli.importers import netcli_export
from netcli.importers.source import of_bytes
from netcli.records import Example, NotUnderstood, Record, Testimony

ANA: dict[str, Any] = {"id": 1, "kind": "person", "name": "Ana Lind", "birthday": "--04-10"}
BO: dict[str, Any] = {"id": 2, "kind": "person", "name": "Bo Berg", "birthday": "1984-04"}
LINK: dict[str, Any] = {"a": 1, "b": 2, "kinds": ["friend"], "since": "2015", "last_contact": "2024-03-05"}


def read(*people: dict[str, Any], link: dict[str, Any]) -> list[Any]:
    """Return the items of an export. Reports about rows are left out."""
    document = {"schema": "netcli.export/1", "result": {"me": None, "people": people, "links": [link]}}
    items = netcli_export.read(of_bytes("book.json", json.dumps(document).encode()))
    return [item for item in items if isinstance(item, Record | Testimony | NotUnderstood)]


def test_dates_as_netcli_writes_them() -> None:
    """A date may lack the year or the day."""
    assert read(ANA, BO, link=LINK) == [
        Record("1", "Ana Lind", birthday="--04-10", line=1),
        Record("2", "Bo Berg", birthday="1984-04", line=2),
        Testimony("1", "2", "declared", "friend", "sure", "2015", "2024-03-05", line=3),
    ]


def test_what_another_program_wrote_into_it_is_said() -> None:
    """An invalid date, an unknown kind and an unknown certainty are reported."""
    odd = {**LINK, "since": "2018-11-99", "kinds": ["friend", "enemy"], "certainty": "maybe"}
    *_, testimony, birthday, kind, certainty, since = read(
        {**ANA, "birthday": "1984-18446744073709551616-02"}, BO, link=odd
    )
    assert testimony == Testimony("1", "2", "declared", "friend", "sure", None, "2024-03-05", line=3)
    assert birthday == NotUnderstood("birthday", None, 1, (Example(1, "1984-18446744073709551616-02", "not a date"),))
    assert kind == NotUnderstood("relation", "kinds", 1, (Example(3, "enemy", "the kind of link is unknown"),))
    why = "not one of sure, probable, guess"
    assert certainty == NotUnderstood("relation", "certainty", 1, (Example(3, "maybe", why),))
    assert since == NotUnderstood("since", "since", 1, (Example(3, "2018-11-99", "not a date"),))


def proof(kind: str, day: str) -> dict[str, Any]:
    """Return a piece of evidence as an export has it."""
    return {"network": "linkedin", "kind": kind, "date": day, "count": None}


@pytest.mark.parametrize(
    ("kinds", "evidence", "dated"),
    [
        pytest.param(
            ["met", "contact"], [proof("connected", "2015"), proof("meeting", "2024")], ["contact"], id="link"
        ),
        pytest.param(["met", "contact"], [proof("connected", "2016"), proof("meeting", "2015")], ["met"], id="meeting"),
        pytest.param(["friend", "contact"], [proof("connected", "2015")], ["contact"], id="connection"),
        pytest.param(["friend", "contact"], [proof("connected", "2016")], ["friend"], id="friendship"),
        pytest.param(["colleague", "friend", "met"], [], ["colleague", "friend"], id="unknown"),
        pytest.param(["met", "contact"], [], ["contact"], id="vague"),
        pytest.param(["met"], [proof("meeting", "2024")], ["met"], id="only one"),
    ],
)
def test_beginning_of_a_link_of_several_kinds(
    kinds: list[str], evidence: list[dict[str, Any]], dated: list[str]
) -> None:
    """The beginning of a link belongs to the kind that the evidence of this date proves, and never to another kind."""
    link = {**LINK, "kinds": kinds, "evidence": evidence}
    assert read(ANA, BO, link=link)[2:] == [
        Testimony("1", "2", "declared", kind, "sure", "2015" if kind in dated else None, "2024-03-05", line=3)
        for kind in kinds
    ]
