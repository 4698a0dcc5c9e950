"""The book, open for writing: one transaction a command, journaled, with what follows kept in step.

Everything is written through `Book.journal`; on leaving, the people and links touched are derived again, the change
is recorded, and the transaction is committed, or rolled back if anything went wrong.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Any, Final, Protocol

from netcli import clock, names
from netcli.errors import Busy, CannotCreate
from netcli.records import Sign
from netcli.store import derive, dialect, file, introductions, migrations
from netcli.store.dialect import LIST, PAIRS, SEARCH_ID, listed
from netcli.store.journal import Journal
from netcli.store.reader import Pair, Reader
from netcli.store.surroundings import Surroundings


class Weighing(Protocol):
    """What the book asks of the model of chances, to keep with each link the part that time does not change."""

    def weigh(self, signs: Sequence[Sign], /) -> tuple[float, int | None, float]:
        """Evidence of one link in; log-odds, how close the two are, and how much they wrote, out."""
        ...


FIRST_NAMES: Final = "1"
"""The `names.VERSION` of books that do not say theirs."""
CHUNK: Final = 2_000
"""People or links derived per statement: enough to make statements rare, few enough to stay small in memory."""


class Book:
    """A book open for writing; use as a context manager through `opened`."""

    def __init__(self, connection: sqlite3.Connection, weighing: Weighing) -> None:
        self.connection = connection
        self.journal = Journal(connection)
        self.weighing = weighing
        self.reader = Reader(connection)
        self.change = 0
        self._weights: dict[tuple[tuple[Any, ...], ...], tuple[float, int | None, float]] = {}
        self.grown: Counter[str] = Counter()
        self.links_kept: dict[Pair, tuple[bool, set[int | None]]] = {}
        self.altered_people: set[int] = set()
        self.words: Counter[str] = Counter()  # by how much the vocabulary is to change
        self._surroundings = Surroundings(connection)

    def renew_keys(self) -> None:
        """Derive everybody again if names are folded otherwise than when the book's keys were made."""
        run = self.connection.execute
        made_by = run("SELECT value FROM setting WHERE key = 'names'").fetchone() or (FIRST_NAMES,)
        if made_by[0] == str(names.VERSION):
            return
        run(
            "INSERT INTO setting (key, value) VALUES ('names', ?)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (str(names.VERSION),),
        )
        for derived in ("person", "identifier", "search", "vocabulary"):
            run(f"DELETE FROM {derived}")
        self.journal.people.update(row[0] for row in run("SELECT DISTINCT person FROM record"))
        self.settle()
        self.grown.clear()
        self.altered_people.clear()

    def begin_change(self, command: str) -> int:
        """Open the journal's entry for *command*; its number is what batches and images refer to."""
        if not self.change:
            (self.change,) = self.connection.execute(
                "INSERT INTO change (happened, command, summary) VALUES (?, ?, '') RETURNING id",
                (clock.stamp(), command),
            ).fetchone()
        return self.change

    def end_change(self, summary: str) -> None:
        """Derive what was touched and close the journal's entry."""
        self.settle()
        run = self.connection.execute
        run("UPDATE change SET summary = ? WHERE id = ?", (summary, self.change))
        # what was undone before cannot be done again on top of this
        run("DELETE FROM image WHERE change IN (SELECT id FROM change WHERE undone IS NOT NULL)")
        self.journal.keep(self.change)

    def drop_change(self) -> None:
        """Nothing was changed after all: leave no entry."""
        self.connection.execute("DELETE FROM change WHERE id = ?", (self.change,))

    @contextlib.contextmanager
    def savepoint(self) -> Iterator[None]:
        """All of the block, or nothing of it, within the change."""
        mark = self.journal.mark()
        grown, words = Counter(self.grown), Counter(self.words)
        self.connection.execute("SAVEPOINT part")
        try:
            yield
        except BaseException:
            # a full disk has taken the savepoint away already
            with contextlib.suppress(sqlite3.Error):
                self.connection.execute("ROLLBACK TO part")
            self.journal.back_to(mark)
            self.grown, self.words = grown, words
            self._surroundings.forget()
            raise
        self.connection.execute("RELEASE part")

    def settle(self) -> None:
        """Derive again everybody and every link that the journal touched."""
        people, pairs = self.journal.people, self.journal.pairs
        while people:
            chunk = set(islice(people, CHUNK))
            people -= chunk
            self._derive_people(chunk)
        while pairs:
            some = set(islice(pairs, CHUNK))
            pairs -= some
            self._derive_links(some)
        self._count_words()
        self._surroundings.settle()
        self._count_outcomes()

    def _derive_people(self, ids: set[int]) -> None:
        before = {
            number: derive.PersonRow._make(row)
            for number, *row in self.connection.execute(
                f"SELECT id, {', '.join(derive.PersonRow._fields)} FROM person WHERE id IN {LIST}",
                (listed(sorted(ids)),),
            )
        }
        after = {number: derive.person(told) for number, told in self.statements(ids).items()}
        told_before = {number: row.told for number, row in before.items()}
        told_now = {number: row.told for number, (row, _, _) in after.items()}
        self.altered_people.update(number for number in ids if told_before.get(number) != told_now.get(number))
        stale = {n for n in before if told_before[n] != told_now.get(n)}
        self._remove_people([(number, derive.filed(before[number])) for number in sorted(stale)])
        self.add_people([(n, after[n]) for n in sorted(after) if n in stale or n not in before])
        self.connection.executemany(
            "UPDATE person SET created = ?, updated = ? WHERE id = ?",
            [(*after[n][0][-2:], n) for n in before.keys() - stale if after[n][0] != before[n]],
        )
        turned = [n for n in before if n in after and before[n].kind != after[n][0].kind]
        for column in ("a", "b"):  # links pass through people only
            self.journal.pairs.update(
                (row[0], row[1])
                for row in self.connection.execute(f"SELECT a, b FROM link WHERE {column} IN {LIST}", (listed(turned),))
            )
        self._surroundings.note_people(before)

    def statements(self, people: Iterable[int]) -> dict[int, list[derive.Statement]]:
        """What is said of each of *people*, by person."""
        told: dict[int, list[derive.Statement]] = {}
        found = self.connection.execute(
            "SELECT r.person, r.id, r.batch, coalesce(b.network, 'hand'), coalesce(r.as_of, b.as_of), r.fields,"
            " r.added, r.changed FROM record r LEFT JOIN batch b ON b.id = r.batch"
            f" WHERE r.person IN {LIST} ORDER BY r.id",
            (listed(sorted(people)),),
        )
        for person, number, batch, network, as_of, fields, added, changed in found:
            statement = derive.Statement(number, batch, network, as_of, json.loads(fields), added, changed)
            told.setdefault(person, []).append(statement)
        return told

    def _remove_people(self, people: Sequence[tuple[int, derive.Filed]]) -> None:
        """Take derived people away, with what they answer to."""
        self.grown.subtract(row[derive.KIND] for _, (row, _, _) in people)
        run = self.connection.executemany
        run("DELETE FROM person WHERE id = ?", [(number,) for number, _ in people])
        run(f"DELETE FROM search WHERE {SEARCH_ID} = ?", [(number,) for number, _ in people])
        run(
            "DELETE FROM identifier WHERE kind = ? AND value = ? AND person = ?",
            [(kind, value, number) for number, (_, answers, _) in people for kind, value in answers],
        )
        self.words.subtract(" ".join([" ".join(searched) for _, (_, _, searched) in people]).split())

    def add_people(self, people: Sequence[tuple[int, derive.Filed]]) -> None:
        """Write derived people, with what they answer to."""
        self.grown.update([row[derive.KIND] for _, (row, _, _) in people])
        self.journal.load("person", [(number, *row) for number, (row, _, _) in people])
        answers = [(kind, value, number) for number, (_, answers, _) in people for kind, value in answers]
        answers.sort(key=_VALUE)  # each page of a large table is then written once, whatever the kind
        self.journal.load("identifier", answers)
        self.connection.executemany(
            f"INSERT INTO search ({SEARCH_ID}, name, company, title, city) VALUES (?, ?, ?, ?, ?)",
            [(number, *searched) for number, (_, _, searched) in people],
        )
        self.words.update(" ".join([" ".join(searched) for _, (_, _, searched) in people]).split())

    def _count_words(self) -> None:
        """Bring the vocabulary in step with the search index; in order, which is ten times faster than at random."""
        changed = sorted((word, by) for word, by in self.words.items() if by)
        if changed:
            self.connection.executemany(
                "INSERT INTO vocabulary (word, uses) VALUES (?, ?)"
                " ON CONFLICT (word) DO UPDATE SET uses = vocabulary.uses + excluded.uses",
                changed,
            )
            fewer = listed([word for word, by in changed if by < 0])
            self.connection.execute(f"DELETE FROM vocabulary WHERE uses = 0 AND word IN {LIST}", (fewer,))
        self.words.clear()

    def _derive_links(self, pairs: set[Pair]) -> None:
        signs = self.reader.signs(pairs)
        ends = {person for pair in pairs for person in pair}
        people = {person for person, kind in self.reader.kinds(ends).items() if kind == "person"}
        before = {
            (row[0], row[1]): tuple(row)
            for row in self.connection.execute(f"SELECT * FROM link WHERE (a, b) IN {PAIRS}", (listed(sorted(pairs)),))
        }
        rows = {
            (a, b): self.link_row(a, b, link, told, passable=a in people and b in people)
            for (a, b), told in sorted(signs.items())
            if a != b and (link := derive.link(told)) is not None
        }
        for pair in before.keys() & rows.keys():
            changed = before[pair][:_OWN] != rows[pair][:_OWN]
            self.links_kept[pair] = changed, {sign.batch for sign in signs[pair]}
            if not changed:
                del rows[pair], before[pair]
        self.connection.executemany("DELETE FROM link WHERE a = ? AND b = ?", before)
        self.grown["link"] -= len(before)
        self._surroundings.note_gone_links(before)
        self.add_links([(*row[:_OWN], *before.get(pair, row)[_OWN:]) for pair, row in rows.items()])

    def add_links(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Write derived links, given as the table's columns."""
        self.grown["link"] += len(rows)
        self._surroundings.note_new_links([row[:2] for row in rows])
        self.journal.load("link", rows)

    def link_row(self, a: int, b: int, tie: derive.Tie, signs: Sequence[Sign], *, passable: bool) -> tuple[Any, ...]:
        """The derived link as the table's columns."""
        kinds, certainty, since, last_contact = tie
        passes = 0 if not passable else 1 if certainty == "guess" else 2
        base, closeness, volume = self._weighed(signs)
        return (a, b, passes, kinds, certainty, since, last_contact, closeness, volume, base, 0.0, 0, 0)

    def _weighed(self, signs: Sequence[Sign]) -> tuple[float, int | None, float]:
        """The link's weight; most links of an export are alike but for their dates, which do not enter it."""
        alike = tuple(
            [
                (kind, link, certainty, number, direction, closeness, batch is None)
                for kind, link, certainty, _, _, number, direction, closeness, batch in signs
            ]
        )
        weight = self._weights.get(alike)
        if weight is None:
            undated = [sign._replace(since=None, last=None) for sign in signs]
            weight = self._weights[alike] = self.weighing.weigh(undated)
        return weight

    def _count_outcomes(self) -> None:
        """Bring the outcomes kept with each link in step with the introductions that changed."""
        for pair, asks, agreed in introductions.tallies(self.reader, self.journal.asked):
            self.connection.execute("UPDATE link SET asks = ?, agreed = ? WHERE a = ? AND b = ?", (asks, agreed, *pair))
        self.journal.asked.clear()


_VALUE: Final = itemgetter(1)
_OWN: Final = 10
"""Columns of a link that its own evidence makes; those behind them, kept, tell of the rest of the book."""


@contextlib.contextmanager
def opened(path: Path, weighing: Weighing, *, create: bool = False, dry_run: bool = False) -> Iterator[Book]:
    """The book at *path* in one IMMEDIATE transaction: committed at the end, rolled back on any error or *dry_run*.

    With *create*, an absent or empty file becomes a new book, for its owner's eyes only (0600, in a folder 0700).
    Raises NotThere, BadInput, CannotCreate, NoPermission, Busy or Disk.
    """
    os.umask(0o077)
    file.need(path, create=create)
    made = create and _create(path)
    try:
        with file.errors(path), _locked(path), _connected(path) as connection:
            version = file.check_header(connection, path)
            file.need_no_strangers(connection, path)
            if version < file.SCHEMA_VERSION:
                if version:
                    _backup(path, version)
                migrations.migrate(connection, version)
            book = Book(connection, weighing)
            book.renew_keys()
            yield book
            connection.execute("ROLLBACK" if dry_run else "COMMIT")
            made = made and dry_run
    finally:
        if made:  # nothing came of it: an empty file would pass for a damaged book
            for name in ("", "-wal", "-shm", ".lock"):
                path.with_name(path.name + name).unlink(missing_ok=True)


@contextlib.contextmanager
def _connected(path: Path) -> Iterator[sqlite3.Connection]:
    # netcli alone says BEGIN: the driver's own transactions lose updates and keep what was rolled back
    connection = sqlite3.connect(path, timeout=file.BUSY_SECONDS, isolation_level=None)
    with contextlib.closing(connection):
        dialect.configure(connection, dialect.WRITE_SETTINGS)
        if not file.check_header(connection, path):
            dialect.use_wal(connection)
        try:
            connection.execute(dialect.BEGIN_WRITE)
            yield connection
        finally:
            if connection.in_transaction:
                # after a full disk SQLite has rolled back already, and says so: the first error is the one to tell
                with contextlib.suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
            # a plain copy of the file is then whole, and no name stays behind in the WAL
            with contextlib.suppress(sqlite3.Error):
                dialect.empty_wal(connection, file.LEAVING_SECONDS)


def _create(path: Path) -> bool:
    """Make an empty file for the book; was there none?"""
    if path.exists():
        return False
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise CannotCreate(f"{path} cannot be made ({error.strerror})", "name another place with --db") from error
    return True


def _backup(path: Path, version: int) -> None:
    """A copy of the book as it was before a migration, beside it."""
    with contextlib.closing(sqlite3.connect(path)) as old:
        copy = path.with_name(f"{path.name}.v{version}.backup")
        os.close(os.open(copy, os.O_CREAT | os.O_RDWR, 0o600))
        with contextlib.closing(sqlite3.connect(copy)) as new:
            old.backup(new)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the writers' lock: waiting becomes fair, and no two connections checkpoint at the same instant."""
    try:
        import fcntl
    except ImportError:  # Windows: SQLite's own locks alone
        yield
        return
    with os.fdopen(os.open(path.with_name(path.name + ".lock"), os.O_CREAT | os.O_RDWR, 0o600), "rb") as lock:
        deadline = time.monotonic() + file.BUSY_SECONDS
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise Busy(f"{path} is in use by another netcli", "try again in a moment") from None
                time.sleep(0.02)
        yield
