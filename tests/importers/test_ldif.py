"""The LDIF importer reads Thunderbird's address books."""

from __future__ import annotations

import pytest

from netcli.importers import ldif, recognise
from netcli.importers.source import of_bytes
from netcli.records import OWNER, BadRow, Example, Ignored, Item, NotUnderstood, Record, Testimony, Used


def read(text: str) -> list[Item]:
    return list(ldif.read(of_bytes("a.ldif", text.encode())))


def test_an_entry_is_a_person_of_the_owners() -> None:
    """An entry is a contact of the owner, even with Base64 or folded lines."""
    assert read(
        "version: 1\n# note\ndn: cn=Z\ncn:: Wm/DqSBFeGVtcGxl\nMail: zoe@exam\n ple.org\nbirthMonth: 3\nbirthday: 12\n"
    ) == [
        Used(),
        Record("zoe@example.org", name="Zoé Exemple", emails=("zoe@example.org",), birthday="--03-12", line=3),
        Testimony(OWNER, "zoe@example.org", "declared", line=3),
    ]


@pytest.mark.parametrize(
    "end", [pytest.param("\r\n", id="CRLF"), pytest.param("\n", id="LF"), pytest.param("\r", id="CR")]
)
def test_any_line_end_will_do(end: str) -> None:
    """Lines may end with CRLF, LF or CR."""
    text = end.join(("version: 1", "", "# note", "dn: cn=Z", "cn: Zo", " é", ""))
    items = recognise(of_bytes("a.ldif", text.encode())).items()
    assert [item.name for item in items if isinstance(item, Record)] == ["Zoé"]


@pytest.mark.parametrize(
    ("entry", "fate"),
    [
        pytest.param("dn: cn=Z\nchangetype: delete", Ignored("change"), id="change"),
        pytest.param("dn: o=nothing", Ignored("empty"), id="empty"),
        pytest.param(
            "dn: cn=Z\ncn: Z\nwhat", BadRow(1, "line 3 is not an attribute", "dn: cn=Z\ncn: Z\nwhat"), id="rubbish"
        ),
        pytest.param("dn: cn=Z\ncn:: A", BadRow(1, "line 2: cn is not base64", "dn: cn=Z\ncn:: A"), id="base64"),
    ],
)
def test_an_entry_that_is_no_person_is_told(entry: str, fate: Item) -> None:
    """An entry that is not a person is ignored or rejected. The next entry is read."""
    assert read(f"{entry}\n\ndn: cn=Y\ncn: José\n") == [
        fate,
        Used(),
        Record("José", name="José", line=entry.count("\n") + 3),
        Testimony(OWNER, "José", "declared", line=entry.count("\n") + 3),
    ]


def test_a_mailing_list_tags_its_members_and_guesses_that_they_know_each_other() -> None:
    """A mailing list tags the members and guesses links between the members. A member without an entry is named by the
    dn.
    """
    assert read(
        "dn: cn=Choir\nobjectclass: groupOfNames\ncn: Choir\nmember: cn=Zoé,mail=zoe@example.org\n"
        "member: cn=Li\\, Xiao,mail=li@example.org\nmember: uid=7\n\ndn: CN=Zoé,mail=zoe@example.org\ncn: Zoé\n"
    ) == [
        Used(),
        Record("Zoé", name="Zoé", tags=("Choir",), line=8),
        Testimony(OWNER, "Zoé", "declared", line=8),
        Record("li@example.org", name="Li, Xiao", emails=("li@example.org",), tags=("Choir",), line=1),
        Used(),
        Testimony("Zoé", "li@example.org", "group", certainty="guess", detail="Choir", line=1),
        NotUnderstood("relation", "member", 1, (Example(1, "uid=7", "no entry here has that identifier"),)),
    ]


def test_a_mailing_list_of_nobody_known_is_ignored() -> None:
    """A mailing list without known members is ignored."""
    assert read("dn: cn=L\nobjectclass: groupOfNames\ncn: L\n\ndn: cn=Y\ncn: José\n") == [
        Used(),
        Record("José", name="José", line=5),
        Testimony(OWNER, "José", "declared", line=5),
        Ignored("list"),
    ]


def test_a_manager_is_another_entry() -> None:
    """The attribute `manager` names another entry by its dn, in any letter case."""
    items = read("dn: cn=Z\ncn: Zoé\nmanager: CN=P\n\ndn: cn=P\ncn: Pat O'Neil\n")
    assert items[-1] == Testimony(
        "Pat O'Neil", "Zoé", "relation", "manager", direction="a_to_b", detail="manager", line=1
    )


def test_a_manager_without_an_entry() -> None:
    """A manager without an entry is named by the dn. A dn without a name is reported."""
    items = read("dn: cn=Z\ncn: Zoé\nmanager: cn=O\\, Pat,ou=People\nsecretary: uid=7\n")
    assert items[-3:] == [
        Record("mention O, Pat", "O, Pat", mention="O, Pat", line=1),
        Testimony("mention O, Pat", "Zoé", "relation", "manager", direction="a_to_b", detail="manager", line=1),
        NotUnderstood("relation", "secretary", 1, (Example(1, "uid=7", "no entry here has that dn"),)),
    ]


@pytest.mark.parametrize("entry", ["o: Dupuis", "objectclass: organization\ncn: Dupuis\nmail: info@x.org"])
def test_a_company_is_nobody(entry: str) -> None:
    """An entry with a company's class, or with only a company, is an organization."""
    record = next(item for item in read(f"dn: x=1\n{entry}\n") if isinstance(item, Record))
    assert (record.name, record.organization) == ("Dupuis", True)


@pytest.mark.parametrize(
    ("head", "claimed"),
    [
        pytest.param("version: 1\n\n# by hand\ndn: cn=Z\n", True, id="preamble"),
        pytest.param("dn:: Y249Wg==\n", True, id="base64"),
        pytest.param("From: dn: x\n", False, id="mail"),
    ],
)
def test_it_is_known_by_its_first_dn(head: str, claimed: bool) -> None:
    """Before the first dn, an LDIF file has only a version and comments."""
    assert ldif.claims(of_bytes("a", head.encode())) is claimed


def test_a_value_that_cannot_be_decoded_costs_no_entry() -> None:
    """If one value cannot be decoded, only this value is reported."""
    entry = "dn: cn=Zoe\ncn: Zoe Ex\nmail: z@x.org\nmail: a@x.org\nmobile:: !!!x\n"
    items = list(ldif.read(of_bytes("a.ldif", entry.encode())))
    (record,) = [item for item in items if isinstance(item, Record)]
    assert (record.name, record.emails, record.phones) == ("Zoe Ex", ("z@x.org", "a@x.org"), ())
    (told,) = [item for item in items if isinstance(item, NotUnderstood)]
    assert told == NotUnderstood("phone", "mobile", 1, (Example(5, "!!!x", "not base64"),))
