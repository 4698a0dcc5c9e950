"""Whose mailbox or calendar it is: what it claims itself and what the user says may differ, and are never added up."""

from __future__ import annotations

from netcli.importers.source import Owner
from netcli.names import full_key
from netcli.records import Remark


def is_theirs(owner: Owner, name: str | None) -> bool:
    """Is an address that *owner* was not known to have theirs, of which the file says that it is *name*'s?

    Whoever has addresses must be called the same; of whom none is known, it is enough that nothing is against it.

    >>> moi = Owner("Moi Test", ("moi@example.org",))
    >>> is_theirs(moi, "TEST Moi"), is_theirs(moi, "Zoe Exemple"), is_theirs(moi, None), is_theirs(Owner("Moi"), None)
    (True, False, False, True)
    """
    if owner.name is None or name is None:
        return not owner.emails
    ours, said = set(full_key(owner.name).split()), set(full_key(name).split())
    return ours == said if owner.emails else not ours.isdisjoint(said)


def is_called(owner: Owner, name: str | None) -> bool:
    """Has somebody called *name* the whole name of *owner*?"""
    if owner.name is None or name is None:
        return False
    words = full_key(owner.name).split()
    return len(words) > 1 and set(words) == set(full_key(name).split())


def may_be_owner(address: str, name: str) -> Remark:
    """Warn that somebody has the owner's name, and that it is not known whether they are the owner."""
    hint = f"if that is you, say so first (netcli edit me --email {address})"
    return Remark("owner_differs", f"{name} ({address}) is called as the owner, and was left out; {hint}")


def owner_differs(address: str, name: str | None) -> Remark:
    """Warn that the file is of whoever has that *address*, and was read as theirs."""
    who = f"{name} ({address})" if name else address
    hint = f"if that is you, say so first (netcli edit me --email {address})"
    return Remark("owner_differs", f"this file is that of {who}, and was read as theirs; {hint}")
