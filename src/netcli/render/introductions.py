"""The readable output for introductions: a draft, or the log as a table."""

from __future__ import annotations

from collections.abc import Iterable

from netcli.answers import Answer
from netcli.answers.introductions import Draft, Intro
from netcli.language import tr
from netcli.render.blocks import Block, Table, line
from netcli.render.phrases import name_of


def words(answer: Answer[object, Draft | list[Intro]]) -> Iterable[Block]:
    """Return the request and the paragraph to forward, or one row per introduction."""
    result = answer.result
    if isinstance(result, Draft):
        yield from _draft(result)
    else:
        yield Table(
            (tr("Intro"), tr("Target"), tr("Asked"), tr("State"), tr("Since"), tr("Next")), tuple(map(_row, result))
        )


def _draft(draft: Draft) -> Iterable[Block]:
    yield line((tr("To "), "dim"), (name_of(draft.ask), "name"))
    yield from map(line, draft.request.splitlines())
    if draft.forwardable:
        yield line("")
        yield line((tr("To forward"), "dim"))
        yield from map(line, draft.forwardable.splitlines())


def _row(intro: Intro) -> tuple[str, ...]:
    target, ask = (name_of(person) if person else "" for person in (intro.target, intro.ask))
    return str(intro.intro), target, ask, tr(intro.state), intro.since, tr(intro.next or "")
