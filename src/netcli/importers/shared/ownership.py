"""Decide to whom a mailbox or calendar in a file belongs.

If the file's owner differs from the stated owner, both people are kept apart.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Mapping, Sequence

from netcli import identifiers
from netcli.importers.shared.addresses import address, in_two
from netcli.importers.source import Owner
from netcli.language import say
from netcli.mailboxes import is_role
from netcli.names import display, full_key
from netcli.records import Record, Remark


def is_theirs(owner: Owner, name: str | None) -> bool:
    """Return whether *owner* may be the holder of a mailbox or a calendar. *name* is the holder's name, or None.

    If *owner* has a known address, *name* must have exactly the words of the owner's name. Otherwise, one common word
    or a missing name is enough.

    >>> moi = Owner("Moi Test", ("moi@example.org",))
    >>> is_theirs(moi, "TEST Moi"), is_theirs(moi, "Zoe Exemple"), is_theirs(moi, None), is_theirs(Owner("Moi"), None)
    (True, False, False, True)
    """
    if owner.name is None or name is None:
        return not owner.emails
    ours, said = set(full_key(owner.name).split()), set(full_key(name).split())
    return ours == said if owner.emails else not ours.isdisjoint(said)


def is_owner(owner: Owner, record: Record) -> bool:
    """Return whether *record* has the owner's name or one of the owner's e-mail addresses."""
    addresses = map(identifiers.email, record.emails)
    return not {*owner.emails}.isdisjoint(addresses) or bool(
        owner.name and record.name and full_key(owner.name) == full_key(record.name)
    )


def is_called(owner: Owner, name: str | None) -> bool:
    """Return whether *name* is the whole name of *owner*. A single word is not enough."""
    if owner.name is None or name is None:
        return False
    words = full_key(owner.name).split()
    return len(words) > 1 and set(words) == set(full_key(name).split())


def named_after(file: str, addresses: Iterable[str]) -> str | None:
    """If the name of *file* contains one of the *addresses*, return that address.

    Otherwise, return None. If the file is called `mbox`, the name of the file's folder is searched.

    >>> named_after("cal/Zoe_zoe@example.org.ics", ["moi@example.org", "oe@example.org", "zoe@example.org"])
    'zoe@example.org'
    """
    *_, folder, name = ("", *file.replace("\\", "/").casefold().rstrip("/").split("/"))
    name = folder if name == "mbox" else name
    if "@" not in name:
        return None
    found = (
        each
        for each in addresses
        if each in name and re.search(rf"(?<![a-z0-9.+-]){re.escape(each)}(?![a-z0-9-])", name)
    )
    return max(found, key=len, default=None)


def named_by(titles: Sequence[str], called: Mapping[str, str | None]) -> str | None:
    """Return the address of a calendar's owner from *titles*, or None.

    *called* gives the name for each address. A name counts only if it is unique.

    >>> named_by(["Zoe Exemple"], {"zoe@example.org": "Exemple Zoe"}), named_by(["Home"], {"moi@example.org": "Moi"})
    ('zoe@example.org', None)
    """
    for title in reversed(titles):
        email = address(title.strip().casefold().removeprefix("mailto:"))
        if email and not is_role(email):
            return email
        of_name = [email for email, name in called.items() if is_called(Owner(title), name)]
        if len(of_name) == 1:
            return of_name[0]
    return None


def may_be_owner(address: str, name: str) -> Remark:
    """Return a warning that the person with *address* may be the owner."""
    name = display(name, *in_two(name))
    hint = say("if that is you, first run netcli edit me --email {address}", address=address)
    return Remark(
        "owner_differs",
        say("{name} ({address}) has the owner's name, but was left out; {hint}", name=name, address=address, hint=hint),
    )


def owner_differs(holder: str, address: str | None, name: str | None) -> Remark:
    """Return a warning that the file belongs to a person who is not the owner of the book.

    *holder* is this person's key. The file contains this person's *address* or *name*, or both.
    """
    shown = display(name, *in_two(name)) if name else ""
    who = f"{shown} ({address})" if shown and address else shown or address
    option = f"--email {address}" if address else f"--name {shlex.quote(shown)}"
    message = say(
        "this file belongs to {who}, and was read as theirs; if that is you, first run netcli edit me {option}",
        who=who,
        option=option,
    )
    return Remark("owner_differs", message, holder=holder)
