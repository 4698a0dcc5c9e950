"""LinkedIn profile addresses: one key for all spellings of the same address."""

from __future__ import annotations

from netcli import identifiers
from netcli.importers.shared.nobody import is_nobody


def key(url: str) -> str | None:
    """Return the record key of a profile, the same for all spellings of its address; None for a company's page.

    >>> key("www.linkedin.com/in/Zo%C3%A9-exemple/fr?x=1"), key("https://www.linkedin.com/company/dupuis")
    ('https://www.linkedin.com/in/zoé-exemple', None)
    """
    found = identifiers.profile(url)
    return identifiers.url(url) if found and found[0] == "linkedin" else None


def full_name(first: str, last: str) -> str | None:
    """Return first and last name joined; None if both are empty, or for LinkedIn's name for hidden accounts."""
    name = f"{first} {last}".strip()
    return None if not name or is_nobody(name) else name
