"""Add and remove links by hand.

The user's statements are evidence with the network `hand`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict, Unpack

from netcli import clock, dates
from netcli.answers import Answer, Words
from netcli.answers.edits import Written
from netcli.ask.naming import Name, Who, offer_to_add
from netcli.errors import Unknown, Usage
from netcli.kinds import CERTAINTIES, DIRECTED, LINK_KINDS
from netcli.language import joined, say
from netcli.store import records
from netcli.store.evidence import INTRODUCED, PRIVATE
from netcli.store.journal import sorted_pair
from netcli.store.writer import Change
from netcli.tell.edits import named_or_added, names_of, record_by_hand, written


class LinkDetails(TypedDict, total=False):
    """The values of a link that the user states; None leaves a value unchanged.

    `since` and `last_contact` are dates such as `2015-01`. `closeness` goes from 1 to 5.
    """

    kind: str | None
    since: str | None
    last_contact: str | None
    certainty: str
    closeness: int | None
    note: str | None
    private: bool | None


def link(
    change: Change, person: Name, a: Who, b: Who, *, create: bool = False, **details: Unpack[LinkDetails]
) -> Answer[Words, Written]:
    """Record that *a* and *b* know each other.

    If *create* is true, unknown people are added. Raises Usage for an invalid kind, certainty or date, and for a future
    date.
    """
    _check(details)
    ends = [_end(change, person, who, create=create) for who in (a, b)]
    private = details.pop("private", None)
    if private is None or not _says_nothing(details) or not change.reader.links([sorted_pair(*ends)]):
        add_link(change, *ends, **details)
    if private is not None:
        mark_private(change, *ends, private=private)
    return written(
        change, "link", {"a": a, "b": b}, ends, say("{names} are now linked", names=_names(change, ends)), pair=True
    )


def unlink(change: Change, person: Name, a: Who, b: Who) -> Answer[Words, Written]:
    """Record that *a* and *b* do not know each other after all."""
    ends = [person(who).id for who in (a, b)]
    if ends[0] == ends[1]:
        raise Usage(say("a link needs two different people"), say("choose another person"))
    summary = say("{names} are no longer linked", names=_names(change, ends))
    remove_link(change, *ends)
    return written(change, "unlink", {"a": a, "b": b}, ends, summary)


def _check(details: LinkDetails) -> None:
    if (kind := details.get("kind")) and kind not in LINK_KINDS:
        raise Usage(
            say("{kind!r} is not a kind of link", kind=kind),
            say("choose one of these: {link_kinds}", link_kinds=" ".join(LINK_KINDS)),
        )
    if (certainty := details.get("certainty", "sure")) not in CERTAINTIES:
        raise Usage(say("{certainty!r} is not a certainty", certainty=certainty), say("choose sure, probable or guess"))
    for day in (details.get("since"), details.get("last_contact")):
        if day is not None and not dates.valid(day):
            raise Usage(say("{day!r} is not a date", day=day), say("write 2015, 2015-01 or 2015-01-24"))
        if day is not None and day > clock.today().isoformat():
            raise Usage(
                say("{day} is in the future", day=day), say("write an earlier date, or add the link on that day")
            )


def _names(change: Change, ends: Sequence[int]) -> str:
    """Return the names of the two ends, the user first."""
    change.derive()
    people = change.reader.people(ends)
    return joined(names_of(people[end] for end in ends))


def _end(change: Change, person: Name, who: Who, *, create: bool) -> int:
    if create and isinstance(who, str):
        return named_or_added(change, person, who)
    try:
        return person(who).id
    except Unknown as error:
        offer_to_add(error, who, say("use --create to add the person"))
        raise


def add_link(change: Change, a: int, b: int, **details: Unpack[LinkDetails]) -> None:
    """Record that *a* and *b* know each other.

    An earlier statement of the same kind is updated. Raises Usage if *a* and *b* are the same person.
    """
    if a == b:
        raise Usage(say("a link needs two different people"), say("choose another person"))
    one, other = record_by_hand(change, a).id, record_by_hand(change, b).id
    kind = details.get("kind")
    row = {
        "a": one,
        "b": other,
        "batch": None,
        "kind": "declared",
        "link": kind or "contact",
        "certainty": details.get("certainty", "sure"),
        "since": details.get("since"),
        "last": details.get("last_contact"),
        "count": None,
        "direction": "a_to_b" if kind in DIRECTED else None,
        "closeness": details.get("closeness"),
        "detail": details.get("note"),
        "file": None,
        "line": None,
    }
    for old in records.evidence_by_hand(change.reader, one, other):
        if not kind or old.link in (kind, "contact"):
            news = {name: value for name, value in row.items() if value is not None}
            if not kind:  # if the user gives no kind, keep the old kind and its direction
                del news["a"], news["b"], news["link"]
            change.journal.update("evidence", old.id, **news)
            return
    change.journal.insert("evidence", row)


def add_introduced(change: Change, a: int, b: int, day: str) -> None:
    """Record that *a* and *b* met on *day* after an introduction."""
    one, other = record_by_hand(change, a).id, record_by_hand(change, b).id
    row = {"a": one, "b": other, "batch": None, "kind": INTRODUCED, "link": "met", "certainty": "sure"}
    change.journal.insert("evidence", row | {"since": day, "last": day})


def _says_nothing(details: LinkDetails) -> bool:
    return details.get("certainty", "sure") == "sure" and not any(
        value for name, value in details.items() if name != "certainty"
    )


def mark_private(change: Change, a: int, b: int, *, private: bool) -> None:
    """Record whether the link between *a* and *b* is private."""
    marks = [row for _, _, row in change.reader.evidence_between([sorted_pair(a, b)]) if row.kind == PRIVATE]
    if private and not marks:
        one, other = record_by_hand(change, a).id, record_by_hand(change, b).id
        row = {"a": one, "b": other, "batch": None, "kind": PRIVATE, "link": None, "certainty": "sure"}
        change.journal.insert("evidence", row)
    elif not private:
        for mark in marks:
            change.journal.delete("evidence", mark.id)


def remove_link(change: Change, a: int, b: int) -> None:
    """Remove the link between *a* and *b* with all its evidence.

    Raises Unknown if there is no link.
    """
    pair = (a, b) if a < b else (b, a)
    if pair not in change.reader.links([pair]):
        one, other = names_of(change.reader.people(pair).values())
        raise Unknown(
            say("{one} and {other} are not linked", one=one, other=other),
            say("to see a person's links: netcli show P"),
            code="unknown_link",
        )
    for _, _, row in list(change.reader.evidence_between([pair])):
        if row.link is not None:
            change.journal.delete("evidence", row.id)


def deny_link(change: Change, a: int, b: int) -> None:
    """Record that *a* and *b* do not know each other.

    An existing link stays unchanged.
    """
    one, other = record_by_hand(change, a).id, record_by_hand(change, b).id
    row = {"a": one, "b": other, "batch": None, "kind": "strangers", "link": None, "certainty": "sure"}
    change.journal.insert("evidence", row)
