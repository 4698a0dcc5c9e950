"""`--as-of`: answer questions from what the book knew on a given day."""

from __future__ import annotations

import contextlib
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date

from netcli import clock, dates
from netcli.answers import Remark
from netcli.errors import Usage
from netcli.language import say
from netcli.store.reader import Reader


def day(text: str | None) -> date | None:
    """Return *text* as a day; a year or a month means its last day.

    Raises Usage if *text* is not a date, or is in the future.

    >>> day("2015"), day("2016-02")
    (datetime.date(2015, 12, 31), datetime.date(2016, 2, 29))
    """
    if text is None:
        return None
    if not dates.valid(text) or text.startswith("-"):
        raise Usage(say("{text!r} is not a date", text=text), say("write --as-of 2019, 2019-06 or 2019-06-01"))
    year, month, number = [*map(int, text.split("-")), 0, 0][:3]
    month = month or 12
    found = date(year, month, number or monthrange(year, month)[1])
    if found > clock.today():
        raise Usage(say("{text} is in the future", text=text), say("choose today or an earlier day"))
    return found


def iso(text: str | None) -> str | None:
    """Return the day that *text* means, as an ISO date."""
    found = day(text)
    return found.isoformat() if found else None


@contextlib.contextmanager
def known_on(reader: Reader, on: date | None) -> Iterator[Sequence[Remark]]:
    """Make *reader* show only what the book knew on a day; yield warnings.

    If the argument `on` is None, *reader* shows everything. The effect lasts until the transaction of *reader* ends.
    """
    if on is None:
        yield ()
        return
    from netcli.store import as_of  # rarely needed

    shared = as_of.show(reader, on)
    message = say(
        "for {shared} pairs, the number of contacts is an estimate, because an older netcli did not store"
        " the day of each contact",
        shared=shared,
    )
    yield [{"code": "shared_out", "message": message, "counts": shared}] if shared else ()
