"""Questions to the user, on stderr and only at a terminal."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from netcli.answers.people import Candidate, Person
from netcli.render.clean import clean


def choose(words: str, candidates: Sequence[Candidate]) -> Person:
    """Ask which of the *candidates* is meant by *words*, from a numbered list."""
    typer.echo(clean(f"{words} fits {len(candidates)} people:"), err=True)
    for number, (person, hops) in enumerate(((each.person, each.hops) for each in candidates), 1):
        place = ", ".join(part for part in (person.title, person.company, person.city) if part)
        near = "" if hops is None else f", {hops} {'hop' if hops == 1 else 'hops'} from you"
        typer.echo(clean(f"  {number}. {person.name or '(no name)'}{f' ({place})' if place else ''}{near}"), err=True)
    while True:
        answer = typer.prompt("Which", err=True).strip()
        if answer.isdecimal() and 1 <= int(answer) <= len(candidates):
            import shlex  # only who was asked waits for it

            chosen = candidates[int(answer) - 1].person
            typer.echo(clean(f"to be asked no more: netcli edit id:{chosen.id} --alias {shlex.quote(words)}"), err=True)
            return chosen
        typer.echo(f"a number from 1 to {len(candidates)}, or Ctrl-C", err=True)


def announce(words: str, person: Person) -> None:
    """Say whom *words* were found to mean, unless they are the person's name or a handle."""
    handle = ":" in words or words.startswith("@") or words.casefold() == "me"
    if person.name and not handle and words.casefold() != person.name.casefold():
        typer.echo(clean(f"{words} is {person.name}{f', {person.company}' if person.company else ''}"), err=True)
