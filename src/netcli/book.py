"""The public handle of a book: each question is a method that returns its frozen, typed answer.

    with netcli.open() as book:
        for chain in book.path("me", "Sophie").result.chains:
            print(chain.chance, [person.name for person in chain.people])

Each question is one read transaction, and imports what it needs when it is asked.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
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
    from netcli.answers.book import Backup, Checked, Where
    from netcli.answers.demo import Demo
    from netcli.answers.duplicates import Accepted, Decided, Duplicates, Pair, Why
    from netcli.answers.edits import Written
    from netcli.answers.export import Extract
    from netcli.answers.fragile import Fragile
    from netcli.answers.groups import Groups
    from netcli.answers.guesses import Inferred
    from netcli.answers.identity import Merged
    from netcli.answers.imports import Batch, Columns, Failed, Import
    from netcli.answers.interview import Interviewed
    from netcli.answers.introductions import Draft, Intro
    from netcli.answers.milgram import Milgram
    from netcli.answers.paths import Found, NotFound, Question
    from netcli.answers.people import Found as Fit
    from netcli.answers.people import FullPerson, LinkShown, Person, PersonShown
    from netcli.answers.potential import Potential
    from netcli.answers.query import Address
    from netcli.answers.reach import Reach, Wanted
    from netcli.answers.sql import Rows
    from netcli.answers.stars import Funnel, Whole
    from netcli.answers.stats import Stats
    from netcli.answers.suggest import Acquaintance, Wish
    from netcli.answers.undo import Change as Entry
    from netcli.answers.whatif import WhatIf
    from netcli.answers.whole import Whole as Dump
    from netcli.ask.export import Around
    from netcli.ask.naming import Choose, Name, Who
    from netcli.ask.paths import Options
    from netcli.intake.imports import Options as ImportOptions
    from netcli.store.writer import Change, Writer
    from netcli.tell.duplicates import Decision
    from netcli.tell.edits import Details, Edits, Keys, Removals
    from netcli.tell.interview import Reply
    from netcli.tell.links import LinkDetails

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
    place, named_by = connection.locate(Path(path) if path is not None else None)
    if write:
        from netcli.store import writer  # questions need none of it

        with writer.opened(place, create=create, dry_run=dry_run) as opened_for_writing:
            yield Book(place, named_by, opened_for_writing.reader, opened_for_writing, choose, matched, dry_run=dry_run)
    else:
        with contextlib.closing(migrations.connect(place)) as opened_for_reading, connection.errors(place):
            yield Book(place, named_by, Reader(opened_for_reading), None, choose, matched, dry_run=dry_run)


class Book:
    """An open book, made by `netcli.open`.

    People are named as everywhere: `me`, a name, `id:7`, `email:`, `url:` or `@alias`; or by a Person of an earlier
    answer. Who is named by words that fit several is asked for by the book's `choose`; without it, or if that chooses
    nobody, Ambiguous is raised with the `candidates`, unless `first` takes the best.
    """

    def __init__(
        self,
        path: Path,
        named_by: str,
        reader: Reader,
        writer: Writer | None,
        choose: Choose | None,
        matched: Matched | None,
        *,
        dry_run: bool,
    ) -> None:
        self._path = path
        self._named_by = named_by
        self._reader = reader
        self._open_writer = writer
        self._choose = choose
        self._matched = matched
        self._dry_run = dry_run

    @property
    def _writer(self) -> Writer:
        if self._open_writer is None:
            raise Usage("the book was opened for questions alone", "netcli.open(write=True)")
        return self._open_writer

    def _change(self, command: str) -> AbstractContextManager[Change]:
        """Begin one step of undo, called *command* in the history.

        Raises Usage unless the book was opened for writing.
        """
        return self._writer.change(command)

    @contextlib.contextmanager
    def _question(self, *, first: bool = False) -> Iterator[tuple[Reader, Name]]:
        """Read the book as it is at one moment; whom some words mean is part of the question."""
        with self._reader.snapshot() as reader:
            yield reader, self._name(reader, first=first)

    def _name(self, reader: Reader | None = None, *, first: bool = False, fuzzy: bool = True) -> Name:
        """Return what finds out whom some words mean; without *fuzzy*, as what destroys needs it, only exactly."""
        from netcli.ask import naming

        def person(who: Who) -> Person:
            found = naming.person(reader or self._reader, who, choose=self._choose, first=first, fuzzy=fuzzy)
            if self._matched and isinstance(who, str):
                self._matched(who, found)
            return found

        return person

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

    def stats(self, *, exact: bool = False, guesses: bool = False) -> Answer[Words, Stats]:
        """How many people and links there are, how far apart, how closely knit; *exact* however many."""
        from netcli.ask import stats

        with self._question() as (reader, _):
            return stats.stats(reader, exact=exact, guesses=guesses)

    def stars(
        self, source: Who = "me", *, guesses: bool = False, limit: int = 0, first: bool = False
    ) -> Answer[Words, Funnel]:
        """Through whom *source* reaches the rest: the share of the shortest chains that starts with each contact."""
        from netcli.ask import stars

        with self._question(first=first) as (reader, person):
            return stars.stars(reader, person(source), guesses=guesses, limit=limit)

    def stars_of_all(
        self, *, exact: bool = False, guesses: bool = False, limit: int | None = None
    ) -> Answer[Words, Whole]:
        """Who stands between others: the share of all shortest chains that passes through each person."""
        from netcli.ask import stars

        with self._question() as (reader, _):
            return stars.whole(reader, exact=exact, guesses=guesses, limit=limit)

    def potential(self, who: Who = "me", *, guesses: bool = False, first: bool = False) -> Answer[Words, Potential]:
        """What a person's place in the network is worth, and what would raise that most."""
        from netcli.ask import potential

        with self._question(first=first) as (reader, person):
            return potential.potential(reader, person(who), guesses=guesses)

    def suggest(
        self, filters: Sequence[str] = (), *, together: bool = False, guesses: bool = False, limit: int = 10
    ) -> Answer[Wish, list[Acquaintance]]:
        """Whose acquaintance would bring everybody closer, weighed by the chance of getting there."""
        from netcli.ask import suggest

        with self._question() as (reader, _):
            return suggest.suggest(reader, filters, together=together, guesses=guesses, limit=limit)

    def fragile(self, *, guesses: bool = False, limit: int = 0) -> Answer[Words, Fragile]:
        """Whose loss, and the loss of which links, would cut others off, and what would mend that."""
        from netcli.ask import fragile

        with self._question() as (reader, _):
            return fragile.fragile(reader, guesses=guesses, limit=limit)

    def groups(self, *, guesses: bool = False, limit: int = 0, everybody: bool = True) -> Answer[Words, Groups]:
        """People with many links among them, in groups; unless *everybody* is wanted, with some people of each."""
        from netcli.ask import groups

        with self._question() as (reader, _):
            return groups.groups(reader, guesses=guesses, limit=limit, everybody=everybody)

    def whatif(
        self,
        links: Sequence[str] = (),
        without: Sequence[Who] = (),
        targets: Sequence[Who] = (),
        *,
        guesses: bool = False,
        first: bool = False,
    ) -> Answer[Words, WhatIf]:
        """What would change if both ends of each of *links* ("A = B") knew each other and people were gone."""
        from netcli.ask import whatif

        pairs = [whatif.ends(text) for text in links]
        with self._question(first=first) as (reader, person):
            named = [(person(a), person(b)) for a, b in pairs]
            gone, sought = [person(who) for who in without], [person(who) for who in targets]
            return whatif.whatif(reader, named, gone, sought, guesses=guesses)

    def milgram(
        self, *, letters: int = 1000, seed: int = 1967, attrition: float = 0.25, guesses: bool = False
    ) -> Answer[Words, Milgram]:
        """What becomes of letters to me, each from somebody drawn, passed on by people who know but their contacts."""
        from netcli.ask import milgram

        with self._question() as (reader, _):
            return milgram.milgram(reader, letters=letters, seed=seed, attrition=attrition, guesses=guesses)

    def find(self, text: str, *, limit: int = 10, everybody: bool = False) -> Answer[Words, list[Fit]]:
        """The people whom *text* may mean, best first; *everybody*: organizations and placeholders, too."""
        from netcli.ask import search

        with self._question() as (reader, _):
            return search.find(reader, text, limit=limit, everybody=everybody)

    def list(
        self, filters: Sequence[str] = (), *, sort: str = "name", limit: int = 0, everybody: bool = False
    ) -> Answer[Words, list[FullPerson]]:
        """Everybody who meets all *filters*, by name, or by contacts, company, updated, hops or chance."""
        from netcli.ask import filters as chosen

        with self._question() as (reader, _):
            return chosen.list_people(reader, filters, sort=sort, limit=limit, everybody=everybody)

    def query(self, text: str, *, limit: int = 0) -> Answer[Words, Sequence[Address]]:
        """The e-mail addresses that begin with *text*, and those of the people whom it may mean; none private."""
        from netcli.ask import query

        with self._question() as (reader, _):
            return query.query(reader, text, limit=limit)

    def sql(self, statement: str | None = None) -> Answer[Words, Rows]:
        """The rows that *statement*, one SELECT over tables and views of the book, gives; without it, the views."""
        from netcli.ask import sql

        with self._question() as (reader, _):
            return sql.listed(reader) if statement is None else sql.sql(reader, statement)

    def show(self, who: Who, *, limit: int = 0, first: bool = False) -> Answer[Words, PersonShown]:
        """Everything known of a person, with their links, the likeliest first."""
        from netcli.ask import profile

        with self._question(first=first) as (reader, person):
            return profile.person(reader, person(who), limit=limit)

    def show_link(self, one: Who, other: Who, *, first: bool = False) -> Answer[Words, LinkShown]:
        """The link of two people, and how its chance adds up."""
        from netcli.ask import profile

        with self._question(first=first) as (reader, person):
            return profile.link(reader, person(one), person(other))

    @contextlib.contextmanager
    def extract(
        self, filters: Sequence[str] = (), *, first: bool = False, **options: Unpack[Around]
    ) -> Iterator[Extract]:
        """The people who meet all *filters*, and the links among them; they are read as they are asked for.

        Options: ego and radius (only people at most so many hops from ego), private (private people, too), redact
        (names and companies alone).
        """
        from netcli.ask import export

        with self._question(first=first) as (reader, person):
            yield export.extract(reader, export.scope(filters, person=person, **options))

    def export(
        self, filters: Sequence[str] = (), *, first: bool = False, **options: Unpack[Around]
    ) -> Answer[Words, Dump]:
        """Everything the book holds but its history, losing nothing; or what it holds of some people, as `extract`."""
        from netcli.ask.export import scope
        from netcli.intake import dump

        with self._question(first=first) as (reader, person):
            return dump.export(reader, scope(filters, person=person, **options))

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

    # --- what the user tells ----------------------------------------------------------------------------------------

    def init(self, name: str, **keys: Unpack[Keys]) -> Answer[Words, Written]:
        """Make *name* the person the new book belongs to, recognised in files by e-mails, phones and URLs."""
        from netcli.tell import edits

        with self._change("init") as change:
            return edits.init(change, name, **keys)

    def add(self, name: str, *, new: bool = False, **details: Unpack[Details]) -> Answer[Words, Written]:
        """Add a person; with *new* even if the name exists."""
        from netcli.tell import edits

        with self._change("add") as change:
            return edits.add(change, name, new=new, **details)

    def link(
        self, a: Who, b: Who, *, create: bool = False, first: bool = False, **details: Unpack[LinkDetails]
    ) -> Answer[Words, Written]:
        """Record that *a* and *b* know each other; *create* adds whom the book does not know."""
        from netcli.tell import links

        with self._change("link") as change:
            return links.link(change, self._name(first=first, fuzzy=False), a, b, create=create, **details)

    def unlink(self, a: Who, b: Who) -> Answer[Words, Written]:
        """Record that *a* and *b* do not know each other after all."""
        from netcli.tell import links

        with self._change("unlink") as change:
            return links.unlink(change, self._name(fuzzy=False), a, b)

    def edit(
        self, who: Who, *, remove: Removals | None = None, first: bool = False, **edits: Unpack[Edits]
    ) -> Answer[Words, Written]:
        """Correct what the book says of a person; the user's word beats every import."""
        from netcli.tell.edits import edit

        with self._change("edit") as change:
            return edit(change, self._name(first=first), who, remove or {}, **edits)

    def tag(self, who: Who, tags: Sequence[str], *, first: bool = False) -> Answer[Words, Written]:
        """Give a person *tags*; a tag after `-` is removed."""
        from netcli.tell import edits

        with self._change("tag") as change:
            return edits.tag(change, self._name(first=first), who, tags)

    def edit_all(
        self, people: Sequence[Person], where: Sequence[str], *, remove: Removals | None = None, **edits: Unpack[Edits]
    ) -> Answer[Words, Written]:
        """Correct what the book says of all *people*, whom `list` gave for the filters *where*."""
        from netcli.tell import edits as told

        with self._change("edit") as change:
            return told.edit_all(change, people, where, remove or {}, **edits)

    def tag_all(self, people: Sequence[Person], where: Sequence[str], tags: Sequence[str]) -> Answer[Words, Written]:
        """Give all *people*, whom `list` gave for the filters *where*, the *tags*; a tag after `-` is removed."""
        from netcli.tell import edits

        with self._change("tag") as change:
            return edits.tag_all(change, people, where, tags)

    # --- who is whom ------------------------------------------------------------------------------------------------

    def merge(self, a: Who, b: Who, *, insist: bool = False) -> Answer[Words, Merged]:
        """Make two people one; the number of *a* stays. *insist* if something speaks against it."""
        from netcli.tell import identity

        with self._change("merge") as change:
            return identity.merge(change, self._name(fuzzy=False), a, b, insist=insist or self._dry_run)

    def split(self, who: Who, records: Sequence[int] = ()) -> Answer[Words, Written]:
        """Undo the last merge of a person, or move *records* to a new person."""
        from netcli.tell import identity

        with self._change("split") as change:
            return identity.split(change, self._name(fuzzy=False), who, records)

    def distinct(self, a: Who, b: Who) -> Answer[Words, Written]:
        """Record that two people are different."""
        from netcli.tell import identity

        with self._change("distinct") as change:
            return identity.distinct(change, self._name(fuzzy=False), a, b)

    def duplicates(
        self, *, rule: str | None = None, min_score: float = 0.0, limit: int = 20
    ) -> Answer[Words, Duplicates]:
        """Pairs of people who may be one, by the rule for which they wait; look at them while the book is open."""
        from netcli.tell import duplicates

        self._reader.hold()  # pairs are described when they are looked at
        return duplicates.list_duplicates(self._reader, rule, min_score, limit)

    def two_of(self, pair: Pair) -> tuple[Person, Person] | None:
        """Return the two of *pair* as they are now; None when they have become one."""
        from netcli.tell import duplicates

        with self._question() as (reader, _):
            return duplicates.two_of(reader, pair)

    def accept_duplicates(
        self, rule: str, *, min_score: float = 0.0, but: Collection[tuple[int, int]] = ()
    ) -> Answer[Words, Accepted]:
        """Merge all pairs that wait for *rule*, *but* some, and those against which something speaks."""
        from netcli.tell import duplicates

        with self._change("duplicates") as change:
            return duplicates.accept(change, rule, min_score, but)

    def decide_duplicates(self, decisions: Iterable[Decision], *, file: str = "-") -> Answer[Words, Decided]:
        """Carry *decisions* out, as one step of undo; *file* is where they come from."""
        from netcli.tell import duplicates

        with self._change("duplicates") as change:
            return duplicates.decide(change, decisions, {"decide": file})

    def decide_duplicate(self, one: Who, other: Who, *, same: bool) -> Answer[Words, Written]:
        """Merge two people who may be one, or tell them apart."""
        from netcli.tell import duplicates

        with self._change("duplicates") as change:
            person = self._name(fuzzy=False)
            return duplicates.decide_pair(change, person(one), person(other), same=same)

    def why(self, a: Who, b: Who) -> Answer[Words, Why]:
        """What makes two people one, or two, bit by bit."""
        from netcli.tell import duplicates

        with self._question() as (reader, person):
            return duplicates.why(reader, person(a), person(b))

    # --- introductions ----------------------------------------------------------------------------------------------

    def draft_introduction(
        self, target: Who, source: Who = "me", *, by: str = "hops", language: str = "en", first: bool = False
    ) -> Answer[Words, Draft] | Answer[Question, NotFound]:
        """What to write to be introduced to *target*: the request, and a paragraph to forward."""
        from netcli.tell import introductions

        with self._question(first=first) as (reader, person):
            return introductions.draft(reader, person, source, target, by=by, language=language)

    def introductions(self, *, open_only: bool = False, limit: int = 0) -> Answer[Words, Sequence[Intro]]:
        """The introductions that were asked for, newest first, and what comes next."""
        from netcli.tell import introductions

        with self._question() as (reader, _):
            return introductions.list_introductions(reader, open_only=open_only, limit=limit)

    def ask_introduction(self, target: Who, *, via: Who | None = None, first: bool = False) -> Answer[Words, Written]:
        """Log that you asked for an introduction to *target*, the nearest friend or *via*."""
        from netcli.tell import introductions

        with self._change("intro asked") as change:
            return introductions.ask(change, self._name(first=first), target, via)

    def log_introduction(self, target: Who, state: str, *, first: bool = False) -> Answer[Words, Written]:
        """Log that the introduction to *target* came to *state*: agreed, introduced, met, declined or silent."""
        from netcli.tell import introductions

        with self._change(f"intro {state}") as change:
            return introductions.move(change, self._name(first=first), target, state)

    # --- files ------------------------------------------------------------------------------------------------------

    def import_files(
        self,
        paths: Sequence[str],
        *,
        owner: Who | None = None,
        create_owner: bool = False,
        save_mapping: str | None = None,
        **options: Unpack[ImportOptions],
    ) -> Answer[Words, Sequence[Import | Failed]]:
        """Bring exports, archives and folders into the book, as those of *owner* (me), whom *create_owner* may add.

        Options: network (where they come from), mapping (what the columns of tables mean), create (false: rows add
        nobody), since_last (compare each with the one before it), rejects (a list that collects the rows that could not
        be used), progress. *save_mapping* keeps the mapping under that name.
        """
        from netcli.intake import imports, mappings

        with self._change("import") as change:
            person = self._name(change.reader, fuzzy=False)
            whose, created = imports.owner(change, owner, person, paths, create=create_owner)
            options["mapping"] = imports.by_field(options.get("mapping", {}))
            if save_mapping:
                mappings.save(change, save_mapping, options["mapping"])
            return imports.import_files(change, imports.Request(paths, whose, created=created, **options))

    def import_rows(self, command: str, *, create: bool = True) -> Answer[Words, Sequence[Import | Failed]]:
        """Take rows about people (*command* `add`) or links (`link`) from standard input, as one import by hand."""
        from netcli.intake import imports

        with self._change(command) as change:
            request = imports.Request(["-"], change.reader.me(), command=command, network="hand", create=create)
            return imports.import_files(change, request)

    def imports(self, batch: int | None = None, *, limit: int = 0) -> Answer[Words, Sequence[Batch] | Sequence[Import]]:
        """The files that were imported, newest first; or what the import of *batch* reported."""
        from netcli.intake import batches

        with self._question() as (reader, _):
            return batches.imports(reader, batch, limit)

    @staticmethod
    def is_export(path: str) -> bool:
        """Is that file an export of a whole book, from which a new one can be made?"""
        from netcli.intake import imports

        return imports.is_whole_book(path)

    @staticmethod
    def columns(paths: Sequence[str], mapping: Mapping[str, str]) -> Answer[Words, Sequence[Columns]]:
        """How the tables among *paths* are understood, by *mapping* if it is not empty; no book is needed."""
        from netcli.intake import imports

        return imports.columns(paths, mapping)

    def mapping(self, name: str) -> Mapping[str, str]:
        """What the columns of tables mean, as kept under that *name*: a column for each field."""
        from netcli.intake import mappings

        with self._question() as (reader, _):
            return mappings.saved(reader, name)

    # --- the book itself --------------------------------------------------------------------------------------------

    def undo(self) -> Answer[Words, Written]:
        """Undo the last step."""
        from netcli.tell import undo

        with self._writer.unrecorded() as change:
            return undo.undo(change)

    def undo_batch(self, batch: int, *, insist: bool = False) -> Answer[Words, Written]:
        """Undo one import, itself a step of undo; *insist* if later changes build on it."""
        from netcli.tell import undo

        with self._change("undo") as change:
            return undo.undo_batch(change, batch, insist=insist)

    def redo(self) -> Answer[Words, Written]:
        """Redo what was undone last."""
        from netcli.tell import undo

        with self._writer.unrecorded() as change:
            return undo.redo(change)

    def history(self, who: Who | None = None, *, limit: int = 20) -> Answer[Words, Sequence[Entry]]:
        """What was done to the book, newest first; only what touched one person, if given."""
        from netcli.tell import undo

        with self._question() as (reader, person):
            return undo.list_history(reader, None if who is None else person(who), limit)

    def where(self) -> Answer[Words, Where]:
        """Where the book is, and how large."""
        from netcli.ask import book

        with self._question() as (reader, _):
            return book.where(reader, self._path, self._named_by)

    def check(self) -> Answer[Words, Checked]:
        """Whether the book is whole; BadInput is raised when it is damaged."""
        from netcli.ask import book

        with self._question() as (reader, _):
            return book.check(reader)

    def backup(self, file: Path | None = None) -> Answer[Words, Backup]:
        """Copy the book to the new *file*, or beside it, and verify the copy."""
        from netcli.ask import book

        return book.back_up(self._path, file, dry_run=self._dry_run)

    def demo(self) -> Answer[Words, Demo]:
        """Fill a new book with invented people."""
        from netcli.intake import demo

        with self._change("demo") as change:
            return demo.fill(change, self._path)
