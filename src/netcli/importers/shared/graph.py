"""Turn the nodes and edges of any graph file into people and links."""

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
from netcli.importers.shared import labels
from netcli.importers.shared.attributes import BARE_NUMBER, CODE, DRAWN, EDGE, NODE, STRUCTURE
from netcli.importers.shared.ownership import is_owner
from netcli.importers.shared.relations import EDGE_TYPES, begun, kind_and_detail
from netcli.importers.source import NOBODY, Owner
from netcli.kinds import CERTAINTIES, DIRECTED
from netcli.language import say
from netcli.records import OWNER, Ignored, Item, Record, Testimony, Used

CLOSENESS: Final = range(1, 6)
"""The valid values of the attribute `closeness` in a file."""
MANY: Final = frozenset({"emails", "phones", "urls", "aliases", "tags"})
_ADDRESSES: Final = ("emails", "phones", "urls")
BARE: Final = say("a bare number names nobody")
_REPORTED: Final = {"last": "date", **dict.fromkeys(("kind", "kinds", "label", "certainty", "closeness"), "relation")}
"""Maps attributes of edges to fields in reports, if the names differ."""
_TRUE: Final = ("true", "1", "yes")


@dataclass(slots=True)
class Graph:
    """Reads the nodes and edges of a graph. Edges wait for their nodes.

    If a person has no name or address, *file* is part of the person's key. *table* is a table of nodes that several
    files use. `nobody` maps each node that is not a person to its kind, such as `group`.
    """

    file: str
    owner: Owner = NOBODY
    table: str | None = None
    nobody: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    stated: set[tuple[str | int | None, ...]] = field(default_factory=set)
    waiting: list[tuple[Testimony, ...]] = field(default_factory=list)
    values: Values = field(default_factory=Values)

    def node(self, node: str, attributes: Mapping[str, str], line: int) -> Iterator[Item]:
        """Yield the person of a node, unless the node has already been read."""
        if node in self.keys:
            yield Ignored("repeated")
        else:
            yield Used()
            yield self._person(node, attributes, line)

    def group(self, node: str) -> Iterator[Item]:
        """Ignore a node that only contains other nodes. The node's links are also ignored."""
        self.nobody[node] = "group"
        yield Ignored("group")

    def edge(self, *stated: Testimony) -> Iterator[Item]:
        """Yield the links of an edge. If a node has not been read, keep the edge for later.

        Self-links and repeated edges are ignored.
        """
        a, b = stated[0].a, stated[0].b
        if a == b:
            yield Ignored("self-link")
        elif why := self.nobody.get(a) or self.nobody.get(b):
            yield Ignored(why)
        elif a not in self.keys or b not in self.keys:
            self.waiting.append(stated)
        elif new := [each for each in stated if self._is_new(each)]:
            self.stated |= {(*sorted((a, b)), "contact", each.certainty, None) for each in new}
            yield Used()
            yield from (replace(each, a=self.keys[a], b=self.keys[b]) for each in new)
        else:
            yield Ignored("repeated")

    def _is_new(self, stated: Testimony) -> bool:
        """Return whether *stated* adds anything to earlier edges."""
        a, b = (stated.a, stated.b) if stated.direction or stated.link in DIRECTED else sorted((stated.a, stated.b))
        kind = (a, b, stated.link, stated.certainty, stated.detail)
        full = (*kind, stated.since, stated.last, stated.closeness)  # a tuple of another length than *kind*
        if full in self.stated or (kind in self.stated and not any(full[len(kind) :])):
            return False
        self.stated |= {kind, full}
        return True

    def rest(self) -> Iterator[Item]:
        """Yield the links of the waiting edges, then the unusable values.

        A node that is missing in the file becomes a person with only an id.
        """
        edges, self.waiting = self.waiting, []
        for stated in edges:
            for node in (stated[0].a, stated[0].b):
                if node not in self.keys and self.nobody.keys().isdisjoint((stated[0].a, stated[0].b)):
                    yield self._person(node, {}, stated[0].line or 1)
            yield from self.edge(*stated)
        yield from self.values.items()

    def _person(self, node: str, attributes: Mapping[str, str], line: int) -> Record:
        mine = [name for name, value in attributes.items() if fold(name) == "me" and value.casefold() in _TRUE]
        record = person(node, {name: attributes[name] for name in attributes if name not in mine}, line, self.values)
        known_by = record.name or next(iter(record.emails + record.phones + record.urls), None)
        self.keys[node] = f"{node}/{known_by}" if known_by else f"{self.file}#{node}"
        if known_by and self.table:
            self.keys[node] = f"{self.table}#{self.keys[node]}"
        if mine and OWNER not in self.keys.values() and is_owner(self.owner, record):
            self.keys[node] = OWNER
        elif mine:
            self.values.leave(mine[0])
        durable = self.table is not None and self.keys[node] != OWNER
        return replace(record, key=self.keys[node], durable=durable, lists_owner=True)


def person(key: str, attributes: Mapping[str, str], line: int, values: Values) -> Record:
    """Return the person of a node. If there is only a number, return a placeholder.

    >>> person("n0", {"Label": "Zoé Exemple", "E-mail": "zoe@example.org"}, 4, Values()).emails
    ('zoe@example.org',)
    """
    one: dict[str, str] = {}
    several: dict[str, tuple[str, ...]] = {}
    columns: dict[str, str] = {}
    values.line = line
    for attribute, value in attributes.items():
        meaning = NODE.get(fold(attribute))
        value = value.strip()
        if not value:
            continue
        if not meaning:
            _leave(attribute, values)
        elif meaning in MANY:
            several[meaning] = several.get(meaning, ()) + _read(value, meaning, attribute, values)
        elif meaning == "birthday":
            one[meaning] = values.date(value, "birthday", attribute, parse=dates.parse) or ""
        elif meaning == "note":
            one[meaning] = "\n".join(dict.fromkeys(filter(None, (one.get(meaning), value))))
        else:
            if one.get(meaning, value) != value and meaning in ("company", "title", "city"):
                values.lose(meaning, one[meaning], say("another value was kept"), attribute)
            one[meaning], columns[meaning] = value, attribute
    name, drawn = _called(key, one, several, columns, values)
    for what, texts in labels.sorted_out(drawn).items():
        if what == "note":
            one[what] = "\n".join(dict.fromkeys(filter(None, (one.get(what), *texts))))
        else:
            several[what] = tuple(dict.fromkeys(several.get(what, ()) + texts))
    organization = one.pop("kind", "").casefold() in ("organization", "organisation", "company")
    given, family = one.pop("given", None), one.pop("family", None)
    name = name or " ".join(filter(None, (given, family))) or None
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


def _called(
    key: str, one: dict[str, str], several: Mapping[str, tuple[str, ...]], columns: Mapping[str, str], values: Values
) -> tuple[str | None, list[str]]:
    """Return the name of a node's person, and the label's other texts."""
    name, label = (_name(one.pop(what, ""), key, columns.get(what), values) for what in ("name", "label"))
    if not label or any(label in several.get(each, ()) for each in _ADDRESSES):
        return name, []
    drawn, rest = labels.parted(label)
    drawn = _name(drawn, key, columns["label"], values) or key
    if drawn == key:
        return name, rest
    if name not in (None, key, drawn):
        values.lose("name", drawn, say("another value was kept"), columns["label"])
        return name, rest
    return drawn, rest


def _name(text: str, key: str, column: str | None, values: Values) -> str | None:
    """Return *text*, or None if it is empty or a number."""
    if not BARE_NUMBER.fullmatch(text):
        return text or None
    if text.lstrip("#№ ") != key:
        values.lose("name", text, BARE, column)
    return None


def links_of(
    a: str, b: str, attributes: Mapping[str, str], *, directed: bool, line: int, values: Values
) -> list[Testimony]:
    """Return one testimony for each kind of link that an edge states.

    If a word means no known kind, the kind is `other`, and the word becomes the detail.
    """
    said: dict[str, str] = {}
    values.line = line
    for name, value in attributes.items():
        meaning, value = EDGE.get(fold(name)), value.strip()
        if not value or (meaning == "kind" and value.casefold() in EDGE_TYPES):
            continue
        if not meaning:
            _leave(name, values)
        elif meaning == "note":
            said[meaning] = "; ".join(dict.fromkeys(filter(None, (said.get(meaning), value))))
        elif said.setdefault(meaning, value) != value:
            values.lose(_REPORTED.get(meaning, meaning), value, say("another value was kept"), name)
    kinds = [kind_and_detail(word) for word in several(said.get("kinds", "")) or (said.get("kind", ""),)]
    if kinds[0][0] == "contact" and (label := said.get("label", "")):  # the label of an edge may name a kind of link
        link, detail = kind_and_detail(label)
        kinds[0] = ("contact", label) if link == "other" else (link, detail)
    certainty = said.get("certainty", "sure")
    closeness = said.get("closeness", "")
    noted = (said.get("note"), "directed" if directed else None)
    if certainty not in CERTAINTIES:
        values.lose(
            "relation", certainty, say("not one of {certainties}", certainties=", ".join(CERTAINTIES)), "certainty"
        )
    if closeness and closeness not in map(str, CLOSENESS):
        values.lose("relation", closeness, say("not from 1 to 5"), "closeness")
    since, last = (values.date(said.get(name, ""), what, name) for name, what in (("since", "since"), ("last", "date")))
    dated = begun([link for link, _ in kinds])
    return [
        Testimony(
            a,
            b,
            "declared",
            link,
            certainty=certainty if certainty in CERTAINTIES else "sure",
            since=since if link in dated else None,
            last=last,
            direction="a_to_b" if directed else None,
            closeness=int(closeness) if closeness in map(str, CLOSENESS) else None,
            detail="; ".join(filter(None, (detail, *noted))) or None,
            line=line,
        )
        for link, detail in kinds
    ]


def _leave(attribute: str, values: Values) -> None:
    """Count an unread attribute, except attributes of structure or drawing."""
    if attribute and fold(attribute) not in STRUCTURE and fold(attribute) not in DRAWN:
        values.leave(attribute)


def _read(value: str, meaning: str, attribute: str, values: Values) -> tuple[str, ...]:
    """Return the valid values in the text *value* of an attribute.

    *meaning* is the attribute's field, such as `emails`.
    """
    found = _values(value, address=meaning in _ADDRESSES)
    if meaning not in _ADDRESSES:
        return found
    read = {"emails": values.emails, "phones": values.phones, "urls": values.urls}[meaning]
    return tuple(each for one in found for each in read(one, attribute))


def _values(value: str, *, address: bool) -> tuple[str, ...]:
    """Return the separate values in *value*. In an address, a semicolon separates only before a blank."""
    if SEVERAL in value:
        return several(value)
    return tuple(filter(None, re.split(r"\n|[;|]\s+" if address else r"\s*[;|\n]\s*", value)))


@lru_cache(maxsize=1024)  # many nodes have the same few attributes
def fold(attribute: str) -> str:
    """Return an attribute's name without case, accents and punctuation."""
    return "".join(filter(str.isalnum, unaccented(attribute)))


def _by_id(key: str, several: dict[str, tuple[str, ...]]) -> tuple[str | None, dict[str, tuple[str, ...]]]:
    """Return the name and values of a nameless node, from the node's id."""
    if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", key):
        return None, several | {"emails": (key,)}
    if re.match(r"https?://", key):
        return None, several | {"urls": (*several.get("urls", ()), key)}
    return (None if CODE.fullmatch(key) else key), several
