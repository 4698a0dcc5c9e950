"""`dates` in words: one row per recurring date."""

from __future__ import annotations

from collections.abc import Iterable

from netcli.answers import Answer
from netcli.answers.dates import Anniversary
from netcli.language import say, tr
from netcli.render.blocks import Block, Table
from netcli.render.phrases import plural, with_company


def words(answer: Answer[object, list[Anniversary]]) -> Iterable[Block]:
    """Return one row per date."""
    yield Table((tr("Date"), tr("In"), tr("Whom"), tr("What")), tuple(map(_row, answer.result)))


def _row(date: Anniversary) -> tuple[str, ...]:
    days = tr(("today", "tomorrow")[date.in_days]) if date.in_days < 2 else tr("{in_days} days", in_days=date.in_days)
    return date.date, days, with_company(date.person), what(date)


def what(date: Anniversary) -> str:
    """Return a description of the date, such as "turns 40"."""
    if date.what == "birthday":
        return tr("birthday") if date.years is None else tr("turns {years}", years=date.years)
    # the acquaintance may be older than the first known message or contact
    since = say(
        "{years} since the first known message"
        if date._evidence == "message"
        else "{years} since your first known contact"
    )
    return tr(since, years=plural(date.years or 0, "year"))
