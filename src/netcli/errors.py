"""Every error that netcli can report, with its exit code.

A search that finds no chain (exit code 5) is not an error.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from netcli.language import say

STANDARD_INPUT: Final = "-"
"""The name of standard input on the command line and in documents."""
GUESSES: Final = "(guesses)"
"""In documents, evidence from `netcli infer` has this text instead of a file name."""


def titled(file: str) -> str:
    """Return the name of a *file* as messages show it."""
    if file == GUESSES:
        return say("guesses of netcli infer")
    return say("standard input") if file == STANDARD_INPUT else file


class NetcliError(Exception):
    """An error with a message, and a hint that says what to do."""

    exit_code = 70
    code = "internal"

    def __init__(self, message: str, hint: str | None = None, *, code: str | None = None, candidates: Any = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.candidates = candidates
        self.differences: dict[int, str] = {}  # for each candidate's id, how they differ from their namesakes
        if code:
            self.code = code

    def __str__(self) -> str:
        return f"{self.message}; {self.hint}" if self.hint else self.message


class Usage(NetcliError):
    """The command line is wrong."""

    exit_code = 2
    code = "usage"


class Unknown(NetcliError):
    """No person or thing has that name."""

    exit_code = 3
    code = "unknown_person"


class Ambiguous(NetcliError):
    """Several people fit a name; `candidates` holds them, best first."""

    exit_code = 4
    code = "ambiguous_person"


class Refused(NetcliError):
    """The command would lose data or surprise the user, who must confirm it."""

    exit_code = 6
    code = "refused"


class BadInput(NetcliError):
    """The file or the book cannot be used as it is."""

    exit_code = 65
    code = "bad_input"


class OlderBook(BadInput):
    """The book has the tables of an older netcli."""

    code = "older_book"


class NotThere(NetcliError):
    """There is no such file or book."""

    exit_code = 66
    code = "not_found"


class NotInstalled(NetcliError):
    """The command needs an extra: a package that is installed only on request."""

    exit_code = 69
    code = "not_installed"

    def __init__(self, what: str, extra: str, requirement: str) -> None:
        super().__init__(
            say(
                "{what} needs the package {package}, which is not installed",
                what=what,
                package=requirement.partition(">")[0],
            ),
            say(
                "install it: pipx inject netcli-contacts '{requirement}', or in a clone: pip install '.[{extra}]'",
                requirement=requirement,
                extra=extra,
            ),
        )


class CannotCreate(NetcliError):
    """The output exists already, or cannot be made."""

    exit_code = 73
    code = "cannot_create"


class Disk(NetcliError):
    """The system could not read or write."""

    exit_code = 74
    code = "io_error"


class Busy(NetcliError):
    """Another netcli is writing and did not finish in time."""

    exit_code = 75
    code = "busy"


class NoPermission(NetcliError):
    """The system forbids the access."""

    exit_code = 77
    code = "no_permission"


def one_of(option: str, word: str, known: Sequence[str]) -> str:
    """Return *word*, the value of *option*, if *known* contains it.

    Raises Usage.
    """
    if word not in known:
        choice = (
            say("choose {one} or {other}", one=known[0], other=known[1])
            if len(known) == 2
            else say("choose one of these: {known}", known=", ".join(known))
        )
        raise Usage(say("{option} {word!r} is unknown", option=option, word=word), choice)
    return word
