"""`netcli fragile`: the people and links whose loss would cut off other people."""

from __future__ import annotations

from ..running import Netcli


def test_the_village_hangs_on_jacques(village: Netcli) -> None:
    """In the village, only the loss of Jacques would cut off anybody."""
    result = village.ok("fragile")["result"]
    (cut,) = result["people"]
    assert (cut["person"]["name"], cut["cuts_off"], cut["from_me"]) == ("Jacques van der Berg", 1, 1)
    (link,) = result["links"]
    assert (link["a"], link["b"], link["kind"], link["cuts_off"]) == (4, 5, "manager", 1)
    (route,) = result["second_routes"]
    assert (route["a"]["name"], route["b"]["name"], route["saves"]) == ("Aïcha O'Neil", "Sophie Durand", 1)


def test_a_second_route_is_the_most_plausible_link(village: Netcli) -> None:
    """The text gives a common employer as the reason for a second route."""
    assert (
        "Aïcha O'Neil – Sophie Durand   if Jacques van der Berg leaves, this link keeps 1 person connected"
        "   both at Airbus" in village("fragile").out
    )


def test_my_own_loss_is_nobodys_loss_to_me(book: Netcli) -> None:
    """If only the user connects two people, the value `from_me` of the user is 0."""
    book.ok("link", "-", stdin="from,to\nme,Aïcha O'Neil\nme,Sukarto\n")
    result = book.ok("fragile")["result"]
    assert [(cut["person"]["me"], cut["cuts_off"], cut["from_me"]) for cut in result["people"]] == [(True, 1, 0)]
    assert result["second_routes"] == []


def test_a_ring_is_not_fragile(book: Netcli) -> None:
    """In a ring of three people, nobody depends on a single person or link."""
    book.ok("link", "-", stdin="from,to\nme,Aïcha O'Neil\nme,Sukarto\nSukarto,Aïcha O'Neil\n")
    assert book.ok("fragile")["result"] == {"people": [], "links": [], "second_routes": []}
    assert book("fragile").out == "Nobody depends on a single person or link.\n"


def test_those_who_cut_off_most_come_first(sample: Netcli) -> None:
    """The list begins with the person whose loss would cut off the largest number of people. If --limit shortens the
    list, a warning is shown.
    """
    everything = sample.ok("fragile")["result"]
    counts = [cut["cuts_off"] for cut in everything["people"]]
    assert counts == sorted(counts, reverse=True)
    answer = sample.ok("fragile", "--limit", "2")
    assert answer["result"]["people"] == everything["people"][:2]
    assert answer["result"]["links"] == everything["links"][:2]
    assert [warning["message"] for warning in answer["warnings"]] == [
        f"showing 2 of {len(everything[key])} {key}; --limit 0 shows all" for key in ("people", "links")
    ]


def test_the_limit_also_counts_in_words(sample: Netcli) -> None:
    """By default, the text lists 10 links. The option --limit changes this number."""
    links = len(sample.ok("fragile")["result"]["links"])
    said = [sample("fragile", *limit).out for limit in ((), ("--limit", "12"), ("--limit", "0"))]
    assert [text.partition("Links that")[2].partition("\n\n")[0].count(" – ") for text in said] == [10, 12, links]
    assert [f"… and {links - 10} more (--limit 0 shows all)" in text for text in said] == [True, False, False]


def test_you_cut_off_and_others_cut_off(book: Netcli) -> None:
    """The verb agrees with the person: "You cut off", but "Aïcha O'Neil cuts off"."""
    book.ok("link", "-", stdin="from,to\nme,Aïcha O'Neil\nme,Sukarto\nAïcha O'Neil,Sophie Durand\n")
    assert book("fragile").out.splitlines()[1:3] == [
        "  You            cut off 1 person",
        "  Aïcha O'Neil   cuts off 1 person   you lose 1",
    ]
