"""What the shared options were set to, for the command that is running, and the book that they name."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import netcli

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from netcli.book import Book


class Session:
    """What the shared options say."""

    json: bool = False
    ndjson: bool = False
    db: Path | None = None
    dry_run: bool = False
    yes: bool = False
    quiet: bool = False
    no_input: bool = False
    color: str | None = None
    debug: bool = False

    def book(self, *, write: bool = False, create: bool = False) -> AbstractContextManager[Book]:
        """Open the book that the options name; who is named by words that fit several is chosen at the terminal."""
        from netcli.cli.prompts import announce, choose  # after the words were understood

        return netcli.open(
            self.db,
            write=write,
            create=create,
            dry_run=self.dry_run,
            choose=choose if self.can_ask() else None,
            matched=None if self.for_machines or self.quiet else announce,
        )

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

    def can_ask(self) -> bool:
        """Is there somebody at a terminal to answer a question?"""
        return not (self.no_input or self.for_machines) and sys.stdin.isatty() and sys.stderr.isatty()
