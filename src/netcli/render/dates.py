"""`dates` in words: one row per recurring date."""

from __future__ import annotations

from collections.abc import Iterable

from netcli.answers import Answer
from netcli.answers.dates import Anniversary
from netcli.render.blocks import Block, Table
from netcli.render.phrases import plural, with_company


def words(answer: Answer[object, list[Anniversary]]) -> Iterable[Block]:
    """Return one row per date."""
    yield Table(("Date", "In", "Whom", "What"), tuple(map(_row, answer.result)))


def _row(date: Anniversary) -> tuple[str, ...]:
    days = ("today", "tomorrow")[date.in_days] if date.in_days < 2 else f"{date.in_days} days"
    return date.date, days, with_company(date.person), what(date)


def what(date: Anniversary) -> str:
    """Return what the date is, and how many years it will have been."""
    if date.what == "birthday":
        return "birthday" if date.years is None else f"birthday, {plural(date.years, 'year')}"
    return f"{plural(date.years or 0, 'year')} since your first contact"
