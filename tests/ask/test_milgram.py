"""Tests of `netcli milgram`, which sends letters through a network."""

from __future__ import annotations

from ..running import Netcli


def test_letters_through_the_sample(sample: Netcli) -> None:
    """The same seed gives the same result."""
    answer = sample.ok("milgram", "--letters", "500", "--seed", "7", "--attrition", "0.1")
    assert answer["query"] == {"letters": 500, "seed": 7, "attrition": 0.1, "guesses": False}
    result = answer["result"]
    assert (result["letters"], result["seed"], result["attrition"]) == (500, 7, 0.1)
    assert 0 < result["completed"] < 500
    assert 0 < result["funnel_top3"] < 1
    assert sample.ok("milgram", "--letters", "500", "--seed", "7", "--attrition", "0.1") == answer
    assert sample.ok("milgram", "--letters", "500", "--seed", "8", "--attrition", "0.1") != answer


def test_the_defaults_are_milgrams(sample: Netcli) -> None:
    """The defaults are 1,000 letters, the seed 1967 and an attrition of a quarter."""
    assert sample.ok("milgram")["query"] == {"letters": 1000, "seed": 1967, "attrition": 0.25, "guesses": False}


def test_where_all_know_me_every_letter_arrives_at_once(book: Netcli) -> None:
    """If the user knows everybody, letters need no intermediary, and `funnel_top3` is 1."""
    book.ok("link", "-", stdin="from,to\nme,Aïcha O'Neil\nme,José García\nme,李小龙\n")
    result = book.ok("milgram", "--letters", "30", "--attrition", "0")["result"]
    assert result == {
        "seed": 1967,
        "letters": 30,
        "completed": 30,
        "intermediaries": {"mean": 0.0, "median": 0.0},
        "funnel_top3": 1.0,
        "attrition": 0.0,
    }


def test_no_letter_arrives_where_nobody_passes_it_on(village: Netcli) -> None:
    """If nobody passes letters on, no letter arrives, and the averages are null."""
    result = village.ok("milgram", "--attrition", "1", "--letters", "5")["result"]
    assert result["completed"] == 0
    assert (result["intermediaries"], result["funnel_top3"]) == ({"mean": None, "median": None}, None)
    assert "5 letters ended with somebody who gave up" in village("milgram", "--attrition", "1", "--letters", "5").out


def test_a_letter_goes_to_whoever_is_like_me(book: Netcli) -> None:
    """A letter to the user travels through contacts who work at the user's employer."""
    book.ok("edit", "me", "--company", "Airbus", "--city", "Toulouse")
    links = ["me,Ann", "Ann,Bob", "Bob,Eve", *(f"Eve,Hub {number}" for number in range(20)), "Eve,Start"]
    book.ok("link", "-", stdin="\n".join(["from,to", *links]) + "\n")
    book.ok("edit", "Bob", "--company", "Airbus")
    result = book.ok("milgram", "--attrition", "0")["result"]
    assert result["completed"] == 1000


def test_an_odd_share_is_wrong_usage(book: Netcli) -> None:
    """Attrition is a probability, so a value above 1 is wrong usage."""
    assert book("milgram", "--attrition", "2").code == 2


def test_a_book_without_other_people_has_no_letters(book: Netcli) -> None:
    """If the book contains only the user, no letters can be sent."""
    assert book("milgram").out == "Nobody can send letters, because the book contains nobody but you.\n"
