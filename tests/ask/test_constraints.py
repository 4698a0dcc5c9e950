"""Tests of `netcli path` with random constraints, compared with all possible chains."""

from __future__ import annotations

import itertools
import json
import math
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import networkx
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from netcli.store.writer import opened
from netcli.tell.edits import add_person, begin_book
from netcli.tell.links import add_link

from ..running import NOW, Netcli

PEOPLE = 8
KINDS = ["colleague", "friend", "sibling"]
YEARS = ["2010", "2015-06", "2020-01-31"]
PAIRS = [*itertools.combinations(range(1, PEOPLE + 1), 2)]
Chain = tuple[int, ...]


class Told(NamedTuple):
    """The kind, certainty, start and closeness of a link in the book."""

    kind: str
    certainty: str
    since: str | None
    closeness: int | None


class Asked(NamedTuple):
    """The constraints of a question to `netcli path`."""

    avoid: frozenset[int]
    via: frozenset[int]
    only: tuple[str, ...]
    since: str | None
    max_hops: int
    guesses: bool

    def words(self) -> list[str]:
        """Return the constraints as words of the command line."""
        words = ["--max-hops", str(self.max_hops)]
        for option, people in (("--avoid", self.avoid), ("--via", self.via)):
            words += [word for person in sorted(people) for word in (option, f"id:{person}")]
        words += ["--only", ",".join(self.only)] if self.only else []
        words += ["--since", self.since] if self.since else []
        return [*words, "--guesses"] if self.guesses else words

    def allowed(self, links: list[Any]) -> dict[Chain, float]:
        """Return the chance of every allowed chain between the people 1 and 2."""
        graph = networkx.Graph()
        graph.add_nodes_from(range(1, PEOPLE + 1))
        for link in links:
            alive = link["last_contact"] or link["since"]
            if (
                (self.guesses or link["certainty"] != "guess")
                and (not self.only or set(self.only) & set(link["kinds"]))
                and (not self.since or (alive and alive >= self.since))
            ):
                graph.add_edge(link["a"], link["b"], chance=link["chance"])
        graph.remove_nodes_from(self.avoid)
        return {
            tuple(chain): math.prod(graph.edges[pair]["chance"] for pair in itertools.pairwise(chain))
            for chain in networkx.all_simple_paths(graph, 1, 2, cutoff=self.max_hops or None)
            if self.via <= {*chain}
        }


LINKS = st.dictionaries(
    st.sampled_from(PAIRS),
    st.builds(
        Told,
        st.sampled_from(KINDS),
        st.sampled_from(["sure", "sure", "probable", "guess"]),
        st.none() | st.sampled_from(YEARS),
        st.none() | st.integers(1, 5),
    ),
    min_size=4,
    max_size=20,
)
OTHERS = st.sets(st.integers(3, PEOPLE), max_size=2).map(frozenset)
ASKED = st.builds(
    lambda avoid, via, *rest: Asked(avoid, via - avoid, *rest),
    OTHERS,
    OTHERS,
    st.sets(st.sampled_from(KINDS), max_size=2).map(lambda kinds: tuple(sorted(kinds))),
    st.none() | st.sampled_from(["2012", "2018-03"]),
    st.sampled_from([0, 0, 2, 3, 4]),
    st.booleans(),
)


def by_hops(chain: Chain, chance: float) -> tuple[float, float]:
    """Return the sort key of a chain for --by hops."""
    return len(chain) - 1, -math.log(chance)


def by_chance(chain: Chain, chance: float) -> tuple[float, float]:
    """Return the sort key of a chain for --by chance."""
    return 0.1 * (len(chain) - 1) - math.log(chance), len(chain) - 1


Rank = Callable[[Chain, float], tuple[float, float]]


@pytest.mark.slow
@settings(max_examples=60, phases=[Phase.explicit, Phase.reuse, Phase.generate])  # shrinking takes minutes
@given(LINKS, ASKED)
def test_every_variant_keeps_to_every_constraint(links: dict[tuple[int, int], Told], asked: Asked) -> None:
    """Every variant of `netcli path` finds the best chains that the constraints allow."""
    with tempfile.TemporaryDirectory() as folder:
        netcli = _told(Path(folder) / "book.db", links)
        known = json.loads(netcli.export())["result"]["links"]
        allowed = asked.allowed(known)
        for by, rank in {"hops": by_hops, "chance": by_chance}.items():
            order = sorted(rank(*item) for item in allowed.items())
            for count in (None, 4):
                result = _ask(netcli, asked, "--by", by, *(["-k", str(count)] if count else []))
                _check(result, allowed)
                found = [rank(chain, allowed[chain]) for chain in _chains(result)]
                assert found == [pytest.approx(each) for each in order[: count or 1]]
            _check_apart(_ask(netcli, asked, "--by", by, "--disjoint"), allowed, rank)
        everything = _ask(netcli, asked, "--all", "--limit", "0")
        fewest = min(map(len, allowed), default=0)
        assert sorted(_chains(everything)) == sorted(chain for chain in allowed if len(chain) == fewest)
        if not allowed:
            _check_no(everything, asked, known)


def _told(db: Path, links: dict[tuple[int, int], Told]) -> Netcli:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NETCLI_NOW", NOW)
        with opened(db, create=True) as writer, writer.change("told") as change:
            begin_book(change, "Zoé Exemple", {})
            for number in range(2, PEOPLE + 1):
                add_person(change, f"Person {number}", {})
        with opened(db) as writer, writer.change("told") as change:
            for (a, b), told in links.items():
                add_link(
                    change, a, b, kind=told.kind, certainty=told.certainty, since=told.since, closeness=told.closeness
                )
    return Netcli(db)


def _ask(netcli: Netcli, asked: Asked, *words: str) -> Any:
    outcome = netcli("path", "id:1", "id:2", "--json", *asked.words(), *words)
    result = outcome.json()["result"]
    assert (outcome.code, outcome.err) == (0 if result["found"] else 5, "")
    return result


def _chains(result: Any) -> list[Chain]:
    return [tuple(person["id"] for person in chain["people"]) for chain in result["chains"]]


def _check(result: Any, allowed: dict[Chain, float]) -> None:
    """Assert that the answer describes its chains correctly."""
    assert result["found"] == bool(allowed)
    chains = _chains(result)
    assert len(set(chains)) == len(chains)
    for chain, told in zip(chains, result["chains"], strict=True):
        chances = [link["chance"] for link in told["links"]]
        assert told["chance"] == pytest.approx(allowed[chain])
        assert chances[told["weakest"]] == min(chances)
        assert (told["hops"], told["intermediaries"]) == (len(chain) - 1, len(chain) - 2)
    if allowed:
        fewest = min(map(len, allowed))
        assert (result["hops"], result["intermediaries"]) == (result["chains"][0]["hops"], len(chains[0]) - 2)
        assert result["equally_short"] == sum(len(chain) == fewest for chain in allowed)
        assert result["equally_short_exact"] is True


def _check_apart(result: Any, allowed: dict[Chain, float], rank: Rank) -> None:
    """Assert that the result is the best set of disjoint chains."""
    _check(result, allowed)
    if not allowed:
        return
    sets: list[tuple[Chain, ...]] = [()]
    for chain in allowed:
        sets += [(*old, chain) for old in sets if not any({*chain[1:-1]} & {*other[1:-1]} for other in old)]
    exist = max(map(len, sets))
    told = result["disjoint"]
    assert (told["exist"], told["given"]) == (exist, min(3, exist))

    def total(chains: tuple[Chain, ...]) -> tuple[float, float]:
        ranks = [rank(chain, allowed[chain]) for chain in chains]
        return sum(first for first, _ in ranks), sum(second for _, second in ranks)

    given = tuple(_chains(result))
    assert given in {each for some in sets for each in itertools.permutations(some)}
    assert total(given) == pytest.approx(min(total(some) for some in sets if len(some) == len(given)))
    chances = [allowed[chain] for chain in given]
    willing = max(chain["links"][-1]["chance"] for chain in result["chains"])
    assert told["any_low"] == pytest.approx(max(chances))
    assert told["any_high"] == pytest.approx(1 - math.prod(1 - chance for chance in chances))
    assert told["any"] == pytest.approx(willing * (1 - math.prod(1 - chance / willing for chance in chances)))


def _check_no(result: Any, asked: Asked, links: list[Any]) -> None:
    """Assert that a result without a chain states the right reason."""
    nothing = Asked(frozenset(), frozenset(), (), None, 0, asked.guesses)
    if not nothing.allowed(links):
        assert (result["reason"], result["cut_by"], result["hops_without"]) == ("apart", None, None)
        return
    assert result["reason"] == ("max_hops" if result["cut_by"].startswith("--max-hops") else "constraint")
    lifted = {
        "--via": {"via": frozenset()},
        "--avoid": {"avoid": frozenset()},
        "--only": {"only": ()},
        "--since": {"since": None},
        "--max-hops": {"max_hops": 0},
    }
    cut_by = [word for word in result["cut_by"].split() if word.startswith("--")]
    without = asked._replace(**{name: value for option in cut_by for name, value in lifted[option].items()})
    assert result["hops_without"] == min(map(len, without.allowed(links))) - 1
