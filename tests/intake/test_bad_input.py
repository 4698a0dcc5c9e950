"""Tests of bad files and bad books."""

from __future__ import annotations

import base64
import contextlib
import gc
import hashlib
import io
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ..running import EXAMPLES, Netcli

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
LINKEDIN = (EXAMPLES / "linkedin" / "Connections.csv").read_text(encoding="utf-8")


def _zipped(**members: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(f"{name}.csv", text)
    return stream.getvalue()


def _encrypted() -> bytes:
    """Return an archive that claims to be encrypted."""
    data = bytearray(_zipped(Connections=LINKEDIN))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    return bytes(data)


FILES: dict[str, tuple[str, bytes, int]] = {
    "an empty file": ("people.csv", b"", 65),
    "a picture called .csv": ("people.csv", PNG, 65),
    "a picture": ("photo.png", PNG, 65),
    "a truncated archive": ("export.zip", _zipped(Connections=LINKEDIN)[:-60], 65),
    "an encrypted archive": ("export.zip", _encrypted(), 65),
    "an archive that leads out of itself": ("export.zip", _zipped(**{"../Connections": LINKEDIN}), 65),
    "an archive of nothing we know": ("export.zip", _zipped(notes="hello"), 65),
    "an unknown header": ("people.csv", b"shoe,size\nred,42\n", 65),
    "a header without rows": ("people.csv", b"name,email\n", 65),
    "LinkedIn's header without rows": (
        "Connections.csv",
        b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n",
        65,
    ),
    "blanks": ("people.csv", b" \n\n\t\n", 65),
    "NULs": ("people.csv", b"\x00" * 4096, 65),
    "half a JSON": ("result.json", b'{"schema": "netcli.export/1", "result": {"me": 1, "peop', 65),
    "JSON of something else": ("result.json", b'{"weather": "fine"}', 65),
    "a deep JSON": ("result.json", b"[" * 100_000, 65),
    "a card cut short": ("card.vcf", b"BEGIN:VCARD\n", 65),
}


@pytest.mark.parametrize(("name", "content", "code"), FILES.values(), ids=list(FILES))
def test_a_bad_file_changes_nothing(village: Netcli, tmp_path: Path, name: str, content: bytes, code: int) -> None:
    """The error is one line with the file's name, and the book does not change."""
    path = tmp_path / name
    path.write_bytes(content)
    before = _fingerprint(village.db)
    outcome = village("import", path)
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (code, "", 1)
    assert name in outcome.err
    assert "; " in outcome.err
    assert _fingerprint(village.db) == before


@pytest.mark.parametrize("pictures", [0, 3], ids=["empty", "pictures"])
def test_a_folder_of_nothing(village: Netcli, tmp_path: Path, pictures: int) -> None:
    """An empty folder or a folder of pictures is refused."""
    folder = tmp_path / "folder"
    folder.mkdir()
    for number in range(pictures):
        (folder / f"{number}.png").write_bytes(PNG)
    before = _fingerprint(village.db)
    outcome = village("import", folder)
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (65, "", 1)
    assert _fingerprint(village.db) == before


def test_a_broken_row_costs_only_itself(book: Netcli, tmp_path: Path) -> None:
    """If one row of LinkedIn's file is torn, the other rows are imported."""
    lines = LINKEDIN.splitlines(keepends=True)
    header = next(number for number, line in enumerate(lines) if line.startswith("First Name"))
    torn = [*lines[: header + 2], '"Torn,Row\n', *lines[header + 2 :]]
    whole, broken = tmp_path / "Connections.csv", tmp_path / "torn" / "Connections.csv"
    broken.parent.mkdir()
    whole.write_text(LINKEDIN, encoding="utf-8")
    broken.write_text("".join(torn), encoding="utf-8")
    [expected] = book.ok("import", whole, "--dry-run", "--yes")["result"]
    [entry] = book.ok("import", broken, "--yes")["result"]
    assert (entry["people"], entry["links"]) == (expected["people"], expected["links"])
    assert [(row["line"], row["row"]) for row in entry["rejected"]][-1:] == [(header + 3, '"Torn,Row')]


def test_a_bad_file_stops_no_other(book: Netcli, tmp_path: Path) -> None:
    """A bad file does not stop the import of a good file."""
    bad = tmp_path / "photo.png"
    bad.write_bytes(PNG)
    outcome = book("import", bad, EXAMPLES / "csv" / "people.csv", "--json")
    failed, done = outcome.json()["result"]
    assert (outcome.code, outcome.err, failed["error"]["exit"], done["batch"]) == (65, "", 65, 1)
    assert book.ok("imports")["result"][0]["file"].endswith("people.csv")


def _garbage(path: Path) -> None:
    path.write_bytes(b"no book at all, but words" * 400)


def _foreign(path: Path) -> None:
    path.unlink()
    with contextlib.closing(sqlite3.connect(path)) as other, other:
        other.execute("CREATE TABLE person (id INTEGER)")
    other.close()


def _newer(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as other, other:
        other.execute("PRAGMA user_version = 99")
    other.close()


def _truncated(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2 - len(data) // 2 % 4096])


def _torn(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))


DAMAGES = {"garbage": _garbage, "another program's": _foreign, "newer": _newer, "truncated": _truncated, "torn": _torn}
QUESTIONS = (
    ("list",),
    ("path", "me", "Sophie Durand"),
    ("show", "me"),
    ("export",),
    ("check",),
    ("where",),
    ("add", "Bo"),
    ("undo",),
)


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=list(DAMAGES))
def test_a_bad_book_is_refused(village: Netcli, damage: Callable[[Path], None]) -> None:
    """If the book is damaged, every command is refused and the book stays unchanged."""
    damage(village.db)
    before = _fingerprint(village.db)
    for words in QUESTIONS:
        outcome = village(*words, "--json")
        assert (outcome.code, outcome.out, outcome.err.count("\n")) == (65, "", 1), words
        assert outcome.error()["hint"]
        assert _fingerprint(village.db) == before


def test_a_book_with_a_trigger_is_not_written(village: Netcli) -> None:
    """If the book contains a foreign trigger, no command writes to the book. `netcli check` reports the trigger."""
    with contextlib.closing(sqlite3.connect(village.db)) as other, other:
        other.execute("CREATE TRIGGER evil AFTER INSERT ON person BEGIN DELETE FROM person; END")
    other.close()
    before = _fingerprint(village.db)
    for words in (("add", "Bo"), ("import", EXAMPLES), ("undo",)):
        outcome = village(*words, "--json")
        assert (outcome.code, outcome.out, outcome.err.count("\n")) == (65, "", 1), words
    outcome = village("check", "--json")
    what = 'a trigger that netcli did not make; to delete it: DROP TRIGGER "evil"'
    problem = {"code": "foreign", "what": what, "person": None, "mendable": False}
    assert (outcome.code, outcome.json()["result"]) == (65, {"problems": [problem], "repaired": 0})
    assert (village("list").code, _fingerprint(village.db)) == (0, before)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs the list of open files")
@pytest.mark.parametrize(
    "members", [{"notes.txt": "hello"}, {"net.graphml": "<graphml><node"}], ids=["unknown", "not valid XML"]
)
def test_a_refused_archive_is_closed_at_once(book: Netcli, tmp_path: Path, members: dict[str, str]) -> None:
    """A refused import closes its files itself. The garbage collector need not run."""
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    gc.disable()
    try:
        code = book("import", path).code
        still_open = [each.resolve() for each in Path("/proc/self/fd").iterdir()].count(path.resolve())
    finally:
        gc.enable()
    assert (code, still_open) == (65, 0)


def test_an_empty_file_is_no_book(netcli: Netcli) -> None:
    """Commands refuse an empty file. `netcli init` turns the file into a book."""
    netcli.db.parent.mkdir()
    netcli.db.touch()
    assert netcli("list").code == 66
    assert netcli("add", "Bo").code == 66
    assert netcli.db.stat().st_size == 0
    netcli.ok("init", "--me", "Zoé")


def test_a_folder_is_no_book(netcli: Netcli) -> None:
    """All commands refuse a book that is a folder."""
    netcli.db.mkdir(parents=True)
    for words in (("list",), ("add", "Bo"), ("init", "--me", "Zoé")):
        assert netcli(*words).code == 65


def _fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
