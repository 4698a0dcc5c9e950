"""Kinds of links and meetings, degrees of certainty, and prefixes of hashed addresses."""

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
"""Every kind of link, strongest first. A link is shown as its strongest kind."""

DIRECTED: Final = frozenset(("parent", "child", "manager", "assistant", "customer", "supplier", "referred_by"))
"""Kinds of link that have another name when seen from the other end."""

INVERSE: Final = {"parent": "child", "child": "parent", "customer": "supplier", "supplier": "customer"}
"""The opposite of a kind of link, as seen from the other end; some directed kinds have none."""

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
"""The kinds of meeting. A diary line may begin with one of these words."""

CERTAINTIES: Final = ("sure", "probable", "guess")
"""How certain a link is, in descending order."""

HASHED: Final = "mailto-"
"""The prefix of all hashed addresses in the book."""
HASHED_URI: Final = f"{HASHED}sha1:"
"""The prefix before the hash of a URI such as `mailto:zoe@example.org`, as in FOAF."""
HASHED_ADDRESS: Final = f"{HASHED}bare:"
"""The prefix before the hash of the bare address (MD5, SHA-1 or SHA-256)."""
