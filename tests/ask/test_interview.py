"""`netcli interview`: the questions whose answers improve the network most."""

from __future__ import annotations

from ..running import Netcli


def test_a_yes_is_a_link(hamlet: Netcli) -> None:
    """A yes adds one link, and one undo removes this link."""
    before = hamlet.export()
    result = hamlet.ok("interview", stdin="maybe\ns\n")["result"]
    assert (result["asked"], result["yes"], result["links"]) == (1, 1, 1)
    assert hamlet.ok("path", "me", "sophie")["result"]["hops"] == 2
    hamlet.ok("undo")
    assert hamlet.export() == before


def test_a_no_is_remembered(hamlet: Netcli) -> None:
    """The interview never asks twice about two people who do not know each other."""
    assert hamlet.ok("interview", stdin="n\n")["result"]["no"] == 1
    assert hamlet.ok("interview", stdin="y\n")["result"]["asked"] == 0


def test_a_no_can_be_corrected(hamlet: Netcli) -> None:
    """After a no in an interview, the user can still link the two people."""
    hamlet.ok("interview", stdin="n\n")
    hamlet.ok("link", "Aïcha O'Neil", "Sophie Durand")
    assert hamlet.ok("path", "Aïcha O'Neil", "Sophie Durand")["result"]["hops"] == 1


def test_the_end_of_the_input_quits(hamlet: Netcli) -> None:
    """If the user answers no question or skips every question, nothing is written."""
    before = hamlet.export()
    assert hamlet.ok("interview")["result"]["asked"] == 0
    result = hamlet.ok("interview", stdin="skip\n")["result"]
    assert (result["skipped"], result["links"], result["undo"]) == (1, 0, None)
    assert hamlet.export() == before


def test_without_answers_the_reach_stays(hamlet: Netcli) -> None:
    """An interview without answers does not change the number of people within reach."""
    result = hamlet.ok("interview")["result"]
    assert (result["reach_before"], result["reach_after"]) == (4, 4)


def test_no_input_asks_nothing(hamlet: Netcli) -> None:
    """With --no-input, no question is printed and no answer is read."""
    outcome = hamlet("interview", "--no-input", stdin="y\n")
    assert (outcome.code, outcome.out, outcome.err) == (0, "No question was answered.\n", "")


def test_the_outcome_is_said_once(hamlet: Netcli) -> None:
    """Standard output shows the number of answers. Standard error shows the number of added links."""
    outcome = hamlet("interview", "--quiet", stdin="y\n")
    assert (outcome.out.splitlines()[0], outcome.err) == ("1 question: 1 yes, 0 no, 0 skipped.", "")
    hamlet.ok("undo")
    told = hamlet("interview", stdin="y\n")
    assert (told.out, told.err.splitlines()[1:]) == (
        outcome.out,
        ["interview: 1 link added  (to undo: netcli undo)"],
    )


def test_what_opens_most_is_asked_first(book: Netcli) -> None:
    """The interview first asks about the link that would make the most people reachable."""
    for name in ("Ann", "Bea", "Cid", "Dan"):
        book.ok("add", f"{name} Lee", "--company", "Acme" if name < "C" else "Zenith")
    book.ok("link", "-", stdin="from,to\nme,Ann Lee\nme,Cid Lee\nDan Lee,Eve Ray\nEve Ray,Fay Ray\n")
    asked = book("interview", stdin="q\n").err
    assert "Do Cid Lee and Dan Lee know each other?" in asked.splitlines()[0]


def test_guesses_are_asked_about(hamlet: Netcli) -> None:
    """A yes to a question about a guess makes the link sure."""
    hamlet.ok("infer", "--yes")
    assert hamlet.ok("interview", stdin="y\n")["result"]["links"] == 1
    link = hamlet.ok("show", "email:aicha@example.org", "email:sophie@example.org")["result"]["link"]
    assert link["certainty"] == "sure"


def test_answers_come_line_by_line_as_one_step(book: Netcli) -> None:
    """The interview accepts English and French answers. One undo removes all added links."""
    for name in ("Ann Lee", "Bob Ray", "Cid Fox", "Dan Poe"):
        book.ok("add", name, "--company", "Acme")
    before = book.export()
    result = book.ok("interview", stdin="oui\nperhaps\nS\nnon\nskip\nq\n")["result"]
    assert [result[key] for key in ("asked", "yes", "no", "skipped", "links")] == [4, 2, 1, 1, 2]
    links = book.ok("show", "Ann Lee")["result"]["links"]
    assert [link["certainty"] for link in links] == ["sure", "sure"]
    book.ok("undo")
    assert book.export() == before
