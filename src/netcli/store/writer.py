"""Change the book in steps that can be undone.

    with opened(path) as writer, writer.change("merge") as change:
        merge(change, keep, gone)

All rows are written through `Change.journal`. If nothing changed, the block leaves no trace.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Any, Final, NamedTuple

from netcli import clock, names, strength
from netcli.records import Sign
from netcli.store import connection, derive, introductions, migrations, once, records, settings, trash, views
from netcli.store.derive import Filed, LinkRow, PersonRow, Tie
from netcli.store.dialect import (
    BULK,
    GREATEST,
    LEAST,
    LIST,
    PAIRS,
    RAISE_PERSON_IDS,
    SEARCH_ID,
    SEARCH_TABLE,
    drop_indexes,
    listed,
    next_id,
    remake_indexes,
)
from netcli.store.growths import Growths
from netcli.store.journal import Journal
from netcli.store.reader import Pair, Reader
from netcli.store.summed import Sums
from netcli.store.surroundings import Surroundings, has_links_beyond

FIRST: Final = "1"
"""The version of the rules for a book without the setting `names` or `strength`."""
CHUNK: Final = 2_000
"""Number of people or links that one SQL statement derives."""


@contextlib.contextmanager
def opened(path: Path, *, create: bool = False, dry_run: bool = False) -> Iterator[Writer]:
    """Open the book at *path* for one `connection.transaction`, and migrate the book if necessary."""
    with connection.transaction(path, create=create, dry_run=dry_run) as opened_book:
        migrations.bring_up_to_date(opened_book, path)
        writer = Writer(opened_book)
        writer.renew()
        writer.tell_apart()
        views.renew(opened_book)
        yield writer


class Writer:
    """A book open for writing."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.reader = Reader(connection)

    @contextlib.contextmanager
    def change(self, command: str) -> Iterator[Change]:
        """Combine the changes of the block into one step that can be undone.

        *command* is the name of the step in the history.
        """
        (number,) = self.connection.execute(
            "INSERT INTO change (happened, command, summary) VALUES (?, ?, '') RETURNING id", (clock.stamp(), command)
        ).fetchone()
        change = Change(self.reader, number)
        yield change
        change.record()

    @contextlib.contextmanager
    def unrecorded(self) -> Iterator[Change]:
        """Yield a `Change` that cannot be undone."""
        change = Change(self.reader)
        yield change
        change.derive()

    def renew(self) -> None:
        """Derive people and links again if the rules have changed."""
        run = self.connection.execute
        folded, weighed = self._is_new("names", names.VERSION), self._is_new("strength", connection.WEIGHTS_VERSION)
        if not (folded or weighed):
            return
        for derived in ("person", "identifier", "search", "vocabulary") if folded else ():
            run(f"DELETE FROM {derived}")
        with self.unrecorded() as change:
            if folded:
                change.journal.people.update(row[0] for row in run("SELECT DISTINCT person FROM record"))
            if weighed:
                change.journal.pairs.update(
                    (a, b)
                    for a, b, kinds in run("SELECT a, b, kinds FROM link WHERE kinds <> 'contact'")
                    if strength.implied_closeness(kinds.split(","))
                )

    def _is_new(self, key: str, version: int) -> bool:
        """Store *version* in the setting *key*, and return whether the version is new."""
        if (self.reader.setting(key) or FIRST) == str(version):
            return False
        settings.put(self.connection, key, str(version))
        return True

    def tell_apart(self) -> None:
        """Give the book a random unique name, unless the book has a name."""
        self.connection.execute(
            "INSERT INTO setting (key, value) VALUES ('book', ?) ON CONFLICT (key) DO NOTHING",
            (self.reader.book() or os.urandom(16).hex(),),
        )


class KeptLink(NamedTuple):
    """A link that existed before a change.

    `changed` says whether the change affects the link. `batches` are the batches of its evidence.
    """

    changed: bool
    batches: set[int | None]


@dataclass
class Outcome:
    """The effects of a change on people and links."""

    people: Counter[str] = field(default_factory=Counter)
    """Growth in the number of people. The keys are kinds of people."""
    links: int = 0
    """Growth in links."""
    altered: set[int] = field(default_factory=set)
    """The people whose data has changed."""
    derived: set[int] = field(default_factory=set)
    """The people who were derived again."""
    gone: set[int] = field(default_factory=set)
    """People who disappeared, because they were merged or turned out to be organizations."""
    kept_links: dict[Pair, KeptLink] = field(default_factory=dict)
    """The links that were derived again."""
    repeated_links: set[Pair] = field(default_factory=set)
    """The links that were not derived again, because a batch only repeated known evidence about these links."""


class Change:
    """One change to the book.

    `outcome` contains the effects since the last `part` began.

    The method `record` sets `changed` to the number of changed rows of statements.
    """

    def __init__(self, reader: Reader, number: int = 0) -> None:
        self.reader = reader
        self.connection = reader.connection
        self.journal = Journal(reader.connection)
        self.id = number
        self.summary = ""
        self.changed = 0
        self._recorded = False
        self.outcome = Outcome()
        self._weights: dict[tuple[tuple[object, ...], ...], strength.Kept] = {}
        self._words: Counter[str] = Counter()  # pending changes to the vocabulary
        self._surroundings = Surroundings(reader.connection)
        self._sums = Sums(reader.connection)
        self._growths = Growths(reader)
        self._first_record = 0  # smallest id of a record added by the current part
        self._ahead: dict[int, set[tuple[str, str]]] = {}  # people to derive at the end, and their keys until then
        self._moves = 0  # number of the journal's moves that the sums and growths include

    def new_person(self) -> int:
        """Return an id that no person has ever had."""
        # people added by this change have ids before they have rows
        return max(next_id(self.connection, "person"), max(self.journal.people, default=0) + 1)

    @property
    def altered(self) -> bool:
        """Whether the user or a batch changed statements."""
        batches = "SELECT EXISTS (SELECT 1 FROM batch WHERE change = ?)"
        return bool(self.journal.images or self.connection.execute(batches, (self.id,)).fetchone()[0])

    def record(self) -> None:
        """Derive the affected people and links, and complete the history entry.

        Call this method within the block only if the answer needs derived rows. Nothing may be written afterwards.
        """
        if self._recorded:
            return
        self._recorded = True
        self._derive_people(self.journal.later, moved=False)
        self.catch_up()
        self.derive()
        run = self.connection.execute
        if not self.altered:
            run("DELETE FROM change WHERE id = ?", (self.id,))
            return
        run("UPDATE change SET summary = ? WHERE id = ?", (self.summary, self.id))
        # undone steps cannot be redone after this change
        run("DELETE FROM image WHERE change IN (SELECT id FROM change WHERE undone IS NOT NULL)")
        self.changed = self.journal.keep(self.id)

    @contextlib.contextmanager
    def part(self) -> Iterator[Outcome]:
        """Make the block atomic within the change; yield the block's effects."""
        mark, words = self.journal.mark(), Counter(self._words)
        self._surroundings.keep()
        self._sums.begin()
        self._growths.begin()
        self._first_record = next_id(self.connection, "record")
        self.outcome = Outcome()
        self.connection.execute("SAVEPOINT part")
        try:
            yield self.outcome
        except BaseException:
            # on a full disk the savepoint is already gone
            with contextlib.suppress(sqlite3.Error):
                self.connection.execute("ROLLBACK TO part")
            self.journal.back_to(mark)
            self.outcome, self._words = Outcome(), words
            self._surroundings.forget()
            raise
        self.connection.execute("RELEASE part")

    def derive(self, *, around: bool = True) -> None:
        """Derive every person and link marked by the journal.

        If *around* is true, also weigh links whose surroundings have changed.
        """
        self._follow()
        people, pairs = self.journal.people, self.journal.pairs
        while people:
            chunk = set(islice(people, CHUNK))
            people -= chunk
            self._derive_people(chunk)
        ordered = iter(sorted(pairs))  # in storage order: random access would read and write a large book page by page
        most = len(pairs) >= BULK and not has_links_beyond(self.connection, 2 * len(pairs))
        pairs.clear()
        indexes = drop_indexes(self.connection, "link") if most else []
        while some := set(islice(ordered, CHUNK)):
            self._derive_links(some)
        remake_indexes(self.connection, indexes)
        self._count_words()
        if around:
            self._surroundings.settle()
        self._count_outcomes()

    def derive_again(self, unchanged: Collection[int]) -> None:
        """Derive every person and link again, except the people in *unchanged*."""
        run, kept = self.connection.execute, listed(unchanged)
        columns = f"{SEARCH_ID}, name, company, title, city"
        searched = run(f"SELECT {columns} FROM search WHERE {SEARCH_ID} IN {LIST}", (kept,)).fetchall()
        run("DROP TABLE search")  # its index may not match its contents
        run(SEARCH_TABLE)
        self.connection.executemany(f"INSERT INTO search ({columns}) VALUES (?, ?, ?, ?, ?)", searched)
        run("DELETE FROM vocabulary")
        self._words.update(" ".join([" ".join(texts) for _, *texts in searched]).split())
        for table, column in (("person", "id"), ("identifier", "person")):
            run(f"DELETE FROM {table} WHERE {column} NOT IN {LIST}", (kept,))
        run("DELETE FROM link")
        run(RAISE_PERSON_IDS)
        self.journal.people.update(row[0] for row in run("SELECT DISTINCT person FROM record"))
        self.journal.people.difference_update(unchanged)
        self.journal.pairs.update(
            run(
                f"SELECT DISTINCT {LEAST}(r.person, s.person), {GREATEST}(r.person, s.person) FROM evidence e"
                " JOIN record r ON r.id = e.a JOIN record s ON s.id = e.b WHERE e.link IS NOT NULL"
            ).fetchall()
        )
        self.journal.asked.update(each.ask for each in self.reader.introductions())
        self.derive()

    # --- people -----------------------------------------------------------------------------------------------------

    def catch_up(self) -> None:
        """Derive all people whom the class `Growths` left for later."""
        self._growths.forget()
        self.journal.people.update(self._ahead)
        self.derive(around=False)

    def _follow(self) -> None:
        """Clear `Sums` and `Growths` if records have changed without a new file."""
        if self._moves != self.journal.moves:
            self._moves = self.journal.moves
            self._sums.forget()
            self._growths.forget()

    def _derive_people(self, ids: set[int], *, moved: bool = True) -> None:
        self.outcome.derived |= ids
        grown = self._growths.grown(ids)
        self.outcome.altered.update(number for number, each in grown.items() if each.altered)
        for number, each in grown.items():
            self._find_ahead(number, each.answers)
        ids = ids - grown.keys()
        before = {
            number: PersonRow._make(row)
            for number, *row in self.connection.execute(
                f"SELECT id, {', '.join(PersonRow._fields)} FROM person WHERE id IN {LIST}",
                (listed(sorted(ids)),),
            )
        }
        said_of = records.by_person(self.reader, ids - trash.numbers(self.reader))
        after = {number: derive.person(kept) for number, kept in said_of.items()}
        self._growths.keep({number: row for number, (row, _, _) in after.items()}, said_of)
        was = {number: row.undated for number, row in before.items()}
        now = {number: row.undated for number, (row, _, _) in after.items()}
        stale = {n for n in before if was[n] != now.get(n)}
        for number in ids & self._ahead.keys() & said_of.keys():  # the stored row is that of an earlier part
            if earlier := [each for each in said_of[number] if each.id < self._first_record]:
                was[number] = derive.person(earlier)[0].undated
        self.outcome.altered.update(number for number in ids if was.get(number) != now.get(number))
        ahead = [(*key, number) for number in ids & self._ahead.keys() for key in self._ahead.pop(number)]
        self.connection.executemany("DELETE FROM identifier WHERE kind = ? AND value = ? AND person = ?", ahead)
        self._remove_people([(number, derive.filed(before[number])) for number in sorted(stale)])
        self.add_people([(n, after[n]) for n in sorted(after) if n in stale or n not in before])
        self.connection.executemany(
            "UPDATE person SET created = ?, updated = ? WHERE id = ?",
            [(*after[n][0][-2:], n) for n in before.keys() - stale if after[n][0] != before[n]],
        )
        self.outcome.gone.update(n for n, row in before.items() if row.kind == "person")
        self.outcome.gone.difference_update(n for n, (row, _, _) in after.items() if row.kind == "person")
        turned = [n for n in before if n in after and before[n].kind != after[n][0].kind]
        for column in ("a", "b"):  # chains pass only through people
            self.journal.pairs.update(
                (row[0], row[1])
                for row in self.connection.execute(f"SELECT a, b FROM link WHERE {column} IN {LIST}", (listed(turned),))
            )
        if moved:
            self._surroundings.note_people(before)

    def _find_ahead(self, person: int, keys: set[tuple[str, str]]) -> None:
        """Store the *keys* of *person* before the person is derived again."""
        held = self.reader.holders(keys)
        fresh = {key for key in keys if person not in held.get(key, ())}
        self.journal.load("identifier", sorted((*key, person) for key in fresh))
        self._ahead.setdefault(person, set()).update(fresh)

    def date(self, people: Collection[int], stamp: str) -> None:
        """Set the update time of *people* to at least *stamp*."""
        self.connection.execute(
            f"UPDATE person SET updated = ? WHERE id IN {LIST} AND updated < ?", (stamp, listed(sorted(people)), stamp)
        )

    def _remove_people(self, people: Sequence[tuple[int, Filed]]) -> None:
        """Delete derived people, and also their keys and search texts."""
        answers = [(kind, value, number) for number, (_, answers, _) in people for kind, value in answers]
        self.outcome.people.subtract(row[derive.KIND] for _, (row, _, _) in people)
        run = self.connection.executemany
        run("DELETE FROM person WHERE id = ?", [(number,) for number, _ in people])
        run(f"DELETE FROM search WHERE {SEARCH_ID} = ?", [(number,) for number, _ in people])
        run(
            "DELETE FROM identifier WHERE kind = ? AND value = ? AND person = ?",
            sorted(answers, key=_VALUE),  # in storage order
        )
        self._words.subtract(" ".join([" ".join(searched) for _, (_, _, searched) in people]).split())

    def add_people(self, people: Sequence[tuple[int, Filed]]) -> None:
        """Insert derived people, and also their keys and search texts."""
        self.outcome.people.update([row[derive.KIND] for _, (row, _, _) in people])
        self.journal.load("person", [(number, *row) for number, (row, _, _) in people])
        answers = [(kind, value, number) for number, (_, answers, _) in people for kind, value in answers]
        answers.sort(key=_VALUE)  # so that each page of a large table is written only once
        self.journal.load("identifier", answers)
        self.connection.executemany(
            f"INSERT INTO search ({SEARCH_ID}, name, company, title, city) VALUES (?, ?, ?, ?, ?)",
            [(number, *searched) for number, (_, _, searched) in people],
        )
        self._words.update(" ".join([" ".join(searched) for _, (_, _, searched) in people]).split())

    def _count_words(self) -> None:
        """Update the vocabulary from the search index."""
        # sorted order is ten times faster than random order
        changed = sorted((word, by) for word, by in self._words.items() if by)
        if changed:
            self.connection.executemany(
                "INSERT INTO vocabulary (word, uses) VALUES (?, ?)"
                " ON CONFLICT (word) DO UPDATE SET uses = vocabulary.uses + excluded.uses",
                changed,
            )
            fewer = listed([word for word, by in changed if by < 0])
            self.connection.execute(f"DELETE FROM vocabulary WHERE uses = 0 AND word IN {LIST}", (fewer,))
        self._words.clear()

    # --- links ------------------------------------------------------------------------------------------------------

    def _derive_links(self, pairs: set[Pair]) -> None:
        self.outcome.repeated_links -= pairs
        signs, removed = self._signs(pairs), trash.numbers(self.reader)
        self._remove_links(pairs - signs.keys())
        ends = {person for pair in signs for person in pair}
        people = {person for person, kind in self.reader.kinds(ends).items() if kind == "person"}
        before = {
            (row[0], row[1]): LinkRow._make(row)
            for row in self.connection.execute(
                f"SELECT {', '.join(LinkRow._fields)} FROM link WHERE (a, b) IN {PAIRS}", (listed(sorted(signs)),)
            )
        }
        rows = {
            (a, b): self.link_row(a, b, link, signs_of_pair, passable=a in people and b in people)
            for (a, b), signs_of_pair in sorted(signs.items())
            if a != b and not {a, b} & removed and (link := derive.link(signs_of_pair)) is not None
        }
        for pair in before.keys() & rows.keys():
            rows[pair] = rows[pair].surrounded_as(before[pair])
            changed = rows[pair] != before[pair]
            self.outcome.kept_links[pair] = KeptLink(changed, self._sums.batches(pair, signs[pair]))
            if not changed:
                del rows[pair], before[pair]
        self.connection.executemany("DELETE FROM link WHERE a = ? AND b = ?", before)
        self.outcome.links -= len(before)
        self._surroundings.note_gone_links(before)
        self.add_links([*rows.values()])

    def _signs(self, pairs: set[Pair]) -> dict[Pair, list[Sign]]:
        """Recount the evidence about *pairs*, and return the evidence as signs."""
        self._follow()
        grown = self._sums.grown(pairs)
        others = pairs - grown.keys()
        once.recount(self.connection, others)
        signs = self.reader.signs(others)
        self._sums.keep(signs)
        return signs | grown

    def _remove_links(self, pairs: Collection[Pair]) -> None:
        """Delete the links of *pairs*. The evidence about these pairs must already be deleted."""
        if not pairs:
            return
        gone = self.connection.execute(
            f"DELETE FROM link WHERE (a, b) IN {PAIRS} RETURNING a, b", (listed(sorted(pairs)),)
        ).fetchall()
        self.outcome.links -= len(gone)
        self._surroundings.note_gone_links(gone)

    def add_links(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Insert derived links. The rows of these links have the columns of a LinkRow."""
        self.outcome.links += len(rows)
        self._surroundings.note_new_links([row[:2] for row in rows])
        self.journal.load("link", rows)

    def link_row(self, a: int, b: int, tie: Tie, signs: Sequence[Sign], *, passable: bool) -> LinkRow:
        """Return the link row for *tie*, with the weight of its *signs*."""
        kinds, certainty, since, last_contact = tie
        passes = 0 if not passable else 1 if certainty == "guess" else 2
        base, closeness, volume = self._weigh(signs)
        return LinkRow(a, b, passes, kinds, certainty, since, last_contact, closeness, volume, base)

    def _weigh(self, signs: Sequence[Sign]) -> strength.Kept:
        """Weigh the evidence of a link."""
        # without dates, because the links of an export differ only in their dates
        alike = tuple(
            [
                (kind, link, certainty, number, direction, closeness, batch is None)
                for kind, link, certainty, _, _, number, direction, closeness, batch in signs
            ]
        )
        weight = self._weights.get(alike)
        if weight is None:
            undated = [sign._replace(since=None, last=None) for sign in signs]
            weight = self._weights[alike] = strength.weigh(undated)
        return weight

    def _count_outcomes(self) -> None:
        """If introductions changed, update the columns `asks` and `agreed` of the links."""
        for pair, asks, agreed in introductions.tallies(self.reader, self.journal.asked):
            self.connection.execute("UPDATE link SET asks = ?, agreed = ? WHERE a = ? AND b = ?", (asks, agreed, *pair))
        self.journal.asked.clear()


_VALUE: Final = itemgetter(1)
