"""Phone numbers as people write them in a cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcli.phones import is_mobile, numbers, phone


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("06 12 34 56 78", "FR", "+33612345678"),
        ("06.12.34.56.78", "France", "+33612345678"),
        ("+33 (0)6 12 34 56 78", None, "+33612345678"),
        ("0033612345678", None, "+33612345678"),
        ("tel:+33-6-12-34-56-78", None, "+33612345678"),
        ("020 7946 0958", "Royaume-Uni", "+442079460958"),
        ("+44 (0)20 7946 0958", None, "+442079460958"),
        ("0151 23456789", "Deutschland", "+4915123456789"),
        ("+49 (0)30 12345-678", None, "+493012345678"),
        ("+1 202-555-0123", None, "+12025550123"),
        ("+33612345678", "US", "+33612345678"),
        ("06 12 34 56 78", None, "0612345678"),
        ("06 12 34 56 78", "Atlantis", "0612345678"),
        ("112", None, "112"),
        ("12", None, None),
        ("see note", "FR", None),
    ],
)
def test_a_number_in_its_canonical_form(text: str, country: str | None, expected: str | None) -> None:
    """If the country is known, a phone number is in E.164 form."""
    assert phone(text, country) == expected


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("(555)555-5555,,,002#", None, "5555555555"),
        ("+33 1 45 00 10 00 poste 12", None, "+33145001000"),
        ("(555) 123-4567 ext. 89", None, "5551234567"),
        ("(212) 555-0123x45", "US", "+12125550123"),
        ("tel:+33612345678;ext=12", None, "+33612345678"),
        ("+1 212-555-0123 p 45", None, "+12125550123"),
        ("06 12 34 56 78 (après 18h)", None, "0612345678"),
        ("Mobile 2: 06 12 34 56 78", None, "0612345678"),
        ("06 12 34 56 78 PRO", None, "0612345678"),
        ("+41 44 668 18 00 / 01", None, "+41446681800"),
    ],
)
def test_a_number_comes_without_what_is_dialled_or_written_behind(
    text: str, country: str | None, expected: str
) -> None:
    """Extensions, pauses, labels and opening hours are not part of a number."""
    assert numbers(text, country) == (expected,)


@pytest.mark.parametrize(
    "text",
    [
        "06 12 34 11 01 / 06 12 34 11 02",
        "0612341101/0612341102",
        "0612341101, 0612341102",
        "0612341101;0612341102",
        "0612341101 ou 0612341102",
        "0612341101 0612341102",
        "0612341101\n0612341102",
        "06-12-34-11-01 - 06-12-34-11-02",
        "bureau 06.12.34.11.01 perso 06.12.34.11.02",
    ],
)
def test_a_cell_may_hold_several_numbers(text: str) -> None:
    """Two numbers in one cell are both found, whatever separates them."""
    assert numbers(text) == ("0612341101", "0612341102")
    assert numbers(text, "FR") == ("+33612341101", "+33612341102")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.36E+10", ()),
        ("3,36123E+10", ()),
        ("33612345678.0", ("33612345678",)),
        ("33612345678,00", ("33612345678",)),
        ("+33612345678.0", ("+33612345678",)),
        ("1.800.356.9377", ("18003569377",)),
    ],
)
def test_what_a_spreadsheet_made_of_a_number(text: str, expected: tuple[str, ...]) -> None:
    """A decimal part of zero is removed. Numbers in scientific notation are dropped."""
    assert numbers(text) == expected


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("1-800-FLOWERS", None, "18003569377"),
        ("1-800-FLOWERS", "US", "+18003569377"),
        ("1 800 flowers", "US", "+18003569377"),
        ("0800 REIFEN", "DE", "+49800734336"),
    ],
)
def test_a_number_that_spells_a_word(text: str, country: str | None, expected: str) -> None:
    """Letters in a number become digits, as on a telephone keypad."""
    assert numbers(text, country) == (expected,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+123456789", "+123456789"),
        ("+1 (212) 204-34456", "+121220434456"),
        ("+52 1 55 1234 5678", "+525512345678"),
        ("+5215512345678", "+525512345678"),
        ("+54 9 11 2345-6789", "+5491123456789"),
        ("+39 06 698 12345", "+390669812345"),
    ],
)
def test_a_country_that_was_typed_is_kept(text: str, expected: str) -> None:
    """A typed country code is kept, even if the number seems invalid."""
    assert numbers(text) == (expected,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\u202a+33 6 12 34 30 09\u202c", "+33612343009"),
        ("06\u200b12\u200e34\ufeff56 78", "0612345678"),
        ("＋３３ ６ １２ ３４ ５６ ７８", "+33612345678"),
        ("٠٦١٢٣٤٥٦٧٨", "0612345678"),
        ("06\xa012\u202f34\u201156\u201378", "0612345678"),
    ],
)
def test_signs_that_nobody_sees_make_no_other_number(text: str, expected: str) -> None:
    """Invisible marks and unusual spaces do not change a number. Full-width and Arabic digits count as digits."""
    assert numbers(text) == (expected,)


@pytest.mark.parametrize("text", ["12345678901234567890", "12/05/2024", "2024-05-12", "15 / 16", ""])
def test_what_is_no_number(text: str) -> None:
    """Dates and texts with too few or too many digits contain no number."""
    assert numbers(text) == ()


@given(st.text(alphabet="0123456789+()-/., ;:xE#\n\u202a", max_size=60))
def test_whatever_is_found_is_a_number(text: str) -> None:
    """Each number has 3 to 15 digits. Parsing the number again changes nothing."""
    for number in numbers(text):
        digits = number.removeprefix("+")
        assert digits.isdigit()
        assert 3 <= len(digits) <= 15
        assert numbers(number) == (number,)


def test_only_what_one_person_carries_is_mobile() -> None:
    """Only numbers from a range for mobile phones are mobile."""
    several = ("+33712345678", "+447400123456", "+33145678901", "+12025550123", "0612345678", "+999")
    assert [is_mobile(number) for number in several] == [True, True, False, False, False, False]
