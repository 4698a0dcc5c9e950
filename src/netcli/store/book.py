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
from pathlib import Path
from typing import IO, Any, Final, Protocol

from sqlalchemy import URL, Connection, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from netcli import clock
from netcli.errors import Busy, CannotCreate
from netcli.records import Around, Sign
from netcli.store import around, derive, file, introductions, migrations
from netcli.store.journal import Journal, Pair, sorted_pair
from netcli.store.reader import Reader


class Weighing(Protocol):
    """What the book asks of the model of chances, to keep with each link the part that time does not change."""

    def weigh(self, signs: Sequence[Sign]) -> tuple[float, int | None]:
        """Evidence of one link in; log-odds, and how close the two are, out."""
        ...

    def weigh_around(self, signs: Sequence[Sign], around: Around) -> float:
        """The log-odds that the rest of the book adds."""
        ...


CHUNK: Final = 2_000
"""People or links derived per statement: enough to make statements rare, few enough to stay small in memory."""


BULK: Final = 60_000
"""Fresh links that are remembered one by one: more than a book has that still looks at contacts in common."""


class Book:
    """A book open for writing; use as a context manager through `opened`."""

    def __init__(self, path: Path, connection: Connection, weighing: Weighing) -> None:
        self.path = path
        self.connection = connection
        self.journal = Journal(connection)
        self.weighing = weighing
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        self.reader = Reader(driver)
        self.change = 0
        self._weights: dict[tuple[Sign, ...], tuple[float, int | None]] = {}
        self.grown: Counter[str] = Counter()
        self.links_kept: dict[Pair, tuple[bool, set[int | None]]] = {}
        self.altered_people: set[int] = set()
        self.words: Counter[str] = Counter()  # by how much the vocabulary is to change
        self._few = around.small(driver)
        self._gained: Counter[int] = Counter()  # links by person, since their surroundings were weighed
        self._fresh: set[Pair] = set()
        self._moved: set[int] = set()

    def begin_change(self, command: str) -> int:
        """Open the journal's entry for *command*; its number is what batches and images refer to."""
        if not self.change:
            cursor = self.connection.exec_driver_sql(
                "INSERT INTO change (happened, command, summary) VALUES (?, ?, '')", (clock.stamp(), command)
            )
            self.change = cursor.lastrowid
        return self.change

    def end_change(self, summary: str) -> None:
        """Derive what was touched and close the journal's entry."""
        self.settle()
        run = self.connection.exec_driver_sql
        run("UPDATE change SET summary = ? WHERE id = ?", (summary, self.change))
        # what was undone before cannot be done again on top of this
        run("DELETE FROM image WHERE change IN (SELECT id FROM change WHERE undone IS NOT NULL)")
        self.journal.keep(self.change)

    def drop_change(self) -> None:
        """Nothing was changed after all: leave no entry."""
        self.connection.exec_driver_sql("DELETE FROM change WHERE id = ?", (self.change,))

    @contextlib.contextmanager
    def savepoint(self) -> Iterator[None]:
        """All of the block, or nothing of it, within the change."""
        mark = self.journal.mark()
        grown, words = Counter(self.grown), Counter(self.words)
        self.connection.exec_driver_sql("SAVEPOINT part")
        try:
            yield
        except BaseException:
            # a full disk has taken the savepoint away already
            with contextlib.suppress(DBAPIError):
                self.connection.exec_driver_sql("ROLLBACK TO part")
            self.journal.back_to(mark)
            self.grown, self.words = grown, words
            self._fresh, self._gained, self._moved = set(), Counter(), set()
            raise
        self.connection.exec_driver_sql("RELEASE part")

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
        self._weigh_surroundings()

    def next_number(self, table: str) -> int:
        """The number that the next row of *table* will have; numbers given up are never given again."""
        row = self.connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).first()
        return 1 if row is None else int(row[0]) + 1

    def _derive_people(self, ids: set[int]) -> None:
        statements = self.statements(ids)
        before = {row["id"]: row for row in self._rows("person", ids)}
        after = {number: derive.person(told) for number, told in statements.items()}
        self.altered_people.update(n for n in ids if _told(before.get(n)) != _told(after.get(n)))
        stale = {n for n, row in before.items() if n not in after or any(row[key] != after[n][key] for key in _PERSON)}
        self._remove_people([before[number] for number in sorted(stale)])
        self.add_people([(n, after[n]) for n in sorted(after) if n in stale or n not in before])
        turned = [n for n in before if n in after and before[n]["kind"] != after[n]["kind"]]
        for column in ("a", "b"):  # links pass through people only
            self.journal.pairs.update(
                (row[0], row[1])
                for row in self.connection.exec_driver_sql(
                    f"SELECT a, b FROM link WHERE {column} IN (SELECT value FROM json_each(?))", (json.dumps(turned),)
                )
            )
        self._moved.update(before)

    def statements(self, people: Iterable[int]) -> dict[int, list[derive.Statement]]:
        """What is said of each of *people*, by person."""
        told: dict[int, list[derive.Statement]] = {}
        found = self.connection.exec_driver_sql(
            "SELECT r.person, r.id, r.batch, coalesce(b.network, 'hand'), coalesce(r.as_of, b.as_of), r.fields,"
            " r.added, r.changed FROM record r LEFT JOIN batch b ON b.id = r.batch"
            " WHERE r.person IN (SELECT value FROM json_each(?)) ORDER BY r.id",
            (json.dumps(sorted(people)),),
        )
        for person, number, batch, network, as_of, fields, added, changed in found:
            statement = derive.Statement(number, batch, network, as_of, json.loads(fields), added, changed)
            told.setdefault(person, []).append(statement)
        return told

    def _remove_people(self, rows: Sequence[dict[str, Any]]) -> None:
        """Take derived people away, with what they answer to."""
        if not rows:
            return
        self.grown.subtract(row["kind"] for row in rows)
        run = self.connection.exec_driver_sql
        numbers = [(row["id"],) for row in rows]
        run("DELETE FROM person WHERE id = ?", numbers)
        run("DELETE FROM search WHERE rowid = ?", numbers)
        self.words.subtract(" ".join(" ".join(derive.searched(row)) for row in rows).split())
        keys = [(kind, value, row["id"]) for row in rows for kind, value in derive.answers_to(row)]
        if keys:
            run("DELETE FROM identifier WHERE kind = ? AND value = ? AND person = ?", keys)

    def add_people(self, rows: Sequence[tuple[int, dict[str, Any]]]) -> None:
        """Write derived people, with what they answer to."""
        if not rows:
            return
        self.grown.update(row["kind"] for _, row in rows)
        run = self.connection.exec_driver_sql
        self.journal.load("person", [(number, *map(row.__getitem__, _PERSON)) for number, row in rows])
        self.journal.load(
            "identifier", [(kind, value, number) for number, row in rows for kind, value in derive.answers_to(row)]
        )
        searched = [(number, *derive.searched(row)) for number, row in rows]
        run("INSERT INTO search (rowid, name, company, title, city) VALUES (?, ?, ?, ?, ?)", searched)
        self.words.update(" ".join(" ".join(texts) for _, *texts in searched).split())

    def _count_words(self) -> None:
        """Bring the vocabulary in step with the search index; in order, which is ten times faster than at random."""
        changed = sorted((word, by) for word, by in self.words.items() if by)
        run = self.connection.exec_driver_sql
        if changed:
            run(
                "INSERT INTO vocabulary (word, uses) VALUES (?, ?)"
                " ON CONFLICT (word) DO UPDATE SET uses = uses + excluded.uses",
                changed,
            )
            fewer = json.dumps([word for word, by in changed if by < 0])
            run("DELETE FROM vocabulary WHERE uses = 0 AND word IN (SELECT value FROM json_each(?))", (fewer,))
        self.words.clear()

    def _derive_links(self, pairs: set[Pair]) -> None:
        signs = self.reader.signs(pairs)
        ends = {person for pair in pairs for person in pair}
        people = {row["id"] for row in self._rows("person", ends) if row["kind"] == "person"}
        listed = json.dumps(sorted(pairs))
        chosen = "(a, b) IN (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?))"
        before = {
            (row[0], row[1]): tuple(row)
            for row in self.connection.exec_driver_sql(f"SELECT * FROM link WHERE {chosen}", (listed,))
        }
        self.connection.exec_driver_sql(f"DELETE FROM link WHERE {chosen}", (listed,))
        self.grown["link"] -= len(before)
        self._gained.subtract(person for pair in before for person in pair)
        self._fresh.update(before)
        rows = []
        for (a, b), told in sorted(signs.items()):
            if a != b and (link := derive.link(told)) is not None:
                rows.append(self.link_row(a, b, link, told, passable=a in people and b in people))
        self.add_links(rows)
        for row in rows:
            pair = (row[0], row[1])
            if pair in before:
                self.links_kept[pair] = before[pair][:_OWN] != row[:_OWN], {sign.batch for sign in signs[pair]}

    def add_links(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Write derived links, given as the table's columns."""
        self.grown["link"] += len(rows)
        self._gained.update([row[0] for row in rows])
        self._gained.update([row[1] for row in rows])
        if len(self._fresh) < BULK:
            self._fresh.update((row[0], row[1]) for row in rows)
        self.journal.load("link", rows)

    def link_row(
        self, a: int, b: int, row: dict[str, Any], signs: Sequence[Sign], *, passable: bool
    ) -> tuple[Any, ...]:
        """The derived link as the table's columns."""
        passes = 0 if not passable else 1 if row["certainty"] == "guess" else 2
        base, closeness = self._weighed(signs)
        return (
            a, b, passes, row["kinds"], row["certainty"], row["since"], row["last_contact"], closeness, base, 0.0, 0, 0,
        )  # fmt: skip

    def _weighed(self, signs: Sequence[Sign]) -> tuple[float, int | None]:
        """The link's weight; most links of an export are alike but for their dates, which do not enter it."""
        alike = tuple(sign._replace(batch=sign.batch and 0, since=None, last=None) for sign in signs)
        weight = self._weights.get(alike)
        if weight is None:
            weight = self._weights[alike] = self.weighing.weigh(alike)
        return weight

    def _weigh_surroundings(self) -> None:
        """Weigh again every link of which something around it changed, and count the outcomes over those asked."""
        run = self.reader.connection
        fresh, gained, moved = self._fresh, self._gained, self._moved
        self._fresh, self._gained, self._moved = set(), Counter(), set()
        contacts = around.contacts_of(run, gained) if gained else {}
        crowds = {
            person
            for person, more in gained.items()
            if (step := around.step(contacts[person])) != around.step(contacts[person] - more)
            or (step and len(fresh) >= BULK)
        }
        few = around.small(run)
        if few != self._few or (few and len(fresh) >= BULK):
            pairs = set(run.execute("SELECT a, b FROM link").fetchall())
            self._few = few
        else:
            pairs = self._near(fresh) if few else fresh
            pairs |= around.links_of(run, crowds | moved if few else crowds)
        while pairs:
            some = set(islice(pairs, CHUNK))
            pairs -= some
            self._surround(some)
        for pair, asks, agreed in introductions.tallies(self.reader, self.journal.asked):
            run.execute("UPDATE link SET asks = ?, agreed = ? WHERE a = ? AND b = ?", (asks, agreed, *pair))
        self.journal.asked.clear()

    def _near(self, fresh: set[Pair]) -> set[Pair]:
        """The pairs whose contacts in common may have changed with the links of *fresh*, those included."""
        near = set(fresh)
        known = around.neighbours_of(self.reader.connection, {person for pair in fresh for person in pair})
        for a, b in fresh:  # a link taken away counts, too: two that went at once have a third in common
            known[a].add(b)
            known[b].add(a)
        for a, b in fresh:
            for third in known[a] & known[b]:
                near.update((sorted_pair(a, third), sorted_pair(b, third)))
        return near

    def _surround(self, pairs: set[Pair]) -> None:
        found = around.around(self.reader.connection, pairs, few=self._few)
        signs = self.reader.signs({pair for pair, known in found.items() if around.step(known.contacts)})
        values = [(self.weighing.weigh_around(signs.get(pair, ()), known), *pair) for pair, known in found.items()]
        self.connection.exec_driver_sql(
            "UPDATE link SET around = ?1 WHERE a = ?2 AND b = ?3 AND around <> ?1", values
        )

    def _rows(self, table: str, ids: Iterable[int]) -> list[dict[str, Any]]:
        found = self.connection.exec_driver_sql(
            f"SELECT * FROM {table} WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(ids)),)
        )
        return [dict(row) for row in found.mappings()]


_OWN: Final = 9
"""Columns of a link that its own evidence makes; those behind them tell of the rest of the book."""

_PERSON: Final = (
    "kind", "name", "folded", "company", "title", "city", "birthday", "note", "private", "mentioned", "aliases",
    "emails", "phones", "urls", "tags", "created", "updated",
)  # fmt: skip

_TOLD: Final = tuple(name for name in _PERSON if name not in ("created", "updated"))


def _told(row: dict[str, Any] | None) -> list[Any] | None:
    """What a person's row tells, but for when it was told."""
    return None if row is None else [row[name] for name in _TOLD]


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
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            version = file.check_header(driver, path)
            file.need_no_strangers(driver, path)
            if version < file.SCHEMA_VERSION:
                if version:
                    _backup(path, version)
                migrations.migrate(connection, version)
            yield Book(path, connection, weighing)
            if dry_run:
                connection.rollback()
            else:
                connection.commit()
                made = False
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise file.translated(error.orig, path) from error
        raise
    finally:
        if made:  # nothing came of it: an empty file would pass for a damaged book
            for name in ("", "-wal", "-shm", ".lock"):
                path.with_name(path.name + name).unlink(missing_ok=True)


@contextlib.contextmanager
def _connected(path: Path) -> Iterator[Connection]:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),  # not f"sqlite:///{path}": '?' and '%' would be parsed
        poolclass=NullPool,
        hide_parameters=True,
        connect_args={"timeout": file.BUSY_SECONDS},
    )

    @event.listens_for(engine, "connect")
    def _connect(driver: Any, _: Any) -> None:
        driver.isolation_level = None  # netcli alone says BEGIN
        for pragma in file.PRAGMAS:
            driver.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        file.check_header(driver, path)
        if not driver.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            driver.execute("PRAGMA journal_mode=WAL")  # kept in the file; cannot be set inside a transaction
        try:
            connection.begin()
            yield connection
        finally:
            if connection.in_transaction():
                # after a full disk SQLite has rolled back already, and says so: the first error is the one to tell
                with contextlib.suppress(DBAPIError):
                    connection.rollback()
            # a plain copy of the file is then whole, and no name stays behind in the WAL
            with contextlib.suppress(sqlite3.Error):
                driver.execute(f"PRAGMA busy_timeout={file.LEAVING_SECONDS * 1000}")
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")


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
    lock: IO[bytes]
    with open(os.open(path.with_name(path.name + ".lock"), os.O_CREAT | os.O_RDWR, 0o600), "rb") as lock:  # noqa: PTH123
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
