"""Tests of `netcli find`, which ignores the order, case and accents of words."""

from __future__ import annotations

import contextlib
import sqlite3
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcli.answers.people import Found
from netcli.ask.search import find_of
from netcli.store.check import problems
from netcli.store.connection import connect
from netcli.store.derived import Problem
from netcli.store.reader import Reader

from ..running import Netcli

PEOPLE = """name,email,company,city
Jean-François Lefèvre,jf@example.org,Danone,Lyon
Sophie Durand,sophie@example.org,Danone,Paris
Sophie Leroy,leroy@example.org,Airbus,Paris
Muriel O'Brien,muriel@example.org,,
Emmanuel van der Berg,,Thales,
Guillaume Prévost,,,Lyon
J. Kowalczyk,,,
李小龙,,,
Madonna,,,
,luc.besnard@example.net,,
"""


def find(reader: Reader, text: str) -> list[Found]:
    """Return the people found."""
    return find_of(reader, text)[0]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A fixture: a reader of a book in which the names are hard to spell."""
    netcli = Netcli(tmp_path_factory.mktemp("finding") / "netcli.db")
    netcli.ok("init", "--me", "Zoé Exemple")
    netcli.ok("add", "-", stdin=PEOPLE)
    with contextlib.closing(connect(netcli.db)) as connection:
        yield Reader(connection)


def first(reader: Reader, text: str) -> str | None:
    """Return the name of the first person found, or None."""
    found = find(reader, text)
    return (found[0].person.name or "") if found else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("sophie danone", "Sophie Durand"),
        ("leroy paris", "Sophie Leroy"),
        ("lefevre jean francois", "Jean-François Lefèvre"),
        ("jean lefebre", "Jean-François Lefèvre"),
        ("j lefevre", "Jean-François Lefèvre"),
        ("jf lefevre", "Jean-François Lefèvre"),
        ("jeanfrancois lefevre", "Jean-François Lefèvre"),
        ("jeanfrancoislefevre", "Jean-François Lefèvre"),
        ("gui llaume prevost", "Guillaume Prévost"),
        ("guil prev", "Guillaume Prévost"),
        ("bill prevost", "Guillaume Prévost"),
        ("gilome prevo", "Guillaume Prévost"),
        ("manu berg", "Emmanuel van der Berg"),
        ("O'Brien", "Muriel O'Brien"),
        ("o’brien", "Muriel O'Brien"),
        ("jan kowalczyk", "J. Kowalczyk"),
        ("李小龙", "李小龙"),
        ("muriel@example.org", "Muriel O'Brien"),
        ("luc besnard", ""),
    ],
)
def test_words_find_the_person_they_mean(reader: Reader, text: str, name: str) -> None:
    """A person is found by initials, short forms, misspellings and split words."""
    assert first(reader, text) == name


@pytest.mark.parametrize("text", ["", "   ", '"', "*", "()", "++", "\0", "☎", "- -"])
def test_nothing_to_search_for_finds_nobody(reader: Reader, text: str) -> None:
    """A query without any letters or digits finds nobody and raises no error."""
    assert find(reader, text) == []


@pytest.mark.parametrize(
    "text", ["c++", "NEAR(a b)", "name : x", "a AND b OR NOT", "-sophie", "x" * 100_000, "a " * 50_000]
)
def test_the_syntax_of_the_index_is_only_text(reader: Reader, text: str) -> None:
    """Text that looks like FTS syntax is searched as plain words."""
    assert all(0 < each.score < 1 for each in find(reader, text))


@given(st.text(max_size=60) | st.from_regex(r"[\w\"*+'^:(){}\- ]{1,40}"))
def test_no_text_is_an_error(reader: Reader, text: str) -> None:
    """Any text is a valid query, and results are sorted by score."""
    scores = [each.score for each in find(reader, text)]
    assert scores == sorted(scores, reverse=True)


@given(st.data())
def test_everybody_is_found_by_their_exact_name(reader: Reader, data: st.DataObject) -> None:
    """Only an exact name has the score 1, whatever the order and case."""
    names = [row[0] for row in reader.connection.execute("SELECT name FROM person WHERE name > ''")]
    name = data.draw(st.sampled_from(names))
    words = data.draw(st.permutations(name.replace("-", " ").split()))
    change = data.draw(st.sampled_from([str.upper, str.lower, str.title, _without_accents, str]))
    found = find(reader, change(" ".join(words)))
    assert [(each.person.name, each.why) for each in found if each.score == 1] == [(name, "exact name")]


def _without_accents(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFD", text) if not unicodedata.combining(each))


def test_why_says_how_each_word_fits(reader: Reader) -> None:
    """The field `why` states what each word of the query matches."""
    whys = [find(reader, text)[0].why for text in ("soph danone", "lefebre lyon", "j lefevre", "manu thales")]
    assert whys == [
        "soph: begins sophie (name), danone: company",
        "lefebre: like lefevre (name), lyon: city",
        "j: initial of jean (name), lefevre: name",
        "manu: a form of emmanuel (name), thales: company",
    ]


def test_people_who_fit_equally_come_nearest_first(village: Netcli) -> None:
    """If people have the same score, the person nearest to the user comes first."""
    village.ok("add", "Paul Vidal")
    village.ok("add", "Paule Vidal")
    village.ok("add", "Paul Besson")
    village.ok("link", "Sophie Durand", "Paul Besson")
    village.ok("link", "me", "Paul Vidal")
    found = village.ok("find", "paul")["result"]
    assert [each["person"]["name"] for each in found] == ["Paul Vidal", "Paul Besson", "Paule Vidal"]


def test_a_bare_name_borne_by_many_finds_the_nearest(book: Netcli) -> None:
    """If 400 people match, `netcli find` lists the nearest person first. A warning states the number 400."""
    book.ok("add", "-", stdin="name\n" + "".join(f"Paul {number:03} Besson\n" for number in range(400)))
    book.ok("link", "me", "Paul 399 Besson")
    found = book.ok("find", "paul", "--limit", "1")
    assert found["result"][0]["person"]["name"] == "Paul 399 Besson"
    assert [(each["shown"], each["of"]) for each in found["warnings"]] == [(1, 400)]
    assert len(book.ok("find", "paul", "--limit", "0")["result"]) == 400


@pytest.mark.parametrize("limit", [1, 2])
def test_a_limit_cuts_the_list_and_nothing_else(book: Netcli, limit: int) -> None:
    """A match in a note that ranks first is first under any limit, and is counted if it is left out."""
    book.ok("add", "Ann Berg", "--company", "Airbus Defence")
    book.ok("add", "Bo Lind", "--note", "company airbus house")
    book.ok("add", "Cy Roth", "--company", "Airbus Defence")
    everything = book.ok("find", "company airbus", "--limit", "0")["result"]
    assert [each["person"]["name"] for each in everything] == ["Bo Lind", "Ann Berg", "Cy Roth"]
    found = book.ok("find", "company airbus", "--limit", str(limit))
    assert found["result"] == everything[:limit]
    assert [(each["shown"], each["of"]) for each in found["warnings"]] == [(limit, 3)]


@pytest.mark.parametrize("words", [("find", "zebra"), ("list", "zebra"), ("list", "note:lorem ZEBRA")], ids=str)
def test_the_end_of_a_long_note_is_found(book: Netcli, words: tuple[str, ...]) -> None:
    """Every word of a note is found, however long the note is."""
    book.ok("add", "Ann Berg", "--note", "lorem " * 500 + "zébra")
    (found,) = book.ok(*words)["result"]
    assert found.get("person", found)["name"] == "Ann Berg"


def test_exact_words_and_beginnings_need_no_comparing(book: Netcli) -> None:
    """A query of exact words or prefixes does not compare spellings."""
    book.ok("add", "Sophie Durand", "--company", "Danone")
    code = (
        "import sys; from netcli.store.connection import connect; from netcli.store.reader import Reader;"
        "from netcli.ask.search import find_of; from pathlib import Path;"
        "reader = Reader(connect(Path(sys.argv[1])));"
        "print([find_of(reader, text)[1] for text in ('Durand Sophie', 'soph dur', 'sophie danone')],"
        " {'rapidfuzz', 'numpy', 'sqlmodel'} & sys.modules.keys())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(book.db)], env=book.surroundings(), capture_output=True, text=True, check=True
    )
    assert done.stdout == "[1, 1, 1] set()\n"


def test_what_is_forgotten_is_found_no_more(village: Netcli) -> None:
    """Each change and each undo also updates the search index and its vocabulary."""
    village.ok("edit", "Sophie Durand", "--name", "Sophie Quetzal", "--company", "Xylo")
    assert _words(village.db) >= {"quetzal", "xylo"}
    village.ok("undo")
    assert not _words(village.db) & {"quetzal", "xylo"}
    village.ok("add", "Sophie Quetzal")
    village.ok("undo")
    assert "quetzal" not in _words(village.db)
    with contextlib.closing(connect(village.db)) as connection:
        assert problems(Reader(connection)) == []


def _words(db: Path) -> set[str]:
    with contextlib.closing(sqlite3.connect(db)) as connection:
        return {row[0] for row in connection.execute("SELECT word FROM vocabulary")}


def test_check_tells_an_index_that_is_out_of_step(village: Netcli) -> None:
    """If the search index lacks a person or has a wrong word count, `netcli check` reports the fault."""
    with contextlib.closing(sqlite3.connect(village.db)) as connection:
        connection.execute("DELETE FROM search WHERE rowid = 2")
        connection.execute("UPDATE vocabulary SET uses = 40 WHERE word = 'exemple'")
        connection.commit()
    with contextlib.closing(connect(village.db)) as connection:
        told = problems(Reader(connection))
    assert told[:2] == [
        Problem("search", "the words of the records of id:2 are not all in the search index", person=2),
        Problem("vocabulary", "the count of the word 'exemple' is 40 instead of 2"),
    ]
