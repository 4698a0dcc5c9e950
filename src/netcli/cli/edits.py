"""Changes by hand: `init`, `add`, `link`, `unlink`, `edit`, `tag`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Annotated

import typer

from netcli import identifiers, phones
from netcli.cli import prompts
from netcli.cli.completion import complete_filter, complete_name, complete_tag, complete_tagged, one_of
from netcli.cli.options import First
from netcli.cli.output import preview, show
from netcli.cli.session import Session
from netcli.errors import Usage
from netcli.kinds import CERTAINTIES, LINK_KINDS
from netcli.language import plural, say, tr

if TYPE_CHECKING:
    from netcli.answers.people import Person
    from netcli.tell.edits import Details, Edits, Removals
    from netcli.tell.links import LinkDetails

app = typer.Typer()

Emails = Annotated[list[str] | None, typer.Option("--email", metavar="ADDRESS", help="An e-mail address (repeatable).")]
Phones = Annotated[list[str] | None, typer.Option("--phone", metavar="NUMBER", help="A phone number (repeatable).")]
Urls = Annotated[list[str] | None, typer.Option("--url", metavar="URL", help="A profile or page (repeatable).")]
Aliases = Annotated[
    list[str] | None, typer.Option("--alias", metavar="ALIAS", help="A short name, to be used as @ALIAS (repeatable).")
]
Tags = Annotated[
    list[str] | None,
    typer.Option("--tag", metavar="TAG", help="A tag (repeatable).", autocompletion=complete_tag),
]
Company = Annotated[str | None, typer.Option("--company", help="The company for which the person works.")]
Title = Annotated[str | None, typer.Option("--title", help="Their job title.")]
City = Annotated[str | None, typer.Option("--city", help="The city where the person lives.")]
Birthday = Annotated[str | None, typer.Option("--birthday", help="The date of birth: 1980-03-12, 1980 or --03-12.")]
Note = Annotated[str | None, typer.Option("--note", help="A note: anything else to remember.")]
Where = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        metavar="FILTER",
        help="Change everybody who matches (repeatable), after a preview.",
        autocompletion=complete_filter,
    ),
]
Other = Annotated[str, typer.Argument(help="Another person.", autocompletion=complete_name)]


@app.command("init")
def init(
    ctx: typer.Context,
    me: Annotated[str | None, typer.Option("--me", metavar="NAME", help="Your name, as others write it.")] = None,
    email: Emails = None,
    url: Urls = None,
    phone: Phones = None,
) -> None:
    """Create a book, with you in it.

    Your e-mails, profiles and phones are how netcli recognises you in the files that you import.
    """
    session: Session = ctx.obj
    if me is None:
        if not session.can_ask():
            raise Usage(say("init needs your name"), say("for example: netcli init --me 'Your Name'"))
        me = prompts.need(tr("Your name: "))
    if session.can_ask() and not session.yes and not (email or url or phone):
        prompts.tell(tr("How do files identify you? Separate several values with commas; press Enter for none."))
        email = prompts.values(tr("Your e-mail addresses: "), tr("an e-mail address"), identifiers.email)
        phone = prompts.values(tr("Your phone numbers, like +33 6 12 34 56 78: "), tr("a phone number"), phones.phone)
    with session.book(write=True, create=True) as book:
        answer = book.init(me, emails=email, urls=url, phones=phone)
    show(session, answer)


@app.command("add")
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="The person's name, or - to read CSV or NDJSON from standard input.")],
    email: Emails = None,
    phone: Phones = None,
    url: Urls = None,
    company: Company = None,
    title: Title = None,
    city: City = None,
    tag: Tags = None,
    birthday: Birthday = None,
    note: Note = None,
    alias: Aliases = None,
    new: Annotated[bool, typer.Option("--new", help="Add the person even if somebody has that name.")] = False,
) -> None:
    """Add a person by hand."""
    session: Session = ctx.obj
    details: Details = {"emails": email, "phones": phone, "urls": url, "aliases": alias, "tags": tag}
    details |= {"company": company, "title": title, "city": city, "birthday": birthday, "note": note}
    if name == "-":
        if new or any(details.values()):
            raise Usage(
                say("`netcli add -` takes no other values, because it reads a table from standard input"),
                say("put the other values into columns of the table"),
            )
        _take_typed(session, "add")
        return
    with session.book(write=True) as book:
        answer = book.add(name, new=new, **details)
    show(session, answer)


@app.command("link")
def link(
    ctx: typer.Context,
    a: Annotated[
        str, typer.Argument(help="A person, or - to read links from standard input.", autocompletion=complete_name)
    ],
    b: Annotated[str | None, typer.Argument(help="Another person.", autocompletion=complete_name)] = None,
    kind: Annotated[
        str,
        typer.Option("--kind", help=f"What A is to B: {', '.join(LINK_KINDS)}.", autocompletion=one_of(*LINK_KINDS)),
    ] = "",
    since: Annotated[
        str | None, typer.Option("--since", help="The beginning of the link: 2015, 2015-01 or 2015-01-24.")
    ] = None,
    last_contact: Annotated[
        str | None,
        typer.Option("--last-contact", help="The last day on which the two people met or wrote to each other."),
    ] = None,
    certainty: Annotated[
        str,
        typer.Option(
            "--certainty", help="How certain the link is: sure, probable or guess.", autocompletion=one_of(*CERTAINTIES)
        ),
    ] = "sure",
    closeness: Annotated[
        int | None,
        typer.Option(
            "--closeness", min=1, max=5, help="How well the two people know each other: 1 (barely) to 5 (close)."
        ),
    ] = None,
    note: Note = None,
    private: Annotated[
        bool | None, typer.Option("--private/--no-private", help="Leave the link out of exports.")
    ] = None,
    create: Annotated[bool, typer.Option("--create", help="Add people who are not in the book.")] = False,
    no_create: Annotated[
        bool, typer.Option("--no-create", help="When reading from standard input, reject rows with unknown people.")
    ] = False,
    first: First = False,
) -> None:
    """Record that two people know each other."""
    session: Session = ctx.obj
    details: LinkDetails = {"kind": kind, "since": since, "last_contact": last_contact, "certainty": certainty}
    details |= {"closeness": closeness, "note": note, "private": private}
    if a == "-":
        _take_typed(session, "link", create=not no_create)
        return
    if b is None:
        raise Usage(say("a link needs two different people"), say("for example: netcli link me Sophie"))
    with session.book(write=True) as book:
        answer = book.link(a, b, create=create, first=first, **details)
    show(session, answer)


def _take_typed(session: Session, command: str, *, create: bool = True) -> None:
    from netcli.cli.imports import take_typed  # few links are added this way

    take_typed(session, command, create=create)


@app.command("unlink")
def unlink(
    ctx: typer.Context,
    a: Annotated[str, typer.Argument(help="A person.", autocompletion=complete_name)],
    b: Other,
) -> None:
    """Record that two people do not know each other after all."""
    session: Session = ctx.obj
    with session.book(write=True) as book:
        answer = book.unlink(a, b)
    show(session, answer)


@app.command("edit")
def edit(
    ctx: typer.Context,
    person: Annotated[
        str | None, typer.Argument(help="The person: a name, id:, email: or @alias.", autocompletion=complete_name)
    ] = None,
    where: Where = None,
    name: Annotated[str | None, typer.Option("--name", help="A new name.")] = None,
    email: Emails = None,
    phone: Phones = None,
    url: Urls = None,
    alias: Aliases = None,
    company: Company = None,
    title: Title = None,
    city: City = None,
    birthday: Birthday = None,
    note: Note = None,
    private: Annotated[
        bool | None, typer.Option("--private/--no-private", help="Leave the person out of exports.")
    ] = None,
    remove_email: Annotated[
        list[str] | None, typer.Option("--remove-email", metavar="X", help="Remove an e-mail address (repeatable).")
    ] = None,
    remove_phone: Annotated[
        list[str] | None, typer.Option("--remove-phone", metavar="N", help="Remove a phone number (repeatable).")
    ] = None,
    remove_url: Annotated[
        list[str] | None, typer.Option("--remove-url", metavar="U", help="Remove a profile or page (repeatable).")
    ] = None,
    remove_alias: Annotated[
        list[str] | None, typer.Option("--remove-alias", metavar="A", help="Remove an alias (repeatable).")
    ] = None,
    first: First = False,
) -> None:
    """Correct what the book says about a person; your values override every import.

    To clear one of your values, set it to ''.
    """
    session: Session = ctx.obj
    edits: Edits = {"name": name, "emails": email, "phones": phone, "urls": url, "aliases": alias}
    edits |= {"company": company, "title": title, "city": city, "birthday": birthday, "note": note, "private": private}
    remove: Removals = {"emails": remove_email, "phones": remove_phone, "urls": remove_url, "aliases": remove_alias}
    if where:
        filters = [*where, *([person] if person else [])]
        people = _agreed(session, filters, say("edit {people}"))
        with session.book(write=True) as book:
            answer = book.edit_all(people, filters, remove=remove, **edits)
    else:
        with session.book(write=True) as book:
            answer = book.edit(_named(person), remove=remove, first=first, **edits)
    show(session, answer)


@app.command(
    "tag",
)
def tag(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[P] TAG...",
            help="A person, then tags; with --where, only tags. -TAG removes a tag.",
            autocompletion=complete_tagged,
        ),
    ],
    where: Where = None,
    first: First = False,
) -> None:
    """Add tags to a person, or remove them; with --where, for everybody who matches all filters."""
    session: Session = ctx.obj
    if where:
        filters = [*where, *takewhile(_is_filter, words)]
        tags = words[len(filters) - len(where) :]
        people = _agreed(session, filters, say("tag {people}"))
        with session.book(write=True) as book:
            answer = book.tag_all(people, filters, _needed(tags))
    else:
        with session.book(write=True) as book:
            answer = book.tag(words[0], _needed(words[1:]), first=first)
    show(session, answer)


def _agreed(session: Session, filters: Sequence[str], question: str) -> Sequence[Person]:
    """Return the people who meet all *filters*, if the user agrees to *question*."""
    with session.book() as book:  # closed before the question, so that the book is not locked meanwhile
        people = book.list(filters).result
    if not (session.for_machines or session.quiet):
        preview([", ".join(filter(None, (each.shown(), each.company, each.city))) for each in people])
    if people:
        session.confirm(say(question, people=plural(len(people), "person", "people")))
    return people


def _is_filter(word: str) -> bool:
    from netcli.ask.filters import KEYS

    key, colon, _ = word.removeprefix("-").partition(":")
    return bool(colon) and key in KEYS


def _named(person: str | None) -> str:
    if person is None:
        raise Usage(say("no person is given"), say("write netcli edit P, or netcli edit --where FILTER"))
    return person


def _needed(tags: Sequence[str]) -> Sequence[str]:
    if not tags:
        raise Usage(say("no tag is given"), say("write netcli tag P TAG, or netcli tag --where FILTER TAG"))
    return tags
