"""The tools with which an assistant queries the book."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from netcli.answers import Answer
    from netcli.book import Book

Arguments = Mapping[str, Any]
"""The arguments of a tool call, validated against the tool's schema."""
Schema = dict[str, object]

MOST: Final = 20
"""Maximum length of a list in one question or answer, such as a list of people."""
MOST_CHAINS: Final = 5
"""Maximum number of chains in one answer."""

PERSON: Final[Schema] = {
    "type": "string",
    "minLength": 1,
    "description": "A person: `me` for the user, any part of a name, or id:NUMBER, which is never ambiguous.",
}
PEOPLE: Final[Schema] = {"type": "array", "items": PERSON, "maxItems": MOST}
FILTERS: Final[Schema] = {
    "type": "array",
    "items": {"type": "string", "minLength": 1},
    "maxItems": MOST,
    "description": "All must match: words of a name, workplace, title or city, or company:X, title:X, city:X, hops:2; "
    "a leading - negates.",
}
BY: Final[Schema] = {
    "enum": ["hops", "chance"],
    "description": "Rank chains by fewest hops (then by chance), or by chance alone.",
}
GUESSES: Final[Schema] = {"type": "boolean", "description": "Also use links that are only inferred."}
MAX_HOPS: Final[Schema] = {"type": "integer", "minimum": 0, "description": "Longest chain (default 6); 0: no limit."}


def limit(most: int = MOST, usual: int = 10) -> Schema:
    """Return the schema of a `limit` argument."""
    return {"type": "integer", "minimum": 1, "maximum": most, "description": f"How many (default {usual})."}


class Tool(NamedTuple):
    """A tool that answers like the command of the same name."""

    name: str
    title: str
    description: str
    takes: Mapping[str, Schema]
    needs: Sequence[str]
    ask: Callable[[Book, Arguments], Answer[object, object]]
    details: bool = False  # whether the answer consists of details only

    def input_schema(self) -> Schema:
        """Return the schema of the tool's arguments. The schema forbids additional arguments."""
        return {
            "type": "object",
            "properties": dict(self.takes),
            "required": list(self.needs),
            "additionalProperties": False,
        }


def _path(book: Book, given: Arguments) -> Answer[object, object]:
    options = {key: given[key] for key in ("by", "count", "max_hops", "avoid", "via", "guesses") if key in given}
    return book.path(given.get("source", "me"), given["target"], **options)


def _reach(book: Book, given: Arguments) -> Answer[object, object]:
    options = {key: given[key] for key in ("by", "max_hops", "guesses") if key in given}
    return book.reach(given["filters"], given.get("source", "me"), limit=given.get("limit", 10), **options)


def _show(book: Book, given: Arguments) -> Answer[object, object]:
    if "other" in given:
        return book.show_link(given["person"], given["other"])
    return book.show(given["person"], limit=given.get("limit", 10))


TOOLS: Final = (
    Tool(
        "path",
        "Who can introduce A to B",
        "Find chains of introductions from one person (default: the user) to another, with the chance of each. "
        "Without a chain, the answer says how far each side reaches and which link would make one.",
        {
            "target": PERSON,
            "source": PERSON,
            "by": BY,
            "count": limit(MOST_CHAINS, 1),
            "max_hops": MAX_HOPS,
            "avoid": PEOPLE,
            "via": PEOPLE,
            "guesses": GUESSES,
        },
        ["target"],
        _path,
    ),
    Tool(
        "reach",
        "Who opens doors to everybody who matches",
        "Find chains to everybody who matches all filters (at a company, in a city), grouped by whom to ask first.",
        {"filters": {**FILTERS, "minItems": 1}, "source": PERSON, "by": BY, "max_hops": MAX_HOPS, "guesses": GUESSES}
        | {"limit": limit()},
        ["filters"],
        _reach,
    ),
    Tool(
        "find",
        "Find people",
        "Find people by words of their name, workplace, title or city, in any order, slightly misspelt; best first.",
        {"text": {"type": "string", "minLength": 1}, "limit": limit()},
        ["text"],
        lambda book, given: book.find(given["text"], limit=given.get("limit", 10)),
    ),
    Tool(
        "show",
        "Show a person, or the link of two",
        "Show a person with the likeliest of their links; or, with `other`, a link and how its chance adds up.",
        {"person": PERSON, "other": PERSON, "limit": limit()},
        ["person"],
        _show,
    ),
    Tool(
        "stats",
        "Measure the network",
        "Measure how small the user's world is: people, links, hops between people and from the user, clustering.",
        {"guesses": GUESSES},
        [],
        lambda book, given: book.stats(guesses=given.get("guesses", False)),
    ),
    Tool(
        "suggest",
        "Whom to meet next",
        "Suggest whom the user should meet: whose acquaintance brings everybody closer, and who can introduce them.",
        {"filters": FILTERS, "guesses": GUESSES, "limit": limit()},
        [],
        lambda book, given: book.suggest(
            given.get("filters", ()), guesses=given.get("guesses", False), limit=given.get("limit", 10)
        ),
    ),
    Tool(
        "due",
        "Whom to write to",
        "List people the user should write to again, the longest overdue first: by the rhythms they set, or (`fading`) "
        "by past frequency.",
        {"fading": {"type": "boolean"}, "limit": limit()},
        [],
        lambda book, given: book.due(fading=given.get("fading", False), limit=given.get("limit", 10)),
        details=True,
    ),
)
"""All questions that an assistant may ask; none of them writes."""
