"""vCards as phones and programs really write them."""

from __future__ import annotations

import pytest

from netcli.importers import recognise, vcard
from netcli.importers.source import of_bytes
from netcli.records import (
    OWNER,
    BadRow,
    Example,
    Ignored,
    Item,
    NotUnderstood,
    Record,
    Remark,
    Testimony,
    UnusedColumn,
    Used,
)


def read(*lines: str, end: str = "\r\n") -> list[Item]:
    return list(vcard.read(of_bytes("a.vcf", end.join(lines).encode())))


def card(*lines: str) -> Record:
    return next(item for item in read("BEGIN:VCARD", *lines, "END:VCARD") if isinstance(item, Record))


def relations(*lines: str) -> list[tuple[str, str, str | None, str | None]]:
    items = read("BEGIN:VCARD", "UID:x", "FN:Zoé Exemple", *lines, "END:VCARD")
    return [(i.a, i.b, i.link, i.detail) for i in items if isinstance(i, Testimony) and i.kind == "relation"]


def test_a_card_is_a_person_the_owner_has_in_an_address_book() -> None:
    """A card counts as one row that the import uses. The card's person becomes a contact of the owner."""
    assert read("BEGIN:VCARD", "VERSION:3.0", "FN:Zoé Exemple", "EMAIL:zoe@example.org", "END:VCARD") == [
        Used(),
        Record("zoe@example.org", name="Zoé Exemple", emails=("zoe@example.org",), line=1),
        Testimony(OWNER, "zoe@example.org", "declared", line=1),
    ]


@pytest.mark.parametrize(
    "end", [pytest.param("\r\n", id="CRLF"), pytest.param("\n", id="LF"), pytest.param("\r", id="CR")]
)
def test_any_line_end_will_do(end: str) -> None:
    text = end.join(("\ufeffBEGIN:VCARD", "FN:Zoé", " Exemple", "END:VCARD", ""))
    items = recognise(of_bytes("a.vcf", text.encode())).items()
    assert [item.name for item in items if isinstance(item, Record)] == ["ZoéExemple"]


def test_a_fold_may_cut_a_character() -> None:
    data = b"BEGIN:VCARD\nFN:Zo\xc3\n \xa9\nEND:VCARD\n"
    reading = recognise(of_bytes("a.vcf", data))
    assert [item.name for item in reading.items() if isinstance(item, Record)] == ["Zoé"]
    assert reading.encoding == "utf-8"


@pytest.mark.parametrize(
    "encoding",
    [pytest.param("utf-16", id="UTF-16"), pytest.param("cp1252", id="cp1252"), pytest.param("utf-8-sig", id="BOM")],
)
def test_the_encoding_is_worked_out(encoding: str) -> None:
    """A card is read in UTF-16, in cp1252, and with a byte order mark."""
    data = "BEGIN:VCARD\r\nFN:Hélène Nuñez\r\nEND:VCARD\r\n".encode(encoding)
    source = of_bytes("a.vcf", data)
    assert vcard.claims(source)
    assert [item.name for item in vcard.read(source) if isinstance(item, Record)] == ["Hélène Nuñez"]


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        pytest.param(
            "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Ex=C3=A9;Jo=\r\nse", "name", "Jose Exé", id="soft-break"
        ),
        pytest.param("NICKNAME:Zozo,Zo", "aliases", ("Zozo", "Zo"), id="nicknames"),
        pytest.param(r"ORG:Dupuis\, Fils;Ventes", "company", "Dupuis, Fils", id="company"),
        pytest.param("ADR;TYPE=WORK:;;1 rue Neuve;Lyon;;69001;France", "city", "Lyon", id="city"),
        pytest.param("BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-12", "birthday", "--03-12", id="Apple-birthday"),
        pytest.param("BDAY:--0312", "birthday", "--03-12", id="4.0-birthday"),
        pytest.param("BDAY:19850312T000000Z", "birthday", "1985-03-12", id="basic-birthday"),
        pytest.param("TEL;VALUE=uri:tel:+33-6;ext=5", "phones", ("+33-6",), id="tel-URI"),
        pytest.param(r"item1.URL:http\://zoe.example.org", "urls", ("http://zoe.example.org",), id="Apple-escape"),
        pytest.param("X-SOCIALPROFILE;type=twitter:@zoe", "urls", ("https://x.com/zoe",), id="bare-account"),
        pytest.param(
            "X-SOCIALPROFILE;type=linkedin;x-user=zoe-e:x-apple:zoe-e",
            "urls",
            ("https://www.linkedin.com/in/zoe-e",),
            id="Apple-account",
        ),
        pytest.param("X-SKYPE:zoe.e", "urls", ("skype:zoe.e",), id="account without a page"),
        pytest.param("RELATED;TYPE=me:https://zoe.example.org", "urls", ("https://zoe.example.org",), id="me"),
        pytest.param("CATEGORIES:Amis,myContacts,Lyon", "tags", ("Amis", "Lyon"), id="tags"),
        pytest.param("X-ABShowAs:COMPANY", "organization", True, id="company-card"),
    ],
)
def test_a_property_becomes_a_field(line: str, field: str, value: object) -> None:
    """Each property of a card fills the field of the same meaning."""
    name = () if line.startswith("N;") else ("FN:Zoé Exemple",)
    assert getattr(card(*name, line), field) == value


def test_a_soft_break_needs_no_indent() -> None:
    """A quoted-printable line that ends with `=` continues on the next line."""
    assert card("FN:Zoé", "NOTE;ENCODING=QUOTED-PRINTABLE:un=0D=0A=", "deux").note == "un\ndeux"


@pytest.mark.parametrize("mark", ["type=pref", "TYPE=WORK,pref", "PREF=1"])
def test_the_preferred_address_comes_first(mark: str) -> None:
    assert card("EMAIL:a@example.org", f"EMAIL;{mark}:b@example.org").emails == ("b@example.org", "a@example.org")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(
            "RELATED;TYPE=child:mailto:lea@example.org", ("lea@example.org", "x", "child", "child"), id="child"
        ),
        pytest.param("X-MANAGER:Pat O'Neil", ("mention Pat O'Neil", "x", "manager", "manager"), id="manager"),
        pytest.param("X-SPOUSE:Paul", ("mention Paul", "x", "spouse", "spouse"), id="spouse"),
        pytest.param(
            "RELATED;TYPE=co-resident;VALUE=text:Paul",
            ("mention Paul", "x", "neighbor", "co-resident"),
            id="co-resident",
        ),
        pytest.param("RELATED;TYPE=muse;VALUE=text:Paul", ("mention Paul", "x", "other", "muse"), id="unknown"),
        pytest.param("RELATED;TYPE=co-resident:urn:uuid:X", None, id="the same card"),
    ],
)
def test_the_other_is_kind_of_the_card(line: str, expected: tuple[str, ...] | None) -> None:
    """A relation's kind is the role of the other person, not the role of the card's person."""
    assert relations(line) == ([expected] if expected else [])


def test_a_label_names_its_group() -> None:
    """Apple writes the kind of a relation in a label of the same group."""
    lines = (
        "item1.X-ABRELATEDNAMES:Paul",
        "item1.X-ABLabel:_$!<Father>!$_",
        "g2.X-ABRELATEDNAMES:Huguette",
        "g2.X-ABLabel:cousine",
    )
    assert relations(*lines) == [
        ("mention Paul", "x", "parent", "Father"),
        ("mention Huguette", "x", "kin", "cousine"),
    ]


def test_a_relation_finds_a_later_card() -> None:
    """A relation finds another card by the UID or the name."""
    items = read(
        "BEGIN:VCARD",
        "UID:a",
        "FN:Zoé",
        "RELATED:urn:uuid:b",
        "RELATED;TYPE=friend:li",
        "END:VCARD",
        "BEGIN:VCARD",
        "UID:B",
        "FN:José",
        "END:VCARD",
        "BEGIN:VCARD",
        "UID:c",
        "FN:Li",
        "END:VCARD",
    )
    assert items[-2:] == [
        Testimony("b", "a", "relation", "other", line=4),
        Testimony("c", "a", "relation", "friend", detail="friend", line=5),
    ]


def test_a_group_tags_its_members_and_guesses_that_they_know_each_other() -> None:
    """A group tags the members and guesses links between the members."""
    items = read(
        "BEGIN:VCARD",
        "X-ADDRESSBOOKSERVER-KIND:group",
        "FN:Choir",
        "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:A",
        "MEMBER:mailto:Li@example.org",
        "MEMBER:urn:uuid:404",
        "END:VCARD",
        "BEGIN:VCARD",
        "UID:A",
        "FN:Zoé",
        "CATEGORIES:Paris,Choir",
        "END:VCARD",
    )
    assert items == [
        Used(),
        Record("a", name="Zoé", tags=("Paris", "Choir"), line=8, durable=True),
        Testimony(OWNER, "a", "declared", line=8),
        Record("li@example.org", emails=("li@example.org",), tags=("Choir",), line=1),
        Used(),
        Testimony("a", "li@example.org", "group", certainty="guess", detail="Choir", line=1),
        NotUnderstood("relation", "MEMBER", 1, (Example(1, "404", "no entry here has that identifier"),)),
    ]


def test_a_damaged_card_never_costs_the_others() -> None:
    """Damage in one card is reported, and the good cards are read."""
    items = read(
        "rubbish",
        "BEGIN:VCARD",
        "FN:Zoé",
        "BEGIN:VCARD",
        "no colon here",
        "END:VCARD",
        "BEGIN:VCARD",
        "KIND:group",
        "FN:Amis",
        "END:VCARD",
        "BEGIN:VCARD",
        "PHOTO;ENCODING=b:AAAA",
        "END:VCARD",
        "BEGIN:VCARD",
        "FN:José",
        "END:VCARD",
    )
    assert [item for item in items if not isinstance(item, Record | Testimony)] == [
        Used(),
        Remark("unfinished", "the card has no END:VCARD, but was read as far as it goes", line=2),
        BadRow(4, "no line of the card can be read", "no colon here"),
        Ignored("empty"),
        Used(),
        Ignored("list"),
        NotUnderstood("text", None, 1, (Example(1, "rubbish", "outside any card"),)),
    ]
    assert [item.name for item in items if isinstance(item, Record)] == ["Zoé", "José"]


def test_two_people_of_one_mailbox_have_two_keys() -> None:
    """Two cards with different names and one shared address are two people."""
    items = read(
        "BEGIN:VCARD",
        "FN:Marie Martin",
        "EMAIL:nous@example.org",
        "END:VCARD",
        "BEGIN:VCARD",
        "FN:Paul Martin",
        "EMAIL:nous@example.org",
        "END:VCARD",
    )
    keys = [item.key for item in items if isinstance(item, Record)]
    assert keys == ["nous@example.org", "nous@example.org Paul Martin"]


def test_an_agent_is_a_card_in_a_card() -> None:
    """The end of a card in AGENT does not end the outer card."""
    items = read(
        "BEGIN:VCARD", "FN:Zoé", "AGENT:", "BEGIN:VCARD", "FN:Paul", "END:VCARD", "EMAIL:z@example.org", "END:VCARD"
    )
    assert [item.name for item in items if isinstance(item, Record)] == ["Zoé", "Paul"]


def names(*lines: str) -> tuple[str | None, tuple[str, ...], bool]:
    """Return a card's name, its other names, and whether the card is an organization's."""
    found = card(*lines)
    return found.name, found.aliases, found.organization


def lost(*lines: str) -> dict[str, tuple[str | None, str]]:
    """Return the property and the first unusable value of each field."""
    items = read("BEGIN:VCARD", *lines, "END:VCARD")
    found = [item for item in items if isinstance(item, NotUnderstood)]
    return {each.field: (each.column, each.examples[0].value) for each in found}


@pytest.mark.parametrize(
    ("encoded", "name"),
    [
        pytest.param("Lef=E8vre;Zo=E9", "Zoé Lefèvre", id="cp1252"),
        pytest.param("Lef=C3=A8vre;Zo=C3=A9", "Zoé Lefèvre", id="UTF-8"),
        pytest.param("Lef=8Fvre;Zo=8E", "Zoé Lefèvre", id="MacRoman"),
    ],
)
def test_quoted_printable_of_no_said_encoding(encoded: str, name: str) -> None:
    """If quoted-printable text states no encoding, the encoding is guessed from its bytes."""
    items = read("BEGIN:VCARD", f"N;ENCODING=QUOTED-PRINTABLE:{encoded}", "END:VCARD")
    assert [item.name for item in items if isinstance(item, Record)] == [name]
    assert not [item for item in items if isinstance(item, NotUnderstood)]


def test_a_character_that_cannot_be_read_is_said() -> None:
    """An unreadable character is shown as U+FFFD. The report names the card's property and the line number."""
    assert lost("N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Ek;Zo=C3", "NOTE:ééééé ééééé") == {
        "name": ("N", "Ek;Zo\ufffd")
    }
    data = b"BEGIN:VCARD\nFN:Zo\xc3\nNOTE:" + "éééé".encode() * 9 + b"\nEND:VCARD\n"
    (found,) = [item for item in vcard.read(of_bytes("a.vcf", data)) if isinstance(item, NotUnderstood)]
    assert (found.field, found.column, found.examples[0].line) == ("name", "FN", 2)


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        pytest.param(("=D0=9F=D0=B5=D1=82=D1=80=D0=", " =BE=D0=B2;=D0=9B=D0=B5=D0=B2"), "Лев Петров", id="folded"),
        pytest.param(("=D0=9F=D0=B5=D1=82=D1=80=D0=", "=BE=D0=B2;=D0=9B=D0=B5=D0=B2"), "Лев Петров", id="not folded"),
        pytest.param(("=D0=9F=D0=B5=D1=82=", " =D1=80=D0=BE=D0=", " =B2;=D0=9B=D0=B5=D0=B2"), "Лев Петров", id="late"),
        pytest.param(("van der=", " Berg;Jan"), "Jan van der Berg", id="a blank of its own"),
    ],
)
def test_a_soft_break_may_cut_a_character(lines: tuple[str, ...], name: str) -> None:
    """If a soft break cuts a character, the blank at the start of the next line is dropped. Otherwise, the blank is
    kept.
    """
    found = card(f"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{lines[0]}", *lines[1:])
    assert found.name == name


@pytest.mark.parametrize(
    ("lines", "called"),
    [
        pytest.param(("FN:Tonton Jo", "N:Marchand;Joseph;;;"), ("Tonton Jo", ("Joseph Marchand",), False), id="both"),
        pytest.param(("FN:+33612340103", "N:Dubreuil;Guy;;;"), ("Guy Dubreuil", (), False), id="a number"),
        pytest.param(
            (
                "FN:Muster GmbH",
                "N:von Adler;Hans;;Dr.;",
                "ORG:Muster GmbH;Systeme",
                "X-ABShowAs:COMPANY",
            ),
            ("Hans von Adler", (), False),
            id="the firm",
        ),
        pytest.param(
            ("FN:Muster GmbH", "N:Muster GmbH;;;;", "ORG:Muster GmbH"), ("Muster GmbH", (), True), id="the firm in both"
        ),
        pytest.param(("FN:Muster", "X-ABShowAs:COMPANY", "N:;;;;"), ("Muster", (), True), id="a firm"),
        pytest.param(("KIND:org", "FN:Muster"), ("Muster", (), True), id="KIND"),
        pytest.param(("FN:Dr. Zoé Ex PhD", "N:Ex;Zoé;;Dr.;PhD"), ("Dr. Zoé Ex PhD", (), False), id="more"),
        pytest.param(("FN:Zoé E.", "N:Exemple;Zoé;;;"), ("Zoé Exemple", ("Zoé E.",), False), id="an initial"),
        pytest.param(("FN:Zoé", "N:Exemple;Zoé;;;"), ("Zoé", (), False), id="less"),
        pytest.param(("FN:Zoé Exemple", "FN:Zoé Durand"), ("Zoé Exemple", ("Zoé Durand",), False), id="two"),
        pytest.param(("FN:Zoé Ex", "X-MAIDENNAME:Durand", "N:Ex;Zoé"), ("Zoé Ex", ("Zoé Durand",), False), id="maiden"),
        pytest.param(("FN:Bo", "NICKNAME:Bobo,B"), ("Bo", ("Bobo", "B"), False), id="nicknames"),
    ],
)
def test_names_that_disagree(lines: tuple[str, ...], called: tuple[str | None, tuple[str, ...], bool]) -> None:
    """FN and N together decide a card's name and its other names."""
    assert names(*lines) == called


def test_a_number_for_a_name_is_a_number() -> None:
    """A phone number in FN becomes a phone number of the person."""
    assert card("FN:+33 6 12 34 01 03").phones == ("+33 6 12 34 01 03",)


def test_a_number_for_a_name_is_not_told_twice() -> None:
    """If TEL has the same phone number as FN, the number is kept once."""
    found = card("FN:06 12 34 01 04", "TEL:+33612340104")
    assert (found.name, found.phones) == (None, ("+33612340104",))


def test_what_android_writes_under_a_name_of_its_own() -> None:
    """X-ANDROID-CUSTOM contains nicknames, birthdays and relations."""
    custom = "X-ANDROID-CUSTOM:vnd.android.cursor.item"
    lines = (
        "FN:Nuno Serra",
        f"{custom}/nickname;Nuninho;1;;;;;;;;;;;;;",
        f"{custom}/relation;Rita Serra;14;;;;;;;;;;;;;",
        f"{custom}/relation;Joaquim Reis;7;;;;;;;;;;;;;",
        f"{custom}/relation;Ana Reis;0;madrinha;;;;;;;;;;;;",
        f"{custom}/contact_event;1985-07-09;3;;;;;;;;;;;;;",
        f"{custom}/contact_event;2010-05-01;1;;;;;;;;;;;;;",
    )
    found = card(*lines)
    assert (found.aliases, found.birthday) == (("Nuninho",), "1985-07-09")
    assert [(link, detail) for _, _, link, detail in relations(*lines)] == [
        ("spouse", "spouse"),
        ("manager", "manager"),
        ("other", "madrinha"),
    ]
    items = read("BEGIN:VCARD", *lines, "END:VCARD")
    assert [item for item in items if isinstance(item, UnusedColumn)] == [UnusedColumn("X-ANDROID-CUSTOM", 1)]


@pytest.mark.parametrize(
    ("lines", "link", "detail"),
    [
        (("X-KADDRESSBOOK-X-SpouseName:Rita Falk",), "spouse", "spouse"),
        (("X-KADDRESSBOOK-X-ManagersName:Rita Falk",), "manager", "manager"),
        (("X-EVOLUTION-ASSISTANT:Rita Falk",), "assistant", "assistant"),
        (("X-MS-CHILD:Rita Falk",), "child", "child"),
        (("item1.X-ABRELATEDNAMES:Rita Falk", "item1.X-ABLABEL:Marraine"), "other", "Marraine"),
        (("item1.RELATED;VALUE=text:Rita Falk", "item1.X-ABLABEL:Marraine"), "other", "Marraine"),
        (("RELATED;TYPE=x-tante;VALUE=text:Rita Falk",), "kin", "tante"),
        (("RELATED;TYPE=x-marraine;VALUE=text:Rita Falk",), "other", "marraine"),
    ],
)
def test_labels_of_relations(lines: tuple[str, ...], link: str, detail: str) -> None:
    """The name, the label or the type of a property states a relation's kind."""
    assert relations(*lines) == [("mention Rita Falk", "x", link, detail)]


def test_a_birthday_with_a_semicolon() -> None:
    """A semicolon after a birthday is ignored."""
    assert card("FN:Lena Vogt", "N:Vogt;Lena;;;", "BDAY:1990-01-01;").birthday == "1990-01-01"


def test_values_that_say_nothing() -> None:
    """Each unusable value is reported with its field and its property."""
    assert lost(
        "FN:Zoé",
        "EMAIL:zoe at x",
        "item1.TEL:ask",
        "URL:none of it",
        "BDAY:tomorrow",
        "TITLE:Chef",
        "ROLE:Cook",
        "ADR:;;;Lyon;;;",
        "ADR:;;;Brest;;;",
        "RELATED:urn:uuid:404",
        "no property",
    ) == {
        "text": (None, "no property"),
        "email": ("EMAIL", "zoe at x"),
        "phone": ("TEL", "ask"),
        "url": ("URL", "none of it"),
        "birthday": ("BDAY", "tomorrow"),
        "title": ("ROLE", "Cook"),
        "city": ("ADR", "Brest"),
        "relation": ("RELATED", "urn:uuid:404"),
    }


def test_unknown_properties() -> None:
    """Unknown properties are reported by their original names, but pictures are not."""
    items = read(
        "BEGIN:VCARD",
        "VERSION:3.0",
        "PRODID:x",
        "REV:20240305T000000Z",
        "UID:1",
        "FN:Zoé",
        "PHOTO;ENCODING=b:AAAA",
        "X-Favourite-Colour:blue",
        "GENDER:F",
        "X-Favourite-Colour:",
        "END:VCARD",
    )
    assert [item for item in items if isinstance(item, UnusedColumn)] == [
        UnusedColumn("X-Favourite-Colour", 1),
        UnusedColumn("GENDER", 1),
    ]


def test_cards_of_places_and_things() -> None:
    """A card of a place is ignored."""
    items = read("BEGIN:VCARD", "KIND:location", "FN:Salle 4", "EMAIL:salle4@example.org", "END:VCARD")
    assert items == [Ignored("location")]
