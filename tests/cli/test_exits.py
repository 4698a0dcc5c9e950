"""Tests of exit codes and of error documents."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import termios
import time
from array import array
from pathlib import Path

import pytest

from ..running import EXAMPLES, Netcli, until_it_waits

PATIENCE = 60
"""Seconds to wait for a program before the test fails."""

REFUSALS = {
    "unknown command": (("frobnicate",), 2, "usage"),
    "unknown option": (("list", "--frobnicate"), 2, "usage"),
    "missing argument": (("show",), 2, "usage"),
    "no number": (("path", "me", "Sophie Durand", "-k", "many"), 2, "usage"),
    "unknown filter": (("list", "shoe:42"), 2, "usage"),
    "no date": (("path", "me", "Sophie Durand", "--since", "soon"), 2, "usage"),
    "no kind": (("link", "me", "Sophie Durand", "--kind", "frenemy"), 2, "usage"),
    "an end to be avoided": (("path", "me", "Sophie Durand", "--avoid", "Sophie Durand"), 2, "usage"),
    "empty name": (("add", " "), 2, "usage"),
    "no e-mail address": (("add", "Bo", "--email", "nope"), 2, "usage"),
    "nobody": (("show", "Xyzzy"), 3, "unknown_person"),
    "no such number": (("show", "id:999"), 3, "unknown_person"),
    "a handle without a number": (("show", "id:"), 3, "unknown_person"),
    "no such batch": (("undo", "--batch", "99"), 3, "unknown_batch"),
    "no such tag": (("tag", "Madonna", "-frobnicated"), 3, "unknown_tag"),
    "a rhythm for a tag that nobody has": (("rhythm", "tag:frobnicated", "6w"), 3, "unknown_tag"),
    "options for rows": (("add", "-", "--company", "Dupuis"), 2, "usage"),
    "no such link": (("show", "me", "Sophie Durand"), 3, "unknown_link"),
    "unknown end of a link": (("link", "me", "Xyzzy"), 3, "unknown_person"),
    "two of them": (("show", "Marie Martin"), 4, "ambiguous_person"),
    "a homonym": (("add", "Sophie Durand"), 6, "exists"),
    "somebody's e-mail": (("add", "Bo", "--email", "sophie@example.org"), 6, "taken"),
    "an owner already": (("init", "--me", "Bo"), 6, "refused"),
    "absent file": (("import", "absent.csv"), 66, "no_file"),
    "absent decisions": (("duplicates", "--decide", "absent.ndjson"), 66, "no_file"),
    "nobody's book": (("init",), 2, "usage"),
    "one person twice": (("why", "me", "me"), 2, "usage"),
    "a server": (("list", "--db", "postgresql://localhost/netcli"), 2, "usage"),
}


@pytest.mark.parametrize(("words", "code", "name"), REFUSALS.values(), ids=list(REFUSALS))
def test_refusals_are_documents_on_stderr(village: Netcli, words: tuple[str, ...], code: int, name: str) -> None:
    """With `--json`, an error is one document on stderr, and stdout is empty."""
    for line in ((*words, "--json"), ("--json", *words)):
        outcome = village(*line)
        assert (outcome.code, outcome.out) == (code, "")
        assert (outcome.error()["exit"], outcome.error()["code"]) == (code, name)
        assert outcome.error()["message"]


@pytest.mark.parametrize(("words", "code", "name"), REFUSALS.values(), ids=list(REFUSALS))
def test_refusals_are_sentences_for_people(village: Netcli, words: tuple[str, ...], code: int, name: str) -> None:
    """Without `--json`, an error is one line, and further lines are indented."""
    outcome = village(*words)
    first, *rest = outcome.err.splitlines()
    assert (outcome.code, outcome.out) == (code, "")
    assert first.startswith("netcli: ")
    assert all(line.startswith("  ") for line in rest)


def test_a_refusal_changes_nothing(village: Netcli) -> None:
    """A refused command does not change the book."""
    before = village.export()
    for words, _, _ in REFUSALS.values():
        village(*words)
    assert village.export() == before


def test_the_ambiguous_are_listed(village: Netcli) -> None:
    """The error lists all people with the ambiguous name."""
    error = village("show", "Marie Martin", "--json").error()
    assert [(person["name"], person["city"]) for person in error["candidates"]] == [
        ("Marie Martin", "Lyon"),
        ("Marie Martin", "Lille"),
    ]


def test_the_first_of_the_ambiguous_can_be_taken(village: Netcli) -> None:
    """`--first` chooses the first person who matches and asks no question."""
    assert village.ok("show", "Marie Martin", "--first")["result"]["person"]["city"] == "Lyon"


def test_no_chain_is_an_answer(village: Netcli) -> None:
    """If no chain exists, the answer is on stdout and the exit code is 5."""
    outcome = village("path", "me", "id:6", "--json")
    assert (outcome.code, outcome.err, outcome.json()["result"]["found"]) == (5, "", False)


def test_an_empty_list_is_no_error(village: Netcli) -> None:
    """If nobody is found, the exit code is 0."""
    assert village.ok("list", "company:nowhere")["result"] == []
    assert village.ok("find", "  ")["result"] == []


@pytest.mark.parametrize("word", ['"', 'sophie"', "*", "NEAR(a", "c++", "x@y.example", "☎", "李", "-", "^a", "{a b}"])
def test_any_word_is_a_filter(village: Netcli, word: str) -> None:
    """A filter that looks like FTS syntax is searched as plain text."""
    assert village("list", "--json", "--", word).code == 0


@pytest.mark.parametrize(
    "words", [("list",), ("add", "Bo"), ("import", EXAMPLES), ("undo",)], ids=lambda words: words[0]
)
def test_without_a_book_there_is_none(netcli: Netcli, words: tuple[str | Path, ...]) -> None:
    """If the book does not exist, commands fail and create no book."""
    outcome = netcli(*words, "--json")
    assert (outcome.code, outcome.error()["code"]) == (66, "no_book")
    assert not netcli.db.exists()


@pytest.mark.parametrize(
    "words", [("list",), ("path", "me", "Bo"), ("export",), ("import", EXAMPLES)], ids=lambda words: words[0]
)
def test_a_book_whose_init_is_undone_waits_for_another(book: Netcli, words: tuple[str | Path, ...]) -> None:
    """After an undo of `netcli init`, the book needs a new owner."""
    book.ok("undo")
    outcome = book(*words, "--json")
    assert (outcome.code, outcome.error()["code"]) == (66, "no_owner")
    assert book.ok("find", "Bo")["result"] == []
    book.ok("init", "--me", "Ann")
    assert book.ok("show", "me")["result"]["person"]["name"] == "Ann"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_no_book(village: Netcli, tmp_path: Path) -> None:
    """A named pipe is refused as a book."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    said = f"{pipe} is a pipe or a device, not a book"
    for outcome in (Netcli(pipe)("list", "--json"), village("restore", pipe, "--yes", "--json")):
        assert (outcome.code, outcome.error()["message"]) == (65, said)


def test_an_existing_file_is_not_overwritten(village: Netcli, tmp_path: Path) -> None:
    """`netcli export` overwrites an existing file only with `--force`."""
    output = tmp_path / "book.json"
    output.write_text("precious")
    assert village("export", "-o", output).code == 73
    assert output.read_text() == "precious"
    assert village("export", "-o", output, "--force").code == 0
    assert output.read_text() == village("export").out


def test_a_book_whose_place_cannot_be_made(tmp_path: Path) -> None:
    """If a file has the name of the book's folder, the exit code is 73."""
    (tmp_path / "file").write_text("")
    assert Netcli(tmp_path / "file" / "netcli.db")("init", "--me", "Zoé").code == 73


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
def test_a_full_disk(village: Netcli) -> None:
    """The exit code is 74 if the answer cannot be written."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            village.command("list", "--json"),
            env=village.surroundings(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr.count(b"\n")) == (74, 1)


@pytest.mark.parametrize("words", [("list",), ("path", "me", "Sophie Durand"), ("export",), ("check",)])
def test_a_full_disk_can_be_read(village: Netcli, words: tuple[str, ...]) -> None:
    """On a full disk, a command can still read but not write."""
    told = village(*words).out

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    codes = []
    for asked in (words, ("add", "Bo")):
        done = subprocess.run(
            village.command(*asked), env=village.surroundings(), capture_output=True, check=False, preexec_fn=no_room
        )
        codes.append(done.returncode)
        assert done.stdout.decode() == (told if asked == words else "")
    assert codes == [0, 74]


def test_a_busy_book(village: Netcli, monkeypatch: pytest.MonkeyPatch) -> None:
    """The exit code is 75 if another writer does not finish in time."""
    monkeypatch.setattr("netcli.store.connection.BUSY_SECONDS", 0.1)
    with contextlib.closing(sqlite3.connect(village.db, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        outcome = village("add", "Bo", "--json")
        other.execute("ROLLBACK")
    other.close()
    assert (outcome.code, outcome.error()["code"]) == (75, "busy")


@pytest.mark.skipif(os.geteuid() == 0 and shutil.which("setpriv") is None, reason="root may read everything")
@pytest.mark.parametrize("words", [("list",), ("import", "people.csv")], ids=["book", "file"])
def test_forbidden_places(village: Netcli, tmp_path: Path, words: tuple[str, ...]) -> None:
    """If netcli may not read a file, the exit code is 77."""
    path = tmp_path / "people.csv"
    path.write_text("name\nBo\n", "utf-8")
    forbidden = village.db if words == ("list",) else path
    forbidden.chmod(0)
    powerless = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*powerless, *village.command(*words, "--json")],
        env=village.surroundings(),
        capture_output=True,
        check=False,
        cwd=tmp_path,
    )
    error = json.loads(done.stderr)["error"]
    assert (done.returncode, done.stdout, error["code"], error["message"]) == (
        77,
        b"",
        "no_permission",
        f"no permission to use {forbidden}" if words == ("list",) else "no permission to read people.csv",
    )


def test_a_reader_that_leaves(village: Netcli) -> None:
    """If the reader of stdout stops early, netcli exits without a message."""
    village.ok("import", EXAMPLES, "--yes")
    with subprocess.Popen(
        village.command("export"), env=village.surroundings(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        said = running.stderr.read()
    assert (running.returncode, said) == (141, b"")


def test_ctrl_c_leaves_nothing_half_done(village: Netcli) -> None:
    """After Ctrl-C, nothing is printed and the book does not change."""
    before = village.export()
    with subprocess.Popen(
        village.command("add", "-"),
        env=village.surroundings(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # whoever runs us may ignore it
    ) as running:
        assert running.stdin is not None
        running.stdin.write(b"name\nBo\n")
        running.stdin.flush()
        _until_read(running.stdin.fileno())
        until_it_waits(running)
        running.send_signal(signal.SIGINT)
        try:
            said = running.communicate(timeout=PATIENCE)
        finally:
            running.kill()
    assert (running.returncode, said) == (130, (b"", b""))
    assert village.export() == before


def _until_read(pipe: int) -> None:
    """Wait until the program has read everything from the *pipe*."""
    unread, deadline = array("i", [1]), time.monotonic() + PATIENCE
    while unread[0]:
        assert time.monotonic() < deadline
        time.sleep(0.01)
        fcntl.ioctl(pipe, termios.FIONREAD, unread)


def test_a_bug_is_one_line(village: Netcli, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug prints one line. Only `--debug` shows the traceback."""
    monkeypatch.setattr("netcli.store.check.ORPHANS", None)
    outcome = village("check", "--json")
    assert (outcome.code, outcome.error()["code"], outcome.err.count("\n")) == (70, "internal", 1)
    with pytest.raises(AttributeError):
        village("check", "--debug")


@pytest.mark.parametrize("command", ["lock", "unlock"])
def test_a_book_that_does_not_exist_is_not_locked(book: Netcli, command: str) -> None:
    """Without a book, the passphrase is not asked for."""
    book.db.unlink()
    outcome = book(command)
    assert (outcome.code, outcome.err) == (
        66,
        f"netcli: there is no book at {book.db}; create the book: netcli init --me 'Your Name'\n",
    )
