"""Who is whom: `duplicates`, `merge`, `split`, `distinct`, `why`."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from netcli.answers import Answer, Words
from netcli.answers.identity import Decided, Merged
from netcli.cli.asking import confirm, named
from netcli.cli.completing import people as completed
from netcli.cli.opening import reading, show, writing
from netcli.cli.settings import Settings
from netcli.cli.tell import written
from netcli.errors import BadInput, NotThere, Refused, Usage

if TYPE_CHECKING:
    from netcli.store.reader import Reader
    from netcli.store.writer import Change

app = typer.Typer()

RULES = (
    "profile",
    "email",
    "mobile",
    "name_birthday",
    "name_company",
    "similar_name_company",
    "name",
    "similar_name",
    "other",
)
"""Why pairs wait, in the order in which they are asked: the first four are proofs."""


@app.command("duplicates")
def duplicates(
    ctx: typer.Context,
    rule: Annotated[
        str | None, typer.Option("--rule", metavar="RULE", help=f"Only pairs that wait for it: {' '.join(RULES)}.")
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
    from netcli.cli import deciding

    settings: Settings = ctx.obj
    for name in (rule, accept):
        if name is not None and name not in RULES:
            raise Usage(f"{name!r} is no rule", f"choose one of {', '.join(RULES)}")
    if accept is not None:
        confirm(settings, f"Merge every pair that waits for {accept}?")
        with writing(settings) as writer, writer.change("duplicates") as change:
            accepted = deciding.accept(change, accept, min_score)
        show(settings, accepted)
        return
    if decide is not None:
        with writing(settings) as writer, writer.change("duplicates") as change:
            decided = _decide(change, decide)
        show(settings, decided)
        return
    with reading(settings) as reader:
        answer = deciding.waiting(reader, rule, min_score, limit)
        show(settings, answer)
        asking = settings.can_ask() and sys.stdout.isatty()
        groups = [(group, list(group.pairs)) for group in answer.result.groups] if asking else []
    if groups:
        from netcli.cli import reviewing

        reviewing.review(settings, groups, min_score)


def _decide(change: Change, place: str) -> Answer[Words, Decided]:
    """Read decisions and carry them out, as one step."""
    from netcli.tell import identity

    text = sys.stdin.read() if place == "-" else _read(place)
    counts = dict.fromkeys(("same", "distinct", "later", "stale"), 0)
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        a, b, verdict = _verdict(line, number)
        ends = [change.reader.forwarded(each) for each in (a, b)]
        for each in ends:
            if change.reader.person(each) is None:
                raise BadInput(f"line {number}: there is no person {each}", "netcli duplicates --json lists pairs")
        if ends[0] == ends[1]:
            counts["stale"] += 1
            continue
        if verdict == "same":
            identity.merge(change, *_owner_first(change.reader, *ends))
            change.derive()
        elif verdict == "distinct":
            identity.tell_apart(change, *ends)
        counts[verdict] += 1
    change.summary = f"{counts['same']} merged, {counts['distinct']} told apart"
    return Answer("duplicates", {"decide": place}, Decided(**counts), summary=change.summary)


def _owner_first(reader: Reader, a: int, b: int) -> tuple[int, int]:
    return (b, a) if b == reader.me() else (a, b)


def _read(place: str) -> str:
    from netcli.importers.places import of_path

    try:
        from pathlib import Path

        with of_path(Path(place)).open() as stream:
            return stream.read().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise NotThere(f"there is no file {place}", "give a file of NDJSON, or -", code="no_file") from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{place} cannot be read ({error})", "give a file of NDJSON, or -") from error


def _verdict(line: str, number: int) -> tuple[int, int, str]:
    try:
        said = json.loads(line)
        a, b, verdict = said["a"], said["b"], said["verdict"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadInput(f'line {number} is not {{"a", "b", "verdict"}}', "one JSON object a line") from error
    if verdict not in ("same", "distinct", "later") or type(a) is not int or type(b) is not int:
        raise BadInput(f"line {number}: {verdict!r} for {a!r} and {b!r}", "numbers, and same, distinct or later")
    return a, b, verdict


@app.command("merge")
def merge(
    ctx: typer.Context,
    a: Annotated[str, typer.Argument(help="Who stays.", autocompletion=completed)],
    b: Annotated[str, typer.Argument(help="Who is the same person.", autocompletion=completed)],
) -> None:
    """Make two people one; A's number stays, B's leads to her. `netcli split` takes them apart again."""
    from netcli.match import decide
    from netcli.store import records, verdicts
    from netcli.tell import identity

    settings: Settings = ctx.obj
    with writing(settings) as writer:
        with writer.change("merge") as change:
            keep, gone = (named(settings, change.reader, words, fuzzy=False) for words in (a, b))
            if keep.id == gone.id:
                raise Usage("the two are one person already", "name two people")
            told = records.fields_by_person(change.reader, (keep.id, gone.id))
            against = decide.against(told[keep.id], told[gone.id])
            if verdicts.are_distinct(change.reader, keep.id, gone.id):
                against = [*against, "you said that they are two"]
            if against and not (settings.yes or settings.dry_run):
                raise Refused(
                    f"something speaks against it: {'; '.join(against)}",
                    "--yes merges all the same",
                    code="vetoed",
                    candidates=[keep, gone],
                )
            identity.merge(change, keep.id, gone.id)
            change.summary = f"{gone.name} is {keep.name}"
        answer = written("merge", change, {"a": keep, "b": gone}, [keep.id])
        done = answer.result
        person = change.reader.people([keep.id])[keep.id]
        merged = Merged(person, [gone.id], done.changed, done.people, done.links, done.undo)
    show(settings, answer.replaced(result=merged))


@app.command("split")
def split(
    ctx: typer.Context,
    person: Annotated[str, typer.Argument(help="Whom to take apart.", autocompletion=completed)],
    records: Annotated[
        list[int] | None, typer.Argument(metavar="[RECORD...]", help="Records of the other one.")
    ] = None,
) -> None:
    """Take a person apart: her last merge, or some of her records into a person of their own."""
    from netcli.tell import identity

    settings: Settings = ctx.obj
    with writing(settings) as writer:
        with writer.change("split") as change:
            who = named(settings, change.reader, person, fuzzy=False)
            both = identity.split(change, who.id, records or ())
            change.summary = f"{who.name} is two people again"
        answer = written("split", change, {"person": who, "records": records or []}, both)
    show(settings, answer)


@app.command("distinct")
def distinct(
    ctx: typer.Context,
    a: Annotated[str, typer.Argument(help="A person.", autocompletion=completed)],
    b: Annotated[str, typer.Argument(help="Another person.", autocompletion=completed)],
) -> None:
    """Say that two people are two, for ever."""
    from netcli.tell import identity

    settings: Settings = ctx.obj
    with writing(settings) as writer:
        with writer.change("distinct") as change:
            one, other = (named(settings, change.reader, words, fuzzy=False) for words in (a, b))
            identity.tell_apart(change, one.id, other.id)
            change.summary = f"{one.name or one.id} and {other.name or other.id} are two people"
        answer = written("distinct", change, {"a": one, "b": other}, [one.id, other.id])
    show(settings, answer)


@app.command("why")
def why(
    ctx: typer.Context,
    a: Annotated[str, typer.Argument(help="A person.", autocompletion=completed)],
    b: Annotated[str, typer.Argument(help="Another person.", autocompletion=completed)],
) -> None:
    """Show what makes two people one, or two, bit by bit."""
    from netcli.cli import deciding

    settings: Settings = ctx.obj
    with reading(settings) as reader:
        one, other = (named(settings, reader, words) for words in (a, b))
        if one.id == other.id:
            raise Usage("that is one person", "name two people; netcli show lists her records")
        answer = deciding.why(reader, one, other)
    show(settings, answer)
