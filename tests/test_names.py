"""Keys, parsing and display of names."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcli import nicknames
from netcli.companies import company_key, domain_company, mail_domain
from netcli.folding import fold, fold_long, fold_quickly, is_composed, normalized, unaccented
from netcli.names import Name, display, full_key, parse, several
from netcli.sounds import skeleton

SAME = [
    ("Jean-François LEFÈVRE", "jean francois lefevre"),
    ("LEFEVRE Jean-François", "Jean François Lefèvre"),
    ("Lefèvre, Jean-François", "Jean-Francois Lefevre"),
    ("Jose\u0301 Exemple", "José EXEMPLE"),
    ("O'Neil Sean", "Sean O’Neil"),
    ("Sean ONeil", "Sean O'Neil"),
    ("Oﬀenbach Zoé", "Zoe Offenbach"),
    ("Strauß Anna", "STRAUSS Anna"),
    ("Søren Łukasz", "Soren Lukasz"),
    ("李小龙", " 李小龙 "),
    ("Sophie Exemple, PhD", "Sophie Exemple"),
    ("Sophie Exemple (ex-Acme)", "Sophie Exemple"),
    ("Sophie Exemple | CTO", "Exemple Sophie"),
    ("Sophie Exemple (she/her)", "Sophie Exemple 🚀"),
    ("Zoé\u200b Exemple", "Zoé Exemple"),
    ("Sting", "STING"),
]
DIFFERENT = [
    ("Jose Exemple", "Josef Exemple"),
    ("Ludwig van der Berg", "Ludwig Berg"),
    ("李小龙", "李大龙"),
    ("Marie Martin", "Marie Martins"),
    ("Jean Martin", "Jean-Pierre Martin"),
    ("ガク", "カク"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_one_name_in_two_spellings_has_one_key(a: str, b: str) -> None:
    """Order, case, accents, punctuation and credentials do not change a name's key."""
    assert full_key(a) == full_key(b)


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_two_names_have_two_keys(a: str, b: str) -> None:
    """Names that differ in a word have different keys."""
    assert full_key(a) != full_key(b)


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    """Folding a folded text changes nothing."""
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aéèçñÖøABC -'’", max_size=40))
def test_composed_and_decomposed_are_one(text: str) -> None:
    """Composed and decomposed letters give the same key."""
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_half_width_kana_is_kana() -> None:
    """Half-width kana gives the same key as kana."""
    assert fold("ﾔﾏﾀﾞ ﾊﾟｳﾛ") == fold("ヤマダ パウロ")


@given(st.text(max_size=80))
def test_every_text_can_be_taken_apart(text: str) -> None:
    """Parsing never raises an error. If the folded text is not empty, the text has a key."""
    parse(text)
    parse(None, text, text)
    assert bool(full_key(text)) == bool(fold(text))


PARSED = {
    "inversion": ("Lefèvre, Jean-François", Name(("jean", "francois", "lefevre"), ("jean", "francois"), ("lefevre",))),
    "capitals": ("LE GOFF Yann", Name(("yann", "goff"), ("yann",), ("goff",), particles=("le",))),
    "all capitals": ("YANN MARTIN", Name(("yann", "martin"))),
    "post-nominal": ("Zoé Exemple, MBA", Name(("zoe", "exemple"))),
    "job after a dash": ("Zoé Exemple - Directrice", Name(("zoe", "exemple"))),
    "title": ("Dr. Zoé Exemple", Name(("zoe", "exemple"))),
    "initials": ("J.-F. Lefèvre", Name(("lefevre",), initials=("j", "f"))),
    "JF": ("JF Lefèvre", Name(("lefevre",), initials=("j", "f"))),
    "particles": ("Ludwig van der Berg", Name(("ludwig", "berg"), particles=("van", "der"))),
    "elision": ("Jean d’Exemple", Name(("jean", "exemple"))),
    "Irish": ("Sean O Neil", Name(("sean", "oneil"))),
    "Scottish": ("Ann Mac Exemple", Name(("ann", "macexemple"))),
    "all particles": ("Le Van", Name(("le", "van"), particles=("le", "van"))),
    "maiden name": ("Marie Martin (née Durand)", Name(("marie", "martin"), former=("durand",))),
    "nickname": ("Robert “Bob” Exemple", Name(("robert", "exemple"), nickname="bob")),
    "generation": ("Paul Martin, Jr.", Name(("paul", "martin"), generation="2")),
    "mononym": ("Madonna", Name(("madonna",))),
    "Chinese": ("李小龙", Name(("李小龙",))),
    "couple": ("Paul & Marie Martin", Name(("paul", "marie", "martin"), opaque=True, several=True)),
    "mother": ("Maman", Name(("maman",), opaque=True)),
    "nothing": ("", Name()),
}


@pytest.mark.parametrize(("text", "expected"), PARSED.values(), ids=PARSED)
def test_a_name_is_taken_apart(text: str, expected: Name) -> None:
    """A word counts as a given name or a surname only if there is proof."""
    assert parse(text) == expected


def test_two_fields_tell_the_roles() -> None:
    """Two name fields show which word is the family name."""
    assert parse("Martin Thomas", "Martin", "Thomas") == Name(("martin", "thomas"), ("martin",), ("thomas",))


DISPLAYED = {
    "two fields": (("DUPONT Marie", "Marie", "DUPONT"), "Marie Dupont"),
    "one field": (("DUPONT  Marie", None, None), "DUPONT Marie"),
    "more in the name": (("Marie Claire Dupont", "Marie", "Dupont"), "Marie Claire Dupont"),
    "particles": ((None, "LUDWIG", "VAN DER BERG"), "Ludwig van der Berg"),
    "apostrophe": ((None, "Sean", "O'NEIL"), "Sean O'Neil"),
    "initials": ((None, "JF", "Lefèvre"), "JF Lefèvre"),
    "family only": ((None, None, "Lefèvre"), "Lefèvre"),
    "nothing": ((None, None, None), ""),
}


@pytest.mark.parametrize(("fields", "expected"), DISPLAYED.values(), ids=DISPLAYED)
def test_a_name_is_shown(fields: tuple[str | None, str | None, str | None], expected: str) -> None:
    """A known given name comes first. Other names are shown as written."""
    assert display(*fields) == expected


@given(st.text(alphabet=st.characters(blacklist_categories=["Zs", "Zl", "Zp", "Cc"]), min_size=1, max_size=40))
def test_showing_loses_no_letter(name: str) -> None:
    """A name is shown with all its letters."""
    assert display(name) == " ".join(name.split())


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("lefevre", "lefebvre"),
        ("dupond", "dupont"),
        ("mathieu", "matthieu"),
        ("christophe", "kristof"),
        ("mueller", "muller"),
        ("philippe", "filip"),
        ("macdonald", "mcdonald"),
        ("garcia", "garsia"),
    ],
)
def test_one_sound_is_one_skeleton(a: str, b: str) -> None:
    """Names that sound alike in French have one skeleton."""
    assert skeleton(a) == skeleton(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [("bill", "william"), ("jeff", "geoffrey"), ("manu", "emmanuel"), ("ze", "jose"), ("sacha", "alexandra")],
)
def test_short_forms_are_the_name(a: str, b: str) -> None:
    """A short form and its full given name count as the same name."""
    assert nicknames.same(a, b)


@pytest.mark.parametrize(("a", "b"), [("paul", "pauline"), ("marie", "mario"), ("michel", "michele"), ("luc", "lou")])
def test_names_that_look_alike_are_others(a: str, b: str) -> None:
    """Similar given names are different names, because spouses or siblings may have them."""
    assert not nicknames.same(a, b)


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("Exemple S.A.", "exemple"),
        ("Groupe Exemple France", "exemple"),
        ("EXEMPLE GmbH & Co. KG", "exemple"),
        ("Air Exemple (ex-Acme)", "air exemple"),
        ("France", "france"),
        ("", ""),
    ],
)
def test_a_company_is_its_core(text: str, core: str) -> None:
    """Legal forms and countries do not change the key of a company."""
    assert company_key(text) == core


def test_an_address_tells_the_employer() -> None:
    """A mail address identifies the employer, except at a public provider."""
    assert [mail_domain("zoe@mail.exemple.fr"), mail_domain("zoe@gmail.com")] == ["mail.exemple.fr", None]
    assert domain_company("mail.exemple.fr") == "exemple"


SEVERAL = (
    "Anna & Paul Roth",
    "Anna&Paul Roth",
    "Anna ＆ Paul",
    "Anna und Paul Roth",
    "Anna u. Paul Roth",
    "Paul et Anna",
    "M. et Mme Roth",
    "Mr. & Mrs. John Smith",
    "Mr and Mrs Roth",
    "Herr und Frau Roth",
    "Dr. Paul Roth and Dr. Anna Roth",
    "Roth, Anna & Paul",
    "Anna Roth & Paul Meier",
    "Anna + Paul",
    "Anna/Paul Roth",
    "Anna u. Paul Roth",
    "ANNA U. PAUL ROTH",
    "Ana Y Pablo García",
    "Anna e Paolo Rossi",
    "Ana y Pablo García",
    "Jan en Marie de Vries",
    "Anna og Peter Hansen",
    "Анна и Павел Рот",
    "Νίκος και Μαρία",
    "Familie Roth",
    "Fam. Roth",
    "The Roth Family",
    "Famille Roth",
    "Eheleute Roth",
)
ONE = (
    "Anna Roth",
    "José Ortega y Gasset",
    "Santiago Ramón y Cajal",
    "Melo e Castro",
    "Josep Puig i Cadafalch",
    "Hans-Adam von und zu Liechtenstein",
    "Anna E Roth",
    "John I Thomas",
    "Paul U. Roth",
    "I Ketut Wirawan",
    "Ja Rule",
    "Andrea Sand",
    "Zoé Exemple (she/her)",
    "Zoé Exemple - R&D Manager",
    "Jean Dupont, CEO & Founder",
    "Anna Roth (Roth & Co)",
)


@pytest.mark.parametrize("text", SEVERAL)
def test_a_name_that_two_people_bear_together(text: str) -> None:
    """The name of a couple or a household is recognised in several languages."""
    assert several(text)
    assert parse(text).opaque


@pytest.mark.parametrize("text", ONE)
def test_a_name_of_one_person_that_looks_like_two(text: str) -> None:
    """One person's name may contain "y" or "&"."""
    assert not several(text)


def test_two_fields_may_name_two_people() -> None:
    """If one field refers to two people, the name counts as several people."""
    fields = [("Anna & Paul", "Roth"), ("Mr and Mrs", "Roth"), ("Fam.", "Roth"), ("Anna", "Roth & Meier")]
    assert [parse(None, given, family).several for given, family in fields] == [True] * 4
    assert parse("Anna & Paul Roth", "Anna", "Roth").several


def test_very_many_marks_take_no_longer_than_as_many_letters() -> None:
    """Folding a text with 400,000 combining marks takes less than five seconds."""
    marks = "a" + "\u0301\u0323" * 200_000
    began = time.process_time()
    assert len(normalized(marks)) > 0
    assert not is_composed(marks)
    assert unaccented(marks) == "a"
    assert fold(marks) == "a"
    assert time.process_time() - began < 5


@given(st.text(st.one_of(st.characters(), st.sampled_from("aé'’`ß ı\u0301-_.\u00a0ﬁ")), max_size=30))
def test_the_quick_form_of_a_text_contains_its_words(text: str) -> None:
    """Each word of a text with letters is also in the quick form of the text."""
    text = f"a {text}"
    quick = fold_quickly(text)
    assert [word for word in fold_long(text).split() if word not in quick] == []
