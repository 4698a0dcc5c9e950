"""Keys for the entries of an address book: their own identifier, or else the data that best distinguishes them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from netcli.importers.shared.nobody import is_nobody
from netcli.importers.text import fold
from netcli.match.levels import OTHER_BIRTHDAY, birthday_level
from netcli.records import Record


class Namesakes:
    """Keys for people known by name only: equal names are kept apart, because a name alone identifies nobody."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()
        self._rows: dict[tuple[str, str], str] = {}

    def give(self, name: str, row: str = "") -> str:
        """Return *name* itself, then `name#2`, `name#3`…; an equal *row* gets the same key again."""
        if row and (known := self._rows.get((name, row))):
            return known
        self._seen[name] += 1
        key = name if self._seen[name] == 1 else f"{name}#{self._seen[name]}"
        if row:
            self._rows[name, row] = key
        return key


class Keys:
    """Keys of entries, stable across later exports of the same book, and the index to look them up."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._born: dict[str, str] = {}
        self._bare: set[str] = set()  # keys of entries with nothing but a name
        self._given: list[tuple[str, str, str]] = []  # key, name, name without middle name, for `_named`
        self._named: dict[str, str | None] = {}
        self._uids: dict[str, str] = {}
        self._emails: dict[str, str] = {}
        self._namesakes = Namesakes()

    def give(self, record: Record, uid: str = "", row: str = "") -> str:
        """Return the key of *record*: UID, e-mail, URL or phone, plus the name if that is taken; else the name alone.

        Without *uid*, the birthday is added if an entry with the same key has a contradictory one.
        Entries with nothing but a name are the same if their *row* is equal; without *row*, if their fields are;
        entries whose only name is what a network shows for hidden accounts are never the same.
        """
        name = record.name or ""
        choices = (uid, *(email.lower() for email in record.emails), *record.urls, *record.phones, name)
        key = next(filter(None, choices))
        if not (uid or record.emails or record.urls or record.phones):
            row = "" if is_nobody(name) else row or repr(replace(record, key="", line=None))
            key = self._namesakes.give(name, row)
            while key in self._names and key not in self._bare:  # the same text is somebody's address
                key = self._namesakes.give(name)
            self._names[key] = name
            self._bare.add(key)
        elif self._names.setdefault(key, name) != name:  # a shared mailbox of a family, or a copied UID
            key = f"{key} {name}"
            self._names[key] = name
        born = "" if uid else record.birthday
        if born and birthday_level(self._born.setdefault(key, born), born) == OTHER_BIRTHDAY:  # a father and his son
            key = f"{key} {born}"
            self._names[key] = name
        self._given.append((key, name, f"{record.given or ''} {record.family or ''}"))
        if uid:
            self.add_uid(uid, key)
        for email in record.emails:
            self._emails.setdefault(email.lower(), key)
        return key

    def add_uid(self, uid: str, key: str) -> None:
        """Record *uid* as another identifier of the entry *key*; the first entry with a UID keeps it."""
        self._uids.setdefault(uid, key)

    def of_uid(self, uid: str) -> str | None:
        """Return the key of the entry with that UID."""
        return self._uids.get(uid)

    def of_email(self, email: str) -> str | None:
        """Return the key of the first entry with that address."""
        return self._emails.get(email.lower())

    def of_name(self, name: str) -> str | None:
        """Return the key of the only entry with that name, regardless of case and accents."""
        for key, whole, short in self._given:  # few files need this, and only at their end
            for folded in {fold(whole), fold(short)}:
                self._named[folded] = key if self._named.get(folded, key) == key else None
        self._given.clear()
        return self._named.get(fold(name))
