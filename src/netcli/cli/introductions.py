"""`intro`: introductions from the first request to the meeting."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from netcli.cli.completion import complete_name, one_of
from netcli.cli.options import First, Limit, Private
from netcli.cli.output import show
from netcli.cli.pages import Family
from netcli.cli.session import Session
from netcli.language import of

app = typer.Typer()
intro = typer.Typer(cls=Family, no_args_is_help=True)
app.add_typer(intro, name="intro", help="Ask for introductions, and keep track of them.")

Target = Annotated[
    str, typer.Argument(metavar="TARGET", help="The person you want to meet.", autocompletion=complete_name)
]


@intro.command("draft")
def draft(
    ctx: typer.Context,
    a: Annotated[
        str,
        typer.Argument(
            metavar="TARGET|A",
            help="Without B: the person to reach. With B: the person who asks.",
            autocompletion=complete_name,
        ),
    ],
    b: Annotated[
        str | None,
        typer.Argument(metavar="[B]", help="The person whom A wants to reach.", autocompletion=complete_name),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang",
            metavar="fr|en",
            help="The language (default: your locale's).",
            autocompletion=one_of("fr", "en"),
        ),
    ] = None,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="hops|chance",
            help="The shortest chain, or the likeliest.",
            autocompletion=one_of("hops", "chance"),
        ),
    ] = "hops",
    why: Annotated[str | None, typer.Option("--why", metavar="TEXT", help="Why you want to meet the person.")] = None,
    private: Private = False,
    first: First = False,
) -> None:
    """Write what to send: the request to the first person of the chain, and a paragraph that they can forward.

    To change the words, copy netcli's template to intro.en.txt or intro.fr.txt in your configuration folder.
    """
    session: Session = ctx.obj
    source, target = ("me", a) if b is None else (a, b)
    language = lang or ("fr" if of(os.environ) == "fr" else "en")
    with session.book() as book:
        answer = book.draft_introduction(
            target, source, by=by, language=language, why=why, private=private, first=first
        )
    show(session, answer)


@intro.command("list")
def list_(
    ctx: typer.Context,
    open_: Annotated[bool, typer.Option("--open", help="List only open introductions.")] = False,
    limit: Limit = 0,
) -> None:
    """List the introductions that you asked for, newest first, each with its next step."""
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.introductions(open_only=open_, limit=limit)
    show(session, answer)


@intro.command("asked")
def asked(
    ctx: typer.Context,
    target: Target,
    via: Annotated[
        str | None,
        typer.Option(
            "--via",
            metavar="P",
            help="The person you asked (default: the first person of the shortest chain).",
            autocompletion=complete_name,
        ),
    ] = None,
    first: First = False,
) -> None:
    """Log that you asked for an introduction to TARGET."""
    session: Session = ctx.obj
    with session.book(write=True) as book:
        answer = book.ask_introduction(target, via=via, first=first)
    show(session, answer)


def _log(ctx: typer.Context, target: str, state: str, *, first: bool) -> None:
    session: Session = ctx.obj
    with session.book(write=True) as book:
        answer = book.log_introduction(target, state, first=first)
    show(session, answer)


@intro.command("agreed")
def agreed(ctx: typer.Context, target: Target, first: First = False) -> None:
    """Log that the first person agreed to introduce you."""
    _log(ctx, target, "agreed", first=first)


@intro.command("introduced")
def introduced(ctx: typer.Context, target: Target, first: First = False) -> None:
    """Log that you were introduced."""
    _log(ctx, target, "introduced", first=first)


@intro.command("met")
def met(ctx: typer.Context, target: Target, first: First = False) -> None:
    """Log that you met."""
    _log(ctx, target, "met", first=first)


@intro.command("declined")
def declined(ctx: typer.Context, target: Target, first: First = False) -> None:
    """Log that somebody said no."""
    _log(ctx, target, "declined", first=first)


@intro.command("silent")
def silent(ctx: typer.Context, target: Target, first: First = False) -> None:
    """Log that nobody answered."""
    _log(ctx, target, "silent", first=first)
