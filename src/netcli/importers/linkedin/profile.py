"""The addresses of LinkedIn profiles: all spellings of an address have the same key."""

from __future__ import annotations

from netcli import identifiers
from netcli.importers.shared.nobody import is_nobody


def key(url: str) -> str | None:
    """Return the key of a profile's person, or None for a company's page.

    >>> key("www.linkedin.com/in/Zo%C3%A9-exemple/fr?x=1"), key("https://www.linkedin.com/company/dupuis")
    ('https://www.linkedin.com/in/zoé-exemple', None)
    """
    found = identifiers.profile(url)
    return identifiers.url(url) if found and found[0] == "linkedin" else None


def full_name(first: str, last: str) -> str | None:
    """Return the first and the last name in one text.

    If both names are empty, or the account is hidden, return None.
    """
    name = f"{first} {last}".strip()
    return None if not name or is_nobody(name) else name
