"""Help pages that list all commands and break lines only between words."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Sequence
from inspect import cleandoc
from typing import Final

from typer import _click
from typer.core import TyperGroup

from netcli.language import tr

UNCUT: Final = 10_000
"""A width, in columns, at which no line of help is wrapped."""
WIDEST: Final = 100
"""Maximum width of a help page, in columns: longer lines are hard to read."""
_HYPHEN: Final = "\ue000"
"""A character that replaces each hyphen before lines are wrapped. No line then ends within an option such as --dry-run.
"""


class Page(_click.HelpFormatter):
    """The formatter of a page of help."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line: optional arguments are in brackets, required arguments are not."""
        prefix = tr("Usage: ")
        super().write_usage(prog, args.replace("{", "").replace("}", "").replace("-", _HYPHEN), prefix)

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        self.write(f"{'':>{self.current_indent}}{tr('{heading}:', heading=tr(heading))}\n")

    def write_text(self, text: str) -> None:
        """Write a paragraph or examples. Each line is wrapped separately, between words."""
        lines = (self._example(line) if line.startswith("  netcli") else line for line in text.split("\n"))
        super().write_text("\n".join(lines).replace("-", _HYPHEN))

    def _example(self, line: str) -> str:
        room = self.width - self.current_indent
        wrapped = textwrap.wrap(line, room, subsequent_indent=" " * 6, break_long_words=False, break_on_hyphens=False)
        return "\n".join(wrapped)

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write terms and their meanings side by side, wrapped between words."""
        super().write_dl([(term, _meaning(text).replace("-", _HYPHEN)) for term, text in rows], col_max, col_spacing)

    def getvalue(self) -> str:
        """Return the page, in characters that stdout can encode."""
        page = super().getvalue().replace(_HYPHEN, "-")
        encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
        if encoding.lower().startswith("utf"):
            return page
        from netcli.render.encodings import plain  # few terminals need it

        return plain(page, encoding)


def unwrapped(text: str) -> str:
    """Return a docstring with each paragraph on one line."""
    return "\n\n".join(paragraph.replace("\n", " ") for paragraph in cleandoc(text).split("\n\n"))


def _meaning(text: str) -> str:
    """Return the help of an option in the user's language."""
    meaning, bracket, remark = text.partition("  [")
    for word in ("default: ", "required"):
        remark = remark.replace(word, tr(word))
    return tr(meaning) + bracket + remark


class PageContext(_click.Context):
    """The context of a command whose help page is a `Page`."""

    formatter_class = Page


class Family(TyperGroup):
    """A group of commands. The help page shows the first sentence of each command."""

    context_class = PageContext

    def format_commands(self, ctx: _click.Context, formatter: _click.HelpFormatter) -> None:
        """List the commands."""
        self.write_commands("Commands", self.list_commands(ctx), ctx, formatter)

    def write_commands(
        self, heading: str, names: Sequence[str], ctx: _click.Context, formatter: _click.HelpFormatter
    ) -> None:
        """List the commands in *names* under a heading."""
        built = [(name, self.get_command(ctx, name)) for name in names]
        with formatter.section(heading):
            formatter.write_dl([(name, each.get_short_help_str(limit=UNCUT)) for name, each in built if each])


def columns() -> int:
    """Return the width of help pages, in columns."""
    if sys.stdout is None or not sys.stdout.isatty():
        return UNCUT
    return min(shutil.get_terminal_size().columns, WIDEST)
