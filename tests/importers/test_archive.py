"""Archives that are no network's own."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

import pytest

from netcli import importers
from netcli.errors import BadInput
from netcli.importers import archive as archives
from netcli.importers.places import of_path, of_pipe
from netcli.importers.source import Source
from netcli.records import OWNER, Member, Record, Remark, Row, Used
from netcli.records import Testimony as Said  # pytest takes a class called Test… for tests

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEMAIL:{email}\nEND:VCARD\n"


def archive(path: Path, **members: str) -> Source:
    """A ZIP of those members; `__` in a name is a slash, `_` before the end a dot."""
    with zipfile.ZipFile(path, "w") as file:
        for name, text in members.items():
            file.writestr(name.replace("__", "/").replace("_", "."), text)
    return of_path(path)


def test_members_are_read_by_their_importers(tmp_path: Path) -> None:
    """In their order, each item telling its member; what nobody understands is told, too."""
    source = archive(
        tmp_path / "all.zip",
        a__b_vcf=CARD.format(name="Zoé E", email="z@x.org"),
        logo_png="x",
        list_csv="Name,City\nZoé E,Lyon\n",
        read_txt="hello",
    )
    reading = importers.recognise(source)
    assert (reading.importer, reading.network, reading.encoding) == (archives, "archive", None)
    assert list(reading.items()) == [
        Used(file="a/b.vcf"),
        Record("z@x.org", "Zoé E", emails=("z@x.org",), file="a/b.vcf", line=1, lists_owner=True),
        Said(OWNER, "z@x.org", "declared", file="a/b.vcf", line=1),
        Member("logo.png", "contains no contacts"),
        Record("list.csv/Zoé E|Lyon", "Zoé E", city="Lyon", file="list.csv", line=2),
        Said(OWNER, "list.csv/Zoé E|Lyon", "declared", file="list.csv", line=2),
        Used(file="list.csv"),
        Member("read.txt", "netcli does not know its format"),
    ]


def test_an_archive_may_be_piped(tmp_path: Path) -> None:
    """Standard input is one, if it begins like one."""
    archive(tmp_path / "all.zip", a_csv="Name,City\nZoé E,Lyon\n")
    reading = importers.recognise(of_pipe("-", (tmp_path / "all.zip").read_bytes()))
    assert [(item.name, item.file) for item in reading.items() if isinstance(item, Record)] == [("Zoé E", "a.csv")]
    with pytest.raises(BadInput, match="damaged"):
        of_pipe("-", b"PK\x03\x04")


def test_a_broken_member_costs_no_other(tmp_path: Path) -> None:
    """It is told, and warned of."""
    source = archive(tmp_path / "all.zip", a_graphml="<graphml><graph>", b_csv="Name,City\nZoé E,Lyon\n")
    member, remark, *rest = importers.recognise(source).items()
    assert isinstance(member, Member)
    assert member.why.startswith("a.graphml: not valid XML")
    assert isinstance(remark, Remark)
    assert (remark.code, remark.file) == ("damaged", "a.graphml")
    assert [item.name for item in rest if isinstance(item, Record)] == ["Zoé E"]


def test_a_piped_archive_with_bytes_missing(tmp_path: Path) -> None:
    """Its members' places are wrong, even before its beginning; each is told."""
    archive(tmp_path / "all.zip", a_csv="Name,City\nZoé E,Lyon\n", b_csv="Name\nAda\n")
    whole = (tmp_path / "all.zip").read_bytes()
    with pytest.raises(BadInput, match="cannot be unpacked"):
        list(importers.recognise(of_pipe("-", whole[:10] + whole[60:])).items())


def test_only_identity_crosses_members(tmp_path: Path) -> None:
    """The same address is the same key in two members; the same name is not."""
    text = "Name,Email\nMarie Martin,\nZoé,z@x.org\n"
    source = archive(tmp_path / "two.zip", a_csv=text, b_csv=text)
    keys = [item.key for item in importers.recognise(source).items() if isinstance(item, Record)]
    assert keys == ["a.csv/Marie Martin", "z@x.org", "b.csv/Marie Martin", "z@x.org"]


def test_the_network_that_all_members_share(tmp_path: Path) -> None:
    """Is the archive's, unless the user names another."""
    source = archive(tmp_path / "cards.zip", a_vcf=CARD.format(name="A", email="a@x.org"), b_txt="?")
    assert importers.recognise(source).network == "vcard"
    assert importers.recognise(source, "xing").network == "xing"


def test_takeout_has_every_contact_once_more_a_label(tmp_path: Path) -> None:
    """Beside the folder of all contacts, in any language, the others are left aside."""
    card = CARD.format(name="A", email="a@x.org")
    contacts = {
        "Takeout__Contacts__Tous les contacts__Tous les contacts_vcf": card,
        "Takeout__Contacts__Amis__Amis_vcf": card,
    }
    items = list(importers.recognise(archive(tmp_path / "takeout.zip", **contacts)).items())
    assert [item.file for item in items if isinstance(item, Record)] == [
        "Takeout/Contacts/Tous les contacts/Tous les contacts.vcf"
    ]
    assert items[-1] == Member("Takeout/Contacts/Amis/Amis.vcf", "its contacts are also in the folder of all contacts")


def test_rows_of_links_keep_their_people(tmp_path: Path) -> None:
    """An edge list in an archive says the same as by itself, of keys of its own."""
    source = archive(tmp_path / "links.zip", links_csv="from,to\nme,Zoé\n")
    rows = [item for item in importers.recognise(source).items() if isinstance(item, Row)]
    assert len(rows) == 1
    assert {rows[0].a, rows[0].b} <= {record.key for record in rows[0].records} | {OWNER}
    assert {item.file for item in (*rows, *rows[0].records)} == {"links.csv"}


def test_an_archive_of_nothing_is_nobodys(tmp_path: Path) -> None:
    """At least one member must be understood."""
    source = archive(tmp_path / "none.zip", a_txt="hello", b_png="x")
    assert not archives.claims(source)
    with pytest.raises(BadInput, match="does not know this format"):
        importers.recognise(source)


FRIENDS: Final = '{"friends_v2": [{"name": "Li Wei", "timestamp": 1577836800}]}'
CONNECTIONS: Final = "First Name,Last Name,URL,Connected On\nLi,Wei,https://www.linkedin.com/in/li,05 Mar 2020\n"


@pytest.mark.parametrize(
    ("name", "text"), [("friends_json", FRIENDS), ("Connections_csv", CONNECTIONS)], ids=["facebook", "linkedin"]
)
def test_a_stranger_in_a_networks_archive_is_told(tmp_path: Path, name: str, text: str) -> None:
    """A card beside a network's files is not read as theirs; a warning says that it waits."""
    source = archive(tmp_path / "all.zip", **{name: text, "bo_vcf": CARD.format(name="Bo", email="b@x.org")})
    reading = importers.recognise(source)
    items = list(reading.items())
    assert [item.name for item in items if isinstance(item, Record)] == ["Li Wei"]
    assert [item for item in items if isinstance(item, Member | Remark) and item.file == "bo.vcf"] == [
        Member("bo.vcf", "does not come from this network"),
        Remark("member_unread", f"bo.vcf belongs to no {reading.network} export: import it by itself", "bo.vcf"),
    ]


def test_a_table_may_explain_another_of_the_archive(tmp_path: Path) -> None:
    """Edges that name people by number, beside the table of nodes: the people of both are the same."""
    nodes, edges = "Id,Label\n1,Ana\n2,Ben\n", "Source,Target\n1,2\n"
    items = [*archives.read(archive(tmp_path / "g.zip", **{"edges.csv": edges, "nodes.csv": nodes}))]
    keys = {item.name: item.key for item in items if isinstance(item, Record)}
    assert [*keys] == ["Ana", "Ben"]
    assert [(item.a, item.b) for item in items if isinstance(item, Said)] == [(keys["Ana"], keys["Ben"])]
