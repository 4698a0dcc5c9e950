"""Tests of the tools that only read."""

from __future__ import annotations

import pytest

from ..running import Netcli

pytest.importorskip("mcp", reason="an extra")

from .assistant import Assistant

QUESTIONS = ["path", "reach", "find", "show", "stats", "suggest"]
CALLS = {
    "path": {"target": "Sophie Durand"},
    "path, likeliest": {"target": "Sophie Durand", "source": "Pierre Martin", "by": "chance", "count": 2},
    "path, none": {"target": "Madonna"},
    "reach": {"filters": ["company:airbus"]},
    "find": {"text": "sofie"},
    "show": {"person": "Sophie Durand"},
    "show, link": {"person": "me", "other": "Pierre Martin"},
    "stats": {},
    "suggest": {},
}


@pytest.fixture
def assistant(village: Netcli) -> Assistant:
    """An assistant that may only read the book `village`."""
    return Assistant(village)


def test_six_tools_that_only_read(assistant: Assistant) -> None:
    """By default, the server offers six tools, and none of them writes."""
    tools = assistant.tools()
    assert list(tools) == QUESTIONS
    assert {tool.annotations.read_only_hint for tool in tools.values()} == {True}


@pytest.mark.parametrize("call", CALLS)
def test_every_answer_is_the_command_s_own(assistant: Assistant, call: str) -> None:
    """Each tool uses the schema of the command with the same name."""
    tool = call.partition(",")[0]
    told = assistant.call(tool, **CALLS[call])
    assert told.document["schema"] == f"netcli.{tool}/1"
    assert (told.is_error, "@" in told.text) == (False, False)
    assert [each["code"] for each in told.document["warnings"]] == ["details"]


def test_the_chain_is_that_of_path(assistant: Assistant, village: Netcli) -> None:
    """The tool `path` returns the chain of `netcli path` without the evidence."""
    (told,) = assistant.call("path", target="Sophie Durand").result["chains"]
    (chain,) = village.ok("path", "Sophie Durand")["result"]["chains"]
    for link in chain["links"]:
        link |= {"evidence": [], "last_contact": None}
    assert told == chain


def test_no_chain_is_an_answer(assistant: Assistant) -> None:
    """If there is no chain, the tool returns counts and no error."""
    told = assistant.call("path", target="Madonna").result
    assert (told["found"], told["reach"]) == (False, {"source": 4, "target": 0})


def test_the_ambiguous_are_listed(assistant: Assistant) -> None:
    """If a name is ambiguous, the error lists the candidates with cities and ids."""
    error = assistant.call("show", person="Marie Martin").error
    assert (error["code"], error["exit"]) == ("ambiguous_person", 4)
    assert [(each["id"], each["city"]) for each in error["candidates"]] == [(6, "Lyon"), (7, "Lille")]
    assert assistant.call("show", person="id:7").result["person"]["company"] == "Exemple SA"


@pytest.mark.parametrize(
    ("tool", "given"),
    [("path", {}), ("path", {"target": "Sophie", "frob": 1}), ("find", {"text": "a", "limit": 1000}), ("forget", {})],
)
def test_what_no_tool_takes_is_refused(assistant: Assistant, tool: str, given: dict[str, object]) -> None:
    """A wrong argument and an unknown tool are usage errors."""
    assert assistant.call(tool, **given).error["code"] == "usage"


def test_details_are_told_nobody_unasked(village: Netcli) -> None:
    """Without access to details, an assistant neither sees nor searches notes, tags and addresses."""
    village.ok("edit", "Sophie Durand", "--note", "likes gardening", "--phone", "+33612345678")
    assistant = Assistant(village)
    told = assistant.call("show", person="Sophie Durand").result["person"]
    assert (told["emails"], told["phones"], told["note"], told["tags"], told["sources"]) == ([], [], None, [], [])
    for words in ("gardening", "sophie@example.org", "+33612345678", "drh"):
        assert assistant.call("find", text=words).result == []
        assert assistant.call("reach", filters=[words]).result["fit"] == 0
    for words in ("tag:rail", "has:note", "email:sophie", "note:gardening"):
        assert assistant.call("reach", filters=[words]).result["fit"] == 0
    assert assistant.call("show", person="email:sophie@example.org").error["code"] == "unknown_person"


def test_meetings_and_favours_are_details(village: Netcli) -> None:
    """An assistant sees favours and meetings only with access to details."""
    village.ok("met", "Pierre Martin", "--note", "sang")
    village.ok("favour", "Pierre Martin", "given", "lent a boat")
    for details, favours, kinds in ((False, 0, []), (True, 1, ["declared", "meeting"])):
        told = Assistant(village, details=details).call("show", person="Pierre Martin").result
        assert len(told["favours"]["given"]) == favours
        (mine,) = [link["evidence"] for link in told["links"] if link["a"] == 1]
        assert sorted(each["kind"] for each in mine) == kinds


def test_who_is_due_is_a_detail(village: Netcli) -> None:
    """The tool `due` exists only with access to details."""
    village.ok("met", "Pierre Martin", "--on", "2026-01-01")
    village.ok("rhythm", "Pierre Martin", "6w")
    assert Assistant(village).call("due").error["code"] == "usage"
    assistant = Assistant(village, details=True)
    assert list(assistant.tools()) == [*QUESTIONS, "due"]
    assert [each["person"]["name"] for each in assistant.call("due").result] == ["Pierre Martin"]
    village.ok("edit", "Pierre Martin", "--private")
    assert assistant.call("due").result == []


def test_details_are_told_where_they_may_be(village: Netcli) -> None:
    """With access to details, the tools show e-mail addresses, notes and evidence."""
    village.ok("edit", "Sophie Durand", "--note", "likes gardening")
    told = Assistant(village, details=True).call("show", person="email:sophie@example.org")
    person = told.result["person"]
    assert (person["emails"], person["note"]) == (["sophie@example.org"], "likes gardening")
    assert told.result["links"][0]["evidence"][0]["kind"] == "declared"
    assert told.document["warnings"] == []


@pytest.fixture
def secret(village: Netcli) -> Netcli:
    """A fixture: the book `village` with a private person and a private link."""
    village.ok("edit", "Pierre Martin", "--private")
    village.ok("link", "Aïcha O'Neil", "Jacques van der Berg", "--private")
    return village


@pytest.mark.parametrize("details", [False, True])
@pytest.mark.parametrize("call", CALLS)
def test_nobody_private_is_in_any_answer(secret: Netcli, call: str, details: bool) -> None:
    """No response contains the name of a private person."""
    given = {key: value for key, value in CALLS[call].items() if value != "Pierre Martin"}
    told = Assistant(secret, details=details).call(call.partition(",")[0], **given)
    assert ("Pierre" in told.text, "pierre" in told.text) == (False, False)


def test_no_chain_passes_what_is_private(secret: Netcli) -> None:
    """Chains and counts leave out private people and private links."""
    assistant = Assistant(secret)
    told = assistant.call("path", target="Sophie Durand").result
    assert (told["found"], told["reach"]) == (False, {"source": 1, "target": 1})
    document = assistant.call("stats").document
    stats, warning = document["result"], document["warnings"][0]
    assert (warning["code"], warning["people"], warning["links"]) == ("private", 1, 1)
    assert (stats["people"], stats["links"], stats["from_me"]["reachable"]) == (7, 2, 1)
    assert assistant.call("show", person="me").result["person"]["contacts"] == 2


@pytest.mark.parametrize("words", ["Pierre Martin", "pierre", "id:2", "Piere Martin"])
def test_nobody_private_can_be_named(secret: Netcli, words: str) -> None:
    """A private person is neither found nor suggested."""
    error = Assistant(secret).call("show", person=words).error
    assert error["code"] in ("unknown_person", "ambiguous_person")
    assert 2 not in [each["id"] for each in error["candidates"]]


def test_the_private_are_there_when_they_may_be(secret: Netcli) -> None:
    """With access to private data, a chain can lead through a private person."""
    told = Assistant(secret, private=True).call("path", target="Sophie Durand").result
    assert [each["name"] for each in told["chains"][0]["people"]][1] == "Pierre Martin"


def test_answers_have_a_bound(book: Netcli) -> None:
    """The tool `reach` returns at most twenty people by default."""
    rows = "".join(f"Ann Bee{number},Acme\n" for number in range(60))
    book.ok("add", "-", stdin="name,company\n" + rows)
    told = Assistant(book).call("reach", filters=["company:acme"])
    assert (told.result["fit"], len(told.result["unreachable"])) == (60, 20)
    assert told.document["warnings"][0]["of"] == 60


def test_what_could_deceive_is_escaped_in_the_text(book: Netcli) -> None:
    """A character that reverses text is escaped in the text of a response."""
    book.ok("add", "Ann\u202eeeB")
    told = Assistant(book).call("find", text="ann")
    assert told.result[0]["person"]["name"] == "Ann\u202eeeB"
    assert (r'"Ann\u202eeeB"' in told.written, "\u202e" in told.written) == (True, False)
