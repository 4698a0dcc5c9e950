"""Tests that the dates in the sample move with today's date."""

from __future__ import annotations

from datetime import date

import pytest

from netcli.intake.sample import DAY, Shift, _move, move_name

from ..running import Netcli


@pytest.mark.parametrize(
    ("today", "shift"),
    [
        pytest.param(DAY, (0, 0), id="the day itself"),
        pytest.param(date(2026, 12, 1), (0, 8), id="days later"),
        pytest.param(date(2026, 11, 22), (-1, 364), id="the day before"),
        pytest.param(date(2033, 11, 23), (7, 0), id="years later"),
    ],
)
def test_whole_years_first(today: date, shift: tuple[int, int]) -> None:
    """A shift is counted in whole years, and then in days."""
    assert Shift.to(today) == shift
    assert Shift.to(today)(DAY) == today


@pytest.mark.parametrize(
    ("written", "moved"),
    [
        ("2026-11-02 09:30:00 UTC", "2028-11-10 09:30:00 UTC"),
        ("Astilleros,12 Jan 2019", "Astilleros,20 Jan 2021"),
        ("29 Feb 2020", "08 Mar 2022"),
        ("05/09/2012", "13/09/2014"),
        ('"11/3/26, 9:12 AM"', '"11/11/28, 9:12 AM"'),
        ("Jan 2009,Feb 2013", "Jan 2011,Feb 2015"),
        ("colleague,2009,,sure,,same office until 2013", "colleague,2011,,sure,,same office until 2015"),
        ("/in/moi-test-31 profil-ferme-1f2e3d answer/261", "/in/moi-test-31 profil-ferme-1f2e3d answer/261"),
    ],
)
def test_every_shape_of_date(written: str, moved: str) -> None:
    """A moved date keeps its format and precision. Other numbers do not change."""
    assert _move(written.encode(), Shift(2, 8)).decode() == moved


def test_an_archive_is_called_after_its_day() -> None:
    """If the sample is shifted to other days, the date in an archive's name is shifted, too."""
    assert move_name("Complete_LinkedInDataExport_11-20-2026.zip", Shift(2, 8)).endswith("_11-28-2028.zip")


@pytest.mark.parametrize("now", ["2020-02-29", "2027-05-20", "2028-11-23", "2033-01-15"])
def test_the_chances_are_those_of_the_samples_day(netcli: Netcli, now: str, sample: Netcli) -> None:
    """On any day, the chain to Sophie is printed in the same words."""
    told = sample("path", "me", "Sophie")
    moved = Netcli(sample.db.with_name("moved.db"))
    moved("demo", environment={"NETCLI_NOW": now})
    assert _yearless(moved("path", "me", "Sophie", environment={"NETCLI_NOW": now}).out) == _yearless(told.out)


@pytest.mark.parametrize("now", ["2020-02-29", "2026-11-23", "2033-01-15"])
def test_somebody_is_due_on_any_day(netcli: Netcli, now: str) -> None:
    """`netcli due` lists two people of the sample on any day."""
    clock = {"NETCLI_NOW": now}
    assert netcli("demo", environment=clock).code == 0
    due = netcli("due", "--json", environment=clock).json()["result"]
    assert [(each["person"]["name"], each["rhythm_days"]) for each in due] == [
        ("Maeve O'Neil", 42),
        ("Pierre Martin", 14),
    ]
    assert netcli("check", environment=clock).code == 0


def _yearless(text: str) -> str:
    return "".join("#" if each.isdigit() else each for each in text)
