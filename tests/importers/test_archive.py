"""Archives that do not come from a single network."""

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
    """Return a ZIP archive with these members. In a member's name, `__` stands for a slash and `_` for a dot."""
    with zipfile.ZipFile(path, "w") as file:
        for name, text in members.items():
            file.writestr(name.replace("__", "/").replace("_", "."), text)
    return of_path(path)


def test_members_are_read_by_their_importers(tmp_path: Path) -> None:
    """Members are read in their order. If a member has an unknown format, the member is listed."""
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
        Member("read.txt", "netcli does not know the file's format"),
    ]


def test_an_archive_may_be_piped(tmp_path: Path) -> None:
    """Standard input is read as an archive if it begins like an archive."""
    archive(tmp_path / "all.zip", a_csv="Name,City\nZoé E,Lyon\n")
    reading = importers.recognise(of_pipe("-", (tmp_path / "all.zip").read_bytes()))
    assert [(item.name, item.file) for item in reading.items() if isinstance(item, Record)] == [("Zoé E", "a.csv")]
    with pytest.raises(BadInput, match="damaged"):
        of_pipe("-", b"PK\x03\x04")


def test_a_broken_member_costs_no_other(tmp_path: Path) -> None:
    """A broken member is listed with a warning. The other members are read."""
    source = archive(tmp_path / "all.zip", a_graphml="<graphml><graph>", b_csv="Name,City\nZoé E,Lyon\n")
    member, remark, *rest = importers.recognise(source).items()
    assert isinstance(member, Member)
    assert member.why.startswith("a.graphml: not valid XML")
    assert isinstance(remark, Remark)
    assert (remark.code, remark.file) == ("damaged", "a.graphml")
    assert [item.name for item in rest if isinstance(item, Record)] == ["Zoé E"]


def test_a_piped_archive_with_bytes_missing(tmp_path: Path) -> None:
    """If a piped archive lacks bytes, an error says that a member cannot be unpacked."""
    archive(tmp_path / "all.zip", a_csv="Name,City\nZoé E,Lyon\n", b_csv="Name\nAda\n")
    whole = (tmp_path / "all.zip").read_bytes()
    with pytest.raises(BadInput, match="cannot be unpacked"):
        list(importers.recognise(of_pipe("-", whole[:10] + whole[60:])).items())


def test_only_identity_crosses_members(tmp_path: Path) -> None:
    """If two members of an archive have the same address, both records have the same key. If only the names are the
    same, the keys differ.
    """
    text = "Name,Email\nMarie Martin,\nZoé,z@x.org\n"
    source = archive(tmp_path / "two.zip", a_csv=text, b_csv=text)
    keys = [item.key for item in importers.recognise(source).items() if isinstance(item, Record)]
    assert keys == ["a.csv/Marie Martin", "z@x.org", "b.csv/Marie Martin", "z@x.org"]


def test_the_network_that_all_members_share(tmp_path: Path) -> None:
    """If all files in an archive belong to one network, the archive belongs to this network, too. If the user names a
    network, the archive belongs to the named network.
    """
    source = archive(tmp_path / "cards.zip", a_vcf=CARD.format(name="A", email="a@x.org"), b_txt="?")
    assert importers.recognise(source).network == "vcard"
    assert importers.recognise(source, "xing").network == "xing"


def test_takeout_has_every_contact_once_more_a_label(tmp_path: Path) -> None:
    """If Takeout has a folder of all contacts, the other folders are ignored."""
    card = CARD.format(name="A", email="a@x.org")
    contacts = {
        "Takeout__Contacts__Tous les contacts__Tous les contacts_vcf": card,
        "Takeout__Contacts__Amis__Amis_vcf": card,
    }
    items = list(importers.recognise(archive(tmp_path / "takeout.zip", **contacts)).items())
    assert [item.file for item in items if isinstance(item, Record)] == [
        "Takeout/Contacts/Tous les contacts/Tous les contacts.vcf"
    ]
    assert items[-1] == Member(
        "Takeout/Contacts/Amis/Amis.vcf", "the file's contacts are also in the folder of all contacts"
    )


def test_rows_of_links_keep_their_people(tmp_path: Path) -> None:
    """Links in an archived edge list match the people of the same list."""
    source = archive(tmp_path / "links.zip", links_csv="from,to\nme,Zoé\n")
    rows = [item for item in importers.recognise(source).items() if isinstance(item, Row)]
    assert len(rows) == 1
    assert {rows[0].a, rows[0].b} <= {record.key for record in rows[0].records} | {OWNER}
    assert {item.file for item in (*rows, *rows[0].records)} == {"links.csv"}


def test_an_archive_of_nothing_is_nobodys(tmp_path: Path) -> None:
    """An archive is claimed only if an importer reads at least one member."""
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
    """If a network's archive contains another card, the card is not read. A warning asks for a separate import."""
    source = archive(tmp_path / "all.zip", **{name: text, "bo_vcf": CARD.format(name="Bo", email="b@x.org")})
    reading = importers.recognise(source)
    items = list(reading.items())
    assert [item.name for item in items if isinstance(item, Record)] == ["Li Wei"]
    assert [item for item in items if isinstance(item, Member | Remark) and item.file == "bo.vcf"] == [
        Member("bo.vcf", "does not come from this network"),
        Remark("member_unread", f"bo.vcf belongs to no {reading.network} export: import it by itself", "bo.vcf"),
    ]


def test_a_table_may_explain_another_of_the_archive(tmp_path: Path) -> None:
    """Tables of nodes and of edges in one archive share their people."""
    nodes, edges = "Id,Label\n1,Ana\n2,Ben\n", "Source,Target\n1,2\n"
    items = [*archives.read(archive(tmp_path / "g.zip", **{"edges.csv": edges, "nodes.csv": nodes}))]
    keys = {item.name: item.key for item in items if isinstance(item, Record)}
    assert [*keys] == ["Ana", "Ben"]
    assert [(item.a, item.b) for item in items if isinstance(item, Said)] == [(keys["Ana"], keys["Ben"])]
