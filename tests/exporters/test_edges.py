"""A list of links names everybody so that nobody else is meant."""

from __future__ import annotations

import csv
import io
from typing import Any

from netcli import exporters
from netcli.answers.people import FullPerson

from .people import extract, link, person
from .test_golden import text


def _rows(people: list[FullPerson], *links: Any) -> list[dict[str, str]]:
    listed = extract().replaced(people=people, links=links, closeness={(1, 2): 5})
    return list(csv.DictReader(io.StringIO(text(exporters.edges.write(listed)), newline="")))


def _named(*people: FullPerson) -> list[str]:
    """How each of *people*, numbered from 2, is named in a link with 1."""
    first = person(1, "Zoé Exemple", me=True)
    return [row["to"] for row in _rows([first, *people], *(link(1, each.id, "contact") for each in people))]


def test_a_name_that_nobody_shares() -> None:
    """In any case, with or without accents, in any order of its words, also as another spelling of somebody."""
    assert _named(person(2, "Jan van der Berg", emails=["jan@example.nl"])) == ["Jan van der Berg"]
    one, other = person(2, "José Núñez", emails=["jose@example.es"]), person(3, "NUNEZ Jose", emails=["j@example.org"])
    assert _named(one, other) == ["email:jose@example.es", "email:j@example.org"]
    madonna = person(3, "Madonna", aliases=["José Núñez"])
    assert _named(one, madonna) == ["email:jose@example.es", "Madonna"]


def test_an_address_that_nobody_shares() -> None:
    """Then a page, then the number."""
    one = person(2, "Marie Martin", emails=["family@example.org"], urls=["https://example.org/one"])
    other = person(3, "Marie Martin", emails=["family@example.org"])
    assert _named(one, other) == ["url:https://example.org/one", "id:3"]


def test_a_name_that_reads_like_something_else() -> None:
    """A name such as `me`, `id:7` or a number would name somebody else."""
    odd = [person(2, "Me"), person(3, "id:2"), person(4, "@jan"), person(5, "1234", emails=["five@example.org"])]
    assert _named(*odd) == ["id:2", "id:3", "id:4", "email:five@example.org"]


def test_everything_a_link_says() -> None:
    """From the one that its kinds speak of, with the user's own closeness and note."""
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
