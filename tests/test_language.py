"""Every text for people has a French translation."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

import netcli
from netcli.cli import COMMANDS, HELP, app
from netcli.cli.pages import unwrapped
from netcli.french import FRENCH, TEMPLATES
from netcli.language import ENGLISH, noun, plural, spoken, use
from netcli.recognition import FIELD, recognised
from netcli.render.phrases import BANDS, column_of

SOURCES: Final = Path(netcli.__file__).parent
MARKING: Final = {"say": 1, "tr": 1, "noun": 3, "plural": 3, "amount": 3}
"""For each translating function, the number of leading arguments that can be texts."""
INSTEAD: Final = {"{would}; nothing written": {"done"}}
"""English templates whose translation needs different fields. The values are the fields of the translation."""


def literals(node: ast.expr) -> Iterator[str]:
    """Yield each string literal that can be the value of an expression."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)
    elif isinstance(node, ast.BoolOp):
        for each in node.values:
            yield from literals(each)


def marked() -> dict[str, str]:
    """Return each text that is marked for translation, with its file and line."""
    found = {}
    for path in sorted(SOURCES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and name in MARKING:
                texts = [text for each in node.args[: MARKING[name]] for text in literals(each)]
                if len(texts) == 1 and name in ("noun", "plural", "amount"):
                    texts.append(f"{texts[0]}s")
                found.update(dict.fromkeys(texts, f"{path.relative_to(SOURCES)}:{node.lineno}"))
    return found


def helps() -> dict[str, str]:
    """Return each help text, with the command or parameter that the text describes."""
    found = {HELP.strip(): "netcli", **dict.fromkeys(COMMANDS, "netcli")}
    for name in app.list_commands(None):  # type: ignore[arg-type]  # it names them without a context
        command: Any = app.get_command(None, name)  # type: ignore[arg-type]
        for each in (command, *getattr(command, "commands", {}).values()):
            found[unwrapped(each.help or "")] = name
            found.update({param.help: f"{name} {param.name}" for param in each.params if getattr(param, "help", None)})
    return {text: where for text, where in found.items() if text}


def fields(template: str) -> set[str]:
    """Return the names of the fields in a template."""
    return {re.split(r"[!:]", field[1:-1])[0] for field in FIELD.findall(template)}


def test_every_sentence_is_translated() -> None:
    """Every text that the code marks for translation has a French translation."""
    words = {text: where for text, where in marked().items() if re.search("[a-z]{2}", FIELD.sub("", text))}
    assert {text: where for text, where in words.items() if text not in TEMPLATES} == {}


def test_every_page_of_help_is_translated() -> None:
    """The help texts of all commands, arguments and options have a French translation."""
    assert {text: where for text, where in helps().items() if text not in TEMPLATES} == {}


def test_translations_have_the_fields_of_their_templates() -> None:
    said = {english: INSTEAD.get(english, fields(english)) for english in TEMPLATES}
    assert {english: french for english, french in TEMPLATES.items() if said[english] != fields(french)} == {}


@pytest.fixture
def french() -> Iterator[None]:
    """A fixture: the language is French during the test."""
    use(FRENCH)
    yield
    use(ENGLISH)


@pytest.mark.usefixtures("french")
def test_french_counts_one_below_two() -> None:
    """French uses the singular for 0 and 1.94, where English uses the plural."""
    hops = [spoken(plural(number, "hop")) for number in (0, 1, 2)]
    assert [*hops, spoken(noun(1.94, "hop")), str(plural(0, "hop"))] == [
        "0 saut",
        "1 saut",
        "2 sauts",
        "saut",
        "0 hops",
    ]


@pytest.mark.usefixtures("french")
def test_columns_are_as_wide_as_their_translated_words() -> None:
    """The column of chances fits the longest French word, "passable"."""
    assert column_of(BANDS) == 9


def loaded(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the syntax nodes that run when a module is loaded."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, (ast.FunctionDef, ast.Lambda)):
            yield child
            yield from loaded(child)


def test_nothing_is_translated_when_a_module_is_loaded() -> None:
    """Loading a module translates nothing. The language may be set later."""
    early = {
        f"{path.relative_to(SOURCES)}:{node.lineno}"
        for path in SOURCES.rglob("*.py")
        for node in loaded(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("tr", "spoken")
    }
    assert early == set()


@pytest.mark.usefixtures("french")
@pytest.mark.parametrize(
    ("written", "translated"),
    [
        (
            "imported a.csv: 1 new person, 2 new links",
            "a.csv\u00a0: importé\u00a0; 1 nouvelle personne, 2 nouveaux liens",
        ),
        ("you and Ann Bo are now linked", "vous et Ann Bo sont maintenant liés"),
        ("'Rock and Roll' matches 2 people", "'Rock and Roll' correspond à 2 personnes"),
        ("tagged Link: private", "étiquettes de Link\u00a0: private"),
    ],
)
def test_what_was_written_is_recognised(written: str, translated: str) -> None:
    """A stored sentence is translated. Names in the sentence are not translated."""
    assert spoken(recognised(written)) == translated
