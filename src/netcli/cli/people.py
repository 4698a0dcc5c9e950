"""Ask about people: `find`, `show`, `list`."""

from __future__ import annotations

from typing import Annotated

import typer

from netcli.answers import Answer, cut, limited
from netcli.cli.asking import named
from netcli.cli.completing import people
from netcli.cli.opening import reading, show
from netcli.cli.settings import Settings

app = typer.Typer()

All = Annotated[bool, typer.Option("--all", help="Organizations and placeholders, too.")]


@app.command("find")
def find(
    ctx: typer.Context,
    text: Annotated[list[str], typer.Argument(metavar="TEXT...", help="Words of a name, company, title or city.")],
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N", help="How many; 0 for all.")] = 10,
    all_: All = False,
) -> None:
    """Find people by any words, in any order, slightly misspelt."""
    from netcli.store.finding import find_of

    settings: Settings = ctx.obj
    words = " ".join(text)
    with reading(settings) as reader:
        shown, of = find_of(reader, words, everybody=all_, limit=limit)
    show(settings, Answer("find", {"text": words}, shown, cut(len(shown), of)))


@app.command("show")
def show_(
    ctx: typer.Context,
    person: Annotated[str, typer.Argument(help="Whom.", autocompletion=people)],
    other: Annotated[str | None, typer.Argument(help="Somebody she is linked to.", autocompletion=people)] = None,
    first: Annotated[bool, typer.Option("--first", help="Of several people who fit, take the best.")] = False,
) -> None:
    """Show a person with her links, or what speaks for the link of two."""
    from netcli.cli import showing

    settings: Settings = ctx.obj
    with reading(settings) as reader:
        who = named(settings, reader, person, first=first)
        answer: Answer[object, object]
        if other is None:
            answer = showing.person(reader, who)
        else:
            answer = showing.link(reader, who, named(settings, reader, other, first=first))
    show(settings, answer)


@app.command("list")
def list_(
    ctx: typer.Context,
    filters: Annotated[list[str] | None, typer.Argument(metavar="[FILTER...]", help="Words, or key:value.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N", help="How many; 0 for all.")] = 0,
    all_: All = False,
) -> None:
    """List people: all, or those who meet every filter.

    Filters are words of name, company, title or city, or company: title: tag: city: network: since: hops: has:.
    A leading - negates.
    """
    from netcli.store.filtering import matching

    settings: Settings = ctx.obj
    with reading(settings) as reader:
        numbers = matching(reader, filters or [], everybody=all_)
        shown, warnings = limited(numbers, limit)
        answer = Answer("list", {"filters": filters or []}, reader.full(shown), warnings)
    show(settings, answer)
