"""The command line. To start fast, a command's module is imported only on demand."""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import sys
from collections.abc import Iterator, Sequence
from typing import Any, Final

import typer
from typer import _click

from netcli import language
from netcli.cli.options import furnish, shared_options
from netcli.cli.pages import Family, columns
from netcli.cli.session import Session, report
from netcli.errors import NetcliError, Usage
from netcli.language import say, tr

COMMANDS: Final = {
    "Ask": {
        "path": "paths",
        "reach": "reach",
        "find": "people",
        "show": "people",
        "list": "people",
        "brief": "brief",
        "verify": "proofs",
    },
    "Tell": {
        "init": "edits",
        "add": "edits",
        "link": "edits",
        "unlink": "edits",
        "edit": "edits",
        "tag": "edits",
        "remove": "trash",
        "interview": "interview",
        "infer": "guesses",
    },
    "Import, export": {
        "import": "imports",
        "imports": "imports",
        "export": "export",
        "view": "view",
        "query": "query",
        "mcp": "assistants",
        "setup": "setup",
        "demo": "demo",
    },
    "Identity": {
        "duplicates": "duplicates",
        "merge": "identity",
        "split": "identity",
        "distinct": "identity",
        "why": "duplicates",
    },
    "Keep in touch": {
        "met": "touch",
        "favour": "touch",
        "rhythm": "touch",
        "due": "due",
        "dates": "dates",
        "watch": "watch",
        "intro": "introductions",
    },
    "Understand": {
        "stats": "stats",
        "stars": "stars",
        "potential": "potential",
        "suggest": "suggest",
        "fragile": "fragile",
        "groups": "groups",
        "whatif": "whatif",
        "milgram": "milgram",
    },
    "Look after": {
        "undo": "undo",
        "redo": "undo",
        "history": "undo",
        "trash": "trash",
        "backup": "book",
        "restore": "book",
        "compact": "book",
        "check": "book",
        "forget": "forget",
        "dossier": "dossier",
        "lock": "lock",
        "unlock": "lock",
        "where": "book",
        "sql": "sql",
        "schema": "schema",
        "completion": "completion",
        "help": "help",
    },
}
"""The commands in the groups of `netcli --help`, with their modules in `netcli.cli`."""

MODULES: Final = {name: module for group in COMMANDS.values() for name, module in group.items()}

FILTERED: Final = ("list", "reach", "infer", "export", "view", "tag", "suggest")
"""Commands whose arguments may begin with `-`, which negates a filter."""

SHORT: Final = ("-f", "-h", "-n", "-o", "-q", "-y")
"""One-letter options of the commands in FILTERED. An argument equal to one of these options is never a filter."""

LISTS: Final = (
    "find",
    "list",
    "imports",
    "history",
    "trash",
    "suggest",
    "intro list",
    "query",
    "sql",
    "due",
    "dates",
    "watch list",
)
"""Commands that answer with a list, which can be shown as a table."""

ALIKE: Final = 0.7
"""Minimum similarity, from 0 to 1, of a suggested option."""
UNKNOWN: Final = "No such command "
"""The beginning of Typer's message for an unknown command; netcli writes another message instead."""

HELP: Final = """How do I reach X? Your contact networks in one local file.

Start with:  netcli init --me "Your Name"  ·  netcli import Connections.csv  ·  netcli path me "Sophie"
"""


class OutputClosed(Exception):
    """The reader of stdout is gone (`| head`)."""


@contextlib.contextmanager
def _detect_closed_output() -> Iterator[None]:
    """Raise OutputClosed if the output pipe is closed."""
    try:
        yield
    except BrokenPipeError as error:  # typer would exit with code 1
        raise OutputClosed from error


class Face(Family):
    """The group of all commands, which turns errors into messages and exit codes."""

    def list_commands(self, ctx: _click.Context) -> list[str]:  # noqa: ARG002 - typer names it
        """Return every command, in the order of the help page."""
        return list(MODULES)

    def get_command(self, ctx: _click.Context, cmd_name: str) -> _click.Command | None:  # noqa: ARG002 - as above
        """Build the requested command."""
        if cmd_name not in MODULES:
            return None
        module = importlib.import_module(f"netcli.cli.{MODULES[cmd_name]}")
        command = _build(module.app, cmd_name)
        furnish(command, cmd_name, lists=cmd_name in LISTS)
        for name, each in getattr(command, "commands", {}).items():
            furnish(each, f"{cmd_name} {name}", lists=f"{cmd_name} {name}" in LISTS)
        return command

    def resolve_command(
        self, ctx: _click.Context, args: list[str]
    ) -> tuple[str | None, _click.Command | None, list[str]]:
        """Return the command and its arguments; filters may begin with `-`."""
        self.commands = dict.fromkeys(MODULES)  # type: ignore[assignment]  # only names are looked at, for suggestions
        name, command, rest = super().resolve_command(ctx, args)
        if name in FILTERED:
            rest = _filters_last(rest)
        return name, command, rest

    @_detect_closed_output()
    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: _click.Context | None = None,
        **extra: Any,  # required by typer
    ) -> _click.Context:
        """Parse the arguments; for `--help`, print the page of help."""
        return super().make_context(info_name, args, parent, **extra)

    @_detect_closed_output()
    def invoke(self, ctx: _click.Context) -> object:
        """Run the command."""
        return super().invoke(ctx)

    def format_help_text(self, ctx: _click.Context, formatter: _click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        """Write what netcli is for."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(tr(HELP.strip()))

    def format_commands(self, ctx: _click.Context, formatter: _click.HelpFormatter) -> None:
        """List the commands by group."""
        for panel, names in COMMANDS.items():
            self.write_commands(panel, [*names], ctx, formatter)

    def main(self, args: Sequence[str] | None = None) -> None:  # type: ignore[override]  # typer's other options
        """Run one command and leave with its exit code."""
        _replace_closed_streams()
        arguments = list(sys.argv[1:] if args is None else args)
        session = Session()
        _show_what_can_be_shown()
        language.use(_language())
        code = 70
        try:
            _reject_broken_text(arguments)
            code = self._run(arguments, session)
            sys.stdout.flush()
        except (BrokenPipeError, OutputClosed):  # the reader of our output has left, so exit silently
            code = 141
        except KeyboardInterrupt:
            code = 130
        except NetcliError as error:
            code = report(error, arguments, session)
        except Exception as error:
            if session.debug or "--debug" in arguments:
                raise
            code = report(session.blame(error), arguments, session)
        _flush()
        sys.exit(code)

    def _run(self, arguments: list[str], session: Session) -> int:
        try:
            with _paged(arguments, session):
                outcome = super().main(arguments, "netcli", standalone_mode=False, obj=session)
        except _click.exceptions.NoArgsIsHelpError as help_wanted:
            typer.echo(help_wanted.ctx.get_help(), file=sys.stdout)
            return 0
        except _click.exceptions.UsageError as error:
            raise self._misplaced(error, arguments) or _usage(error) from error
        except _click.exceptions.ClickException as error:
            raise Usage(error.format_message()) from error
        except typer.Abort:
            return 130
        return outcome if isinstance(outcome, int) else 0

    def _misplaced(self, error: _click.exceptions.UsageError, arguments: Sequence[str]) -> Usage | None:
        """Return an error if an option stands before its command."""
        option, context = getattr(error, "option_name", ""), error.ctx
        if context is None or context.parent is not None or not option:
            return None
        for name in arguments:
            if name in MODULES and (command := self.get_command(context, name)):
                if any(option in each.opts + each.secondary_opts for each in command.params):
                    return Usage(
                        say("{option} stands before its command", option=option),
                        say("write the option after the command: netcli {name} {option}", name=name, option=option),
                    )
                return None
        return None


def _show_what_can_be_shown() -> None:
    """Make stdout and stderr replace characters that the terminal cannot show, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        errors = "backslashreplace"
        if not stream.encoding.lower().startswith("utf"):
            from netcli.render.encodings import HANDLER  # few terminals need it

            errors = HANDLER
        stream.reconfigure(errors=errors)


def _language() -> language.Language:
    """Return the language in which the user wants to read."""
    if language.of(os.environ) != "fr":
        return language.ENGLISH
    from netcli import french  # English needs no translations

    return french.FRENCH


@contextlib.contextmanager
def _paged(arguments: Sequence[str], session: Session) -> Iterator[None]:
    """Show a help page in a pager if it is taller than the terminal."""
    words = arguments[: arguments.index("--")] if "--" in arguments else arguments
    if {"-h", "--help"}.isdisjoint(words) or not session.can_page():
        yield
        return
    from netcli.cli.pager import paged  # only terminals need a pager

    with paged() as (page, _), contextlib.redirect_stdout(page):
        yield


def _replace_closed_streams() -> None:
    """Open /dev/null in place of standard streams that the caller closed."""
    # otherwise the book's file would get the file descriptor of a standard stream
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - for good


def _flush() -> None:
    """Flush the streams and ignore errors."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # otherwise python would exit with code 120
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _build(app: typer.Typer, name: str) -> _click.Command:
    from typer.main import get_command_from_info, get_group_from_info  # not public

    for info in app.registered_commands:
        if info.name == name:
            return get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)
    for group in app.registered_groups:
        if group.name == name:
            return get_group_from_info(
                group, pretty_exceptions_short=False, suggest_commands=True, rich_markup_mode=None
            )
    raise LookupError(name)


def _filters_last(words: list[str]) -> list[str]:
    """Move negated filters such as `-tag:energy` behind `--`."""
    if "--" in words:
        return words
    kept: list[str] = []
    negated: list[str] = []
    for before, word in zip(["", *words], words, strict=False):
        single = len(word) > 1 and word.startswith("-") and not word.startswith("--") and word not in SHORT
        (negated if single and before != "--where" else kept).append(word)
    return kept + (["--", *negated] if negated else [])


def _reject_broken_text(arguments: Sequence[str]) -> None:
    for argument in arguments:
        if any("\ud800" <= character <= "\udfff" for character in argument):
            shown = argument.encode("utf-8", "backslashreplace").decode()
            raise Usage(
                say("{shown!r} is not valid UTF-8", shown=shown), say("type the text in the terminal's encoding")
            )


def _usage(error: _click.exceptions.UsageError) -> Usage:
    where = error.ctx.command_path if error.ctx else "netcli"
    message, _, meant = error.format_message().rstrip(".").partition(". Did you mean ")
    names = meant.rstrip("?").split(", ") if meant else []
    if message.startswith(UNKNOWN):
        message = say("unknown command {command}", command=message.removeprefix(UNKNOWN))
    elif isinstance(error, _click.exceptions.NoSuchOption):
        message, names = error.message, _similar_options(error)
    from netcli.recognition import recognised  # only for a wrong command line

    if names:
        likely = say("{most} or {last}", most=", ".join(names[:-1]), last=names[-1]) if len(names) > 1 else names[0]
        return Usage(recognised(message), say("did you mean {name}?", name=likely))
    return Usage(recognised(message), say("see {where} --help", where=where))


def _similar_options(error: _click.exceptions.NoSuchOption) -> list[str]:
    """Return the known options that resemble the unknown option."""
    from difflib import get_close_matches  # only for a wrong command line

    # dashes would make all one-letter options seem similar
    typed = error.option_name.lstrip("-")
    params = error.ctx.command.params if error.ctx else []
    known = [name[2:] for param in params for name in (*param.opts, *param.secondary_opts) if name.startswith("--")]
    begun = [name for name in known if name.startswith(typed)] if error.option_name.startswith("--") else []
    return [f"--{name}" for name in begun or get_close_matches(typed, known, cutoff=ALIKE)]


def _version(_: _click.Context, __: _click.Parameter, value: bool) -> None:
    if value:
        from netcli import __version__

        typer.echo(tr("netcli {version}", version=__version__))
        raise typer.Exit


def _face() -> Face:
    if "_NETCLI_COMPLETE" in os.environ:
        from netcli.cli.shells import register  # only completion needs it

        register()
    version = typer.core.TyperOption(
        param_decls=["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        help="Print the version.",
        callback=_version,
    )
    face = Face(
        name="netcli",
        help=HELP,
        no_args_is_help=True,
        rich_markup_mode=None,
        params=[version],
        context_settings={"help_option_names": ["-h", "--help"], "terminal_width": columns()},
    )
    face.params.extend(shared_options())
    return face


app = _face()
