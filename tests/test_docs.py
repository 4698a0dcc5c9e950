"""The documents show the real output of their examples."""

from __future__ import annotations

import doctest
import html
import re
import sys
import unicodedata
from pathlib import Path
from typing import Final

import pytest

from netcli.book import Book
from netcli.cli import COMMANDS, MODULES, app
from netcli.cli.help import FILTERS
from netcli.french import TEMPLATES
from netcli.render.bars import EIGHTHS

from .running import Netcli

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "docs"))

from sessions import (  # noqa: E402 - a script, found by the line above
    GUIDES,
    PAGES,
    READMES,
    TUTORIALS,
    Stage,
    language_of,
    needs,
    rehearsed,
)

CHANGES = (ROOT / "CHANGELOG.md").read_text("utf-8")
DOCUMENTS = sorted([*READMES, ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
EACH_DOCUMENT = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
WITH_PROGRAMS = [
    pytest.param(page, id=page.name, marks=pytest.mark.needs(*sorted(programs)))
    for page in PAGES
    if (programs := needs(page.read_text("utf-8")))
]
TOLD = {"console", "pycon", "crontab", "muttrc", "aerc"}
"""Languages of code blocks in the tutorial and the how-tos. Tests run only `console` and `pycon`."""
EACH_README = pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
PICTURE_SUFFIXES = {"en": ".svg", "fr": ".fr.svg"}
"""File suffixes of the pictures, by language."""


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """A fixture: a copy of the repository with the sample book."""
    stage = Stage(tmp_path)
    stage.take_sample()
    return stage


QUICK: Final = ("README.md", "tutorial.md")
"""Names of the pages whose sessions run in the quick tests."""


@pytest.mark.parametrize(
    "page",
    [pytest.param(page, marks=[] if page.name in QUICK else pytest.mark.slow) for page in PAGES],
    ids=lambda path: path.name,
)
def test_the_sessions_print_what_they_say(page: Path, tmp_path: Path) -> None:
    """The sessions of a page print exactly what the page shows."""
    text = page.read_text("utf-8")
    assert rehearsed(text, Stage(tmp_path, language_of(page)), installed=lambda _: False) == text


@pytest.mark.parametrize("page", WITH_PROGRAMS)
def test_the_sessions_with_other_programs_print_what_they_say(page: Path, tmp_path: Path) -> None:
    """Sessions that need other programs print exactly what the page shows."""
    text = page.read_text("utf-8")
    assert rehearsed(text, Stage(tmp_path, language_of(page))) == text


@pytest.mark.parametrize("page", GUIDES, ids=lambda path: path.name)
def test_every_block_is_executed(page: Path) -> None:
    """The tutorial and the how-tos contain only code blocks in known languages."""
    assert set(re.findall(r"^```(\w*).*\n(?:(?!```).*\n)*```", page.read_text("utf-8"), re.M)) - TOLD == set()


@pytest.mark.slow
@pytest.mark.parametrize("years", [2, 7])
@EACH_README
def test_the_sessions_are_true_in_any_year(readme: Path, tmp_path: Path, years: int) -> None:
    """In later years, the sessions print what README shows, except for the years."""
    stage, text = Stage(tmp_path, language_of(readme)), readme.read_text("utf-8")
    stage.environment["NETCLI_NOW"] = f"{2026 + years}-11-23"
    assert _without_years(rehearsed(text, stage)) == _without_years(text)


def _without_years(text: str) -> str:
    return re.sub(r"(?:19|20)\d\d", "YEAR", text)


@EACH_README
def test_the_first_command_ends_with_the_chain(readme: Path, tmp_path: Path) -> None:
    """The output of README's first command ends with the chain to Sophie."""
    stage = Stage(tmp_path, language_of(readme))
    first = re.findall(r"^```sh\n(.*?)\n```", readme.read_text("utf-8"), re.DOTALL | re.MULTILINE)[0]
    installed = "python3 -m venv .venv && .venv/bin/pip install -q . && . .venv/bin/activate && "
    assert first.startswith(installed)
    assert stage.run(first.removeprefix(installed)).endswith(_chain(readme))


def _chain(readme: Path) -> str:
    """Return what the first session of a README prints."""
    return readme.read_text("utf-8").partition('$ netcli path me "Sophie"\n')[2].partition("```")[0]


@pytest.mark.parametrize("pages", [READMES, TUTORIALS], ids=lambda pages: pages[0].name)
def test_both_languages_have_the_same_sections_and_commands(pages: tuple[Path, Path]) -> None:
    """The English and the French page have the same sections and commands."""
    english, french = (_skeleton(page.read_text("utf-8")) for page in pages)
    assert french == english


def _skeleton(text: str) -> list[str]:
    """Return the heading levels, the session commands and the other blocks."""
    skeleton = []
    for block, language, heading in re.findall(r"^(```(\S*).*?^```)|^(#+) ", text, re.DOTALL | re.MULTILINE):
        commands = re.findall(r"^[$>] .*", block, re.MULTILINE) if language == "console" else [block]
        skeleton += [heading] if heading else commands
    return skeleton


@pytest.mark.parametrize("page", [READMES[1], TUTORIALS[1]], ids=lambda path: path.name)
def test_no_french_line_breaks_before_a_sign(page: Path) -> None:
    """A French page has only non-breaking spaces before punctuation marks and inside guillemets."""
    text = re.sub(r"^```.*?^```|`[^`]*`", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    assert re.findall(r"\S* [;:!?»]|« \S*", text) == []


@pytest.mark.parametrize(
    "document",
    ["README.md", "README.fr.md", "docs/python.md", "docs/how-to/assistants.md", "docs/explanations/chance.md"],
)
def test_python_prints_what_the_documents_say(document: str, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every `>>>` example prints what the document shows."""
    monkeypatch.chdir(stage.place)
    for name in ("NETCLI_DB", "NETCLI_NOW"):
        monkeypatch.setenv(name, stage.environment[name])
    outcome = doctest.testfile(str(ROOT / document), module_relative=False, encoding="utf-8")
    assert outcome.attempted > 0
    assert outcome.failed == 0


@pytest.mark.slow
def test_pandas_reads_what_the_documents_say(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pandas example of docs/python.md reads all people of the sample book."""
    pytest.importorskip("pandas", reason="not a development dependency")
    monkeypatch.setenv("NETCLI_DB", str(stage.place / stage.environment["NETCLI_DB"]))
    monkeypatch.setenv("NETCLI_NOW", stage.environment["NETCLI_NOW"])
    (lines,) = re.findall(
        r"^```python\n(import pandas.*?)^```", (ROOT / "docs" / "python.md").read_text("utf-8"), re.S | re.M
    )
    found: dict[str, object] = {}
    exec(lines, found)
    assert len(found["people"]) == 69  # type: ignore[arg-type]  # a frame


def test_every_method_of_a_book_is_in_the_table() -> None:
    """The table in docs/python.md lists every method of a book."""
    table = (ROOT / "docs" / "python.md").read_text("utf-8").partition("## Commands and methods")[2]
    methods = {name for name in dir(Book) if not name.startswith("_")}
    assert methods - set(re.findall(r"`(\w+)`", table)) == set()


def test_the_example_of_a_year_is_logged_whole(stage: Stage) -> None:
    """`examples/year.py` logs all 200 meetings with few keystrokes per line."""
    told = stage.run(f"{sys.executable} examples/year.py")
    assert "logged 200 new meetings from year.txt, in " in told
    assert float(re.findall(r"words: ([\d.]+) a line", told)[0]) < 10


def test_the_example_script_prints_who_opens_doors(stage: Stage) -> None:
    """`examples/doors.py airbus` prints Pierre Martin first. An unknown company prints an empty line."""
    told = stage.run(f"{sys.executable} examples/doors.py airbus")
    assert told.startswith("Pierre Martin: ")
    assert stage.run(f"{sys.executable} examples/doors.py 'nothing at all'") == "\n"


@EACH_README
def test_every_command_is_in_the_table(readme: Path) -> None:
    """README's table lists every command in the order of the help page."""
    table = re.split(r"## Comm\w+\n", readme.read_text("utf-8"))[1].partition("\n## ")[0]
    rows = re.findall(r"^\| (\w[^|]*) \|([^|]*)\|", table, re.MULTILINE)
    named = {group: re.findall(r"`(\w+)`", names) for group, names in rows}
    titles = TEMPLATES if language_of(readme) == "fr" else {}
    assert named == {titles.get(group, group): list(names) for group, names in COMMANDS.items()}


@pytest.mark.parametrize("name", [name for group in COMMANDS.values() for name in group])
def test_every_command_has_help(name: str) -> None:
    command = app.get_command(None, name)  # type: ignore[arg-type]  # no context is looked at
    assert command is not None
    assert command.help


def test_the_page_on_filters_names_the_commands_that_take_them() -> None:
    """`netcli help filters` lists exactly the commands that take filters."""
    told = FILTERS[-1].rpartition("Commands with filters: ")[2].removesuffix(".")
    assert set(re.split(r", | and ", told)) == {name for name in MODULES if "FILTER" in _usage(name)}


def _usage(name: str) -> str:
    command = app.get_command(None, name)  # type: ignore[arg-type]  # no context is looked at
    assert command is not None
    return " ".join(command.collect_usage_pieces(type(command).context_class(command)))


def test_a_change_is_told_once() -> None:
    """In CHANGELOG.md, a version describes each command once, except `path` and `import`."""
    for version in CHANGES.split("\n## ")[1:]:
        named = re.findall(r"`(\w+)`", " ".join(re.findall(r"\(([^)]*)\)", version)))
        assert sorted({name for name in named if named.count(name) > 1} - {"path", "import"}) == []


@pytest.mark.parametrize("page", GUIDES, ids=lambda path: path.name)
def test_settings_run_what_sessions_ran(page: Path) -> None:
    """Every netcli command in a settings block is also in a session."""
    text = page.read_text("utf-8")
    settings = "\n".join(re.findall(r"^```(?:crontab|muttrc|aerc)\n(.*?)^```", text, re.DOTALL | re.MULTILINE))
    commands = [command.strip() for command in re.findall(r"netcli [a-z][^\n]*?(?=\)|\"$|$)", settings, re.MULTILINE)]
    sessions = "\n".join(re.findall(r"^```console.*?\n(.*?)^```", text, re.DOTALL | re.MULTILINE))
    assert [each for each in commands if not re.search(re.escape(each).replace("%s", ".+"), sessions)] == []


def test_every_page_is_in_the_index() -> None:
    """Every page is linked from docs/README.md or docs/reference/README.md."""
    pages = {path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md")}
    listed = set(map(Path, _links(ROOT / "docs" / "README.md"))) | {Path("README.md")}
    listed |= {Path("reference", link) for link in _links(ROOT / "docs" / "reference" / "README.md")}
    assert pages - listed == set()


@EACH_DOCUMENT
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    """Every relative link leads to an existing file and heading."""
    broken = [link for link in _links(document) if not _leads_somewhere(document, link)]
    assert broken == []


def _links(document: Path) -> list[str]:
    text = re.sub(r"^```.*?^```", "", document.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    links: list[str] = re.findall(r"\]\(([^)\s]+)\)", text)
    return [link for link in links if not link.startswith(("http://", "https://", "mailto:"))]


def _leads_somewhere(document: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = document.parent / name if name else document
    if not target.exists():
        return False
    return not anchor or anchor in map(_anchor, re.findall(r"^#+ (.*)$", target.read_text("utf-8"), re.MULTILINE))


def _anchor(heading: str) -> str:
    """Return the anchor that code hosts make from a heading."""
    kept = (each for each in heading.strip().lower() if each in " -_" or unicodedata.category(each)[0] in "LN")
    return "".join(kept).replace(" ", "-")


@EACH_README
def test_the_picture_shows_the_session(readme: Path) -> None:
    """docs/path.svg contains all words of README's first session."""
    assert sorted(set(_chain(readme).split()) - _drawn("path", language_of(readme))) == []


@pytest.mark.parametrize("language", PICTURE_SUFFIXES)
def test_the_picture_shows_the_stars(sample: Netcli, language: str) -> None:
    """docs/stars.svg contains all words that `netcli stars` prints."""
    sample.ok("interview", "--limit", "2", stdin="y\nn\n")
    told = sample.process("stars", environment={"NETCLI_LANG": language}).out
    words = {word.strip(",") for word in told.split() if not set(word) <= set(EIGHTHS)}
    assert (len(words) > 50, sorted(words - {word.strip(",") for word in _drawn("stars", language)})) == (True, [])


def _drawn(picture: str, language: str) -> set[str]:
    """Return the words in a picture of a terminal."""
    drawn = (ROOT / "docs" / f"{picture}{PICTURE_SUFFIXES[language]}").read_text("utf-8")
    return set(html.unescape(" ".join(re.findall(r"<text[^>]*>([^<]*)</text>", drawn))).split())
