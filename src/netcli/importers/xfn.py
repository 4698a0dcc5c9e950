"""Web pages with XFN links and hCards, as in blogs around 2008.

    <li class="vcard"><a class="fn url" rel="friend met colleague" href="http://zoe.example.org/">Zoé Exemple</a>
        <span class="org">Dupuis</span></li>
    <a rel="me" href="http://moi.example.org/">my other page</a>

The page and its `rel="me"` links belong to the book's owner. A person without a `rel` is not linked to the owner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from netcli import dates
from netcli.errors import BadInput
from netcli.importers.formats.references import shortened
from netcli.importers.formats.values import NO_ADDRESS, Values
from netcli.importers.shared.keys import Namesakes, forbidden
from netcli.importers.source import Source
from netcli.importers.text import decode
from netcli.language import say
from netcli.records import OWNER, Ignored, Item, Record, Testimony, Used

NETWORK: Final = "xfn"
CAP: Final = 32 << 20
"""Maximum size of one page, in bytes."""
KINDS: Final = {
    "contact": "contact",
    "acquaintance": "acquaintance",
    "friend": "friend",
    "met": "met",
    "co-worker": "colleague",
    "colleague": "colleague",
    "co-resident": "neighbor",
    "neighbor": "neighbor",
    "child": "child",
    "parent": "parent",
    "sibling": "sibling",
    "spouse": "spouse",
    "kin": "kin",
    "date": "partner",
    "sweetheart": "partner",
    "muse": "other",
    "crush": "other",  # a one-sided relation according to gmpg.org/xfn/11; the detail keeps the word
}
"""XFN values, and the kind of link that each value means."""
CLASSES: Final = {
    "fn": "name",
    "given-name": "given",
    "family-name": "family",
    "nickname": "aliases",
    "org": "company",
    "organization-name": "company",
    "title": "title",
    "role": "title",
    "email": "emails",
    "tel": "phones",
    "url": "urls",
    "locality": "city",
    "country-name": "country",
    "bday": "birthday",
    "note": "note",
}
"""The classes of hCard, and the field that each of them fills."""
H_CLASSES: Final = CLASSES | {"name": "name", "job-title": "title"}
"""The fields of h-card's classes, without the prefix `p-`, `u-` or `dt-`."""
UNUSED: Final = frozenset(
    (
        *("street-address", "extended-address", "post-office-box", "postal-code", "region", "category", "geo", "tz"),
        *(
            "additional-name",
            "honorific-prefix",
            "honorific-suffix",
            "organization-unit",
            "sort-string",
            "label",
            "key",
        ),
    )
)
"""Classes of hCard that fill no field, and are reported as unread."""
PICTURES: Final = frozenset(("u-photo", "u-logo", "u-sound"))
_UNUSED: Final = re.compile(r"(?:p|u|dt)-[a-z]+(?:-[a-z]+)*")
_REPORTED: Final = {"given": "name", "family": "name"}
ROOTS: Final = frozenset({"vcard", "h-card"})
DEPTH: Final = 200
"""Maximum number of open elements inside cards. Beyond this number, all elements are closed."""
TEXT: Final = 2000
"""Number of characters after which no more text of an element is read."""
VOID: Final = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
"""Elements that have no end tag in HTML."""
_EMAIL: Final = re.compile(r"[^\s@<>:?]+@[^\s@<>:?]+")
_CLAIM: Final = re.compile(
    rb"""<[a-z][^<>]{0,999}\s(?:class\s*=\s*["']?[^"'<>]{0,99}\b(?:vcard|h-card)\b|rel\s*=\s*["']?[^"'<>]{0,99}(?<![\w-])(?:"""
    + b"|".join(kind.encode() for kind in sorted(KINDS, key=len, reverse=True) if kind not in ("contact", "parent"))
    + rb""")(?![\w-]))""",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Card:
    """A person on the page, described by an hCard or by a `bare` link."""

    line: int
    bare: bool
    fields: dict[str, list[str]] = field(default_factory=dict)
    rel: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class _OpenElement:
    """An open element of a card."""

    tag: str
    says: dict[str, str | None]
    card: _Card | None  # the card that begins with this element
    text: str = ""


def claims(source: Source) -> bool:
    """Return whether the page has an hCard, or a link with an XFN word.

    The words `parent` and `contact` do not count.
    """
    return b"<" in source.head and _CLAIM.search(source.head.replace(b"\0", b"")) is not None


def read(source: Source) -> Iterator[Item]:
    """Yield everybody on the page, with each person's relation to the owner of the page.

    Each card is a row, and so is each XFN link outside of a card.
    """
    with source.open() as stream:
        data = stream.read(CAP + 1)
    if len(data) > CAP:
        raise BadInput(say("{name}: more than {cap} MB in one page", name=source.name, cap=CAP >> 20), say("split it"))
    values = Values()
    page = _Page(values)
    page.feed(shortened(decode(data).text))
    page.close()
    mine: list[_Card] = []
    people: dict[str, list[_Card]] = {}
    namesakes = Namesakes()
    named: dict[str, str] = {}
    for card in page.done:
        if "me" in card.rel:
            mine.append(card)
            continue
        key = _key(card)
        if key is None:
            yield Ignored("nobody named")
            continue
        if not (card.fields.get("urls") or card.fields.get("emails")):
            key = namesakes.give(key, repr((card.rel, card.fields)))
        elif not card.bare and (name := _record(key, [card], Values()).name):
            if named.setdefault(key, name) != name:  # the page of a team, or the mailbox of a couple
                key = f"{key} {name}"
            if key in people and forbidden(_record(key, people[key], Values()), _record(key, [card], Values())):
                key = namesakes.give(f"{key} {name}", repr(card.fields))
        people.setdefault(key, []).append(card)
    if mine:
        yield Used(rows=len(mine))
        yield _record(OWNER, mine, values)
    for key, cards in people.items():
        yield Used(rows=len(cards))
        yield _record(key, cards, values)
        for rel in dict.fromkeys(word for card in cards for word in card.rel):
            link = KINDS[rel]
            detail = rel if link == "other" else None
            yield Testimony(key, OWNER, "relation", link, direction="b_to_a", detail=detail, line=cards[0].line)
    yield from values.items()


class _Page(HTMLParser):
    """Collects cards and XFN links, nested or not, and tolerates unclosed elements."""

    def __init__(self, values: Values) -> None:
        super().__init__()
        self._values = values
        self.done: list[_Card] = []
        self._cards: list[_Card] = []
        self._open: list[_OpenElement] = []

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Skip a `<![` section as browsers do."""
        # Python's own parser raises an error if it does not know the section
        return self.parse_bogus_comment(i, bool(report))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element that begins a card or is inside a card."""
        if len(self._open) >= DEPTH:
            self._close(len(self._open))
        if tag == "a":
            self.handle_endtag(tag)  # links cannot be nested
        attributes = {name: value or "" for name, value in attrs}
        classes = attributes.get("class", "").split()
        says = {what: _value(what, tag, attributes) for name in classes if (what := _meaning(name))}
        link = attributes.get("href", "").strip() if tag in ("a", "area", "link") else ""
        rel = [word for word in attributes.get("rel", "").casefold().split() if word in KINDS or word == "me"]
        root = not ROOTS.isdisjoint(classes) and not (self._cards and "company" in says)  # a company may be a card
        card = None
        if root or (link and rel and not self._cards):
            card = _Card(self.getpos()[0], bare=not root)
            self._cards.append(card)
        if not self._cards:
            return
        for name in classes:
            if name in UNUSED or (name not in PICTURES and _UNUSED.fullmatch(name) and not _meaning(name)):
                self._values.leave(name)
        if link and (rel or card):
            self._cards[-1].rel.update(dict.fromkeys(rel))
            says.setdefault("emails" if link.casefold().startswith("mailto:") else "urls", link)
        self._open.append(_OpenElement(tag, says, card))
        if tag in VOID:
            self._close(1)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element called *tag*, and all elements inside it."""
        inside = next((n for n, element in enumerate(reversed(self._open), start=1) if element.tag == tag), 0)
        self._close(inside)

    def handle_data(self, data: str) -> None:
        """Add text of the page to every open element."""
        for element in self._open:
            if len(element.text) < TEXT:
                element.text += data

    def close(self) -> None:
        """End the page, and close all elements that are still open."""
        super().close()
        self._close(len(self._open))

    def _close(self, count: int) -> None:
        for _ in range(count):
            element = self._open.pop()
            fields = self._cards[-1].fields if self._cards else {}
            for what, value in element.says.items():
                text = element.text if value is None else value
                if words := _words(what, text):
                    fields.setdefault(what, []).append(words)
                elif text.strip():
                    self._values.lose("email", " ".join(text.split()), NO_ADDRESS, "email", line=self.getpos()[0])
            if element.card and element.card in self._cards:
                if element.tag == "a" and not fields.keys() & {"name", "given"}:
                    fields.setdefault("name", []).extend(filter(None, [" ".join(element.text.split())]))
                self.done.append(self._cards.pop())


def _meaning(name: str) -> str | None:
    prefix, _, rest = name.partition("-")
    return H_CLASSES.get(rest) if prefix in ("p", "u", "dt") else CLASSES.get(name)


def _value(what: str, tag: str, attributes: dict[str, str]) -> str | None:
    """Return the value of the field *what* from the attributes of an element.

    If the element's text is the value, return None.
    """
    if what in ("urls", "emails", "phones") and "href" in attributes:
        return attributes["href"]
    return attributes.get(
        {"abbr": "title", "img": "alt", "area": "alt", "data": "value", "time": "datetime"}.get(tag, "")
    )


def _words(what: str, value: str) -> str:
    value = " ".join(value.split())
    if what == "emails":
        found = _EMAIL.search(value.removeprefix("mailto:"))
        return found[0] if found else ""
    return value.removeprefix("tel:") if what == "phones" else value


def _key(card: _Card) -> str | None:
    """Return the key of a card's person, or None if nothing identifies the person."""
    for what in ("urls", "emails", "name", "given", "aliases"):
        if card.fields.get(what):
            return card.fields[what][0]
    return None


def _record(key: str, cards: list[_Card], values: Values) -> Record:
    fields: dict[str, list[str]] = {}
    for card in cards:
        for what, found in card.fields.items():
            fields[what] = list(dict.fromkeys(fields.get(what, []) + found))
    one = {what: found[0] for what, found in fields.items() if found}
    values.line = cards[0].line
    for what in ("given", "family", "company", "title", "city", "birthday"):
        for other in fields.get(what, ())[1:]:
            values.lose(_REPORTED.get(what, what), other, say("another value was kept"))
    whole = " ".join(one[part] for part in ("given", "family") if part in one)
    name = one.get("name") or whole or None
    if key == OWNER and not any(card.fields.keys() - {"name", "urls"} for card in cards):
        name = None  # the text of a link with rel="me" is something like "my blog", not a name
    return Record(
        key,
        name,
        one.get("given"),
        one.get("family"),
        aliases=tuple(fields.get("aliases", ())),
        emails=tuple(fields.get("emails", ())),
        phones=tuple(fields.get("phones", ())),
        urls=tuple(fields.get("urls", ())),
        company=one.get("company"),
        title=one.get("title"),
        city=one.get("city"),
        country=one.get("country"),
        birthday=values.date(one.get("birthday", ""), "birthday", "bday", parse=dates.parse),
        note="\n".join(fields.get("note", ())) or None,
        line=cards[0].line,
    )
