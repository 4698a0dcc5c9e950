"""`netcli lock` and `netcli unlock` encrypt and decrypt the book and its copies."""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path
from typing import Any, Final

import pytest

from netcli.store import connection, lock

from ..running import Netcli

pytestmark = pytest.mark.slow  # by design, a passphrase costs a second or more each time

SECRET: Final = "correct horse, battery"


@pytest.fixture
def locked(village: Netcli) -> Netcli:
    """A fixture: the village as a locked book with a backup."""
    pytest.importorskip("pyrage")
    secret = _secret(village)
    secret.write_text(f"{SECRET}\nnot this line\n")
    village.ok("backup")
    village.db.with_name("netcli.db.view.html").write_text("<p>Sophie Durand</p>")
    result = village.ok("lock", "--passphrase-file", secret)["result"]
    copy = f"{village.db}.20261123T100000Z.backup"
    assert result == {"file": str(village.db), "locked": True, "backups": 1, "files": [copy]}
    return village


def _secret(book: Netcli) -> Path:
    return book.db.parent.parent / "secret"


def _files(book: Netcli) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in book.db.parent.iterdir()}


def test_nobody_reads_a_locked_book(locked: Netcli) -> None:
    """No file in a locked book's folder contains a name. Only the owner can read the files."""
    assert [name for name, content in _files(locked).items() if b"Sophie" in content or b"SQLite" in content] == []
    modes = {oct(path.stat().st_mode & 0o777) for path in locked.db.parent.iterdir()}
    assert (modes, sorted(_files(locked))) == (
        {"0o600"},
        ["netcli.db", "netcli.db.20261123T100000Z.backup", "netcli.db.key", "netcli.db.lock"],
    )


@pytest.mark.parametrize("words", [("list",), ("add", "Bo"), ("check",), ("init", "--me", "Bo"), ("compact",)])
def test_a_locked_book_says_what_to_do(village: Netcli, words: tuple[str, ...]) -> None:
    """Commands refuse a locked book, suggest `netcli unlock` and write nothing."""
    village.db.write_bytes(connection.ENCRYPTED + b"...")
    outcome = village(words[0], "--json", *words[1:])
    assert (outcome.code, outcome.error()["code"]) == (77, "locked")
    assert outcome.error()["hint"] == "to unlock the book with its passphrase: netcli unlock"
    assert [*_files(village)] == ["netcli.db"]


def test_it_opens_as_it_was(locked: Netcli, village: Netcli) -> None:
    """Only the right passphrase opens the book and the backup."""
    secret, before = _secret(locked), _files(locked)
    other = secret.with_name("other")
    other.write_text("incorrect horse")
    outcome = locked("unlock", "--json", "--passphrase-file", other)
    assert (outcome.code, outcome.error()["code"], _files(locked)) == (77, "wrong_passphrase", before)
    result = locked.ok("unlock", "--passphrase-file", secret)["result"]
    copy = f"{locked.db}.20261123T100000Z.backup"
    assert result == {"file": str(locked.db), "locked": False, "backups": 1, "files": [copy]}
    assert sorted(_files(locked)) == ["netcli.db", "netcli.db.20261123T100000Z.backup", "netcli.db.lock"]
    assert Netcli(locked.db.with_name("netcli.db.20261123T100000Z.backup")).export() == locked.export()
    assert locked.ok("check")["result"]["problems"] == []
    locked.ok("add", "Ana Gomes")


@pytest.mark.parametrize(("refusals", "code"), [(3, 0), (lock.TRIES, 75)])
def test_a_busy_computer_makes_no_passphrase_wrong(
    locked: Netcli, monkeypatch: pytest.MonkeyPatch, refusals: int, code: int
) -> None:
    """If the computer is too busy, netcli tries several times and then exits with 75."""
    import pyrage

    answers, decrypt = iter([pyrage.DecryptError(f"{lock.EXCESSIVE} parameter")] * refusals), pyrage.passphrase.decrypt

    def refuse(*given: Any) -> Any:
        for error in answers:
            raise error
        return decrypt(*given)

    monkeypatch.setattr(pyrage.passphrase, "decrypt", refuse)
    monkeypatch.setattr(lock, "TRY_SECONDS", 0)
    outcome = locked("unlock", "--json", "--passphrase-file", _secret(locked))
    assert (outcome.code, connection.is_locked(locked.db)) == (code, code != 0)


def test_the_passphrase_may_come_from_an_open_file(locked: Netcli) -> None:
    """`--passphrase-fd` reads the passphrase from an open file."""
    with _secret(locked).open() as secret:
        locked.ok("unlock", "--passphrase-fd", str(secret.fileno()))
    assert locked.ok("where")["result"]["people"] == 8


def test_what_was_not_finished_is_finished_by_the_same_passphrase(locked: Netcli) -> None:
    """A second `netcli lock` encrypts remaining backups, but only with the same passphrase."""
    secret = _secret(locked)
    copy = locked.db.with_name("netcli.db.20261124T100000Z.backup")
    copy.write_bytes(b"not encrypted yet")
    other = secret.with_name("other")
    other.write_text("incorrect horse")
    assert locked("lock", "--passphrase-file", other).code == 77
    assert locked.ok("lock", "--passphrase-file", secret)["result"]["backups"] == 1
    assert copy.read_bytes().startswith(connection.ENCRYPTED)


def _opened_by_passphrase(content: bytes) -> bytes:
    """Decrypt *content* with pyrage and the passphrase, without netcli's code.

    On a busy computer, pyrage may refuse several times, so the function tries again.
    """
    import pyrage

    for _ in range(lock.TRIES):
        try:
            opened: bytes = pyrage.passphrase.decrypt(content, SECRET)
        except pyrage.DecryptError as error:
            if not str(error).startswith(lock.EXCESSIVE):
                raise
            time.sleep(lock.TRY_SECONDS)
        else:
            return opened
    pytest.fail("pyrage finds this computer too busy")


def test_other_programs_open_the_files(locked: Netcli) -> None:
    """Other programs for the `age` format can decrypt the key and the book."""
    pyrage = pytest.importorskip("pyrage")
    key = _opened_by_passphrase(locked.db.with_name("netcli.db.key").read_bytes())
    book = pyrage.decrypt(locked.db.read_bytes(), [pyrage.x25519.Identity.from_str(key.decode())])
    assert book.startswith(b"SQLite format 3")


def test_without_a_terminal_nobody_is_asked(village: Netcli) -> None:
    """Without a terminal, `netcli lock` suggests `--passphrase-file`. An empty passphrase is refused."""
    before = _files(village)
    outcome = village("lock", "--json")
    assert (outcome.code, "--passphrase-file" in outcome.error()["hint"]) == (2, True)
    empty = _secret(village)
    empty.write_text("\n")
    assert (village("lock", "--passphrase-file", empty).code, _files(village)) == (2, before)


def test_without_the_extra_it_is_named(village: Netcli, monkeypatch: pytest.MonkeyPatch) -> None:
    """If pyrage is not installed, `netcli lock` names the extra to install."""
    monkeypatch.setitem(sys.modules, "pyrage", None)
    secret, before = _secret(village), _files(village)
    secret.write_text(SECRET)
    outcome = village("lock", "--json", "--passphrase-file", secret)
    assert (outcome.code, "[lock]" in outcome.error()["hint"], _files(village)) == (69, True, before)


def test_locking_can_be_tried_and_says_that_there_is_no_way_back(village: Netcli) -> None:
    """A dry run of `netcli lock` writes nothing.

    `netcli lock` and `netcli unlock` begin with a warning that `netcli undo` cannot reverse the command.
    """
    pytest.importorskip("pyrage")
    before = _files(village)
    assert village.ok("lock", "--dry-run")["result"] == {
        "file": str(village.db),
        "locked": True,
        "backups": 0,
        "files": [],
    }
    assert village.ok("unlock")["result"] == {"file": str(village.db), "locked": False, "backups": 0, "files": []}
    assert _files(village) == before
    secret = _secret(village)
    secret.write_text(SECRET)
    assert [village(word, "--passphrase-file", secret).err.splitlines()[0] for word in ("lock", "unlock")] == [
        "without the passphrase, nobody can open the book again; netcli undo cannot reverse this",
        "whoever can read the file can then read the book; netcli undo cannot reverse this",
    ]


def test_a_wrong_passphrase_announces_nothing(locked: Netcli) -> None:
    """If the passphrase is wrong, `netcli unlock` does not say what it would have done."""
    secret = _secret(locked)
    secret.write_text("wrong")
    outcome = locked("unlock", "--passphrase-file", secret)
    assert (outcome.code, outcome.err.splitlines()) == (
        77,
        ["netcli: the passphrase is wrong; try again; without the passphrase, nobody can open the book"],
    )


def test_another_book_beside_it_stays_open(village: Netcli) -> None:
    """`netcli lock` does not encrypt another copy in the folder."""
    pytest.importorskip("pyrage")
    village.ok("backup")
    other = Netcli(village.db.with_name("other.db"))
    shutil.copy(village.db, other.db)
    secret, before = _secret(village), other.db.read_bytes()
    secret.write_text(SECRET)
    outcome = village("lock", "--passphrase-file", secret)
    assert f"and 1 backup ({village.db.name}.20261123T100000Z.backup)" in " ".join(outcome.err.split())
    said = f"{other.db}: this is another copy of the book and is not locked"
    assert (said in " ".join(outcome.err.split()), outcome.code) == (True, 0)
    assert (other.db.read_bytes(), other.ok("where")["result"]["people"]) == (before, 8)


def test_a_backup_that_the_user_named_is_locked_and_unlocked(village: Netcli) -> None:
    """`netcli lock` and `netcli unlock` include a backup that the user named."""
    pytest.importorskip("pyrage")
    named = village.db.with_name("mine.sqlite")
    village.ok("backup", named)
    before = named.read_bytes()
    secret = _secret(village)
    secret.write_text(SECRET)
    assert village.ok("lock", "--passphrase-file", secret)["result"]["files"] == [str(named)]
    assert connection.is_locked(named)
    village.ok("unlock", "--passphrase-file", secret)
    assert named.read_bytes() == before


def test_another_locked_book_beside_it_stays_locked(locked: Netcli) -> None:
    """`netcli unlock` does not unlock a copy that has its own key file."""
    own, keyless = (locked.db.with_name(name) for name in ("own.db", "keyless.db"))
    for copy in (own, keyless):
        shutil.copy(locked.db, copy)
    shutil.copy(connection.key_of(locked.db), connection.key_of(own))
    files = locked.ok("unlock", "--passphrase-file", _secret(locked))["result"]["files"]
    assert files == [str(keyless), f"{locked.db}.20261123T100000Z.backup"]
    assert connection.is_locked(own)


def test_locking_again_says_so(locked: Netcli) -> None:
    """A second `netcli lock` only reports that the book is already locked."""
    before = _files(locked)
    outcome = locked("lock")
    assert (outcome.code, " ".join(outcome.err.split())) == (0, f"{locked.db} is already locked")
    tried = locked("lock", "--dry-run")
    assert (" ".join(tried.err.split()), _files(locked)) == (f"{locked.db} is already locked; nothing written", before)


def test_a_locked_book_without_its_key_gets_no_other(locked: Netcli) -> None:
    """If the key of a locked book is missing, `netcli lock` makes no new key."""
    key = connection.key_of(locked.db)
    key.unlink()
    locked.db.with_name("netcli.db.20261124T100000Z.backup").write_bytes(b"not encrypted yet")
    outcome = locked("lock", "--json", "--passphrase-file", _secret(locked))
    assert (outcome.code, key.exists()) == (65, False)
    assert outcome.error()["message"] == f"the key {key} is missing"


def test_where_a_locked_book_is_can_be_asked(village: Netcli) -> None:
    """`netcli where` reports a locked book's path and size."""
    village.db.write_bytes(connection.ENCRYPTED + b"...")
    answer = village.ok("where")
    size = village.db.stat().st_size
    place = {"book": str(village.db), "from": "environment", "bytes": size}
    assert answer["result"] == place | {"version": None, "people": None, "links": None}
    assert [each["code"] for each in answer["warnings"]] == ["locked"]
    assert village("where").out == f"{village.db}\n0.0 MiB; named by NETCLI_DB\n"
