"""Find earlier imports of the same file, for this owner, another owner or another network."""

from __future__ import annotations

from collections.abc import Mapping

from netcli.answers.imports import Import, LinkCount, PeopleCount
from netcli.errors import Refused
from netcli.intake.batches import report_of
from netcli.intake.forgotten import FORGOTTEN
from netcli.intake.report import File
from netcli.language import say
from netcli.store import batches
from netcli.store.reader import Reader


def repeated(reader: Reader, file: File, sha256: str, owner: int, *, insist: bool) -> Import | None:
    """Return the report of a *file* that was already imported for *owner*, or None.

    Raises Refused if the file was imported for another owner or network, unless *insist* is true.
    """
    same = batches.of_file(reader, sha256, file.network, owner)
    if owner in same:
        return _unchanged(report_of(reader, same[owner]), file)
    if insist:
        return None
    if same:
        raise _another_owners(reader, file.name, same)
    refuse_another_network(reader, file, sha256)
    return None


def refuse_another_network(reader: Reader, file: File, sha256: str) -> None:
    """Raise Refused if *file* was imported for another network."""
    if file.network == "hand" or not (other := batches.of_other_network(reader, sha256, file.network)):
        return
    network, batch = other
    raise Refused(
        say("{file}: the same file was imported as {whose}", file=file.name, whose=network),
        say(
            "to remove the earlier import: netcli undo --batch {batch}; to import the file again, add --yes",
            batch=batch,
        ),
        code="other_network",
    )


def _another_owners(reader: Reader, file: str, same: Mapping[int, int]) -> Refused:
    """Return the error for a *file* that was imported before for other owners.

    *same* maps these owners to their batches.
    """
    owner, batch = next(iter(same.items()))
    person = reader.people([owner])[owner]
    whose = say("yours") if person.me else say("{name}'s", name=person.name)
    return Refused(
        say("{file}: the same file was imported as {whose}", file=file, whose=whose),
        say(
            "whose contacts are these? To remove the earlier import: netcli undo --batch {batch}. To import "
            "the file again: --yes",
            batch=batch,
        ),
        code="other_owner",
    )


def _unchanged(stored: Import, file: File) -> Import:
    """Return the *stored* report of the first import as the report of a repeated import."""
    people, links = stored.people, stored.links
    known = people.new + people.updated + people.unchanged + people.unsure
    return stored.replaced(
        repeated=True,
        file=file.name,
        people=PeopleCount(unchanged=max(0, known - stored.why_ignored.get(FORGOTTEN, 0))),
        links=LinkCount(unchanged=links.new + links.updated + links.unchanged),
    )
