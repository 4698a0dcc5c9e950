"""What nodes and edges of any graph file mean: which attribute is a name, an e-mail, a kind of link."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from netcli import dates
from netcli.folding import unaccented
from netcli.importers.formats.tables import SEVERAL, several
from netcli.importers.formats.values import Values
from netcli.importers.shared.relations import kind_and_detail
from netcli.kinds import CERTAINTIES, DIRECTED
from netcli.records import Ignored, Item, Record, Testimony, Used

CLOSENESS: Final = range(1, 6)
"""Declared closeness goes from 1 to 5."""
NODE: Final = {
    "name": "name",
    "label": "label",
    "fullname": "name",
    "displayname": "name",
    "nom": "name",
    "nomcomplet": "name",
    "given": "given",
    "givenname": "given",
    "firstname": "given",
    "prenom": "given",
    "family": "family",
    "familyname": "family",
    "lastname": "family",
    "surname": "family",
    "nomdefamille": "family",
    "email": "emails",
    "emails": "emails",
    "mail": "emails",
    "emailaddress": "emails",
    "courriel": "emails",
    "phone": "phones",
    "phones": "phones",
    "tel": "phones",
    "telephone": "phones",
    "mobile": "phones",
    "url": "urls",
    "urls": "urls",
    "profile": "urls",
    "profileurl": "urls",
    "linkedin": "urls",
    "homepage": "urls",
    "company": "company",
    "organization": "company",
    "organisation": "company",
    "employer": "company",
    "societe": "company",
    "entreprise": "company",
    "title": "title",
    "job": "title",
    "jobtitle": "title",
    "position": "title",
    "role": "title",
    "fonction": "title",
    "city": "city",
    "ville": "city",
    "town": "city",
    "country": "country",
    "pays": "country",
    "birthday": "birthday",
    "birthdate": "birthday",
    "note": "note",
    "notes": "note",
    "alias": "aliases",
    "aliases": "aliases",
    "nickname": "aliases",
    "tag": "tags",
    "tags": "tags",
    "kind": "kind",
}
"""Attribute of a node, folded, to what it says of a person."""
EDGE: Final = {
    "kind": "kind",
    "relation": "kind",
    "relationship": "kind",
    "type": "kind",
    "kinds": "kinds",
    "label": "label",
    "since": "since",
    "start": "since",
    "from_date": "since",
    "last": "last",
    "lastcontact": "last",
    "certainty": "certainty",
    "closeness": "closeness",
    "note": "note",
    "detail": "note",
}
"""Attribute of an edge, folded, to what it says of a link."""
STRUCTURE: Final = frozenset(("id", "key", "data", "index", "source", "target", "from", "to", "directed", "group"))
DRAWN: Final = frozenset(
    (
        *("x", "y", "z", "r", "g", "b", "a", "fx", "fy", "vx", "vy", "pos", "position", "rank", "dir", "fixed"),
        *("color", "colour", "fillcolor", "fontcolor", "fontname", "fontsize", "size", "width", "height", "shape"),
        *("style", "penwidth", "viz", "image", "icon", "arrowhead", "arrowtail", "constraint", "margin"),
    )
)
"""Attributes, folded, that a graph is built of, and how it is drawn: they say nothing of anybody."""
MANY: Final = frozenset({"emails", "phones", "urls", "aliases", "tags"})
_ADDRESSES: Final = ("emails", "phones", "urls")
CODE: Final = re.compile(r"[a-z_-]{0,4}\d+|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{24,}|[\W_]", re.IGNORECASE)
"""A node id that only numbers nodes; any other id is what the author calls somebody."""


@dataclass(slots=True)
class Graph:
    """The people seen so far by node id, the links stated so far, and the edges that wait for their nodes.

    Ids such as `n0` mean somebody else in the next file: a record's key is an id and a name, or an id in a *file*.
    """

    file: str
    keys: dict[str, str] = field(default_factory=dict)
    stated: set[tuple[str, str, str | None]] = field(default_factory=set)
    waiting: list[tuple[Testimony, ...]] = field(default_factory=list)
    values: Values = field(default_factory=Values)

    def node(self, node: str, attributes: Mapping[str, str], line: int) -> Iterator[Item]:
        """Yield the person that a node stands for, once."""
        if node in self.keys:
            yield Ignored("repeated")
        else:
            yield Used()
            yield self._person(node, attributes, line)

    def edge(self, *stated: Testimony) -> Iterator[Item]:
        """Yield the links *stated* between node ids, unless the edge loops, repeats, or must wait for its nodes."""
        a, b = stated[0].a, stated[0].b
        if a == b:
            yield Ignored("self-link")
        elif a not in self.keys or b not in self.keys:
            self.waiting.append(stated)
        elif new := [each for each in stated if self._is_new(each)]:
            yield Used()
            yield from (replace(each, a=self.keys[a], b=self.keys[b]) for each in new)
        else:
            yield Ignored("repeated")

    def _is_new(self, stated: Testimony) -> bool:
        a, b = (stated.a, stated.b) if stated.direction or stated.link in DIRECTED else sorted((stated.a, stated.b))
        before = len(self.stated)
        self.stated.add((a, b, stated.link))
        return len(self.stated) > before

    def rest(self) -> Iterator[Item]:
        """Yield the edges that came before their nodes, and what could not be used.

        A node that never came is known by its id alone.
        """
        edges, self.waiting = self.waiting, []
        for stated in edges:
            for node in (stated[0].a, stated[0].b):
                if node not in self.keys:
                    yield self._person(node, {}, stated[0].line or 1)
            yield from self.edge(*stated)
        yield from self.values.items()

    def _person(self, node: str, attributes: Mapping[str, str], line: int) -> Record:
        record = person(node, attributes, line, self.values)
        known_by = record.name or next(iter(record.emails + record.phones + record.urls), None)
        self.keys[node] = f"{node}/{known_by}" if known_by else f"{self.file}#{node}"
        return replace(record, key=self.keys[node])


def person(key: str, attributes: Mapping[str, str], line: int, values: Values) -> Record:
    """Return the person that a node's id and attributes describe; an id that is a mere number makes a placeholder.

    >>> person("n0", {"Label": "Zoé Exemple", "E-mail": "zoe@example.org"}, 4, Values()).emails
    ('zoe@example.org',)
    """
    one: dict[str, str] = {}
    several: dict[str, tuple[str, ...]] = {}
    values.line = line
    for attribute, value in attributes.items():
        meaning = NODE.get(fold(attribute))
        if not value.strip():
            continue
        if not meaning:
            _leave(attribute, values)
        elif meaning in MANY:
            several[meaning] = several.get(meaning, ()) + _read(value.strip(), meaning, attribute, values)
        elif meaning == "birthday":
            one[meaning] = values.date(value, "birthday", attribute, parse=dates.parse) or ""
        else:
            if one.get(meaning, value.strip()) != value.strip() and meaning in ("company", "title", "city"):
                values.lose(meaning, one[meaning], "another one is kept", attribute)
            one[meaning] = value.strip()
    label = one.pop("label", None)
    if label and one.get("name", key) == key and not any(label in several.get(each, ()) for each in _ADDRESSES):
        one["name"] = label  # a name says more than what is drawn, unless it is but the id; an address is no name
    organization = one.pop("kind", "").casefold() in ("organization", "organisation", "company")
    called = one.pop("name", None)
    given, family = one.pop("given", None), one.pop("family", None)
    name = called or " ".join(filter(None, (given, family))) or None
    if not name and not several.get("emails"):
        name, several = _by_id(key, several)
    return Record(
        key,
        name,
        given,
        family,
        organization=organization,
        line=line,
        emails=several.get("emails", ()),
        phones=several.get("phones", ()),
        urls=several.get("urls", ()),
        aliases=several.get("aliases", ()),
        tags=several.get("tags", ()),
        company=one.get("company"),
        title=one.get("title"),
        city=one.get("city"),
        country=one.get("country"),
        birthday=one.get("birthday") or None,
        note=one.get("note"),
    )


def links_of(
    a: str, b: str, attributes: Mapping[str, str], *, directed: bool, line: int, values: Values
) -> list[Testimony]:
    """Return what an edge states, once a kind of link; an unknown kind is `other`, and its word is kept."""
    said = {meaning: value.strip() for name, value in attributes.items() if (meaning := EDGE.get(fold(name)))}
    values.line = line
    for name, value in attributes.items():
        if value.strip() and fold(name) not in EDGE:
            _leave(name, values)
    kinds = [kind_and_detail(word) for word in several(said.get("kinds", "")) or (said.get("kind", ""),)]
    if kinds[0][0] == "contact" and (label := said.get("label", "")):  # what is drawn on the line may name a kind
        link, detail = kind_and_detail(label)
        kinds[0] = ("contact", label) if link == "other" else (link, detail)
    certainty = said.get("certainty", "sure")
    closeness = said.get("closeness", "")
    noted = (said.get("note"), "directed" if directed else None)
    if certainty not in CERTAINTIES:
        values.lose("relation", certainty, f"none of {', '.join(CERTAINTIES)}", "certainty")
    if closeness and closeness not in map(str, CLOSENESS):
        values.lose("relation", closeness, "not 1 to 5", "closeness")
    since, last = (values.date(said.get(name, ""), what, name) for name, what in (("since", "since"), ("last", "date")))
    return [
        Testimony(
            a,
            b,
            "declared",
            link,
            certainty=certainty if certainty in CERTAINTIES else "sure",
            since=since,
            last=last,
            direction="a_to_b" if directed else None,
            closeness=int(closeness) if closeness in map(str, CLOSENESS) else None,
            detail="; ".join(filter(None, (detail, *noted))) or None,
            line=line,
        )
        for link, detail in kinds
    ]


def _leave(attribute: str, values: Values) -> None:
    """Count an attribute that no field takes, unless it is there for the graph, or for its drawing."""
    if attribute and fold(attribute) not in STRUCTURE and fold(attribute) not in DRAWN:
        values.leave(attribute)


def _read(value: str, meaning: str, attribute: str, values: Values) -> tuple[str, ...]:
    """Return the values of an attribute that are what it says."""
    found = _values(value, address=meaning in _ADDRESSES)
    if meaning not in _ADDRESSES:
        return found
    read = {"emails": values.emails, "phones": values.phones, "urls": values.urls}[meaning]
    return tuple(each for one in found for each in read(one, attribute))


def _values(value: str, *, address: bool) -> tuple[str, ...]:
    """Return the several values that *value* holds; an address may hold a semicolon, if no blank follows."""
    if SEVERAL in value:
        return several(value)
    return tuple(filter(None, re.split(r"\n|[;|]\s+" if address else r"\s*[;|\n]\s*", value)))


@lru_cache(maxsize=1024)  # a file has few attributes and many nodes
def fold(attribute: str) -> str:
    """Return an attribute's name without case, accents and marks: `E-mail` and `email` are one."""
    return "".join(filter(str.isalnum, unaccented(attribute)))


def _by_id(key: str, several: dict[str, tuple[str, ...]]) -> tuple[str | None, dict[str, tuple[str, ...]]]:
    """Return what an id says by itself: an address, a page, a name, or nothing."""
    if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", key):
        return None, several | {"emails": (key,)}
    if re.match(r"https?://", key):
        return None, several | {"urls": (*several.get("urls", ()), key)}
    return (None if CODE.fullmatch(key) else key), several
