"""`path`: the chains of introductions between two people."""

from typing import TYPE_CHECKING, Annotated

import typer

from netcli.cli.completion import complete_name, one_of
from netcli.cli.lines import opened
from netcli.cli.options import BY, AsOf, First, Guesses, MaxHops
from netcli.cli.output import show, stream
from netcli.cli.session import Session
from netcli.errors import Usage
from netcli.kinds import LINK_KINDS
from netcli.language import say

if TYPE_CHECKING:
    from netcli.ask.paths import Options
    from netcli.book import Book

app = typer.Typer()


@app.command("path")
def path(
    ctx: typer.Context,
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="[A]",
            help="Who asks (default: me): a name, id:, email: or @alias.",
            autocompletion=complete_name,
        ),
    ] = None,
    target: Annotated[
        str | None, typer.Argument(metavar="B", help="The person to reach.", autocompletion=complete_name)
    ] = None,
    by: Annotated[str | None, BY] = None,
    count: Annotated[
        int | None, typer.Option("--count", "-k", min=1, metavar="N", help="Show the N best chains.")
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Show every chain of the shortest length.")] = False,
    disjoint: Annotated[bool, typer.Option("--disjoint", help="Show chains that share nobody.")] = False,
    max_hops: MaxHops = 6,
    avoid: Annotated[
        list[str] | None,
        typer.Option("--avoid", metavar="P", help="Avoid this person (repeatable).", autocompletion=complete_name),
    ] = None,
    via: Annotated[
        list[str] | None,
        typer.Option("--via", metavar="P", help="Pass through this person (repeatable).", autocompletion=complete_name),
    ] = None,
    only: Annotated[
        str,
        typer.Option(
            "--only", metavar="KIND,...", help="Use only links of these kinds.", autocompletion=one_of(*LINK_KINDS)
        ),
    ] = "",
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Use only links active since that day.")
    ] = None,
    guesses: Guesses = False,
    as_of: AsOf = None,
    limit: Annotated[
        int, typer.Option("--limit", min=0, metavar="N", help="With --all: how many chains to show; 0: all.")
    ] = 100,
    first: First = False,
    draw: Annotated[bool, typer.Option("--draw", help="Draw all the shortest chains as one graph.")] = False,
    missing: Annotated[bool, typer.Option("--missing", help="Show links that would make a shorter chain.")] = False,
    spare: Annotated[
        bool, typer.Option("--spare", help="Put the likeliest chains first, and avoid friends whom you asked recently.")
    ] = False,
    proof: Annotated[bool, typer.Option("--proof", help="Add a proof (to check the proof: netcli verify).")] = False,
    anonymous: Annotated[bool, typer.Option("--anonymous", help="With --proof: leave out all names.")] = False,
    private: Annotated[bool, typer.Option("--include-private", help="With --proof: include private people.")] = False,
    pairs: Annotated[
        str | None,
        typer.Option(
            "--pairs", metavar="FILE|-", help="Answer many questions from a CSV file (from,to) or an NDJSON file."
        ),
    ] = None,
) -> None:
    """Show who can introduce A to B, and why each step is believed.

    If there is no chain, the exit code is 5, and the answer says what would make a chain. With --spare, chains through
    a friend look less likely for each request to this friend that `netcli intro asked` logged in the last 90 days.
    """
    session: Session = ctx.obj
    options: Options = {"by": by, "count": count, "all": all_, "disjoint": disjoint, "max_hops": max_hops}
    options |= {"avoid": avoid or (), "via": via or (), "only": only, "since": since, "guesses": guesses}
    options |= {"limit": limit, "missing": missing, "spare": spare, "draw": draw, "as_of": as_of}
    ends = _ends(source, target, pairs, proof=proof, anonymous=anonymous)
    with session.book() as book:
        if pairs is not None:
            raise typer.Exit(_stream(book, pairs, options, first=first))
        if proof:
            proven = book.prove(*ends, anonymous=anonymous, include_private=private, first=first, **options)
            return show(session, proven)
        answer = book.path(*ends, first=first, hints=not session.for_machines, **options)
    return show(session, answer)


def _ends(
    source: str | None, target: str | None, pairs: str | None, *, proof: bool, anonymous: bool
) -> tuple[str, str]:
    """Return the names of the person who asks and the person to reach."""
    if (pairs is None) == (source is None):
        raise Usage(
            say("`netcli path` needs one or two people, or --pairs"),
            say("write netcli path B, netcli path A B, or netcli path --pairs FILE"),
        )
    if anonymous and not proof:
        raise Usage(say("--anonymous needs --proof"), say("write netcli path A B --proof --anonymous"))
    if pairs and proof:
        raise Usage(say("--proof takes one question at a time"), say("leave out --pairs, or --proof"))
    return ("me", source or "") if target is None else (source or "", target)


def _stream(book: "Book", file: str, options: "Options", *, first: bool) -> int:
    """Answer all pairs in *file*; return the first error's exit code, or 0."""
    from netcli.ask.pairs import read_pairs  # imported here, because most calls ask only one question

    with opened(file, say("give a CSV file with the columns `from` and `to`")) as lines:
        return stream(book.paths(read_pairs(lines), first=first, **options))
