"""Count the people and links that an import added, updated or left unchanged."""

from __future__ import annotations

from netcli.answers.imports import LinkCount, PeopleCount
from netcli.intake.recognise import Recognition
from netcli.store.writer import Change


def people(change: Change, recognition: Recognition, *, created: int) -> PeopleCount:
    """Count the people in the file.

    *created* is the number of people whom the command added before reading the file.
    """
    outcome = change.outcome
    kinds = change.reader.kinds(recognition.known | recognition.unsure)
    counted = {person for person, kind in kinds.items() if kind == "person"}
    known, unsure = counted & recognition.known, len(counted & recognition.unsure)
    merged = sum(person < recognition.first_person for person in outcome.gone)
    return PeopleCount(
        new=outcome.people["person"] - unsure + merged + created,
        merged=merged,
        updated=len(known & outcome.altered),
        unchanged=len(known - outcome.altered),
        unsure=unsure,
        placeholders=outcome.people["placeholder"],
        organizations=outcome.people["organization"],
    )


def links(change: Change, batch: int) -> LinkCount:
    """Count the links for which *batch* contains evidence."""
    outcome = change.outcome
    kept = [each for each in outcome.kept_links.values() if batch in each.batches and len(each.batches) > 1]
    updated = sum(each.changed for each in kept)
    unchanged = len(kept) - updated + len(outcome.repeated_links)
    return LinkCount(new=outcome.links, updated=updated, unchanged=unchanged)
