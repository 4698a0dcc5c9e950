"""Tell whose file it is: whether what a file says of its owner fits the person it is imported for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from netcli.intake.prepare import PreparedRecord
from netcli.match import decide
from netcli.records import Fields
from netcli.store.reader import Reader
from netcli.store.records import fields_by_person

KEYS: Final = ("email", "url", "phone")
"""By what an owner without a name may go."""


def contradiction(reader: Reader, owner: int, profile: Sequence[PreparedRecord]) -> str | None:
    """Return why the file whose owner's *profile* that is seems to be somebody else's than *owner*'s; None if not."""
    said = [record.parsed() for record in profile]
    if not said or decide.fit(fields_by_person(reader, [owner])[owner], said, ("owner", "")):
        return None
    name = next((fields["name"] for fields in said if "name" in fields), None)
    if name:
        return f"this export is {name}'s: import it with --owner {name!r} to link their contacts to them"
    kind, value = _handle(said)
    return f"the owner of this file goes by {value}: say so first if that is you (netcli edit me --{kind} ...)"


def _handle(said: Sequence[Fields]) -> tuple[str, str]:
    held = {kind: fields[f"{kind}s"][0] for kind in KEYS for fields in said if f"{kind}s" in fields}
    return next(iter(held.items()), ("email", "..."))
