"""Tests of `netcli stats`, which measures the network."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from ..running import Netcli


def test_stats_measure_the_village(village: Netcli) -> None:
    """`netcli stats` measures the giant component, the hops and the clustering."""
    answer = village.ok("stats")
    assert answer["query"] == {"exact": False, "guesses": False, "as_of": None}
    result = answer["result"]
    literature = result.pop("literature")
    assert result == {
        "people": 8,
        "links": 5,
        "components": 4,
        "isolated": 3,
        "giant": {"people": 5, "links": 5},
        "contacts": {"mean": 1.25, "median": 1.5, "max": 3},
        "hops": {
            "exact": True,
            "sources": 5,
            "error": 0.0,
            "mean": 1.6,
            "median": 1,
            "diameter": 3,
            "diameter_exact": True,
            "effective_diameter_90": 2.0,
            "distribution": [{"hops": 1, "pairs": 5}, {"hops": 2, "pairs": 4}, {"hops": 3, "pairs": 1}],
        },
        "intermediaries": {"mean": 0.6},
        "from_me": {
            "reachable": 4,
            "mean": 1.75,
            "distribution": [{"hops": 1, "people": 2}, {"hops": 2, "people": 1}, {"hops": 3, "people": 1}],
        },
        "clustering": {"mean_local": 0.0, "transitivity": 0.0, "triangles": 0},
    }
    assert {"study": "Facebook 2016", "measure": "mean_hops"}.items() <= literature[-2].items()


def test_what_others_measured_is_never_mixed_up(village: Netcli) -> None:
    """In each Facebook study, the mean number of hops is one more than the mean number of intermediaries."""
    given = {(each["study"], each["measure"]): each["value"] for each in village.ok("stats")["result"]["literature"]}
    for study in ("Facebook 2011", "Facebook 2016"):
        assert round(given[study, "mean_hops"] - given[study, "mean_intermediaries"], 9) == 1


def test_guesses_count_when_asked_for(village: Netcli) -> None:
    """With `--guesses`, a guessed link brings Madonna into the giant component."""
    result = village.ok("stats", "--guesses")["result"]
    assert (result["links"], result["isolated"], result["giant"]) == (6, 2, {"people": 6, "links": 6})


def test_a_book_of_one_person_has_no_hops(book: Netcli) -> None:
    """In a book with only one person, there are no hops to measure."""
    result = book.ok("stats")["result"]
    assert result["hops"] == {
        "exact": True,
        "sources": 0,
        "error": None,
        "mean": None,
        "median": None,
        "diameter": None,
        "diameter_exact": True,
        "effective_diameter_90": None,
        "distribution": [],
    }
    assert result["from_me"] == {"reachable": 0, "mean": None, "distribution": []}
    assert "You are linked to nobody yet." in book("stats").out


def test_placeholders_and_organizations_are_nobody(village: Netcli, tmp_path: Path) -> None:
    """The import of an organization and an anonymous account does not change the measures."""
    cards = tmp_path / "cards.vcf"
    company = "BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:Airbus SE\nORG:Airbus SE\nEND:VCARD\n"
    account = "BEGIN:VCARD\nVERSION:4.0\nUID:7\nFN:\nURL:https://x.com/zoe\nEND:VCARD\n"
    cards.write_text(company + account, encoding="utf-8")
    before = village.ok("stats")["result"]
    people = village.ok("import", cards)["result"][0]["people"]
    assert (people["new"], people["organizations"], people["placeholders"]) == (0, 1, 1)
    assert village.ok("stats")["result"] == before


def test_a_long_tail_is_one_bar(book: Netcli) -> None:
    """The text shows at most twelve bars. The last bar combines all longer distances."""
    steps = ["me", *(f"Person {number}" for number in range(1, 31))]
    rows = [f"{a},{b}" for a, b in pairwise(steps)]
    book.ok("link", "-", "--create", stdin="\n".join(["from,to", *rows, ""]))
    assert len(book.ok("stats")["result"]["from_me"]["distribution"]) == 30
    labels = [line.split("   ")[0].strip() for line in book("stats").out.splitlines() if "█" in line]
    assert labels[:12] == ["1 hop", *(f"{hops} hops" for hops in range(2, 12)), "12 to 30 hops"]


def test_demo_and_where_tell_the_size_of_the_book(netcli: Netcli) -> None:
    """Unlike `netcli stats`, `netcli demo` and `netcli where` count all links."""
    sizes = [netcli.ok(command)["result"] for command in ("demo", "where", "stats")]
    assert [(size["people"], size["links"]) for size in sizes] == [(70, 87), (70, 87), (70, 85)]


def test_words_say_what_is_left_out_and_speak_of_whole_hops(village: Netcli) -> None:
    """The first line counts the omitted guesses. Hops are rounded up."""
    told = village("stats").out.splitlines()
    assert told[0] == "8 people, 5 links; 1 guess left out: --guesses"
    assert village("stats", "--guesses").out.splitlines()[0] == "8 people, 6 links"
    village.ok("unlink", "Pierre", "Jacques")
    result = village.ok("stats")["result"]["hops"]
    share = f"  nine tenths of the pairs are within {-int(-result['effective_diameter_90'] // 1)} hops"
    assert [line.partition(",")[0] for line in village("stats").out.splitlines() if "nine" in line] == [share]
