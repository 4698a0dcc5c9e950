"""The public handle of a book: each question is a method that returns its frozen, typed answer.

    with netcli.open() as book:
        for chain in book.path("me", "Sophie").result.chains:
            print(chain.chance, [person.name for person in chain.people])

Each question is one read transaction, and imports what it needs when it is asked.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from netcli.errors import NetcliError, Usage
from netcli.store import connection, migrations
from netcli.store.reader import Reader

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from typing import Unpack

    from netcli.answers import Answer, Words
    from netcli.answers import interview as interviews
    from netcli.answers.guesses import Inferred
    from netcli.answers.interview import Interviewed
    from netcli.answers.paths import Found, NotFound, Question
    from netcli.answers.people import Found as Fit
    from netcli.answers.people import FullPerson, LinkShown, Person, PersonShown
    from netcli.answers.reach import Reach, Wanted
    from netcli.answers.stats import Stats
    from netcli.ask.naming import Choose, Who
    from netcli.ask.paths import Options
    from netcli.store.writer import Change, Writer
    from netcli.tell.interview import Reply

    Name = Callable[[Who], Person]
    Matched = Callable[[str, Person], None]

Key = TypeVar("Key")


@contextlib.contextmanager
def opened(
    path: Path | str | None = None,
    *,
    write: bool = False,
    create: bool = False,
    dry_run: bool = False,
    choose: Choose | None = None,
    matched: Matched | None = None,
) -> Iterator[Book]:
    """Open the book at *path*, else where NETCLI_DB says, else in its usual place; see `netcli.open`."""
    place, _ = connection.locate(Path(path) if path is not None else None)
    if write:
        from netcli.store import writer  # questions need none of it

        with writer.opened(place, create=create, dry_run=dry_run) as opened_for_writing:
            yield Book(opened_for_writing.reader, opened_for_writing, choose, matched)
    else:
        with contextlib.closing(migrations.connect(place)) as opened_for_reading, connection.errors(place):
            yield Book(Reader(opened_for_reading), None, choose, matched)


class Book:
    """An open book, made by `netcli.open`.

    People are named as everywhere: `me`, a name, `id:7`, `email:`, `url:` or `@alias`; or by a Person of an earlier
    answer. Who is named by words that fit several is asked for by the book's `choose`; without it, or if that chooses
    nobody, Ambiguous is raised with the `candidates`, unless `first` takes the best.
    """

    def __init__(
        self,
        reader: Reader,
        writer: Writer | None = None,
        choose: Choose | None = None,
        matched: Matched | None = None,
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._choose = choose
        self._matched = matched

    def _change(self, command: str) -> AbstractContextManager[Change]:
        """Begin one step of undo, called *command* in the history.

        Raises Usage unless the book was opened for writing.
        """
        if self._writer is None:
            raise Usage("the book was opened for questions alone", "netcli.open(write=True)")
        return self._writer.change(command)

    @contextlib.contextmanager
    def _question(self, *, first: bool = False) -> Iterator[tuple[Reader, Name]]:
        """Read the book as it is at one moment; whom some words mean is part of the question."""
        from netcli.ask import naming

        def person(who: Who) -> Person:
            found = naming.person(reader, who, choose=self._choose, first=first)
            if self._matched and isinstance(who, str):
                self._matched(who, found)
            return found

        with self._reader.snapshot() as reader:
            yield reader, person

    def path(
        self, source: Who, target: Who, *, first: bool = False, hints: bool = False, **options: Unpack[Options]
    ) -> Answer[Question, Found | NotFound]:
        """Who can introduce *source* to *target*: chains, or why there is none; *hints* tells of better questions.

        Options: by ("hops" or "chance"), count, all, disjoint, max_hops (6; 0: any), avoid, via, only (kinds of links),
        since, guesses, limit, missing, spare, draw.
        """
        from netcli.ask import paths

        with self._question(first=first) as (reader, person):
            question = paths.question(person=person, **options)
            return paths.path(reader, paths.between(question, person(source), person(target)), hints=hints)

    def paths(
        self,
        pairs: Iterable[tuple[Key, tuple[Who, Who] | NetcliError]],
        *,
        first: bool = False,
        **options: Unpack[Options],
    ) -> Iterator[tuple[Key, Answer[Question, Found | NotFound] | NetcliError]]:
        """Yield the key of each of *pairs* with the answer of `path`, or the error; no choice is asked for."""
        from netcli.ask import naming, paths

        with self._question(first=first) as (_, person):
            question = paths.question(person=person, **options)
        for key, pair in pairs:
            try:
                if isinstance(pair, NetcliError):
                    raise pair
                with self._reader.snapshot() as reader:
                    ends = [naming.person(reader, who, first=first) for who in pair]
                    answer = paths.path(reader, paths.between(question, *ends))
                yield key, answer
            except NetcliError as error:
                yield key, error

    def reach(
        self,
        filters: Sequence[str],
        source: Who = "me",
        *,
        by: str = "hops",
        max_hops: int = 6,
        guesses: bool = False,
        limit: int = 0,
        first: bool = False,
    ) -> Answer[Wanted, Reach]:
        """Chains from *source* to everybody who meets all *filters*, by whom to ask first."""
        from netcli.ask import reach

        with self._question(first=first) as (reader, person):
            wanted = reach.wanted(person(source), filters, by=by, max_hops=max_hops, guesses=guesses, limit=limit)
            return reach.reach(reader, wanted)

    def find(self, text: str, *, limit: int = 10, everybody: bool = False) -> Answer[Words, list[Fit]]:
        """The people whom *text* may mean, best first; *everybody*: organizations and placeholders, too."""
        from netcli.ask import search

        with self._question() as (reader, _):
            return search.find(reader, text, limit=limit, everybody=everybody)

    def list(
        self, filters: Sequence[str] = (), *, limit: int = 0, everybody: bool = False
    ) -> Answer[Words, list[FullPerson]]:
        """Everybody who meets all *filters*, by name."""
        from netcli.ask import filters as chosen

        with self._question() as (reader, _):
            return chosen.list_people(reader, filters, limit=limit, everybody=everybody)

    def show(self, who: Who, *, first: bool = False) -> Answer[Words, PersonShown]:
        """Everything known of a person, with their links."""
        from netcli.ask import profile

        with self._question(first=first) as (reader, person):
            return profile.person(reader, person(who))

    def show_link(self, one: Who, other: Who, *, first: bool = False) -> Answer[Words, LinkShown]:
        """The link of two people, and how its chance adds up."""
        from netcli.ask import profile

        with self._question(first=first) as (reader, person):
            return profile.link(reader, person(one), person(other))

    def stats(self, *, exact: bool = False, guesses: bool = False) -> Answer[Words, Stats]:
        """How many people and links there are, how far apart, how closely knit; *exact* however many."""
        from netcli.ask import stats

        with self._question() as (reader, _):
            return stats.stats(reader, exact=exact, guesses=guesses)

    def infer(self, filters: Sequence[str] = (), *, limit: int = 100, add: bool = False) -> Answer[Words, Inferred]:
        """Links that nobody stated, among those who meet all *filters*, and what speaks for them; *add* keeps them."""
        from netcli.ask import guesses

        with self._question() as (reader, _):
            answer = guesses.infer(reader, filters, limit)
        if not add or not answer.result.guesses:
            return answer
        from netcli.intake import guesses as added

        with self._change("infer") as change:
            return added.add(change, answer)

    def questions(self, limit: int = 20) -> Sequence[interviews.Question]:
        """The questions whose answers open most: do these two know each other?"""
        from netcli.ask import interview

        with self._question() as (reader, _):
            return interview.questions(reader, limit)

    def interview(
        self, replies: Sequence[tuple[interviews.Question, Reply]], *, limit: int = 20
    ) -> Answer[Words, Interviewed]:
        """Keep what was answered to `questions`, as one step of undo."""
        from netcli.tell import interview

        change = None if interview.is_empty(replies) else self._change("interview")
        return interview.interview(self._reader, change, replies, limit)

    def complete(self, text: str) -> Sequence[str]:
        """Names that begin with *text*, whatever its case and accents; at most 50."""
        from netcli.ask import completion

        with self._question() as (reader, _):
            return completion.complete(reader, text)
