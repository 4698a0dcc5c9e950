"""The user's day is local, instants are in UTC, and NETCLI_NOW fixes both."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Final

import pytest

from .running import Netcli

EAST: Final = {"TZ": "EAST-24", "NETCLI_NOW": ""}
"""The real clock, in a time zone where the date is always one day ahead of the date in UTC."""
WEST: Final = {"TZ": "WEST+24", "NETCLI_NOW": ""}
"""The real clock, in a time zone where the date is always one day behind the date in UTC."""


def utc(days: int = 0) -> str:
    """Return the day that comes *days* after the current day in UTC."""
    return (datetime.now(UTC) + timedelta(days)).date().isoformat()


def test_local_today(hamlet: Netcli) -> None:
    """If a day has begun in the user's time zone but not in UTC, the user can log a meeting on this day."""
    day = utc(1)
    outcome = hamlet.process("met", "Sophie", "--on", day, environment=EAST)
    assert (outcome.code, outcome.out) == (0, "")
    assert [each["date"] for each in hamlet.ok("brief", "Sophie")["result"]["meetings"]] == [day]


def test_local_yesterday(hamlet: Netcli) -> None:
    """A relative day is counted from the user's day."""
    days = {utc()}
    hamlet.process("met", "Sophie", "--on", "yesterday", environment=EAST)
    days.add(utc())  # midnight may have passed
    assert {each["date"] for each in hamlet.ok("brief", "Sophie")["result"]["meetings"]} <= days


def test_local_tomorrow(hamlet: Netcli) -> None:
    """If a day has begun in UTC but not in the user's time zone, the day is in the future."""
    day = utc()
    outcome = hamlet.process("met", "Sophie", "--on", day, environment=WEST)
    assert (outcome.code, outcome.err) == (2, f"netcli: {day} is in the future; only past days can be logged\n")


@pytest.mark.parametrize(("place", "ahead"), [pytest.param(EAST, 1, id="local"), pytest.param(WEST, 0, id="in UTC")])
def test_day_in_table(hamlet: Netcli, place: dict[str, str], ahead: int) -> None:
    """If a day has begun in the user's time zone or in UTC, a table may contain it. A table states no time zone."""
    day = utc(ahead)
    rows = f"from,to,since\nPierre Martin,Sophie Durand,{day}\n"
    outcome = hamlet.process("link", "-", stdin=rows, environment=place)
    assert outcome.code == 0, outcome.err
    assert hamlet.ok("show", "Pierre Martin", "Sophie Durand")["result"]["link"]["since"] == day


def test_message_to_come(hamlet: Netcli, tmp_path: Path) -> None:
    """A message is in the future if its day has not begun in UTC, wherever the user is."""
    file = tmp_path / "mail.mbox"
    people = "From: pierre@example.org\nTo: zoe@example.org"
    file.write_text(
        "".join(
            f"From -\nMessage-ID: <{number}@example.org>\nDate: {format_datetime(when)}\n{people}\n\nText\n\n"
            for number, when in enumerate((datetime.now(UTC) - timedelta(9), datetime.now(UTC) + timedelta(1)))
        )
    )
    document = hamlet.process("import", file, "--json", environment=EAST).json()
    (entry,) = document["result"]
    assert (entry["used"], entry["why_ignored"]) == (1, {"future": 1})


def test_fixed_clock(hamlet: Netcli) -> None:
    """NETCLI_NOW is in UTC, wherever the user is."""
    outcome = hamlet.process("met", "Sophie", "--on", "2026-11-24", environment={"TZ": "EAST-24"})
    assert (outcome.code, outcome.err) == (2, "netcli: 2026-11-24 is in the future; only past days can be logged\n")


@pytest.mark.parametrize("place", [EAST, WEST], ids=["east", "west"])
def test_request_after_an_import(hamlet: Netcli, tmp_path: Path, place: dict[str, str]) -> None:
    """An import whose people were asked later is undone only with `--yes`, wherever the user is."""
    file = tmp_path / "people.csv"
    file.write_text("name,email\nAnn Berg,ann@example.org\n", encoding="utf-8")
    assert hamlet.process("import", file, environment=place).code == 0
    (entry,) = hamlet.ok("imports", "--limit", "1")["result"]
    hamlet.ok("link", "-", stdin="from,to\nAnn Berg,Cy Roth\n")
    assert hamlet.process("intro", "asked", "Cy Roth", "--via", "Ann Berg", environment=place).code == 0
    assert hamlet.process("undo", "--batch", str(entry["batch"]), environment=place).code == 6
