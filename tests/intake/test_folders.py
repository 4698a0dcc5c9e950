"""Tests of folders as they are on real disks."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ..running import Netcli

ADA = "Name,E-mail\nAda Neumann,ada@example.org\n"
BO = "Name,E-mail\nBo Berg,bo@example.org\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A fixture: a folder with Ada's file and a subfolder with Bo's file."""
    folder = tmp_path / "exports"
    (folder / "sub").mkdir(parents=True)
    (folder / "ada.csv").write_text(ADA)
    (folder / "sub" / "bo.csv").write_text(BO)
    return folder


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(path.parent)  # the name of a socket may be 107 bytes
        try:
            listener.bind(path.name)
        finally:
            os.chdir(here)


@pytest.mark.parametrize(
    ("name", "make", "why"),
    [
        pytest.param("gone.csv", lambda path: path.symlink_to("nowhere.csv"), "this is a broken symbolic link", id="d"),
        pytest.param(
            "loop.csv", lambda path: path.symlink_to(path.name), "this is a broken symbolic link", id="itself"
        ),
        pytest.param("pipe.csv", os.mkfifo, "this is a pipe, not a file", id="pipe"),
        pytest.param("s.csv", _socket, "this is a socket, not a file", id="socket"),
        pytest.param(
            "sub/up",
            lambda path: path.symlink_to(".."),
            "this link leads to a folder that was already read",
            id="round",
        ),
        pytest.param(
            "out",
            lambda path: path.symlink_to("../.."),
            "this link leads to a folder that was already read",
            id="above",
        ),
        pytest.param(
            "twice",
            lambda path: path.symlink_to("sub"),
            "this link leads to a folder that was already read",
            id="again",
        ),
    ],
)
def test_what_cannot_be_read_is_skipped(
    book: Netcli, folder: Path, name: str, make: Callable[[Path], None], why: str
) -> None:
    """The warning names the skipped file or folder. Ada and Bo are imported."""
    make(folder / name)
    told = book.ok("import", folder)
    assert [entry["people"]["new"] for entry in told["result"]] == [1, 1]
    assert told["warnings"] == [
        {"code": "skipped", "file": str(folder / name), "line": None, "message": f"skipped: {why}"}
    ]


@pytest.mark.parametrize("name", [b"caf\xe9.csv", b"caf\xe9"])
def test_a_name_that_is_not_utf8(book: Netcli, folder: Path, name: bytes) -> None:
    """A file or folder whose name is not UTF-8 is skipped with a warning."""
    strange = Path(os.fsdecode(os.fsencode(folder) + b"/" + name))
    strange.write_text(ADA) if strange.suffix else strange.mkdir()
    told = book.ok("import", folder)
    assert len(told["result"]) == 2
    assert [warning["file"] for warning in told["warnings"]] == [f"{folder}/{name.decode(errors='backslashreplace')}"]


def test_a_folder_of_nothing_that_can_be_read(book: Netcli, tmp_path: Path) -> None:
    """A folder without readable files is refused."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "gone").symlink_to("nowhere")
    outcome = book("import", tmp_path / "empty", "--json")
    assert (outcome.code, outcome.error()["code"]) == (65, "unknown_file")


@contextmanager
def _pipe(data: bytes) -> Iterator[str]:
    """Yield the path of a pipe that contains *data*."""
    reading, writing = os.pipe()
    os.write(writing, data)
    os.close(writing)
    try:
        yield f"/dev/fd/{reading}"
    finally:
        os.close(reading)


def test_a_pipe_is_read_once(book: Netcli) -> None:
    """A pipe can be imported, although its bytes can be read only once."""
    with _pipe(ADA.encode()) as first, _pipe(ADA.encode()) as second:
        told = book.ok("import", first)["result"][0]
        assert (told["used"], told["people"]["new"], told["repeated"]) == (1, 1, False)
        assert book.ok("import", second)["result"][0]["repeated"] is True


def test_what_holds_nothing_is_refused(book: Netcli) -> None:
    """The error says what the path is: an empty pipe, or a device."""
    with _pipe(b"") as empty:
        assert book("import", empty).err == f"netcli: {empty} is empty; pipe an export into this command\n"
    device = (
        "netcli: /dev/null is a device, not a file; give the path of an export file, or pipe an export in: "
        "netcli import -\n"
    )
    assert book("import", "/dev/null").err == device
