"""Forget a person.

Only hashes stay. The hashes keep the person out of later imports.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Final

from netcli import blanks
from netcli.answers import Answer, Remark, Words
from netcli.answers.forget import Forgotten, Gone
from netcli.answers.people import Person
from netcli.ask import trash
from netcli.ask.naming import Name, Who, called
from netcli.errors import Refused, Unknown
from netcli.folding import fold
from netcli.language import listed, plural, say
from netcli.records import Fields, KeptRecord
from netcli.store import connection, derive, dialect, drafts, forgotten, records, settings
from netcli.store import forget as store
from netcli.store.forget import Erased
from netcli.store.forgotten import Tombstones
from netcli.store.reader import Reader
from netcli.store.writer import Change
from netcli.tell import copies
from netcli.tell import forgotten as told

SHOWN: Final = 3
"""Maximum number of people named in a warning."""
SHORTEST: Final = 5
"""Minimum length, in bytes, of a text to search for in files. Shorter texts occur by chance."""


class Traces:
    """What identifies a person in texts: names, e-mails, phones and URLs."""

    def __init__(self, kept: Sequence[KeptRecord]) -> None:
        row, answers, _ = derive.person(kept)
        self.marks = told.marks_of_all(kept)
        self.names = _names(kept, row.name)
        self.identifiers = [(kind, value) for kind, value in answers if kind != "tag"]
        self.keys = [blanks.bare(value) for kind, value in self.identifiers if kind in ("email", "phone", "url")]
        self._blank = blanks.blanking(self.names, self.keys)
        self.beside: tuple[list[Path], list[Path]] = ([], [])  # the backups next to the book, and its other copies
        self.shared = False  # whether other people's names, addresses or kept notes contain this person's

    def blank(self, text: str) -> str:
        """Return *text* with the person's names, e-mails, phones and URLs blanked."""
        return self._blank(text)

    def are_of(self, fields: Fields, row_key: str | None) -> bool:
        """Return whether the record with these *fields* and this *row_key* belongs to the person."""
        return not self.marks.isdisjoint(told.marks_of(fields, row_key))

    def hold(self, text: str) -> bool:
        """Return whether *text* names the person."""
        return self.blank(text) != text


def _names(kept: Sequence[KeptRecord], shown: str | None) -> list[str]:
    """Return a person's shown name, and other names of two or more words."""
    found = dict.fromkeys([shown or ""])
    for each in kept:
        fields = each.fields
        parts = " ".join(filter(None, (fields.get("given"), fields.get("family"))))
        said = [fields.get("name"), parts, fields.get("mention"), derive.display_name(fields)]
        words = [*said, *fields.get("aliases", ())]
        found |= dict.fromkeys(
            word for word in words if word and not word.startswith("@") and len(blanks.words(word)) > 1
        )
    return [name for name in found if blanks.words(name)]


def named(reader: Reader, person: Name, who: Who) -> Person:
    """Find a person in the book or in its trash. Raises Refused if the person is the owner."""
    try:
        whom = person(who)
    except Unknown as unknown:
        words = who if isinstance(who, str) else f"id:{who.id}"
        try:
            whom = trash.person(reader, words)
        except Unknown:
            raise unknown from None  # it says who in the book may be meant
    if whom.me:
        raise Refused(
            say("the book is yours: it cannot forget you"),
            say("delete the file of the book; to see its path: netcli where"),
        )
    return whom


def forget(
    begun: AbstractContextManager[Change], person: Name, who: Who, book: Path, *, notes: bool, dry_run: bool
) -> tuple[Answer[Words, Forgotten], Traces]:
    """Erase a person from the backups beside the book, and then from the book.

    If *dry_run* is true, the backups stay unchanged. Raises Unknown or Ambiguous, and Refused for the owner of the
    book.
    """
    with begun as change:
        reader = change.reader
        whom = named(reader, person, who)
        traces = Traces([*records.of_people(reader, [whom.id])])
        remarks = _remarks(reader, whom, traces, book, notes=notes)
        noted = any(each["code"] == "notes" for each in remarks)
        traces.shared = noted or store.is_shared(reader, whom.id, (*traces.names, *traces.keys))
        if not dry_run:
            connection.page_of(book).unlink(missing_ok=True)
            drafts.delete_abandoned(book.parent)
        traces.beside = backups, others = copies.backups_and_others(book, reader)
        remarks += _remarks_on_files(backups, others)
        for each in backups if not dry_run else ():
            copies.rewrite(each, partial(_forget_in_copy, traces=traces, notes=notes))
        rows = store.count_rows(reader, whom.id)
        erased = store.erase(change, [whom.id], traces.blank, traces.are_of, notes=notes)
        store.count_in_reports(change, rows)
        forgotten.bury(reader, traces.marks)
        dialect.merge_search_index(reader.connection)  # even if the command is killed from here on, no name is left
    return _answer(whom, erased, len(backups), remarks, notes=notes), traces


def leave_nothing(book: Path, answer: Answer[Words, Forgotten], traces: Traces) -> Answer[Words, Forgotten]:
    """Rewrite *book* without deleted content, and warn of files that name the person."""
    with connection.between_transactions(book) as opened:
        dialect.compact(opened)
    backups, others = traces.beside
    told = [*others, book, *backups] if traces.shared else others
    files = sorted(path for path in book.parent.iterdir() if path.is_file() and path not in told)
    message = say("this file still names the person, or one of their addresses: check whether to delete the file")
    held = [
        {"code": "remains", "file": str(path), "line": None, "message": message}
        for path in copies.holding(files, _needles(traces))
    ]
    return answer.beware(held)


def _forget_in_copy(change: Change, traces: Traces, *, notes: bool) -> None:
    """In a copy of the book, erase everybody who matches *traces*."""
    people = [*copies.people_of(change.reader, traces.identifiers, traces.marks)]
    store.erase(change, people, traces.blank, traces.are_of, notes=notes)
    forgotten.bury(change.reader, traces.marks)


def forget_again(change: Change, tombstones: Tombstones) -> None:
    """In a restored book, erase everybody whom *tombstones* identify as forgotten."""
    reader = change.reader
    for person, kept in records.by_person(reader, records.everybody(reader)).items():
        if person != reader.me() and any(tombstones.of(told.marks_of(each.fields, each.row_key)) for each in kept):
            traces = Traces(kept)
            store.erase(change, [person], traces.blank, traces.are_of, notes=False)
    forgotten.enter(reader, tombstones)


def _answer(
    whom: Person, erased: Erased, backups: int, remarks: Sequence[Remark], *, notes: bool
) -> Answer[Words, Forgotten]:
    gone = Gone(*erased, backups)
    changed = sum(erased[:3])
    result = Forgotten(changed, [whom], [], None, gone)
    told = listed(
        (
            plural(erased.records, "record"),
            plural(erased.evidence, "piece of evidence", "pieces of evidence"),
            plural(erased.links, "link"),
            plural(backups, "backup"),
        )
    )
    return Answer(
        "forget",
        {"person": whom, "notes": notes},
        result,
        remarks,
        summary=say("forgot {called}: {told}", called=called(whom), told=told),
    )


def _remarks(reader: Reader, whom: Person, traces: Traces, book: Path, *, notes: bool) -> list[Remark]:
    """Return warnings about notes and copies that still name the person."""
    found: list[Remark] = []
    if not notes and (others := store.noted_by(reader, whom.id, traces.hold)):
        people = [*reader.people(others).values()]
        named = ", ".join(called(each) for each in people[:SHOWN]) + (" …" if len(people) > SHOWN else "")
        text = "the notes on {named} mention {called}; to remove the name from these notes: --notes"
        message = say(text, named=named, called=called(whom))
        found.append({"code": "notes", "message": message, "people": [each.id for each in people]})
    elsewhere = (file for file in settings.copies(reader) if file.parent.resolve() != book.parent.resolve())
    for file in elsewhere:
        message = say(
            "this is a copy of the book in another folder and may still name the person: delete this copy, or"
            " forget the person there, too"
        )
        found.append({"code": "elsewhere", "file": str(file), "line": None, "message": message})
    return found


def _remarks_on_files(backups: Sequence[Path], others: Sequence[Path]) -> list[Remark]:
    """Return a warning about each backup, and about each further copy of the book."""
    rewritten = say("this is a backup of the book; the person is removed from this backup")
    left = say(
        "this is another copy of the book and may still name the person: delete this copy, or forget the "
        "person there, too"
    )
    return [
        {"code": code, "file": str(path), "line": None, "message": message}
        for code, message, paths in (("backup", rewritten, backups), ("copy", left, others))
        for path in paths
    ]


def _needles(traces: Traces) -> list[bytes]:
    """Return the names and keys of *traces* as bytes, in lower case."""
    texts = (*traces.names, *map(fold, traces.names), *traces.keys)
    spelled = {each for text in texts for each in (text, text.lower(), text.upper())}
    return [
        found
        for text in sorted(spelled)
        for encoding in ("utf-8", "utf-16-le")
        if len(found := text.encode(encoding, "surrogatepass").lower()) >= SHORTEST
    ]
