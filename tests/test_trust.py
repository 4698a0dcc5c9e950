"""A book survives concurrent writers, killed processes and failing imports.

netcli opens no sockets, keeps files private to their owner, and prints no control characters.
"""

from __future__ import annotations

import os
import pty
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from netcli.importers import csv
from netcli.importers.source import Source
from netcli.records import Item

from .running import EXAMPLES, Netcli

WRITERS, EACH = 4, 25
KILLS = 20
QUESTIONS = (
    ("export", "--include-private"),
    ("check", "--json"),
    ("export", "--format", "vcard"),
    ("show", "me", "--limit", "0", "--json"),
    ("stats", "--json"),
    ("export", "--format", "edges"),
    ("list", "--limit", "0", "--json"),
)
ROUNDS = 2
"""Number of times that each question is asked during the writes."""


def test_writers_at_once_lose_nothing(book: Netcli) -> None:
    """If four processes write at once, the book contains all people and changes."""
    loop = (
        "import sys; from netcli.cli import app\n"
        f"for number in range({EACH}):\n"
        "    try: app.main(['add', f'Person w{sys.argv[1]}n{number}', '--quiet'])\n"
        "    except SystemExit as leaving:\n"
        "        if leaving.code: raise\n"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", loop, str(writer)], env=book.surroundings())
        for writer in range(WRITERS)
    ]
    assert [writer.wait(120) for writer in writers] == [0] * WRITERS
    names = {person["name"] for person in book.ok("list")["result"]}
    assert names == {f"Person w{writer}n{number}" for writer in range(WRITERS) for number in range(EACH)}
    assert len(book.ok("history", "--limit", "0")["result"]) == WRITERS * EACH + 1


@pytest.fixture
def crowd(tmp_path: Path) -> Path:
    """A fixture: a CSV file whose import takes long enough to be killed."""
    path = tmp_path / "crowd.csv"
    rows = (f"Person {number},p{number}@example.org,Company {number % 50}\n" for number in range(4_000))
    path.write_text("name,email,company\n" + "".join(rows), encoding="utf-8")
    return path


@pytest.mark.slow
def test_a_kill_during_an_import_leaves_all_or_nothing(book: Netcli, crowd: Path) -> None:
    """If an import is killed, the book contains all people or none."""
    chance = random.Random(20)
    started = time.monotonic()
    assert book.process("import", crowd, "--dry-run").code == 0
    takes = time.monotonic() - started
    before = book.export()
    for _ in range(KILLS):
        running = subprocess.Popen(book.command("import", crowd, "--quiet"), env=book.surroundings())
        time.sleep(takes * chance.uniform(0.3, 1.1))
        running.send_signal(signal.SIGKILL)
        running.wait()
        assert book.ok("check")["result"] == {"problems": [], "repaired": 0}
        if book.export() != before:
            held = book.ok("where")["result"]
            assert (held["people"], held["links"]) == (4_001, 4_000)
            book.ok("undo")
        assert book.export() == before


BACK_AND_FORTH = """
from netcli.cli import app
print(flush=True)
while True:
    for word in ('undo', 'redo'):
        try: app.main([word, '--quiet'])
        except SystemExit as leaving:
            if leaving.code: raise
"""


@pytest.mark.slow
def test_no_answer_is_torn(book: Netcli, crowd: Path, tmp_path: Path) -> None:
    """Each answer shows the book before or after a concurrent change."""
    more = tmp_path / "more.csv"
    rows = (f"Person {number},p{number}@example.org,Elsewhere {number % 7}\n" for number in range(3_850, 4_150))
    more.write_text("name,email,company\n" + "".join(rows), encoding="utf-8")
    book("import", crowd, "--quiet")
    before = [book(*words) for words in QUESTIONS]
    book("import", more, "--quiet")
    after = [book(*words) for words in QUESTIONS]
    same = [words for words, one, other in zip(QUESTIONS, before, after, strict=True) if one == other]
    assert same == [("check", "--json")]  # nothing is wrong, before and after
    with subprocess.Popen(
        [sys.executable, "-c", BACK_AND_FORTH], env=book.surroundings(), stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        told = [[book.process(*words) for words in QUESTIONS] for _ in range(ROUNDS)]
        assert writer.poll() is None
        writer.terminate()
    for answers in told:
        torn = [
            words
            for words, answer, one, other in zip(QUESTIONS, answers, before, after, strict=True)
            if answer not in (one, other)
        ]
        assert torn == []


def test_an_import_repeated_changes_nothing(book: Netcli) -> None:
    """A second import of all examples changes neither the export nor the history."""
    book("import", EXAMPLES, "--yes")
    before, changes = book.export(), book.ok("history")["result"]
    assert all(entry["repeated"] for entry in book("import", EXAMPLES, "--yes", "--json").json()["result"])
    assert (book.export(), book.ok("history")["result"]) == (before, changes)


def test_a_failing_import_leaves_no_trace(book: Netcli, crowd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unexpected error in the second file also takes back the first file."""
    before = book.export()
    second = crowd.with_name("second.csv")
    second.write_text("name,email\nBo,bo@example.org\nAnn,ann@example.org\n", encoding="utf-8")
    read = csv.read

    def stumbling(source: Source) -> Iterator[Item]:
        yield from islice(read(source), 1) if source.name == str(second) else read(source)
        if source.name == str(second):
            raise RuntimeError("a bug")

    monkeypatch.setattr(csv, "read", stumbling)
    outcome = book("import", crowd, second)
    assert (outcome.code, "RuntimeError" in outcome.err) == (70, True)
    assert (book.export(), len(book.ok("history")["result"])) == (before, 1)


@pytest.mark.slow
def test_only_the_owner_can_read_it(netcli: Netcli, tmp_path: Path) -> None:
    """Even with umask 000, only the owner can read the book and exports."""
    shell = " && ".join(
        " ".join(words)
        for words in (
            netcli.command("init", "--me", "Zoé"),
            netcli.command("import", str(EXAMPLES / "csv")),
            netcli.command("export", "-o", str(tmp_path / "book.json")),
            netcli.command("backup", str(netcli.db.with_name("copy.db"))),
            netcli.command("add", "Bo"),
            netcli.command("forget", "Bo", "--yes"),
            netcli.command("restore", str(netcli.db.with_name("copy.db")), "--yes"),
            netcli.command("compact"),
        )
    )
    subprocess.run(["/bin/sh", "-c", f"umask 000; {shell}"], env=netcli.surroundings(), check=True, capture_output=True)
    assert netcli.db.parent.stat().st_mode & 0o777 == 0o700
    files = [*netcli.db.parent.iterdir(), tmp_path / "book.json"]
    assert {path.name: oct(path.stat().st_mode & 0o777) for path in files} == {path.name: "0o600" for path in files}


@pytest.mark.needs("strace")
def test_the_system_is_asked_for_no_socket(village: Netcli, tmp_path: Path) -> None:
    """Commands and their child processes make no network calls."""
    people, trace = tmp_path / "people.csv", tmp_path / "trace"
    people.write_text("name,email\n" + "".join(f"Person {number},p{number}@example.org\n" for number in range(50_000)))
    for words in (
        ("import", people),
        ("path", "me", "Sophie Durand"),
        ("find", "sofie"),
        ("stats",),
        ("export", "-o", tmp_path / "book.json"),
        ("view", "--no-open", "-o", tmp_path / "page.html"),
        ("backup",),
        ("forget", "Sophie Durand", "--yes"),
        ("undo",),
        ("check",),
    ):
        traced = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=network", "-o", trace, *village.command(*words)]
        done = subprocess.run(traced, env=village.surroundings(), capture_output=True, text=True, check=False)
        assert (done.returncode, trace.read_text()) == (0, ""), (words, done.stderr)


AUDITED = """
import sys
def watch(event, _):
    if event.startswith("socket."):
        print("a socket", event)
sys.addaudithook(watch)
from netcli.cli import app
for words in sys.stdin.read().splitlines():
    try: app.main([*words.split("|"), "--quiet"])
    except SystemExit as leaving:
        if leaving.code: print("failed", words, leaving.code)
print("done")
"""


@pytest.mark.slow
def test_no_socket_is_opened(village: Netcli) -> None:
    """Python's audit events show no socket during a session of commands."""
    commands = (
        "path|me|Sophie Durand",
        "find|sophie",
        "show|me",
        "list",
        "add|Bo",
        "link|me|Bo",
        "unlink|me|Bo",
        "edit|Bo|--city|Lyon",
        "tag|Bo|x",
        f"import|{EXAMPLES}|--yes",
        "imports",
        "export",
        "undo",
        "redo",
        "history",
        "check",
        "where",
        "schema",
    )
    done = subprocess.run(
        [sys.executable, "-c", AUDITED],
        input="\n".join(commands).encode(),
        env=village.surroundings(),
        capture_output=True,
        check=True,
    )
    assert b"done" in done.stdout
    assert b"a socket" not in done.stdout
    assert re.findall(rb"^failed .*", done.stdout, re.MULTILINE) == []


HOSTILE = (
    "\x1b[31mred",
    "\x1b]52;c;aGk=\x07clip",
    "\x9b31m",
    "a\rb",
    "a\bb",
    "\u202eexe.cod",
    "[bold]markup[/]",
    "[/]",
    ":smile:",
    "\u2066x\u2069",
    "=cmd|' /C calc'!A0",
    "'; DROP TABLE person;--",
    "\x00nul",
    "x\ty",
    "e\u0301\u200b",
    "\u061cmark",
    "soft\u00adhyphen",
    "\u2061f",
    "\ufff9a\ufffb",
    "\U000e0041tag",
    "\x85line",
)
OWN_SGR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.slow
def test_hostile_names_reach_no_terminal(book: Netcli) -> None:
    """On a terminal with colours, names are printed without control characters."""
    for number, name in enumerate(HOSTILE):
        book.ok("add", "-", stdin=f'name,email,company\n"{name}",h{number}@example.org,"{name}"\n')
        book.ok("link", "me", f"email:h{number}@example.org")
    words = (
        ("list",),
        ("show", "me"),
        ("path", "me", "email:h0@example.org"),
        ("find", "bold"),
        ("show", "email:h4@example.org"),
        ("why", "email:h0@example.org", "email:h1@example.org"),
        ("list", "--json"),
        ("export",),
    )
    for command in words:
        shown = OWN_SGR.sub("", _on_terminal(book, *command))
        assert {letter for letter in shown if not letter.isprintable() and letter not in "\r\n"} <= {"\u0301"}, command
    assert "[bold]markup[/]" in _on_terminal(book, "list")


def _on_terminal(book: Netcli, *words: str) -> str:
    leader, follower = pty.openpty()
    surroundings = book.surroundings({"TERM": "xterm-256color", "COLUMNS": "200", "PAGER": "cat"})
    del surroundings["NO_COLOR"]
    with subprocess.Popen(
        book.command(*words), env=surroundings, stdin=follower, stdout=follower, stderr=follower, close_fds=True
    ) as running:
        os.close(follower)
        said = b""
        while True:
            try:
                block = os.read(leader, 65_536)
            except OSError:  # Linux says so when the other end is closed
                break
            if not block:
                break
            said += block
        assert running.wait(60) == 0
    os.close(leader)
    return said.decode()
