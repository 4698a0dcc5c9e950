"""The people in the trash, as a table."""

from __future__ import annotations

from collections.abc import Iterable

from netcli.answers import Answer
from netcli.answers.edits import Written
from netcli.answers.trash import Thrown
from netcli.language import tr
from netcli.render.blocks import Block, Table
from netcli.render.phrases import name_of


def words(answer: Answer[object, list[Thrown] | Written]) -> Iterable[Block]:
    """Return one row per person.

    After a change, return nothing, because the answer's summary says everything.
    """
    if not isinstance(answer.result, Written) and answer.result:
        yield Table(
            (tr("Person"), tr("Name"), tr("Company"), tr("Removed"), tr("Links")), tuple(map(_row, answer.result))
        )


def _row(thrown: Thrown) -> tuple[str, ...]:
    person = thrown.person
    removed = thrown.removed.replace("T", " ")[:16]
    return f"id:{person.id}", name_of(person), person.company or "", removed, str(thrown.links)
