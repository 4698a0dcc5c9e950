"""Tests of address books in thirteen languages.

The authors of the tables did not know the importer's code. In the JSON files, the key `is` states what a column
contains. The key `or` lists other acceptable results.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from ..running import Netcli

FOLDER: Final = Path(__file__).parent / "languages"
PAGE: Final = Path(__file__).parents[2] / "docs" / "networks.md"
ENCODINGS: Final = ("utf-8-sig", "cp1252", "cp1254", "cp1250", "cp1251", "cp932", "gb18030")
CALLED: Final = {"first": "given", "last": "family", "middle": "given", "alias": "name"} | dict.fromkeys(
    ("manager", "assistant", "spouse"), "relation"
)
"""Maps names of fields in `netcli import --columns` to the names of the same fields in the JSON files."""
MISSED: Final = {
    "de-adressen": {"Schlagworte"},
    "en-guests": {"Office ext./phone", "What they do", "Circle"},
    "es-agenda": {"Clasificación"},
    "fr-club": {"Commission"},
    "fr-fichier": {"Mots-clés"},
    "it-rubrica": {"Parole chiave"},
    "ja-meibo": {"キーワード"},
    "nl-adreslijst": {"Trefwoorden"},
    "nl-club": {"06-nummer"},
    "pl-adresy": {"Słowa kluczowe"},
    "ru-adresa": {"Ключевые слова"},
    "sv-adresser": {"Nyckelord"},
    "tr-rehber": {"Anahtar sözcükler"},
    "zh-tongxunlu": {"关键词"},
}
"""The useful columns that netcli does not use, for each table."""
LANGUAGES: Final = {
    "en": "English", "fr": "French", "de": "German", "es": "Spanish", "it": "Italian", "pt": "Portuguese",
    "nl": "Dutch", "pl": "Polish", "sv": "Swedish", "tr": "Turkish", "ru": "Russian", "ja": "Japanese", "zh": "Chinese",
}  # fmt: skip
TABLES: Final = sorted(path.stem for path in FOLDER.glob("*.csv"))


class Table(NamedTuple):
    """A table and the truth about its columns."""

    file: Path
    truth: list[dict[str, Any]]
    rows: list[list[str]]

    def cells(self, row: list[str], what: str, *, perhaps: bool = False) -> list[str]:
        """Return the cells of *row* in the columns with the field *what*.

        If *perhaps* is true, include columns that may be read as this field.
        """
        return [
            cell
            for cell, column in zip(row, self.truth, strict=True)
            if cell and column["column"] not in MISSED.get(self.file.stem, ())
            if column["is"] == what or (perhaps and what in column.get("or", ()))
        ]


def table(stem: str) -> Table:
    """Read a table with Python's own means, without netcli."""
    file = FOLDER / f"{stem}.csv"
    truth = json.loads(file.with_suffix(".json").read_text("utf-8"))
    header = [column["column"] for column in truth]
    for encoding in ENCODINGS:
        try:
            text = file.read_bytes().decode(encoding)
        except UnicodeDecodeError:
            continue
        for delimiter in ",;\t":
            first, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
            if first == header:
                return Table(file, truth, rows)
    raise AssertionError(f"{stem}: the header differs from the columns in {stem}.json")


def digits(number: str) -> str:
    """Return a phone number's last seven digits, without the country code."""
    return re.sub(r"\D", "", number)[-7:]


def words(name: str) -> Counter[str]:
    """Count the letters of a name. The order of words does not matter."""
    return Counter(re.sub(r"[\s,]", "", name))


def iso(day: str) -> str:
    """Return a day as netcli shows it: the year first, with hyphens."""
    parts = re.findall(r"\d+", day)
    return "-".join(parts if len(parts[0]) > len("24") else reversed(parts))


@pytest.mark.parametrize("stem", TABLES)
def test_columns(netcli: Netcli, stem: str) -> None:
    """No column is read as a wrong field."""
    found = netcli("import", "--columns", "--json", FOLDER / f"{stem}.csv")
    if found.code:
        assert "whose columns are fixed" in found.error()["message"]
        return
    shown = {each["column"]: each["field"] for each in found.json()["result"][0]["columns"]}
    wrong = {
        column["column"]: shown[column["column"]]
        for column in table(stem).truth
        if column["column"] not in MISSED.get(stem, ())
        if CALLED.get(shown[column["column"]], shown[column["column"]] or "nothing")
        not in {column["is"], *column.get("or", ())}
    }
    assert wrong == {}


@pytest.mark.parametrize("stem", TABLES)
def test_unused_columns_are_said(book: Netcli, stem: str) -> None:
    """Of the useful columns, the import reports exactly the columns in `MISSED` as unused."""
    of_use = {
        column["column"]
        for column in table(stem).truth
        if column["is"] != "nothing" and "nothing" not in column.get("or", ())
    }
    entry = book.ok("import", FOLDER / f"{stem}.csv")["result"][0]
    assert {column["column"] for column in entry["unused_columns"]} & of_use == MISSED.get(stem, set())


@pytest.mark.parametrize("stem", TABLES)
def test_people(book: Netcli, stem: str) -> None:
    """Each row's person has the row's addresses, phones, name, birthday, tags and company."""
    read = table(stem)
    book.ok("import", read.file)
    people = {
        min((source["record"], source["line"]) for source in person["sources"]): person
        for person in book.ok("list", "--limit", "0")["result"]
    }
    of_line = {line: person for (_, line), person in sorted(people.items(), reverse=True)}
    for line, row in enumerate(read.rows, 2):
        person = of_line[line]
        assert sorted(person["emails"]) == sorted({cell.lower() for cell in read.cells(row, "email")})
        phones = {digits(phone) for phone in person["phones"]}
        assert {digits(cell) for cell in read.cells(row, "phone")} <= phones
        assert phones <= {digits(cell) for cell in read.cells(row, "phone", perhaps=True)}
        names = [cell for column in ("given", "family") for cell in read.cells(row, column)]
        called = read.cells(row, "name")
        assert words(person["name"]) in (words("".join(names)), *map(words, called))
        assert person["birthday"] in map(iso, read.cells(row, "birthday")) or not read.cells(row, "birthday")
        assert person["tags"] == read.cells(row, "tag")
        assert [person["company"]] == (read.cells(row, "company") or [None])


def test_the_page_tells_the_figures() -> None:
    """docs/networks.md states how many columns of each language are understood."""
    told = dict(re.findall(r"^\| (\w+) \|.*\| (\d+ of \d+) \|$", PAGE.read_text("utf-8"), re.MULTILINE))
    counted: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for stem in TABLES:
        language = LANGUAGES[stem[:2]]
        counted[language] += len(table(stem).truth)
        missed[language] += len(MISSED.get(stem, ()))
    assert told == {language: f"{number - missed[language]} of {number}" for language, number in counted.items()}
