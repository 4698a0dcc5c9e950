"""Tests of proposed changes, which are written only after a confirmation."""

from __future__ import annotations

import pytest

from ..running import Netcli

pytest.importorskip("mcp", reason="an extra")

from .assistant import Assistant

CHANGES = {
    "link": ({"a": "me", "b": "Sophie Durand", "kind": "friend"}, "you and Sophie Durand would be linked"),
    "tag": ({"person": "Sophie Durand", "tags": ["opera"]}, "would tag Sophie Durand: opera"),
    "edit": ({"person": "Sophie Durand", "note": "sings"}, "would edit Sophie Durand"),
    "met": (
        {"people": ["Sophie Durand", "Madonna"], "on": "2026-11-20", "kind": "lunch", "note": "sang"},
        "would log that you met Sophie Durand and Madonna on 2026-11-20",
    ),
    "intro": (
        {"target": "Sophie Durand", "state": "asked"},
        "would log that you asked Pierre Martin for an introduction to Sophie Durand",
    ),
}


@pytest.fixture
def assistant(village: Netcli) -> Assistant:
    """An assistant that may propose changes to the book `village`."""
    return Assistant(village, write=True)


def test_what_destroys_is_no_tool(assistant: Assistant) -> None:
    """With write access, only the tool `confirm` writes."""
    tools = assistant.tools()
    assert list(tools)[6:] == [*CHANGES, "confirm"]
    assert [name for name, tool in tools.items() if not tool.annotations.read_only_hint] == ["confirm"]


@pytest.mark.parametrize("tool", CHANGES)
def test_a_proposal_is_confirmed_and_undone(assistant: Assistant, village: Netcli, tool: str) -> None:
    """A proposal writes nothing. The token applies the change, and `netcli undo` reverses the change."""
    before = village.export()
    given, would = CHANGES[tool]
    proposal = assistant.call(tool, **given).result
    assert (proposal["would"], proposal["expires"]) == (f"{would}; nothing written", "2026-11-23T10:10:00Z")
    assert village.export() == before
    done = assistant.call("confirm", token=proposal["token"]).result
    assert done["undo"] == village.ok("history")["result"][0]["change"]
    assert village.export() != before
    village.ok("undo")
    assert village.export() == before


def test_a_token_confirms_once(assistant: Assistant, village: Netcli) -> None:
    """A used token and an invented token are refused."""
    token = assistant.call("tag", person="Sophie Durand", tags=["opera"]).result["token"]
    assistant.call("confirm", token=token)
    before = village.export()
    for each in (token, "guessed"):
        assert assistant.call("confirm", token=each).error["code"] == "unknown_token"
    assert village.export() == before


def test_a_token_expires(assistant: Assistant, village: Netcli) -> None:
    """A token is valid for ten minutes."""
    before = village.export()
    tokens = [assistant.call("tag", person="Madonna", tags=[tag]).result["token"] for tag in ("pop", "rock")]
    late = assistant.call("confirm", token=tokens[0], now="2026-11-23T10:10:01Z").error
    assert (late["code"], late["exit"]) == ("expired_token", 6)
    assert village.export() == before
    assert assistant.call("confirm", token=tokens[1], now="2026-11-23T10:10:00Z").result["people"]


def test_a_proposal_that_would_now_be_another_is_refused(assistant: Assistant, village: Netcli) -> None:
    """If the effect of a proposal has changed, the token is refused."""
    token = assistant.call("tag", person="Sophie Durand", tags=["opera"]).result["token"]
    village.ok("tag", "Sophie Durand", "opera")
    before = village.export()
    assert assistant.call("confirm", token=token).error["code"] == "stale_token"
    assert village.export() == before


def test_nothing_to_change_is_said_at_once(assistant: Assistant, village: Netcli) -> None:
    """A proposal that would change nothing returns an error instead of a token."""
    village.ok("tag", "Sophie Durand", "rail")
    assert assistant.call("tag", person="Sophie Durand", tags=["rail"]).error["code"] == "unchanged"


def test_a_note_is_added_to(assistant: Assistant, village: Netcli) -> None:
    """An assistant appends to a note without seeing the note."""
    village.ok("edit", "Sophie Durand", "--note", "likes gardening")
    proposal = assistant.call("edit", person="Sophie Durand", note="sings")
    done = assistant.call("confirm", token=proposal.result["token"])
    assert ["gardening" in each.text for each in (proposal, done)] == [False, False]
    assert village.ok("show", "Sophie Durand")["result"]["person"]["note"] == "likes gardening\nsings"


def test_a_misspelt_name_changes_nobody(assistant: Assistant) -> None:
    """If a name is misspelt, tools that only read find the person. Tools that write refuse the name."""
    assert assistant.call("tag", person="Sofie Durand", tags=["opera"]).error["code"] == "unknown_person"
    assert assistant.call("show", person="Sofie Durand").result["person"]["name"] == "Sophie Durand"


def test_nobody_private_is_changed_or_asked(village: Netcli) -> None:
    """An assistant cannot change private people or ask private people for introductions."""
    village.ok("edit", "Pierre Martin", "--private")
    assistant = Assistant(village, write=True)
    assert assistant.call("tag", person="Pierre Martin", tags=["opera"]).error["code"] == "unknown_person"
    asked = assistant.call("intro", target="Sophie Durand", state="asked").result["would"]
    assert asked == "would log that you asked Aïcha O'Neil for an introduction to Sophie Durand; nothing written"


def test_an_introduction_goes_on(assistant: Assistant, village: Netcli) -> None:
    """An assistant can log the outcome of an introduction. A request without a chain is refused."""
    village.ok("intro", "asked", "Sophie Durand")
    token = assistant.call("intro", target="Sophie Durand", state="agreed").result["token"]
    assistant.call("confirm", token=token)
    assert village.ok("intro", "list")["result"][0]["state"] == "agreed"
    assert assistant.call("intro", target="Madonna", state="asked").error["code"] == "no_chain"
