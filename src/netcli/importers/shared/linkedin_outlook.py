"""Recognise the table that LinkedIn exported for Outlook before 2017."""

from __future__ import annotations

from typing import Final

from netcli.importers.text import fold

COLUMNS: Final = frozenset(
    [fold(name) for name in ("Title", "First Name", "Middle Name", "Last Name", "Suffix", "Company", "Department")]
    + [fold(name) for name in ("E-mail Address", "E-mail 2 Address", "E-mail 3 Address", "Job Title", "Callback")]
    + [
        f"{place} {part}"
        for place in ("business", "home", "other")
        for part in ("street", "street 2", "street 3", "city", "state", "postal code", "country", "fax", "phone")
    ]
    + ["assistant's phone", "business phone 2", "car phone", "company main phone", "home phone 2", "isdn"]
    + ["mobile phone", "pager", "primary phone", "radio phone", "tty/tdd phone", "telex", "assistant's name"]
    + ["birthday", "manager's name", "notes", "other address po box", "spouse", "web page", "personal web page"]
)
"""All columns of the table that LinkedIn exported for Outlook, in folded form."""


def fits(columns: frozenset[str]) -> bool:
    """Return whether *columns* are exactly the columns of LinkedIn's table for Outlook."""
    return columns == COLUMNS
