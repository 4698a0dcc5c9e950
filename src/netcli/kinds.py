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

MEETING_KINDS: Final = (
    *("meeting", "coffee", "tea", "breakfast", "brunch", "lunch", "dinner", "drinks", "beer", "party", "visit", "walk"),
    *(
        "sport",
        "trip",
        "call",
        "video",
        "chat",
        "mail",
        "letter",
        "interview",
        "conference",
        "fair",
        "event",
        "workshop",
    ),
    *("training", "class", "concert", "wedding", "funeral", "other"),
)
"""What a meeting can be; the word that a line of a diary may have before the names."""

CERTAINTIES: Final = ("sure", "probable", "guess")
"""How much a link is believed, best first."""
