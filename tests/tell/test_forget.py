"""Tests of `netcli forget`, which leaves no trace of a person."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest
from sqlmodel import SQLModel

from netcli.store import forget, history, schema

from ..running import Netcli

PEOPLE: Final = """name,email,phone,company,tag,note
Séverine O'Neil,severine@one.example,+33 6 12 34 56 78,Nordwind,energy,
Bo Berg,bo@one.example,,Nordwind,friends of Severine O'Neil,old friend of séverine o'neil
Marie Martin,,,Dupuis,,
"""
CHAT: Final = """12/03/24, 09:15 - Séverine O'Neil: hello
12/03/24, 09:16 - Zoé Exemple: hello
13/03/24, 09:16 - Zoé Exemple: again
"""
SPELLINGS: Final = ("Séverine O'Neil", "Severine O'Neil", "severine o neil", "O'Neil_Severine", "severine@one.example")
SPELT: Final = (*SPELLINGS, "612345678", "séverine o", "neil séverine")
"""Texts that may identify the forgotten person in a file."""


KILLED: Final = """
import os, sqlite3, sys
from functools import partial

class Killed(sqlite3.Connection):
    def execute(self, sql, *values):
        if sql == "VACUUM" and super().execute("PRAGMA database_list").fetchone()[2] == os.environ["NETCLI_DB"]:
            os._exit(9)
        return super().execute(sql, *values)

sqlite3.connect = partial(sqlite3.connect, factory=Killed)
from netcli.cli import app
app.main(sys.argv[1:])
"""
"""A program that runs netcli and ends just before the book is rewritten."""


@pytest.fixture
def told(netcli: Netcli, _told: Path) -> Netcli:
    """A book that mentions Séverine in every possible place, with two backups."""
    shutil.copytree(_told, netcli.db.parent.parent, dirs_exist_ok=True)
    return netcli


@pytest.fixture(scope="module")
def _told(tmp_path_factory: pytest.TempPathFactory, _begun: Path) -> Path:
    """A fixture: the path of the original folder for the fixture `told`."""
    folder = tmp_path_factory.mktemp("told")
    book = Netcli(folder / "book" / "netcli.db").begin_with(_begun)
    (folder / "people.csv").write_text(PEOPLE, "utf-8")
    (folder / "WhatsApp Chat with Séverine O'Neil.txt").write_text(CHAT, "utf-8")
    (folder / "O'Neil_Severine.csv").write_text("name,email\nAna Gomes,ana@one.example\n", "utf-8")
    book.ok("import", folder / "people.csv")
    book.ok("import", folder / "WhatsApp Chat with Séverine O'Neil.txt", folder / "O'Neil_Severine.csv")
    book.ok("merge", "id:2", "id:5")
    book.ok("backup")
    book.ok("link", "Séverine O'Neil", "Bo Berg", "--kind", "friend")
    book.ok("edit", "Séverine O'Neil", "--alias", "sev", "--note", "allergic to nuts", "--city", "Lyon")
    book.ok("link", "Séverine O'Neil", "Tea Tam", "--create")
    book.ok("intro", "asked", "Tea Tam", "--via", "Séverine O'Neil")
    book.ok("met", "Séverine O'Neil", "--on", "2026-11-01", "--note", "with Séverine O'Neil alone")
    book.ok(
        "met", "Séverine O'Neil", "Bo Berg", "--on", "2026-11-02", "--note", "Severine O'Neil paid", "--know-each-other"
    )
    book.ok("favour", "Séverine O'Neil", "given", "proofread her thesis")
    book.ok("add", "Séverine Oneill", "--email", "sev@two.example")
    book.ok("merge", "email:severine@one.example", "email:sev@two.example")
    book.ok("backup", folder / "far.db")
    book.ok("distinct", "email:severine@one.example", "Marie Martin")
    book.ok("edit", "Bo Berg", "--city", "Lille")
    book.db.with_name(book.db.name + ".view.html").write_text("<p>Séverine O'Neil</p>")
    return folder


def _bytes(book: Netcli) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(book.db.parent.rglob("*")) if path.is_file()).lower()


def _spelt(content: bytes, *words: str) -> list[str]:
    found = [word for word in words for text in (word, word.lower(), word.upper()) if text.encode().lower() in content]
    wide = [word for word in words if word.encode("utf-16-le").lower() in content]
    return [*dict.fromkeys([*found, *wide])]


def test_no_file_beside_the_book_names_them(told: Netcli) -> None:
    """After `netcli forget`, no file beside the book contains the person's name or address."""
    assert len(_spelt(_bytes(told), *SPELT)) > 5
    answer = told.ok("forget", "Séverine O'Neil", "--notes", "--yes")
    assert answer["result"] | {"people": [each["id"] for each in answer["result"]["people"]]} == {
        "changed": 15,
        "people": [2],
        "links": [],
        "undo": None,
        "gone": {"records": 4, "evidence": 8, "links": 3, "images": 18, "backups": 1},
    }
    assert [each["code"] for each in answer["warnings"]] == ["elsewhere", "backup"]
    assert _spelt(_bytes(told), *SPELT, "allergic to nuts", "sev@two", "@sev", "thesis") == []
    assert told.ok("check")["result"] == {"problems": [], "repaired": 0}


def test_who_is_forgotten_is_gone_once_it_is_acknowledged(told: Netcli) -> None:
    """If `netcli forget` is killed near its end, no file contains the person's name."""
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, "forget", "Séverine O'Neil", "--notes", "--yes"],
        env=told.surroundings(),
        capture_output=True,
        check=False,
    )
    assert (killed.returncode, killed.stdout) == (9, b"")
    assert _spelt(_bytes(told), *SPELT, "allergic to nuts", "sev@two", "@sev", "thesis") == []


def test_what_a_killed_command_left_is_gone(told: Netcli) -> None:
    """`netcli forget` deletes drafts that a killed command left beside the book."""
    left = {name: told.db.with_name(name) for name in (".netcli.db.draft-ab12_xyz", ".netcli.db.draft-ab12_xyz-wal")}
    mine = told.db.with_name(".netcli.db.draft-of-mine")
    for path in (*left.values(), mine):
        path.write_bytes(b"Severine ...")
    told.ok("forget", "Séverine O'Neil", "--dry-run")
    assert [path.exists() for path in left.values()] == [True, True]
    told.ok("forget", "Séverine O'Neil", "--yes")
    assert ([path.exists() for path in left.values()], mine.exists()) == ([False, False], True)


def test_the_preview_says_where_nothing_is_searched(told: Netcli) -> None:
    """The preview says that files in other folders are not searched."""
    said = f"pages, exports and copies in folders other than {told.db.parent} are not searched: delete them yourself\n"
    assert said in told("forget", "Séverine O'Neil", "--dry-run").err
    assert said in told("forget", "Séverine O'Neil", "--no-input").err
    assert said not in told("forget", "Séverine O'Neil", "--yes").err


def test_every_backup_that_netcli_named_is_rewritten(told: Netcli) -> None:
    """`netcli forget` erases the person from every backup whose name netcli chose."""
    for name in ("import-20261123T100000Z", "restore-20261123T100000Z-2", "migration3-20261123T100000Z"):
        shutil.copy(told.db, told.db.with_name(f"{told.db.name}.{name}.backup"))
    assert told.ok("forget", "Séverine O'Neil", "--notes", "--yes")["result"]["gone"]["backups"] == 4
    told.ok("import", told.db.parent.parent / "people.csv")
    assert _spelt(_bytes(told), *SPELT, "allergic to nuts", "sev@two", "@sev", "thesis") == []


def test_a_backup_that_the_user_named_is_rewritten(told: Netcli) -> None:
    named = told.db.with_name("mine.sqlite")
    told.ok("backup", named)
    told.ok("restore", named, "--yes")
    answer = told.ok("forget", "Séverine O'Neil", "--notes", "--yes")
    assert ("backup", str(named)) in [(each["code"], each["file"]) for each in answer["warnings"] if "file" in each]
    assert _spelt(_bytes(told), *SPELT, "allergic to nuts", "sev@two", "@sev", "thesis") == []
    assert Netcli(named).ok("check")["result"] == {"problems": [], "repaired": 0}


def test_other_books_are_listed_and_left(told: Netcli) -> None:
    """Other copies of the book stay unchanged, and a warning lists each copy."""
    others = [told.db.with_name(name) for name in (".hidden.sqlite", "copy.db", "netcli.db.backup")]
    for path in others:
        shutil.copy(told.db, path)
    before = [path.read_bytes() for path in others]
    [backup] = told.db.parent.glob("*Z.backup")
    for words in (("--dry-run",), ("--yes",)):
        warnings = told.ok("forget", "Séverine O'Neil", "--notes", *words)["warnings"]
        beside = [(each["code"], each["file"]) for each in warnings if each["code"] != "elsewhere"]
        assert beside == [("backup", str(backup)), *(("copy", str(path)) for path in others)]
    assert [path.read_bytes() for path in others] == before


def test_a_company_that_they_alone_had_is_gone(told: Netcli) -> None:
    """A company that only the forgotten person had is erased."""
    file = told.db.parent.parent / "one.csv"
    file.write_text(
        "name,email,phone,company\nEmi Itō,emi@two.example,+33 6 98 76 54 32,Kumokumo\nIvo Novak,,,Nordwind\n"
    )
    told.ok("import", file)
    told.ok("backup", told.db.with_name(f"{told.db.name}.20261124T100000Z.backup"))
    told.ok("forget", "Emi Itō", "--yes")
    entry = _entry(told, file)
    assert (entry["repeated"], entry["why_ignored"]) == (True, {"forgotten": 1})
    file.write_text(file.read_text() + "Tea Tam,,,\n")
    assert _entry(told, file)["why_ignored"] == {"forgotten": 1}
    assert _spelt(_bytes(told), "Emi Itō", "emi ito", "emi@two", "698765432", "Kumokumo") == []


def test_nothing_but_they_is_gone(told: Netcli) -> None:
    """Other people stay. The forgotten name is blanked, except in notes."""
    before = {person["name"]: person for person in told.ok("list", "--all")["result"]}
    told.ok("forget", "email:severine@one.example", "--yes")
    after = {person["name"]: person for person in told.ok("list", "--all")["result"]}
    assert before.keys() - after.keys() == {"Séverine Oneill"}
    assert (after["Bo Berg"]["tags"], after["Bo Berg"]["note"]) == (["friends of …"], "old friend of séverine o'neil")
    [met] = told.ok("dossier", "Bo Berg")["result"]["meetings"]
    assert ([each["name"] for each in met["people"]], met["note"]) == (["Bo Berg"], "… paid")
    assert after["Ana Gomes"]["sources"][0]["file"].endswith("/….csv")


def test_notes_that_name_them_are_listed_and_stay_unless_asked(told: Netcli) -> None:
    """The preview lists notes with the forgotten name. Only `--notes` blanks the name."""
    warning = told.ok("forget", "Séverine O'Neil", "--dry-run")["warnings"][0]
    assert (warning["code"], warning["people"]) == ("notes", [3])
    told.ok("forget", "Séverine O'Neil", "--notes", "--yes")
    assert told.ok("show", "Bo Berg")["result"]["person"]["note"] == "old friend of …"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("Séverine O'Neil",), 6),
        (("Severine Onei", "--yes"), 3),
        (("Séverine", "--yes"), 3),
        (("me", "--yes"), 6),
        (("Zoé Exemple", "--yes"), 6),
        (("id:99", "--yes"), 3),
    ],
)
def test_whoever_is_not_plainly_meant_stays(told: Netcli, words: tuple[str, ...], code: int) -> None:
    """`netcli forget` needs `--yes` and an exact name, and never forgets the owner."""
    before = _bytes(told)
    assert (told("forget", "--json", *words).code, _bytes(told)) == (code, before)


def test_it_can_be_tried(told: Netcli) -> None:
    """A dry run reports the same numbers and writes nothing."""
    before = _bytes(told)
    tried = told.ok("forget", "Séverine O'Neil", "--dry-run")["result"]
    assert _bytes(told) == before
    assert told.ok("forget", "Séverine O'Neil", "--yes")["result"]["gone"] == tried["gone"]


def test_older_steps_are_undone_without_them(told: Netcli) -> None:
    """After `netcli forget`, undo and redo do not bring the person back."""
    told.ok("forget", "Séverine O'Neil", "--notes", "--yes")
    now = told.export()
    left = [each for each in told.ok("history")["result"] if not each["undone"]]
    steps = len([each for each in left if each["summary"] != history.FORGOTTEN]) - 1
    for _ in range(steps):
        told.ok("undo")
        assert told.ok("check")["result"]["problems"] == []
    assert [person["name"] for person in told.ok("list", "--all")["result"]] == ["Zoé Exemple"]
    while told("redo").code == 0:
        assert told.ok("check")["result"]["problems"] == []
    assert (told.export(), _spelt(_bytes(told), *SPELT)) == (now, [])


def _entry(book: Netcli, file: Path) -> Any:
    [entry] = book.ok("import", file)["result"]
    assert entry["read"] == entry["used"] + entry["ignored"] + entry["rejected_count"]
    return entry


def test_later_files_do_not_bring_them_back(told: Netcli) -> None:
    """An import ignores rows about a forgotten person, and uses the other rows."""
    told.ok("forget", "Séverine O'Neil", "--notes", "--yes")
    folder = told.db.parent.parent
    (folder / "people.csv").write_text(PEOPLE + "Ivo Novak,ivo@one.example,,,,\n", "utf-8")
    entry = _entry(told, folder / "people.csv")
    assert (entry["used"], entry["why_ignored"], entry["people"]["new"]) == (3, {"forgotten": 1}, 1)
    (folder / "card.vcf").write_text(
        "BEGIN:VCARD\nVERSION:3.0\nFN:S. O'Neil\nEMAIL:Severine@One.example\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ivo Novak\nEMAIL:ivo@one.example\nEND:VCARD\n"
    )
    entry = _entry(told, folder / "card.vcf")
    assert (entry["used"], entry["why_ignored"], entry["people"]["new"]) == (1, {"forgotten": 1}, 0)
    chat = folder / "WhatsApp Chat with Séverine O'Neil.txt"
    chat.write_text(CHAT + "14/03/24, 09:16 - Zoé Exemple: and again\n", "utf-8")
    entry = _entry(told, chat)
    assert (entry["used"], entry["why_ignored"], entry["people"]["new"]) == (0, {"forgotten": 4}, 0)
    names = {person["name"] for person in told.ok("list", "--all")["result"]}
    assert names == {"Zoé Exemple", "Bo Berg", "Marie Martin", "Ana Gomes", "Tea Tam", "Ivo Novak"}


def test_the_same_file_again_counts_them_as_ignored(told: Netcli) -> None:
    """A repeated import counts the row about the forgotten person as ignored."""
    told.ok("forget", "Séverine O'Neil", "--yes")
    entry = _entry(told, told.db.parent.parent / "people.csv")
    assert (entry["repeated"], entry["used"], entry["why_ignored"]) == (True, 2, {"forgotten": 1})
    assert entry["people"]["unchanged"] == 2


def test_a_row_of_links_that_names_them_is_ignored(told: Netcli) -> None:
    """If a row of links contains a forgotten person, the row is ignored."""
    told.ok("forget", "Séverine O'Neil", "--yes")
    rows = "from,to\nemail:severine@one.example,Bo Berg\nMarie Martin,Bo Berg\nSéverine O'Neil,Bo Berg\n"
    [entry] = told.ok("link", "-", "--create", stdin=rows)["result"]
    assert (entry["used"], entry["why_ignored"], entry["links"]["new"]) == (1, {"forgotten": 2}, 1)


def test_the_name_of_who_was_known_by_an_address_may_be_anothers(book: Netcli) -> None:
    """If a forgotten person had an address, a row with only the name is still used."""
    book.ok("add", "-", stdin=PEOPLE)
    book.ok("forget", "Séverine O'Neil", "--yes")
    [entry] = book.ok("link", "-", "--create", stdin="from,to\nSéverine O'Neil,Bo Berg\n")["result"]
    assert (entry["used"], entry["why_ignored"], entry["people"]["new"], entry["links"]["new"]) == (1, {}, 1, 1)


def test_who_has_no_address_is_known_by_name_and_company(told: Netcli) -> None:
    """A forgotten person without an address is recognised by name and company."""
    told.ok("forget", "Marie Martin", "--yes")
    file = told.db.parent.parent / "more.csv"
    file.write_text(
        "name,company,email\nMarie Martin,Dupuis,\nMarie Martin,Exemple SA,\nMarie Martin,Dupuis,m@x.example\n"
    )
    entry = _entry(told, file)
    assert (entry["used"], entry["why_ignored"], entry["people"]["new"]) == (2, {"forgotten": 1}, 1)
    assert entry["people"]["unsure"] == 1


def test_only_the_user_brings_them_back(told: Netcli) -> None:
    """Only `netcli add --new` adds a forgotten person again."""
    told.ok("forget", "Séverine O'Neil", "--yes")
    added = ("add", "Séverine O'Neil", "--email", "severine@one.example")
    outcome = told(*added, "--json")
    assert (outcome.code, outcome.error()["code"]) == (6, "forgotten")
    told.ok(*added, "--new")
    told.ok("undo")
    assert told(*added).code == 6
    told.ok(*added, "--new")
    file = told.db.parent.parent / "card.vcf"
    file.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Séverine O'Neil\nEMAIL:severine@one.example\nEND:VCARD\n")
    entry = _entry(told, file)
    assert (entry["used"], entry["people"]["unchanged"] + entry["people"]["updated"]) == (1, 1)


def test_a_copy_from_elsewhere_does_not_bring_them_back(told: Netcli) -> None:
    """A restore erases everybody who was forgotten after the backup was made."""
    told.ok("forget", "Séverine O'Neil", "--notes", "--yes")
    told.ok("restore", told.db.parent.parent / "far.db", "--yes")
    names = {person["name"] for person in told.ok("list", "--all")["result"]}
    assert names == {"Zoé Exemple", "Bo Berg", "Marie Martin", "Ana Gomes", "Tea Tam"}
    assert _spelt(_bytes(told), "Séverine O'Neil", "severine@one.example", "allergic to nuts") == ["Séverine O'Neil"]
    assert told.ok("check")["result"]["problems"] == []
    assert _entry(told, told.db.parent.parent / "people.csv")["why_ignored"] == {}


def test_the_copies_beside_the_book_can_be_restored(told: Netcli) -> None:
    """The backups beside the book can still be restored after `netcli forget`."""
    told.ok("forget", "Séverine O'Neil", "--yes")
    [copy] = told.db.parent.glob("*.backup")
    assert Netcli(copy).ok("check")["result"]["problems"] == []
    assert oct(copy.stat().st_mode & 0o777) == "0o600"
    told.ok("restore", copy, "--yes")
    names = {person["name"] for person in told.ok("list", "--all")["result"]}
    assert names == {"Zoé Exemple", "Bo Berg", "Marie Martin", "Ana Gomes"}


def test_what_undo_kept_of_an_earlier_import_is_gone(book: Netcli) -> None:
    """`netcli forget` also erases the undo data of an earlier import."""
    file = book.db.parent.parent / "people.csv"
    file.write_text(PEOPLE, "utf-8")
    book.ok("import", file)
    book.ok("undo", "--batch", "1")
    book.ok("import", file)
    book.ok("forget", "Séverine O'Neil", "--notes", "--yes")
    assert _spelt(_bytes(book), *SPELT) == []
    while book("undo").code == 0:
        assert book.ok("check")["result"]["problems"] == []


def test_whoever_is_in_the_trash_can_be_forgotten(told: Netcli) -> None:
    """If a person is in the trash, `netcli forget` finds the person by the whole name."""
    told.ok("remove", "Séverine O'Neil")
    told.ok("forget", "Séverine O'Neil", "--notes", "--yes")
    assert (told.ok("trash")["result"], _spelt(_bytes(told), *SPELT)) == ([], [])
    assert told.ok("check")["result"]["problems"] == []


def test_a_part_of_a_name_is_told_the_whole_name_also_while_somebody_is_in_the_trash(village: Netcli) -> None:
    """If only a part of a name is given, the error suggests the whole name."""
    village.ok("remove", "Madonna", "--yes")
    outcome = village("forget", "Pierre", "--json")
    assert (outcome.code, [each["name"] for each in outcome.error()["candidates"]]) == (3, ["Pierre Martin"])


def test_files_of_theirs_are_nobodys(book: Netcli) -> None:
    """If the owner of an import is forgotten, the import has no owner."""
    file = book.db.parent.parent / "people.csv"
    file.write_text("name,email\nBo Berg,bo@one.example\n")
    book.ok("import", file, "--owner", "Séverine O'Neil", "--create")
    book.ok("forget", "Séverine O'Neil", "--yes")
    assert [(each["owner"], each["people"]) for each in book.ok("imports")["result"]] == [(None, 2)]
    assert [person["name"] for person in book.ok("list")["result"]] == ["Bo Berg"]
    assert book.ok("show", "Bo Berg")["result"]["person"]["sources"][0]["owner"] is None
    assert _entry(book, file)["people"]["unchanged"] == 1
    assert book.ok("check")["result"]["problems"] == []


def test_a_file_that_names_them_still_is_told_of(told: Netcli) -> None:
    """If a file beside the book still contains the name, a warning names the file."""
    file = told.db.with_name("letter.txt")
    file.write_text("Dear SÉVERINE O'NEIL", "utf-16")
    warnings = told.ok("forget", "Séverine O'Neil", "--notes", "--yes")["warnings"]
    assert [each["file"] for each in warnings if each["code"] == "remains"] == [str(file)]
    assert file.read_text("utf-16") == "Dear SÉVERINE O'NEIL"


def test_a_longer_name_is_no_trace(told: Netcli) -> None:
    """A longer name that begins with the forgotten name causes no warning."""
    told.ok("add", "Bo Bergman", "--email", "xbo@one.example")
    answer = told.ok("forget", "Bo Berg", "--yes")
    assert [each["code"] for each in answer["warnings"]] == ["elsewhere", "backup"]


def test_what_is_kept_of_them_are_salted_hashes(told: Netcli) -> None:
    """The hashes of a forgotten person differ between two books."""
    other = Netcli(told.db.parent.parent / "elsewhere" / "netcli.db")
    other.ok("restore", told.db)
    found = []
    for each in (told, other):
        each.ok("forget", "Marie Martin", "--yes")
        with closing(sqlite3.connect(each.db)) as opened:
            found.append({key for (key,) in opened.execute("SELECT key FROM setting WHERE key LIKE 'forgotten:%'")})
    assert (len(found[0]), found[0] & found[1]) == (2, set())


def test_it_is_known_of_every_table_what_it_holds_of_people() -> None:
    """`netcli forget` handles every table of the schema."""
    assert list(schema.statements()) != []
    assert set(SQLModel.metadata.tables) == forget.HANDLED
