"""Possible duplicates: `duplicates`, `why`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from netcli.answers.duplicates import RULES, Duplicates, Group, Pair
from netcli.answers.people import FullPerson
from netcli.cli.completion import complete_name, one_of
from netcli.cli.output import show
from netcli.cli.prompts import ask, tell
from netcli.cli.session import Session
from netcli.errors import BadInput, NotThere, Refused
from netcli.language import plural, say, spoken, tr
from netcli.render.duplicates import question

app = typer.Typer()

KEYS = say("s same · d distinct · l later · a all of this group · n next group · q quit")


@app.command("duplicates")
def duplicates(
    ctx: typer.Context,
    rule: Annotated[
        str | None,
        typer.Option(
            "--rule",
            metavar="RULE",
            help=f"List only the pairs found by one rule: {', '.join(RULES)}.",
            autocompletion=one_of(*RULES),
        ),
    ] = None,
    min_score: Annotated[
        float, typer.Option("--min-score", metavar="BITS", help="Only pairs with at least this score.")
    ] = 0.0,
    limit: Annotated[
        int, typer.Option("--limit", min=0, metavar="N", help="How many pairs to list per rule; 0: all.")
    ] = 20,
    accept: Annotated[
        str | None,
        typer.Option("--accept", metavar="RULE", help="Merge all pairs of a rule.", autocompletion=one_of(*RULES)),
    ] = None,
    decide: Annotated[
        str | None,
        typer.Option(
            "--decide",
            metavar="FILE|-",
            help='Read decisions as NDJSON: {"a", "b", "verdict"}; a verdict is same, distinct or later.',
        ),
    ] = None,
) -> None:
    """List pairs of people who may be the same person, and decide whether they are.

    On a terminal, netcli asks about each pair. In a script, use --accept to merge all pairs of a rule, or --decide to
    give a decision for each pair of ids.
    """
    session: Session = ctx.obj
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
    if rule in RULES and not (session.yes or session.dry_run):
        with session.book() as book:
            found = book.duplicates(rule=rule, min_score=min_score, limit=1).result
        pairs = plural(found.waiting, "pair")
        if found.waiting:
            session.confirm(say("merge all pairs of the rule {rule}: {pairs}", rule=rule, pairs=pairs))
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
        raise NotThere(
            say("no such file: {file}", file=file), say("give a file of NDJSON, or -"), code="no_file"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            say("{file} cannot be read ({error})", file=file, error=error), say("give a file of NDJSON, or -")
        ) from error


@app.command("why")
def why(
    ctx: typer.Context,
    a: Annotated[str, typer.Argument(help="A person.", autocompletion=complete_name)],
    b: Annotated[str, typer.Argument(help="Another person.", autocompletion=complete_name)],
) -> None:
    """Show, in bits, the evidence that two people are the same person, and the evidence that they are not."""
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.why(a, b)
    show(session, answer)


# --- at the terminal: one key per pair; each decision is an undo step of its own
# ---------------------------------------


def _pairs(found: Duplicates) -> list[tuple[Group, list[Pair]]]:
    return [(group, list(group.pairs)) for group in found.groups]


def _review(session: Session, groups: Sequence[tuple[Group, list[Pair]]], min_score: float) -> None:
    """Ask for a decision on each pair until the user quits."""
    if groups:
        typer.echo(file=sys.stderr)
        tell(tr(KEYS))
    for group, pairs in groups:
        if not _review_group(session, group, pairs, min_score):
            return


def _review_group(session: Session, group: Group, pairs: Sequence[Pair], min_score: float) -> bool:
    """Ask about the *pairs* of a group; return False if the user quits."""
    later: set[tuple[int, int]] = set()
    for number, pair in enumerate(pairs, 1):
        with session.book() as book:
            ends = book.two_of(pair)
        if ends is None:
            continue
        key = _ask(question(group.title, number, group.count, pair, ends))
        if key in "qn":
            return key == "n"
        if key == "l":
            later.add((ends[0].id, ends[1].id))
        elif key == "a":
            with session.book(write=True) as book:
                done = book.accept_duplicates(group.rule, min_score=min_score, but=later)
                tell(spoken(done.summary or ""))
            return True
        else:
            _decide_one(session, ends, same=key == "s")
    if len(pairs) < group.count:
        tell(
            tr(
                "to see {count} more pairs: netcli duplicates --rule {rule} --limit 0",
                count=group.count - len(pairs),
                rule=group.rule,
            )
        )
    return True


def _decide_one(session: Session, ends: tuple[FullPerson, FullPerson], *, same: bool) -> None:
    """Store a decision, unless either person has changed since the pair was shown."""
    try:
        with session.book(write=True) as book:
            summary = book.decide_duplicate(*ends, same=same).summary
    except Refused as error:
        summary = error.message
    tell(f"     {spoken(summary or '')}")


def _ask(lines: Iterable[str]) -> str:
    """Show a pair; return the pressed key, or q at the end of input."""
    typer.echo(file=sys.stderr)
    for line in lines:
        tell(line)
    while True:
        reply = ask(tr("same person? [s/d/l/a/n/q] "))
        key = "q" if reply is None else (reply.casefold() or "l")[0]
        if key in "sdlanq":
            return key
        tell(tr(KEYS))
