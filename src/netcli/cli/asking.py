"""Whom words mean, for commands that do not ask the book yet."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.ask import naming
from netcli.cli.prompts import announce, choose
from netcli.cli.session import Session
from netcli.store.reader import Reader

__all__ = ["named"]


def named(session: Session, reader: Reader, words: str, *, first: bool = False, fuzzy: bool = True) -> Person:
    """The person that *words* name."""
    person = naming.person(reader, words, choose=choose if session.can_ask() else None, first=first, fuzzy=fuzzy)
    if not session.for_machines and not session.quiet:
        announce(words, person)
    return person
