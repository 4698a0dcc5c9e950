"""`help`: topics that concern several commands, such as chances, names of people and filters."""

from __future__ import annotations

from typing import Annotated, Final

import typer
from typer._click import Context

from netcli import language
from netcli.answers import Answer
from netcli.answers.help import Topic
from netcli.cli.completion import one_of
from netcli.cli.options import told
from netcli.cli.output import show
from netcli.cli.session import Session
from netcli.errors import Usage
from netcli.language import say

app = typer.Typer()

CHANCE: Final = (
    say(
        "The chance of a link or a chain is the estimated probability, from 0 to 1, that a request for an"
        " introduction succeeds."
    ),
    say(
        "A link's chance comes from its evidence: recency, closeness, volume, age and what two people "
        "share. To see the sum: netcli show A B."
    ),
    say(
        "A chain's chance is the product of its links' chances, as if the links were independent and all people "
        "were alike."
    ),
    say(
        "This chance is an estimate from studies of other people (1969, 2003, 2009), not a measurement of"
        " your contacts."
    ),
    say("Answers show the chance as a word: slim below 10 %, fair below 25 %, good below 50 %, strong from 50 %."),
    say(
        "The outcomes that you log (netcli intro agreed, declined, silent) correct the estimate. After 20 "
        "outcomes, answers also show chances as numbers."
    ),
)
NAMING: Final = (
    say(
        "The word `me` means you. A name may be in any order and case, without accents, slightly misspelt; "
        "exact matches come first."
    ),
    say(
        "To choose exactly one person: id:12, email:x@y.org, phone:+33..., url:https://... or @alias "
        "(netcli edit P --alias A)."
    ),
    say("If several people match, netcli asks on a terminal; elsewhere it lists the candidates and exits with code 4."),
    say("--first takes the best match. Commands that delete or merge take exact names only."),
)
FILTERS: Final = (
    say(
        "Words are searched in names, companies, titles, cities, notes, tags, phones and e-mails: netcli "
        "list dupont airbus"
    ),
    say(
        "To search one field: company:airbus title:cto city:lyon name:anne note:choir email:@x.org "
        "'company:air france'."
    ),
    say(
        "To select by tag, network, date, distance or known field: tag:energy network:viadeo since:2019 "
        "hops:2 hops:1..3 has:email."
    ),
    say("To select the people of a group: group:1. The command netcli groups shows the numbers."),
    say(
        "A leading - negates a filter: -city:paris. All filters must match. Commands with filters: list, "
        "reach, infer, export, view, suggest."
    ),
)
TOPICS: Final = {"chance": CHANCE, "filters": FILTERS, "naming": NAMING, "options": told()}


def _complete(incomplete: str) -> list[str]:
    """Return the topics and commands that begin with *incomplete*."""
    from netcli.cli import MODULES  # it imports this module

    return one_of(*TOPICS, *MODULES)(incomplete)


@app.command("help")
def help_(
    ctx: typer.Context,
    topic: Annotated[
        str | None, typer.Argument(help=f"A topic ({', '.join(TOPICS)}) or a command.", autocompletion=_complete)
    ] = None,
) -> None:
    """Explain topics that concern several commands: chance, filters, naming, options."""
    session: Session = ctx.obj
    if topic in TOPICS:
        lines = list(TOPICS[topic])
    else:
        if not session.for_machines:
            typer.echo(_page(ctx, topic).get_help())
            return
        with language.speaking(language.ENGLISH):
            lines = _page(ctx, topic).get_help().splitlines()
    show(session, Answer("help", {"topic": topic}, Topic(topic or "netcli", lines)))


def _page(ctx: typer.Context, command: str | None) -> Context:
    """Return the context for the help page of *command*, or of the program.

    Raises Usage.
    """
    root = ctx.find_root()
    if command is None:
        return root
    found = root.command.get_command(root, command)  # type: ignore[attr-defined]  # the root is the group of all
    if found is None:
        choice = say("choose {topics}, or see netcli --help", topics=", ".join(TOPICS))
        raise Usage(say("{command!r} is neither a topic nor a command", command=command), choice)
    return type(ctx)(found, info_name=command, parent=root)
