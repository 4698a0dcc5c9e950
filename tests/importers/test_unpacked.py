"""Tar archives and unpacked folders are read like zip archives."""

from __future__ import annotations

import io
import json
import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from netcli.errors import BadInput
from netcli.importers import recognise
from netcli.importers.places import Place, Skipped, of_path, of_pipe, places
from netcli.importers.source import Source
from netcli.records import Record

CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Zoé,Exemple,https://www.linkedin.com/in/zoe,,Dupuis,Directrice,05 Mar 2024\n"
)
INVITATIONS = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\nEND:VCARD\n"


def tar(path: Path, mode: str, files: dict[str, str], *others: tarfile.TarInfo) -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]  # only a literal mode fits
        for name, text in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
        for info in others:
            archive.addfile(info)
    return path


def link(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def names(source: Source) -> list[str | None]:
    return [item.name for item in recognise(source).items() if isinstance(item, Record)]


@pytest.mark.parametrize(
    ("end", "mode"), [("tgz", "w:gz"), ("tar.gz", "w:gz"), ("tar.bz2", "w:bz2"), ("tar.xz", "w:xz"), ("tar", "w")]
)
def test_a_tar_archive_is_read_as_a_zip_is(tmp_path: Path, end: str, mode: str) -> None:
    """A tar archive may be compressed in any way, or come from a pipe."""
    files = {"./Takeout/Contacts/All/a.vcf": CARD.format("Zoé"), "Takeout/Contacts/All/b.vcf": CARD.format("Paul")}
    path = tar(tmp_path / f"takeout.{end}", mode, files)
    for source in (of_path(path), of_pipe("-", path.read_bytes())):
        assert [member.name for member in source.members] == [
            "Takeout/Contacts/All/a.vcf",
            "Takeout/Contacts/All/b.vcf",
        ]
        assert names(source) == ["Zoé", "Paul"]
        assert recognise(source).network == "vcard"


@pytest.mark.parametrize("name", ["../a.vcf", "/etc/a.vcf", "a/../../b.vcf", "C:\\a.vcf"])
def test_a_member_that_leads_out_makes_the_archive_unusable(tmp_path: Path, name: str) -> None:
    """If one member's path leads out of the archive, no member is read."""
    with pytest.raises(BadInput, match="points outside the archive"):
        of_path(tar(tmp_path / "a.tgz", "w:gz", {"good.vcf": CARD.format("Zoé"), name: CARD.format("Paul")}))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(name, CARD.format("Paul"))
    with pytest.raises(BadInput, match="points outside the archive"):
        of_path(tmp_path / "a.zip")


def test_what_is_no_file_is_skipped(tmp_path: Path) -> None:
    """Links, pipes and devices are reported as skipped. The files beside them are read."""
    others = (
        link("to.vcf", tarfile.SYMTYPE, "/etc/passwd"),
        link("hard.vcf", tarfile.LNKTYPE, "a.vcf"),
        link("pipe", tarfile.FIFOTYPE),
        link("null", tarfile.CHRTYPE),
    )
    path = tar(tmp_path / "a.tgz", "w:gz", {"a.vcf": CARD.format("Zoé")}, *others)
    place, *skipped = places(str(path))
    assert isinstance(place, Place)
    assert names(place.source) == ["Zoé"]
    assert skipped == [
        Skipped(f"{path}/to.vcf", "this is a link, not a file"),
        Skipped(f"{path}/hard.vcf", "this is a link, not a file"),
        Skipped(f"{path}/pipe", "this is a pipe, not a file"),
        Skipped(f"{path}/null", "this is a device, not a file"),
    ]


def test_a_link_in_a_zip_is_skipped(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("to.vcf")
        info.create_system, info.external_attr = 3, 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
        archive.writestr("a.vcf", CARD.format("Zoé"))
    assert of_path(path).skipped == (("to.vcf", "this is a symbolic link, not a file"),)


def test_a_damaged_tar_is_told(tmp_path: Path) -> None:
    """A truncated tar archive is reported as damaged. A decompression bomb is refused.

    A single compressed file is not an archive.
    """
    path = tar(tmp_path / "a.tgz", "w:gz", {"a.vcf": os.urandom(5000).hex()})
    (tmp_path / "cut.tgz").write_bytes(path.read_bytes()[:3000])
    with pytest.raises(BadInput, match="damaged"):
        of_path(tmp_path / "cut.tgz")
    import gzip

    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(b"Name,Email\nZoe,zoe@example.org\n"))
    assert of_path(tmp_path / "a.csv.gz").members == ()
    bomb = tar(tmp_path / "bomb.tar.bz2", "w:bz2", {"a.vcf": "0" * (12 << 20)})
    with pytest.raises(BadInput, match="bomb"):
        of_path(bomb)


def unpacked(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


THREAD = json.dumps(
    {
        "participants": [{"name": "Zoe"}, {"name": "Moi"}],
        "messages": [{"sender_name": "Zoe", "timestamp_ms": 1_710_000_000_000, "content": "x"}],
        "title": "Zoe",
        "thread_path": "inbox/zoe_1",
    }
)
RESULT = json.dumps({"chats": {"list": []}, "contacts": {"list": [{"first_name": "Zoé", "phone_number": "00336"}]}})


@pytest.mark.parametrize(
    ("name", "files", "network"),
    [
        pytest.param(
            "Basic_LinkedInDataExport_03-05-2024",
            {"Connections.csv": CONNECTIONS, "Invitations.csv": INVITATIONS, "Rich_Media.csv": "Date\n"},
            "linkedin",
            id="linkedin",
        ),
        pytest.param(
            "Takeout", {"Contacts__All Contacts__a.vcf": CARD.format("Zoé"), "Drive__a.txt": "x"}, "vcard", id="takeout"
        ),
        pytest.param(
            "facebook-moi",
            {"friends__friends.json": '{"friends_v2": []}', "messages__inbox__zoe_1__message_1.json": THREAD},
            "facebook",
            id="facebook",
        ),
        pytest.param(
            "DataExport_2024-03-05", {"result.json": RESULT, "chats__chat_1__photo.jpg": ""}, "telegram", id="telegram"
        ),
        pytest.param(
            "WhatsApp Chat - Zoé",
            {"_chat.txt": "[12/03/2024 10:11:12] Zoé: hoi", "Paul.vcf": CARD.format("Paul")},
            "whatsapp",
            id="whatsapp",
        ),
        pytest.param(
            "instagram-moi",
            {
                "connections__followers_and_following__following.json": json.dumps(
                    {"relationships_following": [{"title": "zoe_x", "string_list_data": [{"value": "zoe_x"}]}]}
                ),
                "personal_information__x.json": "{}",
            },
            "instagram",
            id="instagram",
        ),
    ],
)
def test_an_unpacked_archive_is_one(tmp_path: Path, name: str, files: dict[str, str], network: str) -> None:
    """An unpacked archive is imported as one archive. The archive gets the folder's name."""
    folder = unpacked(tmp_path / name, **files)
    (place,) = places(str(folder))
    assert isinstance(place, Place)
    assert (place.archive, recognise(place.source).network) == (name, network)
    (inside,) = places(str(tmp_path))
    assert isinstance(inside, Place)
    assert (inside.name, inside.optional) == (str(folder), True)
    (copy,) = places(str(unpacked(tmp_path / "elsewhere" / name, **files)))
    assert isinstance(copy, Place)
    assert copy.sha256() == place.sha256()


@pytest.mark.parametrize(
    "files",
    [
        {"Connections.csv": CONNECTIONS, "contacts.vcf": CARD.format("Zoé")},
        {"Connections.csv": CONNECTIONS, "Invitations.csv": INVITATIONS, "contacts.vcf": CARD.format("Zoé")},
        {"result.json": RESULT, "contacts.vcf": CARD.format("Zoé")},
        {"messages__a.vcf": CARD.format("Zoé"), "b.vcf": CARD.format("Paul")},
    ],
)
def test_a_folder_of_ones_own_is_walked(tmp_path: Path, files: dict[str, str]) -> None:
    """If a folder is not an unpacked archive, each file is imported separately."""
    found = [*places(str(unpacked(tmp_path / "exports", **files)))]
    assert sorted(place.name for place in found if isinstance(place, Place)) == sorted(
        str(tmp_path / "exports" / name.replace("__", "/")) for name in files
    )


def test_a_link_in_an_unpacked_archive_is_skipped(tmp_path: Path) -> None:
    """A symbolic link may lead anywhere, so it is skipped."""
    folder = unpacked(tmp_path / "Takeout", **{"Contacts__a.vcf": CARD.format("Zoé")})
    (folder / "Contacts" / "b.vcf").symlink_to("/etc/passwd")
    place, skipped = places(str(folder))
    assert isinstance(place, Place)
    assert skipped == Skipped(f"{folder}/Contacts/b.vcf", "this is a symbolic link, not a file")
