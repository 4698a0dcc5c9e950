"""Tell the book what you know: `init`, `add`, `link`, `unlink`, `edit`, `tag`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from netcli import dates
from netcli.answers import Answer, Words
from netcli.answers.edits import Written
from netcli.cli import imports
from netcli.cli.asking import named
from netcli.cli.completing import people as completed
from netcli.cli.opening import show, writing
from netcli.cli.settings import Settings
from netcli.errors import Usage
from netcli.records import CERTAINTIES, LINK_KINDS

if TYPE_CHECKING:
    from netcli.store.writer import Change

app = typer.Typer()

Emails = Annotated[list[str] | None, typer.Option("--email", metavar="X", help="An e-mail address (repeatable).")]
Phones = Annotated[list[str] | None, typer.Option("--phone", metavar="N", help="A phone number (repeatable).")]
Urls = Annotated[list[str] | None, typer.Option("--url", metavar="U", help="A profile or page (repeatable).")]
Aliases = Annotated[list[str] | None, typer.Option("--alias", metavar="A", help="A short name: @A (repeatable).")]
Tags = Annotated[list[str] | None, typer.Option("--tag", metavar="T", help="A tag (repeatable).")]
Company = Annotated[str | None, typer.Option("--company", help="Where she works.")]
Title = Annotated[str | None, typer.Option("--title", help="What she does there.")]
City = Annotated[str | None, typer.Option("--city", help="Where she lives.")]
Birthday = Annotated[str | None, typer.Option("--birthday", help="1980-03-12, 1980 or --03-12.")]
Note = Annotated[str | None, typer.Option("--note", help="Anything else.")]
First = Annotated[bool, typer.Option("--first", help="Of several people who fit, take the best.")]


@app.command("init")
def init(
    ctx: typer.Context,
    me: Annotated[str | None, typer.Option("--me", metavar="NAME", help="Your name, as others write it.")] = None,
    email: Emails = None,
    url: Urls = None,
    phone: Phones = None,
) -> None:
    """Make a new book, with you in it.

    Your e-mails, profiles and phones are how netcli recognises you in the files that you import.
    """
    from netcli.tell import edits

    settings: Settings = ctx.obj
    if me is None:
        if not settings.can_ask():
            raise Usage("whose book is it?", "netcli init --me 'Your Name'")
        me = str(typer.prompt("Your name", err=True))
    with writing(settings, create=True) as writer:
        with writer.change("init") as change:
            number = edits.begin_book(change, me, _given(emails=email, urls=url, phones=phone))
            change.summary = f"this is the book of {me}"
        answer = written("init", change, {"me": me}, [number])
    show(settings, answer)


@app.command("add")
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="Her name, or - to read CSV or NDJSON from standard input.")],
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
    new: Annotated[bool, typer.Option("--new", help="She is somebody else than her namesake in the book.")] = False,
) -> None:
    """Add a person by hand."""
    from netcli.tell import edits

    settings: Settings = ctx.obj
    fields = _given(
        emails=email,
        phones=phone,
        urls=url,
        company=company,
        title=title,
        city=city,
        tags=tag,
        birthday=birthday,
        note=note,
        aliases=alias,
    )
    if name == "-":
        if fields or new:
            raise Usage("add - takes everything from its input", "give the table a column for it")
        imports.take_typed(settings, "add")
        return
    with writing(settings) as writer:
        with writer.change("add") as change:
            number = edits.add_person(change, name, fields, new=new)
            change.summary = f"added {name}"
        answer = written("add", change, {"name": name}, [number])
    show(settings, answer)


@app.command("link")
def link(
    ctx: typer.Context,
    a: Annotated[
        str, typer.Argument(help="A person, or - to read links from standard input.", autocompletion=completed)
    ],
    b: Annotated[str | None, typer.Argument(help="Another person.", autocompletion=completed)] = None,
    kind: Annotated[str, typer.Option("--kind", help=f"A is KIND of B: {' '.join(LINK_KINDS)}.")] = "",
    since: Annotated[str | None, typer.Option("--since", help="2015, 2015-01 or 2015-01-24.")] = None,
    last_contact: Annotated[str | None, typer.Option("--last-contact", help="When they last met or wrote.")] = None,
    certainty: Annotated[str, typer.Option("--certainty", help="sure, probable or guess.")] = "sure",
    closeness: Annotated[int | None, typer.Option("--closeness", min=1, max=5, help="1 (barely) to 5 (close).")] = None,
    note: Note = None,
    create: Annotated[bool, typer.Option("--create", help="Add people whom the book does not know.")] = False,
    no_create: Annotated[
        bool, typer.Option("--no-create", help="With -: reject rows that name unknown people.")
    ] = False,
    first: First = False,
) -> None:
    """Say that two people know each other."""
    from netcli.tell import edits

    settings: Settings = ctx.obj
    if a == "-":
        imports.take_typed(settings, "link", create=not no_create)
        return
    if b is None:
        raise Usage("a link needs two people", "netcli link A B")
    _check_link(kind, certainty, since, last_contact)
    with writing(settings) as writer:
        with writer.change("link") as change:
            ends = [_end(settings, change, words, create=create, first=first) for words in (a, b)]
            edits.add_link(
                change,
                *ends,
                kind=kind or None,
                since=since,
                last=last_contact,
                certainty=certainty,
                closeness=closeness,
                note=note,
            )
            change.summary = f"{a} and {b} are linked"
        answer = written("link", change, {"a": a, "b": b}, ends, pair=True)
    show(settings, answer)


@app.command("unlink")
def unlink(
    ctx: typer.Context,
    a: Annotated[str, typer.Argument(help="A person.", autocompletion=completed)],
    b: Annotated[str, typer.Argument(help="Another person.", autocompletion=completed)],
) -> None:
    """Say that two people do not know each other after all."""
    from netcli.tell import edits

    settings: Settings = ctx.obj
    with writing(settings) as writer:
        with writer.change("unlink") as change:
            ends = [named(settings, change.reader, words, fuzzy=False).id for words in (a, b)]
            edits.remove_link(change, *ends)
            change.summary = f"{a} and {b} are no longer linked"
        answer = written("unlink", change, {"a": a, "b": b}, ends)
    show(settings, answer)


@app.command("edit")
def edit(
    ctx: typer.Context,
    person: Annotated[str, typer.Argument(help="Whom.", autocompletion=completed)],
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
    private: Annotated[bool | None, typer.Option("--private/--no-private", help="Leave her out of exports.")] = None,
    remove_email: Annotated[list[str] | None, typer.Option("--remove-email", metavar="X")] = None,
    remove_phone: Annotated[list[str] | None, typer.Option("--remove-phone", metavar="N")] = None,
    remove_url: Annotated[list[str] | None, typer.Option("--remove-url", metavar="U")] = None,
    remove_alias: Annotated[list[str] | None, typer.Option("--remove-alias", metavar="A")] = None,
    first: First = False,
) -> None:
    """Correct what the book says of a person; your word beats every import. '' clears a value that you gave."""
    from netcli.tell import edits

    settings: Settings = ctx.obj
    values = _given(
        name=name,
        emails=email,
        phones=phone,
        urls=url,
        aliases=alias,
        company=company,
        title=title,
        city=city,
        birthday=birthday,
        note=note,
        private=private,
    )
    remove = _given(emails=remove_email, phones=remove_phone, urls=remove_url, aliases=remove_alias)
    if not values and not remove:
        raise Usage("nothing to edit", "say what: --company, --email, --remove-email ...")
    if name is not None and not name.strip():
        raise Usage("a person needs a name", "--name 'First Last'")
    with writing(settings) as writer:
        with writer.change("edit") as change:
            who = named(settings, change.reader, person, first=first)
            edits.edit_person(change, who.id, values, remove)
            change.summary = f"edited {who.name or who.id}"
        answer = written("edit", change, {"person": person}, [who.id])
    show(settings, answer)


@app.command("tag")
def tag(
    ctx: typer.Context,
    person: Annotated[str, typer.Argument(help="Whom.", autocompletion=completed)],
    tags: Annotated[list[str], typer.Argument(help="Tags to give; -TAG takes one away.")],
    first: First = False,
) -> None:
    """Give a person tags, or take them away."""
    from netcli.tell import edits

    settings: Settings = ctx.obj
    given = [word for word in tags if not word.startswith("-")]
    taken = [word[1:] for word in tags if word.startswith("-")]
    with writing(settings) as writer:
        with writer.change("tag") as change:
            who = named(settings, change.reader, person, first=first)
            edits.edit_person(change, who.id, _given(tags=given), _given(tags=taken))
            change.summary = f"tagged {who.name or who.id}: {' '.join(tags)}"
        answer = written("tag", change, {"person": person, "tags": tags}, [who.id])
    show(settings, answer)


def _given(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None and value != []}


def _check_link(kind: str, certainty: str, *days: str | None) -> None:
    if kind and kind not in LINK_KINDS:
        raise Usage(f"{kind!r} is no kind of link", f"choose one of {' '.join(LINK_KINDS)}")
    if certainty not in CERTAINTIES:
        raise Usage(f"{certainty!r} is no certainty", "choose sure, probable or guess")
    for day in days:
        if day is not None and not dates.valid(day):
            raise Usage(f"{day!r} is not a date", "write 2015, 2015-01 or 2015-01-24")


def _end(settings: Settings, change: Change, words: str, *, create: bool, first: bool) -> int:
    """The number of the person that *words* name exactly, added if she is unknown and *create* says so."""
    from netcli.errors import Unknown
    from netcli.tell import edits

    if create and (number := edits.add_named(change, words)):
        return number
    try:
        return named(settings, change.reader, words, first=first, fuzzy=False).id
    except Unknown as error:
        if error.hint and ":" not in words:
            error.hint += "; --create adds her"
        raise


def written(
    command: str, change: Change, query: dict[str, Any], people: list[int], *, pair: bool = False
) -> Answer[Words, Written]:
    """Tell what a change did, now that it is recorded."""
    reader = change.reader
    known = reader.people(people)
    links = list(reader.links([(min(people), max(people))]).values()) if pair else []
    result = Written(
        changed=change.changed,
        people=[known[number] for number in dict.fromkeys(people) if number in known],
        links=links,
        undo=change.id if change.changed else None,
    )
    return Answer(command, query, result, summary=change.summary if change.changed else "nothing to change")
