"""Tests of how pairs of people are judged."""

from __future__ import annotations

import random
from typing import Any

import pytest

from netcli.folding import fold
from netcli.identifiers import mbox_sha1
from netcli.match import decide
from netcli.match.bulk.columns import Common, Sketch
from netcli.match.bulk.pairs import candidates
from netcli.match.clusters import clusters
from netcli.match.evidence import Frequencies
from netcli.match.levels import (
    HALF_BIRTHDAY,
    NEAR_BIRTHDAY,
    OTHER_BIRTHDAY,
    OTHER_GENERATION,
    SAME_BIRTHDAY,
    SAME_DAY,
    Level,
    birthday_level,
)
from netcli.match.profiles import Profile, describe, union
from netcli.match.rules import AUTOMATIC, score, vetoes
from netcli.match.words import compatible
from netcli.names import Name, parse
from netcli.records import Record

BOOK = Frequencies(1000, {"marie": 40, "martin": 30, "jean": 50}, {"exemple": 10}, {"lyon": 100})
LINKEDIN = "https://www.linkedin.com/in/"
MOBILE = "+33612345678"
AT_HOME = "0612345678"
MISTYPED = "+33612354678"
LANDLINE = "+33145678901"


def who(name: str | None = None, **fields: Any) -> Profile:
    """Return the profile of a person with these fields."""
    several = ("emails", "phones", "urls", "aliases")
    return describe(Record("k", name, **{key: (value,) if key in several else value for key, value in fields.items()}))


CASES: dict[str, tuple[Profile, Profile, str | None, tuple[str, ...]]] = {
    "one profile": (
        who("Zoé Exemple", urls=f"{LINKEDIN}zoe"),
        who("EXEMPLE Zoe", urls="fr.linkedin.com/in/ZOE/"),
        "profile",
        (),
    ),
    "one profile, new surname": (
        who("Marie Durand", urls=f"{LINKEDIN}marie"),
        who(given="Marie", family="Martin", urls=f"{LINKEDIN}marie"),
        "profile",
        (),
    ),
    "one profile, two first names": (
        who("Paul Martin", urls=f"{LINKEDIN}martin"),
        who("Marie Martin", urls=f"{LINKEDIN}martin"),
        "other",
        ("different given names",),
    ),
    "one profile, two scripts": (
        who("李小龙", urls=f"{LINKEDIN}lee"),
        who("Xiaolong Li", urls=f"{LINKEDIN}lee"),
        "profile",
        (),
    ),
    "one mailbox, two scripts": (
        who("Дмитрий Козлов", emails="dk@x.org"),
        who("Dmitri Kozlov", emails="dk@x.org"),
        "email",
        (),
    ),
    "spouses share a mailbox in two scripts": (
        who(given="Ирина", family="Петрова", emails="petrov@x.org"),
        who(given="Igor", family="Petrov", emails="petrov@x.org"),
        "other",
        ("different given names",),
    ),
    "spouses share a mobile in two scripts": (
        who("Γιώργος Παπαδόπουλος", phones=MOBILE),
        who("Eleni Papadopoulou", phones=MOBILE),
        "other",
        ("different given names",),
    ),
    "one mailbox, a script that cannot be read": (
        who("李小龙", emails="lee@x.org"),
        who("Xiaolong Li", emails="lee@x.org"),
        "other",
        (),
    ),
    "one mailbox, a script that cannot be read, in two fields": (
        who(given="小龙", family="李", emails="lee@x.org"),
        who(given="Xiaolong", family="Li", emails="lee@x.org"),
        "other",
        (),
    ),
    "names that differ by an ending, as those of spouses do": (
        who("Paolo Rossi", emails="rossi@x.org"),
        who("Paola Rossi", emails="rossi@x.org"),
        "other",
        (),
    ),
    "a couple and one of the two": (
        who("Anna Roth", phones=MOBILE),
        who(given="Anna & Paul", family="Roth", phones=MOBILE),
        "other",
        (),
    ),
    "a couple and one of the two, one profile": (
        who("Anna Roth", urls=f"{LINKEDIN}anna"),
        who("Anna und Paul Roth", urls=f"{LINKEDIN}anna"),
        "other",
        (),
    ),
    "a couple twice": (
        who("Anna & Paul Roth", emails="roth@x.org"),
        who("ANNA & PAUL ROTH", emails="roth@x.org"),
        "email",
        (),
    ),
    "one mailbox": (who("Zoé Exemple", emails="zoe@x.org"), who("Z. Exemple", emails="zoe+y@x.org"), "email", ()),
    "one mailbox, no name": (who("Zoé Exemple", emails="zoe@x.org"), who(emails="Zoe@x.org"), "email", ()),
    "one mailbox, a short form": (
        who("Emmanuel Durand", emails="md@x.org"),
        who("Manu Durand", emails="md@x.org"),
        "email",
        (),
    ),
    "spouses share a mailbox": (
        who("Paul Martin", emails="martin@x.org"),
        who("Marie Martin", emails="martin@x.org"),
        "other",
        ("different given names",),
    ),
    "spouses whose names are alike": (
        who("Michel Martin", emails="martin@x.org"),
        who("Michèle Martin", emails="martin@x.org"),
        "other",
        ("different given names",),
    ),
    "a family shares a mailbox, and one member's middle initial is another member's initial": (
        who("James Smith", emails="smith@x.org"),
        who("Robert J. Smith", emails="smith@x.org"),
        "similar_name_company",
        (),
    ),
    "a middle initial": (
        who("Robert Smith", emails="smith@x.org"),
        who("Robert J. Smith", emails="smith@x.org"),
        "email",
        (),
    ),
    "a nameless row with the husband's address": (
        who("Marie Martin", emails="paul.martin@x.org"),
        who(emails="paul.martin@x.org"),
        "other",
        ("different given names",),
    ),
    "a nameless row with a fancy address": (
        who("Zoé Exemple", emails="super.chaton@x.org"),
        who(emails="super.chaton@x.org"),
        "email",
        (),
    ),
    "a first name, and a profile that spells it out": (
        who("Cécile", urls=f"{LINKEDIN}cecile-exemple-42", company="Acme"),
        who("Cécile Exemple", company="Acme"),
        "name_company",
        (),
    ),
    "father and son": (
        who("Paul Martin Sr", emails="martin@x.org"),
        who("Paul Martin Jr", emails="martin@x.org"),
        "other",
        ("different given names",),
    ),
    "a desk": (who("Zoé Exemple", emails="info@x.org"), who(emails="info@x.org"), None, ()),
    "only the family name": (
        who("Marie Martin", emails="martin@x.org"),
        who("Martin", emails="martin@x.org"),
        "other",
        (),
    ),
    "one mobile": (who("Zoé Exemple", phones=MOBILE), who("Zoé", phones=MOBILE), "mobile", ()),
    "one mobile, one without its country": (
        who("Zoé Exemple", phones=MOBILE),
        who("Zoé", phones=AT_HOME),
        "mobile",
        (),
    ),
    "one mobile that may be a land line, one name": (
        who("Zoé Exemple", phones=AT_HOME),
        who("EXEMPLE Zoe", phones=AT_HOME),
        "mobile",
        (),
    ),
    "one mobile that may be a land line, a first name": (
        who("Zoé Exemple", phones=AT_HOME),
        who("Zoé", phones=AT_HOME),
        "other",
        (),
    ),
    "Maman": (who("Zoé Exemple", phones=MOBILE), who("Maman", phones=MOBILE), "other", ()),
    "a family's land line": (
        who("Paul Martin", phones=LANDLINE),
        who("Marie Martin", phones=LANDLINE),
        None,
        ("different given names",),
    ),
    "one name, one land line": (who("Zoé Exemple", phones=LANDLINE), who("Zoé Exemple", phones=LANDLINE), "name", ()),
    "one name, one birthday": (
        who("Zoé Exemple", birthday="1980-03-12"),
        who("EXEMPLE Zoé", birthday="1980-03-12"),
        "name_birthday",
        (),
    ),
    "one name, a birthday without its year": (
        who("Zoé Exemple", birthday="1980-03-12"),
        who("Zoé Exemple", birthday="--03-12"),
        "name",
        (),
    ),
    "one name, two birthdays": (
        who("Marie Martin", birthday="1980-03-12"),
        who("Marie Martin", birthday="1951-11-07"),
        None,
        ("different birthdays",),
    ),
    "a father and a son with one mailbox": (
        who("Paul Exemple", emails="paul@example.org", birthday="1950-01-01"),
        who("Paul Exemple", emails="paul@example.org", birthday="1980-01-01"),
        "other",
        ("different birthdays",),
    ),
    "one mailbox, two years of birth": (
        who("Paul Exemple", emails="paul@example.org", birthday="1950"),
        who("Paul Exemple", emails="paul@example.org", birthday="1980-03-12"),
        "other",
        ("different birthdays",),
    ),
    "one company, two years of birth": (
        who("Ada Poe", company="Acme", birthday="1950-03-12"),
        who("Ada Poe", company="Acme", birthday="1980-03-12"),
        "other",
        ("different birthdays",),
    ),
    "one mailbox, day and month turned round": (
        who("Paul Exemple", emails="paul@example.org", birthday="1980-03-12"),
        who("Paul Exemple", emails="paul@example.org", birthday="1980-12-03"),
        "email",
        (),
    ),
    "one name, one company": (
        who("Zoé Exemple", company="Exemple SA"),
        who("Zoe EXEMPLE", company="Groupe Exemple"),
        "name_company",
        (),
    ),
    "the company by the address": (
        who("Zoé Exemple", company="Exemple SA"),
        who("Zoé Exemple", emails="z@exemple.fr"),
        "name_company",
        (),
    ),
    "a typing error, one company": (
        who("Zoé Lefèvre", company="Exemple"),
        who("Zoé Lefebvre", company="Exemple"),
        "similar_name_company",
        (),
    ),
    "a rare name alone": (who("Zoé Exemple"), who("Exemple, Zoé"), "name", ()),
    "a common name, two companies and cities": (
        who("Marie Martin", company="Exemple", city="Lyon"),
        who("Marie Martin", company="Acme", city="Lille"),
        None,
        (),
    ),
    "two Marie Martins, two profiles": (
        who("Marie Martin", urls=f"{LINKEDIN}marie-1"),
        who("Marie Martin", urls=f"{LINKEDIN}marie-2"),
        None,
        ("different LinkedIn profiles",),
    ),
    "a member id is a second name of a page": (
        who("Zoé Exemple", urls=f"{LINKEDIN}zoe"),
        who("Zoé Exemple", urls=f"{LINKEDIN}ACoAABc"),
        "name",
        (),
    ),
    "numbered addresses": (
        who("Jean Martin", emails="jean.martin1@exemple.fr"),
        who("Jean Martin", emails="jean.martin2@exemple.fr"),
        None,
        ("numbered addresses at one domain",),
    ),
    "a person and their company": (
        who("Exemple", urls=f"{LINKEDIN}exemple"),
        who("Exemple", urls=f"{LINKEDIN}exemple", organization=True),
        None,
        ("a person and an organization",),
    ),
}


@pytest.mark.parametrize(("a", "b", "rule", "against"), CASES.values(), ids=CASES)
def test_a_pair_is_judged(a: Profile, b: Profile, rule: str | None, against: tuple[str, ...]) -> None:
    """A pair has the same rule, vetoes and score in either order."""
    one, other = score(a, b, BOOK), score(b, a, BOOK)
    assert (one.rule, one.vetoes) == (other.rule, other.vetoes) == (rule, against)
    assert one.score == other.score


def test_every_bit_has_its_reason() -> None:
    """The score is the sum of the bits of the reasons."""
    compared = score(who("Marie Martin", city="Lyon"), who("Martin Marie", city="LYON"), BOOK)
    assert [(reason.field, reason.a, reason.b, round(reason.bits, 2)) for reason in compared.reasons] == [
        ("prior", "", "", -8.97),
        ("name", "marie", "marie", 4.64),
        ("name", "martin", "martin", 5.06),
        ("namesakes", "2", "2", 2.5),
        ("city", "lyon", "lyon", 3.02),
    ]
    assert compared.score == pytest.approx(sum(reason.bits for reason in compared.reasons), abs=0.001)


def test_a_name_that_two_people_bear_is_not_offered_with_its_company() -> None:
    """If two colleagues share an ambiguous name, the pair has the rule `name` instead of `name_company`."""
    book = Frequencies(1000, ambiguous=frozenset({frozenset({"exemple", "zoe"})}))
    a, b = who("Zoé Exemple", company="Acme"), who("Zoé Exemple", company="Acme")
    assert score(a, b, book).rule == "name"


def named(**fields: Any) -> Profile:
    """Return the profile of a person named Jean Martin with these fields."""
    return who("Jean Martin", **fields)


SLIPS: dict[str, tuple[Profile, Profile, list[tuple[str, float]]]] = {
    "two digits swapped": (named(phones=MOBILE), named(phones=MISTYPED), [("phone", 5.0)]),
    "one of them without its country": (named(phones=AT_HOME), named(phones=MISTYPED), [("phone", 5.0)]),
    "a wrong digit": (named(phones=MOBILE), named(phones="+33612945678"), [("phone", 5.0)]),
    "a letter wrong": (named(emails="jean.martin@x.org"), named(emails="jean.matrin@x.org"), [("email", 4.0)]),
    "a letter wrong, at work": (named(emails="martin@acme.fr"), named(emails="martn@acme.fr"), [("email", 4.0)]),
    "two wrong digits": (named(phones=MOBILE), named(phones="+33612945778"), []),
    "a switchboard's lines": (named(phones="+33144556610"), named(phones="+33144556611"), []),
    "a land line's digits swapped": (named(phones=LANDLINE), named(phones="+33154678901"), []),
    "phones bought together": (named(phones=MOBILE), named(phones="+33612345679"), []),
    "phones bought together, a ten between them": (named(phones=MOBILE), named(phones="+33612345688"), []),
    "spouses": (named(phones=MOBILE), who("Marie Martin", phones=MISTYPED), []),
    "colleagues": (named(phones=MOBILE), who("Jean Durand", phones=MISTYPED), []),
    "nobody's name": (named(phones=MOBILE), who(None, phones=MISTYPED), []),
    "the family's name": (named(phones=MOBILE), who("Martin", phones=MISTYPED), []),
    "numbered": (named(emails="j.martin1@gmail.com"), named(emails="j.martin2@gmail.com"), [("email", -1.0)]),
    "numbered once": (named(emails="jmartin@gmail.com"), named(emails="jmartin2@gmail.com"), [("email", -1.0)]),
    "numbered at work": (named(emails="martin1@acme.fr"), named(emails="martin2@acme.fr"), [("email", -5.0)]),
    "an initial": (named(emails="j.martin@orange.fr"), named(emails="m.martin@orange.fr"), [("email", -1.0)]),
    "two initials": (named(emails="j.p.martin@orange.fr"), named(emails="j.m.martin@orange.fr"), [("email", -1.0)]),
    "two initials without a dot": (named(emails="jpmartin@x.fr"), named(emails="jmmartin@x.fr"), [("email", -5.0)]),
    "another domain": (named(emails="jean.martin@x.org"), named(emails="jean.matrin@y.org"), [("email", -1.0)]),
    "names alike": (
        named(emails="jean.martin@orange.fr"),
        who("Jean Marin", emails="jean.marin@orange.fr"),
        [("email", -1.0)],
    ),
}


@pytest.mark.parametrize(("a", "b", "said"), SLIPS.values(), ids=SLIPS)
def test_a_slip_says_something_of_namesakes_only(a: Profile, b: Profile, said: list[tuple[str, float]]) -> None:
    """A typing error in a number or address counts only between namesakes."""
    compared = score(a, b, BOOK)
    assert [(each.field, each.bits) for each in compared.reasons if each.field in ("phone", "email")] == said
    assert compared.rule not in AUTOMATIC


TOGETHER = [
    (parse(None, "小龙", "李"), parse("李小龙")),
    (parse(None, "민수", "김"), parse("김민수")),
    (parse("山田 太郎"), parse("山田太郎")),
    (parse("Kim Min Su"), parse("Kim Minsu")),
    (parse(None, "Hans Peter", "Roth"), parse("Hanspeter Roth")),
    (parse("Ann Marie Roth"), parse("Annmarie Roth")),
]
"""Pairs of spellings of one name, with and without a blank."""
COMPATIBLE = [
    ("Zoé Exemple", "Zoe"),
    ("J.-F. Lefèvre", "Jean-François Lefèvre"),
    ("JF Lefèvre", "Jean-François L."),
    ("Luc J. Martin", "Luc Martin"),
    ("Luc J. Martin", "L. Martin"),
    ("J. Luc Martin", "Jean Martin"),
    ("P. García López", "Pedro López"),
    ("Anne Louise C. Roth", "Louise Catherine Roth"),
]
INCOMPATIBLE = [
    ("Paul Martin", "Marie Martin"),
    ("Jean-Pierre Martin", "Jean-Paul Martin"),
    ("Zoé Exemple", "Exemple"),
    ("Zoé Exemple", "Maman"),
    ("Zoé Exemple", "Zoé et Luc Exemple"),
    ("Daniel Martin", "Danielle Martin"),
    ("Gabriel Martin", "Gabriele Martin"),
    ("Simon Martin", "Simone Martin"),
    ("Stefan Martin", "Stefanie Martin"),
    ("Philippe Martin", "Philippine Martin"),
    ("Alexis Martin", "Alexia Martin"),
    ("Luc J. Martin", "Jean Martin"),
    ("Luc J. Martin", "J. Martin"),
    ("Martin, Luc J.", "Jean Martin"),
    ("Petra P. Martin", "Peter Martin"),
    ("Marie Cl Martin", "Christine Martin"),
    ("Иван П. Козлов", "Пётр Козлов"),
    ("Иван П. Козлов", "Petr Kozlov"),
    ("Paul Martin (Vater)", "Paul Martin (Sohn)"),
    ("Paul Martin (père)", "Martin, Paul (fils)"),
]


@pytest.mark.parametrize(("a", "b"), COMPATIBLE)
def test_names_that_one_mailbox_may_have(a: str, b: str) -> None:
    """A shorter form of a name does not contradict the full name."""
    assert compatible(parse(a), parse(b))
    assert compatible(parse(b), parse(a))


@pytest.mark.parametrize(("a", "b"), TOGETHER)
def test_names_with_and_without_a_blank_are_compatible(a: Name, b: Name) -> None:
    """Names with and without a blank are compatible."""
    assert compatible(a, b)
    assert compatible(b, a)


def test_a_given_and_a_family_name_are_no_word_together() -> None:
    """Jo Anne and Joanne Roth are not compatible if Anne is a family name."""
    assert not compatible(parse(None, "Jo", "Anne"), parse(None, "Joanne", "Roth"))


@pytest.mark.parametrize(("a", "b"), INCOMPATIBLE)
def test_names_that_share_a_mailbox(a: str, b: str) -> None:
    """The names of two people in a household are not compatible."""
    assert not compatible(parse(a), parse(b))
    assert not compatible(parse(b), parse(a))


def test_what_is_known_of_a_person_is_what_their_records_say() -> None:
    """To find a veto, netcli compares all records of a person."""
    person = union([who("Zoé Exemple", urls=f"{LINKEDIN}zoe"), who("Zoé Exemple", emails="zoe@x.org")])
    assert vetoes(person, who("Zoé Exemple", emails="zoe@x.org", urls=f"{LINKEDIN}zoe-2")) == [
        "different LinkedIn profiles"
    ]


def village(size: int) -> list[tuple[Sketch, Profile]]:
    """Return *size* invented people with many spellings of similar names and identifiers."""
    chance = random.Random(7)
    given = [
        "Zoé",
        "Marie",
        "Jean-Pierre",
        "Paul",
        "Pauline",
        "Émile",
        "李",
        "Jeanpierre",
        "小龙",
        "Дмитрий",
        "Dmitri",
        "Ю",
        "Paola",
        "Paolo",
    ]
    family = [
        "Martin",
        "Martins",
        "Lefèvre",
        "Lefebvre",
        "O'Neil",
        "van der Berg",
        "小龙李",
        "Durand",
        "Exemple",
        "Козлов",
        "Kozlov",
    ]
    found = []
    for person in range(1, size + 1):
        first, last = chance.choice(given), chance.choice(family)
        name = chance.choice(
            [
                f"{first} {last}",
                f"{last.upper()} {first}",
                f"{first[0]}. {last}",
                f"Karl {first[0]}. {last}",
                first,
                None,
                f"{first} {last} née Martin",
                f"Anna & {first} {last}",
            ]
        )
        fields: dict[str, Any] = {
            "name": name,
            "emails": chance.choice(
                [
                    (f"{fold_local(first)}{chance.randrange(3)}@{chance.choice(['exemple.fr', 'gmail.com'])}",),
                    (f"{fold_local(last)}@exemple.fr", "zoe.exemple@gmail.com"),
                    (f"{fold_local(last)[:-1]}@exemple.fr", "zoe.exmeple@gmail.com"),
                ]
            ),
            "phones": chance.choice(
                [(), (), (), (), (MOBILE,), (LANDLINE,), (AT_HOME,), (MISTYPED, LANDLINE), ("0612435678",)]
            ),
            "urls": chance.choice([(), (f"{LINKEDIN}{fold_local(last)}{chance.randrange(3)}",)]),
            "company": chance.choice([None, "Exemple SA", "Acme", "Groupe Exemple", "Exempel"]),
            "city": chance.choice([None, "Lyon", "Lille"]),
            "birthday": chance.choice([None, "1980-03-12", "1980-03-13", "--03-12", "1951-11-07"]),
        }
        if chance.random() < 0.5:
            fields["emails"] = ()
        found.append((Sketch(person, **fields), describe(Record("k", **fields))))
    return found


def fold_local(text: str) -> str:
    """Return a name as the local part of an e-mail address."""
    folded = fold(text).replace(" ", "-")
    return folded if folded.isascii() else "li"


def test_the_search_judges_as_the_single_comparison_does() -> None:
    """`netcli duplicates` and `netcli why` give a pair the same score and rule."""
    people = village(120)
    profiles = {sketch.person: profile for sketch, profile in people}
    found = candidates([sketch for sketch, _ in people])
    counted = Common(found.book).among(profiles)
    wrong = [
        (a, b, rule, compared.rule, bits, compared.score)
        for a, b, bits, rule, vetoed in found
        if abs((compared := score(profiles[a], profiles[b], counted)).score - bits) > 0.01
        or compared.rule != rule
        or bool(compared.vetoes) != vetoed
    ]
    assert len(found) > 100
    assert wrong == []


def test_the_search_finds_what_two_sources_spell_apart() -> None:
    """The search finds a pair whose names are spelt differently."""
    people = [
        Sketch(1, "Jean-François Lefèvre", company="Exemple"),
        Sketch(2, "LEFEBVRE Jean Francois", emails=("jf.lefevre@exemple.com",)),
        Sketch(3, "Marie Martin"),
    ]
    assert [(a, b, rule) for a, b, _, rule, _ in candidates(people)] == [(1, 2, "similar_name_company")]


def test_the_search_needs_no_word_spelt_alike_in_one_company_and_city() -> None:
    """Within one company and city, the search finds pairs with misspelt names."""
    place = {"company": "Exemple", "city": "Lyon"}
    people = [Sketch(1, "Aidan Horsey", **place), Sketch(2, "Aidsn Horsley", **place), Sketch(3, "Marie Martin")]
    assert [(a, b, rule) for a, b, _, rule, _ in candidates(people)] == [(1, 2, "similar_name_company")]


def test_the_search_of_nobody_finds_nothing() -> None:
    """An empty book has no duplicates."""
    assert len(candidates([])) == 0


def test_a_large_block_is_left_out_and_counted() -> None:
    """If 60 people share a phone number, the search only counts the group."""
    people = [Sketch(person, None, phones=(LANDLINE,)) for person in range(60)]
    found = candidates(people)
    assert (len(found), found.blocks.pairs, found.blocks.oversize) == (0, 0, 1)


def test_groups_never_hold_two_who_differ() -> None:
    """Groups never contain two people who are known to differ."""
    assert clusters([(1, 2), (2, 3), (3, 4)], cannot=[(1, 4)]) == [(1, 2, 3)]
    assert clusters([(1, 2), (3, 4), (2, 3)], differ=lambda one, other: {one, other} == {1, 4}) == [(1, 2), (3, 4)]


def test_a_record_arrives() -> None:
    """A record with a known key joins a person only if the names agree."""
    zoe = {"name": "Zoé Exemple", "emails": ["zoe@x.org"]}
    assert decide.keys(Record("k", emails=("Zoe@x.org", "info@x.org"), phones=(LANDLINE, MOBILE))) == (
        ("email", "zoe@x.org"),
        ("sha1", mbox_sha1("zoe@x.org")),
        ("phone", MOBILE),
        ("phone", AT_HOME),
    )
    known, key = decide.Description([zoe]), ("email", "zoe@x.org")
    assert decide.fit(known, decide.Description([{"name": "Z. Exemple", "emails": ["zoe@x.org"]}]), key) > 0
    assert decide.fit(known, decide.Description([{"name": "Luc Exemple", "emails": ["zoe@x.org"]}]), key) == 0
    other, theirs = (
        decide.traits((), None, organization=False),
        decide.traits(decide.keys_of(zoe), None, organization=False),
    )
    assert decide.worth_asking("Zoé Exemple", [theirs], [other])
    assert not decide.worth_asking("Maman", [other], [other])


def test_only_identifiers_merge() -> None:
    """Without a common identifier, no pair is merged automatically."""
    rules = {
        score(a, b, BOOK).rule for a, b, _, _ in CASES.values() if not (a.slugs | a.emails | a.phones | a.birthdays)
    }
    assert rules.isdisjoint(AUTOMATIC)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("1980-03-12", "1980-03-12", SAME_BIRTHDAY),
        ("--03-12", "1980-03-12", SAME_DAY),
        ("--03-12", "--03-12", SAME_DAY),
        ("1980", "1980-03-12", HALF_BIRTHDAY),
        ("1980", "--03-12", HALF_BIRTHDAY),
        ("1980-03", "1980-03-12", HALF_BIRTHDAY),
        ("1980-03", "--03-12", HALF_BIRTHDAY),
        ("1980-03-12", "1980-12-03", NEAR_BIRTHDAY),
        ("1980-03-12", "--12-03", NEAR_BIRTHDAY),
        ("1980-03-12", "1980-03-13", NEAR_BIRTHDAY),
        ("1980-03-12", "1980-03-21", NEAR_BIRTHDAY),
        ("1980-03-12", "1983-03-12", NEAR_BIRTHDAY),
        ("1980-01-01", "1983-01-01", OTHER_BIRTHDAY),
        ("1950-03-12", "1980-03-12", OTHER_GENERATION),
        ("1958-03-12", "1985-03-12", OTHER_GENERATION),
        ("1981-02-12", "1980-12-12", NEAR_BIRTHDAY),
        ("1981-02-12", "1982-11-12", OTHER_BIRTHDAY),
        ("1980-03-12", "1983-03-13", OTHER_BIRTHDAY),
        ("1980-03-12", "1980-11-07", OTHER_BIRTHDAY),
        ("1950", "1980", OTHER_BIRTHDAY),
        ("1950", "1980-03-12", OTHER_BIRTHDAY),
        ("1980-03", "1980-04-12", OTHER_BIRTHDAY),
        ("1980-03", "--04-12", OTHER_BIRTHDAY),
    ],
)
def test_two_birthdays_are_one_a_typing_error_or_two(one: str, other: str, level: Level) -> None:
    assert {birthday_level(one, other), birthday_level(other, one)} == {level}


def test_each_birthday_of_namesakes_is_compared_once() -> None:
    """If two namesakes have different birthdays, netcli does not ask about the pair."""
    one, other = ([decide.Traits(birthday=day)] * 10_000 for day in ("1950-01-31", "1980-12-24"))
    assert not decide.worth_asking("Zoé Exemple", one, other)
    assert decide.worth_asking("Zoé Exemple", one, one)
