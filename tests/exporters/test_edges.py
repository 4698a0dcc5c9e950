"""In a list of links, each person is identified unambiguously."""

from __future__ import annotations

import csv
import io
from typing import Any

from netcli import exporters
from netcli.answers.people import FullPerson
from netcli.exporters.pieces import Notice

from ..running import Netcli
from .people import extract, link, person
from .test_golden import text


def _rows(people: list[FullPerson], *links: Any) -> list[dict[str, str]]:
    listed = extract().replaced(people=people, links=links, closeness={(1, 2): 5})
    return list(csv.DictReader(io.StringIO(text(exporters.edges.write(listed)), newline="")))


def _named(*people: FullPerson) -> list[str]:
    """Export links from person 1 to *people*, and return the column `to`."""
    first = person(1, "Zoé Exemple", me=True)
    return [row["to"] for row in _rows([first, *people], *(link(1, each.id, "contact") for each in people))]


def test_a_name_that_nobody_shares() -> None:
    """A row uses a name only if nobody else has this name or alias."""
    assert _named(person(2, "Jan van der Berg", emails=["jan@example.nl"])) == ["Jan van der Berg"]
    one, other = person(2, "José Núñez", emails=["jose@example.es"]), person(3, "NUNEZ Jose", emails=["j@example.org"])
    assert _named(one, other) == ["email:jose@example.es", "email:j@example.org"]
    madonna = person(3, "Madonna", aliases=["José Núñez"])
    assert _named(one, madonna) == ["email:jose@example.es", "Madonna"]


def test_who_has_no_name_of_their_own_is_warned_of() -> None:
    """If linked people have no unique name, a warning counts these people."""
    first, alone = person(1, "Zoé Exemple", me=True), person(4, "Bo")
    twins = [person(2, "Ada Poe", emails=["ada@example.org"]), person(3, "Ada Poe")]
    listed = extract().replaced(people=[first, *twins, alone], links=[link(1, 2, "contact"), link(1, 4, "contact")])
    notices = [piece for piece in exporters.edges.write(listed) if isinstance(piece, Notice)]
    assert [(notice.code, notice.count) for notice in notices] == [("not_by_name", 1)]


def test_an_address_that_nobody_shares() -> None:
    """If namesakes share an address, the export identifies a person by a web page. If the person has no web page, the
    export uses the id.
    """
    one = person(2, "Marie Martin", emails=["family@example.org"], urls=["https://example.org/one"])
    other = person(3, "Marie Martin", emails=["family@example.org"])
    assert _named(one, other) == ["url:https://example.org/one", "id:3"]


def test_a_name_that_reads_like_something_else() -> None:
    """If a name reads like `me`, an id or a number, the name is not used."""
    odd = [person(2, "Me"), person(3, "id:2"), person(4, "@jan"), person(5, "1234", emails=["five@example.org"])]
    assert _named(*odd) == ["id:2", "id:3", "id:4", "email:five@example.org"]


def test_everything_a_link_says() -> None:
    """A row states the kinds, dates, certainty, closeness and note of a link."""
    people = [person(1, "Zoé Exemple", me=True), person(2, "Maeve O'Neil")]
    told = link(1, 2, "manager", "parent", since="2009", last_contact="2024-03", direction="b_to_a", detail="at sea")
    assert _rows(people, told) == [
        {
            "from": "Maeve O'Neil",
            "to": "me",
            "kind": "manager ::: child",
            "since": "2009",
            "last_contact": "2024-03",
            "certainty": "sure",
            "closeness": "5",
            "note": "at sea",
        }
    ]


NAMESAKES = """name,email,url
Paul Roy,,https://www.linkedin.com/in/proy
Paul Roy,plumb@example.com,
Paul Roy,,https://example.org/paul
Ann Lee,,
"""
LINKS = """from,to
me,url:https://www.linkedin.com/in/proy
email:plumb@example.com,Ann Lee
Ann Lee,url:https://example.org/paul
"""


def _of_namesakes(book: Netcli) -> Netcli:
    """Return a new book in which three people have the same name."""
    other = Netcli(book.db.with_name("other.db"))
    other.ok("init", "--me", "Zoé Exemple")
    other.ok("add", "-", stdin=NAMESAKES)
    other.ok("link", "-", stdin=LINKS)
    return other


def test_no_link_is_lost_in_a_new_book(book: Netcli) -> None:
    """An import into a new book adds the missing people and loses no link."""
    other = _of_namesakes(book)
    listed = other("export", "--format", "edges").out
    assert (
        "new to the book: https://www.linkedin.com/in/proy, plumb@example.com, Ann Lee, "
        in book("link", "-", "--dry-run", stdin=listed).out
    )
    (report,) = book.ok("link", "-", stdin=listed)["result"]
    assert (report["used"], report["rejected_count"], report["links"]["new"]) == (3, 0, 3)


def test_a_book_that_knows_the_people_gets_the_same_links(book: Netcli) -> None:
    """If the people are imported before the links, the new book has the same links as the exported book."""
    other = _of_namesakes(book)
    listed = other("export", "--format", "edges").out
    book.ok("add", "-", stdin=other("export", "--format", "csv").out)
    book.ok("link", "-", stdin=listed)
    assert book("export", "--format", "edges").out == listed


def test_a_page_must_be_one(book: Netcli) -> None:
    """If the text after `url:` is not a web page, the row is rejected."""
    told = book("link", "-", "--json", stdin="from,to\nme,Ann Lee\nme,url:nonsense\n").json()["result"][0]
    assert [row["reason"] for row in told["rejected"]] == ["nobody in the book has url:nonsense"]
