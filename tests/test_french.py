"""In French, netcli prints no English words of its own.

The sessions of the snapshots run with a translation that puts every text of netcli in brackets. Any other word must be
data, a word that users type, or in `NAMES`.
"""

from __future__ import annotations

import json
import re
import shlex
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final
from unicodedata import normalize

import pytest

from netcli import french
from netcli.answers.duplicates import RULES
from netcli.answers.people import FullPerson
from netcli.ask.filters import KEYS
from netcli.cli import MODULES
from netcli.cli.export import FORMATS
from netcli.cli.help import TOPICS
from netcli.french.inflection import inflected
from netcli.french.words import SYSTEM
from netcli.kinds import LINK_KINDS
from netcli.language import ENGLISH, Language, use
from netcli.networks import NETWORKS
from netcli.recognition import FIELD

from .running import EXAMPLES, Netcli, Outcome
from .sessions import staged, steps
from .test_snapshots import SNAPSHOTS

EACH_SESSION: Final = pytest.mark.parametrize(
    "session", sorted(SNAPSHOTS.glob("*.txt")), ids=lambda path: path.stem, scope="module"
)
BRACKETED: Final = Language(
    {english: "⟦" + FIELD.sub(lambda field: f"⟧{field[0]}⟦", text) + "⟧" for english, text in french.TEMPLATES.items()},
    inflected,
)
"""French, with brackets around every text that netcli writes."""
BRACKETS: Final = re.compile(r"⟦[^⟦⟧]*⟦[^⟦⟧]*⟧(?:\x1b\[\d*m)*\n[^⟦⟧]*⟧|⟦[^⟧]*⟧")
"""Matches a bracketed text, which may contain another bracketed text."""
NAMES: Final = """
    Milgram Psychology Today Travers Sociometry Dodds Muhamad Watts Science Facebook arXiv research blog
    chance same client claude desktop code cursor vscode codex
"""
"""Titles of studies and values of options, which are not translated."""
DOCUMENTS: Final = re.compile(
    r"netcli( --db \S+)? (export|schema|sql|completion|intro draft)\b|--(json|ndjson|csv|tsv|fields|pairs|columns)\b"
)
"""A pattern for commands whose standard output may stay English."""
TYPED: Final = re.compile(
    r"\x1b\[\d*m|'[^']*'|no-[a-z]+|--?[a-z][\w-]*|[\w/.+-]+@[\w.-]+|https?:\S+"
    r"|[\w/.-]+\.[a-z]{2,6}\b|\b[a-z]+:\S*|\b(?:de|que) |[dq]u?'|[A-Z]{2,}"
)
"""A pattern for texts that need no translation, such as options, addresses and file names."""
WORD: Final = re.compile(r"[^\W\d_]{2,}")
_COMBINING: Final = re.compile("[\u0300-\u036f]")


def words(texts: Iterable[str]) -> set[str]:
    """Return the words of the *texts*, without accents and in lower case."""
    return {word for text in texts for word in WORD.findall(_COMBINING.sub("", normalize("NFD", text)).casefold())}


def values(document: Any) -> Iterator[str]:
    """Yield the texts of an export. Sentences that netcli composed are left out."""
    if isinstance(document, dict):
        own = document.get("network") not in (None, "hand", "edges", "csv")
        for key, value in document.items():
            if key != "summary" and not (key == "detail" and own):
                yield from values(value)
    elif isinstance(document, list):
        for each in document:
            yield from values(each)
    elif isinstance(document, str):
        yield document


TYPABLE: Final = words(
    [
        *LINK_KINDS,
        *RULES,
        *KEYS,
        *FORMATS,
        *NETWORKS,
        *(row.label or "" for row in NETWORKS.values()),
        *TOPICS,
        *SYSTEM.values(),
    ]
)
"""Words that are the same in every language."""


@pytest.fixture(scope="module")
def played(session: Path, tmp_path_factory: pytest.TempPathFactory, _scenery: Path) -> list[tuple[str, str, Outcome]]:
    """A fixture: the commands of the session, with their French outcomes."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        stage = staged(tmp_path_factory.mktemp("french") / "stage", _scenery, monkeypatch)
        monkeypatch.setattr(french, "FRENCH", BRACKETED)
        monkeypatch.setenv("NETCLI_LANG", "fr")
        told = [(command, stdin, stage.play(command, stdin)) for command, stdin in steps(session.read_text("utf-8"))]
    use(ENGLISH)
    return told


@pytest.fixture(scope="session")
def data(_sample: Path) -> set[str]:
    """A fixture: the words of the sample book, of `NAMES` and of `TYPABLE`."""
    return words([NAMES, *values(json.loads(Netcli(_sample).export()))]) | TYPABLE


def arguments(command: str, stdin: str) -> set[str]:
    """Return the words in a command, its input and its example files."""
    typed = [word for word in shlex.split(command) if word not in MODULES]
    named = [EXAMPLES.parent / word for word in typed if word.startswith("examples/")]
    return words([*typed, stdin]).union(*map(words_in, named))


@cache
def words_in(path: Path) -> set[str]:
    """Return the words of the files at *path*."""
    return words(contents(path))


def contents(path: Path) -> Iterator[str]:
    """Yield the texts of the files at *path*, including files in archives."""
    for file in path.rglob("*") if path.is_dir() else [path]:
        if file.suffix == ".zip":
            with zipfile.ZipFile(file) as archive:
                yield from (archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
        elif file.is_file():
            yield from (file.name, file.read_text("utf-8", "replace"))


def said(text: str, *, page: bool = False, history: bool = False) -> Iterator[tuple[set[str], str]]:
    """Yield (words outside of brackets, line) for each line of *text*."""
    blank = BRACKETS.sub(lambda bracket: " " + "\n" * bracket[0].count("\n"), text)
    for outside, line in zip(blank.splitlines(), text.splitlines(), strict=True):
        if line.startswith('{"schema"') or (page and line.startswith("  netcli")):
            continue
        rest = re.sub(r"^ {2,}\S.*?(  |$)" if page else r"^\d+\t[^\t]*\t[\w ]+" if history else "^$", "", outside)
        yield words([TYPED.sub(" ", re.sub(r"\bnetcli( [a-z]+)*", " ", rest))]), line


@EACH_SESSION
def test_nothing_stays_english(played: list[tuple[str, str, Outcome]], data: set[str]) -> None:
    """In French, netcli prints only translated words, data and typed words."""
    known, left = {*data, *FullPerson.fields}, []
    for command, stdin, outcome in played:
        if "_NETCLI_COMPLETE" in command:  # it offers words to type
            continue
        known |= arguments(command, stdin)
        page = re.search(r"--help|-h\b|netcli( help| intro|$)", command) is not None
        shown = outcome.err if DOCUMENTS.search(command) else outcome.out + outcome.err
        for outside, line in said(shown, page=page, history=" history" in command):
            if strange := outside - known - (MODULES.keys() | {"error"} if "netcli schema" in command else set()):
                left.append((command, sorted(strange), line))
    assert left == []


@EACH_SESSION
def test_documents_for_machines_stay_english(played: list[tuple[str, str, Outcome]]) -> None:
    """Documents, tables for other programs, and error documents contain no translated word."""
    translated = []
    for command, _, outcome in played:
        asked = command.partition(" -- ")[0]
        document = re.search(r"--(json|ndjson)\b", asked)
        table = re.search(r"--(csv|tsv)\b|netcli( --db \S+)? (export|schema|sql)\b(?!.*--help)", asked)
        shown = (outcome.out if document or table else "") + (outcome.err if document else "")
        if "⟦" in shown:
            translated.append((command, shown[:300]))
    assert translated == []
