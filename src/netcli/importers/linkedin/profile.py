"""LinkedIn profile addresses: one key for every way of writing one."""

from __future__ import annotations

from typing import Final

from netcli.identifiers import address, profile

NOBODY: Final = "linkedin member"
"""What LinkedIn calls whoever closed or hid their account; two of them are not one."""


def key(url: str) -> str | None:
    """Return the record key of a profile, the same for every way of writing its address; a company's page is nobody's.

    >>> key("www.linkedin.com/in/Zo%C3%A9-exemple/fr?x=1"), key("https://www.linkedin.com/company/dupuis")
    ('https://www.linkedin.com/in/zoé-exemple', None)
    """
    found = profile(url)
    return address(*found) if found and found[0] == "linkedin" else None


def full_name(first: str, last: str) -> str | None:
    """Return first and last name as one; None for none, and for LinkedIn's word for nobody."""
    name = f"{first} {last}".strip()
    return None if not name or name.casefold() == NOBODY else name
