"""For each company on a list, `netcli reach --companies` finds the best person to ask."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ..running import Netcli


@pytest.fixture
def offices(netcli: Netcli, _offices: Path) -> Netcli:
    """A fixture: the village and three more people."""
    return netcli.begin_with(_offices)


@pytest.fixture(scope="module")
def _offices(tmp_path_factory: pytest.TempPathFactory, _founded: Path) -> Path:
    """A fixture: the file of `offices`, made once. Each test uses a copy."""
    village = Netcli(tmp_path_factory.mktemp("offices") / "netcli.db").begin_with(_founded)
    people = """name,email,company
Ann Berg,ann@dijkduin.example,
Bob Berg,,Machines Internationales Exemple SA
Cid Berg,,Dupuis & Fils (ex-Chocolats Ravel)
"""
    village.ok("add", "-", stdin=people)
    village.ok("link", "-", stdin="from,to\nme,Cid Berg\nPierre Martin,Bob Berg\n")
    return village.db


def told(answer: Any) -> list[tuple[str, str, int, int, str | None, int | None]]:
    """Return the values of each company: name, match, all people, reachable people, contact to ask, number of hops."""
    return [
        (
            each["company"],
            each["match"],
            each["fit"],
            each["reachable"],
            each["ask"] and each["ask"]["name"],
            each["chain"] and each["chain"]["hops"],
        )
        for each in answer["result"]
    ]


def test_each_company_has_its_best_door(offices: Netcli) -> None:
    """A company is found by its name, an alias, initials or a mail domain."""
    names = ["Airbus", "THALES S.A.", "Nowhere Ltd", "Chocolats Ravel", "mie", "DijkDuin BV", "Dupuis"]
    answer = offices.ok("reach", "--companies", "-", stdin="\n".join(names))
    assert told(answer) == [
        ("Airbus", "exact", 3, 3, "Aïcha O'Neil", 1),
        ("THALES S.A.", "core", 1, 1, "Pierre Martin", 1),
        ("Nowhere Ltd", "none", 0, 0, None, None),
        ("Chocolats Ravel", "alias", 1, 1, "Cid Berg", 1),
        ("mie", "alias", 1, 1, "Pierre Martin", 2),
        ("DijkDuin BV", "alias", 1, 0, None, None),
        ("Dupuis", "exact", 1, 0, None, None),
    ]
    assert answer["query"]["companies"] == names


def test_the_likeliest_door_may_be_another(offices: Netcli) -> None:
    """With --by chance, `netcli reach` gives the likeliest chain to a company."""
    (one,) = offices.ok("reach", "--companies", "-", "--by", "chance", stdin="Airbus\n")["result"]
    chances = [
        offices.ok("path", "me", name, "--by", "chance")["result"]["chains"][0]["chance"]
        for name in ("Aïcha O'Neil", "Jacques van der Berg", "Sophie Durand")
    ]
    assert one["chain"]["chance"] == max(chances)


def test_a_table_has_a_column_of_companies(offices: Netcli, tmp_path: Path) -> None:
    """In a table, only the column of companies is read. In a plain list, a comma belongs to the name."""
    table = tmp_path / "targets.csv"
    table.write_text('rank,Company\n1,"Airbus"\n2,Thales\n', encoding="utf-8")
    assert [each["company"] for each in offices.ok("reach", "--companies", table)["result"]] == ["Airbus", "Thales"]
    listed = offices.ok("reach", "--companies", "-", stdin="Thales, Paris\n\n")
    assert [each["company"] for each in listed["result"]] == ["Thales, Paris"]


def test_lines_are_streamed(offices: Netcli) -> None:
    """With --ndjson, each company is one JSON object on its own line."""
    lines = offices("reach", "--companies", "-", "--ndjson", stdin="Airbus\nThales\n").out.splitlines()
    assert [json.loads(line)["match"] for line in lines] == ["exact", "exact"]


def test_words_say_where_nobody_is(offices: Netcli) -> None:
    """For each company, the text states the person to ask, or why there is nobody to ask."""
    out = offices("reach", "--companies", "-", stdin="Nowhere\nDupuis\nThales\n").out
    assert out.splitlines() == [
        "Nowhere   nobody here",
        "Dupuis    no chain        1 person",
        "Thales    Pierre Martin   1 hop, 0 intermediaries · good chance · 1 person, 1 within reach",
    ]


@pytest.mark.parametrize(
    ("words", "stdin", "code", "said"),
    [
        (
            ("--companies", "-"),
            "\n",
            2,
            "the list contains no companies; write one company per line, or a CSV file with a column named company",
        ),
        (
            ("--companies", "-", "airbus"),
            "Thales\n",
            2,
            "--companies takes no filters and no --as-of; remove the filters and --as-of",
        ),
        ((), "", 2, "no filter is given; for example: netcli reach company:airbus"),
    ],
    ids=["empty", "with a filter", "nothing asked"],
)
def test_what_is_no_question_is_wrong_usage(
    village: Netcli, words: tuple[str, ...], stdin: str, code: int, said: str
) -> None:
    """`netcli reach` needs either filters or a list of companies."""
    outcome = village("reach", *words, stdin=stdin)
    assert (outcome.code, outcome.err) == (code, f"netcli: {said}\n")


def test_a_list_that_is_not_there_is_named(village: Netcli, tmp_path: Path) -> None:
    """If the list of companies is missing, the error explains the format."""
    outcome = village("reach", "--companies", tmp_path / "no.csv")
    assert outcome.code == 66
    assert "one company per line" in outcome.err
