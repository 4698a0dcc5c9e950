"""Read the book with plain SQL through the driver, so that answers start fast."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from netcli import clock
from netcli.answers.people import Evidence, FullPerson, Link, Person, Source
from netcli.errors import BadInput, NotThere
from netcli.kinds import HASHED
from netcli.language import say
from netcli.store import evidence
from netcli.store.connection import WEIGHTS_VERSION
from netcli.store.dialect import (
    BEGIN_READ,
    GREATEST,
    LEAST,
    LIST,
    LOOP_JOIN,
    PAIRS,
    first_item,
    joined,
    json_field,
    listed,
    state,
)
from netcli.store.evidence import EvidenceHistory, EvidenceRow

if TYPE_CHECKING:
    from datetime import date

    from netcli.calibration import Calibration
    from netcli.records import Sign

Pair = tuple[int, int]
"""The ids of two people, the smaller id first."""
Key = tuple[str, str]
"""A kind and a value that identify a person exactly, such as `email` and an address."""
Chance = Callable[[float, str | None, str | None, int | None, str, int, int], float]
"""A function that computes a link's chance from the columns in `WEIGHT`."""

_STATED: Final = "CASE certainty WHEN 'guess' THEN '' ELSE kinds END"
WEIGHT: Final = f"base + around, since, last_contact, closeness, {_STATED}, asks, agreed"
"""The columns from which a link's chance is computed."""

SHORT: Final = "p.id, p.kind, p.name, p.company, p.title, p.city, p.id = (SELECT value FROM setting WHERE key = 'me')"
"""The columns of a Person, selected from `person p`."""
KNOWN_BY: Final = (
    "CASE WHEN p.name IS NULL THEN "
    f"coalesce({', '.join(map(first_item, ('p.emails', 'p.phones', 'p.urls', 'p.aliases')))}) END"
)
"""The last column of a Person. If the person has no name, this text identifies the person."""
WORKED: Final = frozenset({"agreed", "introduced", "met"})
"""An introduction reaches these states only after the asked person passes the request on."""
FAILED: Final = frozenset({"declined", "silent"})
"""If an introduction has one of these states and no state in WORKED, the introduction failed."""


class Introduction(NamedTuple):
    """A logged request for an introduction, with the current ids of the people."""

    id: int
    target: int
    ask: int
    chain: list[int]
    state: str
    since: str
    chance: float
    history: list[dict[str, str]]

    @property
    def worked(self) -> bool | None:
        """Whether the asked person passed the request on; None while the outcome is unknown."""
        states = {step["state"] for step in self.history}
        return True if states & WORKED else False if states & FAILED else None


class Reader:
    """Answers questions about an open book. The answers are true on the day `today`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.today = clock.today()
        self.left_out: tuple[int, int] | None = None  # people and links that a `scope` hides

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[Reader]:
        """Read the same state of the book throughout the block."""
        if self.connection.in_transaction:
            yield self
            return
        self.connection.execute(BEGIN_READ)
        try:
            yield Reader(self.connection)
        finally:
            if self.connection.in_transaction:  # some errors end the transaction
                self.connection.execute("ROLLBACK")

    def state(self) -> tuple[int, int, date]:
        """Return a value that changes whenever the day or the book changes."""
        return *state(self.connection), self.today

    @cached_property
    def calibration(self) -> Calibration:
        """The correction that applies to all chances, derived from the outcomes of logged introductions."""
        from netcli.calibration import UNCALIBRATED, calibrate  # not needed if no link is weighed

        outcomes = [(each.chance, each.worked) for each in self.introductions() if each.worked is not None]
        return calibrate(outcomes) if outcomes else UNCALIBRATED

    @cached_property
    def chance(self) -> Chance:
        """The function that computes the calibrated chance of a link on the day `today`."""
        from netcli import strength

        return partial(strength.chance_of_link, today=self.today.toordinal(), calibration=self.calibration)

    def me(self) -> int:
        """Return the id of the owner of the book.

        Raises NotThere if `init` has been undone.

        Raises BadInput if the stored id is not a number.
        """
        me = self.setting("me")
        if me is None:
            raise NotThere(
                say("the book belongs to nobody"), say("say who you are: netcli init --me 'Your Name'"), code="no_owner"
            )
        if not me.isdecimal():
            hint = say("to see where the book is damaged: netcli check; to bring back a backup: netcli restore")
            raise BadInput(say("the book is damaged: the id of its owner is not a number"), hint, code="damaged_book")
        return int(me)

    def setting(self, key: str) -> str | None:
        """Return the value of the book's setting *key*; None if it is not set."""
        row = self.connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    @property
    def is_stale(self) -> bool:
        """Return whether the book's links were weighed by an older version of the rules."""
        return self.setting("strength") != str(WEIGHTS_VERSION)

    def settings(self, prefix: str) -> dict[str, str]:
        """Return the settings whose keys begin with *prefix*, sorted and without the prefix."""
        rows = self.connection.execute("SELECT key, value FROM setting ORDER BY key").fetchall()
        return {key.removeprefix(prefix): value for key, value in rows if key.startswith(prefix)}

    def book(self) -> str:
        """Return a text that identifies this book."""
        name = self.setting("book")
        if name is None:
            row = self.connection.execute("SELECT added || fields FROM record ORDER BY id LIMIT 1").fetchone()
            name = str(row[0]) if row else ""
        return name

    def forwarded(self, number: int) -> int:
        """Return the current id of the person who once had the id *number*."""
        seen = set()
        while number not in seen:
            seen.add(number)
            row = self.connection.execute("SELECT person FROM forward WHERE old = ?", (number,)).fetchone()
            if row is None:
                break
            number = row[0]
        return number

    def answering(self, kind: str, value: str) -> list[int]:
        """Return the people with exactly this identifier, given in canonical form."""
        found = self.connection.execute(
            "SELECT person FROM identifier WHERE kind = ? AND value = ? ORDER BY person", (kind, value)
        )
        return [row[0] for row in found]

    def holders(self, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], list[int]]:
        """Map each (kind, value) in *keys* to the people who have this identifier."""
        holders: dict[tuple[str, str], list[int]] = {}
        asked: dict[str, list[str]] = {}
        for kind, value in keys:
            asked.setdefault(kind, []).append(value)
        for kind, values in asked.items():
            found = self.connection.execute(
                f"SELECT i.value, i.person FROM {LIST} j {LOOP_JOIN} identifier i"
                " ON i.kind = ? AND i.value = j.value ORDER BY i.person",
                (listed(values), kind),
            )
            for value, person in found:
                holders.setdefault((kind, value), []).append(person)
        return holders

    def all_names(self, numbers: Iterable[int]) -> set[str]:
        """Return all names and aliases of the people with the ids *numbers*."""
        found = self.connection.execute(f"SELECT name, aliases FROM person WHERE id IN {LIST}", (listed(numbers),))
        return {text for name, aliases in found for text in (name, *json.loads(aliases)) if text}

    def mentioned_names(self, first: int) -> set[str]:
        """Return the folded names of mentioned people whose ids are at least *first*."""
        run = self.connection.execute
        if not run("SELECT 1 FROM identifier WHERE kind = 'mention' LIMIT 1").fetchone():
            return set()
        found = run(
            f"SELECT folded FROM person p {LOOP_JOIN} identifier i ON i.kind = 'mention' AND i.value = folded"
            " WHERE p.id >= ?",
            (first,),
        )
        return {name for (name,) in found}

    def namesakes(self, first: int, most: int) -> dict[tuple[int, str], list[int]]:
        """Map (id, name) to smaller ids of people with the same name.

        The ids in the keys are at least *first*. Each list has up to *most* ids.
        """
        found = self.connection.execute(
            f"SELECT id, name, (SELECT {joined('person')} FROM (SELECT person FROM identifier"
            " WHERE kind = 'name' AND value = folded AND person < id ORDER BY person LIMIT ?) older)"
            " FROM person WHERE id >= ? AND kind = 'person' AND folded <> ''",
            (most, first),
        )
        return {(person, name): [*map(int, others.split())] for person, name, others in found if others}

    def person(self, number: int) -> Person | None:
        """Return the short form of the person with the id *number*."""
        return self.people([number]).get(number)

    def people(self, numbers: Iterable[int]) -> dict[int, Person]:
        """Return the short forms of the people with the ids *numbers*."""
        found = self.connection.execute(
            f"SELECT {SHORT}, {KNOWN_BY} FROM person p WHERE p.id IN {LIST}", (listed(numbers),)
        )
        return {row[0]: Person.of((*row[:6], bool(row[6]), row[7])) for row in found}

    def name_and_emails(self, number: int) -> tuple[str | None, tuple[str, ...]]:
        """Return the name and e-mail addresses of a person, or None and ()."""
        row = self.connection.execute("SELECT name, emails FROM person WHERE id = ?", (number,)).fetchone()
        return (row[0], tuple(json.loads(row[1]))) if row else (None, ())

    def places(self, numbers: Iterable[int]) -> Iterator[tuple[int, str, str, list[str]]]:
        """Yield (id, company, city, e-mails) for the people with a known city."""
        for number, company, city, emails in self.connection.execute(
            f"SELECT id, coalesce(company, ''), city, emails FROM person WHERE id IN {LIST} AND city IS NOT NULL",
            (listed(numbers),),
        ):
            yield number, company, city, json.loads(emails)

    def with_common_names(self, people: Iterable[int], most: int) -> set[int]:
        """Return each person in *people* if more than *most* people have the person's whole name."""
        found = self.connection.execute(
            f"WITH called AS (SELECT id, folded FROM person WHERE id IN {LIST}) SELECT id FROM called WHERE folded IN"
            " (SELECT value FROM identifier WHERE kind = 'name' AND value IN (SELECT folded FROM called)"
            " GROUP BY value HAVING count(*) > ?)",
            (listed(people), most),
        )
        return {number for (number,) in found}

    def kinds(self, numbers: Iterable[int]) -> dict[int, str]:
        """Map each id to its kind: `person`, `organization` or `placeholder`."""
        found = self.connection.execute(f"SELECT id, kind FROM person WHERE id IN {LIST}", (listed(numbers),))
        return dict(found.fetchall())

    def others_than_people(self, first: int) -> set[int]:
        """Return the ids of organizations and placeholders, from the id *first* upwards."""
        found = self.connection.execute("SELECT id FROM person WHERE id >= ? AND kind <> 'person'", (first,))
        return {number for (number,) in found}

    def full(self, numbers: Sequence[int]) -> list[FullPerson]:
        """Return everything known about the people, in the order of *numbers*."""
        ids = listed(numbers)
        found = self.connection.execute(
            f"SELECT {SHORT}, {KNOWN_BY}, aliases, emails, phones, urls, tags, birthday, note, private,"
            " created, updated, (SELECT count(*) FROM link WHERE a = p.id) + (SELECT count(*) FROM link WHERE b = p.id)"
            f" FROM person p WHERE p.id IN {LIST}",
            (ids,),
        )
        sources = self._sources(ids)
        people = {
            row[0]: FullPerson.of(
                (*row[:6], bool(row[6]), row[7], *(_shown(row[column]) for column in range(8, 13))),
                birthday=row[13],
                note=row[14],
                private=bool(row[15]),
                contacts=row[18],
                created=row[16],
                updated=row[17],
                sources=sources.get(row[0], []),
            )
            for row in found
        }
        return [people[number] for number in numbers if number in people]

    def _sources(self, ids: str) -> dict[int, list[Source]]:
        found = self.connection.execute(
            "SELECT r.person, r.id, coalesce(b.network, 'hand'), r.batch, b.archive, coalesce(r.file, b.file), r.line,"
            f" nullif(b.owner, 0), {json_field('r.fields', 'name')}, coalesce(r.as_of, b.as_of),"
            f" {json_field('r.fields', 'given')}, {json_field('r.fields', 'family')}"
            " FROM record r LEFT JOIN batch b ON b.id = r.batch"
            f" WHERE r.person IN {LIST} ORDER BY r.id",
            (ids,),
        )
        sources: dict[int, list[Source]] = {}
        owners: dict[int | None, int | None] = {None: None}
        for person, *rest in found:
            source = Source(*rest)
            if source.owner is not None and source.owner not in owners:
                owner = self.forwarded(source.owner)
                owners[source.owner] = owner if self.person(owner) else None  # an owner in the trash has no row
            if owners[source.owner] != source.owner:
                source = source.replaced(owner=owners[source.owner])
            sources.setdefault(person, []).append(source)
        return sources

    def links_of(self, person: int) -> list[tuple[Link, int]]:
        """Return (link, id of the other person) for each link of *person*.

        The links are sorted by this id.
        """
        rows = self.connection.execute(
            f"SELECT {_LINK} FROM link WHERE a = ? UNION ALL SELECT {_LINK} FROM link WHERE b = ?", (person, person)
        ).fetchall()
        rows.sort(key=lambda row: row[1] if row[0] == person else row[0])
        return [(link, link.b if link.a == person else link.a) for link in self._links(rows)]

    def links(self, pairs: Iterable[Pair]) -> dict[Pair, Link]:
        """Return the links between the people of each pair, with their evidence."""
        rows = self.connection.execute(f"SELECT {_LINK} FROM link WHERE (a, b) IN {PAIRS}", (listed(pairs),)).fetchall()
        return {(link.a, link.b): link for link in self._links(rows)}

    def kept(self, pair: Pair) -> tuple[int | None, str, int, int]:
        """Return a link's closeness, stated kinds, requests and successes."""
        statement = f"SELECT closeness, {_STATED}, asks, agreed FROM link WHERE a = ? AND b = ?"
        closeness, kinds, asks, agreed = self.connection.execute(statement, pair).fetchone()
        return closeness, kinds, asks, agreed

    def signs(self, pairs: Iterable[Pair]) -> dict[Pair, list[Sign]]:
        """Return the evidence for each pair, as seen from the smaller id."""
        from netcli.records import Sign  # needed only to weigh links

        signs: dict[Pair, list[Sign]] = {}
        for flipped, found in evidence.between(self.connection, pairs, _SIGN):
            for a, b, kind, link, certainty, since, last, number, direction, closeness, batch in found:
                told, way = evidence.turned(link, direction) if flipped else (link, direction)
                sign = Sign(kind, told, certainty, since, last, number, way, closeness, batch)
                signs.setdefault((a, b), []).append(sign)
        return signs

    def _links(self, rows: Sequence[tuple[Any, ...]]) -> list[Link]:
        """Return the links for *rows*, which have the columns of `_LINK`."""
        shown: dict[Pair, list[Evidence]] = {}
        told: dict[Pair, EvidenceHistory] = {}
        forwarded = cache(self.forwarded)
        for a, b, row in self.evidence_between([(row[0], row[1]) for row in rows]):
            if row.proves and not told.setdefault((a, b), EvidenceHistory(forwarded)).repeats(row):
                shown.setdefault((a, b), []).append(row.shown())
        links = []
        for a, b, kinds, certainty, *weight in rows:
            chance = self.chance(*weight)
            since, last_contact = weight[1:3]
            kept = kinds.split(",")
            evidence = shown.get((a, b), [])
            links.append(Link(a, b, kept[0], kept, since, last_contact, certainty, chance, evidence, weight[3]))
        return links

    def evidence_between(self, pairs: Iterable[Pair]) -> Iterator[tuple[int, int, EvidenceRow]]:
        """Yield the evidence for each pair, as seen from the pair's first person."""
        batch = "LEFT JOIN batch ON batch.id = e.batch"
        for flipped, found in evidence.between(self.connection, pairs, evidence.COLUMNS, join=batch):
            for a, b, *values in found:
                row = EvidenceRow._make(values)
                yield a, b, row.flipped() if flipped else row

    def marked(self, kind: str) -> list[Pair]:
        """Return the pairs that the user marked with *kind*: `strangers` or `private`."""
        return self.connection.execute(
            f"SELECT {LEAST}(r.person, s.person), {GREATEST}(r.person, s.person) FROM evidence e"
            " JOIN record r ON r.id = e.a JOIN record s ON s.id = e.b WHERE e.kind = ?",
            (kind,),
        ).fetchall()

    def signals(self, person: int) -> list[tuple[Evidence, int, int]]:
        """Return the evidence about *person* that neither makes nor supports a link.

        Each piece comes with the ids of both people, the smaller id first.
        """
        found = self.connection.execute(
            f"SELECT r.person, s.person, {evidence.COLUMNS} FROM evidence e JOIN record r ON r.id = e.a"
            " JOIN record s ON s.id = e.b LEFT JOIN batch ON batch.id = e.batch"
            f" WHERE e.link IS NULL AND e.kind <> '{evidence.PRIVATE}'"
            " AND e.id IN (SELECT e.id FROM record JOIN evidence e ON e.a = record.id"
            " WHERE record.person = ? UNION SELECT e.id FROM record JOIN evidence e ON e.b = record.id"
            " WHERE record.person = ?) AND r.person IN (SELECT id FROM person) AND s.person IN (SELECT id FROM person)"
            f" AND NOT (e.kind IN {LIST} AND EXISTS (SELECT 1 FROM link"
            f" WHERE a = {LEAST}(r.person, s.person) AND b = {GREATEST}(r.person, s.person))) ORDER BY e.id",
            (person, person, listed(evidence.BESIDE)),
        )
        signals = []
        told: dict[Pair, EvidenceHistory] = {}
        forwarded = cache(self.forwarded)
        for a, b, *values in found:
            pair, row = (min(a, b), max(a, b)), EvidenceRow._make(values)
            row = row.flipped() if a > b else row
            if not told.setdefault(pair, EvidenceHistory(forwarded)).repeats(row):
                signals.append((row.shown(), *pair))
        return signals

    def introductions(self) -> list[Introduction]:
        """Return all introductions, oldest first."""
        columns = ", ".join(Introduction._fields)
        rows = self.connection.execute(f"SELECT {columns} FROM introduction ORDER BY id").fetchall()
        return [
            Introduction(
                number,
                self.forwarded(target),
                self.forwarded(ask),
                [self.forwarded(person) for person in json.loads(chain)],
                state,
                since,
                chance,
                json.loads(history),
            )
            for number, target, ask, chain, state, since, chance, history in rows
        ]

    def count_kinds(self) -> Counter[str]:
        """Count people, placeholders and organizations."""
        return Counter(dict(self.connection.execute("SELECT kind, count(*) FROM person GROUP BY kind").fetchall()))

    def identifying_values(self, people: Collection[int] | None = None) -> Iterator[tuple[Any, ...]]:
        """Yield the identifying values of *people*, or of everybody, ordered by id.

        These are id, name, emails, phones, urls, company, city, birthday and aliases. Lists are JSON.
        """
        chosen = "" if people is None else f" AND id IN {LIST}"
        yield from self.connection.execute(
            "SELECT id, name, emails, phones, urls, company, city, birthday, aliases FROM person"
            f" WHERE kind = 'person'{chosen} ORDER BY id",
            () if people is None else (listed(people),),
        )

    def counts(self) -> tuple[int, int]:
        """Return how many people (without placeholders and organizations) and links there are."""
        return self.count_people(), self.count_links()

    def count_people(self) -> int:
        """Return the number of people, without placeholders and organizations."""
        return int(self.connection.execute("SELECT count(*) FROM person WHERE kind = 'person'").fetchone()[0])

    def count_links(self) -> int:
        """Return the number of links, including those that no chain uses."""
        return int(self.connection.execute("SELECT count(*) FROM link").fetchone()[0])

    def hold(self) -> None:
        """Keep reading the present state of the book until the transaction ends."""
        if not self.connection.in_transaction:
            self.connection.execute(BEGIN_READ)


def _shown(values: str) -> list[str]:
    """Return the texts in a JSON list, except hashes of addresses."""
    return [value for value in json.loads(values) if not value.startswith(HASHED)]


_SIGN: Final = "e.kind, e.link, e.certainty, e.since, e.last, e.count, e.direction, e.closeness, e.batch"
"""The columns of a Sign."""
_LINK: Final = f"a, b, kinds, certainty, {WEIGHT}"
