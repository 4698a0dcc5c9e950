"""Deciding at the terminal: two people side by side, one key an answer, every answer an undo step of its own."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from netcli.answers.identity import Group, Pair
from netcli.cli.opening import writing
from netcli.cli.settings import Settings
from netcli.render.clean import clean
from netcli.store import identity

ANSWERS = "s same · d distinct · l later · a all of this group · n next group · q quit"


def review(settings: Settings, groups: Sequence[tuple[Group, list[Pair]]]) -> None:
    """Ask pair by pair until all are decided or the user quits."""
    typer.echo(f"\n{ANSWERS}", err=True)
    for group, pairs in groups:
        typer.echo(clean(f"\n{group.title}: {group.count}"), err=True)
        for place, pair in enumerate(pairs):
            answer = _ask(pair)
            if answer == "q":
                return
            if answer == "n":
                break
            if answer == "a":
                _same(settings, pairs[place:])
                break
            if answer == "s":
                _same(settings, [pair])
            elif answer == "d":
                with writing(settings) as book:
                    book.begin_change("distinct")
                    identity.say_distinct(book, pair.a.id, pair.b.id)
                    book.end_change(f"{pair.a.name} and {pair.b.name} are two people")


def _ask(pair: Pair) -> str:
    for label, person in (("  1", pair.a), ("  2", pair.b)):
        place = " · ".join(part for part in (person.title, person.company, person.city) if part)
        typer.echo(clean(f"{label}  {person.name or '(no name)'}  {place}  id:{person.id}"), err=True)
    reasons = ", ".join(f"{each.field} {each.bits:+.0f}" for each in pair.reasons if each.field != "prior")
    against = f"  against: {'; '.join(pair.vetoes)}" if pair.vetoes else ""
    typer.echo(clean(f"     {pair.score:.1f} bits: {reasons}{against}"), err=True)
    while True:
        answer: str = typer.prompt("same person", err=True, default="l", show_default=True).strip().casefold()[:1]
        if answer in "sdlanq":
            return answer
        typer.echo(ANSWERS, err=True)


def _same(settings: Settings, pairs: list[Pair]) -> None:
    with writing(settings) as book:
        book.begin_change("merge")
        merged = 0
        for pair in pairs:
            ends = [book.reader.forwarded(person.id) for person in (pair.a, pair.b)]
            if ends[0] != ends[1] and not (pair.vetoes and len(pairs) > 1):
                keep, gone = sorted(ends, key=lambda end: (end != book.reader.me(), end))
                identity.merge(book, keep, gone)
                book.settle()
                merged += 1
        book.end_change(f"merged {merged} pairs")
