"""What time it is for netcli: the system's, or the fixed one that tests and reproducible answers ask for."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from netcli.errors import Usage


def now() -> datetime:
    """The present moment in UTC, or NETCLI_NOW (an ISO date or date-time, UTC when it names no offset)."""
    fixed = os.environ.get("NETCLI_NOW")
    if not fixed:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(fixed)
    except ValueError as error:
        raise Usage(
            f"NETCLI_NOW is {fixed!r}", "write an ISO date such as 2026-11-23 or 2026-11-23T10:00:00"
        ) from error
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def today() -> date:
    """The present day in UTC."""
    return now().date()


def stamp() -> str:
    """The present moment as the book writes it: `2026-11-23T10:00:00Z`."""
    return now().strftime("%Y-%m-%dT%H:%M:%SZ")
