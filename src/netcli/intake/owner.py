"""Check whether a file belongs to the chosen owner. If not, find the person who owns the file."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from netcli import names, networks
from netcli.answers.people import Person
from netcli.errors import Refused
from netcli.intake.prepare import EvidenceColumns, PreparedRecord
from netcli.intake.report import File
from netcli.language import listed, say
from netcli.match import decide
from netcli.records import OWNER, Fields
from netcli.store import derive, records
from netcli.store.reader import Key, Reader
from netcli.store.writer import Change

KEYS: Final = ("email", "url", "phone")
"""Kinds of identifier that can replace an owner's unknown name."""
NO_CONTACTS: Final = frozenset({"message", "group", "address_book"})
"""Kinds of evidence in which the owner may appear as a contact."""


class OwnerKnown:
    """The statements in the book about the owner of the imported files."""

    def __init__(self, change: Change) -> None:
        self._reader = change.reader
        self._journal = change.journal
        self._moves = change.journal.moves
        self._forget(0)

    def _forget(self, owner: int) -> None:
        self._owner = owner
        self._last = 0
        self.description = decide.Description()
        self.keys: set[Key] = set()
        self.names: set[str] = set()
        self._by_files: set[str] = set()

    def begin(self, owner: int) -> None:
        """Prepare for a file of *owner*."""
        if (owner, self._journal.moves) != (self._owner, self._moves):
            self._moves = self._journal.moves
            self._forget(owner)
        for record in records.after(self._reader, {owner: self._last}).get(owner, ()):
            fields, self._last = record.fields, record.id
            self.description.add(fields)
            self.keys.update(decide.keys_of(fields))
            if name := fields.get("name"):
                self.names.add(names.full_key(name))
            if record.key == OWNER and "positions" not in fields:
                self._by_files.add(derive.packed(fields))

    def has(self, record: PreparedRecord) -> bool:
        """Return whether an earlier file contains exactly this record of the owner."""
        return record.key == OWNER and record.fields in self._by_files


class Ownership:
    """The evidence for and against the claim that *file* belongs to *owner*.

    If *insist* is true, the file is always accepted.
    """

    def __init__(self, reader: Reader, file: File, owner: int, known: OwnerKnown, *, insist: bool) -> None:
        self._reader = reader
        self._file = file
        self._owner = owner
        self._insist = insist
        self._lists_owner = networks.network(file.network).lists_owner
        self._known = known
        self._suspects: dict[str, PreparedRecord] = {}
        self._listed: list[PreparedRecord] = []

    def is_owner(self, record: PreparedRecord) -> bool:
        """Return whether *record* is the owner's own card in an address book."""
        lists_owner = self._may_show_owner(record)
        if lists_owner is None:
            return False
        if self._known.keys.isdisjoint(record.keys) and not self._is_called(record, in_book=lists_owner):
            return False
        if not lists_owner:
            self._suspects[record.key] = record  # `contradiction` reports this member of a network
            return False
        return decide.fit(self._known.description, decide.Description([record.parsed()]), ("owner", "")) > 0

    def note_contacts(self, evidence: Iterable[EvidenceColumns]) -> None:
        """Note which contacts in the file seem to be its owner."""
        if self._suspects:
            ends = (b for a, b, kind, *_ in evidence if a == OWNER and kind not in NO_CONTACTS)
            self._listed += [self._suspects[key] for key in ends if key in self._suspects]

    def contradiction(self, profile: Sequence[PreparedRecord]) -> str | None:
        """Return why the file seems to belong to somebody else, or None.

        *profile* contains the owner's records. Raises Refused if the file must not be imported.
        """
        said = [record.parsed() for record in profile]
        message = None
        if said and not decide.fit(self._known.description, decide.Description(said), ("owner", "")):
            name = self._name(said)
            if name and not self._insist and any(self._may_show_owner(record) is False for record in profile):
                # an import would link all people to the wrong person
                raise Refused(
                    say("{file}: this export is {name}'s", file=self._file.name, name=name),
                    say(
                        "use --owner {name!r} --create to import the file for that person, or --yes to import it for "
                        "{called}",
                        name=name,
                        called=self._called(),
                    ),
                    code="owner_differs",
                )
            message = self._mismatch(said, name)
        if self._listed and not self._insist:
            where = self._listed[0]
            place = listed(filter(None, (where.file, say("line {line}", line=where.line) if where.line else None)))
            raise Refused(
                say(
                    "{name}: this file lists {called}{place}",
                    name=self._file.name,
                    called=self._called(),
                    place=place and say(" ({place})", place=place),
                ),
                say(
                    "whose contacts are these? --owner NAME --create imports the file for NAME, --yes imports the "
                    "file for {called}",
                    called=self._called(),
                ),
                code="lists_owner",
            )
        return message

    def _may_show_owner(self, record: PreparedRecord) -> bool | None:
        """Return whether the file of *record* may contain the owner's own record. None means unknown."""
        return self._lists_owner if record.lists_owner is None else record.lists_owner

    def _is_called(self, record: PreparedRecord, *, in_book: bool) -> bool:
        """Return whether the record has the owner's name."""
        name = record.alone[0][derive.FOLDED]
        return name in self._known.names and (not in_book or " " in name)

    def _name(self, said: Sequence[Fields]) -> str | None:
        """Return the name in a profile.

        If the profile has no name, look for its keys in the book, and return the name of the person found. The chosen
        owner is ignored.
        """
        if name := next((fields["name"] for fields in said if fields.get("name")), None):
            return str(name)
        held = self._reader.holders(key for fields in said for key in decide.keys_of(fields))
        others = {person for people in held.values() for person in people} - {self._owner}
        return next((person.name for person in self._reader.people(others).values() if person.name), None)

    def _mismatch(self, said: Sequence[Fields], name: str | None) -> str:
        """Return a warning: the profile in *said* does not belong to the owner."""
        if name:
            return say(
                "this export is {name}'s; to link its contacts to {name}, import it with --owner {name!r} --create",
                name=name,
            )
        kind, value = _handle(said)
        return say(
            "this file belongs to {owner}; if that is {called}, first run netcli edit {who} --{kind} {value}",
            owner=value,
            called=self._called(),
            who="me" if self._owner == self._reader.me() else f"id:{self._owner}",
            kind=kind,
            value=shlex.quote(value),
        )

    def _called(self) -> str:
        """Return the owner's name for a message: "you" for the user."""
        person = self._reader.people([self._owner])[self._owner]
        return say("you") if person.me else person.name or say("its owner")


def _handle(said: Sequence[Fields]) -> tuple[str, str]:
    held = {kind: fields[f"{kind}s"][0] for kind in KEYS for fields in said if f"{kind}s" in fields}
    return next(iter(held.items()), ("email", "..."))


def holder(reader: Reader, keys: Sequence[str], first_records: Mapping[str, int]) -> Person | None:
    """Return the one person whom all *keys* of a file identify, or None.

    *first_records* maps a key to the id of its first record.
    """
    numbers = [first_records.get(key, 0) for key in keys]
    people = {each.person for each in records.owners(reader, numbers)} if numbers and all(numbers) else set()
    return reader.person(people.pop()) if len(people) == 1 else None
