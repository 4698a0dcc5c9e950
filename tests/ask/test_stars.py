"""Tests of `netcli stars`, which ranks people by their shares of the shortest chains."""

from __future__ import annotations

import re

from ..running import Netcli


def brief(star: dict[str, object]) -> tuple[object, ...]:
    """Return the values of a ranked contact, with only the person's first name."""
    person = star["person"]
    assert isinstance(person, dict)
    return (str(person["name"]).partition(" ")[0], *(value for key, value in star.items() if key != "person"))


def test_the_funnel_shares_everybody_among_my_contacts(village: Netcli) -> None:
    """If equally many chains lead through two contacts, their shares are equal."""
    result = village.ok("stars")["result"]
    assert [brief(star) for star in result.pop("stars")] == [("Pierre", 1, 0.5, 0.5, 2), ("Aïcha", 2, 0.5, 1.0, 2)]
    assert result.pop("from")["me"]
    assert result == {"by": "funnel", "reachable": 4, "top3": 1.0, "effective_gateways": 2.0, "milgram_top3": 0.48}


def test_the_funnel_of_somebody_else(village: Netcli) -> None:
    """Sophie reaches everybody through Jacques."""
    answer = village.ok("stars", "--from", "Sophie Durand")
    assert answer["query"]["from"]["name"] == "Sophie Durand"
    assert [brief(star) for star in answer["result"]["stars"]] == [("Jacques", 1, 1.0, 1.0, 3)]


def test_shares_add_up_to_one_on_the_sample(sample: Netcli) -> None:
    """On the sample book, the shares of all stars add up to 1."""
    result = sample.ok("stars")["result"]
    assert round(sum(star["share"] for star in result["stars"]), 6) == 1.0
    assert result["stars"][-1]["cumulated"] == 1.0
    assert result["top3"] == result["stars"][2]["cumulated"]


def test_words_list_as_many_as_the_limit_says(sample: Netcli) -> None:
    """The text lists 10 contacts, or as many as --limit says."""
    contacts = len(sample.ok("stars")["result"]["stars"])
    outcomes = [sample("stars", *limit) for limit in ((), ("--limit", "12"), ("--limit", "0"))]
    assert [len(re.findall("^ *[0-9]+  ", each.out, re.MULTILINE)) for each in outcomes] == [10, 12, contacts]
    assert [outcome.err for outcome in outcomes] == [
        "",
        f"warning: showing 12 of {contacts}; --limit 0 shows all\n",
        "",
    ]


def test_equal_shares_in_words(book: Netcli) -> None:
    """If all contacts lead to equal shares, the text says so. A whole number of contacts has no decimal."""
    book.ok("link", "-", stdin="from,to\n" + "".join(f"me,{name} Exemple\n" for name in ("Ana", "Bo", "Cy", "Dee")))
    outcomes = [book("stars", *limit).out for limit in ((), ("--limit", "2"))]
    assert [line for out in outcomes for line in out.splitlines() if line.startswith("The first three")] == [
        "The first three contacts lead to 75% of the people, and each of the 4 contacts leads to an equal share.",
        "The first three contacts lead to 75% of the people, as if only 4 contacts led to everybody, each to an equal "
        "share.",
    ]


def test_whoever_knows_nobody_has_no_funnel(village: Netcli) -> None:
    """If a person has no links, the result is empty, and the text says why."""
    result = village.ok("stars", "--from", "Madonna")["result"]
    assert (result["reachable"], result["stars"], result["top3"], result["effective_gateways"]) == (0, [], 0.0, 0.0)
    assert village("stars", "--from", "Madonna").out == "Madonna is linked to nobody yet.\n"


def test_who_stands_between_others(village: Netcli) -> None:
    """With --whole, people are ranked by betweenness, and Jacques comes first."""
    answer = village.ok("stars", "--whole", "--limit", "4")
    result = answer["result"]
    assert [brief(star) for star in result.pop("stars")] == [
        ("Jacques", 1, 0.166666667, 0.166666667, 0.166666667),
        ("Pierre", 2, 0.0476190476, 0.0476190476, 0.0476190476),
        ("Aïcha", 2, 0.0476190476, 0.0476190476, 0.0476190476),
        ("Zoé", 4, 0.0238095238, 0.0238095238, 0.0238095238),
    ]
    assert result == {"by": "betweenness", "exact": True, "samples": 8}
    assert [warning["code"] for warning in answer["warnings"]] == ["cut"]


def test_the_whole_is_seen_from_nobody(village: Netcli) -> None:
    """`--whole` measures the whole network, so it cannot be combined with `--from`."""
    outcome = village("stars", "--whole", "--from", "Pierre Martin")
    assert (outcome.code, outcome.err) == (
        2,
        "netcli: --whole takes no --from; remove one of these options: --whole, --from\n",
    )
