"""`infer`: guesses with their reasons, never sure, never used unasked."""

from __future__ import annotations

import pytest

from netcli.store import plausible

from .running import Netcli


def test_guesses_are_listed_with_reasons(hamlet: Netcli) -> None:
    """Two at one employer who are not linked yet."""
    result = hamlet.ok("infer")["result"]
    assert [(each["a"]["name"], each["b"]["name"], each["why"]) for each in result["guesses"]] == [
        ("Aïcha O'Neil", "Sophie Durand", ["both at Airbus"])
    ]
    assert result["added"] == 0


def test_guesses_are_used_only_when_asked_for(hamlet: Netcli) -> None:
    """--yes adds them; path needs --guesses, and marks them."""
    hamlet.ok("infer", "--yes")
    assert hamlet.ok("path", "me", "sophie")["result"]["hops"] == 3
    found = hamlet.ok("path", "me", "sophie", "--guesses")["result"]
    assert (found["hops"], found["chains"][0]["links"][1]["certainty"]) == (2, "guess")
    assert found["chains"][0]["links"][1]["evidence"][0]["kind"] == "inferred"


def test_guessing_is_one_step_of_undo(hamlet: Netcli) -> None:
    """The book is as before, and guessing again finds the same."""
    before, first = hamlet.export(), hamlet.ok("infer")
    hamlet.ok("infer", "--yes")
    assert hamlet.ok("infer")["result"]["guesses"] == []
    hamlet.ok("undo")
    assert (hamlet.export(), hamlet.ok("infer")) == (before, first)


def test_contacts_in_common_speak(book: Netcli) -> None:
    """Three common contacts, who know few others, make two people acquaintances."""
    links = "from,to\n" + "".join(f"{end},Common {n}\n" for n in "ABC" for end in ("Ann Lee", "Bob Ray"))
    book.ok("link", "-", stdin=links)
    why = {tuple(each["why"]) for each in book.ok("infer")["result"]["guesses"]}
    assert ("3 contacts in common",) in why


def test_a_large_company_is_not_squared(book: Netcli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only its best connected people are paired, and the answer says so."""
    monkeypatch.setattr(plausible, "PAIRED", 3)
    for number in range(5):
        book.ok("add", f"Person {number}", "--company", "Colossal")
    answer = book.ok("infer")
    assert (answer["result"]["found"], [each["code"] for each in answer["warnings"]]) == (3, ["large_group"])
