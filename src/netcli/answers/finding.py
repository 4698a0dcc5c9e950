"""What `find` returns."""

from __future__ import annotations

from dataclasses import dataclass

from netcli.answers.people import Person


@dataclass(frozen=True, slots=True)
class Found:
    """A person whom the words may mean, how well they fit (1: exactly her name), and why."""

    person: Person
    score: float
    why: str
