"""LinkedIn profile addresses: one key for every way of writing one."""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from urllib.parse import unquote

_SLUG: Final = re.compile(r"linkedin\.[^/]+/in/([^/?#\s]+)", re.IGNORECASE)
_OLD: Final = re.compile(r"linkedin\.[^/]+/(?:pub/(?!dir/)|profile/view\?)", re.IGNORECASE)
PROFILE: Final = "https://www.linkedin.com/in/"
_OPAQUE: Final = "ACoAA"
"""How a member's number begins that stands where a slug does, and whose case counts."""
NOBODY: Final = "linkedin member"
"""What LinkedIn calls whoever closed or hid her account; two of them are not one."""


def key(url: str) -> str | None:
    """The record key of a profile, the same for every way of writing its address; a company's page is nobody's.

    >>> key("www.linkedin.com/in/Zo%C3%A9-exemple/fr?x=1"), key("https://www.linkedin.com/company/dupuis")
    ('https://www.linkedin.com/in/zoé-exemple', None)
    """
    match = _SLUG.search(url)
    if not match:
        return url.strip().rstrip("/") if _OLD.search(url) else None
    slug = match[1]
    if not slug.isascii() or "%" in slug:
        slug = unicodedata.normalize("NFC", unquote(slug))
    return PROFILE + (slug if slug.startswith(_OPAQUE) else slug.casefold())


def full_name(first: str, last: str) -> str | None:
    """First and last name as one; None for none, and for LinkedIn's word for nobody."""
    name = f"{first} {last}".strip()
    return None if not name or name.casefold() == NOBODY else name
