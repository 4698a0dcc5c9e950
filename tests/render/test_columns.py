"""Tests of lists as CSV and TSV tables."""

from __future__ import annotations

import csv
import io
import json

import pytest

from ..running import Netcli


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_list_as_csv(village: Netcli) -> None:
    """Each item is a row, and several values share a cell."""
    outcome = village("list", "--csv", "tag:rail")
    (pierre, sophie) = _rows(outcome.out)
    assert (outcome.code, outcome.err) == (0, "")
    assert [*pierre] == [
        *("id", "kind", "name", "company", "title", "city", "me", "aliases", "emails", "phones", "urls", "tags"),
        *("birthday", "note", "private", "contacts", "created", "updated"),
    ]
    assert (sophie["name"], sophie["tags"], sophie["private"], sophie["title"]) == (
        "Sophie Durand",
        "rail ::: drh",
        "false",
        "",
    )


def test_columns_are_chosen(village: Netcli) -> None:
    """The columns have the order of `--fields`."""
    fields = "name,contacts,sources.network,sources.line"
    outcome = village("list", "--tsv", "--fields", fields, "tag:rail", "company:airbus")
    assert outcome.out == f"{fields.replace(',', chr(9))}\nSophie Durand\t1\thand ::: hand\t5 ::: 6\n"


def test_nested_fields(village: Netcli) -> None:
    """A column of a nested object has a dotted name, such as `person.name`."""
    (row,) = _rows(village("find", "--csv", "--fields", "person.name,score", "sophie durand").out)
    assert row == {"person.name": "Sophie Durand", "score": "1"}


def test_numbers_are_those_of_the_document(village: Netcli) -> None:
    """Numbers have at most nine digits, as in the JSON document."""
    rows = _rows(village("suggest", "--csv", "--fields", "chance,score").out)
    told = village.ok("suggest")["result"]
    assert rows == [{field: str(each[field]) for field in ("chance", "score")} for each in told] != []
    assert max(len(row["chance"].strip("0.")) for row in rows) == 9


def test_tabs_and_line_ends_in_tsv(village: Netcli) -> None:
    """TSV replaces tabs and line breaks by blanks. CSV keeps tabs and line breaks."""
    village.ok("edit", "Madonna", "--note", 'one\n\ttwo "three"')
    assert village("list", "madonna", "--tsv", "--fields", "note").out == 'note\none two "three"\n'
    assert _rows(village("list", "madonna", "--csv", "--fields", "note").out) == [{"note": 'one\n\ttwo "three"'}]


@pytest.mark.parametrize("command", ["find", "list", "history", "imports", "suggest"])
def test_every_list_is_a_table(village: Netcli, command: str) -> None:
    """The CSV of a list has one row for each item."""
    words = {"find": ["marie"]}.get(command, [])
    outcome = village(command, "--csv", *words)
    assert outcome.code == 0
    assert len(_rows(outcome.out)) == len(village.ok(command, *words)["result"])


def test_an_empty_list_has_a_header(village: Netcli) -> None:
    assert village("list", "company:nowhere", "--tsv", "--fields", "id,name").out == "id\tname\n"


@pytest.mark.parametrize(("full", "empty"), [("find marie", "find nobody"), ("suggest", "suggest company:nowhere")])
def test_an_empty_list_has_the_columns_of_a_full_one(village: Netcli, full: str, empty: str) -> None:
    header, first, *_ = village(*full.split(), "--csv").out.splitlines()
    assert first
    assert village(*empty.split(), "--csv").out.splitlines() == [header]


def test_a_list_has_the_columns_of_its_own_items_only(village: Netcli) -> None:
    """`netcli imports` has fewer columns than `netcli imports BATCH`."""
    assert [*_rows(village("imports", "--csv").out)[0]] == [
        *("batch", "file", "sha256", "network"),
        *(f"owner.{field}" for field in ("id", "kind", "name", "company", "title", "city", "me")),
        *("imported", "people", "links", "undone"),
    ]


def test_a_cut_is_said(village: Netcli) -> None:
    """The warning about a cut list is printed on stderr."""
    outcome = village("list", "--limit", "1", "--tsv", "--fields", "name")
    assert (outcome.out.count("\n"), outcome.err) == (2, "warning: showing 1 of 7; --limit 0 shows all\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("list", "--csv", "--fields", "colour"),
            "'colour' is not a field of list; choose one of these: id kind name company",
        ),
        (("list", "--fields", "name"), "--fields needs a table; choose --csv or --tsv"),
        (("list", "--csv", "--tsv"), "--csv and --tsv cannot be combined"),
        (("imports", "--csv", "--fields", "nothing"), "'nothing' is not a field of imports"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_no_table(village: Netcli, words: tuple[str, ...], said: str) -> None:
    """If an option for a table is wrong, the message explains the mistake."""
    outcome = village(*words)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err


def test_two_forms_at_once(village: Netcli) -> None:
    """With both `--csv` and `--json`, the error is a JSON document."""
    outcome = village("list", "--csv", "--json")
    assert (outcome.code, json.loads(outcome.err)["error"]["exit"]) == (2, 2)
