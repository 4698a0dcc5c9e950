"""The words for kinds of link and for how much a link is believed; apart from records, so that questions load less."""

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
"""Every kind of link, strongest first: a link shows the first of its kinds."""

DIRECTED: Final = frozenset(("parent", "child", "manager", "assistant", "customer", "supplier", "referred_by"))
"""Kinds of link that have another name when seen from the other end."""

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
"""The kinds of meeting: a diary line may begin with one of these words."""

CERTAINTIES: Final = ("sure", "probable", "guess")
"""How much a link is believed, highest first."""
