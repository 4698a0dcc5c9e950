"""The words for what a link is and how far it is believed: apart from records, so that questions load no more."""

from typing import Final

LINK_KINDS: Final = (
    "spouse",
    "partner",
    "parent",
    "child",
    "sibling",
    "kin",
    "manager",
    "assistant",
    "colleague",
    "friend",
    "classmate",
    "customer",
    "supplier",
    "neighbor",
    "referred_by",
    "met",
    "acquaintance",
    "contact",
    "other",
)
"""Every kind of link, strongest first: the order decides which kind a link shows."""

DIRECTED: Final = frozenset(("parent", "child", "manager", "assistant", "customer", "supplier", "referred_by"))
"""Kinds of link that read differently from the other end."""

CERTAINTIES: Final = ("sure", "probable", "guess")
"""How much a link is believed, best first."""
