"""People who may be one: `duplicates`, `why`."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from netcli.answers.duplicates import RULES, Duplicates, Group, Pair
from netcli.answers.people import Person
from netcli.cli.completion import complete_name, one_of
from netcli.cli.output import show
from netcli.cli.session import Session
from netcli.errors import BadInput, NotThere, Usage
from netcli.render.clean import clean

app = typer.Typer()

KEYS = "s same · d distinct · l later · a all of this group · n next group · q quit"


@app.command("duplicates")
def duplicates(
    ctx: typer.Context,
    rule: Annotated[
        str | None,
        typer.Option(
            "--rule",
            metavar="RULE",
            help=f"Only pairs that wait for it: {' '.join(RULES)}.",
            autocompletion=one_of(*RULES),
        ),
    ] = None,
    min_score: Annotated[
        float, typer.Option("--min-score", metavar="BITS", help="Only pairs that score as much.")
    ] = 0.0,
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N", help="Pairs to list a rule; 0 for all.")] = 20,
    accept: Annotated[str | None, typer.Option("--accept", metavar="RULE", help="Merge all pairs of a rule.")] = None,
    decide: Annotated[
        str | None,
        typer.Option("--decide", metavar="FILE|-", help='NDJSON of {"a", "b", "verdict"}: same, distinct or later.'),
    ] = None,
) -> None:
    """List people who may be one, and decide.

    On a terminal netcli asks pair by pair; scripts accept a whole rule, or decide pairs by number.
    """
    session: Session = ctx.obj
    if math.isnan(min_score):
        raise Usage("--min-score nan is no number", "write --min-score 8")
    if accept is not None:
        _accept(session, accept, min_score)
    elif decide is not None:
        _decide(session, decide)
    else:
        with session.book() as book:
            answer = book.duplicates(rule=rule, min_score=min_score, limit=limit)
            show(session, answer)
            groups = _pairs(answer.result) if session.can_ask() and sys.stdout.isatty() else []
        _review(session, groups, min_score)


def _accept(session: Session, rule: str, min_score: float) -> None:
    if rule in RULES:
        session.confirm(f"Merge every pair that waits for {rule}?")
    with session.book(write=True) as book:
        answer = book.accept_duplicates(rule, min_score=min_score)
    show(session, answer)


def _decide(session: Session, file: str) -> None:
    from netcli.tell.duplicates import read_decisions

    decisions = list(read_decisions(_read(file).splitlines()))
    with session.book(write=True) as book:
        answer = book.decide_duplicates(decisions, file=file)
    show(session, answer)


def _read(file: str) -> str:
    if file == "-":
        return sys.stdin.read()
    try:
        return Path(file).read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise NotThere(f"there is no file {file}", "give a file of NDJSON, or -", code="no_file") from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{file} cannot be read ({error})", "give a file of NDJSON, or -") from error


@app.command("why")
def why(
    ctx: typer.Context,
    a: Annotated[str, typer.Argument(help="A person.", autocompletion=complete_name)],
    b: Annotated[str, typer.Argument(help="Another person.", autocompletion=complete_name)],
) -> None:
    """Show what makes two people one, or two, bit by bit."""
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.why(a, b)
    show(session, answer)


# --- at the terminal: one key a pair, every decision an undo step of its own ----------------------------------------


def _pairs(found: Duplicates) -> list[tuple[Group, list[Pair]]]:
    return [(group, list(group.pairs)) for group in found.groups]


def _review(session: Session, groups: Sequence[tuple[Group, list[Pair]]], min_score: float) -> None:
    """Ask pair by pair until all are decided or the user quits; who became one on the way is not asked about again."""
    if groups:
        typer.echo(f"\n{KEYS}", err=True)
    for group, pairs in groups:
        typer.echo(clean(f"\n{group.title}: {group.count}"), err=True)
        later: set[tuple[int, int]] = set()
        for pair in pairs:
            with session.book() as book:
                ends = book.two_of(pair)
            if ends is None:
                continue
            key = _ask(pair, *ends)
            if key == "q":
                return
            if key == "n":
                break
            if key == "l":
                later.add((ends[0].id, ends[1].id))
                continue
            with session.book(write=True) as book:
                if key != "a":
                    book.decide_duplicate(*ends, same=key == "s")
                    continue
                typer.echo(book.accept_duplicates(group.rule, min_score=min_score, but=later).summary, err=True)
            break


def _ask(pair: Pair, *ends: Person) -> str:
    for number, person in enumerate(ends, 1):
        place = " · ".join(part for part in (person.title, person.company, person.city) if part)
        typer.echo(clean(f"  {number}  {person.name or '(no name)'}  {place}  id:{person.id}"), err=True)
    reasons = ", ".join(f"{each.field} {each.bits:+.0f}" for each in pair.reasons if each.field != "prior")
    against = f"  against: {'; '.join(pair.vetoes)}" if pair.vetoes else ""
    typer.echo(clean(f"     {pair.score:.1f} bits: {reasons}{against}"), err=True)
    while True:
        key: str = typer.prompt("same person", err=True, default="l", show_default=True).strip().casefold()[:1]
        if key and key in "sdlanq":
            return key
        typer.echo(KEYS, err=True)
