"""All questions to a book: about chains, people, links, and past changes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from netcli.book.handle import Handle, write
from netcli.errors import NetcliError

if TYPE_CHECKING:
    from typing import Unpack

    from netcli.answers import Answer, Remark, Words
    from netcli.answers import interview as interviews
    from netcli.answers.book import Backup, Checked, Where
    from netcli.answers.brief import Brief
    from netcli.answers.companies import Asked, Entrance
    from netcli.answers.dates import Anniversary
    from netcli.answers.dossier import Dossier
    from netcli.answers.due import Due
    from netcli.answers.duplicates import Duplicates, Pair, Why
    from netcli.answers.export import Extract
    from netcli.answers.imports import Batch, Columns, Import
    from netcli.answers.introductions import Draft, Intro
    from netcli.answers.paths import Found, NotFound, Question
    from netcli.answers.people import Found as Fit
    from netcli.answers.people import FullPerson, LinkShown, Person, PersonShown
    from netcli.answers.proofs import Anonymous, AnonymousQuestion, ProofQuestion, Proven, ProvenApart, Verified
    from netcli.answers.query import Address
    from netcli.answers.reach import Reach, Wanted
    from netcli.answers.sql import Rows
    from netcli.answers.trash import Thrown
    from netcli.answers.undo import Change as Entry
    from netcli.answers.view import View
    from netcli.answers.watch import Watched
    from netcli.answers.whole import Whole as Dump
    from netcli.ask.completion import What
    from netcli.ask.export import Around
    from netcli.ask.naming import Spelt, Who
    from netcli.ask.paths import Options

Key = TypeVar("Key")


class Questions(Handle):
    """The methods that answer questions. Each method uses one read transaction.

    *by* is "hops" or "chance". Chains have at most *max_hops* hops (0: any number).
    """

    def path(
        self, source: Who, target: Who, *, first: bool = False, hints: bool = False, **options: Unpack[Options]
    ) -> Answer[Question, Found | NotFound]:
        """Return chains from *source* to *target*, or the reason why there is none.

        If *hints* is true, the answer also suggests what to ask next. If there is no chain, the exit code is 5.
        `netcli.ask.paths.Options` explains the options.
        """
        from netcli.ask import paths

        with self._question_then(options.get("as_of"), first=first) as (reader, person, remarks):
            question = paths.question(person=person, **options)
            answer = paths.path(reader, paths.between(question, person(source), person(target)), hints=hints)
            return answer.beware(remarks)

    def prove(
        self,
        source: Who,
        target: Who,
        *,
        anonymous: bool = False,
        include_private: bool = False,
        first: bool = False,
        **options: Unpack[Options],
    ) -> Answer[ProofQuestion | AnonymousQuestion, Proven | ProvenApart | Anonymous]:
        """Find chains as the method `path` does, and add a proof to the answer.

        The method `verify` can check the proof on any copy of the book. If *anonymous* is true, names are left out.
        Raises Refused if an end is private, unless *include_private* is true.
        """
        from netcli.ask import paths, proofs

        with self._question_then(options.get("as_of"), first=first) as (reader, person, remarks):
            plain = paths.between(paths.question(person=person, **options), person(source), person(target))
            question = proofs.asked(reader, plain, include_private=include_private, anonymous=anonymous)
            answer = proofs.proven(reader, paths.path(reader, question).beware(remarks))
            return proofs.anonymous(answer) if anonymous else answer

    def verify(self, proof: str) -> Answer[Words, Verified]:
        """Return whether *proof*, the JSON of a proven answer, holds on this book.

        If *proof* does not hold, the exit code is 5. Raises BadInput if *proof* is no proof.
        """
        from netcli.ask import verify

        claim = verify.read_claim(proof)
        with self._question_then(claim.as_of) as (reader, _, _):
            return verify.verify(reader, claim)

    def paths(
        self,
        pairs: Iterable[tuple[Key, tuple[Who, Who] | NetcliError]],
        *,
        first: bool = False,
        **options: Unpack[Options],
    ) -> Iterator[tuple[Key, Answer[Question, Found | NotFound] | NetcliError]]:
        """Yield each key with the answer of `path`, or with the error.

        An ambiguous name is an error.
        """
        from netcli.ask import paths
        from netcli.ask.series import Series

        as_of = options.get("as_of")
        with self._question_then(as_of, first=first) as (then, person, remarks):
            series = Series(then, paths.question(person=person, **options))
            if as_of is not None:
                for key, pair in pairs:
                    yield key, series.answer(pair, first=first, remarks=remarks)
                return
        for key, pair in pairs:
            with self._reader.snapshot() as reader:
                series = series.current(reader)
                answer = series.answer(pair, first=first)
            yield key, answer

    def reach(
        self,
        filters: Sequence[str],
        source: Who = "me",
        *,
        by: str = "hops",
        max_hops: int = 6,
        guesses: bool = False,
        limit: int = 0,
        as_of: str | None = None,
        first: bool = False,
        hints: bool = False,
    ) -> Answer[Wanted, Reach]:
        """Find chains from *source* to everybody who meets all *filters*.

        The answer groups the chains by the first person whom *source* asks. If *hints* is true, also count people
        reached only over guessed links.
        """
        from netcli.ask import reach

        with self._question_then(as_of, first=first) as (reader, person, remarks):
            wanted = reach.wanted(
                person(source), filters, by=by, max_hops=max_hops, guesses=guesses, limit=limit, as_of=as_of
            )
            return reach.reach(reader, wanted, hints=hints).beware(remarks)

    def reach_companies(
        self,
        lines: Iterable[str],
        source: Who = "me",
        *,
        by: str = "hops",
        max_hops: int = 6,
        guesses: bool = False,
        limit: int = 0,
        first: bool = False,
    ) -> Answer[Asked, list[Entrance]]:
        """Find whom *source* should ask first about each company on a list.

        The list has one company per line, or a CSV column `company`.
        """
        from netcli.ask import companies

        names = companies.read_companies(lines)
        with self._question(first=first) as (reader, person):
            return companies.entrances(
                reader, person(source), names, by=by, max_hops=max_hops, guesses=guesses, limit=limit
            )

    def person(self, who: Who, *, spelt: Spelt = "roughly", first: bool = False) -> Person:
        """Find the person with the name or key *who*.

        The type `Spelt` explains the values of *spelt*.
        """
        with self._question() as (reader, _):
            return self._name(reader, first=first, spelt=spelt)(who)

    def left_out(self) -> Sequence[Remark]:
        """If private people or links are hidden, return a warning."""
        from netcli.ask.export import left_out

        return left_out(*(self._reader.left_out or (0, 0)))

    def find(self, text: str, *, limit: int = 10, everybody: bool = False) -> Answer[Words, list[Fit]]:
        """Find the people whom *text* may mean, best first; *everybody* includes organizations and placeholders."""
        from netcli.ask import search

        with self._question() as (reader, _):
            return search.find(reader, text, limit=limit, everybody=everybody)

    def list(
        self, filters: Sequence[str] = (), *, sort: str = "name", limit: int = 0, everybody: bool = False
    ) -> Answer[Words, list[FullPerson]]:
        """List everybody who meets all *filters*.

        *sort* is name, contacts, company, updated, hops or chance.
        """
        from netcli.ask import filters as chosen

        with self._question() as (reader, _):
            return chosen.list_people(reader, filters, sort=sort, limit=limit, everybody=everybody)

    def query(self, text: str, *, limit: int = 0, private: bool = False) -> Answer[Words, Sequence[Address]]:
        """Find the addresses of people whom *text* may name.

        Addresses that begin with *text* come first. Private people are included only if *private* is true.
        """
        from netcli.ask import query

        with self._question() as (reader, _):
            return query.query(reader, text, limit=limit, private=private)

    def sql(self, statement: str | None = None) -> Answer[Words, Rows]:
        """Run *statement*, one SELECT over the book's tables and views.

        Without a statement, list the views. Raises Usage for any other statement.
        """
        from netcli.ask import sql

        with self._question() as (reader, _):
            return sql.listed(reader) if statement is None else sql.sql(reader, statement)

    def show(self, who: Who, *, limit: int = 0, first: bool = False) -> Answer[Words, PersonShown]:
        """Return everything known about a person, with their links, the likeliest first."""
        from netcli.ask import profile

        with self._question(first=first) as (reader, person):
            return profile.person(reader, person(who), limit=limit)

    def show_link(self, one: Who, other: Who, *, first: bool = False) -> Answer[Words, LinkShown]:
        """Return the link between two people, and how its chance is computed.

        Raises Unknown if the two people are not linked.
        """
        from netcli.ask import profile

        with self._question(first=first) as (reader, person):
            return profile.link(reader, person(one), person(other))

    @contextlib.contextmanager
    def extract(
        self, filters: Sequence[str] = (), *, first: bool = False, **options: Unpack[Around]
    ) -> Iterator[Extract]:
        """Yield the people who meet all *filters*, and the links between them.

        Both are read on demand. `netcli.ask.export.Scope` explains the options.
        """
        from netcli.ask import export

        with self._question(first=first) as (reader, person):
            yield export.extract(reader, export.scope(filters, person=person, **options))

    @contextlib.contextmanager
    def view(self, filters: Sequence[str] = (), *, first: bool = False, **options: Unpack[Around]) -> Iterator[View]:
        """Lay out a picture of the people who meet all *filters*.

        The links are read on demand.
        """
        from netcli.ask import export, view

        with self._question(first=first) as (reader, person):
            yield view.view(reader, export.scope(filters, person=person, **options))

    def export(
        self, filters: Sequence[str] = (), *, first: bool = False, **options: Unpack[Around]
    ) -> Answer[Words, Dump]:
        """Return everything in the book except its history. *filters* and options select people, as in `extract`."""
        from netcli.intake import dump

        with self.export_streamed(filters, first=first, **options) as answer:
            return dump.held(answer)

    @contextlib.contextmanager
    def export_streamed(
        self, filters: Sequence[str] = (), *, first: bool = False, **options: Unpack[Around]
    ) -> Iterator[Answer[Words, Dump]]:
        """Yield the answer of `export`, with lists that are read on demand."""
        from netcli.ask.export import scope
        from netcli.intake import dump

        with self._question(first=first) as (reader, person):
            yield dump.export(reader, scope(filters, person=person, **options))

    def questions(self, limit: int = 20) -> Sequence[interviews.Question]:
        """Return the most useful questions about whether two people know each other."""
        from netcli.ask import interview

        with self._question() as (reader, _):
            return interview.questions(reader, limit)

    def complete(self, text: str, what: What = "person") -> Sequence[str]:
        """Complete *text*, ignoring case and accents; return at most 50 candidates."""
        from netcli.ask import completion

        complete = {
            "person": completion.complete,
            "filter": completion.complete_filter,
            "tag": completion.complete_tag,
            "removed": completion.complete_removed,
        }
        with self._reader.snapshot() as reader:
            return complete[what](reader, text)

    def duplicates(
        self, *, rule: str | None = None, min_score: float = 0.0, limit: int = 20
    ) -> Answer[Words, Duplicates]:
        """Return pairs of people who may be the same, grouped by rule.

        *min_score* is in bits. Read the pairs while the book is open.
        """
        from netcli.ask import duplicates

        self._reader.hold()  # each pair is read when the caller accesses it
        return duplicates.list_duplicates(self._reader, rule, min_score, limit)

    def two_of(self, pair: Pair) -> tuple[FullPerson, FullPerson] | None:
        """Return the two people of *pair* as they are now.

        If the pair needs no decision any more, return None.
        """
        from netcli.ask import duplicates

        with self._question() as (reader, _):
            return duplicates.two_of(reader, pair)

    def why(self, a: Who, b: Who) -> Answer[Words, Why]:
        """Return the evidence that two people are the same or different, in bits."""
        from netcli.ask import duplicates

        with self._question() as (reader, person):
            return duplicates.why(reader, person(a), person(b))

    def draft_introduction(
        self,
        target: Who,
        source: Who = "me",
        *,
        by: str = "hops",
        language: str = "en",
        why: str | None = None,
        private: bool = False,
        first: bool = False,
    ) -> Answer[Words, Draft] | Answer[Question, NotFound]:
        """Draft a request for an introduction to *target*, and a paragraph to forward.

        Both texts state the reason *why*. *language* is `en` or `fr`. Unless *private* is true, the chain avoids
        private people, and a private *target* raises Refused.
        """
        from netcli.ask import introductions

        with self._question(first=first) as (reader, person):
            return introductions.draft(
                reader, person, source, target, by=by, language=language, why=why, private=private
            )

    def introductions(self, *, open_only: bool = False, limit: int = 0) -> Answer[Words, Sequence[Intro]]:
        """List the introductions you asked for, newest first, with the next step of each."""
        from netcli.ask import introductions

        with self._question() as (reader, _):
            return introductions.list_introductions(reader, open_only=open_only, limit=limit)

    def imports(self, batch: int | None = None, *, limit: int = 0) -> Answer[Words, Sequence[Batch] | Sequence[Import]]:
        """List the imported files, newest first; or return the report of *batch*.

        Raises Unknown if there is no such batch.
        """
        from netcli.intake import batches

        with self._question() as (reader, _):
            return batches.imports(reader, batch, limit)

    def is_star(self) -> bool:
        """Return whether all links are mine."""
        from netcli.store import network

        with self._question() as (reader, _):
            return network.is_star(reader)

    def mapping(self, name: str) -> Mapping[str, str]:
        """Return the column mapping saved as *name*: the column for each field.

        Raises Unknown if there is no such mapping.
        """
        from netcli.intake import mappings

        with self._question() as (reader, _):
            return mappings.saved(reader, name)

    @staticmethod
    def is_export(path: str) -> bool:
        """Return whether the file is netcli's own export."""
        from netcli.intake import imports

        return imports.is_export(path)

    @staticmethod
    def columns(paths: Sequence[str], mapping: Mapping[str, str]) -> Answer[Words, Sequence[Columns]]:
        """Return how netcli understands the table columns in *paths*.

        Raises BadInput for a named file that is not a table of people.
        """
        from netcli.intake import imports

        return imports.columns(paths, mapping)

    def due(self, *, fading: bool = False, slots: int | None = None, limit: int = 20) -> Answer[Words, Sequence[Due]]:
        """List the people to contact, longest overdue first.

        If *fading* is true, the past frequency of contact replaces the user's rhythms. If *slots* is given, list only
        this number of people: the people whose loss would reduce my reach most.
        """
        from netcli.ask import due

        with self._question() as (reader, _):
            return due.due(reader, fading=fading, slots=slots, limit=limit)

    def dates(self, *, within: str = "30d", limit: int = 0) -> Answer[Words, Sequence[Anniversary]]:
        """List the coming birthdays, and anniversaries of first contacts, soonest first.

        The argument `within` is a span, such as `30d`.
        """
        from netcli.ask import dates

        with self._question() as (reader, _):
            return dates.dates(reader, within=within, limit=limit)

    def calendar(self, *, within: str | None = None, private: bool = False) -> Answer[Words, Sequence[Anniversary]]:
        """List the coming birthdays and anniversaries, for a shared calendar.

        If *within* is None, the dates of a year are listed. Private people are included only if *private* is true.
        """
        from netcli.ask import dates

        with self._question() as (reader, _):
            return dates.calendar(reader, within=within, private=private)

    def brief(self, who: Who, *, limit: int = 10, first: bool = False) -> Answer[Words, Brief]:
        """Return a summary to read before meeting a person."""
        from netcli.ask import brief

        with self._question(first=first) as (reader, person):
            return brief.brief(reader, person(who), limit=limit)

    def watched(self, *, limit: int = 0) -> Answer[Words, Sequence[Watched]]:
        """List the watched people, with the chains to them at the last check."""
        from netcli.ask import watch

        with self._question() as (reader, _):
            return watch.list_watched(reader, limit)

    def trash(self, *, limit: int = 0) -> Answer[Words, Sequence[Thrown]]:
        """List the people in the trash, latest first."""
        from netcli.ask import trash

        with self._question() as (reader, _):
            return trash.list_trash(reader, limit)

    def history(self, who: Who | None = None, *, limit: int = 20) -> Answer[Words, Sequence[Entry]]:
        """List the changes to the book, or to one person, newest first."""
        from netcli.ask import history

        with self._question() as (reader, person):
            return history.list_history(reader, None if who is None else person(who), limit)

    def dossier(self, who: Who, *, first: bool = False) -> Answer[Words, Dossier]:
        """Return everything that the book contains about a person, each value with its source."""
        from netcli.ask import dossier

        with self._question(first=first) as (reader, person):
            return dossier.dossier(reader, person(who))

    def where(self) -> Answer[Words, Where]:
        """Return the path and the size of the book."""
        from netcli.ask import book

        with self._question() as (reader, _):
            return book.where(reader, self._path, self._named_by)

    def check(self, *, limit: int = 0, repair: bool = False) -> Answer[Words, Checked]:
        """Find the problems of the book. To repair the problems, call the method `repair`.

        If there are problems, the exit code is 65. If the argument *repair* is true, the answer only announces a
        repair. Raises BadInput if the book cannot be read at all.
        """
        from netcli.ask import book

        with self._question() as (reader, _):
            answer = book.check(reader, limit=limit, repair=repair)
        if not (repair and self._dry_run):
            return answer
        from netcli.tell import dry_run

        return dry_run.conditional(answer)

    @write
    def backup(self, file: Path | None = None) -> Answer[Words, Backup]:
        """Copy the book to the new *file*, and verify the copy.

        If *file* is None, the copy is beside the book. Raises CannotCreate if *file* exists.
        """
        from netcli.ask import book
        from netcli.tell.book import remember_copy

        answer = book.back_up(self._path, file, dry_run=self._dry_run)
        if file is not None and not self._dry_run:
            remember_copy(self._path, file)
        return answer
