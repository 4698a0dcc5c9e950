"""The current time, or a fixed time for reproducible answers."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, date, datetime, time

from netcli.errors import Usage
from netcli.language import say

_day: ContextVar[date | None] = ContextVar("_day", default=None)


@contextlib.contextmanager
def on(day: date | None) -> Iterator[None]:
    """Within the block, set the clock to the end of *day*, if given."""
    token = _day.set(day)
    try:
        yield
    finally:
        _day.reset(token)


def now() -> datetime:
    """Return the time in NETCLI_NOW, or else the current time, in UTC.

    Within a block of `on`, return the end of its day.

    Raises Usage if NETCLI_NOW is not an ISO date or date-time.
    """
    if day := _day.get():
        return datetime.combine(day, time.max, UTC)
    fixed = os.environ.get("NETCLI_NOW")
    if not fixed:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(fixed)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:  # OverflowError: in UTC, the year would be 0 or 10000
        raise Usage(
            say("NETCLI_NOW is {fixed!r}", fixed=fixed),
            say("write an ISO date such as 2026-11-23 or 2026-11-23T10:00:00"),
        ) from error


def today() -> date:
    """Return the user's calendar day. If the clock is fixed, this is the day in UTC."""
    if _day.get() or os.environ.get("NETCLI_NOW"):
        return now().date()
    return date.today()  # noqa: DTZ011 - the user's day is local


def latest_day() -> date:
    """Return the user's day or the day in UTC, whichever is later."""
    return max(today(), now().date())


def stamp() -> str:
    """Return the current time in the book's format: `2026-11-23T10:00:00Z`."""
    return written(now())


def written(moment: datetime) -> str:
    """Return *moment*, which is in UTC, in the book's format.

    >>> written(datetime(999, 6, 1, tzinfo=UTC))
    '0999-06-01T00:00:00Z'
    """
    return f"{moment.replace(tzinfo=None).isoformat(timespec='seconds')}Z"
