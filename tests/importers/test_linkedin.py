"""The LinkedIn importer reads an archive, and also each of its tables alone."""

from __future__ import annotations

import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcli.errors import BadInput
from netcli.importers import linkedin
from netcli.importers.places import of_path
from netcli.importers.shared.linkedin_outlook import COLUMNS
from netcli.importers.source import Owner, of_bytes
from netcli.records import OWNER, Ignored, Item, Member, Position, Record, Remark, UnusedColumn, Used
from netcli.records import Testimony as Said  # pytest takes a class called Test… for tests

from .soundness import faults

EXAMPLES = Path(__file__).parents[2] / "examples" / "linkedin"
ZOE = "https://www.linkedin.com/in/zoe"
ME = "https://www.linkedin.com/in/moi"
PAUL = "https://www.linkedin.com/in/paul"
MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,"
    "IS MESSAGE DRAFT\n"
)


def read(text: str | bytes, name: str = "x.csv") -> list[Item]:
    """Return the items in a single table."""
    source = of_bytes(name, text if isinstance(text, bytes) else text.encode())
    assert linkedin.claims(source)
    return list(linkedin.read(source))


def archive(path: Path, **members: str) -> list[Item]:
    """Return the items in an archive with the tables *members*."""
    with zipfile.ZipFile(path, "w") as file:
        for name, text in members.items():
            file.writestr(f"Export/{name}.csv", text)
    source = of_path(path)
    assert linkedin.claims(source)
    return list(linkedin.read(source))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
            f"Zoé,Exemple,{ZOE},z@x.org,Dupuis,Directrice,05 Mar 2024",
            id="header first",
        ),
        pytest.param(
            '\ufeff"Notes:"\r\n"When, ever"\r\n\r\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On'
            f"\r\nZoé,Exemple,{ZOE},z@x.org,Dupuis,Directrice,5 Mar 2024",
            id="preamble, mark, CRLF",
        ),
        pytest.param(
            "First Name;Last Name;Email Address;Company;Position;Connected On;URL\n"
            f"Zoé;Exemple;z@x.org;Dupuis;Directrice;5-Mar-24;{ZOE}".encode("cp1252"),
            id="saved again by Excel",
        ),
        pytest.param(
            f"First Name,Last Name,URL,Email Address,Company,Position,Connected On\nZoé,Exemple,{ZOE},z@x.org,Dupuis,"
            "Directrice,3/5/2024",
            id="month first",
        ),
        pytest.param(
            "Notes :\n\nPrénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Date de connexion\n"
            f"Zoé,Exemple,{ZOE},z@x.org,Dupuis,Directrice,5 mars 2024",
            id="French",
        ),
        pytest.param(
            "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am\n"
            f"Zoé,Exemple,{ZOE},z@x.org,Dupuis,Directrice,5. März 2024",
            id="German",
        ),
    ],
)
def test_connections_of_every_age(text: str | bytes) -> None:
    """Tables of connections give the same person, whatever their year, language or spreadsheet."""
    person, link, used = read(text)
    assert isinstance(person, Record)
    assert person == Record(
        ZOE,
        "Zoé Exemple",
        "Zoé",
        "Exemple",
        emails=("z@x.org",),
        urls=(ZOE,),
        company="Dupuis",
        title="Directrice",
        line=person.line,
    )
    assert link == Said(OWNER, ZOE, "connected", since="2024-03-05", line=person.line)
    assert used == Used()


def test_lines_are_those_of_the_file() -> None:
    """A line number counts the lines above the header, too."""
    items = list(linkedin.read(of_path(EXAMPLES / "Connections.csv")))
    records = [item for item in items if isinstance(item, Record)]
    assert [record.line for record in records] == list(range(5, 16))
    assert items[-2:] == [Ignored("empty"), Used(rows=11)]


def test_nameless_and_homonymous_connections() -> None:
    """A row without a name is kept. One name with two companies means two people."""
    items = read(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        f",,{ZOE},,,,1 Jan 2020\nMarie,Martin,,,Mairie,,1 Jan 2020\nMarie,Martin,,,Océan,,1 Jan 2020\n"
        "Marie,Martin,,,Mairie,,1 Jan 2020\n"
    )
    assert [(item.key, item.name) for item in items if isinstance(item, Record)] == [
        (ZOE, None),
        ("Marie Martin|1 Jan 2020", "Marie Martin"),
        ("Marie Martin|1 Jan 2020#2", "Marie Martin"),
        ("Marie Martin|1 Jan 2020", "Marie Martin"),
    ]


def test_a_column_settles_its_own_order() -> None:
    """A day above 12 shows that all dates in the column begin with the day."""
    items = read("First Name,Last Name,URL,Connected On\nA,B,,05/03/2024\nC,D,,25/03/2024\n")
    assert [item.since for item in items if isinstance(item, Said)] == ["2024-03-05", "2024-03-25"]


@pytest.mark.parametrize(
    "url",
    [
        "https://www.linkedin.com/in/Zo%C3%A9/",
        "www.linkedin.com/in/zoé?x=1",
        "http://fr.linkedin.com/in/zoe\u0301/fr",
    ],
)
def test_one_key_for_every_way_of_writing_a_profile(url: str) -> None:
    """Different notations of a profile's address have the same key."""
    items = read(f"First Name,Last Name,URL,Connected On\nZoé,E,{url},1 Jan 2020\n")
    assert next(item.key for item in items if isinstance(item, Record)) == "https://www.linkedin.com/in/zoé"


def test_old_export_for_outlook() -> None:
    """LinkedIn's old export for Outlook has e-mail addresses, but no dates."""
    items = list(linkedin.read(of_path(EXAMPLES / "linkedin_connections_export_microsoft_outlook.csv")))
    assert items == [
        Record(
            "zoe@example.org",
            "Zoé Exemple",
            "Zoé",
            "Exemple",
            emails=("zoe@example.org",),
            company="Dupuis & Fils",
            title="Directrice",
            line=2,
        ),
        Said(OWNER, "zoe@example.org", "connected", line=2),
        Record(
            "sukarto@example.id",
            "Sukarto",
            "Sukarto",
            emails=("sukarto@example.id",),
            phones=("+62 812 0000 0001",),
            line=3,
        ),
        Said(OWNER, "sukarto@example.id", "connected", line=3),
        Ignored("empty"),
        Used(rows=2),
    ]


def test_the_old_header_has_its_59_columns() -> None:
    """LinkedIn's old export has exactly 59 columns."""
    assert len(COLUMNS) == 59


def test_old_export_for_outlook_tells_places_and_others() -> None:
    """LinkedIn's old export for Outlook gives places, a manager and a spouse."""
    said = {"first name": "Zoé", "last name": "E", "home city": "Lyon", "business country": "France"}
    said |= {"manager's name": "Ada", "spouse": "Paul", "notes": "choir"}
    columns = sorted(COLUMNS)
    items = read(f"{','.join(columns)}\n{','.join(said.get(column, '') for column in columns)}\n")
    assert items == [
        Record("Zoé E|", "Zoé E", "Zoé", "E", city="Lyon", country="France", note="choir", line=2),
        Said(OWNER, "Zoé E|", "connected", line=2),
        Record("mention Ada", "Ada", mention="Ada", line=2),
        Said("mention Ada", "Zoé E|", "relation", "manager", direction="a_to_b", detail="manager", line=2),
        Record("mention Paul", "Paul", mention="Paul", line=2),
        Said("mention Paul", "Zoé E|", "relation", "spouse", detail="spouse", line=2),
        Used(),
    ]


def message(
    sender: tuple[str, str],
    *to: tuple[str, str],
    thread: str = "t1",
    day: str = "2024-01-01",
    folder: str = "INBOX",
    draft: str = "No",
    content: str = "x",
) -> str:
    """Return a row of messages.csv."""
    names, urls = ", ".join(name for name, _ in to), ",".join(url for _, url in to if url)
    return f'{thread},,{sender[0]},{sender[1]},"{names}","{urls}",{day} 10:00:00 UTC,,{content},{folder},{draft}\n'


ME_, ZOE_, PAUL_ = ("Moi Test", ME), ("Zoé E", ZOE), ("Paul E", PAUL)


def test_messages_each_way() -> None:
    """Each direction of messages is separate evidence."""
    items = read(
        MESSAGES
        + message(ZOE_, ME_, day="2024-01-01", content="secret")
        + message(ME_, ZOE_, day="2024-01-03")
        + message(ME_, ZOE_, day="2024-01-02")
        + message(PAUL_, ME_, thread="t2")
    )
    assert [item for item in items if isinstance(item, Said)] == [
        Said(
            OWNER,
            ZOE,
            "message",
            certainty="probable",
            since="2024-01-01",
            last="2024-01-01",
            count=1,
            direction="b_to_a",
            line=2,
        ),
        Said(
            OWNER,
            ZOE,
            "message",
            certainty="probable",
            since="2024-01-02",
            last="2024-01-03",
            count=2,
            direction="a_to_b",
            line=3,
        ),
        Said(
            OWNER,
            PAUL,
            "message",
            certainty="probable",
            since="2024-01-01",
            last="2024-01-01",
            count=1,
            direction="b_to_a",
            line=5,
        ),
    ]
    assert Record(OWNER, "Moi Test", urls=(ME,), line=2) in items
    assert "secret" not in repr(items)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        pytest.param(message(ME_, ZOE_, draft="Yes"), "draft", id="draft"),
        pytest.param(message(ME_, ZOE_, folder="DRAFT"), "draft", id="draft folder"),
        pytest.param(message(ZOE_, ME_, folder="Spam"), "ad", id="spam"),
        pytest.param(message(("Firm", "https://www.linkedin.com/company/f"), ME_), "ad", id="company"),
        pytest.param(message(ZOE_, ME_, content="Hi %FIRSTNAME%"), "ad", id="form letter"),
        pytest.param(message(("", ""), ME_), "no sender", id="no sender"),
        pytest.param(message(ZOE_, ME_, day="2190-01-01"), "future", id="a day to come"),
    ],
)
def test_no_messages(row: str, why: str) -> None:
    """Drafts, advertisements, messages without a sender and messages from the future are ignored."""
    assert read(MESSAGES + row) == [Ignored(why), Used(rows=0)]


def test_names_with_commas_and_one_profile_are_one_person() -> None:
    """If there is one profile, a name with a comma means one person."""
    items = read(MESSAGES + message(ME_, ("Ada Example, Ph.D.", ZOE)) + message(ME_, PAUL_, thread="t2"))
    assert Record(ZOE, "Ada Example, Ph.D.", urls=(ZOE,), line=2) in items


def test_closed_accounts_are_never_merged() -> None:
    """Each closed account belongs to one conversation."""
    gone = ("LinkedIn Member", "")
    items = read(
        MESSAGES + message(gone, ME_) + message(gone, ME_, thread="t2") + message(ME_, ZOE_, gone, thread="t3")
    )
    assert [item.key for item in items if isinstance(item, Record)] == [
        "member:t1",
        OWNER,
        "member:t2",
        ZOE,
        "member:t3",
    ]


def test_closed_accounts_without_any_profile_are_several() -> None:
    """Two closed accounts in one message are two people."""
    gone = ("LinkedIn Member", "")
    items = read(
        MESSAGES
        + message(ME_, gone, gone)
        + message(gone, gone, ME_, thread="t2")
        + message(ME_, ("Ada Example, Ph.D.", ZOE), gone, thread="t3")
    )
    assert [(item.key, item.name) for item in items if isinstance(item, Record)] == [
        (OWNER, "Moi Test"),
        ("member:t1", None),
        ("member:t1#2", None),
        ("member:t2", None),
        ("member:t2#2", None),
        (ZOE, "Ada Example, Ph.D."),
        ("member:t3", None),
    ]


def test_a_thread_ties_its_members_weakly() -> None:
    """Evidence from a conversation of several people has the detail `group thread`."""
    items = read(
        MESSAGES + message(ZOE_, ME_, PAUL_) + message(ME_, ZOE_, thread="t2") + message(ME_, PAUL_, thread="t3")
    )
    ties = [(item.a, item.b, item.direction, item.detail) for item in items if isinstance(item, Said)]
    assert ties == [
        (OWNER, ZOE, "b_to_a", "group thread"),
        (OWNER, ZOE, "a_to_b", None),
        (OWNER, PAUL, "a_to_b", None),
        (PAUL, ZOE, None, "group thread"),
    ]


def test_a_members_number_is_no_slug() -> None:
    """Members' ids that differ only in letter case belong to two members."""
    items = read(
        "First Name,Last Name,URL,Connected On\n"
        "A,One,https://www.linkedin.com/in/ACoAABcd,1 Jan 2020\n"
        "B,Two,https://www.linkedin.com/in/ACoAABCD/fr,1 Jan 2020\n"
    )
    assert [item.key for item in items if isinstance(item, Record)] == [
        "https://www.linkedin.com/in/ACoAABcd",
        "https://www.linkedin.com/in/ACoAABCD",
    ]


@pytest.mark.parametrize("day", ["1604-03-12", "12 March", "0000-00-00", "N/A"])
def test_a_day_without_its_year_is_no_day_of_a_connection(day: str) -> None:
    """If the date is invalid or has no year, the connection has no start."""
    items = read(f"First Name,Last Name,URL,Connected On\nZoé,E,{ZOE},{day}\n")
    assert Said(OWNER, ZOE, "connected", line=2) in items


def test_who_share_a_thread_may_know_each_other_without_writing() -> None:
    """In a group conversation, only messages to or from the owner make probable links. All other links are guesses."""
    ada = ("Ada", "https://www.linkedin.com/in/ada")
    items = read(
        MESSAGES + message(ZOE_, ME_, PAUL_) + message(ME_, ZOE_, thread="t2") + message(ME_, ada, thread="t3")
    )
    ties = {(item.a, item.b, item.kind, item.certainty, item.count) for item in items if isinstance(item, Said)}
    assert ties == {
        (OWNER, ZOE, "message", "probable", 1),
        (OWNER, ada[1], "message", "probable", 1),
        (OWNER, PAUL, "group", "guess", 1),
        (PAUL, ZOE, "group", "guess", 1),
    }


def test_a_crowd_ties_nobody_but_the_owner() -> None:
    """In a conversation of more than fifteen people, only messages with the owner count."""
    crowd = [(f"P{n}", f"https://www.linkedin.com/in/p{n}") for n in range(20)]
    items = read(MESSAGES + message(ZOE_, ME_, *crowd) + message(ME_, PAUL_, thread="t2"))
    assert [(item.a, item.b) for item in items if isinstance(item, Said)] == [(OWNER, ZOE), (OWNER, PAUL)]


def test_an_owner_who_does_not_stand_out_is_not_guessed() -> None:
    """If two people are in equally many conversations, a remark asks for the owner."""
    items = read(MESSAGES + message(ZOE_, ME_))
    assert [(item.a, item.b) for item in items if isinstance(item, Said)] == [(ZOE, ME)]
    assert [item.code for item in items if isinstance(item, Remark)] == ["owner_unknown"]


def test_the_profile_tells_the_owner(tmp_path: Path) -> None:
    """In an archive, the person in the profile is the owner. Missing tables are reported."""
    items = archive(
        tmp_path / "a.zip",
        Profile="First Name,Last Name,Headline,Industry,Geo Location\nMoi,Test,,,\n",
        messages=MESSAGES + message(ZOE_, ME_),
    )
    assert [(item.a, item.b) for item in items if isinstance(item, Said)] == [(OWNER, ZOE)]
    assert Member("Connections.csv", "not in this archive") in items


def test_a_table_that_is_not_understood_is_told(tmp_path: Path) -> None:
    """A table of the archive with an unknown header is reported."""
    items = archive(tmp_path / "a.zip", Connections="Vezetéknév,Keresztnév\n", messages=MESSAGES)
    assert [item for item in items if isinstance(item, Member)] == [
        Member("Export/Connections.csv", "the header is not understood")
    ]


def test_whole_archive() -> None:
    """Every row of the archive is used or ignored. Every unused file is named."""
    items = list(linkedin.read(of_path(EXAMPLES / "Complete_LinkedInDataExport_09-30-2026.zip")))
    rows = Counter[str | None]()
    for item in items:
        if isinstance(item, Used | Ignored):
            rows[item.file] += item.rows
    assert rows == {
        "Profile.csv": 1,
        "Email Addresses.csv": 2,
        "PhoneNumbers.csv": 1,
        "Positions.csv": 2,
        "Education.csv": 1,
        "Connections.csv": 12,
        "messages.csv": 8,
        "Invitations.csv": 2,
        "Endorsement_Received_Info.csv": 3,
        "Recommendations_Received.csv": 1,
        "Recommendations_Given.csv": 1,
        "Company Follows.csv": 1,
        "Member_Follows_252000001.csv": 1,
        "ImportedContacts.csv": 1,
    }
    assert {item.file for item in items if isinstance(item, Member)} == {
        "Skills.csv",
        "guide_messages.csv",
        "LearningCoachMessages.csv",
    }


@pytest.mark.parametrize(
    ("direction", "way"), [("OUTGOING", "a_to_b"), ("INCOMING", "b_to_a"), ("SIDEWAYS", None)], ids=str
)
def test_invitations_are_signals(direction: str, way: str | None) -> None:
    """An invitation is a signal. It states who invited whom, but not the answer."""
    ends = f"Moi Test,Zoé E,WHEN,Bonjour,{direction},{ME},{ZOE}"
    if direction == "INCOMING":
        ends = f"Zoé E,Moi Test,WHEN,Bonjour,{direction},{ZOE},{ME}"
    items = read(
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
        + ends.replace("WHEN", '"9/5/26, 1:12 AM"')
    )
    expected = [
        Record(OWNER, urls=(ME,), line=2),
        Record(ZOE, "Zoé E", urls=(ZOE,), line=2),
        Said(
            OWNER,
            ZOE,
            "invitation",
            link=None,
            since="2026-09-05",
            direction=way,
            detail="with a note",
            line=2,
        ),
        Used(),
    ]
    assert items == (expected if way else [Ignored("direction unknown"), Used(rows=0)])


def test_endorsements_count_distinct_accepted_skills() -> None:
    """A person's endorsements are one piece of evidence, which counts the accepted skills."""
    items = read(
        "Endorsement Date,Skill Name,Endorsee First Name,Endorsee Last Name,Endorsee Public Url,Endorsement Status\n"
        "2023/03/01 19:52:23 UTC,Maps,Zoé,E,www.linkedin.com/in/zoe,ACCEPTED\n"
        "2023/05/01 19:52:23 UTC,Ships,Zoé,E,www.linkedin.com/in/zoe,ACCEPTED\n"
        "2023/06/01 19:52:23 UTC,maps,Zoé,E,www.linkedin.com/in/zoe,ACCEPTED\n"
        "2023/07/01 19:52:23 UTC,Tea,Zoé,E,www.linkedin.com/in/zoe,PENDING\n"
    )
    assert items == [
        Record(ZOE, "Zoé E", urls=("www.linkedin.com/in/zoe",), line=2),
        Ignored("pending"),
        Said(
            OWNER,
            ZOE,
            "endorsement",
            link=None,
            since="2023-03-01",
            last="2023-06-01",
            count=2,
            direction="a_to_b",
            line=2,
        ),
        Used(rows=3),
    ]


@pytest.mark.parametrize(
    ("name", "date", "way"),
    [
        pytest.param("Recommendations_Received.csv", '"01/24/18, 03:00 PM"', "b_to_a", id="received"),
        pytest.param("Recommendations_Given.csv", "01/24/18, 03:00 PM", "a_to_b", id="given, date unquoted"),
    ],
)
def test_recommendations(name: str, date: str, way: str) -> None:
    """A person without a profile becomes a mention. If an unquoted comma splits the date, the date is still read."""
    header = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
    assert read(f"{header}Zoé,E,Dupuis,Directrice,great,{date},VISIBLE\n", name) == [
        Record(
            "rec:Zoé E|Dupuis",
            "Zoé E",
            "Zoé",
            "E",
            company="Dupuis",
            title="Directrice",
            mention="Zoé E",
            line=2,
        ),
        Said(OWNER, "rec:Zoé E|Dupuis", "recommendation", link=None, since="2018-01-24", direction=way, line=2),
        Used(),
    ]


def test_what_a_recommendation_holds_beyond_its_header_is_a_note() -> None:
    """Cells beyond the header become the person's note, and a remark shows them."""
    items = read("First Name,Last Name,Text,Creation Date,Status\nZoé,E,a,2018,VISIBLE,more,,\n")
    assert items == [
        Remark("long_row", "the row is longer than the header: more, , ", line=2),
        Record("rec:Zoé E|", "Zoé E", "Zoé", "E", note="more", mention="Zoé E", line=2),
        Said(OWNER, "rec:Zoé E|", "recommendation", link=None, since="2018", direction="b_to_a", line=2),
        Used(),
    ]


def test_empty_cells_at_the_end_of_a_recommendation_say_nothing() -> None:
    """Empty cells at the end of a recommendation are ignored."""
    items = read("First Name,Last Name,Text,Creation Date,Status\nZoé,E,a,01/24/18, 03:00 PM,VISIBLE,\n")
    assert items == [
        Record("rec:Zoé E|", "Zoé E", "Zoé", "E", mention="Zoé E", line=2),
        Said(OWNER, "rec:Zoé E|", "recommendation", link=None, since="2018-01-24", direction="b_to_a", line=2),
        Used(),
    ]


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        pytest.param(
            "Email Address,Confirmed,Primary,Updated On\na@x.org,Yes,Yes,\nb@x.org,No,No,\n",
            Record(OWNER, emails=("a@x.org",), line=2),
            id="mail",
        ),
        pytest.param(
            "Number,Extension,Is_WhatsApp_Number\n0600000001,+33,true\n",
            Record(OWNER, phones=("+33 0600000001",), line=2),
            id="phone",
        ),
        pytest.param(
            "Company Name,Title,Description,Location,Started On,Finished On\nDupuis,Chef,,,Jan 2015,\n",
            Record(OWNER, positions=(Position("Dupuis", "Chef", "2015-01"),), line=2),
            id="jobs",
        ),
        pytest.param(
            "School Name,Start Date,End Date,Notes,Degree Name,Activities\nÉcole,2004,2009,,,\n",
            Record(OWNER, positions=(Position("École", None, "2004", "2009", school=True),), line=2),
            id="schools",
        ),
    ],
)
def test_tables_about_the_owner(text: str, owner: Record) -> None:
    """The rows of a table about the owner become one record of the owner."""
    assert owner in read(text)


def test_follows_are_signals() -> None:
    """Following a member is evidence but not a link. A followed organization is not a person."""
    assert read("Date,Status,FullName\n2021-03-04 10:00:00 UTC,Active,Grace Sample\n") == [
        Record("follow:Grace Sample", "Grace Sample", mention="Grace Sample", line=2),
        Said(OWNER, "follow:Grace Sample", "follow", link=None, since="2021-03-04", direction="a_to_b", line=2),
        UnusedColumn("Status", 1),
        Used(),
    ]
    assert read("Organization,Followed On\nDupuis,Sat Sep 05 08:12:14 UTC 2026\n")[0] == Record(
        "org:Dupuis", "Dupuis", organization=True, line=2
    )


def test_an_old_address_book_tells_profiles_and_pages() -> None:
    """An uploaded address book gives profiles and web pages."""
    items = read(
        "Source,FirstName,LastName,Companies,Emails,PhoneNumbers,Sites,Profiles\n"
        f'Google,Zoé,E,Dupuis,z@x.org,,"https://zoe.example.org, https://e.example.org",{ZOE}\n'
        f"Google,,,,,,,{PAUL}\n"
    )
    assert items == [
        Record(
            "book:z@x.org|Zoé E",
            "Zoé E",
            "Zoé",
            "E",
            emails=("z@x.org",),
            urls=(ZOE, "https://zoe.example.org", "https://e.example.org"),
            company="Dupuis",
            line=2,
            lists_owner=True,
        ),
        Record(f"book:{PAUL}|", urls=(PAUL,), line=3, lists_owner=True),
        UnusedColumn("Source", 2),
        Used(rows=2),
    ]


def test_an_address_book_tells_other_names_and_the_country() -> None:
    """An uploaded address book gives other names and the country."""
    items = read(
        "FirstName,LastName,MaidenName,NickName,Emails,PhoneNumbers,CountryCode\nMarie,Martin,Roy,Mimi,,0600000002,FR\n"
    )
    assert items == [
        Record(
            "book:0600000002|Marie Martin",
            "Marie Martin",
            "Marie",
            "Martin",
            aliases=("Mimi", "Marie Roy"),
            phones=("0600000002",),
            country="FR",
            line=2,
            lists_owner=True,
        ),
        Used(),
    ]


def test_an_address_book_links_nobody() -> None:
    """People in an uploaded address book are not linked to the owner."""
    assert read('FirstName,LastName,Emails,PhoneNumbers\nMarie,Martin,"a@x.org, b@x.org",+33600000002\n,,,\n') == [
        Record(
            "book:a@x.org|Marie Martin",
            "Marie Martin",
            "Marie",
            "Martin",
            emails=("a@x.org", "b@x.org"),
            phones=("+33600000002",),
            line=2,
            lists_owner=True,
        ),
        Ignored("empty"),
        Used(),
    ]


def test_other_tables_are_left_to_others() -> None:
    """A table of people without LinkedIn's own columns is not claimed."""
    assert not linkedin.claims(of_bytes("Connections.csv", b"First Name,Last Name,Company\nA,B,C\n"))


HEADERS = [
    "First Name,Last Name,URL,Connected On\n",
    MESSAGES,
    "From,To,Sent At,Direction\n",
    "First Name,Last Name,Text,Creation Date\n",
    "Skill Name,Endorser First Name,Endorser Last Name,Endorsement Date\n",
]


@given(st.sampled_from(HEADERS), st.binary(max_size=200) | st.text(",\n\"/in:a1 '").map(str.encode))
def test_any_bytes(header: str, data: bytes) -> None:
    """Arbitrary bytes below a header cause no traceback."""
    source = of_bytes("x.csv", header.encode() + data)
    assert faults(lambda: linkedin.read(source) if linkedin.claims(source) else ()) == []


@given(st.dictionaries(st.sampled_from(["Connections", "messages", "Profile"]), st.binary(max_size=80), min_size=1))
def test_any_archive(members: dict[str, bytes]) -> None:
    """Arbitrary bytes in the tables of an archive cause no traceback."""
    parts = tuple(
        replace(of_bytes(f"{name}.csv", HEADERS[0].encode() + data), archive="x.zip") for name, data in members.items()
    )
    source = replace(of_bytes("x.zip", b""), members=parts)
    assert linkedin.claims(source)
    assert faults(lambda: linkedin.read(source)) == []


CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def test_a_page_that_is_no_profile_is_nobodys_key() -> None:
    """Two connections with the same company page stay two people."""
    page = "https://www.linkedin.com/company/dupuis"
    items = read(f"{CONNECTIONS}Zoé,E,{page},,,,05 Mar 2024\nPaul,F,{page},,,,05 Mar 2024\n")
    assert [(item.key, item.urls) for item in items if isinstance(item, Record)] == [
        ("Zoé E|05 Mar 2024", (page,)),
        ("Paul F|05 Mar 2024", (page,)),
    ]


def test_a_long_row_keeps_its_extras_in_the_note() -> None:
    """Cells beyond the header are added to the note, and a remark shows them."""
    remark, record, _, _ = read(f"{CONNECTIONS}Zoé,E,{ZOE},,,,05 Mar 2024,met,in Lyon\n")
    assert remark == Remark("long_row", "the row is longer than the header: met, in Lyon", line=2)
    assert isinstance(record, Record)
    assert record.note == "met in Lyon"


@pytest.mark.parametrize("none", ["", "null"])
def test_messages_without_a_conversation_make_no_thread(none: str) -> None:
    """Messages without a conversation do not link their senders."""
    items = read(MESSAGES + message(ZOE_, ME_, thread=none) + message(PAUL_, ME_, thread=none))
    assert [(item.a, item.b, item.detail) for item in items if isinstance(item, Said)] == [
        (OWNER, ZOE, None),
        (OWNER, PAUL, None),
    ]


def test_between_equals_the_owners_name_decides() -> None:
    """If two people could be the owner, the user's name decides."""
    source = of_bytes("messages.csv", (MESSAGES + message(ZOE_, ME_)).encode()).of(Owner("moi test"))
    items = list(linkedin.read(source))
    assert [(item.a, item.b) for item in items if isinstance(item, Said)] == [(OWNER, ZOE)]


@pytest.mark.parametrize(
    ("company", "key"),
    [
        pytest.param("Dupuis", ZOE, id="one homonym works there"),
        pytest.param("Elsewhere", "rec:Zoé E|Elsewhere", id="neither works there"),
        pytest.param("", "rec:Zoé E|", id="the recommendation does not say"),
    ],
)
def test_a_recommendation_means_the_connection_of_that_company(tmp_path: Path, company: str, key: str) -> None:
    """A recommendation belongs to the connection with the same name and company."""
    items = archive(
        tmp_path / "x.zip",
        Connections=f"{CONNECTIONS}Zoé,E,{ZOE},,Dupuis,,05 Mar 2024\nZoé,E,{PAUL},,Acme,,06 Mar 2024\n",
        Recommendations_Received="First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
        f'Zoé,E,{company},,great,"01/24/18, 03:00 PM",VISIBLE\n',
    )
    assert [item.b for item in items if isinstance(item, Said) and item.kind == "recommendation"] == [key]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("Skills.csv", "Name\nPython\n", id="skills"),
        pytest.param("Languages.csv", "Name,Proficiency\nFrench,Native\n", id="languages"),
        pytest.param("guide_messages.csv", MESSAGES, id="a bot's messages"),
    ],
)
def test_a_table_of_no_people_is_not_understood(name: str, text: str) -> None:
    """A LinkedIn table without people is refused."""
    source = of_bytes(name, text.encode())
    assert linkedin.claims(source)
    with pytest.raises(BadInput, match=name) as error:
        list(linkedin.read(source))
    assert error.value.code == "unknown_file"
