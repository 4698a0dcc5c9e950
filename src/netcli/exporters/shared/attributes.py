"""The attributes of people and links in graph files. Unknown values are left out."""

from __future__ import annotations

from typing import Final

from netcli import cells
from netcli.answers.export import Extract
from netcli.answers.people import FullPerson, Link
from netcli.kinds import INVERSE

OF_PEOPLE: Final = {
    "name": "string",
    "kind": "string",
    "me": "boolean",
    "company": "string",
    "title": "string",
    "city": "string",
    "emails": "string",
    "phones": "string",
    "urls": "string",
    "aliases": "string",
    "tags": "string",
    "birthday": "string",
    "note": "string",
}
OF_LINKS: Final = {
    "kind": "string",
    "kinds": "string",
    "since": "string",
    "last_contact": "string",
    "certainty": "string",
    "closeness": "integer",
    "weight": "double",
    "note": "string",
}
"""The attributes of links and their types; `weight` is the link's chance."""

ONE_WAY: Final = frozenset(("manager", "assistant", "referred_by"))
"""Kinds of link that have a direction, but no inverse kind."""
STATED: Final = ("declared", "relation")
"""Kinds of evidence that state a kind of link."""


def of_person(person: FullPerson) -> dict[str, str]:
    """Return the known attributes of *person*, without the id."""
    known = {
        "name": person.name,
        "kind": person.kind,
        "me": "true" if person.me else None,
        "company": person.company,
        "title": person.title,
        "city": person.city,
        "emails": cells.joined(person.emails),
        "phones": cells.joined(person.phones),
        "urls": cells.joined(person.urls),
        "aliases": cells.joined(person.aliases),
        "tags": cells.joined(person.tags),
        "birthday": person.birthday,
        "note": person.note,
    }
    return {name: value for name, value in known.items() if value}


def of_link(extract: Extract, link: Link) -> tuple[int, int, dict[str, str]]:
    """Return the two ends of *link* and its known attributes. The function `oriented` sets the order of the ends."""
    a, b, kinds = oriented(link)
    closeness = extract.closeness.get((link.a, link.b))
    known = {
        "kind": kinds[0],
        "kinds": cells.joined(kinds) if len(kinds) > 1 else None,
        "since": link.since,
        "last_contact": link.last_contact,
        "certainty": link.certainty,
        "closeness": None if closeness is None else str(closeness),
        "weight": None if link.chance is None else f"{link.chance:.9g}",
        "note": note(link),
    }
    return a, b, {name: value for name, value in known.items() if value}


def oriented(link: Link) -> tuple[int, int, list[str]]:
    """Return the ends and the kinds of *link*, strongest kind first.

    The first end is, for example, the manager of the second end.
    """
    backwards = any(each.kind in STATED and each.direction == "b_to_a" for each in link.evidence)
    if backwards and not ONE_WAY.isdisjoint(link.kinds):
        return link.b, link.a, [INVERSE.get(kind, kind) for kind in link.kinds]
    return link.a, link.b, link.kinds


def note(link: Link) -> str:
    """Return the user's note on the link."""
    noted = (each.detail for each in link.evidence if each.kind == "declared" and each.detail)
    return "; ".join(dict.fromkeys(noted))


def label(person: FullPerson) -> str | None:
    """Return the label of *person* in a drawing: the name, or the best substitute."""
    return person.name or next(iter((*person.emails, *person.phones, *person.urls)), None)


def numbered(person: FullPerson) -> str:
    """Return the label of *person*, or the id if there is no label."""
    return label(person) or f"#{person.id}"
