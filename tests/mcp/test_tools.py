"""What an assistant is told: answers as commands give them, without details, and without anybody private."""

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
    """An assistant that may ask Zoé's village."""
    return Assistant(village)


def test_six_tools_that_only_read(assistant: Assistant) -> None:
    """Nothing that forgets, merges, or tells what was imported."""
    tools = assistant.tools()
    assert list(tools) == QUESTIONS
    assert {tool.annotations.read_only_hint for tool in tools.values()} == {True}


@pytest.mark.parametrize("call", CALLS)
def test_every_answer_is_the_command_s_own(assistant: Assistant, call: str) -> None:
    """Its document, as the shipped schema says: the client checks that; nobody's address is in it."""
    tool = call.partition(",")[0]
    told = assistant.call(tool, **CALLS[call])
    assert told.document["schema"] == f"netcli.{tool}/1"
    assert (told.is_error, "@" in told.text) == (False, False)
    assert [each["code"] for each in told.document["warnings"]] == ["details"]


def test_the_chain_is_that_of_path(assistant: Assistant, village: Netcli) -> None:
    """With the same people and chances; evidence is a detail."""
    (told,) = assistant.call("path", target="Sophie Durand").result["chains"]
    (chain,) = village.ok("path", "Sophie Durand")["result"]["chains"]
    for link in chain["links"]:
        link |= {"evidence": [], "last_contact": None}
    assert told == chain


def test_no_chain_is_an_answer(assistant: Assistant) -> None:
    """That says how far each side reaches; no error."""
    told = assistant.call("path", target="Madonna").result
    assert (told["found"], told["reach"]) == (False, {"source": 4, "target": 0})


def test_the_ambiguous_are_listed(assistant: Assistant) -> None:
    """With what tells them apart, and the number to name them by."""
    error = assistant.call("show", person="Marie Martin").error
    assert (error["code"], error["exit"]) == ("ambiguous_person", 4)
    assert [(each["id"], each["city"]) for each in error["candidates"]] == [(6, "Lyon"), (7, "Lille")]
    assert assistant.call("show", person="id:7").result["person"]["company"] == "Exemple SA"


@pytest.mark.parametrize(
    ("tool", "given"),
    [("path", {}), ("path", {"target": "Sophie", "frob": 1}), ("find", {"text": "a", "limit": 1000}), ("forget", {})],
)
def test_what_no_tool_takes_is_refused(assistant: Assistant, tool: str, given: dict[str, object]) -> None:
    """As wrong usage, which says what is wrong."""
    assert assistant.call(tool, **given).error["code"] == "usage"


def test_details_are_told_nobody_unasked(village: Netcli) -> None:
    """Nor can an assistant find out by asking for them: notes, tags and addresses are not there to be found."""
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
    """What somebody did for whom is nobody's business."""
    village.ok("met", "Pierre Martin", "--note", "sang")
    village.ok("favour", "Pierre Martin", "given", "lent a boat")
    for details, favours in ((False, 0), (True, 1)):
        told = Assistant(village, details=details).call("show", person="Pierre Martin").result
        assert len(told["favours"]["given"]) == favours


def test_who_is_due_is_a_detail(village: Netcli) -> None:
    """It tells when you last met: without details there is no such tool."""
    village.ok("met", "Pierre Martin", "--on", "2026-01-01")
    village.ok("rhythm", "Pierre Martin", "6w")
    assert Assistant(village).call("due").error["code"] == "usage"
    assistant = Assistant(village, details=True)
    assert list(assistant.tools()) == [*QUESTIONS, "due"]
    assert [each["person"]["name"] for each in assistant.call("due").result] == ["Pierre Martin"]
    village.ok("edit", "Pierre Martin", "--private")
    assert assistant.call("due").result == []


def test_details_are_told_where_they_may_be(village: Netcli) -> None:
    """With `--details`."""
    village.ok("edit", "Sophie Durand", "--note", "likes gardening")
    told = Assistant(village, details=True).call("show", person="email:sophie@example.org")
    person = told.result["person"]
    assert (person["emails"], person["note"]) == (["sophie@example.org"], "likes gardening")
    assert told.result["links"][0]["evidence"][0]["kind"] == "declared"
    assert told.document["warnings"] == []


@pytest.fixture
def secret(village: Netcli) -> Netcli:
    """The village, where Pierre and the link of Aïcha and Jacques are private."""
    village.ok("edit", "Pierre Martin", "--private")
    village.ok("link", "Aïcha O'Neil", "Jacques van der Berg", "--private")
    return village


@pytest.mark.parametrize("details", [False, True])
@pytest.mark.parametrize("call", CALLS)
def test_nobody_private_is_in_any_answer(secret: Netcli, call: str, details: bool) -> None:
    """However it is asked, named or not."""
    given = {key: value for key, value in CALLS[call].items() if value != "Pierre Martin"}
    told = Assistant(secret, details=details).call(call.partition(",")[0], **given)
    assert ("Pierre" in told.text, "pierre" in told.text) == (False, False)


def test_no_chain_passes_what_is_private(secret: Netcli) -> None:
    """Neither a person nor a link; and nobody is counted who is not there."""
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
    """Nor is anybody private among those who may be meant."""
    error = Assistant(secret).call("show", person=words).error
    assert error["code"] in ("unknown_person", "ambiguous_person")
    assert 2 not in [each["id"] for each in error["candidates"]]


def test_the_private_are_there_when_they_may_be(secret: Netcli) -> None:
    """With `--include-private`."""
    told = Assistant(secret, private=True).call("path", target="Sophie Durand").result
    assert [each["name"] for each in told["chains"][0]["people"]][1] == "Pierre Martin"


def test_answers_have_a_bound(book: Netcli) -> None:
    """However many there are; the cut is said."""
    rows = "".join(f"Ann Bee{number},Acme\n" for number in range(60))
    book.ok("add", "-", stdin="name,company\n" + rows)
    told = Assistant(book).call("reach", filters=["company:acme"])
    assert (told.result["fit"], len(told.result["unreachable"])) == (60, 20)
    assert told.document["warnings"][0]["of"] == 60


def test_what_could_deceive_is_escaped_in_the_text(book: Netcli) -> None:
    """The structured content holds the name as it came."""
    book.ok("add", "Ann\u202eeeB")
    assert Assistant(book).call("find", text="ann").result[0]["person"]["name"] == "Ann\u202eeeB"
