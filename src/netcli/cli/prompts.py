"""Questions to the user, on stderr and only at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Final

import typer

from netcli.answers.people import Candidate, Person
from netcli.language import plural, tr
from netcli.render import prompt, sentence

QUIT: Final = ("q", "quit")
YES: Final = ("y", "yes", "o", "oui")


def tell(text: str) -> None:
    """Write *text* on stderr; on a terminal, it is wrapped between words."""
    sentence(text, sys.stderr)


def ask(question: str) -> str | None:
    """Ask the user, and return the reply; None after q or Ctrl-D."""
    prompt(question, sys.stderr)
    word = read_line()
    return None if word is None or word.casefold() in QUIT else word


def need(question: str) -> str:
    """Ask until there is a reply; end the command if the user quits."""
    while True:
        reply = ask(question)
        if reply is None:
            raise typer.Abort
        if reply:
            return reply


def values(question: str, what: str, valid: Callable[[str], object]) -> list[str]:
    """Ask for values, separated by commas, until all are *valid*. *what* describes a valid value."""
    while True:
        reply = ask(question)
        if reply is None:
            raise typer.Abort
        given = [each.strip() for each in reply.split(",") if each.strip()]
        wrong = [each for each in given if not valid(each)]
        if not wrong:
            return given
        tell(tr("{wrong} is not {what}", wrong=wrong[0], what=what))


def passphrase(*, twice: bool) -> str:
    """Ask for a passphrase without echo.

    If *twice* is true, refuse an empty passphrase, and ask for the passphrase again.
    """
    while True:
        given = _hidden(tr("Passphrase: "))
        if twice and not given:
            tell(tr("an empty passphrase locks nothing"))
        elif not twice or _hidden(tr("Once more: ")) == given:
            return given
        else:
            tell(tr("the two passphrases differ"))


def _hidden(question: str) -> str:
    """Ask without echo; raise Abort at the end of the input."""
    from getpass import getpass

    try:
        return getpass(question, sys.stderr)
    except (EOFError, KeyboardInterrupt) as leaving:
        typer.echo(file=sys.stderr)
        if isinstance(leaving, EOFError):
            raise typer.Abort from None
        raise


def read_line() -> str | None:
    """Return the next line of input, stripped; None at the end."""
    try:
        line = sys.stdin.readline()
    except KeyboardInterrupt:
        typer.echo(file=sys.stderr)
        raise
    if not line.endswith("\n") and sys.stdin.isatty():
        typer.echo(file=sys.stderr)
    return line.strip() if line else None


def confirm(question: str) -> bool:
    """Ask whether to go on; only yes means yes."""
    reply = ask(tr("{question}? [y/N] ", question=question))
    return reply is not None and reply.casefold() in YES


def choose(words: str, candidates: Sequence[Candidate]) -> Person:
    """Ask which of the *candidates* the user means by *words*. Raises Abort if the user quits."""
    tell(tr("{words} matches {candidates} people:", words=words, candidates=len(candidates)))
    for number, each in enumerate(candidates, 1):
        person, hops = each.person, each.hops
        place = ", ".join(part for part in (person.title, person.company, person.city, each._apart) if part)
        near = tr(", {hops} from you", hops=plural(hops, "hop")) if hops is not None else ""
        tell(f"  {number}. {person.shown()}{f' ({place})' if place else ''}{near}")
    while True:
        answer = ask(tr("Which: "))
        if answer is None:
            raise typer.Abort
        if answer.isdecimal() and 1 <= int(answer) <= len(candidates):
            import shlex  # imported only when a question is asked

            chosen = candidates[int(answer) - 1].person
            tell(
                tr(
                    "to skip this question next time: netcli edit id:{id} --alias {quote}",
                    id=chosen.id,
                    quote=shlex.quote(words),
                )
            )
            return chosen
        tell(tr("type a number from 1 to {candidates}, or q", candidates=len(candidates)))


def announce(words: str, person: Person) -> None:
    """Say which person was found, unless *words* identify the person exactly."""
    handle = ":" in words or words.startswith("@") or words.casefold() == "me"
    if person.name and not handle and words.casefold() != person.name.casefold():
        tell(tr("{words} is {name}", words=words, name=", ".join(filter(None, (person.name, person.company)))))
