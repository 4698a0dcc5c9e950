"""Tests of the benchmark of identity, which counts right and wrong merges."""

from __future__ import annotations

import csv
import random
import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

import contacts
import lookup
import scale
from households import households
from identity import Book, Quality, Truth, Waiting, measure, read_book, read_truth, reviewed, stages, trap_of

from netcli.match import decide

FILE = "a.csv"
TRUTH = {
    (FILE, 2): Truth("marie", name="marie martin"),
    (FILE, 3): Truth("marie", name="marie martin"),
    (FILE, 4): Truth("marie", name="marie martin"),
    (FILE, 5): Truth("other marie", name="marie martin"),
    (FILE, 6): Truth("jose", frozenset({"father_and_son:1"}), "jose o neil"),
    (FILE, 7): Truth("jose junior", frozenset({"father_and_son:1"}), "jose o neil"),
}
"""Six records of two namesakes, a father and his son."""


def persons(*ids: int) -> dict[tuple[str, int], int]:
    """Return the person of each record. The first record is on line 2."""
    return {(FILE, 2 + i): person for i, person in enumerate(ids)}


def test_perfect_clustering() -> None:
    """Three records of one person give two right merges and three right pairs."""
    quality = measure(TRUTH, persons(1, 1, 1, 2, 3, 4))
    assert quality == Quality(records=6, merges=2, pairs=3, right_pairs=3, true_pairs=3)
    assert (quality.merge_precision, quality.precision, quality.recall) == (1.0, 1.0, 1.0)


def test_wrong_merges_are_counted_after_clustering() -> None:
    """If a namesake joins a group of three, three of six pairs are wrong."""
    quality = measure(TRUTH, persons(1, 1, 1, 1, 3, 4))
    assert (quality.merges, quality.wrong_merges, quality.pairs, quality.right_pairs) == (3, 1, 6, 3)
    assert quality.merge_precision == pytest.approx(2 / 3)
    assert quality.traps == Counter({"homonym by chance": 1})


def test_wrong_merge_goes_to_its_trap() -> None:
    """A wrong merge of a father and his son is counted under `father_and_son`."""
    assert measure(TRUTH, persons(1, 1, 1, 2, 3, 3)).traps == Counter({"father_and_son": 1})


def test_missing_records_are_joined_to_nobody() -> None:
    """If the result lacks a record, the record's pairs count as not found."""
    quality = measure(TRUTH, {(FILE, 2): 1, (FILE, 3): 1})
    assert (quality.merges, quality.right_pairs, quality.true_pairs) == (1, 1, 3)


def test_records_unknown_to_the_truth_do_not_count() -> None:
    """Records that the truth does not list do not count."""
    assert measure(TRUTH, {**persons(1, 1, 1, 2, 3, 4), (FILE, 99): 1}) == measure(TRUTH, persons(1, 1, 1, 2, 3, 4))


@pytest.mark.parametrize(
    ("a", "b", "trap"),
    [
        (Truth("x"), Truth("y"), "none"),
        (Truth("x", name="li wei"), Truth("y", name="li wei"), "homonym by chance"),
        (Truth("x", frozenset({"spouses:1"})), Truth("y", frozenset({"spouses:2"})), "none"),
        (Truth("x", frozenset({"spouses:1", "shared_mailbox:m"})), Truth("y", frozenset({"spouses:1"})), "spouses"),
        (Truth("x", frozenset({"first_name_only:x"})), Truth("y"), "first_name_only"),
    ],
    ids=["none", "chance", "other couple", "most telling", "one record"],
)
def test_trap_of(a: Truth, b: Truth, trap: str) -> None:
    """`trap_of` returns the most important label of two records."""
    assert trap_of(a, b) == trap


def test_accepting_the_batch_leaves_vetoed_pairs() -> None:
    """Accepting a rule merges all pairs of the rule, except vetoed pairs."""
    waiting = (
        Waiting("name_company", 1, 2, 9.0),
        Waiting("name_company", 2, 3, 8.0),
        Waiting("name_company", 3, 4, 7.0, vetoed=True),
        Waiting("name", 5, 6, 7.0),
    )
    figures = stages(TRUTH, Book(persons(1, 2, 3, 4, 5, 6), waiting))
    batch = figures["+ name_company accepted"]
    assert (batch.merges, batch.wrong_merges, batch.right_pairs) == (2, 0, 3)
    assert figures["automatic"].merges == 0


def test_review_asks_best_first_and_never_what_is_settled() -> None:
    """A review skips pairs that are settled or below the minimum score."""
    waiting = (
        Waiting("name", 1, 3, 7.0),
        Waiting("name", 1, 2, 9.0),
        Waiting("name", 2, 3, 8.0),
        Waiting("other", 5, 6, 6.0),
        Waiting("other", 3, 4, 5.9),
    )
    joined, questions, yes = reviewed(TRUTH, Book(persons(1, 2, 3, 4, 5, 6), waiting), 6)
    assert (questions, yes) == (3, 2)
    assert joined.root(1) == joined.root(3) != joined.root(4)


def test_qualities_add_up() -> None:
    """Several seeds are combined by adding their counts, not by averaging their shares."""
    one = Quality(10, 5, 1, 6, 4, 8, traps=Counter(spouses=1))
    assert one + one == Quality(20, 10, 2, 12, 8, 16, traps=Counter(spouses=2))


def test_read_book() -> None:
    """`read_book` identifies a record by the line and the file's base name."""
    export = {
        "batches": [{"batch": 3, "file": "some/where/a.csv"}],
        "records": [
            {"record": 2, "person": 7, "batch": 3, "line": 2},
            {"record": 3, "person": 8, "batch": 3, "line": 2},
            {"record": 1, "person": 1, "batch": None, "line": None},
        ],
    }
    pair = {"a": {"id": 7}, "b": {"id": 8}, "score": 11.2, "reasons": [], "vetoes": ["slug"]}
    duplicates = {"result": {"waiting": 1, "groups": [{"rule": "name", "pairs": [pair]}]}}
    assert read_book(export, duplicates) == Book({(FILE, 2): 7}, (Waiting("name", 7, 8, 11.2, vetoed=True),))


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("contacts")
    contacts.generate(3000, 1, folder)
    return folder


def test_generated_set_is_as_large_as_asked(generated: Path) -> None:
    """The truth lists as many records as were requested."""
    assert len(read_truth(generated)) == 3000


def test_generated_lines_are_physical(generated: Path) -> None:
    """The truth gives the line on which each vCard begins."""
    lines = (generated / "contacts.vcf").read_text(encoding="utf-8").split("\n")
    cards = [line for file, line in read_truth(generated) if file == "contacts.vcf"]
    assert {lines[line - 1].strip() for line in cards} == {"BEGIN:VCARD"}
    assert len(cards) == sum(line.strip() == "BEGIN:VCARD" for line in lines)


def test_generated_rows_are_whole(generated: Path) -> None:
    """All rows of a generated table have the same number of cells."""
    with (generated / "outlook.csv").open(encoding="cp1252", newline="") as stream:
        widths = {len(row) for row in csv.reader(stream)}
    with (generated / "contacts.csv").open(encoding="utf-8", newline="") as stream:
        assert widths | {len(row) for row in csv.reader(stream)} == {20, 27}


def test_generated_set_is_seeded(generated: Path, tmp_path: Path) -> None:
    """The same seed generates the same bytes."""
    contacts.generate(3000, 1, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in generated.iterdir()
    }


def test_queries_know_whom_they_mean(generated: Path) -> None:
    """There are queries of every kind. Each query looks for a generated person."""
    people = lookup.read_people(generated)
    found = lookup.queries(people, seed=1, each=5)
    assert {query.kind for query in found} == set(lookup.KINDS)
    assert {query.person for query in found} <= {person.id for person in people}
    assert all(query.text.strip() for query in found)


def test_network_is_sorted_unique_and_has_its_parts() -> None:
    """The network has the requested number of sorted links without repeats."""
    links = scale.network(3000, 9000, seed=1)
    rows = [(int(a), int(b)) for a, b in links]
    assert len(rows) == 9000
    assert rows == sorted(set(rows))
    assert all(1 <= a < b <= 3000 for a, b in rows)
    contacts_of = Counter(person for row in rows for person in row)
    assert contacts_of[scale.path_end(3000)] == 1
    assert len(contacts_of) < 3000


@pytest.mark.parametrize("number", range(80))
def test_no_household_is_merged(number: int) -> None:
    """Two people of a household are never merged. Records of one person in two scripts are merged."""
    cards = list(households(number, random.Random(f"household {number}")))
    said = [
        {"given": card.given, "family": card.family, "emails": card.emails, "phones": [card.mobile] * bool(card.mobile)}
        for _, _, card in cards
    ]
    found = decide.groups([([fields], decide.keys_of(fields)) for fields in said])
    assert all(len({cards[place][1] for place in group}) == 1 for group in found)
    if "one_in_two_scripts" in cards[0][2].traps[0]:
        assert found == [{0, 1}]
