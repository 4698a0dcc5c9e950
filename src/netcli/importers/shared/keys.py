"""Give keys to the entries of an address book.

The key is the entry's identifier, or else its most distinctive value.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from netcli.importers.shared.nobody import is_nobody
from netcli.importers.text import fold
from netcli.match.profiles import IDENTIFYING, describe
from netcli.match.rules import vetoes
from netcli.records import Record


class Namesakes:
    """Gives keys to people. Different people with the same name get different keys.

    If two rows are equal, their people get the same key.
    """

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()
        self._rows: dict[tuple[str, str | int], str] = {}

    def give(self, name: str, row: str | int = "") -> str:
        """Return *name* itself the first time, then `name#2`, `name#3`, and so on.

        If *row* is not empty, the same *name* and *row* get the same key.
        """
        if row and (known := self._rows.get((name, row))):
            return known
        self._seen[name] += 1
        key = name if self._seen[name] == 1 else f"{name}#{self._seen[name]}"
        if row:
            self._rows[name, row] = key
        return key


def identity(record: Record) -> int:
    """Return a nonzero hash of the values that identify the person of *record*."""
    return hash(tuple(getattr(record, name) for name in IDENTIFYING)) or 1


def forbidden(one: Record, other: Record) -> bool:
    """Return whether two rows cannot be about one person."""
    return bool(vetoes(describe(one), describe(other)))


class Keys:
    """Gives a key to each entry of an address book. The keys stay the same in later exports."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._bare: set[str] = set()  # keys of entries that have only a name
        self._cards: dict[str, tuple[str | None, str | None, tuple[str, ...], tuple[str, ...]]] = {}  # by their UIDs
        self._given: list[tuple[str, str, str]] = []  # key, name, and name without middle name, for `_named`
        self._named: dict[str, str | None] = {}
        self._uids: dict[str, str] = {}
        self._emails: dict[str, str] = {}
        self._namesakes = Namesakes()

    def give(self, record: Record, uid: str = "", row: str = "") -> str:
        """Return a key: the UID, or else the first e-mail address, page, phone number or name.

        If another person has this key, a suffix is added. If two entries have only a name, they get the same key if
        their names and their rows are equal. If *row* is empty, the row is made from all fields.
        """
        name = record.name or ""
        choices = (uid, *(email.lower() for email in record.emails), *record.urls, *record.phones, name)
        key = next(filter(None, choices))
        if not (uid or record.emails or record.urls or record.phones):
            # hidden accounts share one name
            row = "" if is_nobody(name) else row or repr(replace(record, key="", line=None))
            key = self._namesakes.give(name, row)
            while key in self._names and key not in self._bare:  # this text is the address of another entry
                key = self._namesakes.give(name)
            self._names[key] = name
            self._bare.add(key)
        else:
            if self._names.setdefault(key, name) != name:  # a shared mailbox of a family, or a copied UID
                key = f"{key} {name}"
            if not uid:
                key = self._namesakes.give(key, identity(record))
            elif self._forbidden(key, record):
                key = self._namesakes.give(f"{key} {name}", identity(record))
            self._names[key] = name
        self._given.append((key, name, f"{record.given or ''} {record.family or ''}"))
        if uid:
            self.add_uid(uid, key)
        for email in record.emails:
            self._emails.setdefault(email.lower(), key)
        return key

    def _forbidden(self, key: str, record: Record) -> bool:
        """Return whether *record* and the first entry with that *key* cannot be one person."""
        identifiers = record.name, record.birthday, record.emails, record.urls
        first = self._cards.setdefault(key, identifiers)
        name, birthday, emails, urls = first
        return first != identifiers and forbidden(Record("", name, birthday=birthday, emails=emails, urls=urls), record)

    def add_uid(self, uid: str, key: str) -> None:
        """Remember *uid* as another identifier of the entry with this *key*.

        If an earlier entry has the same UID, remember nothing.
        """
        self._uids.setdefault(uid, key)

    def of_uid(self, uid: str) -> str | None:
        """Return the key of the entry with this UID, or None."""
        return self._uids.get(uid)

    def of_email(self, email: str) -> str | None:
        """Return the key of the first entry with this e-mail address, or None."""
        return self._emails.get(email.lower())

    def of_name(self, name: str) -> str | None:
        """Return the key of the only entry called *name*, or None.

        Case and accents do not matter.
        """
        for key, whole, short in self._given:  # done only here, because few files need these names
            for folded in {fold(whole), fold(short)}:
                self._named[folded] = key if self._named.get(folded, key) == key else None
        self._given.clear()
        return self._named.get(fold(name))
