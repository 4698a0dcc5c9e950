"""The options that several commands share, each written once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from typer import _click
from typer.core import TyperArgument, TyperOption

from netcli.cli.completion import complete_filter, complete_name, one_of
from netcli.cli.examples import EXAMPLES
from netcli.cli.numbers import bounded
from netcli.cli.pages import PageContext, unwrapped
from netcli.cli.session import Session
from netcli.language import say, tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypedDict

    class Settings(TypedDict, total=False):
        """The settings of an option."""

        is_flag: bool
        metavar: str
        help: str
        autocompletion: Callable[..., Any]


Whom = Annotated[str, typer.Argument(help="The person: a name, id:, email: or @alias.", autocompletion=complete_name)]
First = Annotated[bool, typer.Option("--first", help="If several people match, take the best match.")]
All = Annotated[bool, typer.Option("--all", help="Include organizations and placeholders.")]
Limit = Annotated[int, typer.Option("--limit", min=0, metavar="N", help="How many to list; 0: all.")]


def limit_option(text: str) -> Any:  # typer types it so, too
    """Return the option `--limit` with the help *text*."""
    return typer.Option("--limit", min=0, metavar="N", help=text)


Filters = Annotated[
    list[str] | None, typer.Argument(metavar="[FILTER...]", help="Words, or key:value.", autocompletion=complete_filter)
]
BY: Final = typer.Option(
    "--by",
    metavar="hops|chance",
    help="Put the shortest chains first, or the likeliest.",
    autocompletion=one_of("hops", "chance"),
)
By = Annotated[str, BY]
MaxHops = Annotated[int, typer.Option("--max-hops", min=0, metavar="N", help="Maximum number of hops; 0: no limit.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Use only the evidence up to this day.")]
Guesses = Annotated[bool, typer.Option("--guesses/--no-guesses", help="Also use inferred links.")]


Private = Annotated[bool, typer.Option("--include-private", help="Include private people and links.")]

WHEN: Final = ("auto", "always", "never")
"""The values of --color."""
_SHARED: Final[tuple[tuple[list[str], Settings], ...]] = (
    (["--json"], {"is_flag": True, "help": "Answer with one JSON document."}),
    (["--ndjson"], {"is_flag": True, "help": "Answer with one JSON object per line."}),
    (["--db"], {"metavar": "FILE", "help": "The book to use (default: NETCLI_DB, or the data folder)."}),
    (["--dry-run", "-n"], {"is_flag": True, "help": "Report what would be written; write nothing."}),
    (["--yes", "-y"], {"is_flag": True, "help": "Go ahead without asking."}),
    (["--quiet", "-q"], {"is_flag": True, "help": "Print only the answer."}),
    (["--no-input"], {"is_flag": True, "help": "Never ask a question."}),
    (
        ["--color"],
        {
            "metavar": "WHEN",
            "help": "Use colour: auto, always or never.",
            "autocompletion": lambda _ctx, _words, begun: one_of(*WHEN)(begun),
        },
    ),
    (["--debug"], {"is_flag": True, "help": "Show the traceback of a bug."}),
)
"""The options of every command."""
_LISTS: Final[tuple[tuple[list[str], Settings], ...]] = (
    (["--csv"], {"is_flag": True, "help": "Answer with a table for spreadsheets."}),
    (["--tsv"], {"is_flag": True, "help": "Answer with a table for shell tools: tabs, no quotes."}),
    (["--fields"], {"metavar": "FIELD,...", "help": "The columns of --csv or --tsv; write nested fields with dots."}),
)
"""The options of every command that answers with a list."""


_METAVARS: Final = {
    "person": "P",
    "other": "B",
    "since": "DATE",
    "last_contact": "DATE",
    "birthday": "DATE",
    "note": "TEXT",
    "closeness": "1-5",
}
"""Placeholders for options whose parameter names do not suit a help page."""
_ELSEWHERE: Final = "Options of every command, such as --json, --db and --dry-run: netcli help options"


def shared_options(*, lists: bool = False, told: bool = True) -> list[TyperOption]:
    """Return new copies of the options that all commands have.

    If *lists* is true, add the options for lists. If *told* is false, hide the shared options in help.
    """
    own = [_option(*each) for each in _LISTS] if lists else []
    return own + [_option(*each, hidden=not told) for each in _SHARED]


def _option(names: list[str], settings: Settings, *, hidden: bool = False) -> TyperOption:
    return TyperOption(
        param_decls=[*names],
        expose_value=False,
        callback=_set,
        is_eager=True,
        default=False if settings.get("is_flag") else None,
        hidden=hidden and "_NETCLI_COMPLETE" not in os.environ,  # not shown on help pages, but completed by shells
        **settings,
    )


def told() -> list[str]:
    """Return a line of help for each option that all commands have."""
    records = [(", ".join(names), settings) for names, settings in _SHARED]
    return [
        say("{option}: {help}", option=f"{names} {settings.get('metavar', '')}".strip(), help=say(settings["help"]))
        for names, settings in records
    ]


def furnish(command: _click.Command, name: str, *, lists: bool = False) -> None:
    """Add the shared options, `-h` and the examples to *command*."""
    command.context_class = PageContext
    command.context_settings = {"help_option_names": ["-h", "--help"], **(command.context_settings or {})}
    for param in command.params:
        param.type = bounded(param.type)
        if isinstance(param, (TyperOption, TyperArgument)):
            param.help = tr(param.help or "") or None
        if param.metavar is None and not getattr(param, "is_flag", False) and param.name:
            param.metavar = _METAVARS.get(param.name, param.name.upper())
            if param.param_type_name == "argument" and not param.required:
                param.metavar = f"[{param.metavar}]"
    own = {name for param in command.params for name in param.opts}
    shared = shared_options(lists=lists, told=False)
    command.params.extend(option for option in shared if not own.intersection(option.opts))
    lines = "".join(f"\n  {line}" for line in EXAMPLES.get(name, ()))
    command.help = tr(unwrapped(command.help or ""))
    command.epilog = f"\b\n{tr('Examples:')}{lines}\n\n{tr(_ELSEWHERE)}"


def _set(ctx: _click.Context, param: _click.Parameter, value: str | bool | None) -> None:
    session = ctx.find_root().obj
    if not isinstance(session, Session) or value in (None, False) or param.name is None:
        return
    if param.name == "color" and value not in WHEN:
        raise _click.exceptions.BadParameter("choose auto, always or never", ctx=ctx, param=param)
    setattr(session, param.name, Path(str(value)) if param.name == "db" else value)
