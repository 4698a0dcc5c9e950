"""Questions to the user, on stderr and only at a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import typer

from netcli.answers.people import Person
from netcli.cli.settings import Settings
from netcli.errors import Refused
from netcli.render.clean import clean
from netcli.store import naming
from netcli.store.reader import Reader


def named(settings: Settings, reader: Reader, words: str, *, first: bool = False, fuzzy: bool = True) -> Person:
    """The person that *words* name, asked for from a numbered list if several fit and somebody is there to answer.

    Raises Unknown, or Ambiguous when there is nobody to ask.
    """
    person = naming.person(reader, words, ask=_which if settings.can_ask() else naming.refuse, first=first, fuzzy=fuzzy)
    if (
        person.name
        and not settings.quiet
        and not settings.json
        and not settings.ndjson
        and _differs(words, person.name)
    ):
        typer.echo(clean(f"{words} is {person.name}{f', {person.company}' if person.company else ''}"), err=True)
    return person


def _differs(words: str, name: str) -> bool:
    return ":" not in words and not words.startswith("@") and words.casefold() not in ("me", name.casefold())


def _which(words: str, people: Sequence[Person], far: Mapping[int, int]) -> Person:
    typer.echo(clean(f"{words} fits {len(people)} people:"), err=True)
    for number, person in enumerate(people, 1):
        place = ", ".join(part for part in (person.title, person.company, person.city) if part)
        hops = "hop" if far.get(person.id) == 1 else "hops"
        near = f", {far[person.id]} {hops} from you" if person.id in far else ""
        typer.echo(clean(f"  {number}. {person.name or '(no name)'}{f' ({place})' if place else ''}{near}"), err=True)
    while True:
        answer = typer.prompt("Which", err=True).strip()
        if answer.isdecimal() and 1 <= int(answer) <= len(people):
            import shlex  # only who was asked waits for it

            chosen = people[int(answer) - 1]
            typer.echo(clean(f"to be asked no more: netcli edit id:{chosen.id} --alias {shlex.quote(words)}"), err=True)
            return chosen
        typer.echo(f"a number from 1 to {len(people)}, or Ctrl-C", err=True)


def confirm(settings: Settings, question: str) -> None:
    """Go on only if the user agrees, by `--yes` or at the terminal.

    Raises Refused.
    """
    if settings.yes or settings.dry_run:
        return
    if not settings.can_ask() or not typer.confirm(question, err=True):
        raise Refused(question.rstrip("?"), "--yes goes on without asking")
