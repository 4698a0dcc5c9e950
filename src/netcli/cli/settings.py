"""The options that every command shares, written once, and what they were set to."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, Final, TextIO

from typer import _click
from typer.core import TyperOption


class Settings:
    """What the shared options say, for the command that is running."""

    json: bool = False
    ndjson: bool = False
    db: Path | None = None
    dry_run: bool = False
    yes: bool = False
    quiet: bool = False
    no_input: bool = False
    color: str | None = None
    debug: bool = False

    def colored(self, stream: TextIO) -> bool:
        """Is colour wanted on *stream*? `--color` beats NO_COLOR beats FORCE_COLOR beats the terminal."""
        if self.color in ("always", "never"):
            return self.color == "always"
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR"):
            return True
        return stream.isatty() and os.environ.get("TERM") != "dumb"

    def is_watched(self) -> bool:
        """Is there somebody at a terminal to be told how far a command is?"""
        silent = self.json or self.ndjson or self.quiet
        return not silent and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"

    def can_ask(self) -> bool:
        """Is there somebody at a terminal to answer a question?"""
        return not (self.no_input or self.json or self.ndjson) and sys.stdin.isatty() and sys.stderr.isatty()


_OPTIONS: Final[tuple[tuple[list[str], dict[str, Any]], ...]] = (
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


def shared_options() -> list[TyperOption]:
    """The shared options, fresh for one command."""
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
        for names, settings in _OPTIONS
    ]


def add_shared_options(command: _click.Command) -> None:
    """Give *command* the shared options that it does not define itself, and `-h`."""
    command.context_settings = {"help_option_names": ["-h", "--help"], **(command.context_settings or {})}
    own = {name for param in command.params for name in param.opts}
    command.params.extend(option for option in shared_options() if not own.intersection(option.opts))


def _set(ctx: _click.Context, param: _click.Parameter, value: Any) -> None:
    settings = ctx.find_root().obj
    if not isinstance(settings, Settings) or value in (None, False) or param.name is None:
        return
    if param.name == "color" and value not in ("auto", "always", "never"):
        raise _click.exceptions.BadParameter("choose auto, always or never", ctx=ctx, param=param)
    setattr(settings, param.name, Path(value) if param.name == "db" else value)
