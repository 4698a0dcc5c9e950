"""The answer to a command that fails, in the form that scripts read."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Problem(Shape):
    """Why something could not be done. `code` is for scripts."""

    code: str
    exit: int
    message: str
    hint: str | None


class Error(Problem):
    """The problem of a whole command. If a name is ambiguous, `candidates` contains the possible people."""

    candidates: list[Person]
