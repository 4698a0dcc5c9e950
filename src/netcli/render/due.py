"""`netcli due` in words: whom to write to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from netcli import clock
from netcli.answers import Answer
from netcli.answers.due import Due
from netcli.language import spoken, tr
from netcli.relative_days import in_words
from netcli.render.blocks import Block, Table
from netcli.render.phrases import ago, with_company


def words(answer: Answer[object, list[Due]]) -> Iterable[Block]:
    """Return one row per person."""
    why = isinstance(answer.query, Mapping) and bool(answer.query.get("why"))
    columns = (tr("Whom"), tr("Last contact"), tr("Rhythm"), tr("Overdue"), *((tr("Costs"), tr("Why")) if why else ()))
    yield Table(columns, tuple(_row(each, why=why) for each in answer.result))


def _row(due: Due, *, why: bool) -> tuple[str, ...]:
    last = ago(due.last_met, clock.today()) if due.last_met else tr("never")
    late = spoken(in_words(due.overdue_days)) if due.overdue_days else tr("today")
    reasons = ("" if due.cost is None else tr("{cost:.2f}", cost=due.cost), spoken(due.why or "")) if why else ()
    return with_company(due.person), last, spoken(in_words(due.rhythm_days)), late, *reasons
