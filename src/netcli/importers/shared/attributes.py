"""Attributes in graph files, and patterns for meaningless node ids, such as numbers."""

from __future__ import annotations

import re
from typing import Final

NODE: Final = {
    "name": "name",
    "label": "label",
    "fullname": "name",
    "displayname": "name",
    "caption": "label",
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
    "href": "urls",
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
    "description": "note",
    "desc": "note",
    "comment": "note",
    "comments": "note",
    "alias": "aliases",
    "aliases": "aliases",
    "nickname": "aliases",
    "tag": "tags",
    "tags": "tags",
    "kind": "kind",
}
"""Maps attributes of nodes, in folded form, to fields of people."""
EDGE: Final = {
    "kind": "kind",
    "relation": "kind",
    "relationship": "kind",
    "type": "kind",
    "kinds": "kinds",
    "label": "label",
    "name": "label",
    "caption": "label",
    "interaction": "label",
    "since": "since",
    "start": "since",
    "fromdate": "since",
    "last": "last",
    "lastcontact": "last",
    "certainty": "certainty",
    "closeness": "closeness",
    "note": "note",
    "detail": "note",
    "description": "note",
    "desc": "note",
    "comment": "note",
}
"""Maps attributes of edges, in folded form, to properties of links."""
STRUCTURE: Final = frozenset(
    (*("id", "key", "data", "index", "source", "target", "from", "to", "directed", "group", "suid", "sharedname"),)
)
DRAWN: Final = frozenset(
    (
        *("x", "y", "z", "r", "g", "b", "a", "fx", "fy", "vx", "vy", "pos", "position", "rank", "dir", "fixed"),
        *("color", "colour", "fillcolor", "fontcolor", "fontname", "fontsize", "size", "width", "height", "shape"),
        *("style", "penwidth", "viz", "image", "icon", "arrowhead", "arrowtail", "arrows", "constraint", "margin"),
        *("selected", "hidden", "visible", "opacity", "physics", "smooth", "font", "borderwidth", "sharedinteraction"),
    )
)
"""Attributes, in folded form, that only say how a graph is drawn."""
BARE_NUMBER: Final = re.compile(r"[#№]?\s*\d+(?:[.,]\d+)*")
"""A text that is only a number, and therefore names nobody."""
_COUNTED: Final = r"(?:[a-z_-]{0,4}|node[_-]?|vertex[_-]?|person[_-]?|contact[_-]?)\d+"
CODE: Final = re.compile(
    rf"{_COUNTED}(?:(?:::|[.,:_-]){_COUNTED})*|(?:\d+:)?[0-9a-f]{{8}}-[0-9a-f-]{{27}}(?::\d+)?|[0-9a-f]{{24,}}|[\W_]",
    re.IGNORECASE,
)
"""Matches an id, such as `n0`, that is only a code."""
