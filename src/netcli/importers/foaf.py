"""FOAF in RDF/XML, as LiveJournal, dotnode and home pages published it: files of several people make real chains.

    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:foaf="http://xmlns.com/foaf/0.1/">
    <foaf:Person rdf:nodeID="me"><foaf:name>Moi Test</foaf:name><foaf:mbox_sha1sum>0000…</foaf:mbox_sha1sum>
      <foaf:knows><foaf:Person><foaf:name>Zoé Exemple</foaf:name></foaf:Person></foaf:knows>
      <foaf:knows rdf:resource="http://paul.example.org/#me"/>
    </foaf:Person></rdf:RDF>

Everybody is a person of her own, the file's subject too: it is by address or page that she is, or is not, the owner.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from netcli import dates
from netcli.importers import _xml
from netcli.importers.source import Source
from netcli.records import BadRow, Ignored, Item, Record, Testimony, Used

NETWORK: Final = "foaf"
SPACE: Final = "xmlns.com/foaf/0.1"
RELATION_SPACE: Final = "purl.org/vocab/relationship"
PEOPLE: Final = frozenset({"Person", "Agent", "Organization", "Group"})
PROPERTIES: Final = {
    "name": "name", "member_name": "name", "fn": "name",
    "givenname": "given", "givenName": "given", "firstName": "given",
    "family_name": "family", "familyName": "family", "surname": "family", "lastName": "family",
    "nick": "aliases", "mbox": "emails", "phone": "phones", "title": "title", "dateOfBirth": "birthday",
    "birthday": "birthday", "homepage": "urls", "weblog": "urls", "openid": "urls", "accountProfilePage": "urls",
    "mbox_sha1sum": "sha1",
}  # fmt: skip
"""Element of a person to what it says; `title` is Mr or Mrs, and left out of the record."""
RELATIONS: Final = {
    "spouseOf": "spouse", "lifePartnerOf": "partner", "engagedTo": "partner",
    "parentOf": "child", "childOf": "parent", "siblingOf": "sibling",
    "grandparentOf": "kin", "grandchildOf": "kin", "ancestorOf": "kin", "descendantOf": "kin",
    "friendOf": "friend", "closeFriendOf": "friend", "worksWith": "colleague", "colleagueOf": "colleague",
    "collaboratesWith": "colleague", "employerOf": "colleague", "employedBy": "manager",
    "mentorOf": "acquaintance", "apprenticeTo": "acquaintance", "acquaintanceOf": "acquaintance",
    "neighborOf": "neighbor", "livesWith": "neighbor", "hasMet": "met",
}  # fmt: skip
"""Property of the relationship vocabulary to what the person it points to is: of whom I am parentOf is my child."""
SIGNALS: Final = frozenset({"knowsByReputation", "knowsInPassing", "knowsOf", "wouldLikeToKnow", "lostContactWith"})
"""Relations that are no link anybody could be asked to use."""


@dataclass(slots=True)
class _Person:
    line: int
    organization: bool
    said: dict[str, list[str]] = field(default_factory=dict)


def claims(source: Source) -> bool:
    """Is it RDF that names the FOAF vocabulary?"""
    return _xml.root(source.head) == "rdf" and SPACE.encode() in source.head.replace(b"\0", b"")


def read(source: Source) -> Iterator[Item]:
    """Everybody described, then who knows whom; each description and each `knows` is a row."""
    whole = _xml.tree(source)
    people: dict[str, _Person] = {}
    relations: list[tuple[str, _xml.Element, str | None]] = []
    keys: dict[int, str] = {}
    used = 0
    for element in whole.walk():
        if not _is_person(element):
            continue
        said = _said(element)
        key = _key(element, said)
        if key is None:
            yield Ignored("nobody named")
            continue
        used += 1
        keys[id(element)] = key
        known = people.setdefault(key, _Person(element.line, element.tag in ("Organization", "Group")))
        for what, values in said.items():
            known.said[what] = list(dict.fromkeys(known.said.get(what, []) + values))
    for element in whole.walk():
        if id(element) in keys:
            subject = keys[id(element)]
            relations += [(subject, child, _object(child, keys)) for child in element.children if _relates(child)]
    for _, _, known_key in relations:
        if known_key and known_key not in people:  # described in a file of her own
            people[known_key] = _Person(whole.line, organization=False)
    if used:
        yield Used(rows=used)
    for key, person in people.items():
        yield _record(key, person)
    for subject, element, known_key in relations:
        if not known_key:
            yield BadRow(element.line, f"{element.tag} names nobody", element.text.strip()[:200])
        elif known_key == subject:
            yield Ignored("self-link")
        else:
            yield Used()
            yield _testimony(subject, known_key, element)


def _is_person(element: _xml.Element) -> bool:
    if SPACE in element.space:
        return element.tag in PEOPLE
    types = [child.attributes.get("resource", "") for child in element.children if child.tag == "type"]
    return element.tag == "Description" and any(SPACE in name and name.rpartition("/")[2] in PEOPLE for name in types)


def _relates(element: _xml.Element) -> bool:
    if SPACE in element.space:
        return element.tag == "knows"
    return RELATION_SPACE in element.space and (element.tag in RELATIONS or element.tag in SIGNALS)


def _said(element: _xml.Element) -> dict[str, list[str]]:
    """What a description says of its person: elements, or attributes of the same names."""
    said: dict[str, list[str]] = {}
    parts = [*element.children, *(part for child in element.children if "ccount" in child.tag for part in child.walk())]
    values = [(part.tag, part.attributes.get("resource") or part.text) for part in parts]
    for tag, value in [*values, *element.attributes.items()]:
        what = PROPERTIES.get(tag)
        value = " ".join(value.split())
        if what == "emails":
            value = value.removeprefix("mailto:").partition("?")[0]
        elif what == "phones":
            value = value.removeprefix("tel:")
        elif what == "sha1":
            what, value = "urls", f"mailto-sha1:{value.casefold()}" if value else ""
        if what and value:
            said.setdefault(what, []).append(value)
    return said


def _key(element: _xml.Element, said: Mapping[str, list[str]]) -> str | None:
    """What tells her from others: her own URI, else the best thing known of her; None for an empty description."""
    for attribute in ("about", "ID", "nodeID"):
        if name := element.attributes.get(attribute):
            return _name(attribute, name)
    for what in ("emails", "urls", "name", "aliases"):
        if what in said:
            return f"{what}:{said[what][0]}"
    return None


def _name(attribute: str, value: str) -> str:
    return f"_:{value}" if attribute == "nodeID" else f"#{value}" if attribute == "ID" else value


def _object(element: _xml.Element, keys: Mapping[int, str]) -> str | None:
    for attribute in ("resource", "nodeID"):
        if name := element.attributes.get(attribute):
            return _name(attribute, name)
    return next((keys[id(child)] for child in element.children if id(child) in keys), None)


def _record(key: str, person: _Person) -> Record:
    said = person.said
    one = {what: values[0] for what, values in said.items()}
    urls = tuple(said.get("urls", ()))
    if key.startswith(("http://", "https://")) and key not in urls:
        urls = (*urls, key)
    whole = " ".join(one[part] for part in ("given", "family") if part in one)
    return Record(
        key, one.get("name") or whole or None, one.get("given"), one.get("family"),
        aliases=tuple(said.get("aliases", ())), emails=tuple(said.get("emails", ())),
        phones=tuple(said.get("phones", ())), urls=urls, birthday=dates.parse(one.get("birthday", "")),
        organization=person.organization, line=person.line,
    )  # fmt: skip


def _testimony(subject: str, known: str, element: _xml.Element) -> Testimony:
    """*known* is something of *subject*; FOAF's bare `knows` says no more than contact."""
    if element.tag in SIGNALS:
        return Testimony(known, subject, "relation", None, direction="b_to_a", detail=element.tag, line=element.line)
    detail = None if element.tag == "knows" else element.tag
    link = RELATIONS.get(element.tag, "contact")
    return Testimony(known, subject, "relation", link, direction="b_to_a", detail=detail, line=element.line)
