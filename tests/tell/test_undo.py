"""Whatever is done, undo takes it back byte for byte, redo does it again, and the export restores it all."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from ..running import EXAMPLES, Netcli

NAMES = ("José García", "Jose Garcia", "Ana O'Neil", "Jan van der Berg", "李小龙", "Madonna", "Marie Martin")
MAILS = ("ana@example.org", "jan@example.org", "m@example.net")
TAGS = ("rail", "énergie")
KINDS = ("contact", "friend", "colleague", "parent")

names, mails = st.sampled_from(NAMES), st.sampled_from(MAILS)
ends = st.one_of(st.just("me"), names, st.integers(1, 12).map("id:{}".format))


class Journal(RuleBasedStateMachine):
    """A book under random commands, with what it held before each: a stack for undo, one for redo."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.netcli = Netcli(Path(self.folder.name) / "netcli.db")
        self.before: list[str] = []
        self.after: list[str] = []
        self.now = ""
        self.files = 0

    @initialize()
    def begin(self) -> None:
        self.netcli.ok("init", "--me", "Zoé Exemple", "--email", "zoe@example.org")
        self.now = self.netcli.export()

    def teardown(self) -> None:
        self.folder.cleanup()

    def do(self, *words: str) -> None:
        """A command that may be refused: then nothing has changed; else, if anything has, it is one step."""
        outcome = self.netcli(*words, "--json")
        then = self.netcli.export()
        assert outcome.code in (0, 2, 3, 4, 6, 65), outcome.err
        if outcome.code != 0:
            assert then == self.now
            return
        result = outcome.json()["result"]
        wrote = result["undo"] is not None if isinstance(result, dict) else not all(e["repeated"] for e in result)
        assert wrote or then == self.now
        if wrote:
            self.before.append(self.now)
            self.after.clear()
            self.now = then

    def bring(self, name: str, text: str) -> None:
        path = Path(self.folder.name) / name
        path.write_text(text, encoding="utf-8")
        self.do("import", str(path))

    @rule(name=names, mail=st.none() | mails, tag=st.none() | st.sampled_from(TAGS), new=st.booleans())
    def add(self, name: str, mail: str | None, tag: str | None, new: bool) -> None:
        self.do("add", name, *(["--email", mail] if mail else []), *(["--tag", tag] if tag else []), *(["--new"] * new))

    @rule(
        a=ends,
        b=ends,
        kind=st.sampled_from(("", *KINDS)),
        since=st.sampled_from(("", "2015", "2019-06")),
        create=st.booleans(),
    )
    def link(self, a: str, b: str, kind: str, since: str, create: bool) -> None:
        said = [*(["--kind", kind] if kind else []), *(["--since", since] if since else [])]
        self.do("link", a, b, *said, *(["--create"] * create))

    @rule(a=ends, b=ends)
    def unlink(self, a: str, b: str) -> None:
        self.do("unlink", a, b)

    @rule(
        person=ends, name=st.none() | names, company=st.sampled_from(("", "Airbus")), mail=mails, remove=st.booleans()
    )
    def edit(self, person: str, name: str | None, company: str, mail: str, remove: bool) -> None:
        named = ["--name", name] if name else []
        self.do("edit", person, *named, "--company", company, "--remove-email" if remove else "--email", mail)

    @rule(person=ends, tag=st.sampled_from((*TAGS, *(f"-{tag}" for tag in TAGS))))
    def tag(self, person: str, tag: str) -> None:
        self.do("tag", person, tag)

    @rule(
        rows=st.lists(st.tuples(names, st.just("") | mails, st.sampled_from(("", "Airbus"))), min_size=1, max_size=3),
        file=st.integers(0, 3),
    )
    def import_people(self, rows: list[tuple[str, str, str]], file: int) -> None:
        self.bring(f"people{file}.csv", "name,email,company\n" + "".join(f"{','.join(row)}\n" for row in rows))

    @rule(files=st.lists(st.tuples(names, mails, names, mails), min_size=2, max_size=4))
    def import_several(self, files: list[tuple[str, str, str, str]]) -> None:
        paths = []
        for number, (one, mail, other, another) in enumerate(files):
            path = Path(self.folder.name) / f"several{number}.csv"
            path.write_text(f"name,email\n{one},{mail}\n{other},{another}\n", encoding="utf-8")
            paths.append(str(path))
        self.do("import", *paths)

    @rule(whom=ends, via=ends, state=st.sampled_from(("agreed", "met", "declined", "silent")), log=st.booleans())
    def introduce(self, whom: str, via: str, state: str, log: bool) -> None:
        self.do("intro", *((state, whom) if log else ("asked", whom, "--via", via)))

    @rule(person=ends)
    def remove(self, person: str) -> None:
        self.do("remove", person)

    @rule(person=ends)
    def restore(self, person: str) -> None:
        self.do("trash", "restore", person)

    @rule(rows=st.lists(st.tuples(names, mails), min_size=1, max_size=2))
    def import_cards(self, rows: list[tuple[str, str]]) -> None:
        cards = (f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEMAIL:{mail}\nEND:VCARD\n" for name, mail in rows)
        self.bring("cards.vcf", "".join(cards))

    @rule(rows=st.lists(st.tuples(ends, ends, st.sampled_from(KINDS)), min_size=1, max_size=3))
    def import_links(self, rows: list[tuple[str, str, str]]) -> None:
        self.bring("links.csv", "from,to,kind\n" + "".join(f"{','.join(row)}\n" for row in rows))

    @rule(number=st.integers(1, 4))
    def take_batch_back(self, number: int) -> None:
        self.do("undo", "--batch", str(number), "--yes")

    @precondition(lambda self: self.before)
    @rule()
    def undo(self) -> None:
        self.netcli.ok("undo")
        self.after.append(self.now)
        self.now = self.before.pop()
        assert self.netcli.export() == self.now

    @rule()
    def redo(self) -> None:
        outcome = self.netcli("redo", "--json")
        assert outcome.code == (0 if self.after else 3)
        if self.after:
            self.before.append(self.now)
            self.now = self.after.pop()
        assert self.netcli.export() == self.now

    @invariant()
    def whole(self) -> None:
        if self.now:
            assert self.netcli.ok("check")["result"] == {"problems": [], "repaired": 0}

    @invariant()
    def restorable(self) -> None:
        if self.now:
            assert restored(self.now, Path(self.folder.name)) == self.now


def restored(document: str, folder: Path) -> str:
    """What the export of a book made of *document* is."""
    other = Netcli(folder / "restored.db")
    other.db.unlink(missing_ok=True)
    path = folder / "export.json"
    path.write_text(document, encoding="utf-8")
    other.ok("import", path)
    return other.export()


@pytest.mark.slow
def test_every_change_can_be_taken_back() -> None:
    """The machine above, on ten books."""
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Journal,
        settings=settings(
            max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


@pytest.fixture
def full(netcli: Netcli, _filled: Path) -> Netcli:
    """A book with every example, something typed, and something taken back."""
    netcli.db.parent.mkdir()
    shutil.copy(_filled, netcli.db)
    return netcli


@pytest.fixture(scope="module")
def _filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That book, made once; tests copy it."""
    book = Netcli(tmp_path_factory.mktemp("full") / "netcli.db")
    book.ok("init", "--me", "Zoé Exemple", "--email", "zoe@example.org")
    book("import", EXAMPLES, "--yes")
    book.ok("add", "Bo", "--tag", "new")
    book.ok("link", "me", "Bo", "--kind", "friend")
    book.ok("undo", "--batch", "2", "--yes")
    return book.db


def test_an_export_restores_an_empty_book(full: Netcli, tmp_path: Path) -> None:
    """Without a book, one is made: same numbers, same bytes, same answers."""
    document = full.export()
    assert restored(document, tmp_path) == document
    other = Netcli(tmp_path / "restored.db")
    for words in (("list", "--all"), ("show", "Bo"), ("imports",), ("path", "me", "Bo")):
        theirs, ours = full.ok(*words)["result"], other.ok(*words)["result"]
        if words == ("imports",):
            theirs = [batch for batch in theirs if not batch["undone"]]
        assert ours == theirs
    assert other.ok("check")["result"] == {"problems": [], "repaired": 0}


def test_the_owner_of_an_empty_book_gives_way(full: Netcli, tmp_path: Path) -> None:
    """Init first, then import: the exported owner takes the place, and a warning says so; undo gives it back."""
    document = tmp_path / "export.json"
    document.write_text(full.export(), encoding="utf-8")
    other = Netcli(tmp_path / "other.db")
    other.ok("init", "--me", "Ann Other")
    before = other.export()
    [warning] = other.ok("import", document)["warnings"]
    assert (warning["code"], "Ann Other" in warning["message"]) == ("restored", True)
    assert other.export() == document.read_text(encoding="utf-8")
    other.ok("undo")
    assert other.export() == before
    other.ok("redo")
    assert other.export() == document.read_text(encoding="utf-8")


def test_the_same_export_again_changes_nothing(full: Netcli, tmp_path: Path) -> None:
    """A book is already what its own export says."""
    document = tmp_path / "export.json"
    document.write_text(full.export(), encoding="utf-8")
    assert full.ok("import", document)["result"][0]["repeated"] is True
    assert full.export() == document.read_text(encoding="utf-8")


def test_into_a_book_with_people_an_export_is_a_source(full: Netcli, tmp_path: Path) -> None:
    """Network netcli: its people are records, its links declared; the laws hold."""
    document = tmp_path / "export.json"
    document.write_text(full.export(), encoding="utf-8")
    other = Netcli(tmp_path / "other.db")
    other.ok("init", "--me", "Zoé Exemple", "--email", "zoe@example.org")
    other.ok("add", "Madonna")
    before = other.ok("where")["result"]
    [entry] = other.ok("import", document)["result"]
    after = other.ok("where")["result"]
    assert (entry["network"], entry["read"]) == ("netcli", entry["used"])
    assert after["people"] - before["people"] == entry["people"]["new"] + entry["people"]["unsure"]
    assert (
        after["links"] - before["links"] == entry["links"]["new"] == len(json.loads(full.export())["result"]["links"])
    )


def _broken(document: dict[str, Any], how: str) -> dict[str, Any]:
    result = document["result"]
    if how == "no records":
        del result["records"]
    elif how == "nobody's evidence":
        result["evidence"][0]["a"] = 99_999
    elif how == "no owner":
        result["me"] = 99_999
    else:
        result["records"][3] = "?"
    return document


@pytest.mark.parametrize("how", ["no records", "nobody's evidence", "no owner", "a row that is none"])
def test_a_broken_export_restores_nothing(full: Netcli, tmp_path: Path, how: str) -> None:
    """Exit 65, and the book is as before; where there was none, there is none."""
    path = tmp_path / "export.json"
    path.write_text(json.dumps(_broken(json.loads(full.export()), how)), encoding="utf-8")
    other = Netcli(tmp_path / "other.db")
    assert other("import", path).code == 65
    assert not other.db.exists()
    other.ok("init", "--me", "Ann Other")
    before = other.export()
    assert other("import", path).code == 65
    assert other.export() == before


def test_an_import_goes_back_and_forth(book: Netcli) -> None:
    """As often as one likes."""
    before = book.export()
    book("import", EXAMPLES / "csv")
    after = book.export()
    for _ in range(3):
        book.ok("undo")
        assert book.export() == before
        book.ok("redo")
        assert book.export() == after


def test_what_was_undone_before_a_change_is_not_done_again(book: Netcli) -> None:
    """Undo, then another change, undone in turn: redo does that one again, and then no more."""
    book.ok("add", "Ann")
    book.ok("undo")
    book.ok("add", "Bo")
    book.ok("undo")
    book.ok("redo")
    assert [person["name"] for person in book.ok("list")["result"]] == ["Bo"]
    assert book("redo").code == 3


def test_a_command_of_several_files_goes_back_and_forth(book: Netcli, tmp_path: Path) -> None:
    """Also where a later file makes one of two people whom an earlier one brought."""
    two, one = tmp_path / "d.csv", tmp_path / "c.csv"
    two.write_text("name,email,phone\nZoe Ex,,+33600000001\nZoe Ex,zoe@x.org,\n", encoding="utf-8")
    one.write_text("name,email,phone\nZoe Ex,zoe@x.org,+33600000001\n", encoding="utf-8")
    before = book.export()
    book("import", two, one)
    after = book.export()
    for _ in range(2):
        book.ok("undo")
        assert book.export() == before
        book.ok("redo")
        assert book.export() == after


def test_undoing_a_merge_gives_each_link_its_own_outcomes_back(book: Netcli) -> None:
    """Whoever was asked, and declined, is one with somebody for a while."""
    for name in ("Ann A", "Ann B", "Tom T"):
        book.ok("add", name)
    for name in ("Ann A", "Ann B"):
        book.ok("link", "me", name)
    book.ok("intro", "asked", "Tom T", "--via", "Ann B")
    book.ok("intro", "declined", "Tom T")
    before = book.export()
    book.ok("merge", "Ann A", "Ann B", "--yes")
    merged = book.export()
    for _ in range(2):
        book.ok("undo")
        assert book.export() == before
        book.ok("redo")
        assert book.export() == merged


def test_characters_that_no_book_holds_are_removed_and_said(book: Netcli) -> None:
    """Undo and redo would end a text at them."""
    rows = '{"from": "me", "to": "Bo\\ud800 Lind", "note": "n\\u0000m"}\n'
    (entry,) = book.ok("link", "-", stdin=rows)["result"]
    assert {(each["field"], each["count"]) for each in entry["not_understood"]} == {("note", 1), ("name", 1)}
    after = book.export()
    assert ("Bo Lind" in after, '"nm"' in after) == (True, True)
    book.ok("undo")
    book.ok("redo")
    assert book.export() == after


def test_an_owner_who_becomes_one_with_somebody_is_found_again(book: Netcli, tmp_path: Path) -> None:
    """The second file of the command is theirs, too."""
    book.ok("add", "Ann")
    book.ok("add", "Ann Lind", "--email", "ann@x.org")
    one, other = tmp_path / "c.csv", tmp_path / "e.csv"
    one.write_text("name,email\nAnn Lind,ann@x.org\nBo,bo@x.org\n", encoding="utf-8")
    other.write_text("name,email\nCy,cy@x.org\n", encoding="utf-8")
    outcome = book("import", one, other, "--owner", "email:ann@x.org", "--json")
    assert outcome.code == 0, outcome.err
