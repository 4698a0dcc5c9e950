"""`netcli intro`: drafts, the log of introductions, and how outcomes change chances."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from netcli.calibration import ENOUGH, calibrate
from netcli.strength import KAPPA, chance_of_link

from ..running import Netcli


def _chance(netcli: Netcli) -> Any:
    return netcli.ok("show", "me", "Pierre Martin")["result"]["link"]["chance"]


def test_a_draft_asks_the_first_for_the_last(hamlet: Netcli) -> None:
    """A draft greets the first person of the chain and names the target."""
    draft = hamlet.ok("intro", "draft", "sophie", "--lang", "fr")["result"]
    assert (draft["ask"]["name"], draft["language"]) == ("Pierre Martin", "fr")
    assert "Bonjour Pierre," in draft["request"]
    assert "Zoé Exemple" in draft["forwardable"]
    assert "Sophie Durand, Airbus" in draft["forwardable"]


def test_templates_are_the_users_to_change(hamlet: Netcli, tmp_path: Path) -> None:
    """A template in the user's configuration folder replaces the built-in template."""
    folder = tmp_path / "config" / "netcli"
    folder.mkdir(parents=True)
    (folder / "intro.en.txt").write_text("Yo $friend\n---\nFor $target\n---\nHey\n")
    surroundings = {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    draft = hamlet("intro", "draft", "sophie", "--lang", "en", "--json", environment=surroundings).json()["result"]
    assert (draft["request"], draft["forwardable"]) == ("Yo Pierre\n", "For Sophie Durand\n")


def test_a_draft_without_a_chain_is_a_no(hamlet: Netcli) -> None:
    """If no chain leads to the target, `netcli intro draft` shows which link is missing."""
    outcome = hamlet("intro", "draft", "marie", "--json")
    result = outcome.json()["result"]
    assert (outcome.code, result["found"], result["reason"]) == (5, False, "apart")
    assert [(each["a"]["name"], each["b"]["name"], each["hops"]) for each in result["missing"]] == [
        ("Pierre Martin", "Marie Martin", 2)
    ]


@pytest.mark.parametrize("end", ["met", "declined", "silent"])
def test_an_introduction_is_followed_to_its_end(hamlet: Netcli, end: str) -> None:
    """After a final state, an introduction is no longer listed as open."""
    hamlet.ok("intro", "asked", "sophie")
    hamlet.ok("intro", "agreed", "sophie")
    (row,) = hamlet.ok("intro", "list", "--open")["result"]
    assert (row["target"]["name"], row["ask"]["name"], row["state"]) == ("Sophie Durand", "Pierre Martin", "agreed")
    hamlet.ok("intro", end, "sophie")
    assert hamlet.ok("intro", "list", "--open")["result"] == []
    assert [row["state"] for row in hamlet.ok("intro", "list")["result"]] == [end]


def test_whoever_met_is_linked(hamlet: Netcli) -> None:
    """`netcli intro met` adds evidence of a link."""
    hamlet.ok("intro", "asked", "sophie")
    hamlet.ok("intro", "met", "sophie")
    link = hamlet.ok("show", "me", "sophie")["result"]["link"]
    assert (link["kind"], link["certainty"], link["since"]) == ("met", "sure", link["last_contact"])
    assert [evidence["kind"] for evidence in link["evidence"]] == ["introduced"]
    hamlet.ok("link", "me", "sophie", "--note", "lunch")
    link = hamlet.ok("show", "me", "sophie")["result"]["link"]
    assert sorted(evidence["kind"] for evidence in link["evidence"]) == ["declared", "introduced"]
    hamlet.ok("undo")
    hamlet.ok("undo")
    assert hamlet("show", "me", "sophie").code == 3


@pytest.mark.parametrize(
    ("first", "then"), [("met", "declined"), ("declined", "met"), ("introduced", "agreed"), ("declined", "silent")]
)
def test_states_only_go_forward(hamlet: Netcli, first: str, then: str) -> None:
    """An introduction never returns to an earlier state, and a final state never changes."""
    hamlet.ok("intro", "asked", "sophie")
    hamlet.ok("intro", first, "sophie")
    error = hamlet("intro", then, "sophie", "--json").error()
    told = f"the introduction to Sophie Durand is already marked {first} and cannot be marked {then}"
    assert (error["exit"], error["message"]) == (6, told)


def test_nobody_asks_for_whom_they_know(hamlet: Netcli) -> None:
    """A request for an introduction to a direct contact is refused."""
    error = hamlet("intro", "asked", "Pierre Martin", "--json").error()
    assert (error["exit"], error["message"]) == (6, "you already know Pierre Martin")


def test_more_evidence_forgets_no_outcome(hamlet: Netcli) -> None:
    """The outcome of a request still counts after the link gets new evidence."""
    hamlet.ok("intro", "asked", "sophie")
    hamlet.ok("intro", "declined", "sophie")
    hamlet.ok("link", "me", "Pierre Martin", "--closeness", "2")
    lines = hamlet.ok("show", "me", "Pierre Martin")["result"]["chance"]
    assert [(line["feature"], line["value"]) for line in lines if line["feature"] == "outcomes"] == [("outcomes", 0.0)]


@pytest.mark.parametrize(("state", "agreed"), [("agreed", 1), ("declined", 0), ("silent", 0)])
def test_an_outcome_moves_the_chance_of_the_link(hamlet: Netcli, state: str, agreed: int) -> None:
    """The chance after an outcome is a weighted mean. Undo restores the previous chance."""
    before = _chance(hamlet)
    hamlet.ok("intro", "asked", "sophie")
    assert _chance(hamlet) == before
    hamlet.ok("intro", state, "sophie")
    assert _chance(hamlet) == pytest.approx((KAPPA * before + agreed) / (KAPPA + 1))
    hamlet.ok("undo")
    assert _chance(hamlet) == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["agreed", "sophie"], 3),
        (["asked", "me"], 2),
        (["asked", "marie"], 2),
        (["draft", "sophie", "--lang", "tlh"], 2),
    ],
    ids=["never asked", "oneself", "no chain", "no such language"],
)
def test_what_cannot_be_logged(hamlet: Netcli, words: list[str], code: int) -> None:
    assert hamlet("intro", *words).code == code


def test_asking_twice_is_refused(hamlet: Netcli) -> None:
    """If a request for an introduction is still open, the same request cannot be made again."""
    hamlet.ok("intro", "asked", "sophie")
    assert hamlet("intro", "asked", "sophie").code == 6
    assert hamlet("intro", "asked", "sophie", "--via", "email:aicha@example.org").code == 0


def test_friends_asked_of_late_are_spared(hamlet: Netcli) -> None:
    """With `--spare`, a chain avoids a friend after three recent requests."""
    for target in ("sophie", "email:jacques@example.org", "marie"):
        hamlet.ok("intro", "asked", target, "--via", "Pierre Martin")
    answer = hamlet.ok("path", "me", "sophie", "--spare")
    assert answer["result"]["chains"][0]["people"][1]["name"] == "Aïcha O'Neil"
    assert answer["query"]["by"] == "chance"


def test_introductions_are_exported_and_come_back(hamlet: Netcli, tmp_path: Path) -> None:
    """An import into an empty book restores the exported introductions."""
    hamlet.ok("intro", "asked", "sophie")
    hamlet.ok("intro", "agreed", "sophie")
    whole = hamlet.export()
    (tmp_path / "whole.json").write_text(whole, "utf-8")
    other = Netcli(tmp_path / "other" / "book.db")
    other.ok("init", "--me", "Somebody Else")
    other.ok("import", tmp_path / "whole.json")
    assert other.export() == whole
    assert len(json.loads(whole)["result"]["introductions"]) == 1


def test_enough_outcomes_calibrate() -> None:
    """Fewer than 20 outcomes change no estimate. Twenty outcomes raise or lower the estimate."""
    assert calibrate([(0.2, True)] * (ENOUGH - 1)).shift == 0
    better, worse = calibrate([(0.2, True)] * ENOUGH), calibrate([(0.6, False)] * ENOUGH)
    plain = chance_of_link(0.0, None, None, None, today=1)
    assert chance_of_link(0.0, None, None, None, today=1, calibration=better) > plain
    assert chance_of_link(0.0, None, None, None, today=1, calibration=worse) < plain


def test_figures_follow_twenty_outcomes(hamlet: Netcli) -> None:
    """`netcli path` prints calibrated figures only after 20 outcomes."""
    assert "%" not in hamlet("path", "me", "sophie").out
    for _ in range(ENOUGH):
        hamlet.ok("intro", "asked", "sophie", "--via", "Pierre Martin")
        hamlet.ok("intro", "declined", "sophie")
    assert hamlet.ok("path", "me", "sophie")["result"]["calibrated"] is True
    said = hamlet("path", "me", "sophie").out
    assert re.search(r"3 hops, 2 intermediaries · slim chance, \d% \(\d% to \d+%\)", said)
    assert re.search(r"first\. On average 1\.\d people receive the request before it arrives or stops\.", said)
    shown = hamlet.ok("show", "me", "Pierre Martin")["result"]
    assert {"calibration", "outcomes"} <= {line["feature"] for line in shown["chance"]}


def test_a_draft_says_why(hamlet: Netcli) -> None:
    """The user's reason is in the request and in the forwardable text."""
    draft = hamlet.ok("intro", "draft", "Sophie Durand", "--lang", "en", "--why", "I build wind turbines.")["result"]
    assert "\n\nI build wind turbines.\n\nWould" in draft["request"]
    assert "\n\nIn their own words: I build wind turbines.\n\nWould" in draft["forwardable"]


@pytest.mark.parametrize(
    ("language", "said"), [("en", "get in touch with you."), ("fr", "entrer en contact avec vous.")]
)
def test_a_paragraph_forwarded_to_the_target_speaks_to_them(book: Netcli, language: str, said: str) -> None:
    """The forwardable text addresses the target as "you"."""
    book.ok("link", "me", "José Roth", "--create")
    book.ok("link", "José Roth", "李小龙", "--create")
    assert said in book.ok("intro", "draft", "李小龙", "--lang", language)["result"]["forwardable"]
