"""The JSON Schema of every document that netcli prints."""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from typing import Final, Literal, TypedDict, Union

from netcli.answers import people
from netcli.answers.book import Backup, Checked, Compacted, Restored, Where
from netcli.answers.brief import Brief
from netcli.answers.companies import Asked, Entrance
from netcli.answers.dates import Anniversary
from netcli.answers.demo import Demo
from netcli.answers.dossier import Dossier
from netcli.answers.due import Due
from netcli.answers.duplicates import Accepted, Decided, Duplicates, Why
from netcli.answers.edits import Written
from netcli.answers.export import Exported
from netcli.answers.forget import Forgotten
from netcli.answers.fragile import Fragile
from netcli.answers.groups import Groups
from netcli.answers.guesses import Inferred
from netcli.answers.help import Topic
from netcli.answers.identity import Merged
from netcli.answers.imports import Batch, Columns, Failed, Import, ImportSince
from netcli.answers.interview import Interviewed
from netcli.answers.introductions import Draft, Intro
from netcli.answers.lock import Locked
from netcli.answers.milgram import Milgram
from netcli.answers.paths import Found, NotFound, Question
from netcli.answers.people import FullPerson, LinkShown, PersonShown
from netcli.answers.potential import Potential
from netcli.answers.problems import Error
from netcli.answers.proofs import Anonymous, AnonymousQuestion, ProofQuestion, Proven, ProvenApart, Verified
from netcli.answers.proposals import Proposal
from netcli.answers.query import Address
from netcli.answers.reach import Reach, Wanted
from netcli.answers.setup import Completion, Script, Setup
from netcli.answers.shape import Shape
from netcli.answers.sql import Rows
from netcli.answers.stars import Funnel
from netcli.answers.stars import Whole as Between
from netcli.answers.stats import Stats
from netcli.answers.suggest import Acquaintance, Wish
from netcli.answers.touch import Diary
from netcli.answers.trash import Thrown
from netcli.answers.undo import Change
from netcli.answers.watch import Checked as Compared
from netcli.answers.watch import Watched
from netcli.answers.whatif import WhatIf
from netcli.answers.whole import Whole

Schema = dict[str, object]
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

RESULTS: Final[dict[str, object]] = {
    "path": Found | NotFound | Proven | ProvenApart | Anonymous,
    "reach": Reach | list[Entrance],
    "find": list[people.Found],
    "show": PersonShown | LinkShown,
    "list": list[FullPerson],
    "verify": Verified,
    "init": Written,
    "add": Written | list[Import | Failed],
    "link": Written | list[Import | Failed],
    "unlink": Written,
    "edit": Written,
    "tag": Written,
    "infer": Inferred,
    "interview": Interviewed,
    "met": Written | Diary,
    "favour": Written,
    "rhythm": Written,
    "due": list[Due],
    "dates": list[Anniversary],
    "watch": Written | list[Watched] | list[Compared],
    "brief": Brief,
    "help": Topic,
    "intro": Draft | Written | list[Intro] | NotFound,
    "import": list[Import | ImportSince | Failed] | list[Columns],
    "imports": list[Batch] | list[Import],
    "export": Whole | Exported,
    "view": Exported,
    "query": list[Address],
    "mcp": Proposal | Written,
    "setup": Setup,
    "sql": Rows,
    "duplicates": Duplicates | Accepted | Decided,
    "merge": Merged,
    "split": Written,
    "distinct": Written,
    "why": Why,
    "stats": Stats,
    "stars": Funnel | Between,
    "potential": Potential,
    "suggest": list[Acquaintance],
    "fragile": Fragile,
    "groups": Groups,
    "whatif": WhatIf,
    "milgram": Milgram,
    "undo": Written,
    "redo": Written,
    "history": list[Change],
    "remove": Written,
    "trash": list[Thrown] | Written,
    "check": Checked,
    "forget": Forgotten,
    "dossier": Dossier,
    "lock": Locked,
    "unlock": Locked,
    "where": Where,
    "backup": Backup,
    "restore": Restored,
    "compact": Compacted,
    "demo": Demo,
    "completion": Completion | Script,
}
"""The result types of each command."""

QUERIES: Final[dict[str, object]] = {
    "path": Question | ProofQuestion | AnonymousQuestion,
    "reach": Wanted | Asked,
    "suggest": Wish,
}
"""The type of each query that has a class of its own.

All other queries are plain mappings (`Words`).
"""


class Warned(TypedDict):
    """A warning; its further keys depend on `code`."""

    code: str
    file: str | None
    line: int | None
    message: str


def commands() -> list[str]:
    """Return the names of all schemas: the commands, and `error`."""
    return [*RESULTS, "error"]


def document(command: str) -> Schema:
    """Return the JSON Schema of the document that *command* prints with `--json`."""
    definitions: Schema = {}
    properties: Schema = {"schema": {"const": f"netcli.{command}/1"}}
    required = ["schema"]
    if command == "error":
        # the line number is only in a stream of answers (`path --pairs`)
        properties |= {"line": {"type": "integer"}, "error": _schema(Error, definitions)}
        required += ["error"]
    else:
        properties["query"] = _schema(QUERIES.get(command, dict[str, object]), definitions)
        properties["result"] = _schema(RESULTS[command], definitions)
        properties["warnings"] = _schema(list[Warned], definitions)
        required += ["query", "result", "warnings"]
    return {
        "$schema": DIALECT,
        "title": f"netcli.{command}/1",
        "type": "object",
        "properties": properties,
        "required": required,
        "$defs": dict(sorted(definitions.items())),
    }


def _schema(hint: object, definitions: Schema) -> Schema:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint is object:
        return {}
    if hint in _SCALARS:
        return {"type": _SCALARS[hint]}
    if origin in (Union, types.UnionType):
        return _either([_schema(each, definitions) for each in arguments])
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (list, Sequence):
        return {"type": "array", "items": _schema(arguments[0], definitions)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(arguments[1], definitions)}
    assert isinstance(hint, type)
    return _defined(hint, definitions)


def _either(choices: list[Schema]) -> Schema:
    if all(list(choice) == ["type"] for choice in choices):
        return {"type": [choice["type"] for choice in choices]}
    return {"anyOf": choices}


def _defined(shape: type, definitions: Schema) -> Schema:
    """Return a reference to *shape*, and describe *shape* in *definitions*."""
    name = f"{shape.__module__.rpartition('.')[2]}.{shape.__name__}"  # two features may use the same class name
    if name not in definitions:
        definitions[name] = {}  # a shape may contain itself
        hints = typing.get_type_hints(shape)
        names = _names(shape)
        required = getattr(shape, "__required_keys__", names)
        definitions[name] = {
            "description": inspect.cleandoc(shape.__doc__ or ""),
            "type": "object",
            "properties": {field.rstrip("_"): _schema(hints[field], definitions) for field in names},
            "required": [field.rstrip("_") for field in names if field in required],
        }
    return {"$ref": f"#/$defs/{name}"}


def _names(shape: type) -> tuple[str, ...]:
    """Return the names of the fields in JSON documents of *shape*."""
    if issubclass(shape, Shape):
        names = shape.fields
    elif is_dataclass(shape):
        names = tuple(field.name for field in fields(shape))
    else:
        names = tuple(typing.get_type_hints(shape))
    return tuple(name for name in names if not name.startswith("_"))


_SCALARS: Final = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
