"""`milgram`: letters through the sample, and through networks where their fate is known."""

from __future__ import annotations

from ..running import Netcli


def test_letters_through_the_sample(sample: Netcli) -> None:
    """The values asked for are in the query, every letter is accounted for, and the same seed has the same fate."""
    answer = sample.ok("milgram", "--letters", "500", "--seed", "7", "--attrition", "0.1")
    assert answer["query"] == {"letters": 500, "seed": 7, "attrition": 0.1, "guesses": False}
    result = answer["result"]
    assert (result["letters"], result["seed"], result["attrition"]) == (500, 7, 0.1)
    assert 0 < result["completed"] < 500
    assert 0 < result["funnel_top3"] < 1
    assert sample.ok("milgram", "--letters", "500", "--seed", "7", "--attrition", "0.1") == answer
    assert sample.ok("milgram", "--letters", "500", "--seed", "8", "--attrition", "0.1") != answer


def test_the_defaults_are_milgrams(sample: Netcli) -> None:
    """A thousand letters, the year of the article, a quarter lost at each step."""
    assert sample.ok("milgram")["query"] == {"letters": 1000, "seed": 1967, "attrition": 0.25, "guesses": False}


def test_where_all_know_me_every_letter_arrives_at_once(book: Netcli) -> None:
    """No intermediary; and all come through the three who were there."""
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
    """Nothing has a mean then, and words say what happened."""
    result = village.ok("milgram", "--attrition", "1", "--letters", "5")["result"]
    assert result["completed"] == 0
    assert (result["intermediaries"], result["funnel_top3"]) == ({"mean": None, "median": None}, None)
    assert "5 letters ended with somebody who gave up" in village("milgram", "--attrition", "1", "--letters", "5").out


def test_a_letter_goes_to_whoever_is_like_me(book: Netcli) -> None:
    """Who works where I work, and lives where I live, knows me likelier than a hub does."""
    book.ok("edit", "me", "--company", "Airbus", "--city", "Toulouse")
    links = ["me,Ann", "Ann,Bob", "Bob,Eve", *(f"Eve,Hub {number}" for number in range(20)), "Eve,Start"]
    book.ok("link", "-", stdin="\n".join(["from,to", *links]) + "\n")
    book.ok("edit", "Bob", "--company", "Airbus")
    result = book.ok("milgram", "--attrition", "0")["result"]
    assert result["completed"] == 1000


def test_an_odd_share_is_wrong_usage(book: Netcli) -> None:
    """Attrition is a chance."""
    assert book("milgram", "--attrition", "2").code == 2
