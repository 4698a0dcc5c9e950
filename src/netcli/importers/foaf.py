"""FOAF in RDF/XML, as LiveJournal and home pages published it.

    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:foaf="http://xmlns.com/foaf/0.1/">
    <foaf:Person rdf:nodeID="me"><foaf:name>Moi Test</foaf:name><foaf:mbox_sha1sum>0000…</foaf:mbox_sha1sum>
      <foaf:knows><foaf:Person><foaf:name>Zoé Exemple</foaf:name></foaf:Person></foaf:knows>
      <foaf:knows rdf:resource="http://paul.example.org/#me"/>
    </foaf:Person></rdf:RDF>

Descriptions with the same id are merged. A description without an id is recognised by its mailbox or page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from netcli import dates, identifiers
from netcli.importers.formats import xml
from netcli.importers.formats.values import Values
from netcli.importers.shared.keys import forbidden
from netcli.importers.source import Source
from netcli.importers.text import fold
from netcli.language import say
from netcli.records import OWNER, BadRow, Ignored, Item, Record, Testimony, Used

NETWORK: Final = "foaf"
SPACE: Final = "xmlns.com/foaf/0.1"
RELATION_SPACE: Final = "purl.org/vocab/relationship"
PEOPLE: Final = frozenset({"Person", "Agent", "Organization", "Group"})
PROPERTIES: Final = {
    "name": "name",
    "member_name": "name",
    "fn": "name",
    "givenname": "given",
    "givenName": "given",
    "firstName": "given",
    "family_name": "family",
    "familyName": "family",
    "surname": "family",
    "lastName": "family",
    "nick": "aliases",
    "mbox": "emails",
    "phone": "phones",
    "dateOfBirth": "birthday",
    "birthday": "birthday",
    "homepage": "urls",
    "weblog": "urls",
    "openid": "urls",
    "accountProfilePage": "urls",
    "mbox_sha1sum": "hashes",
}
"""For each element of a person's description, the field that the element fills."""
ACCOUNTS: Final = {
    "jabberID": "xmpp",
    "aimChatID": "aim",
    "icqChatID": "icq",
    "msnChatID": "msn",
    "yahooChatID": "yahoo",
    "skypeID": "skype",
}
"""For each element that holds an account name, the service of the account."""
ACCOUNT: Final = ("account", "holdsAccount")
STRUCTURE: Final = frozenset(
    ("about", "ID", "nodeID", "resource", "type", "parseType", "lang", *ACCOUNT, "OnlineAccount")
)
"""Elements that only structure an RDF file and carry no information."""
PICTURES: Final = frozenset(("img", "depiction", "thumbnail", "logo"))
IDENTITIES: Final = ("emails", "hashes", "urls")
"""Fields that identify a person in any file, best first."""
_DAY: Final = re.compile(r"\d\d-\d\d")
"""A FOAF birthday, which has no year."""
RELATIONS: Final = {
    "spouseOf": "spouse",
    "lifePartnerOf": "partner",
    "engagedTo": "partner",
    "parentOf": "child",
    "childOf": "parent",
    "siblingOf": "sibling",
    "grandparentOf": "kin",
    "grandchildOf": "kin",
    "ancestorOf": "kin",
    "descendantOf": "kin",
    "friendOf": "friend",
    "closeFriendOf": "friend",
    "worksWith": "colleague",
    "colleagueOf": "colleague",
    "collaboratesWith": "colleague",
    "employerOf": "colleague",
    "employedBy": "manager",
    "mentorOf": "acquaintance",
    "apprenticeTo": "acquaintance",
    "acquaintanceOf": "acquaintance",
    "neighborOf": "neighbor",
    "livesWith": "neighbor",
    "hasMet": "met",
}
"""For each property of the RELATIONSHIP vocabulary, the kind of link to the second person.

For example, `parentOf` leads to a `child`.
"""
SIGNALS: Final = frozenset({"knowsByReputation", "knowsInPassing", "knowsOf", "wouldLikeToKnow", "lostContactWith"})
"""Properties of relations that are too weak for an introduction."""


@dataclass(slots=True)
class _Person:
    """Somebody in the file, with all their descriptions merged."""

    line: int
    organization: bool = False
    fields: dict[str, list[str]] = field(default_factory=dict)


def claims(source: Source) -> bool:
    """Return whether the file is RDF that uses the FOAF vocabulary."""
    return xml.root(source) == "rdf" and SPACE.encode() in source.head.replace(b"\0", b"")


def read(source: Source) -> Iterator[Item]:
    """Yield everybody whom the file describes, and then the links between people."""
    whole = xml.tree(source)
    values = Values()
    people: dict[str, _Person] = {}
    nodes: dict[int, str] = {}
    relations: list[tuple[str, xml.Element, str | None]] = []
    yield from _describe(whole, "", people, nodes, values)
    for element in whole.walk():
        if subject := nodes.get(id(element)):
            relations += [(subject, child, _object(child, nodes)) for child in element.children if _relates(child)]
    for _, element, known in relations:
        if known:  # another file may describe the person
            people.setdefault(known, _Person(element.line))
    keys = {node: _key(node, person, source.basename) for node, person in people.items()}
    subject = _subject(whole, people)
    if subject and source.owner.name and fold(_called(people[subject].fields) or "") == fold(source.owner.name):
        keys[subject] = OWNER
    shared = Counter(keys.values())
    keys = {node: key if shared[key] == 1 else f"{key}#{node}" for node, key in keys.items()}
    for node, person in people.items():
        yield _record(keys[node], node, person, values)
    seen: set[tuple[str, str, str]] = set()
    for subject, element, known in relations:
        if not known:
            yield BadRow(element.line, say("{tag} has no name or address", tag=element.tag), element.text.strip()[:200])
        elif known == subject:
            yield Ignored("self-link")
        elif (subject, element.tag, known) in seen:
            yield Ignored("repeated")
        else:
            seen.add((subject, element.tag, known))
            yield Used()
            yield _testimony(keys[subject], keys[known], element)
    yield from values.items()


def _describe(
    element: xml.Element, scope: str, people: dict[str, _Person], nodes: dict[int, str], values: Values
) -> Iterator[Used | Ignored]:
    """Collect the people that *element* describes, and report how each description was handled."""
    if _is_person(element):
        fields = _fields_of(element, values)
        node = _node(element, fields, scope)
        if node is None:
            yield Ignored("nobody named")
        else:
            yield Used()
            if node in people and node.startswith(f"{scope}/"):  # a second person with the same name, and without an id
                node = f"{node}#{len(people)}"
            elif node in people and not _is_identified(element):  # a mailbox, which two people may share
                node = _apart(node, fields, people)
            nodes[id(element)] = scope = node
            person = people.setdefault(node, _Person(element.line))
            person.organization |= element.tag in ("Organization", "Group")
            for what, found in fields.items():
                person.fields[what] = list(dict.fromkeys(person.fields.get(what, []) + found))
    for child in element.children:
        yield from _describe(child, scope, people, nodes, values)


def _subject(whole: xml.Element, people: Mapping[str, _Person]) -> str | None:
    """Return the identifier of the person whom the file is about."""
    for tag in ("primaryTopic", "maker"):
        named = whole.first(tag)
        if named and (node := _object(named, {})) in people:
            return node
    return next(iter(people), None)


def _is_person(element: xml.Element) -> bool:
    if SPACE in element.space:
        return element.tag in PEOPLE
    types = [child.attributes.get("resource", "") for child in element.children if child.tag == "type"]
    return element.tag == "Description" and any(SPACE in name and name.rpartition("/")[2] in PEOPLE for name in types)


def _relates(element: xml.Element) -> bool:
    if SPACE in element.space:
        return element.tag == "knows"
    return RELATION_SPACE in element.space and (element.tag in RELATIONS or element.tag in SIGNALS)


def _fields_of(element: xml.Element, values: Values) -> dict[str, list[str]]:
    """Return the fields of a person's description, from its child elements and its attributes."""
    fields: dict[str, list[str]] = {}
    accounts = [part for child in element.children if child.tag in ACCOUNT for part in child.walk()]
    said = [(part.tag, part.attributes.get("resource") or part.text, part) for part in [*element.children, *accounts]]
    for tag, text, part in [*said, *((name, text, element) for name, text in element.attributes.items())]:
        values.line, text = part.line, " ".join(text.split())
        if tag in STRUCTURE or tag in PICTURES or (part is not element and (_relates(part) or _is_person(part))):
            continue
        if tag not in PROPERTIES and tag not in ACCOUNTS:
            if text or part.children:
                values.leave(tag)
        elif text:
            what, found = _values(tag, text, values)
            fields.setdefault(what, []).extend(found)
    return {what: found for what, found in fields.items() if found}


def _values(tag: str, text: str, values: Values) -> tuple[str, Sequence[str]]:
    """Return the field that a property fills, and the values in its *text*."""
    what = PROPERTIES.get(tag, "urls")
    found: str | None = text
    match what:
        case "emails":
            return what, values.emails(text.removeprefix("mailto:").partition("?")[0], tag)
        case "phones":
            return what, values.phones(text.removeprefix("tel:"), tag)
        case "urls":
            return what, values.urls(text, tag, ACCOUNTS.get(tag))
        case "birthday":
            found = values.date(f"--{text}" if _DAY.fullmatch(text) else text, what, tag, parse=dates.parse)
        case "hashes":
            found = identifiers.hashed(text)
            if found is None:
                values.lose("email", text, say("not the hash of an address"), tag)
    return what, (found,) if found else ()


def _is_identified(element: xml.Element) -> bool:
    """Return whether *element* has an id that identifies the described person."""
    return not {"about", "ID", "nodeID"}.isdisjoint(element.attributes)


def _apart(node: str, fields: dict[str, list[str]], people: Mapping[str, _Person]) -> str:
    """Return the identifier of the person whom *fields* describe.

    If *fields* may describe the person with the identifier *node*, return *node*. Otherwise, return a different
    identifier.
    """
    name, known = _called(fields), _called(people[node].fields)
    if name and known and name != known:
        node = f"{node} {name}"
    if node in people:
        one, other = (_record("", "", _Person(0, fields=each), Values()) for each in (people[node].fields, fields))
        if forbidden(one, other):
            return f"{node}#{len(people)}"
    return node


def _node(element: xml.Element, fields: Mapping[str, list[str]], scope: str) -> str | None:
    """Return a person's identifier in the file, or None if nobody is described."""
    for attribute in ("about", "ID", "nodeID"):
        if name := element.attributes.get(attribute):
            return _name(attribute, name)
    for what in IDENTITIES:
        if what in fields:
            return f"{what}:{fields[what][0]}"
    return next((f"{scope}/{fields[what][0]}" for what in ("name", "given", "aliases") if what in fields), None)


def _key(node: str, person: _Person, file: str) -> str:
    """Return the key of a person. The key is unique across files."""
    if node.startswith(("http://", "https://")):
        return node
    for what in IDENTITIES:
        if what in person.fields:
            return f"{what}:{person.fields[what][0]}"
    return f"{file}#{node}"


def _name(attribute: str, value: str) -> str:
    return f"_:{value}" if attribute == "nodeID" else f"#{value}" if attribute == "ID" else value


def _object(element: xml.Element, nodes: Mapping[int, str]) -> str | None:
    for attribute in ("resource", "nodeID"):
        if name := element.attributes.get(attribute):
            return _name(attribute, name)
    return next((nodes[id(child)] for child in element.children if id(child) in nodes), None)


def _record(key: str, node: str, person: _Person, values: Values) -> Record:
    fields = person.fields
    one = {what: found[0] for what, found in fields.items()}
    for what in ("given", "family", "birthday"):
        for other in fields.get(what, ())[1:]:
            values.lose(
                "birthday" if what == "birthday" else "name", other, say("another value was kept"), line=person.line
            )
    urls = tuple(fields.get("urls", ()))
    if node.startswith(("http://", "https://")) and node not in urls:
        urls = (*urls, node)
    return Record(
        key,
        _called(fields),
        one.get("given"),
        one.get("family"),
        aliases=(*fields.get("name", ())[1:], *fields.get("aliases", ())),
        emails=tuple(fields.get("emails", ())),
        phones=tuple(fields.get("phones", ())),
        urls=urls,
        hashes=tuple(fields.get("hashes", ())),
        birthday=one.get("birthday"),
        organization=person.organization,
        line=person.line,
    )


def _called(fields: Mapping[str, list[str]]) -> str | None:
    whole = " ".join(fields[part][0] for part in ("given", "family") if part in fields)
    return fields["name"][0] if "name" in fields else whole or None


def _testimony(subject: str, other: str, element: xml.Element) -> Testimony:
    """Return what *element* says about the relation of *other* to *subject*."""
    if element.tag in SIGNALS:
        return Testimony(other, subject, "relation", None, direction="b_to_a", detail=element.tag, line=element.line)
    detail = None if element.tag == "knows" else element.tag
    link = RELATIONS.get(element.tag, "contact")
    return Testimony(other, subject, "relation", link, direction="b_to_a", detail=detail, line=element.line)
