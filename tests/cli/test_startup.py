"""Start-up is a feature: what reads and completes loads nothing heavy."""

from __future__ import annotations

import subprocess
import sys

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
"""What some commands need after all: rapidfuzz compares spellings."""

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


def modules(village: Netcli, *words: str, **environment: str) -> set[str]:
    """The modules that the command has loaded by its end."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *words], env=village.surroundings(environment), capture_output=True, check=True
    )
    return set(done.stderr.decode().splitlines()[-1].split(","))


def loaded(village: Netcli, *words: str, **environment: str) -> set[str]:
    """The heavy packages among them."""
    return {name.partition(".")[0] for name in modules(village, *words, **environment)} & HEAVY


@pytest.mark.parametrize("words", QUESTIONS.values(), ids=list(QUESTIONS))
def test_questions_load_nothing_heavy(village: Netcli, words: tuple[str, ...]) -> None:
    """Off a terminal, none of the heavy packages is imported."""
    assert loaded(village, *words) <= ALLOWED.get(words[0], set())


@pytest.mark.parametrize("words", QUESTIONS.values(), ids=list(QUESTIONS))
def test_questions_load_nothing_of_imports_and_changes(village: Netcli, words: tuple[str, ...]) -> None:
    """Neither the rooms, nor the answers and words of theirs."""
    rooms = ("netcli.importers", "netcli.intake", "netcli.tell", "netcli.answers.imports", "netcli.render.imports")
    assert [name for name in modules(village, *words) if name.startswith(rooms)] == []


@pytest.mark.parametrize(
    "words",
    [("link", "me", "id:6"), ("tag", "id:6", "energy"), ("edit", "id:6", "--title", "DRH"), ("undo",)],
    ids=lambda words: words[0],
)
def test_changes_load_nothing_heavy(village: Netcli, words: tuple[str, ...]) -> None:
    """The tables' definitions are needed to make a book, not to write to one."""
    assert loaded(village, *words) == set()


@pytest.mark.parametrize("question", ["path", "path as JSON", "find", "show", "list"])
def test_usual_questions_compile_no_dataclass(village: Netcli, question: str) -> None:
    """Each compiles its methods when it is imported: a dozen of them are a fifth of an empty program's time."""
    assert "dataclasses" not in modules(village, *QUESTIONS[question])


def test_completion_loads_nothing_heavy(village: Netcli) -> None:
    """Nor is one to complete a name."""
    surroundings = {"_NETCLI_COMPLETE": "complete_bash", "COMP_WORDS": "netcli show pie", "COMP_CWORD": "2"}
    assert loaded(village, **surroundings) == set()
