"""Tests of prompts at a terminal."""

from __future__ import annotations

import codecs
import os
import re
import select
import signal
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from netcli import open as open_book
from netcli.errors import Refused

from ..running import Netcli, until_it_waits

pty = pytest.importorskip("pty", reason="a terminal of POSIX")

CTRL_C, CTRL_D = "\x03", "\x04"
SILENCE = 300
"""Seconds without output after which the program is stopped and the test fails."""
_COLOUR = re.compile(r"\x1b\[[\d;]*m")


def _at_a_terminal(book: Netcli, words: Sequence[str], *keys: str) -> tuple[int, str]:
    """Type *keys* at the prompts, and return the exit code and what is shown."""
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        book.command(*words),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=book.surroundings({"TERM": "xterm", "PAGER": "cat", "COLUMNS": "80"}),
        start_new_session=True,
        preexec_fn=_take_terminal,
    )
    os.close(theirs)
    shown = ""
    for block in _blocks(ours, program):
        shown += block
        if keys and shown.endswith((": ", "] ")):
            until_it_waits(program)
            if not select.select([ours], [], [], 0)[0]:  # nothing follows, so this is the end of a prompt
                os.write(ours, keys[0].encode())
                keys = keys[1:]
    os.close(ours)
    return program.wait(timeout=60), _COLOUR.sub("", shown).replace("\r\n", "\n")


def _take_terminal() -> None:
    """Make stdin the controlling terminal, and handle Ctrl-C in the default way.

    Without this, programs that a shell starts in the background ignore Ctrl-C.
    """
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _blocks(terminal: int, program: subprocess.Popen[bytes]) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8")()  # a block may end in the middle of a letter
    while True:
        if not select.select([terminal], [], [], SILENCE)[0]:
            program.kill()
            pytest.fail(f"nothing was shown for {SILENCE} seconds")
        try:
            block = os.read(terminal, 4096)
        except OSError:  # the other end is closed
            return
        yield decoder.decode(block)


@pytest.fixture
def couple(book: Netcli) -> Netcli:
    """A fixture: a book with two people called Jo Lind, who may be one person."""
    rows = "name,email,phone,company\nJo Lind,jo@example.org,,Acme\nJo Lind,,+33612345678,Acme\nAnn Lee,,,Acme\n"
    book.ok("add", "-", stdin=rows)
    return book


@pytest.mark.parametrize(
    ("key", "code", "end"), [("q\n", 130, "Which: q\n"), (CTRL_D, 130, "Which: \n"), (CTRL_C, 130, "Which: ^C\n")]
)
def test_which_can_be_left(couple: Netcli, key: str, code: int, end: str) -> None:
    """If the user quits a choice of people, the exit code is 130."""
    left, shown = _at_a_terminal(couple, ["show", "Jo Lind"], key)
    assert (left, shown.endswith(end)) == (code, True)


@pytest.mark.parametrize(("key", "code"), [("q\n", 6), (CTRL_D, 6), (CTRL_C, 130), ("\n", 6), ("oui\n", 0)])
def test_a_confirmation_can_be_left(couple: Netcli, key: str, code: int) -> None:
    """Only the answer yes changes the book."""
    before = couple.export()
    left, _ = _at_a_terminal(couple, ["tag", "--where", "company:acme", "new"], key)
    assert (left, couple.export() == before) == (code, code != 0)


def test_a_review_shows_who_both_are(couple: Netcli) -> None:
    """A review shows the keys and sources of both people."""
    code, shown = _at_a_terminal(couple, ["duplicates"], CTRL_D)
    assert code == 0
    question = re.sub(
        r"known from .*2", "known from the second line", re.sub(r"\d\.\d", "N", shown.partition("q quit\n")[2])
    )
    assert question.splitlines()[1:5] == [
        "the same name at the same company: 1 of 1",
        "  1  Jo Lind  id:2  Acme",
        "     jo@example.org",
        "     known from the second line",
    ]
    assert question.splitlines()[8:] == [
        "     N bits: prior -N, name +N, name +N, namesakes +N, company +N",
        "same person? [s/d/l/a/n/q] ",
    ]


def test_a_review_merges(couple: Netcli) -> None:
    """In a review, the key `s` merges a pair. Each merge is one step."""
    couple.ok("add", "-", stdin="name,phone,company\nKim Berg,+33612345679,Dupuis\nKim Berg,,Dupuis\n")
    code, shown = _at_a_terminal(couple, ["duplicates"], "x\n", "s\n", "s\n")
    merged = [
        "Kim Berg id:6 and Kim Berg id:5 are one person",
        "Jo Lind id:3 and Jo Lind id:2 are one person",
    ]
    assert (code, [line.strip() for line in shown.splitlines() if "are one" in line]) == (0, merged)
    assert couple.ok("duplicates")["result"]["waiting"] == 0
    steps = [(each["command"], each["summary"]) for each in couple.ok("history", "--limit", "2")["result"]]
    assert steps == [("duplicates", each) for each in reversed(merged)]


@pytest.mark.parametrize(("keys", "code"), [(("y\n", CTRL_C), 130), (("y\n", "q\n"), 0), (("y\n", CTRL_D), 0)])
def test_an_interview_keeps_what_was_answered(couple: Netcli, keys: tuple[str, ...], code: int) -> None:
    """Answers are kept, whichever way the user quits the interview."""
    left, shown = _at_a_terminal(couple, ["interview"], *keys)
    assert (left, "interview: 1 link added" in shown) == (code, True)
    assert couple.ok("stats")["result"]["links"] == 1


def test_a_new_book_asks_by_what_files_know_its_owner(netcli: Netcli) -> None:
    """`netcli init` asks for the owner's name, addresses and phone numbers."""
    keys = ("\n", "Zoé Exemple\n", "zoe\n", "zoe@example.org, z@example.org\n", "+33 6 12 34 56 78\n")
    code, shown = _at_a_terminal(netcli, ["init"], *keys)
    assert (code, "zoe is not an e-mail address" in shown) == (0, True)
    me = netcli.ok("show", "me")["result"]["person"]
    assert (me["name"], me["emails"], me["phones"]) == (
        "Zoé Exemple",
        ["zoe@example.org", "z@example.org"],
        ["+33612345678"],
    )


def test_a_new_book_does_not_ask_what_was_said(netcli: Netcli) -> None:
    """`netcli init` asks nothing if options give the owner's details."""
    assert _at_a_terminal(netcli, ["init", "--me", "Zoé", "--email", "zoe@example.org"])[0] == 0


def test_an_answer_about_people_who_changed_is_not_written(couple: Netcli) -> None:
    """If people are merged during an interview, answers about these people are skipped."""
    with open_book(couple.db) as book:
        asked = book.questions(0)
    couple.ok("merge", "id:2", "id:3")
    with open_book(couple.db, write=True) as book:
        answer = book.interview([(each, "yes") for each in asked])
    assert (answer.result.links, answer.result.skipped) == (1, 1)
    assert [warning["code"] for warning in answer.warnings] == ["stale"]
    assert couple.ok("check")["result"]["problems"] == []


def test_a_decision_about_people_who_changed_is_refused(couple: Netcli) -> None:
    """A decision about two people is refused if they no longer exist."""
    with open_book(couple.db) as book:
        (group,) = book.duplicates().result.groups
        ends = book.two_of(group.pairs[0])
    assert ends is not None
    couple.ok("undo")
    with open_book(couple.db, write=True) as book, pytest.raises(Refused, match="have changed since the question"):
        book.decide_duplicate(*ends, same=True)


@pytest.mark.parametrize(("key", "code"), [("y\n", 0), ("n\n", 6), (CTRL_D, 6), (CTRL_C, 130)])
def test_an_assistant_is_told_only_of_what_was_agreed(
    book: Netcli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, code: int
) -> None:
    """Before the confirmation, `netcli setup` shows the new entry and who receives the answers."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("CODEX_HOME", raising=False)
    left, shown = _at_a_terminal(book, ["setup", "codex"], key)
    said, _, rest = shown.partition("[mcp_servers.netcli]")
    words = " ".join(said.split())
    assert ("to OpenAI: names" in words, f"{tmp_path}/.codex/config.toml" in words, "[y/N]" in rest) == (True,) * 3
    assert (left, (tmp_path / ".codex").exists()) == (code, code == 0)


ENCRYPTED = b"age-encryption.org"
LAST_WORD = "without the passphrase, nobody can open the book again; netcli undo cannot reverse this"


def _is_locked(book: Netcli) -> bool:
    return book.db.read_bytes().startswith(ENCRYPTED)


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ((CTRL_C,), "Passphrase: \n"),
        ((CTRL_D,), "Passphrase: \n"),
        (("se cret\n", CTRL_C), "Passphrase: \nOnce more: \n"),
        (("se cret\n", CTRL_D), "Passphrase: \nOnce more: \n"),
        (("\n", CTRL_C), "Passphrase: \nan empty passphrase locks nothing\nPassphrase: \n"),
        (
            ("se cret\n", "other\n", CTRL_C),
            "Passphrase: \nOnce more: \nthe two passphrases differ\nPassphrase: \n",
        ),
    ],
)
def test_a_passphrase_that_is_not_given_twice_locks_nothing(book: Netcli, keys: tuple[str, ...], shown: str) -> None:
    """`netcli lock` changes nothing until the same passphrase is typed twice. The passphrase is never shown."""
    code, screen = _at_a_terminal(book, ["lock"], *keys)
    warned, prompt, asked = screen.partition("Passphrase: ")
    assert (code, " ".join(warned.split()), prompt + asked) == (130, LAST_WORD, shown)
    assert not _is_locked(book)


@pytest.mark.slow
def test_a_book_is_locked_and_unlocked_at_a_terminal(book: Netcli) -> None:
    """Only the right passphrase unlocks a book. The unlocked book has the same content."""
    before = book.export()
    assert _at_a_terminal(book, ["lock"], "sé cret\n", "sé cret\n")[0] == 0
    for keys, code in (((CTRL_C,), 130), (("se cret\n",), 77), (("\n",), 77)):
        assert (_at_a_terminal(book, ["unlock"], *keys)[0], _is_locked(book)) == (code, True)
    assert _at_a_terminal(book, ["unlock"], "sé cret\n")[0] == 0
    assert (_is_locked(book), book.export()) == (False, before)


def test_an_interview_that_may_not_ask_waits_for_nobody(couple: Netcli) -> None:
    """With `--no-input`, an interview asks no questions, even at a terminal."""
    code, shown = _at_a_terminal(couple, ["interview", "--no-input"])
    assert (code, shown.splitlines()) == (0, ["No question was answered."])


def test_questions_break_between_words(book: Netcli) -> None:
    """Long choices are broken between words, so that each line fits the terminal."""
    rows = "".join(
        f"Jo Lind,Managing Director of Rather Long Titles,Exemple Industries {place},Toulouse\n" for place in ("A", "B")
    )
    book.ok("add", "-", stdin=f"name,title,company,city\n{rows}")
    _, shown = _at_a_terminal(book, ["show", "Jo Lind"], "q\n")
    assert shown.splitlines() == [
        "Jo Lind matches 2 people:",
        "  1. Jo Lind (Managing Director of Rather Long Titles, Exemple Industries A,",
        "  Toulouse)",
        "  2. Jo Lind (Managing Director of Rather Long Titles, Exemple Industries B,",
        "  Toulouse)",
        "Which: q",
    ]


def test_it_is_said_how_many_pairs_are_merged(couple: Netcli) -> None:
    """The question states how many pairs a rule would merge."""
    code, shown = _at_a_terminal(couple, ["duplicates", "--accept", "name_company"], "q\n")
    asked = "merge all pairs of the rule name_company: 1 pair? [y/N] q"
    assert (code, shown.splitlines()[0]) == (6, asked)
