"""Tests of tables from Google, Outlook, Yahoo, Thunderbird and XING."""

from __future__ import annotations

from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcli import importers
from netcli.errors import BadInput
from netcli.importers import google, linkedin, outlook, thunderbird, xing, yahoo
from netcli.importers.shared import linkedin_outlook
from netcli.importers.source import of_bytes
from netcli.records import OWNER, BadRow, Item, Position, Record, Remark, Used
from netcli.records import Testimony as Said  # pytest takes a class called Test… for tests

NEW = "First Name,Middle Name,Last Name,File As,Organization Name,Birthday,Labels"
OLD = "Name,Given Name,Family Name,Yomi Name,Birthday,Group Membership"
ENGLISH = "Title,First Name,Middle Name,Last Name,E-mail Address,E-mail 2 Address,E-mail Display Name,Business Phone"
FRENCH = "Prénom,Nom,Adresse de messagerie,Rue (bureau),Tél. mobile"
YAHOO = "First,Last,Email,Messenger ID,Home,Work,Yahoo! Phone"


HEADERS = {google: NEW, outlook: ENGLISH.removeprefix("Title,"), yahoo: YAHOO}
HEADERS[xing] = "Vorname,Nachname,XING-Profil,Geburtstag"
HEADERS[thunderbird] = "Display Name,Primary Email,Screen Name,Birth Year,Birth Month,Birth Day"


def read(importer: ModuleType, text: str, encoding: str = "utf-8") -> list[Item]:
    """Read *text* with *importer*. Check that no other importer claims the table."""
    source = of_bytes("x.csv", text.encode(encoding))
    assert [each.importer() for each in importers.FORMATS if each.importer().claims(source)] == [importer]
    return list(importer.read(source))


def person(importer: ModuleType, text: str) -> Record:
    """Return the first person of the table."""
    return next(item for item in read(importer, text) if isinstance(item, Record))


def relations(items: list[Item]) -> list[tuple[str, str | None, str]]:
    """Return tuples (a, kind, b), which state that a is the *kind* of b."""
    return [(item.a, item.link, item.b) for item in items if isinstance(item, Said) and item.kind == "relation"]


def test_google_repeats_columns_as_often_as_needed() -> None:
    """All numbered columns are read. ` ::: ` separates several values in one cell."""
    text = (
        f"{NEW},E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Value,Address 1 - City\n"
        "Zoé,,Exemple,,Dupuis,--03-12,Amis ::: * myContacts ::: * Family,* Work,z@x.org ::: z@y.org,Home,z@z.org,"
        "+33600000001,Lyon\n"
    )
    assert read(google, text) == [
        Record(
            "z@x.org",
            "Zoé Exemple",
            "Zoé",
            "Exemple",
            emails=("z@x.org", "z@y.org", "z@z.org"),
            phones=("+33600000001",),
            company="Dupuis",
            city="Lyon",
            birthday="--03-12",
            tags=("Amis", "Family"),
            line=2,
        ),
        Said(OWNER, "z@x.org", "declared", line=2),
        Used(),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_google_of_old(encoding: str) -> None:
    """Google's columns from before 2024 are read in each of Google's encodings."""
    text = f"{OLD},E-mail 1 - Type,E-mail 1 - Value\nZoé Exemple,Zoé,Exemple,, --03-12,* My Contacts,* Work,z@x.org\n"
    assert read(google, text, encoding)[0] == Record(
        "z@x.org", "Zoé Exemple", "Zoé", "Exemple", emails=("z@x.org",), birthday="--03-12", line=2
    )


def test_google_relations_are_between_others() -> None:
    """A relation links the row's contact to another contact or to a mention."""
    text = (
        f"{NEW},Relation 1 - Label,Relation 1 - Value,Relation 2 - Label,Relation 2 - Value\n"
        "Zoé,,Exemple,,,,,Spouse,paul exemple,Manager,Anne\n"
        "Paul,J.,Exemple,,,,,Referred By,Zoé Exemple,,\n"
    )
    items = read(google, text)
    assert relations(items) == [
        ("Paul J. Exemple", "spouse", "Zoé Exemple"),
        ("mention Anne", "manager", "Zoé Exemple"),
        ("Paul J. Exemple", "referred_by", "Zoé Exemple"),
    ]
    assert [item for item in items if isinstance(item, Record) and item.mention] == [
        Record("mention Anne", "Anne", mention="Anne", line=2)
    ]


def test_google_labels_go_with_their_people() -> None:
    """If one cell has several labels, each label belongs to one of the people in the next cell, in the same order.

    A single label applies to all people in the next cell.
    """
    text = (
        f"{NEW},Relation 1 - Label,Relation 1 - Value,Relation 2 - Label,Relation 2 - Value\n"
        "Zoé,,,,,,,Child ::: * Manager,Tom ::: Anne,Conjoint(e),Paul ::: Max\n"
    )
    assert relations(read(google, text)) == [
        ("mention Tom", "child", "Zoé"),
        ("mention Anne", "manager", "Zoé"),
        ("mention Paul", "spouse", "Zoé"),
        ("mention Max", "spouse", "Zoé"),
    ]


def test_google_marks_what_is_preferred() -> None:
    """A preferred e-mail address or phone number comes first."""
    numbered = ",".join(
        f"{what} {n} - {part}" for what in ("E-mail", "Phone") for n in (1, 2) for part in ("Label", "Value")
    )
    row = "Zoé,Exemple,,,,,,Home,a@x.org,* Work,b@x.org,Home,0100000001,* Mobile,0600000002"
    found = person(google, f"{NEW},{numbered}\n{row}\n")
    assert (found.emails, found.phones) == (("b@x.org", "a@x.org"), ("0600000002", "0100000001"))


@pytest.mark.parametrize(
    ("row", "name", "aliases"),
    [
        pytest.param(",,,E. Zoé,,,,z@x.org,Zo", "E. Zoé", ("Zo",), id="filed as"),
        pytest.param(",,,,,,,z@x.org,Zo", "Zo", (), id="nickname"),
        pytest.param(",,,z@x.org,,,,z@x.org,", None, ("z@x.org",), id="an address is no name"),
        pytest.param(",,,Dupuis,Dupuis,,,z@x.org,", None, ("Dupuis",), id="nor is a company"),
    ],
)
def test_google_files_the_nameless(row: str, name: str | None, aliases: tuple[str, ...]) -> None:
    """A contact without a name is named by `File As` or the nickname. An address or a company is not a name."""
    found = person(google, f"{NEW},E-mail 1 - Value,Nickname\n{row}\n")
    assert (found.name, found.aliases) == (name, aliases)


@pytest.mark.parametrize(
    ("importer", "text"),
    [
        pytest.param(outlook, "First Name,Last Name,Nickname,Home Phone,Car Phone\n,,Zouzou,,\n", id="Outlook"),
        pytest.param(yahoo, f"{YAHOO},Nickname\n,,,,,,,Zouzou\n", id="Yahoo"),
        pytest.param(thunderbird, f"{HEADERS[thunderbird]},Nickname\n,,,,,,Zouzou\n", id="Thunderbird"),
    ],
)
def test_a_nickname_is_a_name_where_there_is_no_other(importer: ModuleType, text: str) -> None:
    """A row with nothing but a nickname is a person of that name."""
    assert person(importer, text) == Record("Zouzou", "Zouzou", line=2)


def test_google_organizations() -> None:
    """The first organization is the employer. The other organizations become positions."""
    header = f"{OLD},Organization 1 - Name,Organization 1 - Title,Organization 2 - Name,Organization 2 - Title"
    found = person(google, f"{header}\nAda,Ada,,,,,Dupuis ::: Petit,Chef,Chorale,Alto\n")
    assert (found.company, found.title) == ("Dupuis", "Chef")
    assert found.positions == (Position("Petit", "Chef"), Position("Chorale", "Alto"))


def test_google_escapes_addresses() -> None:
    """An escaped colon in a web address is unescaped."""
    assert person(google, f"{NEW},Website 1 - Value\nZoé,,,,,,,http\\://zoe.example\n").urls == ("http://zoe.example",)


def test_homonyms_stay_two() -> None:
    """Two contacts who share only a name remain two people. A relation to this name belongs to neither person."""
    marie, other = "Marie,,Martin,,,,,,\n", "Marie,,Martin,Acme,,,,,\n"
    zoe = "Zoé,,,,,,,Friend,Marie Martin\n"
    items = read(google, f"{NEW},Relation 1 - Label,Relation 1 - Value\n{marie}{other}{marie}{zoe}")
    assert [item.key for item in items if isinstance(item, Record)] == [
        "Marie Martin",
        "Marie Martin#2",
        "Marie Martin",
        "Zoé",
        "mention Marie Martin",
    ]
    assert [(item.a, item.b) for item in items if isinstance(item, Said) and item.kind == "relation"] == [
        ("mention Marie Martin", "Zoé")
    ]


def test_a_company_is_nobody() -> None:
    """A row with a company and no name is an organization. A row with only a note is rejected."""
    items = read(google, f"{NEW},Phone 1 - Value,Notes\n,,,,Garage,,,+33400000003,\n,,,,,,,,hi\n")
    assert items[0] == Record(
        "+33400000003", "Garage", phones=("+33400000003",), company="Garage", organization=True, line=2
    )
    assert items[2:] == [BadRow(3, "names nobody", ",,,,,,,,hi"), Used()]


@pytest.mark.parametrize(
    ("header", "row", "title"),
    [
        pytest.param(f"{ENGLISH},Job Title", "Dr,Ada,,Byron,,,,,Chef", "Chef", id="salutation and job"),
        pytest.param(ENGLISH, "Chef,Ada,,Byron,,,,", "Chef", id="job alone"),
        pytest.param(f"Titre,{FRENCH},Titre", "Mme,Ada,Byron,,,,Cheffe", "Cheffe", id="Titre twice"),
        pytest.param(f"Titre,{FRENCH},Titre", "Mme,Ada,Byron,,,,", None, id="Titre twice, no job"),
        pytest.param(f"Fonction,{FRENCH},Fonction", "Mme,Ada,Byron,,,,Cheffe", "Cheffe", id="Fonction twice"),
    ],
)
def test_outlook_titles(header: str, row: str, title: str | None) -> None:
    """If a table has two title columns, the column before the name is ignored."""
    assert person(outlook, f"{header}\n{row}\n").title == title


def test_windows_mail_has_whole_names() -> None:
    """Windows Mail's column for the whole name is read."""
    header = "First Name,Last Name,Name,E-mail Address,Home Street,Home Phone"
    assert person(outlook, f"{header}\n,,Ada Byron,a@x.org,,\n").name == "Ada Byron"


def test_outlook_addresses_of_exchange() -> None:
    """An X.500 name is not an e-mail address. The display name may contain the address."""
    row = ",Ada,,Byron,/o=Dupuis/cn=ada,z@x.org,Ada (a@x.org),"
    assert person(outlook, f"{ENGLISH}\n{row}\n").emails == ("a@x.org", "z@x.org")
    assert person(outlook, f"{ENGLISH}\n,Ada,,Byron,/o=Dupuis/cn=ada,,Ada Byron,\n").emails == ()


@pytest.mark.parametrize("header", [ENGLISH.replace("Title,", "") + ",Birthday", f"{FRENCH},Anniversaire"])
def test_outlook_writes_no_date_as_zeros(header: str) -> None:
    """`0/0/00` is not a birthday."""
    row = ["Ada", "", *[""] * (header.count(",") - 2), "0/0/00"]
    assert person(outlook, f"{header}\n{','.join(row)}\n").birthday is None


@pytest.mark.parametrize(
    ("importer", "text", "birthday"),
    [
        pytest.param(outlook, f"{ENGLISH},Birthday\n,Ada,,Byron,,,,,3/12/1980\n", "1980-03-12", id="American"),
        pytest.param(
            outlook,
            f"{ENGLISH},Birthday\n,Ada,,Byron,,,,,3/12/1980\n,Bo,,,,,,,25/12/1980\n",
            "1980-12-03",
            id="settled",
        ),
        pytest.param(
            outlook,
            f"{ENGLISH},Birthday\n,Ada,,Byron,,,,,3/12/1980\n".replace(",", ";"),
            "1980",
            id="European separator",
        ),
        pytest.param(outlook, f"{FRENCH},Anniversaire\nAda,Byron,,,,3/12/1980\n", "1980-12-03", id="French"),
        pytest.param(yahoo, f"{YAHOO},Birthday\nAda,,,,,,,3/12/1980\n", "1980-03-12", id="Yahoo"),
        pytest.param(yahoo, f"{YAHOO},Work County,Birthday\nAda,,,,,,,,3/12/1980\n", "1980-12-03", id="Yahoo UK"),
    ],
)
def test_order_of_slashes(importer: ModuleType, text: str, birthday: str) -> None:
    """If neither the format nor another date shows the order of day and month, only the year is kept."""
    assert person(importer, text).birthday == birthday


def test_outlook_names_others() -> None:
    """A row may name a manager, an assistant, a spouse, children and a referrer."""
    header = f"{FRENCH},Responsable,Nom de l'assistant(e),Conjoint(e),Recommandé par,Enfants"
    items = read(outlook, f"{header}\nAda,Byron,a@x.org,,,Anne,Bo,Cy,Di,Tom et Léa\n", "cp1252")
    assert relations(items) == [
        ("mention Cy", "spouse", "a@x.org"),
        ("mention Anne", "manager", "a@x.org"),
        ("mention Bo", "assistant", "a@x.org"),
        ("a@x.org", "referred_by", "mention Di"),
        ("mention Tom", "child", "a@x.org"),
        ("mention Léa", "child", "a@x.org"),
    ]


def test_linkedin_for_outlook_is_linkedins() -> None:
    """LinkedIn's table for Outlook is recognised as LinkedIn's."""
    source = of_bytes("x.csv", (",".join(sorted(linkedin_outlook.COLUMNS)) + "\n").encode())
    assert (linkedin.claims(source), outlook.claims(source)) == (True, False)


def test_yahoo_lists_are_tags() -> None:
    """A distribution list becomes a tag, in the same way as a category."""
    assert person(yahoo, f"{YAHOO},Category,Distribution Lists\nBob,,,,,,,Friends,Choir\n").tags == ("Friends", "Choir")


def test_yahoo_messenger_is_an_account_or_an_address() -> None:
    """A Messenger ID is a login or, with `@`, an e-mail address."""
    items = read(yahoo, f"{YAHOO}\nBob,,,bob_b,+33100000001,,\nJo,,,jo@x.org,,,\n")
    assert [item for item in items if isinstance(item, Record)] == [
        Record("yahoo:bob_b", "Bob", "Bob", phones=("+33100000001",), urls=("yahoo:bob_b",), line=2),
        Record("jo@x.org", "Jo", "Jo", emails=("jo@x.org",), line=3),
    ]


@pytest.mark.parametrize(
    ("year", "month", "day", "birthday"),
    [
        ("1980", "3", "12", "1980-03-12"),
        ("", "03", "12", "--03-12"),
        ("1980", "", "", "1980"),
        ("", "", "", None),
        ("80", "x", "12", None),
    ],
)
def test_thunderbird_birthdays(year: str, month: str, day: str, birthday: str | None) -> None:
    """A birthday may lack the year, or the month and the day."""
    header = "Display Name,Primary Email,Screen Name,Birth Year,Birth Month,Birth Day,"
    assert person(thunderbird, f"{header}\nAda,a@x.org,,{year},{month},{day},\n").birthday == birthday


def test_thunderbird_shows_addresses_as_names() -> None:
    """A display name that only repeats the e-mail address is not a name."""
    text = "Display Name,Primary Email,Screen Name,\na@x.org,a@x.org,,\n"
    assert person(thunderbird, text) == Record("a@x.org", emails=("a@x.org",), line=2)


def test_thunderbird_calls_a_country_a_region() -> None:
    """In Thunderbird's French header, the country is found despite wrong column names."""
    header = "Nom à afficher,Première adresse électronique,Nom à l'écran,Ville,Pays/État,Région,Ville,Pays/État,Région"
    assert person(thunderbird, f"{header}\nZoé,,,Lyon,Rhône,France,,,\n").country == "France"
    assert person(thunderbird, f"{header}\nZoé,,,,,,Lyon,Belgique,Wallonie\n").country == "Belgique"


@pytest.mark.parametrize("importer", [google, outlook, yahoo, thunderbird])
def test_rows_too_long(importer: ModuleType) -> None:
    """Cells beyond the header are kept in the note. A warning is given."""
    header = HEADERS[importer]
    cells = ["Ada", *[""] * header.count(","), "left", "", "over"]
    items = read(importer, f"{header}\n{','.join(cells)}\n")
    assert [item.note for item in items if isinstance(item, Record)] == ["left over"]
    assert [(item.code, item.line) for item in items if isinstance(item, Remark)] == [("long_row", 2)]


@pytest.mark.parametrize("row", [",,n/a,,,,", ",,,,n/a,,"])
def test_what_reaches_nobody_names_nobody(row: str) -> None:
    """A row with only an invalid address or phone number is rejected."""
    assert read(yahoo, f"{YAHOO}\n{row}\n")[0] == BadRow(2, "names nobody", row)


def test_xing_profile_is_the_key_without_an_address() -> None:
    """If a XING contact has no e-mail address, the profile page is the person's key."""
    text = "Vorname;Nachname;Titel;Position;XING-Profil\nZoé;E;Dr.;Chefin;https://www.xing.com/profile/Z\n"
    url = "https://www.xing.com/profile/Z"
    assert person(xing, text) == Record(url, "Zoé E", "Zoé", "E", urls=(url,), title="Chefin", line=2)


@pytest.mark.parametrize(
    ("importer", "header"),
    [
        (google, "Name,E-mail 1 - Value"),
        (google, "First Name,Last Name,Relation 1 - Label,Relation 1 - Value"),
        (outlook, "First Name,Last Name,E-mail Address,Manager's Name"),
        (outlook, "Prénom,Nom,Titre,Titre,Adresse de messagerie,Recommandé par"),
        (yahoo, "First,Last,Email,Messenger ID"),
        (yahoo, "Premier,Dernier,Mail,Compte Messenger"),
        (thunderbird, "First Name,Last Name,Display Name,Primary Email,Mobile Number,"),
        (thunderbird, "Prénom,Nom de famille,Nom à afficher,Première adresse électronique,année de naissance"),
    ],
)
def test_few_columns_will_do(importer: ModuleType, header: str) -> None:
    """A table is recognised even if the user deleted the empty columns."""
    row = ["Ada", *[""] * header.count(",")]
    assert len([item for item in read(importer, f"{header}\n{','.join(row)}\n") if isinstance(item, Record)]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "First Name,Last Name,Email,Company\nA,B,a@x.org,C\n",
        "Prénom,Nom,Courriel\nA,B,a@x.org\n",
        "Vorname,Nachname,E-Mail\nA,B,a@x.org\n",
        "First,Last,Email\nA,B,a@x.org\n",
        "",
    ],
)
def test_other_tables_are_not_theirs(text: str) -> None:
    """A table with only common columns is claimed by no address book."""
    source = of_bytes("x.csv", text.encode())
    assert not [other for other in (google, outlook, yahoo, thunderbird, xing) if other.claims(source)]


@pytest.mark.parametrize("importer", HEADERS, ids=[importer.NETWORK for importer in HEADERS])
@given(data=st.binary(max_size=200) | st.text("ab,;\"\n'=@0 /:é-").map(str.encode))
def test_any_bytes(importer: ModuleType, data: bytes) -> None:
    """An importer raises only BadInput. People with different names never share a key."""
    source = of_bytes("x", HEADERS[importer].encode() + b"\n" + data)
    importer.claims(source)
    names: dict[str, str | None] = {}
    try:
        items = list(importer.read(source))
    except BadInput:
        return
    for item in items:
        if isinstance(item, Record):
            assert names.setdefault(item.key, item.name) == item.name
