"""Every document that netcli prints fits its schema and contains no other fields."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from netcli.answers import schemas
from netcli.cli import MODULES

from ..running import EXAMPLES, Netcli

TOLD_OTHERWISE = {"schema"}
"""Commands that print something other than an answer."""

QUESTIONS = {
    "path": ("path", "me", "Sophie Durand", "--disjoint"),
    "path, none": ("path", "me", "id:6"),
    "path, cut": ("path", "me", "Sophie Durand", "--max-hops", "1"),
    "path, proven": ("path", "me", "Sophie Durand", "--proof"),
    "path, none, proven": ("path", "me", "id:6", "--proof"),
    "path, anonymous": ("path", "me", "Sophie Durand", "--proof", "--anonymous"),
    "find": ("find", "sophie"),
    "find, cut": ("find", "martin", "--limit", "1"),
    "show": ("show", "Pierre Martin"),
    "show, link": ("show", "me", "Pierre Martin"),
    "list": ("list", "--all"),
    "stats": ("stats",),
    "stars": ("stars",),
    "potential": ("potential",),
    "suggest": ("suggest",),
    "fragile": ("fragile",),
    "groups": ("groups",),
    "whatif": ("whatif", "--link", "me = Sophie Durand", "--without", "Pierre Martin", "--target", "Madonna"),
    "milgram": ("milgram",),
    "stars, whole": ("stars", "--whole"),
    "imports": ("imports",),
    "export": ("export",),
    "history": ("history",),
    "check": ("check",),
    "where": ("where",),
    "add": ("add", "Bo", "--birthday", "--03-12"),
    "link": ("link", "me", "Sophie Durand"),
    "unlink": ("unlink", "me", "Pierre Martin"),
    "edit": ("edit", "Madonna", "--city", "Detroit"),
    "tag": ("tag", "Madonna", "singer"),
    "import": ("import", str(EXAMPLES)),
    "undo": ("undo",),
    "error": ("show", "Nobody At All"),
    "error, ambiguous": ("show", "Marie Martin"),
    "error, usage": ("show", "--frobnicate"),
}


def strict(schema: Any) -> Any:
    """Return a copy of *schema* that forbids undeclared fields. Warnings may still have undeclared fields."""
    schema = copy.deepcopy(schema)
    for name, shape in schema["$defs"].items():
        if name != "schemas.Warned":
            shape["additionalProperties"] = False
    schema["additionalProperties"] = False
    return schema


@pytest.mark.parametrize("words", QUESTIONS.values(), ids=list(QUESTIONS))
def test_documents_are_as_their_schema_says(village: Netcli, words: tuple[str, ...]) -> None:
    """Each answer or error fits its schema and has no undeclared fields."""
    command, *rest = words
    outcome = village(command, "--json", *rest)
    document = json.loads(outcome.out or outcome.err)
    named = document["schema"].removeprefix("netcli.").removesuffix("/1")
    assert named == (command if outcome.out else "error")
    Draft202012Validator(strict(schemas.document(named))).validate(document)


def test_waiting_pairs_are_as_their_schema_says(book: Netcli, tmp_path: Path) -> None:
    """The answer of `netcli duplicates` fits its schema."""
    (tmp_path / "people.csv").write_text("name,company\nMarie Martin,Airbus\nMarie Martin,Thales\n", encoding="utf-8")
    book.ok("import", tmp_path / "people.csv")
    document = book.ok("duplicates")
    assert [len(group["pairs"]) for group in document["result"]["groups"]] == [1]
    Draft202012Validator(strict(schemas.document("duplicates"))).validate(document)


def test_redo_and_init_are_as_their_schema_says(netcli: Netcli) -> None:
    """The answers of `netcli init` and `netcli redo` fit their schemas."""
    for words in (("init", "--me", "Zoé Exemple"), ("add", "Bo"), ("undo",), ("redo",)):
        document = netcli.ok(*words)
        assert [*Draft202012Validator(strict(schemas.document(words[0]))).iter_errors(document)] == []


def test_failed_imports_are_as_their_schema_says(book: Netcli, tmp_path: Path) -> None:
    """If one file of an import is missing, the answer still fits its schema."""
    outcome = book("import", "--json", EXAMPLES / "csv" / "people.csv", tmp_path / "absent.csv")
    assert outcome.code == 66
    Draft202012Validator(strict(schemas.document("import"))).validate(outcome.json())


def test_every_command_has_a_schema() -> None:
    """Every command except `netcli schema` has a schema. Errors also have a schema."""
    assert set(schemas.commands()) == set(MODULES) - TOLD_OTHERWISE | {"error"}


@pytest.mark.parametrize("command", schemas.commands())
def test_schemas_are_schemas(command: str) -> None:
    """Each schema is valid JSON Schema 2020-12."""
    Draft202012Validator.check_schema(schemas.document(command))


def test_the_command_prints_them(netcli: Netcli) -> None:
    """`netcli schema show` prints the schema of `netcli show` and needs no book."""
    outcome = netcli("schema", "show")
    assert (outcome.code, outcome.json()) == (0, schemas.document("show"))


def test_an_unknown_command_has_none(netcli: Netcli) -> None:
    """If a command is unknown, the error lists the commands that have a schema."""
    outcome = netcli("schema", "frobnicate", "--json")
    assert (outcome.code, outcome.out) == (2, "")
    assert "path" in outcome.error()["hint"]


@pytest.mark.parametrize(
    "words",
    [
        ("list", "--limit", "1"),
        ("export", "company:nothing"),
        ("import", str(EXAMPLES / "csv" / "people.csv"), "--network", "nowhere"),
    ],
    ids=["cut", "empty", "unknown network"],
)
def test_every_warning_has_the_same_first_keys(village: Netcli, words: tuple[str, ...]) -> None:
    """The first keys of a warning are code, file, line and message."""
    command, *rest = words
    (warning,) = village(command, "--json", *rest).json()["warnings"]
    assert list(warning)[:4] == ["code", "file", "line", "message"]


def test_every_warning_on_stderr_has_the_same_first_keys(village: Netcli) -> None:
    """With `--ndjson`, a warning on stderr begins with the keys code, file, line and message."""
    warning = json.loads(village("list", "--ndjson", "--limit", "1").err)["warning"]
    assert (list(warning)[:4], warning["file"], warning["line"]) == (["code", "file", "line", "message"], None, None)
