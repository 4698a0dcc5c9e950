"""The date of a file's contents, which decides which of two files is newer."""

from __future__ import annotations

from netcli import clock, dates


def as_of(name: str, latest: str, modified: str | None) -> tuple[str, str]:
    """Return the date of a file's contents, and the source of the date.

    The source is `name`, `content`, `modified` or `now`.
    """
    today = clock.latest_day().isoformat()
    if (named := dates.from_name(name)) and named <= today:
        return named, "name"
    if latest and latest <= today:
        return latest, "content"
    if modified and modified <= today:
        return modified, "modified"
    return today, "now"
