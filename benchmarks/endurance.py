"""Check that faults, killed commands and full disks lose nothing in a book.

    python benchmarks/endurance.py [PART [COUNT]]

Without PART, all parts run. COUNT is the number of repetitions, except in `faults`:

- `kills`: kill an import
- `mixed`: kill a process that runs various commands
- `changes`: kill each command that changes the file
- `faults`: let every COUNT-th SQL statement fail
- `writers`: write from eight processes at once
- `disk`: import on a full disk (only as root)
- `cuts`: cut the write-ahead log
"""

from __future__ import annotations

import contextlib
import functools
import io
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from netcli.cli import app
from netcli.store import connection

NOW: Final = "2026-11-23T10:00:00Z"
TABLES: Final = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 's*_*' AND name <> 'search'"
"""SQL that lists the tables of a book. The tables of the search index are left out."""
State = dict[str, list[tuple[Any, ...]]]
"""All rows of each table."""


class Broken(AssertionError):
    """Raised when netcli does not keep a promise."""


def state(book: Path) -> State:
    """Return all rows in *book*."""
    with contextlib.closing(sqlite3.connect(book)) as opened:
        tables = [name for (name,) in opened.execute(TABLES)]
        return {table: opened.execute(f'SELECT * FROM "{table}" ORDER BY 1, 2').fetchall() for table in tables}


def surroundings(book: Path) -> dict[str, str]:
    """Return the environment variables for a command on *book*."""
    return {"NETCLI_DB": str(book), "NETCLI_NOW": NOW, "NO_COLOR": "1"}


def run(book: Path, *words: str | Path) -> int:
    """Run a command on *book* in this process; return the exit code."""
    sink = [io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2)]
    with (
        patch.dict(os.environ, surroundings(book)),
        contextlib.redirect_stdout(sink[0]),
        contextlib.redirect_stderr(sink[1]),
    ):
        try:
            app.main([str(word) for word in words])
        except SystemExit as leaving:
            return int(leaving.code or 0)
    return 0


def need(kept: bool, what: str) -> None:
    """If *kept* is false, raise `Broken` with the text *what*."""
    if not kept:
        raise Broken(what)


def whole(book: Path) -> bool:
    """Return whether `netcli check` finds nothing wrong in *book*."""
    return run(book, "check") == 0


def people(path: Path, rows: int) -> Path:
    """Write a table of *rows* invented people; return *path*."""
    lines = (f"Person {number},p{number}@example.org,Company {number % 50}\n" for number in range(rows))
    path.write_text("name,email,company\n" + "".join(lines), encoding="utf-8")
    return path


def _started(book: Path, *words: str | Path) -> subprocess.Popen[bytes]:
    environment, nowhere = os.environ | surroundings(book), subprocess.DEVNULL
    command = [sys.executable, *map(str, words)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=nowhere)


# --- kills --------------------------------------------------------------------------------------------------------


def kills(folder: Path, count: int = 200, rows: int = 100_000) -> str:
    """Kill an import several times at random moments.

    After each kill, the book contains all rows or none.
    """
    book, file = folder / "kills.db", people(folder / "people.csv", rows)
    run(book, "init", "--me", "Zoé Exemple")
    before, chance, imported = state(book), random.Random(20), 0
    clean = folder / "clean.db"
    shutil.copy(book, clean)
    started = time.monotonic()
    _started(book, "-m", "netcli", "import", file, "--quiet").communicate()
    takes, after = time.monotonic() - started, state(book)
    for _ in range(count):
        for each in connection.companions(book):
            each.unlink(missing_ok=True)
        shutil.copy(clean, book)
        running = _started(book, "-m", "netcli", "import", file, "--quiet")
        time.sleep(takes * chance.uniform(0.2, 1.1))
        running.send_signal(signal.SIGKILL)
        running.communicate()
        held_now = state(book)
        need(held_now in (before, after), "half an import")
        need(whole(book), "not whole after a kill")
        imported += held_now != before
    return f"{count} kills of an import of {rows:,} rows ({takes:.1f} s): {imported} came too late, 0 half imports"


MIXED: Final = """
import sys
from netcli.cli import app
def run(*words):
    try: app.main([*words, "--quiet"])
    except SystemExit as leaving: assert not leaving.code, words
for number in range(int(sys.argv[1]), 1_000_000):
    run("add", f"Person n{number}", "--email", f"n{number}@example.org")
    run("link", "me", f"email:n{number}@example.org", "--kind", "friend")
    run("add", f"Double n{number}")
    run("merge", f"email:n{number}@example.org", f"Double n{number}", "--yes")
    run("undo"); run("redo"); run("undo"); run("undo")
    sys.stdout.write(f"{number}\\n"); sys.stdout.flush()
"""


def mixed(folder: Path, count: int = 200) -> str:
    """Kill a process that runs various commands. A change that the process reported must not be lost."""
    book, chance, first, acknowledged = folder / "mixed.db", random.Random(21), 0, 0
    run(book, "init", "--me", "Zoé Exemple")
    for _ in range(count):
        running = _started(book, "-c", MIXED, str(first))
        assert running.stdout
        told = [running.stdout.readline().decode().strip()]
        time.sleep(chance.uniform(0, 1.5))
        running.send_signal(signal.SIGKILL)
        told += running.communicate()[0].decode().split()
        acknowledged += len(told)
        with contextlib.closing(sqlite3.connect(book)) as opened:
            names = {row[0] for row in opened.execute("SELECT name FROM person")}
            linked = opened.execute("SELECT count(*) FROM link").fetchone()[0]
        need({f"Person n{number}" for number in told} <= names and linked >= acknowledged, "lost what was acknowledged")
        need(whole(book), "not whole after a kill")
        first += len(told) + 1_000
    return f"{count} kills among mixed commands: {acknowledged} rounds acknowledged, 0 lost"


# --- commands killed while they change the file ---------------------------------------------------------------------

NAMED: Final = ("Bo Berg", "bo@example.org", "612345678", "Bergwerk")
"""Texts that no file may contain after `netcli forget` or `netcli lock`."""
PASSPHRASE: Final = "correct horse, battery"
BOOKS: Final = Path(__file__).parents[1] / "tests" / "books"
LATE: Final = 1.1
"""Longest wait until a command is killed, as a multiple of the command's duration.

The multiple is above 1, so some commands finish first.
"""
WATCH_SECONDS: Final = 0.002
"""Time between two looks at a folder, in seconds."""


def copy_of(book: Path) -> Path:
    """Return the path of a backup of *book*. The file has a name that netcli gives to backups."""
    return book.with_name(f"{book.name}.20261123T100000Z.backup")


def crowd(book: Path) -> None:
    """Make a book of about 2,000 people, with a backup and a page."""
    run(book, "init", "--me", "Zoé Exemple")
    table = people(book.with_name("people.csv"), 2_000)
    run(book, "import", table)
    table.unlink()
    run(book, "add", "Bo Berg", "--email", "bo@example.org", "--phone", "+33612345678", "--company", "Bergwerk")
    run(book, "met", "Bo Berg", "Person 7", "--note", "Bo Berg paid", "--know-each-other")
    run(book, "backup", copy_of(book))
    run(book, "remove", "Person 9")
    book.with_name(f"{book.name}.view.html").write_text("<p>Bo Berg</p>")


def locked(book: Path) -> None:
    """Make the same book as `crowd`, and lock the book."""
    crowd(book)
    need(run(book, "lock", *secret(book)) == 0, "it cannot be locked")


def older(book: Path) -> None:
    """Copy a book of an older version of netcli to *book*."""
    shutil.copy(BOOKS / "mix.db", book)


def secret(book: Path) -> tuple[str, Path]:
    """Write the passphrase to a file, and return the option for this file."""
    file = book.parents[1] / "secret"
    file.write_text(PASSPHRASE)
    return "--passphrase-file", file


DEEDS: Final[dict[str, tuple[Callable[[Path], None], Callable[[Path], tuple[str | Path, ...]]]]] = {
    "where": (older, lambda _: ()),
    "forget": (crowd, lambda _: ("Bo Berg", "--notes", "--yes")),
    "restore": (crowd, lambda book: (copy_of(book), "--yes")),
    "compact": (crowd, lambda _: ()),
    "lock": (crowd, secret),
    "unlock": (locked, secret),
}
"""The commands that change the file.

Each command has a function that makes the book, and a function that returns the arguments. The command `netcli where`
migrates an older book.
"""


def held(book: Path) -> State:
    """Return all rows in *book* except the settings. A locked book has no rows."""
    return {} if connection.is_locked(book) else {name: rows for name, rows in state(book).items() if name != "setting"}


def naming(folder: Path) -> list[str]:
    """Return the files in *folder* that contain at least one of the texts in NAMED."""
    contents = {path.name: path.read_bytes().lower() for path in sorted(folder.iterdir())}
    return [name for name, content in contents.items() if any(word.lower().encode() in content for word in NAMED)]


def _look(folder: Path) -> list[tuple[str, int, int]]:
    with os.scandir(folder) as entries:  # closed even if a file goes while it is looked at
        files = [(each.name, each.stat(follow_symlinks=False)) for each in entries]
    return sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in files)


def _await_change(running: subprocess.Popen[bytes], folder: Path) -> None:
    """Wait until *running* has changed a file in *folder*, or has ended."""
    with contextlib.suppress(FileNotFoundError):  # a file that has gone again is a change, too
        before = _look(folder)
        while running.poll() is None and _look(folder) == before:
            time.sleep(WATCH_SECONDS)


def changes(folder: Path, count: int = 50, *chosen: str) -> str:
    """Kill each chosen command *count* times at random moments.

    Each kill must leave the book either unchanged or completely changed. A second run of the command must leave no
    temporary file. After `netcli forget` or `netcli lock`, no file may contain a text in `NAMED`.
    """
    told = []
    for word in chosen or DEEDS:
        done = sum(_killed(folder, word, seed) for seed in _prepared(folder, word, count))
        told.append(f"{word} {done}")
    return f"{count} kills of each, so many of which found it done: {', '.join(told)}; 0 books between, 0 traces"


def _prepared(folder: Path, word: str, count: int) -> range:
    """Make a book, and a copy of the book in which the command *word* has run.

    Return *count* seeds, one for each time that the command is killed.
    """
    begin, words = DEEDS[word]
    book = folder / f"{word} before" / "netcli.db"
    book.parent.mkdir()
    begin(book)
    after = Path(shutil.copytree(book.parent, folder / f"{word} after")) / book.name
    need(run(after, word, *words(after)) == 0, f"{word} fails")
    return range(count)


def _killed(folder: Path, word: str, seed: int) -> bool:
    """Kill the command *word* at a random moment, and check the book.

    Return whether the killed command had already changed the book.
    """
    before, after = (folder / f"{word} {when}" / "netcli.db" for when in ("before", "after"))
    place = folder / "killed"
    shutil.rmtree(place, ignore_errors=True)
    book, words = Path(shutil.copytree(before.parent, place)) / before.name, DEEDS[word][1]
    running = _started(book, "-m", "netcli", word, *words(book))
    _await_change(running, place)
    time.sleep(random.Random(seed).uniform(0, LATE * _life(folder, word)))
    running.send_signal(signal.SIGKILL)
    running.communicate()
    states, left = [held(before), held(after)], held(book)
    schemas = [each.keys() for each in states]  # a migrated book is only weighed anew when it is opened next
    need(left in states or (word == "where" and left.keys() in schemas), f"{word}, kill {seed}: between two books")
    need(run(book, "check") == (77 if connection.is_locked(book) else 0), f"{word}, kill {seed}: not whole")
    done = left.keys() == schemas[1] if word == "where" else left == states[1]
    if not (word == "forget" and done):
        need(run(book, word, *words(book)) == 0, f"{word}, kill {seed}: cannot be done again")
    need(held(book) == states[1], f"{word}, kill {seed}: done again, it is another book")
    need(not [*place.glob(".*.draft-*")], f"{word}, kill {seed}: a draft stays")
    need(
        word not in ("forget", "lock") or not naming(place),
        f"{word}, kill {seed}: {naming(place)} name who is not to be",
    )
    if word == "lock":
        need(
            (run(book, "unlock", *words(book)), held(book)) == (0, states[0]),
            f"lock, kill {seed}: cannot be unlocked",
        )
    copies = [path for path in place.iterdir() if connection.is_book(path)]
    need(all(run(each, "check") == 0 for each in copies), f"{word}, kill {seed}: a copy is not whole")
    return done


@functools.cache
def _life(folder: Path, word: str) -> float:
    """Return the seconds from the command's first write until its end."""
    place = folder / f"{word} timed"
    book = Path(shutil.copytree(folder / f"{word} before", place)) / "netcli.db"
    running = _started(book, "-m", "netcli", word, *DEEDS[word][1](book))
    _await_change(running, place)
    begun = time.monotonic()
    running.communicate()
    return time.monotonic() - begun


# --- faults ---------------------------------------------------------------------------------------------------------


class Faulty(sqlite3.Connection):
    """A connection that raises a disk error at one statement.

    The class attribute `left` is the number of statements until the error.
    """

    left = 0

    def _count(self) -> None:
        Faulty.left -= 1
        if Faulty.left == 0:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorname, error.sqlite_errorcode = "SQLITE_IOERR_WRITE", sqlite3.SQLITE_IOERR
            raise error

    def execute(self, *given: Any) -> sqlite3.Cursor:
        """Count the statement, and execute it."""
        self._count()
        return super().execute(*given)

    def executemany(self, *given: Any) -> sqlite3.Cursor:
        """Count the statement, and execute it for many rows."""
        self._count()
        return super().executemany(*given)


def faults(folder: Path, step: int = 1) -> str:
    """Run each command many times, and let one SQL statement fail in each run.

    In the first run, the first statement fails. In each later run, the failure comes *step* statements later. A command
    that fails does not change the book.
    """
    book, clean = folder / "faults.db", folder / "clean.db"
    table = people(folder / "few.csv", 30)
    run(clean, "init", "--me", "Zoé Exemple")
    run(clean, "import", people(folder / "first.csv", 20))
    run(clean, "add", "Bo Berg", "--email", "bo@example.org")
    before, points = state(clean), Counter[int]()
    connect = sqlite3.connect
    for words in (
        ("import", table),
        ("add", "Ana Gomes"),
        ("link", "me", "Bo Berg"),
        ("edit", "Bo Berg", "--city", "Lyon"),
        ("merge", "Bo Berg", "id:3", "--yes"),
        ("remove", "Bo Berg"),
        ("undo",),
        ("undo", "--batch", "1"),
        ("check", "--repair"),
    ):
        for statement in range(1, 100_000, step):
            for each in connection.companions(book):
                each.unlink(missing_ok=True)
            shutil.copy(clean, book)
            Faulty.left = statement
            with patch.object(sqlite3, "connect", lambda *given, **more: connect(*given, **more, factory=Faulty)):
                code = run(book, *words)
            reached = Faulty.left <= 0
            Faulty.left = 0
            need(code in (0, 74), f"{words[0]} ends in {code} when statement {statement} fails")
            need(code == 0 or state(book) == before, f"{words[0]} left half a change when statement {statement} failed")
            if not reached:
                break
            points[code] += 1
    return f"{points.total()} statements that failed, {points[0]} of them unnoticed: 0 half changes"


# --- crowds -----------------------------------------------------------------------------------------------------------

COUNTING: Final = """
import sys, netcli
for _ in range(int(sys.argv[1])):
    with netcli.open(write=True) as book:
        book.edit("me", note=str(int(book.show("me").result.person.note) + 1))
"""


def writers(folder: Path, each: int = 500, processes: int = 8) -> str:
    """Increase a counter from several processes at once. No increase is lost."""
    book = folder / "writers.db"
    run(book, "init", "--me", "Zoé Exemple")
    run(book, "edit", "me", "--note", "0")
    started = time.monotonic()
    running = [_started(book, "-c", COUNTING, str(each)) for _ in range(processes)]
    for process in running:
        process.communicate()
    codes = [process.returncode for process in running]
    took = time.monotonic() - started
    with contextlib.closing(sqlite3.connect(book)) as opened:
        (note,) = opened.execute("SELECT note FROM person").fetchone()
    need((codes, note) == ([0] * processes, str(each * processes)), f"{note} counted of {each * processes}, {codes}")
    need(whole(book), "not whole after a crowd")
    return f"{processes} processes, {each} writes each: {note} counted, 0 errors, {took:.0f} s"


# --- full disks -------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def small_disk(folder: Path, megabytes: int = 3) -> Iterator[Path]:
    """Mount a disk of *megabytes* MB, and yield its folder. Only root can do this."""
    place = folder / "disk"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=700", "tmpfs", str(place)], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def disk(folder: Path, count: int = 5) -> str:
    """Import more than a disk of 3 MB can hold.

    The import exits with 74 and does not change the book.
    """
    for number in range(count):
        with small_disk(folder) as place:
            book = place / "netcli.db"
            run(book, "init", "--me", "Zoé Exemple")
            run(book, "import", people(folder / "first.csv", 500))
            before = state(book)
            code = run(book, "import", people(folder / "more.csv", 20_000 + number * 5_000))
            need((code, state(book)) == (74, before), f"a full disk ends in {code}")
            need((run(book, "list"), run(book, "path", "Person 7"), whole(book)) == (0, 0, True), "no answer")
        (folder / "disk").rmdir()
    return f"{count} imports on a full disk of 3 MB: exit 74 each, the book as it was"


# --- cuts -------------------------------------------------------------------------------------------------------------


def cuts(folder: Path, count: int = 1_000, commands: int = 12) -> str:
    """Damage the write-ahead log at random.

    Then the book must be as it was after one of the commands.
    """
    book, copy = folder / "cuts.db", folder / "copy.db"
    run(book, "init", "--me", "Zoé Exemple")
    states = [state(book)]
    with (
        patch.object(connection, "LEAVING_SECONDS", 0),
        contextlib.closing(sqlite3.connect(book, isolation_level=None)) as reader,
    ):
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM person").fetchone()  # keeps the log from being folded in
        for number in range(commands):
            run(book, "add", f"Person {number}")
            states.append(state(book))
        content, log = book.read_bytes(), book.with_name(f"{book.name}-wal").read_bytes()
    found = Counter[int]()
    for seed in range(count):
        chance, cut = random.Random(seed), bytearray(log)
        if seed % 2:
            del cut[chance.randrange(len(cut)) :]
        else:
            for _ in range(8):
                cut[chance.randrange(len(cut))] ^= 1 << chance.randrange(8)
        for each in connection.companions(copy):
            each.unlink(missing_ok=True)
        copy.write_bytes(content)
        copy.with_name(f"{copy.name}-wal").write_bytes(cut)
        left = state(copy)
        need(left in states, f"cut {seed} leaves something between two commits")
        found[states.index(left)] += 1
        need(seed % 50 != 0 or whole(copy), f"cut {seed} leaves a book that is not whole")
    return f"{count} logs cut or flipped: each book as after one of {len(states)} commits ({len(found)} of them met)"


PARTS: Final[dict[str, Callable[..., str]]] = {
    "kills": kills,
    "mixed": mixed,
    "changes": changes,
    "faults": faults,
    "writers": writers,
    "disk": disk,
    "cuts": cuts,
}


def main(part: str | None = None, count: int | None = None) -> None:
    """Run one part or all parts, and print the results."""
    for name in [part] if part else PARTS:
        with tempfile.TemporaryDirectory() as folder:
            print(PARTS[name](Path(folder), *([count] if count else [])), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:2], *map(int, sys.argv[2:3]))
