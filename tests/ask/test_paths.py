"""Tests of `netcli path` from end to end, with networkx as a reference."""

from __future__ import annotations

import itertools
import json
import math
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netcli
from netcli.answers import Answer
from netcli.render.drawing import graph
from netcli.store.writer import opened
from netcli.tell import edits, links

from ..running import NOW, Netcli

LINKS = st.dictionaries(
    st.tuples(st.integers(1, 9), st.integers(1, 9)).filter(lambda pair: pair[0] < pair[1]),
    st.tuples(st.sampled_from(["sure", "probable", "guess"]), st.sampled_from([None, 1, 5])),
    max_size=20,
)


def _made(folder: str, links: dict[Any, Any]) -> Netcli:
    netcli = Netcli(Path(folder) / "book.db")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NETCLI_NOW", NOW)
        for step in (_people, lambda book: _tell(book, links)):
            with opened(netcli.db, create=True) as writer, writer.change("told") as change:
                step(change)
    return netcli


def _people(book: Any) -> None:
    edits.begin_book(book, "Zoé Exemple", {})
    for number in range(2, 10):
        edits.add_person(book, f"Person {number}", {})


def _tell(book: Any, ties: dict[Any, Any]) -> None:
    for (a, b), (certainty, closeness) in ties.items():
        links.add_link(book, a, b, certainty=certainty, closeness=closeness)


def _oracle(netcli: Netcli, *, guesses: bool = False) -> networkx.Graph:
    """Return the links of the book as a networkx graph."""
    oracle = networkx.Graph()
    oracle.add_nodes_from(range(1, 10))
    for link in json.loads(netcli.export())["result"]["links"]:
        if guesses or link["certainty"] != "guess":
            oracle.add_edge(link["a"], link["b"], cost=0.1 - math.log(link["chance"]))
    return oracle


def _asked(netcli: Netcli, *words: str) -> Any:
    outcome = netcli("path", "--json", *words)
    assert outcome.code in (0, 5), outcome.err
    return outcome.json()["result"]


def _ids(chain: Any) -> list[int]:
    return [person["id"] for person in chain["people"]]


@settings(max_examples=25, deadline=None)
@given(links=LINKS, guesses=st.booleans(), avoid=st.integers(2, 8))
def test_chains_are_those_of_an_oracle(links: dict[Any, Any], guesses: bool, avoid: int) -> None:
    """With --avoid, the chains agree with networkx."""
    with tempfile.TemporaryDirectory() as folder:
        netcli = _made(folder, links)
        oracle = _oracle(netcli, guesses=guesses)
        oracle.remove_node(avoid)
        options = ["me", "id:9", "--max-hops", "0", "--avoid", f"id:{avoid}", *(["--guesses"] if guesses else [])]
        found = _asked(netcli, *options)
        if not networkx.has_path(oracle, 1, 9):
            assert found["found"] is False
            assert found["reach"]["source"] == len(networkx.node_connected_component(oracle, 1)) - 1
            return
        shortest = list(networkx.all_shortest_paths(oracle, 1, 9))
        assert (found["hops"], found["equally_short"]) == (len(shortest[0]) - 1, len(shortest))
        everything = _asked(netcli, *options, "--all", "--limit", "0")["chains"]
        assert sorted(map(_ids, everything)) == sorted(shortest)
        likeliest = _asked(netcli, *options, "--by", "chance")["chains"][0]
        cost = 0.1 * likeliest["hops"] - math.log(likeliest["chance"])
        assert cost == pytest.approx(networkx.dijkstra_path_length(oracle, 1, 9, weight="cost"), abs=1e-6)
        several = [_ids(chain) for chain in _asked(netcli, *options, "-k", "4")["chains"]]
        simple = list(networkx.shortest_simple_paths(oracle, 1, 9))
        assert [len(chain) for chain in several] == [len(chain) for chain in simple[:4]]
        assert all(chain in simple for chain in several)


@settings(max_examples=10, deadline=None)
@given(links=LINKS, by=st.sampled_from(["hops", "chance"]), guesses=st.booleans(), max_hops=st.sampled_from([0, 2]))
def test_reach_says_of_each_what_path_says(links: dict[Any, Any], by: str, guesses: bool, max_hops: int) -> None:
    """`netcli reach` and `netcli path` find the same chain to each person."""
    with tempfile.TemporaryDirectory() as folder:
        netcli = _made(folder, links)
        options = ["--by", by, "--max-hops", str(max_hops), *(["--guesses"] if guesses else [])]
        result = netcli("reach", "person", "--json", *options).json()["result"]
        reached = {each["person"]["id"]: each["chain"] for door in result["doors"] for each in door["people"]}
        assert (result["fit"], result["reachable"]) == (8, len(reached))
        assert all(each["chain"]["people"][1] == door["ask"] for door in result["doors"] for each in door["people"])
        for person in range(2, 10):
            found = _asked(netcli, "me", f"id:{person}", *options)
            assert [reached[person]] == found["chains"] if person in reached else not found["found"]


@settings(max_examples=20, deadline=None)
@given(links=LINKS, via=st.integers(2, 8))
def test_ways_through_somebody_are_counted(links: dict[Any, Any], via: int) -> None:
    """With --via, every chain passes through the person. If a count is marked as exact, the count is correct."""
    with tempfile.TemporaryDirectory() as folder:
        netcli = _made(folder, links)
        through = [path for path in networkx.all_simple_paths(_oracle(netcli), 1, 9) if via in path]
        found = _asked(netcli, "me", "id:9", "--max-hops", "0", "--via", f"id:{via}")
        assert found["found"] == bool(through)
        if through:
            fewest = min(map(len, through))
            assert found["hops"] == fewest - 1
            assert via in _ids(found["chains"][0])
            if found["equally_short_exact"]:
                assert found["equally_short"] == sum(len(path) == fewest for path in through)


def test_through_somebody_there_may_be_several(hamlet: Netcli) -> None:
    """If --via names a person, -k, --all and --disjoint list only chains through this person."""
    words = "me", "sophie", "--via", "Jacques van der Berg"
    names = [["Pierre Martin", "Jacques van der Berg"], ["Aïcha O'Neil", "Jacques van der Berg"]]
    for more, expected in ((["-k", "3"], 2), (["--all"], 2), (["--all", "--limit", "1"], 1), (["--disjoint"], 1)):
        answer = hamlet.ok("path", *words, *more)
        between = [[person["name"] for person in chain["people"][1:-1]] for chain in answer["result"]["chains"]]
        assert sorted(between) == sorted(name for name in names if name in between)
        assert (len(between), answer["result"]["equally_short"]) == (expected, 2)
    assert "2 chains of 3 hops" in hamlet("path", *words, "--draw").out


def test_a_hub_is_no_short_cut(book: Netcli) -> None:
    """A chain through a person with 800 contacts is less likely than a chain through another person."""
    people = [f"Person {number}" for number in range(800)]
    links = ["from,to,since", "me,Hub Bert,2020", "Hub Bert,Tom Fox,2020", "me,Ann Lee,2020", "Ann Lee,Tom Fox,2020"]
    book.ok("link", "-", stdin="\n".join((*links, *(f"Hub Bert,{name},2020" for name in people))))
    first, second = book.ok("path", "me", "Tom Fox", "-k", "2")["result"]["chains"]
    assert [chain["people"][1]["name"] for chain in (first, second)] == ["Ann Lee", "Hub Bert"]
    assert first["chance"] > 1.2 * second["chance"]


def test_only_and_since_are_kept(hamlet: Netcli) -> None:
    """`--only` and `--since` may together rule out every chain."""
    found = hamlet("path", "--json", "me", "email:jacques@example.org", "--only", "colleague", "--since", "2021")
    assert (found.code, found.json()["result"]["reason"]) == (5, "constraint")


@pytest.mark.parametrize(
    "words",
    [
        ["me", "sophie", "--avoid", "sophie"],
        ["me", "sophie", "--via", "me"],
        [],
        ["me", "sophie", "--pairs", "-"],
        ["sophie", "--pairs", "-"],
        ["me", "sophie", "--by", "luck"],
    ],
    ids=["avoid an end", "via an end", "no end", "ends and pairs", "an end and pairs", "by luck"],
)
def test_words_that_contradict_are_refused(hamlet: Netcli, words: list[str]) -> None:
    """Contradictory words are wrong usage."""
    assert hamlet("path", *words, "--no-input").code == 2


def test_a_path_to_herself(hamlet: Netcli) -> None:
    """A chain from the user to the user has no links and no intermediaries."""
    result = hamlet.ok("path", "me", "me")["result"]
    assert [result[key] for key in ("hops", "intermediaries", "equally_short")] == [0, 0, 1]
    assert [result["chains"][0][key] for key in ("chance", "weakest", "links")] == [1.0, None, []]


def test_a_path_to_herself_passes_through_nobody(hamlet: Netcli) -> None:
    """A chain from the user to the user cannot pass through anybody, so `--via` is wrong usage."""
    error = hamlet("path", "me", "me", "--via", "Jacques van der Berg", "--json").error()
    assert (error["exit"], error["message"]) == (2, "a chain from a person to the same person passes through nobody")


def test_pairs_are_answered_in_order(hamlet: Netcli) -> None:
    """Each pair gives one document, in order. The first error sets the exit code."""
    lines = (
        'from,to\nme,email:jacques@example.org\nme,Nobody At All\n\nme,\n"me",email:x@y.org\n'
        "email:sophie@example.org,me\n"
    )
    outcome = hamlet("path", "--json", "--pairs", "-", stdin=lines)
    documents = [json.loads(line) for line in outcome.out.splitlines()]
    assert [each.get("line") for each in documents] == [None, 3, 5, 6, None]
    assert [each["error"]["exit"] for each in documents[1:4]] == [3, 2, 3]
    assert (outcome.code, outcome.err) == (3, "")


@settings(max_examples=15, deadline=None)
@given(
    links=LINKS,
    options=st.sampled_from([{}, {"guesses": True}, {"max_hops": 2}, {"avoid": ["id:9"]}, {"by": "chance"}]),
)
def test_pairs_are_answered_as_each_alone(links: dict[Any, Any], options: Any) -> None:
    """`Book.paths` gives each pair the same answer as `Book.path`."""
    pairs = [(f"id:{a}", f"id:{b}") for a, b in itertools.product(range(1, 9), repeat=2)]
    with tempfile.TemporaryDirectory() as folder, netcli.open(_made(folder, links).db) as book:
        alone = [book.path(*pair, **options) for pair in pairs]
        assert [answer for _, answer in book.paths(enumerate(pairs), **options)] == alone


def test_a_pair_is_answered_before_the_next_is_asked(hamlet: Netcli) -> None:
    """netcli answers each pair before it reads the next pair."""
    with subprocess.Popen(
        hamlet.command("path", "--pairs", "-"),
        env=hamlet.surroundings(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write("from,to\n")
        found = []
        for target in ("sophie", "email:marie@example.org"):
            running.stdin.write(f"me,{target}\n")
            found.append(json.loads(running.stdout.readline())["result"]["found"])
        running.stdin.close()
    assert (found, running.returncode) == ([True, False], 0)


def test_a_line_for_a_pair_is_what_path_prints(hamlet: Netcli) -> None:
    """For each pair, `netcli path --pairs` prints the same bytes as `netcli path --json`."""
    pairs = [("me", "email:sophie@example.org"), ("me", "email:marie@example.org"), ("me", "me")]
    lines = hamlet("path", "--pairs", "-", stdin="from,to\n" + "".join(f"{a},{b}\n" for a, b in pairs)).out
    assert lines.splitlines(keepends=True) == [hamlet("path", "--json", *pair).out for pair in pairs]


def test_a_stream_of_pairs_sees_what_another_program_writes(hamlet: Netcli) -> None:
    """If the book changes between two pairs, the second answer uses the new links."""
    with netcli.open(hamlet.db) as book:
        answers = book.paths((number, ("me", "email:marie@example.org")) for number in range(2))
        before = next(answers)[1]
        hamlet.ok("link", "me", "email:marie@example.org")
        after = next(answers)[1]
    assert isinstance(before, Answer)
    assert isinstance(after, Answer)
    assert (before.result.found, after.result.found) == (False, True)


def test_a_reader_of_pairs_who_leaves(hamlet: Netcli, tmp_path: Path) -> None:
    """If the reader of the output stops, netcli ends without an error message."""
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("from,to\n" + "me,sophie\n" * 50)
    with subprocess.Popen(
        hamlet.command("path", "--pairs", pairs),
        env=hamlet.surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        said = running.stderr.read()
    assert (running.returncode, said) == (141, b"")


def test_pairs_without_a_chain_are_answers(hamlet: Netcli) -> None:
    """A pair without a chain is not an error, so the exit code is 0."""
    lines = '{"from": "me", "to": "email:marie@example.org"}\n{"from": "me", "to": "me"}\n'
    outcome = hamlet("path", "--pairs", "-", stdin=lines)
    assert (outcome.code, len(outcome.out.splitlines())) == (0, 2)


def test_missing_links_make_a_shorter_chain(hamlet: Netcli) -> None:
    """`--missing` proposes a link between two people who share an employer."""
    missing = hamlet.ok("path", "me", "sophie", "--missing")["result"]["missing"]
    assert [(each["a"]["name"], each["b"]["name"], each["hops"]) for each in missing] == [
        ("Aïcha O'Neil", "Sophie Durand", 2)
    ]


def test_the_detour_avoids_the_weakest_link(hamlet: Netcli) -> None:
    """The answer includes the chain that avoids the weakest link."""
    assert "without the weakest link: You" in hamlet("path", "me", "email:jacques@example.org").out


def test_a_drawing_fits() -> None:
    """A drawing in plain mode fits the given width, and consists of ASCII characters only."""
    people = [{1: "You"}, {2: "Pierre Martin de la Tour", 3: "Anne"}, {4: "Jacques"}]
    rows = graph(people, {(1, 2), (1, 3), (2, 4), (3, 4)}, width=32, plain=True)
    assert max(map(len, rows)) <= 32
    assert "".join(rows).isascii()


def test_the_drawing_shows_every_shortest_chain(hamlet: Netcli) -> None:
    """`--draw` shows all shortest chains in one graph."""
    assert "2 chains of 3 hops" in hamlet("path", "me", "sophie", "--draw").out


def test_show_adds_up_to_the_chance_of_the_chain(hamlet: Netcli) -> None:
    """`netcli show A B` gives the same chance as `netcli path A B`."""
    ends = "email:aicha@example.org", "email:jacques@example.org"
    link = hamlet.ok("path", *ends)["result"]["chains"][0]["links"][0]
    shown = hamlet.ok("show", *ends)["result"]
    assert shown["link"] == link
    logit = math.fsum(line["logit"] for line in shown["chance"])
    assert 1 / (1 + math.exp(-logit)) == pytest.approx(link["chance"])
    assert {line["feature"] for line in shown["chance"] if line["logit"]} >= {"base", "age", "shared", "doubt"}


def test_no_chain_speaks_of_the_ceiling_only(hamlet: Netcli) -> None:
    """If --max-hops rules out all chains, netcli advises a link that makes a chain within the limit."""
    no = hamlet("path", "me", "sophie", "--max-hops", "2", "--json").json()["result"]
    assert [no[key] for key in ("reason", "cut_by", "hops_without")] == ["max_hops", "--max-hops 2", 3]
    assert no["reach"] == {"source": 3, "target": 3}
    near = {side: [(each["person"]["name"], each["hops"]) for each in people] for side, people in no["nearest"].items()}
    assert near == {
        "source": [("Pierre Martin", 1), ("Aïcha O'Neil", 1), ("Jacques van der Berg", 2)],
        "target": [("Jacques van der Berg", 1), ("Pierre Martin", 2), ("Aïcha O'Neil", 2)],
    }
    missing = [(each["a"]["name"], each["b"]["name"], each["hops"], each["why"]) for each in no["missing"]]
    assert missing == [("Aïcha O'Neil", "Sophie Durand", 2, "both at Airbus")]


def test_until_outcomes_are_logged_there_are_words(hamlet: Netcli) -> None:
    """The chance that one of several chains works is given in words."""
    said = hamlet("path", "me", "email:jacques@example.org", "--disjoint").out
    assert (
        "2 of 2 chains that have no person in common; fair chance (slim to fair) that one of these chains works" in said
    )
    assert "All other chains share a person" in hamlet("path", "me", "sophie", "--disjoint").out


def test_organizations_and_placeholders_are_on_no_chain(hamlet: Netcli, tmp_path: Path) -> None:
    """No chain passes through an organization or a placeholder, and no chain ends there."""
    card = "BEGIN:VCARD\nVERSION:3.0\n{}\nEND:VCARD\n"
    hall, nobody = card.format("KIND:org\nFN:Town Hall\nORG:Town Hall"), card.format("FN:\nURL:https://x.example/n")
    (tmp_path / "cards.vcf").write_text(hall + nobody)
    hamlet.ok("import", tmp_path / "cards.vcf", "--owner", "Marie Martin")
    others = [person for person in hamlet.ok("list", "--all")["result"] if person["kind"] != "person"]
    assert {person["kind"] for person in others} == {"organization", "placeholder"}
    for person in others:
        no = hamlet("path", "marie", f"id:{person['id']}", "--json").json()["result"]
        assert (no["found"], no["reason"], no["reach"]) == (False, "apart", {"source": 0, "target": 0})


def test_one_name_is_reached_from_me(hamlet: Netcli) -> None:
    """`netcli path B` prints the same bytes as `netcli path me B`."""
    assert hamlet("path", "sophie", "--json").out == hamlet("path", "me", "sophie", "--json").out


def test_no_chain_names_the_chain_over_guesses(village: Netcli) -> None:
    """If no chain is found, the text mentions a chain with guesses."""
    said = "  With --guesses, there is a chain of 1 hop, 0 intermediaries."
    assert said in village("path", "me", "Madonna").out.splitlines()
    for words in (("--only", "friend"), ("--guesses", "--only", "friend")):
        assert "With --guesses" not in village("path", "me", "Madonna", *words).out


def test_no_chain_names_what_is_noted_between_the_two(book: Netcli, tmp_path: Path) -> None:
    """If no chain is found, the text mentions weaker signals, such as an invitation."""
    rows = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
    rows += 'Gus Lag,Zoé Exemple,"11/1/26, 9:00 AM",,INCOMING,https://www.linkedin.com/in/gus-lag,\n'
    (tmp_path / "Invitations.csv").write_text(rows, "utf-8")
    book.ok("import", tmp_path / "Invitations.csv")
    number = book.ok("show", "Gus Lag")["result"]["person"]["id"]
    said = f"  The book has 1 weaker signal, which chains do not use (netcli show id:{number})"
    assert said in book("path", "me", "Gus Lag").out.splitlines()
    assert book("show", "me", "Gus Lag").err == (
        "netcli: you and Gus Lag are not linked (the book has 1 weaker signal between the two people);"
        f" to see the link: netcli show id:{number}\n"
    )
