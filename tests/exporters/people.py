"""Invented people whose names and notes are difficult to write in many formats."""

from __future__ import annotations

from typing import Any, Final

from netcli.answers.export import Extract
from netcli.answers.people import Evidence, FullPerson, Link

BOOK: Final = "Zoé's book"


def person(number: int, name: str | None, **known: Any) -> FullPerson:
    """Return a person. A field that is not given has a default value."""
    values: dict[str, Any] = {
        "id": number,
        "kind": "person",
        "name": name,
        **dict.fromkeys(("company", "title", "city", "birthday", "note", "_known_by")),
        **{field: [] for field in ("aliases", "emails", "phones", "urls", "tags", "sources")},
        **dict.fromkeys(("me", "private"), False),
        "contacts": 0,
        "created": "2026-11-20T09:00:00Z",
        "updated": "2026-11-23T10:00:00Z",
    }
    return FullPerson(**values | known)


def link(a: int, b: int, *kinds: str, certainty: str = "sure", chance: float = 0.25, **known: Any) -> Link:
    """Return a link of these *kinds* with a declaration as its only evidence."""
    evidence = Evidence(
        network="hand",
        **dict.fromkeys(("batch", "archive", "file", "line", "date", "count")),
        kind="declared",
        direction=known.pop("direction", None),
        detail=known.pop("detail", None),
    )
    dates = {"since": None, "last_contact": None} | known
    return Link(
        _closeness=None,
        a=a,
        b=b,
        kind=kinds[0],
        kinds=list(kinds),
        certainty=certainty,
        chance=chance,
        evidence=[evidence],
        **dates,
    )


PEOPLE: Final = (
    person(
        1, "Zoé Exemple", me=True, emails=["zoe@example.org"], phones=["+33612345678"], updated="2026-11-20T09:00:00Z"
    ),
    person(
        2,
        "Jan van der Berg",
        company="Dupuis, Fils & Cie; Lyon",
        title='Head of "R&D" <Europe>',
        city="Den Haag",
        emails=["jan@example.nl", "j.vanderberg@example.com"],
        phones=["+31612345678", "+33145678901"],
        urls=["https://www.linkedin.com/in/jan-van-der-berg", "skype:jan.berg"],
        tags=["rail", "choir; alto", "a, b"],
        aliases=["@jan", "Jan Berg"],
        birthday="1980-03-12",
        note='Met at the fair.\nSaid: "C:\\temp, 100 %; really?"\n\tRings back — always, even from the train.',
    ),
    person(3, "Maeve O'Neil", birthday="--02-29", emails=["maeve@example.ie"], city="Galway"),
    person(4, "李小龙", company="=HYPERLINK(1)", birthday="1980", tags=["武术"]),
    person(5, "Madonna", aliases=["Jose"]),
    person(6, "José Núñez 🎺", emails=["jose@example.es"], birthday="1979-05"),
    person(7, "Jose", note="No accent, and not José."),
    person(8, "Marie Martin", company="Dupuis", city="Lyon", emails=["marie@example.org"]),
    person(9, "Marie Martin", company="Exemple SA", city="Lille", emails=["marie.martin@example.net"]),
    person(10, "Ctrl\x07 B\u202eell ]]> {end} #1 `x` %%{init}%%"),
    person(11, None, emails=["nameless@example.org"]),
    person(12, None, kind="placeholder", urls=["https://x.com/i/user/12345"]),
    person(13, None, kind="placeholder"),
    person(14, "Exemple SA", kind="organization", urls=["https://exemple.example/"]),
    person(15, "id:7", phones=["0612345678"]),
    person(16, "back\\slash\\", private=True, urls=["https://example.org/?a=1&b=2;c=3,4"]),
)
LINKS: Final = (
    link(
        1, 2, "colleague", "contact", since="2009", last_contact="2024-03", chance=0.521374123456, detail="at the fair"
    ),
    link(1, 3, "friend", since="2012-05-01"),
    link(1, 4, "contact", certainty="guess"),
    link(2, 3, "manager", direction="b_to_a", certainty="probable"),
    link(2, 6, "parent"),
    link(3, 8, "referred_by", direction="a_to_b"),
    link(5, 7, "other", detail='pen "pal"; since school'),
    link(8, 9, "sibling"),
    link(9, 11, "partner"),
    link(10, 12, "contact"),
    link(1, 13, "met"),
    link(14, 15, "customer"),
    link(2, 16, "manager", direction="a_to_b"),
)


def extract(**options: Any) -> Extract:
    """Return an extract of all people and links of the small world."""
    return Extract(iter(PEOPLE), iter(LINKS), BOOK, closeness={(1, 3): 4}, **options)
