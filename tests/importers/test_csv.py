"""The CSV importer reads tables of people, whatever program wrote them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcli.errors import Usage
from netcli.importers import csv
from netcli.importers.places import of_path
from netcli.importers.source import of_bytes
from netcli.records import OWNER, BadRow, Ignored, Item, Record, Remark, Used
from netcli.records import Testimony as Said  # pytest takes a class called Test… for tests

from .soundness import faults

EXAMPLES = Path(__file__).parents[2] / "examples" / "csv"


def read(text: str, **mapping: str) -> list[Item]:
    """Return the items in the table *text*."""
    return list(csv.read(of_bytes("x.csv", text.encode()), mapping))


def records(text: str, **mapping: str) -> list[Record]:
    """Return the people in the table *text*."""
    return [item for item in read(text, **mapping) if isinstance(item, Record)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("First Name,Last Name,Email,Company\nAda,Byron,a@x.org,Dupuis", id="English"),
        pytest.param("Prénom;Nom;Courriel;Société\nAda;Byron;a@x.org;Dupuis", id="French"),
        pytest.param("PRENOM;NOM;ADRESSE E-MAIL;SOCIETE\nAda;Byron;a@x.org;Dupuis", id="French, capitals"),
        pytest.param("Vorname;Name;E-Mail;Firma\nAda;Byron;a@x.org;Dupuis", id="German"),
        pytest.param("Nombre,Apellidos,Correo electrónico,Empresa\nAda,Byron,a@x.org,Dupuis", id="Spanish"),
        pytest.param("Nome,Cognome,Posta elettronica,Azienda\nAda,Byron,a@x.org,Dupuis", id="Italian"),
        pytest.param("Prénom;Nom;E-mail 1;Raison sociale\nAda;Byron;a@x.org;Dupuis", id="French, of an office"),
        pytest.param("Nome,Sobrenome,Endereço de e-mail,Companhia\nAda,Byron,a@x.org,Dupuis", id="Portuguese"),
    ],
)
def test_six_languages(text: str) -> None:
    """Columns in six languages are understood."""
    assert csv.claims(of_bytes("x.csv", text.encode()))
    assert read(text) == [
        Record("a@x.org", "Ada Byron", "Ada", "Byron", emails=("a@x.org",), company="Dupuis", line=2),
        Said(OWNER, "a@x.org", "declared", line=2),
        Used(),
    ]


def test_everything_a_row_can_say() -> None:
    """A cell may contain several values. Without an e-mail address, the URL is the key."""
    text = (
        "Name,Phone,URL,Title,City,Country,Tags,Birthday,Note,Since\n"
        "Zoé E,+33600000001 ::: +33600000002,https://zoe.example,Chef,Lyon,France,choir ::: school,--03-12,hi,2009-05\n"
    )
    assert read(text) == [
        Record(
            "https://zoe.example",
            "Zoé E",
            phones=("+33600000001", "+33600000002"),
            urls=("https://zoe.example",),
            title="Chef",
            city="Lyon",
            country="France",
            tags=("choir", "school"),
            birthday="--03-12",
            note="hi",
            line=2,
        ),
        Said(OWNER, "https://zoe.example", "declared", since="2009-05", line=2),
        Used(),
    ]


@pytest.mark.parametrize(
    ("text", "since"),
    [
        pytest.param("Nom,Ville,Depuis\nA,Lyon,05/03/2024\n", "2024-03-05", id="French: day first"),
        pytest.param("Name,City,Since\nA,Lyon,05/03/2024\n", "2024", id="English: either"),
        pytest.param("Name,City,Since\nA,Lyon,05/03/2024\nB,Lyon,03/25/2024\n", "2024-05-03", id="settled by another"),
    ],
)
def test_order_of_dates(text: str, since: str) -> None:
    """The header's language or another date decides the order of day and month. Otherwise, only the year is kept."""
    assert next(item.since for item in read(text) if isinstance(item, Said)) == since


def test_a_year_is_needed_since() -> None:
    """The year 1604 means no year. Only a birthday may lack the year."""
    text = "Name,Since,Birthday\nAda,1604-03-12,1604-03-12\n"
    assert [item.since for item in read(text) if isinstance(item, Said)] == [None]
    assert records(text)[0].birthday == "--03-12"


@pytest.mark.parametrize("cell", ["a@x.org ::: b@x.org", "a@x.org; b@x.org", "a@x.org, b@x.org", "a@x.org b@x.org"])
def test_several_addresses_of_a_cell(cell: str) -> None:
    """The addresses in a cell may be separated by `:::`, semicolons, commas or blanks."""
    assert records(f'Name,Email\nAda,"{cell}"\n')[0].emails == ("a@x.org", "b@x.org")


def test_equal_rows_are_one_person() -> None:
    """Two rows with the same name are two people if another cell differs."""
    text = "Name,City\nMarie Martin,Lyon\nMarie Martin,Lyon\nMarie Martin,Brest\n"
    assert [person.key for person in records(text)] == [
        "Marie Martin|Lyon",
        "Marie Martin|Lyon",
        "Marie Martin|Brest",
    ]


CUT: Final = "the file is cut off in this row, after 2 of 3 cells"
"""The warning about a row with two cells in a table of three columns."""


def test_rows_of_nobody() -> None:
    """Empty rows are ignored. Rows that name nobody are rejected. Surplus cells are added to the note."""
    assert read("Email\nn/a\n") == [BadRow(2, "names nobody", "n/a"), Used(rows=0)]
    assert read("Name,City,Note\n,Lyon,\n,,\nAda,Lyon,hi,there\n") == [
        BadRow(2, "names nobody", ",Lyon,"),
        Ignored("empty"),
        Remark("long_row", "the row is longer than the header: there", line=4),
        Record("Ada|Lyon|hi|there", "Ada", city="Lyon", note="hi there", line=4),
        Said(OWNER, "Ada|Lyon|hi|there", "declared", line=4),
        Used(),
    ]


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        ("Name,City,Note\nAda,Lyon,hi\nZoé,Par", [Remark("cut_off", CUT, line=3)]),
        ("Name,City,Note\nAda,Lyon,hi\nZoé,Par\n", []),  # the row ends with a line end
        ("Name,City,Note\nAda,Lyon,hi\nZoé,Paris,hi", []),  # only the line end is missing
        ("Name,City,Note\nAda\nZoé,Par", []),  # other rows are as short
        ("Name,City,Note\nZoé,Par", []),  # there is no row to compare with
    ],
)
def test_a_file_that_is_cut_off_in_its_last_row(text: str, remarks: list[Remark]) -> None:
    """If only the last row lacks cells and a line end, a warning says that the file is cut off."""
    assert [item for item in read(text) if isinstance(item, Remark)] == remarks


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("Email\na@x.org\n", True),
        ("Name,Shoe size,Email\nA,38,a@x.org\n", True),
        ("A list\nof mine\n\nName,Email\nA,a@x.org\n", True),
        ("Name,Shoe size\nA,38\n", False),
        ("Company,City\nDupuis,Lyon\n", False),
        ("Dear all,\n\nContact\n\nme\n", False),
        ("", False),
    ],
)
def test_claims(text: str, claimed: bool) -> None:
    """The importer claims only tables with a column that identifies people."""
    assert csv.claims(of_bytes("x", text.encode())) is claimed


def test_columns() -> None:
    """`columns` returns the field of each column, or None for an unknown column."""
    assert csv.columns(of_bytes("x", b"Nom,Taille,Courriel,Courriel 2,Ville,Lieu\n")) == [
        ("Nom", "name"),
        ("Taille", None),
        ("Courriel", "email"),
        ("Courriel 2", "email"),
        ("Ville", "city"),
        ("Lieu", "city"),
    ]


def test_mapping() -> None:
    """The user's mapping overrides the names of the columns."""
    assert records("Who,Mail,Name\nAda,a@x.org,Byron & Co\n", name="who", company="Name") == [
        Record("a@x.org", "Ada", emails=("a@x.org",), company="Byron & Co", line=2)
    ]


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ({"shoe": "Who"}, "cannot be mapped to 'shoe'"),
        ({"name": "Whom"}, "no column 'Whom'; the columns of this file: Who, Mail"),
    ],
)
def test_wrong_mapping(mapping: dict[str, str], message: str) -> None:
    """If a mapping contains an unknown field or an unknown column, the importer raises Usage."""
    with pytest.raises(Usage, match=message):
        read("Who,Mail\nAda,a@x.org\n", **mapping)


def test_a_wrong_mapping_of_a_large_header() -> None:
    """If a mapped column does not exist, the hint stays short."""
    with pytest.raises(Usage) as raised:
        read(",".join(f"column {number}" for number in range(9_999)), name="Whom")
    assert len(raised.value.hint) < 250


@pytest.mark.parametrize(("name", "people"), [("people.csv", 6), ("personnes.csv", 3)])
def test_examples(name: str, people: int) -> None:
    """Every row of the examples is used."""
    source = of_path(EXAMPLES / name)
    assert csv.claims(source)
    assert list(csv.read(source))[-1] == Used(rows=people)


@given(st.binary(max_size=300) | st.text("ab,;\"\n'=@0 /:é").map(str.encode))
def test_any_bytes(data: bytes) -> None:
    """Arbitrary bytes cause no traceback."""
    for head in (b"", b"Name,Email,Since\n"):
        source = of_bytes("x", head + data)
        csv.claims(source)
        csv.columns(source)
        assert faults(lambda source=source: csv.read(source)) == []
