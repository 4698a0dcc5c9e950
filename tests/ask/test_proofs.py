"""Tests of `netcli path --proof` and `netcli verify`."""

from __future__ import annotations

import copy
import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ..running import Netcli

SOPHIE = ("path", "me", "Sophie Durand", "--proof", "--json")


def proof_of(book: Netcli, *words: str) -> Any:
    """Return the document that `netcli path --proof` prints."""
    return json.loads(book(*(words or SOPHIE)).out)


def verdict(book: Netcli, document: Any) -> Any:
    """Return the exit code and the verdict of `netcli verify` for *document*."""
    outcome = book("verify", "-", "--json", stdin=json.dumps(document))
    return outcome.code, outcome.json()["result"]


def digest(*ids: int) -> str:
    """Return the SHA-256 digest of *ids*, one per line."""
    return hashlib.sha256("".join(f"{number}\n" for number in ids).encode()).hexdigest()


def test_a_proof_holds_the_links_and_the_levels(village: Netcli) -> None:
    """A proof contains digests of all links and of the people at each distance."""
    proof = proof_of(village)["result"]["proof"]
    links = "1,2\n1,3\n2,4\n3,4\n4,5\n"  # 1 Zoé, 2 Pierre, 3 Aïcha, 4 Jacques, 5 Sophie
    assert proof == {
        "book": hashlib.sha256(links.encode()).hexdigest(),
        "rules": 1,
        "levels": {
            "source": [
                {"people": 1, "digest": digest(1)},
                {"people": 2, "digest": digest(2, 3)},
                {"people": 1, "digest": digest(4)},
            ],
            "target": [{"people": 1, "digest": digest(5)}, {"people": 1, "digest": digest(4)}],
        },
    }


def test_only_links_that_the_question_may_use_count(village: Netcli) -> None:
    """The digest covers only the links that the question may use."""
    document = proof_of(village, *SOPHIE, "--avoid", "Pierre Martin", "--since", "2012", "--guesses")
    assert document["result"]["proof"]["book"] == hashlib.sha256(b"1,3\n3,4\n4,5\n").hexdigest()
    assert verdict(village, document) == (0, {"holds": True, "hops": 3, "equally_short": 1, "why": None})


def test_it_holds_on_a_copy_of_the_book(village: Netcli, tmp_path: Path) -> None:
    """A proof holds on a copy of the book. The copy gives the same proof."""
    document = proof_of(village)
    other = Netcli(tmp_path / "copy.db")
    shutil.copy(village.db, other.db)
    assert verdict(other, document) == (0, {"holds": True, "hops": 3, "equally_short": 2, "why": None})
    assert village(*SOPHIE).out == other(*SOPHIE).out


def test_it_holds_on_no_other_book(village: Netcli) -> None:
    """A proof does not hold in a book with one more link."""
    document = proof_of(village)
    village.ok("link", "me", "Marie Martin", "--first")
    code, result = verdict(village, document)
    assert (code, result["holds"], result["why"]) == (5, False, "the links of the book differ from those of the proof")


CONTRADICTION = "the numbers of hops in the proof contradict each other"
FORGERIES: dict[str, tuple[Callable[[Any], object], str]] = {
    "a hop fewer": (lambda result: result.update(hops=2), "the shortest chain has 3 hops, not 2"),
    "no chain": (lambda result: result.update(hops=None, chains=[]), "there is a chain of 3 hops"),
    "another count": (lambda result: result.update(equally_short=3), "the book has 2 chains of this length, not 3"),
    "another level": (
        lambda result: result["proof"]["levels"]["source"][1].update(people=3),
        "at distance 1 from the source, the proof and the book have different people",
    ),
    "a chain that is none": (
        lambda result: result["chains"][0]["people"].pop(1),
        "one of the chains in the proof is not in the book",
    ),
    "no chain, but its hops": (lambda result: result.update(found=False), CONTRADICTION),
    "other intermediaries": (lambda result: result.update(intermediaries=3), CONTRADICTION),
    "a chain of other hops": (lambda result: result["chains"][0].update(hops=4), CONTRADICTION),
    "a link less": (lambda result: result["chains"][0]["links"].pop(), CONTRADICTION),
    "no chains": (lambda result: result.update(chains=[]), CONTRADICTION),
    "other rules": (
        lambda result: result["proof"].update(rules=2),
        "the proof follows version 2 of the rules, not version 1",
    ),
}


@pytest.mark.parametrize(("forge", "why"), FORGERIES.values(), ids=list(FORGERIES))
def test_a_forgery_is_found_out(village: Netcli, forge: Callable[[Any], object], why: str) -> None:
    """`netcli verify` rejects a changed proof and says what is wrong."""
    document = copy.deepcopy(proof_of(village))
    forge(document["result"])
    code, result = verdict(village, document)
    assert (code, result["holds"], result["why"]) == (5, False, why)


@pytest.mark.parametrize(
    "text",
    ["", "no proof", "[]", "{}", '{"schema": "netcli.path/1", "query": {}, "result": {"proof": 7}}', "[" * 100_000],
    ids=["empty", "words", "a list", "an object", "half of one", "deep"],
)
def test_what_is_no_proof_is_not_understood(village: Netcli, text: str) -> None:
    """If a file is not a proof, the error says how to make a proof."""
    outcome = village("verify", "-", stdin=text)
    assert (outcome.code, outcome.err) == (
        65,
        "netcli: this is not a proof; to create a proof: netcli path A B --proof --json\n",
    )


def test_that_there_is_no_chain_can_be_proven(village: Netcli) -> None:
    """It can be proven that there is no chain."""
    document = proof_of(village, "path", "me", "Madonna", "--proof", "--json")
    levels = document["result"]["proof"]["levels"]
    assert [level["people"] for level in levels["source"]] == [1, 2, 1, 1]
    assert [level["people"] for level in levels["target"]] == [1]
    assert verdict(village, document) == (0, {"holds": True, "hops": None, "equally_short": 0, "why": None})


def test_that_no_chain_is_short_enough_can_be_proven(village: Netcli) -> None:
    """It can be proven that no chain is short enough."""
    document = proof_of(village, *SOPHIE, "--max-hops", "2")
    assert [len(side) for side in document["result"]["proof"]["levels"].values()] == [2, 2]
    assert verdict(village, document) == (0, {"holds": True, "hops": None, "equally_short": 0, "why": None})


def test_an_anonymous_proof_names_nobody_and_holds(village: Netcli) -> None:
    """An anonymous proof holds, although the proof contains no names, companies, towns or dates."""
    village.ok("link", "Jacques van der Berg", "Sophie Durand", "--note", "a secret")
    named, text = village(*SOPHIE).out, village(*SOPHIE, "--anonymous").out
    for word in ("Sophie", "Durand", "Pierre", "Zoé", "Airbus", "Toulouse", "2009", "2021", "secret", 'evidence": [{'):
        assert (word in named, word in text) == (True, False)
    document = json.loads(text)
    people = [person["id"] for person in document["result"]["chains"][0]["people"]]
    assert people == ["p1", "p2", "p3", "p4"]
    assert (document["query"]["source"]["id"], document["query"]["target"]["name"]) == ("p1", "p4")
    assert verdict(village, document) == (0, {"holds": True, "hops": 3, "equally_short": 2, "why": None})


def test_counts_are_whole_numbers_of_any_size(book: Netcli) -> None:
    """A row of 70 diamonds has 2^70 shortest chains, and the count is exact."""
    links = []
    for diamond in range(70):
        start, end = f"N {diamond}", f"N {diamond + 1}"
        links += [f"{start},U {diamond}", f"{start},D {diamond}", f"U {diamond},{end}", f"D {diamond},{end}"]
    book.ok("link", "-", stdin="\n".join(["from,to", *links]) + "\n")
    document = proof_of(book, "path", "N 0", "N 70", "--max-hops", "0", "--proof", "--json")
    assert document["result"]["equally_short"] == 2**70
    assert verdict(book, document) == (0, {"holds": True, "hops": 140, "equally_short": 2**70, "why": None})


def test_private_people_are_in_no_proof_unless_they_are_included(village: Netcli) -> None:
    """Chains in a proof avoid private people, except with --include-private."""
    village.ok("edit", "Pierre Martin", "--private")
    document = proof_of(village)
    assert document["result"]["equally_short"] == 1
    assert [warning["code"] for warning in document["warnings"]] == ["private"]
    assert verdict(village, document)[0] == 0
    included = proof_of(village, *SOPHIE, "--include-private")
    assert (included["result"]["equally_short"], included["warnings"]) == (2, [])
    assert verdict(village, included)[0] == 0
    assert village("path", "me", "Pierre Martin", "--proof").code == 6


def test_private_links_are_in_no_proof_either(village: Netcli) -> None:
    """Private links do not count, neither for a proof nor for its check."""
    village.ok("link", "me", "Pierre Martin", "--private")
    document = proof_of(village)
    assert document["result"]["proof"]["book"] == hashlib.sha256(b"1,3\n2,4\n3,4\n4,5\n").hexdigest()
    assert (document["result"]["equally_short"], document["warnings"][0]["links"]) == (1, 1)
    assert verdict(village, document)[0] == 0


@pytest.mark.parametrize(
    "words",
    [
        ("--proof", "--by", "chance"),
        ("--proof", "--via", "Pierre Martin"),
        ("--proof", "--anonymous", "--avoid", "Pierre Martin"),
        ("--anonymous",),
    ],
    ids=" ".join,
)
def test_what_cannot_be_proven_is_wrong_usage(village: Netcli, words: tuple[str, ...]) -> None:
    """Options that a proof cannot cover are wrong usage."""
    assert village("path", "me", "Sophie Durand", *words).code == 2


def test_words_tell_of_the_certificate_and_of_the_verdict(village: Netcli, tmp_path: Path) -> None:
    """`netcli path --proof` and `netcli verify` each print one line about the proof."""
    assert (
        "proof: 1 + 2 + 1 people, level by level, around one end, and 1 + 1 people around the other end"
        in village("path", "me", "Sophie Durand", "--proof").out
    )
    file = tmp_path / "proof.json"
    file.write_text(village(*SOPHIE).out, encoding="utf-8")
    assert (
        village("verify", file).out
        == "The proof holds: 2 chains of 3 hops, 2 intermediaries, and no chain is shorter.\n"
    )
    village.ok("unlink", "me", "Pierre Martin")
    assert (
        village("verify", file).out
        == "The proof does not hold: the links of the book differ from those of the proof.\n"
    )
