"""`--as-of`: the network as it was known on a day."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from ..running import Netcli

BOOKS = Path(__file__).parents[1] / "books"


def hops(book: Netcli, day: str) -> int | None:
    """Return how many hops away Sophie is as of *day*."""
    outcome = book("path", "me", "Sophie Durand", "--as-of", day, "--json")
    found: int | None = outcome.json()["result"]["hops"]
    return found


def test_links_come_with_their_dates(village: Netcli) -> None:
    """With --as-of, a link counts from its date on. All people always count."""
    found = {day: village.ok("stats", "--as-of", day)["result"] for day in ("2008", "2009", "2012", "2014", "2021")}
    assert {day: result["links"] for day, result in found.items()} == {
        "2008": 0,
        "2009": 1,
        "2012": 2,
        "2014": 3,
        "2021": 5,
    }
    assert {result["people"] for result in found.values()} == {8}


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2020-12-31", None), ("2021-12-30", None), ("2021-12-31", 3), ("2021", 3), ("2021-11", None), ("2026", 3)],
)
def test_a_year_counts_from_its_last_day(village: Netcli, day: str, expected: int | None) -> None:
    """If only the year of a link is known, the link counts from 31 December."""
    if day == "2026":
        day = "2026-11-23"  # the clock's day: the year is not over
    assert hops(village, day) == expected


def test_the_day_may_be_why_there_is_no_chain(village: Netcli) -> None:
    """If --as-of rules out every chain, the answer names --as-of as the cause."""
    no = village("path", "me", "Sophie Durand", "--as-of", "2014", "--json").json()["result"]
    assert (no["reason"], no["cut_by"], no["hops_without"]) == ("constraint", "--as-of 2014", 3)
    both = village("path", "me", "Sophie Durand", "--as-of", "2014", "--max-hops", "2", "--json").json()["result"]
    assert (both["reason"], both["cut_by"], both["hops_without"]) == ("constraint", "--as-of 2014 --max-hops 2", 3)
    pairs = "from,to\n" + "me,Sophie Durand\n" * 2
    told = village("path", "--pairs", "-", "--as-of", "2014", "--ndjson", stdin=pairs).out.splitlines()
    assert [json.loads(each)["result"]["cut_by"] for each in told] == ["--as-of 2014"] * 2


def test_what_is_undated_does_not_count(village: Netcli) -> None:
    """With --as-of, a link without a date never counts."""
    village.ok("link", "me", "Sophie Durand")
    assert village.ok("path", "me", "Sophie Durand")["result"]["hops"] == 1
    assert hops(village, "2026-11-23") == 3


def test_the_clock_is_that_day(village: Netcli) -> None:
    """With --as-of, netcli computes ages and chances as of that day."""
    village.ok("link", "me", "Pierre Martin", "--last-contact", "2013-03-01")
    answer = village.ok("path", "me", "Pierre Martin", "--as-of", "2013-04-01")
    assert answer["query"]["as_of"] == "2013-04-01"
    then = village("path", "me", "Pierre Martin", "--as-of", "2013-04-01").out
    assert "4 weeks ago" in then
    (chain,) = answer["result"]["chains"]
    assert chain["chance"] > village.ok("path", "me", "Pierre Martin")["result"]["chains"][0]["chance"]


EVERYTHING = """from,to,kind,since,last_contact,certainty
me,Ann,friend,2009-05-01,2011-02-03,sure
me,Bob,colleague,2010,,sure
Ann,Bob,contact,2012-03,,probable
Ann,Cid,contact,2013-07-08,,sure
Bob,Cid,contact,2014-01-01,,sure
Cid,Dee,parent,2011-11-30,2012-12-31,sure
me,Dee,acquaintance,2016-06-06,2018-01-01,guess
"""


@pytest.mark.parametrize("day", ["2010-12-31", "2012-03-31", "2013-12-31", "2018-06-30"])
def test_it_is_as_if_nothing_had_come_later(tmp_path: Path, day: str) -> None:
    """`--as-of DAY` gives the same answers as a book without later evidence."""
    books = []
    for number, later in enumerate((True, False)):
        book = Netcli(tmp_path / str(number) / "netcli.db")
        book.ok("init", "--me", "Zoé Exemple")
        book.ok("add", "-", stdin="name,company\nAnn,Airbus\nBob,Airbus\nCid,Thales\nDee,Airbus\n")
        header, *rows = EVERYTHING.splitlines()
        kept = [row for row in rows if later or known_by(day, row)]
        # The second book lacks each last contact after *day*.
        told = [row if later else without_later(day, row) for row in kept]
        book.ok("link", "-", stdin="\n".join([header, *told]) + "\n")
        books.append(book)
    then, now = books
    for words in (("path", "me", "Cid", "--by", "chance"), ("path", "me", "Dee", "--guesses"), ("stats",), ("stars",)):
        past = then(*words, "--as-of", day, "--json").json()
        present = now(*words, "--json", environment={"NETCLI_NOW": day}).json()
        if (past["result"].get("cut_by") or "").startswith("--as-of"):  # the other book knows of no later day and link
            assert present["result"]["reason"] in ("apart", "max_hops")
            of_day = {key: present["result"][key] for key in ("reason", "cut_by", "hops_without", "missing")}
            past["result"] = past["result"] | of_day
        assert bare(past["result"]) == bare(present["result"])


def known_by(day: str, row: str) -> bool:
    """Return whether the link in *row* is known on *day*."""
    since = row.split(",")[3]
    last_day = {4: f"{since}-12-31", 7: f"{since}-31"}.get(len(since), since)
    return last_day <= day


def without_later(day: str, row: str) -> str:
    """Return *row* without its last contact if that contact is after *day*."""
    cells = row.split(",")
    cells[4] = cells[4] if cells[4] <= day else ""
    return ",".join(cells)


def bare(value: Any) -> Any:
    """Return *value* without the line numbers of evidence."""
    if isinstance(value, dict):
        return {key: bare(each) for key, each in value.items() if key != "line"}
    return [bare(each) for each in value] if isinstance(value, list) else value


def _counts(answer: Any) -> list[int]:
    return [each["count"] for each in answer["result"]["chains"][0]["links"][0]["evidence"] if each["count"]]


def test_each_message_counts_from_its_own_day(sample: Netcli) -> None:
    """With --as-of, later messages are neither counted nor shown."""
    answer = sample.ok("path", "me", "Pierre Martin", "--as-of", "2026-06-01")
    assert (_counts(answer), answer["warnings"]) == ([18, 19], [])
    assert max(each["date"] for each in answer["result"]["chains"][0]["links"][0]["evidence"]) <= "2026-06-01"


def test_counts_of_an_old_book_are_shared_out_over_their_time(tmp_path: Path) -> None:
    """If a book stores only totals of messages, --as-of gives estimates with a warning."""
    book = Netcli(Path(shutil.copy(BOOKS / "sample.db", tmp_path)))
    answer = book.ok("path", "me", "Pierre Martin", "--as-of", "2026-06-01")
    assert (_counts(answer), [each["code"] for each in answer["warnings"]]) == ([18, 19], ["shared_out"])


def test_reach_and_stars_look_back_too(village: Netcli) -> None:
    """`netcli reach` and `netcli stars` accept --as-of."""
    doors = village.ok("reach", "company:airbus", "--as-of", "2014")["result"]
    assert [door["ask"]["name"] for door in doors["doors"]] == ["Aïcha O'Neil", "Pierre Martin"]
    stars = village.ok("stars", "--as-of", "2014")["result"]["stars"]
    assert [(star["person"]["name"], star["share"]) for star in stars] == [
        ("Pierre Martin", 0.666666667),
        ("Aïcha O'Neil", 0.333333333),
    ]
    assert village.ok("stars", "--whole", "--as-of", "2008")["result"]["stars"][0]["betweenness"] == 0.0


def test_nothing_is_written(village: Netcli) -> None:
    """`--as-of` does not change the book."""
    before = village.db.read_bytes()
    village.ok("stats", "--as-of", "2014")
    assert village.db.read_bytes() == before


def test_many_pairs_are_asked_of_one_past(village: Netcli) -> None:
    """All pairs of a list are answered as of the same day."""
    lines = village("path", "--pairs", "-", "--as-of", "2014", stdin="from,to\nme,Pierre Martin\nme,Sophie Durand\n")
    assert [line.count('"found": true') for line in lines.out.splitlines()] == [1, 0]


def test_a_proof_of_the_past_can_be_checked(village: Netcli) -> None:
    """A proof with --as-of holds for its own day and for no other day."""
    proof = village("path", "me", "Jacques van der Berg", "--as-of", "2014", "--proof", "--json").out
    assert (
        village("verify", "-", stdin=proof).out
        == "The proof holds: 1 chain of 2 hops, 1 intermediary, and no chain is shorter.\n"
    )
    assert json.loads(proof)["query"]["as_of"] == "2014-12-31"
    for other in ("null", '"2013-12-31"'):
        outcome = village("verify", "-", stdin=proof.replace('"as_of": "2014-12-31"', f'"as_of": {other}'))
        said = "The proof does not hold: the links of the book differ from those of the proof.\n"
        assert (outcome.code, outcome.out) == (5, said)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-24", "2026-11-24 is in the future; choose today or an earlier day"),
        ("2027", "2027 is in the future; choose today or an earlier day"),
        ("yesterday", "'yesterday' is not a date; write --as-of 2019, 2019-06 or 2019-06-01"),
        ("2019-02-30", "'2019-02-30' is not a date; write --as-of 2019, 2019-06 or 2019-06-01"),
    ],
)
@pytest.mark.parametrize(
    "command", [("path", "me", "Madonna"), ("reach", "airbus"), ("stats",), ("stars",)], ids=" ".join
)
def test_a_day_that_is_none_is_wrong_usage(village: Netcli, command: tuple[str, ...], day: str, said: str) -> None:
    """A day in the future or an invalid date is wrong usage."""
    outcome = village(*command, "--as-of", day)
    assert (outcome.code, outcome.err) == (2, f"netcli: {said}\n")
