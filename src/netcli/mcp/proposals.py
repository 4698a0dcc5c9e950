"""Changes that an assistant proposes, and then confirms with a token.

No proposal imports a file, or merges, removes or forgets people.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from netcli import clock
from netcli.answers import Answer, Words
from netcli.answers.edits import Written
from netcli.answers.paths import Found
from netcli.answers.proposals import Proposal
from netcli.errors import Refused, Unknown
from netcli.kinds import LINK_KINDS, MEETING_KINDS
from netcli.language import say
from netcli.mcp.access import Access
from netcli.mcp.tools import MOST, PERSON, Arguments, Schema

if TYPE_CHECKING:
    from netcli.answers.people import Person
    from netcli.book import Book

LASTS: Final = timedelta(minutes=10)
"""Lifetime of a token. The user has this time to decide about a proposal."""
MOST_WAITING: Final = 100
"""Maximum number of proposals that wait at once; the oldest are dropped."""

TEXT: Final[Schema] = {"type": "string", "minLength": 1, "maxLength": 2_000}
STATES: Final = ("asked", "agreed", "introduced", "met", "declined", "silent")
"""The possible states of a logged introduction."""

Change = Callable[["Book"], Answer[Words, Written]]
"""A function that makes a change in a book open for writing."""


class Kind(NamedTuple):
    """A kind of change that an assistant can propose."""

    name: str
    title: str
    description: str
    takes: Mapping[str, Schema]
    needs: tuple[str, ...]
    change: Callable[[Access, Arguments], Change]

    def input_schema(self) -> Schema:
        """Return the schema of the proposal's arguments. The schema forbids additional arguments."""
        return {
            "type": "object",
            "properties": dict(self.takes),
            "required": list(self.needs),
            "additionalProperties": False,
        }


class Proposals:
    """The proposals that wait for confirmation, kept in memory until the server ends."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._waiting: dict[str, _Waiting] = {}

    def propose(self, kind: Kind, given: Arguments) -> Answer[Words, Proposal]:
        """Try the change, and return its effect with a token that confirms it.

        Raises Refused if nothing would change.
        """
        change = kind.change(self._access, given)
        with self._access.writing(dry_run=True) as book:
            would = change(book)
        if not would.result.changed:
            raise Refused(
                say("there is nothing to change"), say("the book already contains this information"), code="unchanged"
            )
        token = secrets.token_urlsafe(12)
        expires = clock.now() + LASTS
        while len(self._waiting) >= MOST_WAITING:
            del self._waiting[next(iter(self._waiting))]
        self._waiting[token] = _Waiting(change, would, expires)
        told = Proposal(token, would.summary or "", clock.written(expires))
        return Answer("mcp", {"tool": kind.name, **given}, told)

    def confirm(self, token: str) -> Answer[Words, Written]:
        """Make the change proposed under *token*, which is valid only once.

        Raises Unknown if the token is unknown or used.

        Raises Refused if the token has expired, or if the effect would differ.
        """
        waiting = self._waiting.pop(token, None)
        if waiting is None:
            raise Unknown(
                say("there is no proposal with that token"), say("propose the change again"), code="unknown_token"
            )
        if clock.now() > waiting.expires:
            raise Refused(say("the token has expired"), say("propose the change again"), code="expired_token")
        with self._access.writing(dry_run=False) as book:
            done = waiting.change(book)
            if _effect(done) != _effect(waiting.would):
                raise Refused(
                    say("the book has changed since the proposal"), say("propose the change again"), code="stale_token"
                )
        return Answer("mcp", {"tool": "confirm", "token": token}, done.result, summary=done.summary)


class _Waiting(NamedTuple):
    """A proposed change, and its effect in the dry run."""

    change: Change
    would: Answer[Words, Written]
    expires: datetime


def _effect(answer: Answer[Words, Written]) -> tuple[int, list[int], list[tuple[int, int]]]:
    result = answer.result
    return result.changed, [each.id for each in result.people], [(each.a, each.b) for each in result.links]


def _people(access: Access, *words: str) -> list[Person]:
    """Return the person for each word. Misspelt words are refused."""
    with access.book() as book:
        return [book.person(each, spelt="rightly") for each in words]


def _link(access: Access, given: Arguments) -> Change:
    a, b = _people(access, given["a"], given["b"])
    details: Any = {key: given[key] for key in ("kind", "since", "note") if key in given}
    return lambda book: book.link(a, b, **details)


def _tag(access: Access, given: Arguments) -> Change:
    (who,) = _people(access, given["person"])
    return lambda book: book.tag(who, [tag.lstrip("-") for tag in given["tags"]])


def _edit(access: Access, given: Arguments) -> Change:
    (who,) = _people(access, given["person"])
    edits: Any = {key: given[key] for key in ("company", "title", "city") if key in given}

    def change(book: Book) -> Answer[Words, Written]:
        if "note" not in given:
            return book.edit(who, **edits)
        # add a line to the note: the assistant may be unable to see the note, and would overwrite it
        before = book.show(who, limit=1).result.person.note
        return book.edit(who, note=f"{before}\n{given['note']}" if before else given["note"], **edits)

    return change


def _met(access: Access, given: Arguments) -> Change:
    people = _people(access, *given["people"])
    details: Any = {key: given[key] for key in ("on", "kind", "place", "note") if key in given}
    return lambda book: book.met(people, **details)


def _intro(access: Access, given: Arguments) -> Change:
    (target,) = _people(access, given["target"])
    if given["state"] != "asked":
        return lambda book: book.log_introduction(target, given["state"])
    with access.book() as book:
        found = book.path("me", target).result
    if not isinstance(found, Found) or not found.intermediaries:
        raise Refused(
            say("nobody can introduce you to {name}", name=target.name),
            say("the tool `path` gives the reason"),
            code="no_chain",
        )
    ask = found.chains[0].people[1]  # this is nobody private, because the assistant may not see private people
    return lambda book: book.ask_introduction(target, via=ask)


KINDS: Final = (
    Kind(
        "link",
        "Propose a link",
        "Propose to record that two people know each other.",
        {"a": PERSON, "b": PERSON, "kind": {"enum": list(LINK_KINDS)}, "since": TEXT, "note": TEXT},
        ("a", "b"),
        _link,
    ),
    Kind(
        "tag",
        "Propose tags",
        "Propose to give a person tags.",
        {"person": PERSON, "tags": {"type": "array", "items": TEXT, "minItems": 1, "maxItems": MOST}},
        ("person", "tags"),
        _tag,
    ),
    Kind(
        "edit",
        "Propose a correction",
        "Propose to add a line to the note of a person, or to correct their company, title or city.",
        {"person": PERSON, "note": TEXT, "company": TEXT, "title": TEXT, "city": TEXT},
        ("person",),
        _edit,
    ),
    Kind(
        "met",
        "Propose to log a meeting",
        "Propose to log that the user met people, today unless it was on another day (2026-11-23, yesterday).",
        {
            "people": {"type": "array", "items": PERSON, "minItems": 1, "maxItems": MOST},
            "on": TEXT,
            "kind": {"enum": list(MEETING_KINDS)},
            "place": TEXT,
            "note": TEXT,
        },
        ("people",),
        _met,
    ),
    Kind(
        "intro",
        "Propose to log an introduction",
        "Propose to log how an introduction stands: that the user asked for it, or what came of it.",
        {"target": PERSON, "state": {"enum": list(STATES)}},
        ("target", "state"),
        _intro,
    ),
)
"""All changes that an assistant may propose."""
