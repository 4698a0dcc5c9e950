"""The history of the book as a table."""

from __future__ import annotations

from collections.abc import Iterable

from netcli.answers import Answer
from netcli.answers.undo import Change
from netcli.language import spoken, tr
from netcli.recognition import recognised
from netcli.render.blocks import Block, Table


def words(answer: Answer[object, list[Change]]) -> Iterable[Block]:
    """Return one row per change."""
    yield Table((tr("Change"), tr("When (UTC)"), tr("Command"), tr("What"), ""), tuple(map(_row, answer.result)))


def _row(change: Change) -> tuple[str, ...]:
    return (
        str(change.change),
        change.when.replace("T", " ")[:16],
        change.command,
        spoken(recognised(change.summary)),
        tr("undone") if change.undone else "",
    )
