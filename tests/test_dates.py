"""Each date format that exports use is read. Any other text is not a date."""

from __future__ import annotations

from calendar import month_abbr
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcli.dates import column_order, from_epoch, from_name, parse, valid


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("05 Mar 2024", "2024-03-05"),
        ("5 Mar 2024", "2024-03-05"),
        ("7-Feb-22", "2022-02-07"),
        ("9/5/26, 1:12\u202fAM", "2026-09-05"),
        ("01/24/18, 03:00 PM", "2018-01-24"),
        ("01/01/24", "2024-01-01"),
        ("2026-06-24 22:17:33 UTC", "2026-06-24"),
        ("2022-09-18 02:10 UTC", "2022-09-18"),
        ("2023/03/01 19:52:23 UTC", "2023-03-01"),
        ("Sat Sep 05 08:12:14 UTC 2026", "2026-09-05"),
        ("Sat, 05 Sep 2026 23:12:14 -0400", "2026-09-06"),
        ("Apr 08, 2024 07:00 AM", "2024-04-08"),
        ("Tue Mar 05 2024 23:30:00 GMT-0500 (Eastern Standard Time)", "2024-03-06"),
        ("2024-W10-2", "2024-03-05"),
        ("2024-W54-1", None),
        ("3/2024", "2024-03"),
        ("03.2024", "2024-03"),
        ("13/2024", None),
        ("Jan 2015", "2015-01"),
        ("Jan-15", "2015-01"),
        ("2018", "2018"),
        ("2024-03", "2024-03"),
        ("2011-05-02T00:07:45.079+02:00", "2011-05-01"),
        ("20240305T101112Z", "2024-03-05"),
        ("1577836800", "2020-01-01"),
        ("1710000000000", "2024-03-09"),
        ("12 mars 2023", "2023-03-12"),
        ("1er août 2019", "2019-08-01"),
        ("févr. 2015", "2015-02"),
        ("mardi 12 mai 2015", "2015-05-12"),
        ("mar. 3 mar 2015", "2015-03-03"),
        ("3. März 2020", "2020-03-03"),
        ("12 de marzo de 2023", "2023-03-12"),
        ("3 maggio 2020", "2020-05-03"),
        ("7 de outubro de 2020", "2020-10-07"),
        ("12.03.2024", "2024-03-12"),
        ("45356", "2024-03-05"),
        ("45356.5", "2024-03-05"),
        ("45356,25", "2024-03-05"),
        ("99999", None),
        ("99999999999999999999", None),
        ("2024年3月5日", "2024-03-05"),
        ("2024 年 3 月 5 日", "2024-03-05"),
        ("２０２４年３月５日", "2024-03-05"),
        ("2024年3月5日 10:30", "2024-03-05"),
        ("2024年3月", "2024-03"),
        ("3月5日", "--03-05"),
        ("2024年2月31日", None),
        ("令和6年3月5日", "2024-03-05"),
        ("昭和60年3月5日", "1985-03-05"),
        ("平成元年5月1日", "1989-05-01"),
        ("2024년 3월 5일", "2024-03-05"),
        ("5 maart 2024", "2024-03-05"),
        ("5 marca 2024 r.", "2024-03-05"),
        ("5 марта 2024 г.", "2024-03-05"),
        ("7 мая 1985", "1985-05-07"),
        ("5 Mayıs 2024", "2024-05-05"),
        ("5 mars 2024", "2024-03-05"),
        ("12 października 2023", "2023-10-12"),
        ("5. 3. 2024", "2024-03-05"),
        ("2024. 3. 5.", "2024-03-05"),
        ("5.3.2024 r.", "2024-03-05"),
        ("1990-01-01;", "1990-01-01"),
        ("1604-03-12", "--03-12"),
        ("--0312", "--03-12"),
        ("12 March", "--03-12"),
        ("05/06/2024", "2024"),
        ("N/A", None),
        ("", None),
        ("0000-00-00", None),
        ("0/0/00", None),
        ("4501-01-01", None),
        ("31/02/2024", None),
        ("31 Feb 2024", None),
        ("Present", None),
        ("10:99 5 Mar 2024", None),
    ],
)
def test_shapes(text: str, found: str | None) -> None:
    """A date is read as precisely as the text states it. Any other text gives None."""
    assert parse(text) == found


@pytest.mark.parametrize(("day_first", "found"), [(True, "2024-06-05"), (False, "2024-05-06"), (None, "2024")])
def test_order_of_slashes(day_first: bool | None, found: str) -> None:
    """If the order of day and month is unknown, only the year is kept."""
    assert parse("05/06/2024", day_first=day_first) == found


@pytest.mark.parametrize(
    ("values", "order"),
    [
        pytest.param(["1/2/24", "13/2/24"], True, id="day first"),
        pytest.param(["1/2/24", "2/13/24, 1:00 PM"], False, id="month first"),
        pytest.param(["1/2/24", "", "12 mars 2023"], None, id="nothing tells"),
        pytest.param(["13/2/24", "2/13/24"], None, id="both"),
    ],
)
def test_column_order(values: list[str], order: bool | None) -> None:
    """One value above 12 decides the order of day and month in a column."""
    assert column_order(values) is order


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Basic_LinkedInDataExport_03-05-2024.zip", "2024-03-05"),
        ("Complete_LinkedInDataExport_12-31-2025 (1).zip", "2025-12-31"),
        ("takeout-20240305T101112Z-001.zip", "2024-03-05"),
        ("facebook-zoe-2024-03-05-AbC1.zip", "2024-03-05"),
        ("160512101010_A_contacts.json", "2016-05-12"),
        ("Connections.csv", None),
        ("0600000001-20249999.vcf", None),
    ],
)
def test_from_name(name: str, found: str | None) -> None:
    """The date in an archive's file name is found."""
    assert from_name(name) == found


@pytest.mark.parametrize("text", ["2024", "2024-03", "2024-02-29", "--02-29"])
def test_valid(text: str) -> None:
    """A year, a month, a day, and a day without a year are valid."""
    assert valid(text)


@pytest.mark.parametrize("text", ["", "2023-02-29", "2024-1-1", "24", "--13-01", "1604-03-12", "05 Mar 2024"])
def test_not_valid(text: str) -> None:
    """Impossible days and other date formats are not valid."""
    assert not valid(text)


def test_epoch_units() -> None:
    """The size of a number shows whether it counts seconds, milliseconds or microseconds."""
    assert {from_epoch(1_577_836_800 * unit) for unit in (1, 1000, 1_000_000)} == {"2020-01-01"}


@given(st.text())
def test_any_text(text: str) -> None:
    """Parsing never raises an error. Parsing a parsed date changes nothing."""
    found = parse(text)
    assert found is None or parse(found) == found


@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)))
def test_every_day(day: date) -> None:
    """Every day can be read in ISO form and in LinkedIn's form."""
    assert parse(day.isoformat()) == day.isoformat()
    assert parse(f"{day.day:02} {month_abbr[day.month]} {day.year}") == day.isoformat()
