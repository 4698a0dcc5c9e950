"""The Python interface: `netcli.open()` gives the same answers as the command line."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import netcli
from netcli.answers import Answer
from netcli.answers.people import Candidate, Person
from netcli.book import Book
from netcli.errors import Usage

from .running import NOW, Netcli

QUESTIONS: dict[str, tuple[tuple[str, ...], Callable[[Book], Answer[object, object]]]] = {
    "path": (("path", "me", "Sophie Durand"), lambda book: book.path("me", "Sophie Durand")),
    "path, with options": (
        ("path", "me", "id:5", "--by", "chance", "-k", "2", "--avoid", "Aïcha O'Neil", "--only", "contact,colleague"),
        lambda book: book.path("me", "id:5", by="chance", count=2, avoid=["Aïcha O'Neil"], only="contact,colleague"),
    ),
    "no path": (("path", "me", "id:6"), lambda book: book.path("me", "id:6")),
    "a path cut": (
        ("path", "me", "Sophie Durand", "--avoid", "Jacques van der Berg"),
        lambda book: book.path("me", "Sophie Durand", avoid=["Jacques van der Berg"]),
    ),
    "reach": (("reach", "company:airbus"), lambda book: book.reach(["company:airbus"])),
    "find": (("find", "sofie"), lambda book: book.find("sofie")),
    "list": (("list", "tag:rail"), lambda book: book.list(["tag:rail"])),
    "show": (("show", "Pierre Martin"), lambda book: book.show("Pierre Martin")),
    "show a link": (("show", "me", "Pierre Martin"), lambda book: book.show_link("me", "Pierre Martin")),
    "infer": (("infer",), lambda book: book.infer()),
    "duplicates": (("duplicates",), lambda book: book.duplicates()),
    "why": (("why", "id:6", "id:7"), lambda book: book.why("id:6", "id:7")),
    "a draft": (("intro", "draft", "Sophie Durand"), lambda book: book.draft_introduction("Sophie Durand")),
    "introductions": (("intro", "list"), lambda book: book.introductions()),
    "history": (("history", "Sophie Durand"), lambda book: book.history("Sophie Durand")),
    "check": (("check",), lambda book: book.check()),
}


CHANGES: dict[str, tuple[tuple[str, ...], Callable[[Book], Answer[object, object]]]] = {
    "add": (
        ("add", "José Roux", "--email", "jose@example.org", "--tag", "rail"),
        lambda book: book.add("José Roux", emails=["jose@example.org"], tags=["rail"]),
    ),
    "link": (
        ("link", "Marie Martin", "me", "--kind", "friend", "--since", "2015", "--first"),
        lambda book: book.link("Marie Martin", "me", kind="friend", since="2015", first=True),
    ),
    "link, nothing new": (
        ("link", "me", "Pierre Martin", "--kind", "colleague", "--since", "2009"),
        lambda book: book.link("me", "Pierre Martin", kind="colleague", since="2009"),
    ),
    "unlink": (("unlink", "me", "Pierre Martin"), lambda book: book.unlink("me", "Pierre Martin")),
    "edit": (
        ("edit", "Madonna", "--city", "Paris", "--alias", "mado"),
        lambda book: book.edit("Madonna", aliases=["mado"], city="Paris"),
    ),
    "tag": (("tag", "Sophie Durand", "paris", "-rail"), lambda book: book.tag("Sophie Durand", ["paris", "-rail"])),
    "merge": (("merge", "id:6", "id:7", "--yes"), lambda book: book.merge("id:6", "id:7", insist=True)),
    "distinct": (("distinct", "id:6", "id:7"), lambda book: book.distinct("id:6", "id:7")),
    "duplicates, accepted": (
        ("duplicates", "--accept", "name", "--yes"),
        lambda book: book.accept_duplicates("name"),
    ),
    "an introduction": (
        ("intro", "asked", "Sophie Durand"),
        lambda book: book.ask_introduction("Sophie Durand"),
    ),
    "undo": (("undo",), lambda book: book.undo()),
    "undo of a batch": (("undo", "--batch", "1", "--yes"), lambda book: book.undo_batch(1, insist=True)),
}


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETCLI_NOW", NOW)


def test_importing_costs_nothing() -> None:
    """`import netcli` loads only the modules `netcli.errors` and `netcli.language`."""
    code = "import sys, netcli; print(sorted(name for name in sys.modules if name.startswith('netcli')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['netcli', 'netcli.errors', 'netcli.language']\n"


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=list(QUESTIONS))
def test_answers_are_those_of_the_command_line(
    village: Netcli, question: tuple[tuple[str, ...], Callable[[Book], Answer[object, object]]]
) -> None:
    """`.plain()` returns the document that `--json` prints."""
    (command, *words), ask = question
    with netcli.open(village.db) as book:
        document = ask(book).plain()
    assert document == json.loads(village(command, "--json", *words).out)


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_changes_are_those_of_the_command_line(
    village: Netcli, change: tuple[tuple[str, ...], Callable[[Book], Answer[object, object]]]
) -> None:
    """A change in Python has the same result as on the command line."""
    (command, *words), make = change
    other = Netcli(Path(shutil.copytree(village.db.parent, village.db.parent.with_name("other"))) / village.db.name)
    with netcli.open(village.db, write=True) as book:
        document = make(book).plain()
    assert document == json.loads(other(command, "--json", *words).out)
    assert village.export() == other.export()


def test_a_book_opened_for_questions_is_not_changed(village: Netcli) -> None:
    """A change to a book opened without `write=True` is refused."""
    with netcli.open(village.db) as book, pytest.raises(Usage, match="read-only") as refused:
        book.tag("me", ["energy"])
    assert refused.value.hint == "netcli.open(write=True)"


def test_a_dry_run_keeps_nothing(village: Netcli) -> None:
    """A dry run changes nothing, although its answer reports the change."""
    before = village.export()
    with netcli.open(village.db, write=True, dry_run=True) as book:
        answer = book.tag("me", ["energy"])
    assert (answer.result.changed, answer.result.undo, answer.query["dry_run"]) == (1, None, True)
    assert village.export() == before


def test_people_of_an_answer_name_themselves(village: Netcli) -> None:
    """A method accepts a `Person` from an earlier answer instead of words."""
    with netcli.open(village.db) as book:
        jacques = book.find("Jacques van der Berg").result[0].person
        answer = book.path("me", "Sophie Durand", avoid=[jacques])
    assert answer.query.avoid == [jacques]
    assert answer.plain()["result"]["cut_by"] == f"--avoid id:{jacques.id}"


def test_words_that_fit_several_are_an_error_with_the_candidates(village: Netcli) -> None:
    """Without `choose`, words that match several people raise Ambiguous, which lists the candidates."""
    with netcli.open(village.db) as book, pytest.raises(netcli.Ambiguous) as raised:
        book.show("Marie Martin")
    error = raised.value
    assert (error.code, [person.company for person in error.candidates]) == (
        "ambiguous_person",
        ["Dupuis", "Exemple SA"],
    )


def test_the_face_chooses(village: Netcli) -> None:
    """`choose` decides between several candidates, and `matched` receives the chosen person."""
    seen: list[tuple[str, object]] = []

    def choose(words: str, candidates: Sequence[Candidate]) -> Person:
        seen.append((words, [(each.person.company, each.hops) for each in candidates]))
        return candidates[1].person

    with netcli.open(village.db, choose=choose, matched=lambda words, who: seen.append((words, who.company))) as book:
        assert book.show("Marie Martin").result.person.company == "Exemple SA"
    assert seen == [
        ("Marie Martin", [("Dupuis", None), ("Exemple SA", None)]),
        ("Marie Martin", "Exemple SA"),
    ]


def test_choosing_nobody_is_ambiguous(village: Netcli) -> None:
    """If `choose` returns None, the question raises Ambiguous."""
    with netcli.open(village.db, choose=lambda *_: None) as book, pytest.raises(netcli.Ambiguous):
        book.show("Marie Martin")


def test_first_takes_the_best(village: Netcli) -> None:
    """`first=True` takes the best match, as `--first` does."""
    with netcli.open(village.db) as book:
        assert book.show("Marie Martin", first=True).result.person.company == "Dupuis"


def test_a_question_sees_the_book_as_it_was_when_asked(village: Netcli) -> None:
    """A change during a question is visible only to the next question."""

    def choose(_: str, candidates: Sequence[Candidate]) -> Person:
        village.ok("edit", "email:marie@example.org", "--company", "Neuve SARL")
        return candidates[0].person

    with netcli.open(village.db, choose=choose) as book:
        assert book.show("Marie Martin").result.person.company == "Dupuis"
        assert book.show("email:marie@example.org").result.person.company == "Neuve SARL"


def test_many_pairs_are_answered_one_by_one(village: Netcli) -> None:
    """If one pair causes an error, the other pairs are still answered."""
    pairs = [("a", ("me", "Sophie Durand")), ("b", ("me", "Nobody Known")), ("c", ("me", "Marie Martin"))]
    with netcli.open(village.db) as book:
        answers = dict(book.paths(pairs))
    told = {
        key: each.code if isinstance(each, netcli.NetcliError) else each.result.found for key, each in answers.items()
    }
    assert told == {"a": True, "b": "unknown_person", "c": "ambiguous_person"}


def test_changes_need_a_book_that_is_open_for_them(village: Netcli) -> None:
    """`infer(add=True)` is refused if the book was opened without `write=True`."""
    with netcli.open(village.db) as book, pytest.raises(netcli.Usage, match="write=True"):
        book.infer(add=True)


def test_a_change_is_kept_when_the_block_is_left(village: Netcli) -> None:
    """A `with` block saves its change as one step of undo."""
    with netcli.open(village.db, write=True) as book:
        answer = book.infer(add=True)
        assert answer.result.added == len(answer.result.guesses) > 0
    assert village.ok("undo")["result"]["changed"] == 1


@pytest.mark.parametrize("dry_run", [True, False])
def test_nothing_is_kept_of_a_dry_run_or_a_failure(village: Netcli, dry_run: bool) -> None:
    """A dry run or an exception takes back all changes of the `with` block."""
    before = village.export()
    try:
        with netcli.open(village.db, write=True, dry_run=dry_run) as book:
            book.infer(add=True)
            if not dry_run:
                raise LookupError
    except LookupError:
        assert not dry_run
    assert village.export() == before


def test_an_interview_asks_and_is_told(village: Netcli) -> None:
    """Questions from a read-only book can be answered in a writable book."""
    with netcli.open(village.db) as book:
        asked = book.questions(limit=1)
    with netcli.open(village.db, write=True) as book:
        result = book.interview([(asked[0], "yes")]).result
    assert (result.yes, result.links) == (1, 1)
    assert village.ok("show", f"id:{asked[0].a.id}", f"id:{asked[0].b.id}")["result"]["link"]["certainty"] == "sure"


def test_a_book_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """If the book does not exist, the error suggests `netcli init`."""
    with pytest.raises(netcli.NotThere, match="netcli init"), netcli.open(tmp_path / "none.db") as book:
        book.find("sophie")
