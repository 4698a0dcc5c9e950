"""Generate the manual pages from the help of the commands.

python docs/manual.py FOLDER
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typer._click import Command, Context, Parameter

ALIAS: Final = "netcli-contacts"
"""The program's second name, which is also the name of the distribution."""
EXITS: Final = (
    ("0", "Done; an empty list is done."),
    ("2", "The words of the command are off."),
    ("3", "No such person, batch or tag."),
    ("4", "Several people fit, and there is nobody to ask."),
    ("5", "There is no chain: that is the answer."),
    ("6", "Refused: it needs --yes, or would lose data."),
    ("10", "Something changed (watch check)."),
    ("65", "The input or the book cannot be used."),
    ("66", "No such file or book."),
    ("69", "An extra is needed that is not installed."),
    ("70", "A bug."),
    ("73", "A file cannot be created, or exists."),
    ("74", "Reading or writing failed."),
    ("75", "The book is busy: try again."),
    ("77", "No permission, or the book is locked."),
    ("130, 141", "Interrupted; the reader of the output left."),
)
VARIABLES: Final = (
    ("NETCLI_DB", "The book to use, where --db says nothing."),
    ("NETCLI_NOW", "A date or a time to answer at, instead of now."),
    ("NO_COLOR, FORCE_COLOR", "Never, or always, use colours; --color comes first."),
    ("PAGER", "What shows an answer that is taller than the terminal; cat turns it off."),
    ("COLUMNS", "How many columns wide the drawing of path --draw may be, instead of the terminal's width."),
    ("TERM", "Of a terminal that is called dumb, no colours, pager or progress are asked."),
    (
        "NETCLI_LANG, LC_ALL, LC_MESSAGES, LANG",
        "The language of what people read: French if the first that is set begins with fr, else English.",
    ),
    ("SHELL", "The shell whose file completion --install changes, where none is named."),
    ("ZDOTDIR, XDG_CONFIG_HOME", "Where zsh and fish look for their files."),
    ("XDG_DATA_HOME", "The data directory on Linux, where the usual book lies."),
    ("CLAUDE_CONFIG_DIR, CODEX_HOME", "Where setup looks for the files of Claude Code and Codex."),
)
SHARED: Final = r"And those that every command has: \fBnetcli\fR(1)."


def pages() -> Iterator[tuple[str, str]]:
    """Yield the file name and the text of each manual page."""
    from netcli.cli import COMMANDS, app

    root = app.context_class(app, info_name="netcli", **app.context_settings)
    built = dict(commands(root))
    listed: list[str] = []
    for group, members in COMMANDS.items():
        listed += [f".SS {_text(group)}"]
        listed += [_item(f"netcli {name}", brief(built[name])) for name in members]
    yield (
        "netcli.1",
        _page(
            "netcli",
            "find out who can introduce you to anybody",
            ("SYNOPSIS", [".B netcli", r"[\fIOPTIONS\fR] \fICOMMAND\fR [\fIARGUMENTS\fR]"]),
            ("DESCRIPTION", _described(app.help or "")),
            ("COMMANDS", [*listed, ".PP", "Each has a page of its own: man netcli\\-path."]),
            ("OPTIONS", _items(app, root)),
            ("ENVIRONMENT", [_item(*each) for each in VARIABLES]),
            ("EXIT STATUS", [_item(*each) for each in EXITS]),
        ),
    )
    yield f"{ALIAS}.1", ".so man1/netcli.1\n"
    for name, command in built.items():
        context = root.__class__(command, info_name=name, parent=root)
        inner = getattr(command, "commands", {})
        yield (
            f"netcli-{name}.1",
            _page(
                f"netcli-{name}",
                brief(command).rstrip("."),
                ("SYNOPSIS", _synopsis(command, context)),
                ("DESCRIPTION", _described(command.help or "")),
                *((f"NETCLI {name} {each}".upper(), _inner(inner[each], each, context)) for each in inner),
                ("OPTIONS", [*_items(command, context), ".PP", SHARED]),
                ("EXAMPLES", _described(command.epilog or "")),
                ("SEE ALSO", [r"\fBnetcli\fR(1), which lists the exit codes."]),
            ),
        )


def commands(root: Context) -> Iterator[tuple[str, Command]]:
    """Yield every command with its name, in the order of the help."""
    from netcli.cli import COMMANDS, app

    for name in (name for group in COMMANDS.values() for name in group):
        if command := app.get_command(root, name):
            yield name, command


def brief(command: Command) -> str:
    """Return the first sentence of the help of *command*."""
    return command.get_short_help_str(limit=10_000)


def usage(command: Command, context: Context) -> str:
    """Return the options and arguments of *command* in brief."""
    return " ".join(command.collect_usage_pieces(context)).replace("{", "").replace("}", "")


def parameters(command: Command, context: Context) -> list[Parameter]:
    """Return the parameters of *command*, except those that every command has.

    If *command* is `netcli` itself, return all options.
    """
    own = command.get_params(context)
    return [each for each in own if context.parent is None or each.name not in _shared(context)]


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of *text*, each on one line."""
    return [" ".join(block.split()) for block in text.replace("\b", "").split("\n\n") if block.strip()]


def write(folder: Path) -> list[Path]:
    """Write all pages into *folder* and return the paths of the pages."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in pages():
        written.append(folder / name)
        written[-1].write_text(text, "utf-8")
    return written


def _page(name: str, brief: str, *sections: tuple[str, Sequence[str]]) -> str:
    from netcli import __version__

    lines = [f'.TH {_text(name.upper())} 1 "" "netcli {__version__}" "netcli"', ".nh", ".ad l"]
    lines += [".SH NAME", f"{_text(name)} \\- {_text(brief)}"]
    for title, told in sections:
        lines += [f'.SH "{_text(title)}"', *told] if told else []
    return "\n".join(lines) + "\n"


def _synopsis(command: Command, context: Context) -> list[str]:
    return [f".B {_text(context.command_path)}", _text(usage(command, context))]


def _inner(command: Command, name: str, parent: Context) -> list[str]:
    context = parent.__class__(command, info_name=name, parent=parent)
    return [
        *_synopsis(command, context),
        *_described(command.help or ""),
        *_items(command, context),
    ]


def _items(command: Command, context: Context) -> list[str]:
    own = parameters(command, context)
    return [_item(*record) for each in own if (record := each.get_help_record(context))]


def _shared(context: Context) -> set[str | None]:
    """Return the names of the options that every command has."""
    root = context.find_root()
    return {each.name for each in root.command.get_params(root)}


def _item(term: str, text: str) -> str:
    return f".TP\n\\fB{_text(term)}\\fR\n{_text(text)}"


def _described(text: str) -> list[str]:
    return [line for paragraph in paragraphs(text) for line in (".PP", _text(paragraph))]


def _text(text: str) -> str:
    """Return *text* without backticks, escaped so that roff does not interpret it."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("`", "")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


if __name__ == "__main__":
    print(*write(Path(sys.argv[1])), sep="\n")
