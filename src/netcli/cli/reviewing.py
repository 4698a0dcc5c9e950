"""Deciding at the terminal: two people side by side, one key an answer, every answer an undo step of its own."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from netcli.answers.identity import Group, Pair
from netcli.answers.people import Person
from netcli.cli import deciding
from netcli.cli.opening import reading, writing
from netcli.cli.settings import Settings
from netcli.render.clean import clean
from netcli.tell import identity

ANSWERS = "s same · d distinct · l later · a all of this group · n next group · q quit"


def review(settings: Settings, groups: Sequence[tuple[Group, list[Pair]]], min_score: float) -> None:
    """Ask pair by pair until all are decided or the user quits; who became one on the way is not asked about again."""
    typer.echo(f"\n{ANSWERS}", err=True)
    for group, pairs in groups:
        typer.echo(clean(f"\n{group.title}: {group.count}"), err=True)
        later: set[tuple[int, int]] = set()
        for pair in pairs:
            ends = _today(settings, pair)
            if ends is None:
                continue
            answer = _ask(pair, *ends)
            if answer == "q":
                return
            if answer == "n":
                break
            if answer == "a":
                with writing(settings) as writer, writer.change("duplicates") as change:
                    typer.echo(deciding.accept(change, group.rule, min_score, but=later).summary, err=True)
                break
            if answer == "l":
                later.add((ends[0].id, ends[1].id))
            else:
                _decided(settings, *ends, same=answer == "s")


def _today(settings: Settings, pair: Pair) -> tuple[Person, Person] | None:
    """The two as they are now, after the answers before; None when they have become one."""
    with reading(settings) as reader:
        one, other = sorted(reader.forwarded(person.id) for person in (pair.a, pair.b))
        people = reader.people([one, other])
        return None if one == other else (people[one], people[other])


def _ask(pair: Pair, *ends: Person) -> str:
    for number, person in enumerate(ends, 1):
        place = " · ".join(part for part in (person.title, person.company, person.city) if part)
        typer.echo(clean(f"  {number}  {person.name or '(no name)'}  {place}  id:{person.id}"), err=True)
    reasons = ", ".join(f"{each.field} {each.bits:+.0f}" for each in pair.reasons if each.field != "prior")
    against = f"  against: {'; '.join(pair.vetoes)}" if pair.vetoes else ""
    typer.echo(clean(f"     {pair.score:.1f} bits: {reasons}{against}"), err=True)
    while True:
        answer: str = typer.prompt("same person", err=True, default="l", show_default=True).strip().casefold()[:1]
        if answer and answer in "sdlanq":
            return answer
        typer.echo(ANSWERS, err=True)


def _decided(settings: Settings, one: Person, other: Person, *, same: bool) -> None:
    with writing(settings) as writer, writer.change("duplicates") as change:
        if same:
            keep, gone = (other, one) if other.me else (one, other)
            identity.merge(change, keep.id, gone.id)
            change.summary = f"{gone.name} is {keep.name}"
        else:
            identity.tell_apart(change, one.id, other.id)
            change.summary = f"{one.name} and {other.name} are two people"
