"""Tests of exported cards."""

from __future__ import annotations

import pytest

from netcli import exporters
from netcli.answers.export import Extract
from netcli.answers.people import Source
from netcli.cards import origin, uids

from .people import BOOK, PEOPLE, extract, link, person
from .test_golden import text

CARDS = pytest.mark.parametrize("exporter", [exporters.vcard, exporters.vcard3], ids=["4.0", "3.0"])


def _related(*links: tuple[str, str | None]) -> dict[int, list[str]]:
    """Return the types of RELATED on the cards of two linked people."""
    people = [person(1, "Jan van der Berg"), person(2, "Maeve O'Neil")]
    told = [link(1, 2, kind, direction=direction) for kind, direction in links]
    cards = text(exporters.vcard.write(extract().replaced(people=people, links=told))).split("END:VCARD")
    return {
        number: [line.partition("TYPE=")[2].partition(":")[0] for line in card.splitlines() if "RELATED" in line]
        for number, card in enumerate(cards[:2], 1)
    }


def test_a_card_says_what_the_other_is() -> None:
    """A child's card names a parent. The parent's card names a child."""
    assert _related(("parent", "a_to_b")) == {1: ["child"], 2: ["parent"]}


def test_a_manager_stands_on_one_card() -> None:
    """Only the employee's card names the manager."""
    assert _related(("manager", "a_to_b")) == {1: [], 2: ["manager"]}
    assert _related(("manager", "b_to_a")) == {1: ["manager"], 2: []}


def test_who_was_referred_names_who_did_it() -> None:
    """A referral is stated only on the card of the person who was referred."""
    assert _related(("referred_by", "a_to_b")) == {1: ["referred-by"], 2: []}


@pytest.mark.parametrize(
    ("name", "said", "expected"),
    [
        pytest.param("李小龙", [("李小龙", None, None), ("李小龙", "小龙", "李")], "李;小龙", id="Chinese"),
        pytest.param(
            "Gabriel García Márquez",
            [("Gabriel García Márquez", "Gabriel", "GARCÍA MÁRQUEZ")],
            "García Márquez;Gabriel",
            id="two surnames",
        ),
        pytest.param("Jan van der Berg", [("Jan Roth", "Jan", "Roth")], "van der Berg;Jan", id="another name"),
        pytest.param("Madonna", [("Madonna", "Madonna", None)], ";Madonna", id="one word"),
    ],
)
def test_a_card_has_the_family_name_that_a_source_of_the_name_has(
    name: str, said: list[tuple[str, str | None, str | None]], expected: str
) -> None:
    """If a source gives the current name in parts, the card uses these parts."""
    sources = [
        Source(number, "vcard", 1, None, "a.vcf", 1, 1, called, "2026-01-01", given, family)
        for number, (called, given, family) in enumerate(said, 2)
    ]
    lines = text(exporters.vcard.write(extract().replaced(people=[person(1, name, sources=sources)], links=[])))
    assert [line for line in lines.splitlines() if line.startswith("N:")] == [f"N:{expected};;;"]


@pytest.mark.parametrize(("certainty", "lines"), [("sure", 2), ("probable", 2), ("guess", 0)])
def test_guesses_stand_on_no_card(certainty: str, lines: int) -> None:
    """A card states sure and probable links, but no guessed link."""
    told = [link(1, 2, "friend", certainty=certainty)]
    people = [person(1, "Jan van der Berg"), person(2, "Maeve O'Neil")]
    assert text(exporters.vcard.write(extract().replaced(people=people, links=told))).count("\nRELATED") == lines


def test_identifiers_last_and_differ() -> None:
    """Each person of each book has one stable, unique identifier."""
    uid, other = uids(BOOK), uids("another book")
    assert uid(7) == uids(BOOK)(7) == "0c4e3875-d6f2-816f-8000-000000000007"
    assert len({uid(7), uid(8), other(7), uid(1 << 50)}) == 4


def test_identifiers_lead_back() -> None:
    """An identifier leads back to its book and to the person's id. The identifier of another program leads nowhere."""
    uid, other = uids(BOOK), uids("another book")
    assert origin(uid(7)) == origin(f"urn:uuid:{uid(7)}".upper()) == ("0c4e3875d6f216f", 7)
    assert origin(uid(1 << 50)) == ("0c4e3875d6f216f", 1 << 50)
    assert origin(other(7)) not in (None, origin(uid(7)))
    assert origin("11111111-1111-4111-8111-111111111111") is None


@CARDS
def test_lines_of_cards_are_short(exporter: exporters.Exporter) -> None:
    """No line of a card has more than 75 octets. No line is cut inside a character."""
    long = PEOPLE[1].replaced(note="Wind, “Sturm” — 風と嵐 🌪 " * 40)
    lines = text(exporter.write(Extract([long], [], "a book"))).encode().split(b"\r\n")
    assert max(map(len, lines)) == 75
    assert [line.decode() for line in lines]


@CARDS
def test_vobject_reads_cards(exporter: exporters.Exporter) -> None:
    """vobject accepts every card and reads the right data."""
    vobject = pytest.importorskip("vobject", reason="a development dependency")
    cards = list(vobject.readComponents(text(exporter.write(extract()))))
    assert [card.validate(raiseException=True) for card in cards] == [True] * 15
    assert [card.fn.value for card in cards[:10]] == [
        each.name and each.name.replace("\x07", "") for each in PEOPLE[:10]
    ]
    berg = cards[1]
    assert (berg.n.value.family, berg.n.value.given) == ("van der Berg", "Jan")
    assert [line.value for line in berg.contents["email"]] == PEOPLE[1].emails
    assert [line.value for line in berg.contents["nickname"]] == PEOPLE[1].aliases
    assert (berg.org.value, berg.title.value) == ([PEOPLE[1].company], PEOPLE[1].title)
    assert (berg.note.value, berg.categories.value) == (PEOPLE[1].note, PEOPLE[1].tags)
    uids = {card.uid.value.removeprefix("urn:uuid:"): card.fn.value for card in cards}
    related = [(line.params["TYPE"], uids[line.value.removeprefix("urn:uuid:")]) for line in berg.related_list]
    assert related == [
        (["colleague"], "Zoé Exemple"),
        (["contact"], "Zoé Exemple"),
        (["manager"], "Maeve O'Neil"),
        (["child"], "José Núñez 🎺"),
    ]
