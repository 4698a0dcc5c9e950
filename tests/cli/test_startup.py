"""Tests that commands load only what they need."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from ..running import Netcli

HEAVY = {
    "sqlmodel",
    "sqlalchemy",
    "pydantic",
    "numpy",
    "rich",
    "phonenumbers",
    "rapidfuzz",
    "platformdirs",
    "networkx",
}
ALLOWED = {"find": {"rapidfuzz"}}
"""Heavy packages that a command may load."""

LOADED = """
import sys
from netcli.cli import app
try: app.main(sys.argv[1:])
except SystemExit: pass
print(",".join(sorted(sys.modules)), file=sys.stderr)
"""
QUESTIONS = {
    "path": ("path", "me", "Sophie Durand"),
    "path as JSON": ("path", "me", "Sophie Durand", "--json"),
    "no path": ("path", "me", "id:6"),
    "find": ("find", "sophie"),
    "show": ("show", "Pierre Martin"),
    "show a link": ("show", "me", "Pierre Martin", "--json"),
    "list": ("list", "company:airbus"),
}


COMPLETING = {"_NETCLI_COMPLETE": "complete_bash", "COMP_WORDS": "netcli show pie", "COMP_CWORD": "2"}

EMPTY = "import sys, typer; print(','.join(sorted(sys.modules)), file=sys.stderr)"
"""A program that loads only what every Typer program loads."""
ALWAYS = """
answers answers.people answers.shape ask book book.changes book.handle book.measures book.questions cli cli.completion
cli.examples cli.numbers cli.options cli.output cli.pages cli.session clock errors folding kinds language store
store.connection
store.dialect store.evidence store.migrations store.reader
"""
"""Modules of netcli that every command loads."""
WEIGHED = "ask.naming calibration names strength"
AS_JSON = "answers.problems render render.clean render.json"
IN_WORDS = "cli.prompts networks recognition render render.blocks render.clean render.phrases render.plain"
PATH = """
answers.paths ask.chains ask.paths cli.lines cli.paths graph graph.breadth_first graph.model graph.shortest store.graph
"""
SHOW = "ask.favours ask.profile cli.people store.favours"
FIND = """
ask.beside ask.circle ask.parts ask.relevance ask.search ask.spelling cli.people graph graph.breadth_first nicknames
render.people sounds store.graph store.search
"""
BESIDES = {
    "path": f"{WEIGHED} {IN_WORDS} {PATH} ask.detours graph.likeliest render.paths store.introductions",
    "path as JSON": f"{WEIGHED} {AS_JSON} {PATH}",
    "show": f"{WEIGHED} {IN_WORDS} {SHOW} render.people",
    "find": f"{WEIGHED} {IN_WORDS} {FIND}",
    "complete": "ask.completion cli.people cli.shells store.search",
}
"""Modules that each command loads in addition to ALWAYS. A module takes about 0.25 ms."""
OTHERS = {"__future__", "_contextvars", "contextvars", "_json", "json", "_sqlite3", "sqlite3", "unicodedata"}
"""Packages that a command may load in addition to Typer's packages."""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory, _founded: Path) -> Netcli:
    """A fixture: one village's book for all tests, so that results can be cached."""
    return Netcli(tmp_path_factory.mktemp("asked") / "netcli.db").begin_with(_founded)


@cache
def modules(village: Netcli, *words: str, program: str = LOADED, **environment: str) -> frozenset[str]:
    """Return the names of all modules that the command loads."""
    done = subprocess.run(
        [sys.executable, "-c", program, *words], env=village.surroundings(environment), capture_output=True, check=True
    )
    return frozenset(done.stderr.decode().splitlines()[-1].split(","))


def besides(village: Netcli, question: str) -> frozenset[str]:
    """Return the modules that *question* loads in addition to those that EMPTY loads."""
    words, environment = ((), COMPLETING) if question == "complete" else (QUESTIONS[question], {})
    return modules(village, *words, **environment) - modules(village, program=EMPTY)


def loaded(village: Netcli, *words: str, **environment: str) -> set[str]:
    """Return the packages in HEAVY that the command loads."""
    return {name.partition(".")[0] for name in modules(village, *words, **environment)} & HEAVY


@pytest.mark.parametrize("words", QUESTIONS.values(), ids=list(QUESTIONS))
def test_questions_load_nothing_heavy(asked: Netcli, words: tuple[str, ...]) -> None:
    """A command that only reads loads no heavy packages, except those in ALLOWED."""
    assert loaded(asked, *words) <= ALLOWED.get(words[0], set())


@pytest.mark.parametrize("words", QUESTIONS.values(), ids=list(QUESTIONS))
def test_questions_load_nothing_of_imports_and_changes(asked: Netcli, words: tuple[str, ...]) -> None:
    """A command that only reads loads no modules for imports or changes."""
    rooms = ("netcli.importers", "netcli.intake", "netcli.tell", "netcli.answers.imports", "netcli.render.imports")
    assert [name for name in modules(asked, *words) if name.startswith(rooms)] == []


@pytest.mark.parametrize(
    "words",
    [("link", "me", "id:6"), ("tag", "id:6", "energy"), ("edit", "id:6", "--title", "DRH"), ("undo",)],
    ids=lambda words: words[0],
)
def test_changes_load_nothing_heavy(village: Netcli, words: tuple[str, ...]) -> None:
    """A change to an existing book loads no heavy packages."""
    assert loaded(village, *words) == set()


@pytest.mark.parametrize("question", ["path", "path as JSON", "find", "show", "list"])
def test_usual_questions_compile_no_dataclass(asked: Netcli, question: str) -> None:
    """Common commands define no dataclasses, because a dataclass is slow to load."""
    assert "dataclasses" not in modules(asked, *QUESTIONS[question])


@pytest.mark.parametrize("question", list(BESIDES))
def test_usual_questions_load_what_they_need(asked: Netcli, question: str) -> None:
    """A common command loads exactly the modules that are listed here."""
    loaded = {name for name in besides(asked, question) if name.startswith("netcli.")}
    assert loaded == {f"netcli.{name}" for name in (ALWAYS + BESIDES[question]).split()}


@pytest.mark.parametrize("question", list(BESIDES))
def test_usual_questions_load_little_of_python(asked: Netcli, question: str) -> None:
    """Common commands load few packages of Python. For example, hashlib would take 3 ms."""
    loaded = {name.partition(".")[0] for name in besides(asked, question)} - {"netcli", "typer"}
    assert loaded <= (OTHERS | {"shlex"} if question == "complete" else OTHERS | ALLOWED.get(question, set()))


def test_completion_loads_nothing_heavy(asked: Netcli) -> None:
    """Completion of a name loads no heavy packages."""
    assert loaded(asked, **COMPLETING) == set()


def test_nothing_is_looked_for_in_what_is_loaded(village: Netcli) -> None:
    """After loading, the garbage collector is enabled and ignores the loaded modules."""
    program = """
import gc, sys
from netcli.__main__ import main
try: main()
except SystemExit: print(gc.isenabled(), gc.get_freeze_count() > 10_000, file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", program, "where"],
        env=village.surroundings({}),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.splitlines()[-1] == "True True"
