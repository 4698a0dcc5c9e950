"""Write docs/reference/ from the descriptions in the code.

python docs/reference.py
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import manual

if TYPE_CHECKING:
    from typer._click import Command, Context

FOLDER: Final = Path(__file__).resolve().parent / "reference"
MADE: Final = "<!-- made by docs/reference.py from the code: change it there -->"
PLAIN: Final = ("string", "integer", "number", "boolean", "object")

ERRORS: Final = """\
Under `--json` an error is one document on standard error: `error.code` is one of these or a narrower word,
`error.exit` is the exit code, `error.message` names the culprit, `error.hint` says what to do next,
`error.candidates` are the people who fit. From Python they are exceptions."""
ANSWERS: Final = """\
`--json` answers with one document on standard output: `schema`, `query`, `result` and `warnings`. `query` holds
the words and options of the question, and every person it names. `--ndjson` writes each element of a `result`
that is a list on a line of its own. Numbers that are not whole have nine significant digits, `null` is what is
not known, and dates are as precise as what is known (`2015`, `2015-01`, `2015-01-24`, `--03-12`).

Within a schema's number fields are added, never renamed or removed. `netcli schema COMMAND` prints these as JSON
Schema."""


def pages() -> Mapping[str, str]:
    """Return the text of every page, by file name."""
    made = {
        "README.md": ("Reference", _index()),
        "commands.md": ("Commands", _commands()),
        "exit-codes.md": ("Exit codes and errors", _exit_codes()),
        "json.md": ("Machine output", _json()),
        "formats.md": ("File formats", _formats()),
        "environment.md": ("Environment variables", _environment()),
        "places.md": ("Where files lie", _places()),
        "sql.md": ("Views for SQL", _sql()),
        "assistants.md": ("Tools for assistants", _assistants()),
    }
    return {name: _page(title, lines) for name, (title, lines) in made.items()}


def _page(title: str, lines: Iterable[str]) -> str:
    text = "\n".join([f"# {title}", "", MADE, "", *lines])
    return re.sub(r"\n{3,}", "\n\n", text).rstrip() + "\n"


def write() -> None:
    """Write all pages into docs/reference/."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, "utf-8")


def _index() -> Iterator[str]:
    yield "Every option, code, field and place, as the code has them."
    yield ""
    yield from (
        "- [Commands](commands.md): arguments, options, examples",
        "- [Exit codes and errors](exit-codes.md)",
        "- [Machine output](json.md): the fields of every answer under `--json`",
        "- [File formats](formats.md): read, written, typed",
        "- [Environment variables](environment.md)",
        "- [Where files lie](places.md)",
        "- [Views for SQL](sql.md)",
        "- [Tools for assistants](assistants.md)",
        "",
        "Not made from the code: [networks](../networks.md), and what is known of each export;"
        " [netcli from Python](../python.md).",
    )


def _commands() -> Iterator[str]:
    from netcli.cli import COMMANDS, app

    root = app.context_class(app, info_name="netcli", **app.context_settings)
    yield "The same pages are printed by `netcli COMMAND --help` and `man netcli-COMMAND`."
    yield from ("", "## Options of every command", "")
    yield from _options(app.get_params(root), root)
    built = dict(manual.commands(root))
    for group, names in COMMANDS.items():
        yield from ("", f"## {group}", "")
        yield from (f"- [`{name}`](#netcli-{name}): {manual.brief(built[name])}" for name in names)
        for name in names:
            yield from _command(built[name], root.__class__(built[name], info_name=name, parent=root), "###")


def _command(command: Command, context: Context, mark: str) -> Iterator[str]:
    yield from ("", f"{mark} {context.command_path}", "")
    yield from ("```text", f"{context.command_path} {manual.usage(command, context)}", "```", "")
    for paragraph in manual.paragraphs(command.help or ""):
        yield from (_plain(paragraph), "")
    yield from _options(manual.parameters(command, context), context)
    for name, each in getattr(command, "commands", {}).items():
        yield from _command(each, context.__class__(each, info_name=name, parent=context), f"{mark}#")
    if examples := _examples(command):
        yield from ("", "```sh", *examples, "```")


def _options(parameters: Iterable[Any], context: Context) -> list[str]:
    records = [record for each in parameters if (record := each.get_help_record(context))]
    return _table(("option", "meaning"), ((_code(term), _plain(told)) for term, told in records)) if records else []


def _examples(command: Command) -> list[str]:
    lines = [line.strip() for line in (command.epilog or "").replace("\b", "").splitlines()]
    return [line for line in lines if line.startswith("netcli ")]


def _exit_codes() -> Iterator[str]:
    from netcli import errors

    yield from _table(("code", "meaning"), ((code, _plain(told)) for code, told in manual.EXITS))
    yield from ("", "## Errors", "")
    yield from (*ERRORS.splitlines(), "")
    classes = [
        each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, errors.NetcliError)
    ]
    yield from _table(
        ("exception", "`error.code`", "exit", "meaning"),
        (
            (
                _code(f"netcli.errors.{each.__name__}"),
                _code(each.code),
                str(each.exit_code),
                _plain(_first(each.__doc__)),
            )
            for each in sorted(classes, key=lambda each: (each.exit_code, each.__name__))
        ),
    )


def _json() -> Iterator[str]:
    from netcli.answers import schemas

    yield from ANSWERS.splitlines()
    documents = {name: schemas.document(name) for name in schemas.commands()}
    yield from ("", "## Answers", "")
    rows = []
    for name, document in documents.items():
        of = document.get("properties", {})
        rows.append((_code(name), _asked(of.get("query", {})), _type(of.get("result", of.get("error", {})))))
    yield from _table(("command", "`query`", "`result`"), rows)
    yield from ("", "## Types")
    shapes = {name: shape for document in documents.values() for name, shape in document.get("$defs", {}).items()}
    for name, shape in sorted(shapes.items()):
        yield from ("", f"### {name}", "")
        for paragraph in manual.paragraphs(_dedented(shape.get("description", ""))):
            yield from (_plain(paragraph), "")
        if fields := shape.get("properties"):
            needed = set(shape.get("required", ()))
            yield from _table(
                ("field", "type"),
                (
                    (_code(field) + ("" if field in needed else " (may be absent)"), _type(of))
                    for field, of in fields.items()
                ),
            )
        else:
            yield _type(shape)


def _asked(schema: Mapping[str, Any]) -> str:
    """Return the type of a document's `query`, or nothing for a plain object."""
    return "" if not schema or schema.get("type") == "object" else _type(schema)


def _type(schema: Mapping[str, Any]) -> str:
    """Return the type of a value in a few words, with links to other types."""
    if reference := schema.get("$ref"):
        name = reference.rpartition("/")[2]
        return f"[{name}](#{name.replace('.', '').lower()})"
    if options := schema.get("anyOf") or schema.get("oneOf"):
        return " or ".join(dict.fromkeys(map(_type, options)))
    if "enum" in schema:
        return " or ".join(_code("null" if each is None else str(each)) for each in schema["enum"])
    if "const" in schema:
        return _code(str(schema["const"]))
    of = schema.get("type", "anything")
    if of == "array":
        each = _type(schema.get("items", {}))
        return f"list of {each}s" if each in PLAIN else f"list of {each}"
    if of == "object" and schema.get("additionalProperties"):
        return f"object of {_type(schema['additionalProperties'])}"
    return of if isinstance(of, str) else " or ".join(of)


def _formats() -> Iterator[str]:
    from netcli import exporters, importers
    from netcli.importers import csv, edges
    from netcli.networks import network

    yield "## Read"
    yield ""
    yield "`netcli import` recognises a file by what it holds, whatever its name."
    yield "[How to get each, and what it proves](../networks.md)."
    yield ""
    rows = []
    for each in (*importers.FORMATS, *importers.GENERIC):
        module = each.importer()
        rows.append((_code(each.module), network(module.NETWORK).label or "", _plain(_first(module.__doc__))))
    yield from _table(("format", "network", "what it is"), rows)
    yield from ("", "## Written", "")
    yield "`netcli export --format FORMAT`; `json` is the document of [`--json`](json.md), and loses nothing."
    yield ""
    writers = dict.fromkeys((*exporters.TEXTS, *exporters.FOLDERS))
    yield from _table(
        ("format", "into", "what it is"),
        (
            (
                _code(each.FORMAT),
                _into(each in exporters.TEXTS, each in exporters.FOLDERS),
                _plain(_first(each.__doc__)),
            )
            for each in writers
        ),
    )
    yield from ("", "## Typed tables of people", "")
    yield "What `--map FIELD=COLUMN` and a header may name. The columns of most programs are understood, too;"
    yield "several values stand in one cell with ` ::: ` between them."
    yield ""
    yield _codes(csv.FIELDS)
    yield from ("", "## Typed lists of links", "")
    ends = ", ".join(f"`{one},{other}`" for one, other in edges.ENDS)
    yield f"As CSV or NDJSON, the two ends ({ends}), then any of {_codes(dict.fromkeys(edges.ALIASES.values()))}."
    yield from _kinds()


def _into(text: bool, folder: bool) -> str:
    return " or ".join(word for word, holds in (("a file", text), ("a folder", folder)) if holds)


def _kinds() -> Iterator[str]:
    from netcli import kinds

    yield from ("", f"Kinds: {_codes(kinds.LINK_KINDS)}. Certainties: {_codes(kinds.CERTAINTIES)}.")


def _environment() -> Iterator[str]:
    yield from _table(
        ("variable", "meaning"), ((_codes(names.split(", ")), _plain(told)) for names, told in manual.VARIABLES)
    )


def _places() -> Iterator[str]:
    from netcli.config import clients, shells
    from netcli.store import backup, connection

    yield "The book is what `--db` names, else `NETCLI_DB`, else `netcli.db` in the data directory of the platform."
    yield "`netcli where` says which it is. Files have mode 0600, folders that netcli makes 0700."
    yield ""
    yield from _table(
        ("platform", "book", "configuration of Claude Desktop"), _platforms(clients.CLIENTS["claude-desktop"])
    )
    yield from ("", "## Beside the book", "")
    book = Path("netcli.db")
    yield from _table(
        ("file", "what it is"),
        (
            (_code(connection.lock_of(book).name), "what writers lock, so that one writes at a time; empty"),
            (_code("netcli.db-wal") + ", " + _code("netcli.db-shm"), "SQLite's own, while somebody writes"),
            (_code(_starred(backup.usual_place(book).name)), "a copy by `netcli backup`"),
            (
                _code("netcli.db.REASON-*.backup"),
                f"a copy that netcli made before it changed much; the latest {backup.KEPT} are kept",
            ),
            (_code(connection.page_of(book).name), "the page of `netcli view`"),
            (_code(connection.key_of(book).name), "the key of a locked book, encrypted by its passphrase"),
        ),
    )
    yield from ("", "## Files of other programs", "")
    yield "Changed only by `netcli setup` and `netcli completion --install`, which show what they write and ask first;"
    yield "`--remove` takes it back."
    yield ""
    rows = [(f"`netcli setup {word}`", _code(_client_file(each))) for word, each in clients.CLIENTS.items()]
    rows += [(f"`netcli completion {shell} --install`", _code(_at_home(shells.file(shell)))) for shell in shells.LINES]
    yield from _table(("command", "file, on Linux"), rows)


def _platforms(client: Any) -> Iterator[tuple[str, ...]]:
    from platformdirs.macos import MacOS
    from platformdirs.unix import Unix

    for name, dirs in (("Linux", Unix), ("macOS", MacOS)):
        data = dirs("netcli").user_data_dir
        config = dirs(client.folder, appauthor=False, roaming=True).user_config_dir
        yield name, _code(_at_home(Path(data, "netcli.db"))), _code(_at_home(Path(config, client.file)))
    local, roaming = r"%LOCALAPPDATA%\netcli\netcli", r"%APPDATA%"
    yield "Windows", _code(rf"{local}\netcli.db"), _code(rf"{roaming}\{client.folder}\{client.file}")


def _client_file(client: Any) -> str:
    return _at_home(client.path())


def _at_home(path: Path) -> str:
    home = Path.home()
    return f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) else str(path)


def _starred(name: str) -> str:
    return re.sub(r"\d{8}T\d{6}Z", "*", name)


def _sql() -> Iterator[str]:
    import netcli

    yield "A book is one SQLite file, and these views are in it. Columns may be added at the end; nothing else changes."
    yield "The tables behind them are netcli's own. [How to ask them](../how-to/datasette.md)."
    yield ""
    with (
        tempfile.TemporaryDirectory() as scratch,
        netcli.open(Path(scratch, "book.db"), write=True, create=True) as book,
    ):
        views = book.sql().result.rows
    yield from _table(("view", "columns"), ((_code(name), columns) for name, columns in views))


def _assistants() -> Iterator[str]:
    from netcli.mcp import proposals, tools

    yield "What `netcli mcp` offers over the Model Context Protocol. [How to set it up](../how-to/assistants.md)."
    yield from ("", "## Questions", "")
    for tool in tools.TOOLS:
        yield from _tool(tool.name, tool.description, tool.takes, tool.needs)
    yield from ("", "## Proposals, with `--write`", "")
    for kind in proposals.KINDS:
        yield from _tool(kind.name, kind.description, kind.takes, kind.needs)


def _tool(name: str, told: str, takes: Mapping[str, Any], needs: Sequence[str]) -> Iterator[str]:
    yield from ("", f"### {name}", "", _plain(told), "")
    yield from _table(
        ("argument", "type", "meaning"),
        (
            (_code(each) + ("" if each in needs else " (optional)"), _type(of), _plain(of.get("description", "")))
            for each, of in takes.items()
        ),
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(cell.replace("\n", " ").replace("|", "\\|") for cell in line) + " |" for line in lines]


def _codes(words: Iterable[str]) -> str:
    return ", ".join(map(_code, words))


def _code(text: str) -> str:
    return f"`{text}`"


def _plain(text: str) -> str:
    """Return *text* with `<` escaped, so that Markdown does not read HTML."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(each if each.startswith("`") else each.replace("<", "\\<") for each in parts)


def _first(text: str | None) -> str:
    return " ".join((text or "").split("\n\n")[0].split())


def _dedented(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines())


if __name__ == "__main__":
    sys.path.insert(0, str(FOLDER.parents[1] / "src"))
    write()
