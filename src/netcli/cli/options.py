"""The options that commands share, each written once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Final

import typer
from typer import _click
from typer.core import TyperOption

from netcli.cli.completion import complete_filter, complete_name, one_of
from netcli.cli.session import Session

Whom = Annotated[str, typer.Argument(help="Whom.", autocompletion=complete_name)]
First = Annotated[bool, typer.Option("--first", help="Of several people who fit, take the best.")]
All = Annotated[bool, typer.Option("--all", help="Organizations and placeholders, too.")]
Limit = Annotated[int, typer.Option("--limit", min=0, metavar="N", help="How many; 0 for all.")]
Filters = Annotated[
    list[str] | None, typer.Argument(metavar="[FILTER...]", help="Words, or key:value.", autocompletion=complete_filter)
]
BY: Final = typer.Option(
    "--by", metavar="hops|chance", help="Shortest first, or likeliest.", autocompletion=one_of("hops", "chance")
)
By = Annotated[str, BY]
MaxHops = Annotated[int, typer.Option("--max-hops", min=0, metavar="N", help="Longest chain; 0: any.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="As known on that day, from the dates of the evidence.")
]
Guesses = Annotated[bool, typer.Option("--guesses/--no-guesses", help="Use inferred links, too.")]


Private = Annotated[bool, typer.Option("--include-private", help="Private people and links, too.")]


def examples(*lines: str) -> str:
    """Return command lines as the end of a page of help: each a line of its own, with or without Rich."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


_SHARED: Final[tuple[tuple[list[str], dict[str, Any]], ...]] = (
    (["--json"], {"is_flag": True, "help": "Answer with one JSON document."}),
    (["--ndjson"], {"is_flag": True, "help": "Answer with one JSON object a line."}),
    (["--db"], {"metavar": "FILE", "help": "The book to use (else NETCLI_DB, else the default place)."}),
    (["--dry-run", "-n"], {"is_flag": True, "help": "Report what would be written; write nothing."}),
    (["--yes", "-y"], {"is_flag": True, "help": "Do it without asking."}),
    (["--quiet", "-q"], {"is_flag": True, "help": "Say only what was asked for."}),
    (["--no-input"], {"is_flag": True, "help": "Never ask a question."}),
    (["--color"], {"metavar": "WHEN", "help": "auto, always or never."}),
    (["--debug"], {"is_flag": True, "help": "Show the traceback of a bug."}),
)
"""The options of every command."""
_LISTS: Final[tuple[tuple[list[str], dict[str, Any]], ...]] = (
    (["--csv"], {"is_flag": True, "help": "Answer with a table for spreadsheets."}),
    (["--tsv"], {"is_flag": True, "help": "Answer with a table for shell tools: tabs, no quotes."}),
    (["--fields"], {"metavar": "FIELD,...", "help": "Columns of --csv or --tsv; nested ones with dots."}),
)
"""The options of every command that answers with a list."""


def shared_options(*, lists: bool = False) -> list[TyperOption]:
    """Return the options of every command, or those of all that answer with *lists*, too, fresh for one."""
    return [
        TyperOption(
            param_decls=[*names],
            expose_value=False,
            callback=_set,
            rich_help_panel="Everywhere",
            is_eager=True,
            default=False if settings.get("is_flag") else None,
            **settings,
        )
        for names, settings in (_LISTS if lists else ()) + _SHARED
    ]


def add_shared_options(command: _click.Command, *, lists: bool = False) -> None:
    """Give *command* the options of every command that it does not define itself, and `-h`; see `shared_options`."""
    command.context_settings = {"help_option_names": ["-h", "--help"], **(command.context_settings or {})}
    own = {name for param in command.params for name in param.opts}
    command.params.extend(option for option in shared_options(lists=lists) if not own.intersection(option.opts))


def _set(ctx: _click.Context, param: _click.Parameter, value: Any) -> None:
    session = ctx.find_root().obj
    if not isinstance(session, Session) or value in (None, False) or param.name is None:
        return
    if param.name == "color" and value not in ("auto", "always", "never"):
        raise _click.exceptions.BadParameter("choose auto, always or never", ctx=ctx, param=param)
    setattr(session, param.name, Path(value) if param.name == "db" else value)
