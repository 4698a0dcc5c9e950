"""`met`, `favour`, `rhythm`: log meetings and favours, and set how often to be in touch."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netcli.cli.completion import complete_name, complete_whom, one_of
from netcli.cli.lines import opened
from netcli.cli.options import First
from netcli.cli.output import show
from netcli.cli.session import Session
from netcli.errors import Usage
from netcli.kinds import MEETING_KINDS
from netcli.language import say

if TYPE_CHECKING:
    from netcli.tell.touch import MeetingDetails

app = typer.Typer()

On = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="2026-11-20, yesterday, last friday (default: today).")
]


@app.command("met")
def met(
    ctx: typer.Context,
    people: Annotated[
        list[str] | None, typer.Argument(metavar="P...", help="The people you met.", autocompletion=complete_name)
    ] = None,
    on: On = None,
    note: Annotated[str | None, typer.Option("--note", help="What to remember about the meeting.")] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="What kind of meeting it was: lunch, coffee, call, ...",
            autocompletion=one_of(*MEETING_KINDS),
        ),
    ] = None,
    place: Annotated[str | None, typer.Option("--place", metavar="PLACE", help="The place where you met.")] = None,
    at: Annotated[str | None, typer.Option("--at", metavar="EVENT", help="The event at which you met.")] = None,
    host: Annotated[
        str | None,
        typer.Option(
            "--with",
            metavar="HOST",
            help="The host of the meeting, who knows everybody present.",
            autocompletion=complete_name,
        ),
    ] = None,
    know_each_other: Annotated[
        bool, typer.Option("--know-each-other", help="Also link the people you met to each other.")
    ] = False,
    diary: Annotated[
        str | None,
        typer.Option("--diary", metavar="FILE", help="Log the meetings in the diary FILE (-: standard input)."),
    ] = None,
    create: Annotated[bool, typer.Option("--create", help="Add people who are not in the book.")] = False,
    first: First = False,
) -> None:
    """Log a meeting with one or several people: it counts as contact, and as evidence of each link.

    A diary has one line per meeting: 2026-11-20 lunch Pierre, Jacques @Lyon : about Sophie. On the next lines, the date
    may be short: 21 is day 21 of the same month, and 12-03 is 3 December of the same year. If the diary is logged
    again, unchanged lines are skipped, and an edited line changes its meeting. If you delete a line, its meeting stays
    in the book.
    """
    session: Session = ctx.obj
    details: MeetingDetails = {"on": on, "note": note, "kind": kind, "place": place, "at": at, "host": host}
    details["know_each_other"] = know_each_other
    if diary is not None:
        if people or any(details.values()):
            raise Usage(
                say("--diary takes no other values, because it reads everything from the diary"),
                say("remove the other arguments"),
            )
        _read_diary(session, diary, create=create)
        return
    if not people and not host:
        raise Usage(say("no person is given"), say("for example: netcli met Pierre Jacques --kind lunch"))
    with session.book(write=True) as book:
        answer = book.met(people or (), create=create, first=first, **details)
    show(session, answer)


def _read_diary(session: Session, file: str, *, create: bool) -> None:
    with opened(file, say("a diary has one line per meeting")) as lines, session.book(write=True) as book:
        answer = book.read_diary(lines, file if file == "-" else Path(file).name, create=create)
    show(session, answer)


@app.command("favour")
def favour(
    ctx: typer.Context,
    person: Annotated[
        str, typer.Argument(help="The person who received or gave the favour.", autocompletion=complete_name)
    ],
    direction: Annotated[
        str,
        typer.Argument(
            metavar="given|received",
            help="Whether you gave or received the favour.",
            autocompletion=one_of("given", "received"),
        ),
    ],
    what: Annotated[list[str], typer.Argument(metavar="WHAT", help="What the favour was.")],
    on: On = None,
    first: First = False,
) -> None:
    """Log a favour, given or received; `show` gives the balance."""
    session: Session = ctx.obj
    with session.book(write=True) as book:
        answer = book.favour(person, direction, " ".join(what), on=on, first=first)
    show(session, answer)


@app.command("rhythm")
def rhythm(
    ctx: typer.Context,
    whom: Annotated[
        str,
        typer.Argument(metavar="P|tag:TAG", help="A person, or everybody who has a tag.", autocompletion=complete_whom),
    ],
    every: Annotated[
        str,
        typer.Argument(
            metavar="SPAN|none",
            help="How often to be in touch: 10d, 6w, 3m, 1y.",
            autocompletion=one_of("2w", "6w", "3m", "1y", "none"),
        ),
    ],
    first: First = False,
) -> None:
    """Set how often to be in touch with somebody; `netcli due` says when it is time.

    A person's own rhythm overrides the rhythm of a tag. If several tags of a person have rhythms, the rhythm of the
    least common tag counts. `none` ends a rhythm.
    """
    session: Session = ctx.obj
    with session.book(write=True) as book:
        answer = book.rhythm(whom, every, first=first)
    show(session, answer)
