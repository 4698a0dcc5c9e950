"""One importer claims each example and yields exactly the expected items."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import pytest

from netcli import importers
from netcli.errors import BadInput
from netcli.importers.places import Place, of_path, places
from netcli.records import OWNER, BadRow, Ignored, Item, NotUnderstood, Record, Row, UnusedColumn, Used
from netcli.records import Testimony as Said  # pytest takes a class called Test… for tests

from .unused import unused

EXAMPLES = Path(__file__).parents[2] / "examples"
SCRIPT = ".py"
"""The suffix of example scripts, which are not imported."""
PLACES = [place for place in places(str(EXAMPLES)) if isinstance(place, Place) and not place.name.endswith(SCRIPT)]
GOLDEN = [place for place in PLACES if not place.name.startswith(str(EXAMPLES / "article"))]
"""All examples except the sample of `netcli demo`. Other tests cover the sample."""


def _names(listed: list[Place]) -> list[str]:
    return [str(Path(place.name).relative_to(EXAMPLES)) for place in listed]


EACH = pytest.mark.parametrize("place", PLACES, ids=_names(PLACES))


def plain(item: Item) -> dict[str, Any]:
    """Return the class name and the non-default fields of *item*."""
    return {type(item).__name__: _plain(item)}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if not hasattr(value, "__dataclass_fields__"):
        return value
    told = {field.name: (getattr(value, field.name), field.default) for field in fields(value)}
    return {name: _plain(said) for name, (said, default) in told.items() if default is MISSING or said != default}


@pytest.mark.parametrize("place", GOLDEN, ids=_names(GOLDEN))
def test_golden(place: Place, regenerate: bool) -> None:
    """Each example gives the items that the file `NAME.expected.json` lists."""
    expected = Path(f"{place.name}.expected.json")
    reading = importers.recognise(place.source)
    items = list(reading.items())
    rows = [item for item in items if not isinstance(item, (NotUnderstood, UnusedColumn))]
    said = {"network": reading.network, "items": [plain(item) for item in rows]} | unused(items)
    if regenerate:
        expected.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert said == json.loads(expected.read_text(encoding="utf-8"))


@EACH
def test_claimed_by_one(place: Place) -> None:
    """Exactly one specific importer claims each example. If there is no such importer, exactly one general importer
    claims the example.
    """
    claimants = [each for each in importers.FORMATS if each.importer().claims(place.source)]
    generic = [each for each in importers.GENERIC if each.importer().claims(place.source)]
    assert len(claimants or generic) == 1
    assert all(each.may_be(place.source) for each in claimants or generic)


@EACH
def test_holds_together(place: Place) -> None:
    """All evidence is about people in the example. At least one row is used."""
    items = list(importers.recognise(place.source).items())
    records = [item for item in items if isinstance(item, Record)]
    records += [record for item in items if isinstance(item, Row) for record in item.records]
    said = [item for item in items if isinstance(item, Said)]
    assert {end for each in said for end in (each.a, each.b)} <= {record.key for record in records} | {OWNER}
    assert any(isinstance(item, (Used, Row)) for item in items)
    assert all(item.reason for item in items if isinstance(item, BadRow))
    assert all(item.why for item in items if isinstance(item, Ignored))


def test_expectations_are_no_exports() -> None:
    """Files of expected items are not imported."""
    assert not [place.name for place in PLACES if place.name.endswith(".expected.json")]
    for path in EXAMPLES.rglob("*.expected.json"):
        with pytest.raises(BadInput, match="does not know this format"):
            importers.recognise(of_path(path))


def test_expectations_have_an_example() -> None:
    """Every file of expected items belongs to an example."""
    known = {f"{place.name}.expected.json" for place in GOLDEN}
    assert {str(path) for path in EXAMPLES.rglob("*.expected.json")} == known
