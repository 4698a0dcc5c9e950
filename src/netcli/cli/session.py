"""One run of the program: what the shared options say, the book that they name, and where every error ends."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypedDict

import typer

import netcli
from netcli.errors import BadInput, Disk, NetcliError, NoPermission, Refused

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from netcli.ask.naming import Choose
    from netcli.book import Book
    from netcli.book.handle import Matched


class Asking(TypedDict):
    """What `netcli.open` asks and tells of whom words mean."""

    choose: Choose | None
    matched: Matched | None


class Session:
    """What the shared options say."""

    json: bool = False
    ndjson: bool = False
    csv: bool = False
    tsv: bool = False
    fields: str | None = None
    db: Path | None = None
    dry_run: bool = False
    yes: bool = False
    quiet: bool = False
    no_input: bool = False
    color: str | None = None
    debug: bool = False

    def book(self, *, write: bool = False, create: bool = False) -> AbstractContextManager[Book]:
        """Open the book that the options name; who is named by words that fit several is chosen at the terminal."""
        return netcli.open(self.db, write=write, create=create, dry_run=self.dry_run, **self.asking())

    def asking(self) -> Asking:
        """Return who chooses of several people whom some words fit, and who hears whom they mean."""
        if self.for_machines:
            return {"choose": None, "matched": None}
        from netcli.cli import prompts  # for people only

        return {
            "choose": prompts.choose if self.can_ask() else None,
            "matched": None if self.quiet else prompts.announce,
        }

    @property
    def for_machines(self) -> bool:
        """Is a script to read the answer?"""
        return self.json or self.ndjson

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
        silent = self.for_machines or self.quiet
        return not silent and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"

    def can_page(self) -> bool:
        """Is there somebody at a terminal to leaf through a long answer, who wants to?"""
        wanted = not self.no_input and os.environ.get("PAGER") not in ("", "cat") and os.environ.get("TERM") != "dumb"
        return wanted and sys.stdin.isatty() and sys.stdout.isatty()

    def can_ask(self) -> bool:
        """Is there somebody at a terminal to answer a question?"""
        return not (self.no_input or self.for_machines) and sys.stdin.isatty() and sys.stderr.isatty()

    def blame(self, error: Exception) -> NetcliError:
        """Return what went wrong in a sentence: of what looks like a bug, a damaged book may be the cause."""
        from netcli.book import is_damaged  # seldom needed

        told = as_netcli_error(error)
        if told.code != NetcliError.code or not is_damaged(self.db):
            return told
        return BadInput(
            f"the book is damaged ({type(error).__name__})",
            "netcli check says where; --repair mends what follows from the rest",
            code="damaged_book",
        )

    def confirm(self, question: str) -> None:
        """Go on only if the user agrees, by `--yes` or at the terminal.

        Raises Refused.
        """
        if self.yes or self.dry_run:
            return
        from netcli.cli import prompts  # few commands ask

        if not self.can_ask() or not prompts.confirm(question):
            raise Refused(question.rstrip("?"), "--yes goes on without asking")

    def confirm_for_good(self, question: str) -> None:
        """Say that there is no way back, then go on only if the user agrees.

        Raises Refused.
        """
        self.say_for_good(question.rstrip("?"))
        self.confirm(question)

    def say_for_good(self, what: str) -> None:
        """Say on stderr that no undo takes back *what* is about to be done."""
        if not (self.for_machines or self.quiet or self.dry_run):
            from netcli.render.clean import clean

            typer.echo(clean(f"{what}: netcli undo does not take this back"), err=True)


def as_netcli_error(error: Exception) -> NetcliError:
    """Return what the system refused, or a bug, as a sentence with an exit code."""
    if isinstance(error, MemoryError):
        return Disk("not enough memory", "nothing was changed")
    if isinstance(error, PermissionError):
        return NoPermission(f"no permission to use {error.filename}", "check who owns it; nothing was changed")
    if isinstance(error, OSError):
        if error.filename is None:  # nothing but the answer is written without a name
            return Disk(
                f"the answer cannot be written ({error.strerror or error})",
                "make room and ask again; netcli history lists what was done",
            )
        return Disk(f"{error.filename}: {error.strerror or error}", "nothing was changed")
    return NetcliError(
        f"this is a bug in netcli ({type(error).__name__})", "run it again with --debug and report what it prints"
    )


def report(error: NetcliError, arguments: Sequence[str], session: Session) -> int:
    """Say *error* on stderr, if that takes it, and return its exit code."""
    with contextlib.suppress(OSError):
        _say(error, arguments, session)
    return error.exit_code


def _say(error: NetcliError, arguments: Sequence[str], session: Session) -> None:
    """Say *error* as a document if the caller asked for machine output, else in a sentence."""
    words = arguments[: arguments.index("--")] if "--" in arguments else arguments
    if session.for_machines or "--json" in words or "--ndjson" in words:
        from netcli.render.json import dumps, error_document

        typer.echo(dumps(error_document(error), terminal=sys.stderr.isatty()), err=True)
        return
    from netcli.render import sentence
    from netcli.render.clean import clean

    told, colored = f"netcli: {clean(str(error))}", session.colored(sys.stderr)
    if sys.stderr.isatty():
        sentence(told, sys.stderr, style="bad", color=colored)
    else:
        typer.echo(typer.style(told, fg="red") if colored else told, err=True, color=colored)
    for number, person in enumerate(error.candidates, 1):
        apart = error.differences.get(person.id)
        place = ", ".join(part for part in (person.company, person.city, apart) if part)
        typer.echo(
            clean(f"  {number}. {person.name or '(no name)'}{', ' + place if place else ''}  id:{person.id}"), err=True
        )
