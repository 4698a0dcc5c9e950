"""Tests of how netcli finds the owner of a file."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any, Final

import pytest

from ..running import Netcli

LINKEDIN: Final = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
LI: Final = "Li,Wei,https://www.linkedin.com/in/liwei,,Acme,Dev,05 Mar 2020\n"
PROFILE: Final = "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location\n"
ZOE: Final = "Zoé,Exemple,https://www.linkedin.com/in/zoe,,Dupuis,Dev,05 Mar 2020\n"
NETWORKS: Final = {
    "Connections.csv": LINKEDIN + LI + ZOE,
    "kontakte.csv": "Vorname;Nachname;Firma;E-Mail (privat);XING-Profil\n"
    "Li;Wei;;li@example.org;https://www.xing.com/profile/Li_Wei\n"
    "Zoé;Exemple;;;https://www.xing.com/profile/Zoe_Exemple\n",
    "contacts.json": json.dumps(
        {
            "id": "pierre",
            "type": "CONTACTS",
            "data": [
                {"id": f"v{number}", "name": name, "distance": 1, "contact_count": 12}
                for number, name in enumerate(("Li Wei", "Zoé Exemple"))
            ],
        }
    ),
    "Contacts Viadeo.csv": "Prénom;Nom;Fonction;Société;Date Inscription\nLi;Wei;;;\nZoé;Exemple;;;\n",
    "friends.json": json.dumps(
        {"friends_v2": [{"name": name, "timestamp": 1577836800} for name in ("Li Wei", "ZoÃ© Exemple")]}
    ),
}
"""Exports of networks. Each export wrongly lists the user Zoé."""
VCARD: Final = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\nN:{};;;\nEMAIL:{}\nTEL:+33612345678\nEND:VCARD\n"
LDIF: Final = "dn: cn={0},mail={2}\nobjectclass: person\nobjectclass: mozillaAbPersonAlpha\ncn: {0}\nmail: {2}\n\n"
ADDRESS_BOOKS: Final = {
    "contacts.vcf": VCARD,
    "book.ldif": LDIF,
    "google.csv": "First Name,Last Name,File As,Labels,E-mail 1 - Label,E-mail 1 - Value\n{1},{0},,,* Work,{2}\n",
    "outlook.csv": '"First Name","Last Name","E-mail Address","E-mail Type"\n"{1}","{0}","{2}","SMTP"\n',
    "yahoo.csv": '"First","Last","Nickname","Email","Messenger ID"\n"{1}","{0}","","{2}",""\n',
    "ImportedContacts.csv": "FirstName,MiddleName,LastName,Emails,PhoneNumbers\n{1},,{0},{2},\n",
    "your_address_books.json": '{{"address_book_v2":{{"address_book":'
    '[{{"name":"{0}","details":[{{"contact_point":"{2}"}}]}}]}}}}',
    "synced_contacts.json": '{{"contacts_contact_info":[{{"string_map_data":'
    '{{"Name":{{"value":"{0}"}},"Contact Information":{{"value":"{2}"}}}}}}]}}',
    "thunderbird.csv": "First Name,Last Name,Display Name,Primary Email,Secondary Email\n{1},{0},,{2},\n",
}
"""Templates of address books that contain one card. The keys are file names."""


DRAWINGS: Final = {
    "known.dot": 'graph { "Zoé Exemple" -- "Li Wei"; "Li Wei" -- "Nils Berg" }',
    "known.mmd": "graph LR\n  a[Zoé Exemple] --- b[Li Wei]\n  b --- c[Nils Berg]\n",
    "known.json": json.dumps(
        {
            "nodes": [{"id": 1, "name": "Zoé Exemple"}, {"id": 2, "name": "Li Wei"}, {"id": 3, "name": "Nils Berg"}],
            "links": [{"source": 1, "target": 2}, {"source": 2, "target": 3}],
        }
    ),
    "known.graphml": '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="n" for="node" attr.name="name"/>'
    '<graph edgedefault="undirected"><node id="a"><data key="n">Zoé Exemple</data></node>'
    '<node id="b"><data key="n">Li Wei</data></node><node id="c"><data key="n">Nils Berg</data></node>'
    '<edge source="a" target="b"/><edge source="b" target="c"/></graph></graphml>',
    "known.gexf": '<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph defaultedgetype="undirected"><nodes>'
    '<node id="0" label="Zoé Exemple"/><node id="1" label="Li Wei"/><node id="2" label="Nils Berg"/></nodes>'
    '<edges><edge id="0" source="0" target="1"/><edge id="1" source="1" target="2"/></edges></graph></gexf>',
}
"""A graph in several formats. Zoé knows Li, and Li knows Nils."""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def names(book: Netcli) -> list[str]:
    """Return the names of all people in the book, including the user."""
    return [person["name"] for person in book.ok("list", "--all")["result"]]


def refusal(book: Netcli, *words: str | Path) -> tuple[Any, ...]:
    """Return the exit code, the error's code and the message of a refused import."""
    outcome = book("import", "--json", *words)
    error = outcome.error()
    return outcome.code, error["code"], error["message"].rpartition("/")[2]


@pytest.mark.parametrize("name", NETWORKS)
def test_a_network_lists_nobody_to_themselves(book: Netcli, tmp_path: Path, name: str) -> None:
    """If an export of a network lists the user, the import is refused."""
    code, error, message = refusal(book, write(tmp_path, name, NETWORKS[name]))
    assert (code, error, message.partition(" (")[0]) == (6, "lists_owner", f"{name}: this file lists you")
    assert names(book) == ["Zoé Exemple"]


@pytest.mark.parametrize("name", NETWORKS)
def test_insisted_upon_a_namesake_is_another(book: Netcli, tmp_path: Path, name: str) -> None:
    """With `--yes`, a contact with the user's name is another person."""
    (entry,) = book.ok("import", "--yes", write(tmp_path, name, NETWORKS[name]))["result"]
    assert (entry["used"], entry["people"]["new"] + entry["people"]["unsure"]) == (2, 2)
    assert names(book) == ["Li Wei", "Zoé Exemple", "Zoé Exemple"]


@pytest.mark.parametrize("name", NETWORKS)
def test_a_friends_export_is_the_friends(book: Netcli, tmp_path: Path, name: str) -> None:
    """With `--owner`, the contacts in the export are linked to the owner.

    People in Viadeo's table are only suggestions and get no links.
    """
    book.ok("import", write(tmp_path, name, NETWORKS[name]), "--owner", "Pierre Roy", "--create")
    assert names(book) == ["Li Wei", "Pierre Roy", "Zoé Exemple", "Zoé Exemple"]
    assert links(book) == (set() if name == "Contacts Viadeo.csv" else {("Li", "Pierre"), ("Pierre", "Zoé")})
    ((pair,),) = [group["pairs"] for group in book.ok("duplicates")["result"]["groups"]]
    assert (pair["a"]["me"], pair["b"]["name"], pair["vetoes"]) == (True, "Zoé Exemple", [])


def test_a_key_tells_the_user_under_any_name(book: Netcli, tmp_path: Path) -> None:
    """If a row has the user's e-mail address, the file lists the user."""
    row = "Z.,E.,https://www.linkedin.com/in/ze,ZOE@example.org,Dupuis,Dev,05 Mar 2020\n"
    error = book("import", "--json", write(tmp_path, "Connections.csv", LINKEDIN + LI + row)).error()
    assert (error["code"], error["message"].rpartition("/")[2], error["hint"]) == (
        "lists_owner",
        "Connections.csv: this file lists you (line 3)",
        "whose contacts are these? --owner NAME --create imports the file for NAME, --yes imports the file for you",
    )


def test_a_named_owner_is_not_listed_either(book: Netcli, tmp_path: Path) -> None:
    """If an export lists the person in `--owner`, the import is refused."""
    row = "Pierre,Roy,https://www.linkedin.com/in/pierre,,Thales,Dev,05 Mar 2020\n"
    path = write(tmp_path, "Connections.csv", LINKEDIN + LI + row)
    assert refusal(book, path, "--owner", "Pierre Roy", "--create") == (
        6,
        "lists_owner",
        "Connections.csv: this file lists Pierre Roy (line 3)",
    )
    assert names(book) == ["Zoé Exemple"]


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_node_with_the_owners_name_is_the_owner(book: Netcli, tmp_path: Path, name: str) -> None:
    """In a drawing, a node with the user's name is the user."""
    (entry,) = book.ok("import", write(tmp_path, name, DRAWINGS[name]))["result"]
    assert (names(book), entry["people"]["unsure"]) == (["Li Wei", "Nils Berg", "Zoé Exemple"], 0)
    assert book.ok("path", "Nils Berg")["result"]["hops"] == 2


@pytest.mark.parametrize("owner", ["Mae Ling", "Mae"])
def test_a_drawing_of_a_named_owner_comes_twice_as_once(book: Netcli, tmp_path: Path, owner: str) -> None:
    """If a drawing is imported again, its owner is the same person."""
    words = ("import", write(tmp_path, "known.dot", f'graph {{ "{owner}" -- "Li Wei" }}'), "--owner", owner, "--create")
    (first,), (second,) = book.ok(*words)["result"], book.ok(*words)["result"]
    assert (second["owner"]["id"], second["repeated"]) == (first["owner"]["id"], True)


def test_the_next_edition_of_a_drawing_has_the_same_owner(book: Netcli, tmp_path: Path) -> None:
    """In a later edition of a drawing, the owner is the same person."""
    for drawn in ('"Mae Ling" -- "Li Wei"', '"Mae Ling" -- "Li Wei"; "Mae Ling" -- "Nils Berg"'):
        path = write(tmp_path, "known.dot", f"graph {{ {drawn} }}")
        book.ok("import", path, "--owner", "Mae Ling", "--create")
    assert names(book) == ["Li Wei", "Mae Ling", "Nils Berg", "Zoé Exemple"]
    assert links(book) == {("Li", "Mae"), ("Mae", "Nils")}


def test_a_node_that_contradicts_the_owner_is_a_namesake(book: Netcli, tmp_path: Path) -> None:
    """A node with the user's name but another birthday is another person."""
    book.ok("edit", "me", "--birthday", "1980-01-24")
    text = json.dumps({"nodes": [{"id": 1, "name": "Zoé Exemple", "birthday": "1999-05-05"}], "links": []})
    book.ok("import", write(tmp_path, "known.json", text))
    assert names(book) == ["Zoé Exemple", "Zoé Exemple"]
    assert book.ok("duplicates")["result"]["waiting"] == 0


def test_a_refused_file_stops_no_other(book: Netcli, tmp_path: Path) -> None:
    mine = write(tmp_path, "mine.csv", LINKEDIN + LI)
    outcome = book("import", "--json", write(tmp_path, "friends.csv", LINKEDIN + ZOE), mine)
    assert outcome.code == 6
    assert [(entry["batch"], entry.get("error", {}).get("code")) for entry in outcome.json()["result"]] == [
        (None, "lists_owner"),
        (1, None),
    ]
    assert names(book) == ["Li Wei", "Zoé Exemple"]


def test_a_dry_run_is_refused_alike(book: Netcli, tmp_path: Path) -> None:
    """If a file lists the user, a dry run of the import is refused, too."""
    path = write(tmp_path, "Connections.csv", LINKEDIN + ZOE)
    assert refusal(book, path, "--dry-run")[:2] == (6, "lists_owner")


def archive(folder: Path, profile: str) -> Path:
    path = folder / "Complete_LinkedInDataExport_11-20-2026.zip"
    with zipfile.ZipFile(path, "w") as members:
        members.writestr("Profile.csv", f"{PROFILE}{profile}\n")
        members.writestr("Connections.csv", LINKEDIN + LI)
    return path


def test_anothers_profile_is_anothers_export(book: Netcli, tmp_path: Path) -> None:
    """An archive with another person's profile is imported only with `--yes`."""
    path = archive(tmp_path, "Pierre,Roy,,,,Ingénieur,,,,Lyon")
    error = book("import", "--json", path).error()
    assert (error["exit"], error["code"], error["message"].rpartition("/")[2], error["hint"]) == (
        6,
        "owner_differs",
        f"{path.name}: this export is Pierre Roy's",
        "use --owner 'Pierre Roy' --create to import the file for that person, or --yes to import it for you",
    )
    assert names(book) == ["Zoé Exemple"]
    warnings = book.ok("import", "--yes", path)["warnings"]
    assert [warning["code"] for warning in warnings] == ["owner_differs"]
    assert names(book) == ["Li Wei", "Zoé Exemple"]


def test_the_users_own_profile_is_theirs(book: Netcli, tmp_path: Path) -> None:
    """If a profile states the user's name without accents, the profile belongs to the user."""
    assert book.ok("import", archive(tmp_path, "ZOE,EXEMPLE,,,,Directrice,,,,Lyon"))["warnings"] == []
    (me,) = [person for person in book.ok("list", "--all")["result"] if person["me"]]
    assert (me["title"], me["city"]) == ("Directrice", "Lyon")


def test_the_same_bytes_are_one_persons(book: Netcli, tmp_path: Path) -> None:
    """A file can be imported for two owners only with `--yes`."""
    path = write(tmp_path, "Connections.csv", LINKEDIN + LI)
    book.ok("import", path)
    pierre = (path, "--owner", "Pierre Roy", "--create")
    assert refusal(book, *pierre) == (6, "other_owner", "Connections.csv: the same file was imported as yours")
    assert book.ok("import", "--yes", *pierre)["result"][0]["links"]["new"] == 1
    assert book.ok("import", path)["result"][0]["repeated"]


def test_the_same_bytes_are_one_networks(book: Netcli, tmp_path: Path) -> None:
    """A file can be imported for two networks only with `--yes`."""
    path = write(tmp_path, "people.csv", "Name,Email\nBo Poe,bo@example.org\n")
    book.ok("import", path)
    said = (6, "other_network", "people.csv: the same file was imported as csv")
    assert refusal(book, path, "--network", "xing") == said
    book.ok("import", write(tmp_path, "more.csv", "Name,Email\nAda Lee,\n"), "--network", "xing")
    assert refusal(book, path, "--network", "xing") == said
    assert names(book) == ["Ada Lee", "Bo Poe", "Zoé Exemple"]
    assert book.ok("import", path, "--network", "xing", "--yes")["result"][0]["batch"] == 3
    assert book.ok("import", path)["result"][0]["repeated"]
    for _ in range(3):
        book.ok("undo")
    assert not book.ok("import", path, "--network", "viadeo")["result"][0]["repeated"]


def test_a_network_that_nobody_knows_is_asked_about(book: Netcli, tmp_path: Path) -> None:
    """Only the first import for an unknown network causes a warning."""
    one, other = (write(tmp_path, f"{name}.csv", f"Name\n{name} Poe\n") for name in ("Ann", "Bo"))
    told = "'linkdin' is not a network that netcli knows; the files are imported under that name"
    said = {
        "code": "unknown_network",
        "file": None,
        "line": None,
        "message": f"{told}; did you mean linkedin?",
        "network": "linkdin",
    }
    assert book.ok("import", one, "--network", "linkdin")["warnings"] == [said]
    assert book.ok("import", other, "--network", "linkdin")["warnings"] == []


def test_bytes_that_were_taken_back_are_nobodys(book: Netcli, tmp_path: Path) -> None:
    """After an undo, the same file may be imported for any owner."""
    path = write(tmp_path, "Connections.csv", LINKEDIN + LI)
    book.ok("import", path)
    book.ok("undo")
    assert book.ok("import", path, "--owner", "Pierre Roy", "--create")["result"][0]["batch"]


@pytest.mark.parametrize("name", ADDRESS_BOOKS)
@pytest.mark.parametrize(
    ("given", "family", "email"),
    [("Zoé", "Exemple", "zoe@work.example"), ("Z.", "Dupont", "zoe@example.org")],
    ids=["name", "key"],
)
def test_a_card_of_ones_own(book: Netcli, tmp_path: Path, name: str, given: str, family: str, email: str) -> None:
    """The owner's own card in an address book adds no person and no link."""
    text = ADDRESS_BOOKS[name]
    # some templates take the full name and its parts, and other templates take a column for each part
    own = (
        (f"{given} {family}", f"{family};{given}", email)
        if "\n{1}" not in text.replace('"', "")
        else (family, given, email)
    )
    (entry,) = book.ok("import", write(tmp_path, name, text.format(*own)))["result"]
    assert (entry["read"], entry["used"], entry["people"]["new"] + entry["people"]["unsure"]) == (1, 1, 0)
    assert entry["links"]["new"] == 0
    (me,) = book.ok("list", "--all")["result"]
    assert (me["me"], sorted(me["emails"])) == (True, sorted({email, "zoe@example.org"}))


def test_a_telegram_contact_of_ones_own(book: Netcli, tmp_path: Path) -> None:
    """A Telegram contact with the user's name is the user. A namesake in a chat is another person."""
    contacts = [{"first_name": "Zoé", "last_name": "Exemple", "phone_number": "0033600000001", "date": ""}]
    chat = {"name": "Zoé Exemple", "type": "personal_chat", "id": 7, "messages": []}
    export = {"contacts": {"list": contacts}, "chats": {"list": []}}
    book.ok("import", write(tmp_path, "result.json", json.dumps(export)))
    assert (names(book), links(book)) == (["Zoé Exemple"], set())
    book.ok("undo")
    book.ok("import", write(tmp_path, "result.json", json.dumps(export | {"chats": {"list": [chat]}})))
    assert names(book) == ["Zoé Exemple", "Zoé Exemple"]


@pytest.mark.parametrize("name", ["kontakte.csv", "contacts.json", "Contacts Viadeo.csv"])
def test_a_network_in_a_mixed_archive_lists_nobody_to_themselves(book: Netcli, tmp_path: Path, name: str) -> None:
    """If a network in a mixed archive lists the owner, the archive is refused."""
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as members:
        members.writestr("book/" + name, NETWORKS[name])
        members.writestr("cards.vcf", VCARD.format("Bo", ";Bo", "bo@x.example"))
    code, error, message = refusal(book, tmp_path / "all.zip")
    assert (code, error, message.partition(",")[0]) == (6, "lists_owner", name)
    book.ok("import", tmp_path / "all.zip", "--owner", "Pierre Roy", "--create")
    assert ("Bo", "Pierre") in links(book)


@pytest.mark.parametrize("name", NETWORKS)
def test_a_friends_contact_may_be_the_user(netcli: Netcli, tmp_path: Path, name: str) -> None:
    """If a friend's contact has the user's name, the contact is a possible duplicate of the user."""
    netcli.ok("init", "--me", "Moi Test", "--email", "moi@example.org")
    text = re.sub(r"Zo(?:é|\\u00e9|\\u00c3\\u00a9)([ ,;])Exemple", r"Moi\1Test", NETWORKS[name])
    (entry,) = netcli.ok("import", write(tmp_path, name, text), "--owner", "Pierre Roy", "--create")["result"]
    assert (entry["people"]["new"], entry["people"]["unsure"]) == (2, 1)
    (group,) = netcli.ok("duplicates")["result"]["groups"]
    assert [(pair["a"]["me"], pair["b"]["name"]) for pair in group["pairs"]] == [(True, "Moi Test")]


def test_a_card_of_ones_own_in_an_archive(book: Netcli, tmp_path: Path) -> None:
    """The user's own card is recognised in an archive that also contains a mailbox."""
    cards = VCARD.format("Zoé Exemple", "Exemple;Zoé", "zoe@work.example")
    with zipfile.ZipFile(tmp_path / "takeout.zip", "w") as members:
        members.writestr(
            "Takeout/Contacts/All Contacts/All Contacts.vcf",
            cards + VCARD.format("Bo", ";Bo", "bo@x.example").replace("+33", "+44"),
        )
        members.writestr("Takeout/Mail/Sent.mbox", mail("Zoé Exemple <zoe@example.org>", PAUL))
    book.ok("import", tmp_path / "takeout.zip")
    assert names(book) == ["Bo", "Paul Martin", "Zoé Exemple"]
    assert links(book) == {("Bo", "me"), ("Paul", "me")}


def test_a_card_of_ones_own_stays_ones_own(book: Netcli, tmp_path: Path) -> None:
    """If a card has a known UID, the card belongs to the user under any name."""
    card = VCARD.replace("FN:", "UID:11111111-2222-4333-8444-555555555555\nFN:")
    book.ok("import", write(tmp_path, "a.vcf", card.format("Zoé Exemple", "Exemple;Zoé", "zoe@work.example")))
    other = card.format("Zoé Dupont", "Dupont;Zoé", "zoe@new.example").replace("+33612345678", "")
    (entry,) = book.ok("import", write(tmp_path, "b.vcf", other))["result"]
    assert (entry["people"]["new"], entry["links"]["new"], names(book)) == (0, 0, ["Zoé Exemple"])


def test_a_card_of_a_named_owner(book: Netcli, tmp_path: Path) -> None:
    """With `--owner`, a card with the owner's name is the owner's card."""
    book.ok("add", "Nadia Ben Ali", "--email", "nadia@example.org")
    card = VCARD.format("Nadia Ben Ali", "Ben Ali;Nadia", "n@work.example")
    book.ok("import", write(tmp_path, "contacts.vcf", card), "--owner", "Nadia Ben Ali")
    assert names(book) == ["Nadia Ben Ali", "Zoé Exemple"]
    assert book.ok("show", "Nadia")["result"]["person"]["emails"] == ["nadia@example.org", "n@work.example"]


def test_a_namesake_with_another_birthday_is_another(book: Netcli, tmp_path: Path) -> None:
    """If a card has the user's name but another birthday, the card is about another person."""
    book.ok("edit", "me", "--birthday", "1980-03-12")
    card = VCARD.format("Zoé Exemple", "Exemple;Zoé", "z@example.net").replace("END:", "BDAY:1999-01-02\nEND:")
    book.ok("import", write(tmp_path, "contacts.vcf", card))
    assert names(book) == ["Zoé Exemple", "Zoé Exemple"]


def test_a_first_name_alone_is_not_the_owner(netcli: Netcli, tmp_path: Path) -> None:
    netcli.ok("init", "--me", "Ada")
    netcli.ok("import", write(tmp_path, "contacts.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nN:;Ada;;;\nEND:VCARD\n"))
    assert names(netcli) == ["Ada", "Ada"]


CALENDAR: Final = """BEGIN:VCALENDAR
VERSION:2.0
{}BEGIN:VEVENT
UID:1
DTSTART:20240312T100000Z
ORGANIZER;CN=Li Wei:mailto:li@example.org
ATTENDEE;PARTSTAT=ACCEPTED;CN=Zoé Exemple:mailto:{}
ATTENDEE;PARTSTAT=ACCEPTED;CN=Paul Martin:mailto:paul@example.org
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART:20240313T100000Z
ORGANIZER;CN=Li Wei:mailto:li@example.org
ATTENDEE;PARTSTAT=ACCEPTED;CN=Aïcha O'Neil:mailto:aicha@example.org
END:VEVENT
END:VCALENDAR
"""


def links(book: Netcli) -> set[tuple[str, ...]]:
    """Return the pairs of linked people, as first names in alphabetical order."""
    rows = csv.reader(io.StringIO(book("export", "--format", "edges").out))
    return {tuple(sorted(cell.split()[0] for cell in row[:2])) for row in rows if row[0] != "from"}


@pytest.mark.parametrize(
    ("name", "property_"),
    [
        ("li@example.org.ics", "X-WR-CALNAME:li@example.org\n"),
        ("li@example.org.ics", ""),
        ("Li Wei_li@example.org.ics", "X-WR-CALNAME:Termine\n"),
        ("basic.ics", "X-WR-CALNAME:Wei Li\n"),
        ("calendar.ics", 'X-OWNER;CN="Li Wei":mailto:li@example.org\n'),
    ],
    ids=["both", "file", "google", "name", "outlook"],
)
def test_a_friends_calendar_is_the_friends(book: Netcli, tmp_path: Path, name: str, property_: str) -> None:
    """If a friend's calendar is imported, the friend is the owner."""
    answer = book.ok("import", write(tmp_path, name, CALENDAR.format(property_, "zoe@example.org")))
    assert [warning["code"] for warning in answer["warnings"]] == ["owner_differs"]
    assert answer["result"][0]["owner"]["name"] == "Li Wei"
    assert book.ok("show", "me")["result"]["person"]["emails"] == ["zoe@example.org"]
    assert links(book) == {("Li", "me"), ("Paul", "me"), ("Li", "Paul"), ("Aïcha", "Li")}


def exported(*owner: str) -> str:
    """Return the export of a book in which *owner* knows Paul Martin.

    *owner* is a name, followed by e-mail addresses.
    """
    name, *emails = owner
    people = [{"id": 1, "name": name, "emails": emails}, {"id": 2, "name": "Paul Martin", "emails": []}]
    result = {"me": 1, "people": people, "links": [{"a": 1, "b": 2, "kinds": ["friend"]}]}
    return json.dumps({"schema": "netcli.export/1", "result": result})


@pytest.mark.parametrize(
    ("owner", "option"),
    [(("Li Wei", "li@example.org"), "--email li@example.org"), (("Li Wei",), "--name 'Li Wei'")],
    ids=["address", "name"],
)
def test_an_export_of_a_friends_book_is_the_friends(
    book: Netcli, tmp_path: Path, owner: tuple[str, ...], option: str
) -> None:
    """If the user's book contains people, the links in a friend's export belong to the friend."""
    book.ok("add", "Bo Berg")
    answer = book.ok("import", write(tmp_path, "book.json", exported(*owner)))
    assert [(warning["code"], warning["message"].partition("me ")[2]) for warning in answer["warnings"]] == [
        ("owner_differs", option)
    ]
    assert answer["result"][0]["owner"]["name"] == "Li Wei"
    assert links(book) == {("Li", "Paul")}


@pytest.mark.parametrize("owner", [("Exemple Zoé",), ("Z. E.", "ZOE@example.org")], ids=["name", "address"])
def test_an_export_of_another_book_of_the_user_is_the_users(
    book: Netcli, tmp_path: Path, owner: tuple[str, ...]
) -> None:
    """The user's name or address shows that the exported book belongs to the user."""
    book.ok("add", "Bo Berg")
    answer = book.ok("import", write(tmp_path, "book.json", exported(*owner)))
    assert (answer["warnings"], links(book)) == ([], {("Paul", "me")})


def test_an_export_is_the_owners_whom_the_option_names(book: Netcli, tmp_path: Path) -> None:
    """If `--owner` names the owner of an exported book, the links belong to this owner."""
    path = write(tmp_path, "book.json", exported("Li Wei", "li@example.org"))
    answer = book.ok("import", path, "--owner", "Li Wei", "--create")
    assert (answer["warnings"], links(book)) == ([], {("Li", "Paul")})


def test_a_guest_who_may_be_the_user_is_left_out(book: Netcli, tmp_path: Path) -> None:
    """A guest with the user's name is not added as a second person. A warning suggests `netcli edit me`."""
    text = CALENDAR.format("X-WR-CALNAME:li@example.org\n", "zoe@work.example")
    warnings = book.ok("import", write(tmp_path, "li.ics", text))["warnings"]
    assert "netcli edit me --email zoe@work.example" in warnings[-1]["message"]
    assert names(book) == ["Aïcha O'Neil", "Li Wei", "Paul Martin", "Zoé Exemple"]


def test_an_owner_without_addresses_is_known_by_name(netcli: Netcli, tmp_path: Path) -> None:
    """If the user has no address, the user is recognised by name."""
    netcli.ok("init", "--me", "Zoé Exemple")
    text = CALENDAR.format("X-WR-CALNAME:li@example.org\n", "zoe@example.org").replace("CN=Li Wei:", "X-A=b:")
    warnings = netcli.ok("import", write(tmp_path, "li.ics", text))["warnings"]
    assert "owner_differs" in [warning["code"] for warning in warnings]
    assert "li@example.org" not in netcli.ok("show", "me")["result"]["person"]["emails"]


WORK: Final = "Zoé Exemple <zoe@work.example>"
PAUL: Final = "Paul Martin <paul@example.org>"


def mail(sender: str, to: str, *headers: str, separator: str = "From x@y Mon Apr 07 14:31:02 2025\n") -> str:
    """Return a message as it is in a mailbox."""
    lines = (f"From: {sender}", f"To: {to}", "Date: Mon, 07 Apr 2025 14:31:02 +0000", *headers, "", "Bonjour", "", "")
    return separator + "\n".join(lines)


def assert_sent_by_me(book: Netcli, path: Path) -> None:
    """Import *path*, and assert that the user sent the mail."""
    answer = book.ok("import", path)
    assert answer["warnings"] == []
    assert book.ok("show", "me")["result"]["person"]["emails"] == ["zoe@example.org", "zoe@work.example"]
    assert names(book) == ["Paul Martin", "Zoé Exemple"]
    assert links(book) == {("Paul", "me")}


@pytest.mark.parametrize("label", ["Sent", "=?UTF-8?Q?Envoy=C3=A9s,Ouvert?=", "Gesendet,Wichtig", "[Gmail]/Sent Mail"])
def test_a_label_tells_what_was_sent(book: Netcli, tmp_path: Path, label: str) -> None:
    """In Gmail's export, a label in any language marks sent messages."""
    text = mail(WORK, PAUL, f"X-Gmail-Labels: {label}") + mail(PAUL, WORK, "X-Gmail-Labels: Inbox")
    assert_sent_by_me(book, write(tmp_path, "All mail Including Spam and Trash.mbox", text))


@pytest.mark.parametrize(
    "name",
    ["Sent", "Sent-1.mbox", "Gesendete Objekte.mbox", "INBOX.Envoyés.mbox", "Sent Messages.mbox/mbox", "Sent.sbd/2024"],
)
def test_a_files_name_tells_what_was_sent(book: Netcli, tmp_path: Path, name: str) -> None:
    """If the name of a mailbox means sent mail, the user sent the messages."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    assert_sent_by_me(book, write(tmp_path, name, mail(WORK, PAUL)))


@pytest.mark.parametrize("name", [".Sent", ".INBOX.Sent", ".Gesendet", ".Envoy&AOk-s", ".Sent.2024", "Sent Items"])
def test_a_maildirs_folder_tells_what_was_sent(book: Netcli, tmp_path: Path, name: str) -> None:
    """If a Maildir folder has a name such as Sent, the user sent the messages."""
    for folder in (tmp_path / "mail", tmp_path / "mail" / name):
        for inside in ("cur", "new", "tmp"):
            (folder / inside).mkdir(parents=True)
    write(tmp_path / "mail" / "cur", "1.a:2,S", mail(PAUL, WORK, separator=""))
    write(tmp_path / "mail" / name / "cur", "2.a:2,S", mail(WORK, PAUL, separator=""))
    assert_sent_by_me(book, tmp_path / "mail")


@pytest.mark.parametrize(
    ("name", "label"), [("paul@example.org.mbox", "Opened"), ("All mail.mbox", "Sent")], ids=["file", "label"]
)
def test_a_friends_mailbox_is_the_friends(book: Netcli, tmp_path: Path, name: str, label: str) -> None:
    """A file name or a label shows that a mailbox belongs to a friend."""
    text = (
        mail("Zoé Exemple <zoe@example.org>", PAUL)
        + mail(PAUL, "zoe@example.org", f"X-Gmail-Labels: {label}")
        + mail(PAUL, "Li Wei <li@example.org>", f"X-Gmail-Labels: {label}")
    )
    answer = book.ok("import", write(tmp_path, name, text))
    assert [warning["code"] for warning in answer["warnings"]] == ["owner_differs"]
    assert answer["result"][0]["owner"]["name"] == "Paul Martin"
    assert links(book) == {("Paul", "me"), ("Li", "Paul")}
    assert book.ok("show", "me")["result"]["person"]["emails"] == ["zoe@example.org"]


PAULS: Final = (
    mail("Zoé Exemple <zoe@example.org>", PAUL, "Message-ID: <1@x>")
    + mail(PAUL, "zoe@example.org", "Message-ID: <2@x>")
    + mail(PAUL, "Li Wei <li@example.org>", "Message-ID: <3@x>")
)


def test_what_was_read_as_a_friends_is_the_friends_wherever_it_is_named(book: Netcli, tmp_path: Path) -> None:
    """If a friend is the owner of an import, every answer states this owner."""
    book.ok("import", write(tmp_path, "paul@example.org.mbox", PAULS))
    paul = book.ok("show", "Paul")["result"]["person"]["id"]
    assert book.ok("imports")["result"][0]["owner"]["id"] == paul
    assert book.ok("imports", "1")["result"][0]["owner"]["id"] == paul
    assert [each["owner"] for each in book.ok("show", "Li")["result"]["person"]["sources"]] == [paul]
    assert [each["owner"] for each in book.ok("export")["result"]["batches"]] == [paul]


@pytest.mark.parametrize("options", [[], ["--owner", "Paul Martin"]], ids=["me", "the friend"])
def test_a_friends_mailbox_comes_twice_as_once(book: Netcli, tmp_path: Path, options: list[str]) -> None:
    """A second import of a friend's mailbox is recognised as repeated."""
    path = write(tmp_path, "paul@example.org.mbox", PAULS)
    book.ok("import", path)
    (again,) = book.ok("import", path, *options)["result"]
    assert (again["repeated"], again["batch"], again["owner"]["name"]) == (True, 1, "Paul Martin")
    later = write(tmp_path, "paul@example.org.mbox", PAULS + mail(PAUL, "li@example.org", "Message-ID: <4@x>"))
    (entry,) = book.ok("import", later, *options)["result"]
    assert (entry["used"], entry["why_ignored"], entry["owner"]["name"]) == (1, {"repeated": 3}, "Paul Martin")


def test_a_name_with_a_comma_is_shown_with_the_given_name_first(book: Netcli, tmp_path: Path) -> None:
    paul = '"Martin, Paul" <paul@example.org>'
    text = mail("Zoé Exemple <zoe@example.org>", paul) + mail(paul, '"Wei, Li" <li@example.org>')
    (warning,) = book.ok("import", write(tmp_path, "paul@example.org.mbox", text))["warnings"]
    assert warning["message"].startswith("this file belongs to Paul Martin (paul@example.org)")
    calendar = CALENDAR.format("", "zoe@example.org").replace("Aïcha O'Neil", '"O\'Neil, Aïcha"')
    book.ok("import", write(tmp_path, "a.ics", calendar))
    assert names(book) == ["Aïcha O'Neil", "Li Wei", "Paul Martin", "Zoé Exemple"]


def test_an_archive_of_several_owners_is_the_users(book: Netcli, tmp_path: Path) -> None:
    """If a friend owns only part of an archive, the user is the owner."""
    path = tmp_path / "mail.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("paul@example.org.mbox", PAULS)
        archive.writestr("contacts.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Bo Berg\nEMAIL:bo@example.org\nEND:VCARD\n")
    answer = book.ok("import", path)
    assert [warning["code"] for warning in answer["warnings"]] == ["owner_differs"]
    assert answer["result"][0]["owner"]["me"] is True


@pytest.mark.parametrize("to", ["zoe+list@example.org", "zoe@example.org, zoe+list@example.org", "Zoe@Example.org"])
def test_mail_to_an_address_with_a_tag_is_the_users(book: Netcli, tmp_path: Path, to: str) -> None:
    """If the user's address gets a tag, such as `+list`, the address still belongs to the user."""
    text = mail("Li Wei <li@example.org>", to, "Delivered-To: zoe+list@example.org")
    assert book.ok("import", write(tmp_path, "a.mbox", text))["warnings"] == []
    assert links(book) == {("Li", "me")}


def test_a_name_alone_is_in_doubt(book: Netcli, tmp_path: Path) -> None:
    """A name alone does not prove that a mailbox belongs to the user."""
    text = mail("Zoé Exemple <zoe@example.org>", WORK) + mail(WORK, "Li Wei <li@example.org>")
    answer = book.ok("import", write(tmp_path, "a.mbox", text))
    assert [warning["code"] for warning in answer["warnings"]] == ["owner_differs"]
    assert (names(book), book("path", "Li Wei").code) == (["Li Wei", "Zoé Exemple"], 5)


def test_a_mailbox_of_a_named_owner_names_a_command_for_this_owner(book: Netcli, tmp_path: Path) -> None:
    """If the owner has no address, the warning suggests how to add the address."""
    mails = "".join(
        f"From a@b Mon Apr 07 14:31:02 2025\nFrom: Bo Ek <bo@ek.example>\nTo: {to}\nMessage-ID: <{to}>\n"
        f"Date: Mon, 7 Apr 2025 14:31:02 +0000\n\nhi\n\n"
        for to in ("carla@third.example", "dan@fourth.example")
    )
    file = write(tmp_path, "bo.mbox", mails)
    answer = book.ok("import", "--owner", "Bo Ek", "--create", file)
    bo = answer["result"][0]["owner"]["id"]
    assert [warning["message"] for warning in answer["warnings"]] == [
        f"this file belongs to bo@ek.example; if that is Bo Ek, first run netcli edit id:{bo} --email bo@ek.example"
    ]
    book.ok("edit", f"id:{bo}", "--email", "bo@ek.example")


def test_the_users_own_name_is_not_told_as_a_change(book: Netcli, tmp_path: Path) -> None:
    """An import of the user's book into an empty book causes no warning."""
    file = tmp_path / "book.json"
    book.ok("export", "-o", file)
    empty = Netcli(tmp_path / "empty.db")
    empty.ok("init", "--me", "Zoé Exemple")
    assert empty.ok("import", file)["warnings"] == []
