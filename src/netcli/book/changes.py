"""All changes to a book; each method is one step of undo."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from netcli.book.handle import Handle, write

if TYPE_CHECKING:
    from typing import Unpack

    from netcli.answers import Answer, Words
    from netcli.answers import interview as interviews
    from netcli.answers.book import Checked
    from netcli.answers.demo import Demo
    from netcli.answers.duplicates import Accepted, Decided
    from netcli.answers.edits import Written
    from netcli.answers.forget import Forgotten
    from netcli.answers.guesses import Inferred
    from netcli.answers.identity import Merged
    from netcli.answers.imports import Failed, Import
    from netcli.answers.interview import Interviewed
    from netcli.answers.people import FullPerson, Person
    from netcli.answers.touch import Diary
    from netcli.answers.watch import Checked as Compared
    from netcli.ask.naming import Who
    from netcli.intake.imports import Options as ImportOptions
    from netcli.tell.duplicates import Decision
    from netcli.tell.edits import Details, Edits, Keys, Removals
    from netcli.tell.forget import Traces
    from netcli.tell.interview import Reply
    from netcli.tell.links import LinkDetails
    from netcli.tell.touch import MeetingDetails


class Changes(Handle):
    """The methods that change a book. If the book is not open for writing, they raise Usage."""

    @write
    def infer(self, filters: Sequence[str] = (), *, limit: int = 100, add: bool = False) -> Answer[Words, Inferred]:
        """Infer links that no source states, between people who match all *filters*.

        If *add* is true, store the links.
        """
        from netcli.ask import guesses

        with self._question() as (reader, _):
            answer = guesses.infer(reader, filters, 0 if add else limit)
        if not add or not answer.result.guesses:
            return answer
        from netcli.intake import guesses as added

        with self._change("infer") as change:
            return added.add(change, answer, limit)

    @write
    def interview(
        self, replies: Sequence[tuple[interviews.Question, Reply]], *, limit: int = 20
    ) -> Answer[Words, Interviewed]:
        """Store the user's replies to `questions`, as one step of undo."""
        from netcli.tell import interview

        change = None if interview.is_empty(replies) else self._change("interview")
        return interview.interview(self._reader, change, replies, limit)

    @write
    def init(self, name: str, **keys: Unpack[Keys]) -> Answer[Words, Written]:
        """Make *name* the owner of the new book.

        E-mails, phones and URLs identify the owner in files. Raises Refused if the book has an owner.
        """
        from netcli.tell import edits

        with self._change("init") as change:
            return edits.init(change, name, **keys)

    @write
    def add(self, name: str, *, new: bool = False, **details: Unpack[Details]) -> Answer[Words, Written]:
        """Add a person.

        Raises Refused if somebody has the person's name or one of the person's keys. If *new* is true, the same name is
        allowed. `netcli.tell.edits.Details` lists the details.
        """
        from netcli.tell import edits

        with self._change("add") as change:
            return edits.add(change, name, new=new, **details)

    @write
    def link(
        self, a: Who, b: Who, *, create: bool = False, first: bool = False, **details: Unpack[LinkDetails]
    ) -> Answer[Words, Written]:
        """Record that *a* and *b* know each other.

        If *create* is true, people whose names are not in the book are added. `netcli.tell.links.LinkDetails` lists the
        details.
        """
        from netcli.tell import links

        with self._change("link") as change:
            return links.link(change, self._name(first=first, spelt="rightly"), a, b, create=create, **details)

    @write
    def unlink(self, a: Who, b: Who) -> Answer[Words, Written]:
        """Record that *a* and *b* do not know each other after all.

        Raises Unknown if there is no link.
        """
        from netcli.tell import links

        with self._change("unlink") as change:
            return links.unlink(change, self._name(spelt="rightly"), a, b)

    @write
    def edit(
        self, who: Who, *, remove: Removals | None = None, first: bool = False, **edits: Unpack[Edits]
    ) -> Answer[Words, Written]:
        """Correct what the book says about a person; the user's statements override every import.

        Raises Refused if another person has a new key. `netcli.tell.edits.Edits` lists the edits.
        """
        from netcli.tell.edits import edit

        with self._change("edit") as change:
            return edit(change, self._name(first=first, spelt="rightly"), who, remove or {}, **edits)

    @write
    def tag(self, who: Who, tags: Sequence[str], *, first: bool = False) -> Answer[Words, Written]:
        """Give a person *tags*; a tag with a leading `-` is removed."""
        from netcli.tell import edits

        with self._change("tag") as change:
            return edits.tag(change, self._name(first=first, spelt="rightly"), who, tags)

    @write
    def edit_all(
        self, people: Sequence[Person], where: Sequence[str], *, remove: Removals | None = None, **edits: Unpack[Edits]
    ) -> Answer[Words, Written]:
        """Correct what the book says about all *people*.

        *people* must be the result of `list` for the filters in *where*.
        """
        from netcli.tell import edits as told

        with self._change("edit") as change:
            return told.edit_all(change, people, where, remove or {}, **edits)

    @write
    def tag_all(self, people: Sequence[Person], where: Sequence[str], tags: Sequence[str]) -> Answer[Words, Written]:
        """Add *tags* to all *people*; a tag with a leading `-` is removed.

        *people* must be the result of `list` for the filters in *where*.
        """
        from netcli.tell import edits

        with self._change("tag") as change:
            return edits.tag_all(change, people, where, tags)

    @write
    def merge(self, a: Who, b: Who, *, insist: bool = False) -> Answer[Words, Merged]:
        """Merge two people; the id of *a* stays.

        Raises Refused if evidence opposes the merge, unless *insist* is true.
        """
        from netcli.tell import identity

        with self._change("merge") as change:
            return identity.merge(change, self._name(spelt="wholly"), a, b, insist=insist or self._dry_run)

    @write
    def split(self, who: Who, records: Sequence[int] = ()) -> Answer[Words, Written]:
        """Undo the last merge of a person, or move *records* to a new person.

        Raises Refused if there is no merge, or if the person would keep no records.
        """
        from netcli.tell import identity

        with self._change("split") as change:
            return identity.split(change, self._name(spelt="rightly"), who, records)

    @write
    def distinct(self, a: Who, b: Who) -> Answer[Words, Written]:
        """Record that two people are different."""
        from netcli.tell import identity

        with self._change("distinct") as change:
            return identity.distinct(change, self._name(spelt="rightly"), a, b)

    @write
    def accept_duplicates(
        self, rule: str, *, min_score: float = 0.0, but: Collection[tuple[int, int]] = ()
    ) -> Answer[Words, Accepted]:
        """Merge the undecided pairs of *rule* that score at least *min_score* bits.

        Pairs in `but`, and pairs with evidence against a merge, are left out.
        """
        from netcli.tell import duplicates

        with self._change("duplicates") as change:
            return duplicates.accept(change, rule, min_score, but)

    @write
    def decide_duplicates(self, decisions: Iterable[Decision], *, file: str = "-") -> Answer[Words, Decided]:
        """Carry out all *decisions* in one change, which a single undo reverts.

        *file* is the name of the file that contains the decisions. Raises BadInput for an unknown id.
        """
        from netcli.tell import duplicates

        with self._change("duplicates") as change:
            return duplicates.decide(change, decisions, {"decide": file})

    @write
    def decide_duplicate(self, one: FullPerson, other: FullPerson, *, same: bool) -> Answer[Words, Written]:
        """Merge two people, or mark them as different.

        Raises Refused if either person has changed since `two_of` returned them.
        """
        from netcli.tell import duplicates

        with self._change("duplicates") as change:
            return duplicates.decide_pair(change, one, other, same=same)

    @write
    def ask_introduction(self, target: Who, *, via: Who | None = None, first: bool = False) -> Answer[Words, Written]:
        """Log that you asked a contact for an introduction to *target*.

        If *via* is None, the contact is the first person on the shortest chain. Raises Refused if you know *target*, or
        if such an introduction is open.
        """
        from netcli.tell import introductions

        with self._change("intro asked") as change:
            return introductions.ask(change, self._name(first=first, spelt="rightly"), target, via)

    @write
    def log_introduction(self, target: Who, state: str, *, first: bool = False) -> Answer[Words, Written]:
        """Log that the introduction to *target* reached *state*: agreed, introduced, met, declined or silent.

        Raises Unknown if no introduction is logged, and Refused if *state* is impossible.
        """
        from netcli.tell import introductions

        with self._change(f"intro {state}") as change:
            return introductions.move(change, self._name(first=first, spelt="rightly"), target, state)

    @write
    def import_files(
        self,
        paths: Sequence[str],
        *,
        owner: Who | None = None,
        create_owner: bool = False,
        save_mapping: str | None = None,
        **options: Unpack[ImportOptions],
    ) -> Answer[Words, Sequence[Import | Failed]]:
        """Import exports, archives and folders for *owner* (default: me).

        If *create_owner* is true, an unknown owner is added. *save_mapping* is the name for a saved mapping.
        `netcli.intake.imports.Request` explains the options. A file that fails has an entry in the answer. If all files
        fail, the first error is raised.
        """
        from netcli.intake import imports, mappings

        if imports.is_large(paths) and self._reader.count_people() > 1:
            self._copy_before("import")
        with self._change("import") as change:
            person = self._name(change.reader, spelt="rightly")
            whose, created = imports.owner(change, owner, person, paths, create=create_owner)
            options["mapping"] = imports.by_field(options.get("mapping", {}))
            if save_mapping:
                mappings.save(change, save_mapping.removeprefix("@"), options["mapping"])
            request = imports.Request(paths, whose, created=created, book=self._path, **options)
            return imports.import_files(change, request)

    @write
    def import_rows(self, command: str, *, create: bool = True) -> Answer[Words, Sequence[Import | Failed]]:
        """Import people (*command* `add`) or links (`link`) from standard input, as if typed."""
        from netcli.intake import imports

        with self._change(command) as change:
            request = imports.Request(["-"], change.reader.me(), command=command, network="hand", create=create)
            return imports.import_files(change, request)

    @write
    def met(
        self, people: Sequence[Who], *, create: bool = False, first: bool = False, **details: Unpack[MeetingDetails]
    ) -> Answer[Words, Written]:
        """Log that I met *people*, today or on another day.

        *create* adds people whom the book does not know. `netcli.tell.touch.MeetingDetails` lists the details.
        """
        from netcli.tell import touch

        with self._change("met") as change:
            return touch.met(change, self._name(first=first, spelt="rightly"), people, create=create, **details)

    @write
    def read_diary(self, lines: Iterable[str], file: str, *, create: bool = False) -> Answer[Words, Diary]:
        """Log the new meetings in a diary.

        *file* is the diary's name. Raises BadInput if no line can be used.
        """
        from netcli.ask.naming import person
        from netcli.tell import diary

        def name(who: Who) -> Person:
            return person(self._reader, who, spelt="rightly")

        with self._change("met") as change:
            return diary.diary(change, name, lines, file, create=create)

    @write
    def favour(
        self, who: Who, direction: str, what: str, *, on: str | None = None, first: bool = False
    ) -> Answer[Words, Written]:
        """Log a favour; *direction* is `given` (by me) or `received`."""
        from netcli.tell import touch

        with self._change("favour") as change:
            return touch.favour(change, self._name(first=first, spelt="rightly"), who, direction, what, on=on)

    @write
    def rhythm(self, whom: Who, every: str, *, first: bool = False) -> Answer[Words, Written]:
        """Set how often to be in touch with a person or a tag (`tag:x`).

        *every* is a span such as `6w`; `none` ends a rhythm.
        """
        from netcli.tell import touch

        with self._change("rhythm") as change:
            return touch.rhythm(change, self._name(first=first, spelt="rightly"), whom, every)

    @write
    def watch(self, who: Who, *, first: bool = False) -> Answer[Words, Written]:
        """Watch the chain to a person, so that a later check reports changes."""
        from netcli.tell import watch

        with self._change("watch add") as change:
            return watch.add(change, self._name(first=first, spelt="rightly"), who)

    @write
    def unwatch(self, who: Who, *, first: bool = False) -> Answer[Words, Written]:
        """Stop watching the chain to a person.

        Raises Unknown if the chain is not watched.
        """
        from netcli.tell import watch

        with self._change("watch remove") as change:
            return watch.remove(change, self._name(first=first, spelt="rightly"), who)

    @write
    def check_watched(self) -> Answer[Words, Sequence[Compared]]:
        """Compare each watched chain with its last state, and store the new state.

        If any chain has changed, the exit code is 10.
        """
        from netcli.tell import watch

        with self._change("watch check") as change:
            return watch.check(change)

    @write
    def remove(self, who: Who) -> Answer[Words, Written]:
        """Move a person to the trash, with their links.

        Raises Refused for the owner of the book.
        """
        from netcli.tell import trash

        with self._change("remove") as change:
            return trash.remove(change, self._name(spelt="wholly"), who)

    @write
    def restore_person(self, words: str) -> Answer[Words, Written]:
        """Restore the person identified by *words*, and their links, from the trash."""
        from netcli.tell import trash

        with self._change("trash restore") as change:
            return trash.restore(change, words)

    @write
    def repair(self, found: Checked, *, limit: int = 0) -> Answer[Words, Checked]:
        """Repair the problems in *found*, the result of `check`."""
        from netcli.tell import repair

        copy = self._copy_before("repair")
        with self._change("check") as change:
            return repair.repair(change, found, limit, copy)

    def _named_to_forget(self, who: Who) -> Person:
        """Return the person whom `forget` would erase (see `care.named_to_forget`)."""
        from netcli.tell import forget

        with self._question() as (reader, _):
            return forget.named(reader, self._name(reader, spelt="wholly"), who)

    def _forget(self, who: Who, *, notes: bool) -> tuple[Answer[Words, Forgotten], Traces]:
        """Erase a person from the open book (see `care.forget`)."""
        from netcli.tell import forget

        change = self._writer.unrecorded()
        return forget.forget(change, self._name(spelt="wholly"), who, self._path, notes=notes, dry_run=self._dry_run)

    @write
    def undo(self) -> Answer[Words, Written]:
        """Undo the last step.

        Raises Unknown if there is no step. Raises Refused if the step's rows have changed since.
        """
        from netcli.tell import undo

        with self._writer.unrecorded() as change:
            return undo.undo(change)

    @write
    def undo_batch(self, batch: int, *, insist: bool = False) -> Answer[Words, Written]:
        """Undo one import, as a step that can itself be undone.

        Raises Refused if you have edited the imported people, unless *insist* is true. Raises Unknown if *batch* is
        unknown or undone.
        """
        from netcli.tell import undo

        with self._change("undo") as change:
            return undo.undo_batch(change, batch, insist=insist)

    @write
    def redo(self) -> Answer[Words, Written]:
        """Redo the last step that was undone.

        Raises Unknown if no step can be redone.
        """
        from netcli.tell import undo

        with self._writer.unrecorded() as change:
            return undo.redo(change)

    @write
    def demo(self) -> Answer[Words, Demo]:
        """Fill a new book with invented people, as a sample.

        Raises Refused if the book has an owner.
        """
        from netcli.intake import demo

        with self._change("demo") as change:
            return demo.fill(change, self._path)
