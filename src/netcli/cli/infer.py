"""`infer`: links that nobody stated, as guesses with their reasons; no chain uses them unless asked to."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Annotated

import typer

from netcli.answers import Answer, Words, cut
from netcli.answers.guesses import Guess, Inferred
from netcli.cli.opening import reading, show, writing
from netcli.cli.settings import Settings
from netcli.records import Record, Row, Testimony
from netcli.store.filtering import matching
from netcli.store.plausible import Plausible, pairs
from netcli.store.reader import Reader

if TYPE_CHECKING:
    from netcli.store.writer import Change

app = typer.Typer()


@app.command("infer")
def infer(
    ctx: typer.Context,
    filters: Annotated[list[str] | None, typer.Argument(metavar="[FILTER...]", help="Only among these people.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N", help="How many; 0 for all.")] = 100,
) -> None:
    """List links that nobody stated, with what speaks for them; --yes adds them as guesses.

    Two people may know each other who share an employer or school at the same time, or many contacts.
    Guesses are always marked, never sure, and used by no chain without --guesses. netcli undo takes them back.
    """
    settings: Settings = ctx.obj
    if not settings.yes:
        with reading(settings) as reader:
            answer, _ = _answered(reader, filters or [], limit)
    else:
        with writing(settings) as writer:
            answer, chosen = _answered(writer.reader, filters or [], limit)
            if chosen:
                with writer.change("infer") as change:
                    _add(change, chosen)
                    change.summary = f"added {len(chosen)} guess{'es' if len(chosen) > 1 else ''}"
                result = answer.result.replaced(added=len(chosen), undo=change.id)
                answer = answer.replaced(result=result, summary=change.summary)
    show(settings, answer)


def _answered(reader: Reader, filters: list[str], limit: int) -> tuple[Answer[Words, Inferred], list[Plausible]]:
    chosen, found, remarks = pairs(reader, matching(reader, filters), limit)
    people = reader.people({number for each in chosen for number in (each.a, each.b)})
    guesses = [Guess(people[each.a], people[each.b], each.kind, each.score, list(each.why)) for each in chosen]
    warnings = [*cut(len(chosen), found), *remarks]
    return Answer("infer", {"filters": filters}, Inferred(found, guesses, 0, None), warnings), chosen


def _add(change: Change, guesses: list[Plausible]) -> None:
    """Take the guesses in as a batch of their own, so that it can be taken back by itself."""
    from netcli.intake import absorb

    people = change.reader.people({number for each in guesses for number in (each.a, each.b)})
    rows = []
    for line, each in enumerate(guesses, 1):
        keys = f"id:{each.a}", f"id:{each.b}"
        ends = tuple(
            Record(key, name=people[number].name, mention=key, line=line)
            for key, number in zip(keys, (each.a, each.b), strict=True)
        )
        said = Testimony(*keys, "inferred", each.kind, "guess", detail="; ".join(each.why), line=line)
        rows.append(Row(line, " ".join(keys), ends, (said,)))
    content = "\n".join(row.text for row in rows).encode()
    file = absorb.File("(guesses)", "inferred", hashlib.sha256(content).hexdigest)
    absorb.absorb(change, file, rows, change.reader.me())
