"""One run of the program: shared options, the book, and the report of errors."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypedDict

import typer

import netcli
from netcli.errors import BadInput, Disk, NetcliError, NoPermission, Refused
from netcli.language import say, spoken, tr

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from netcli.answers.people import Person
    from netcli.ask.naming import Choose
    from netcli.book import Book
    from netcli.book.handle import Matched


class Asking(TypedDict):
    """The arguments `choose` and `matched` of `netcli.open`."""

    choose: Choose | None
    matched: Matched | None


class Session:
    """The values of the shared options."""

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
        """Open the book that the options name; ambiguous names are resolved at the terminal."""
        return netcli.open(self.db, write=write, create=create, dry_run=self.dry_run, **self.asking())

    def asking(self) -> Asking:
        """Return functions that ask which person is meant and that report who was found."""
        if self.for_machines:
            return {"choose": None, "matched": None}
        from netcli.cli import prompts  # scripts need no prompts

        return {
            "choose": prompts.choose if self.can_ask() else None,
            "matched": None if self.quiet else self._announce,
        }

    def _announce(self, words: str, person: Person) -> None:
        """Say which person was found for *words*, once per command."""
        from netcli.cli import prompts  # scripts need no prompts

        if (words, person.id) not in self._announced:
            self._announced.add((words, person.id))
            prompts.announce(words, person)

    @cached_property
    def _announced(self) -> set[tuple[str, int]]:
        return set()

    @property
    def for_machines(self) -> bool:
        """Return whether a script will read the answer."""
        return self.json or self.ndjson

    def colored(self, stream: TextIO) -> bool:
        """Return whether to use colour on *stream*.

        `--color` overrides NO_COLOR, and NO_COLOR overrides FORCE_COLOR.
        """
        if self.color in ("always", "never"):
            return self.color == "always"
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR"):
            return True
        return stream.isatty() and os.environ.get("TERM") != "dumb"

    def is_watched(self) -> bool:
        """Return whether a user at a terminal can see the progress of a command."""
        silent = self.for_machines or self.quiet
        return not silent and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"

    def can_page(self) -> bool:
        """Return whether a user at a terminal can page through a long answer."""
        wanted = not self.no_input and os.environ.get("PAGER") not in ("", "cat") and os.environ.get("TERM") != "dumb"
        return wanted and sys.stdin.isatty() and sys.stdout.isatty()

    def can_ask(self) -> bool:
        """Return whether a user at a terminal can answer a question."""
        return not (self.no_input or self.for_machines) and sys.stdin.isatty() and sys.stderr.isatty()

    def blame(self, error: Exception) -> NetcliError:
        """Return *error* as a NetcliError. If the book is damaged, blame the damage, not a bug."""
        from netcli.book import is_damaged  # rarely needed

        told = as_netcli_error(error)
        if told.code != NetcliError.code or not is_damaged(self.db):
            return told
        return BadInput(
            say("the book is damaged ({name})", name=type(error).__name__),
            say("to see where the book is damaged: netcli check; to rebuild derived data: netcli check --repair"),
            code="damaged_book",
        )

    def confirm(self, question: str) -> None:
        """Continue only if the user agrees, by `--yes` or at the terminal.

        Raises Refused.
        """
        if self.yes or self.dry_run:
            return
        from netcli.cli import prompts  # few commands ask

        if not self.can_ask() or not prompts.confirm(question):
            raise Refused(say("not confirmed: {what}", what=question), say("use --yes to do this without a question"))

    def confirm_for_good(self, question: str) -> None:
        """Ask about a change that `netcli undo` cannot reverse. Raises Refused if the user declines."""
        self.say_for_good(question)
        self.confirm(question)

    def say_for_good(self, what: str) -> None:
        """Warn on stderr that `netcli undo` cannot reverse a change."""
        if not (self.for_machines or self.quiet or self.dry_run):
            from netcli.render import sentence

            sentence(tr("{what}; netcli undo cannot reverse this", what=what), sys.stderr)


def as_netcli_error(error: Exception) -> NetcliError:
    """Convert *error* to a NetcliError. The argument is an error of the system or a bug in netcli."""
    if isinstance(error, MemoryError):
        return Disk(say("not enough memory"), say("nothing was changed"))
    if isinstance(error, PermissionError):
        return NoPermission(
            say("no permission to use {filename}", filename=error.filename),
            say("check who owns the file; nothing was changed"),
        )
    if isinstance(error, OSError):
        if error.filename is None:  # an error without a file name comes from writing the answer
            return Disk(
                say("the answer cannot be written ({strerror})", strerror=error.strerror or error),
                say("free some space and ask again; to see what was done: netcli history"),
            )
        return Disk(f"{error.filename}: {error.strerror or error}", say("nothing was changed"))
    return NetcliError(
        say("this is a bug in netcli ({name})", name=type(error).__name__),
        say("run the command again with --debug, and report its output"),
    )


def report(error: NetcliError, arguments: Sequence[str], session: Session) -> int:
    """Write *error* to stderr, if possible, and return its exit code."""
    with contextlib.suppress(OSError):
        _say(error, arguments, session)
    return error.exit_code


def _say(error: NetcliError, arguments: Sequence[str], session: Session) -> None:
    """Write *error* in words, or as JSON for machine output."""
    words = arguments[: arguments.index("--")] if "--" in arguments else arguments
    if session.for_machines or "--json" in words or "--ndjson" in words:
        from netcli.render.json import dumps, error_document

        typer.echo(dumps(error_document(error), terminal=sys.stderr.isatty()), file=sys.stderr)
        return
    from netcli.render import sentence
    from netcli.render.clean import clean

    what = tr("{message}; {hint}", message=error.message, hint=error.hint) if error.hint else spoken(error.message)
    told, colored = f"netcli: {clean(what)}", session.colored(sys.stderr)
    if sys.stderr.isatty():
        sentence(told, sys.stderr, style="bad", color=colored)
    else:
        typer.echo(typer.style(told, fg="red") if colored else told, file=sys.stderr, color=colored)
    for number, person in enumerate(error.candidates, 1):
        apart = error.differences.get(person.id)
        place = ", ".join(part for part in (person.company, person.city, apart) if part)
        sentence(
            tr(
                "  {number}. {name}{place}  id:{id}",
                number=number,
                name=person.shown(),
                place=", " + place if place else "",
                id=person.id,
            ),
            sys.stderr,
        )
