"""`intro`: introductions from the first word to the meeting; netcli drafts and keeps the log, it sends nothing."""

from __future__ import annotations

import os
import string
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from netcli import strength
from netcli.answers import Answer, limited
from netcli.answers.introductions import Draft
from netcli.answers.paths import Chain, Found, NotFound
from netcli.answers.people import Person
from netcli.ask.paths import between, path, question
from netcli.cli.asking import named
from netcli.cli.completing import people
from netcli.cli.opening import reading, show, writing
from netcli.cli.settings import Settings
from netcli.cli.tell import written
from netcli.errors import BadInput, Refused, Usage, one_of
from netcli.store import introductions
from netcli.store.reader import Reader

app = typer.Typer()
intro = typer.Typer(no_args_is_help=True)
app.add_typer(intro, name="intro", help="Ask for introductions, and follow them to their end.")

LANGUAGES: Final = ("en", "fr")
ONWARD: Final = {
    "en": (", who knows {}", " (and would you pass it on to {})"),
    "fr": (", qui connaît {}", " (et pourriez-vous transmettre à {})"),
}
"""How a chain goes on behind the next person: in the request, and in the paragraph to forward."""
AT: Final = {"en": "{}, {} at {}", "fr": "{}, {} chez {}"}
JOINED: Final = {"en": "who knows", "fr": "qui connaît"}

Target = Annotated[str, typer.Argument(metavar="TARGET", help="Whom you want to meet.", autocompletion=people)]
First = Annotated[bool, typer.Option("--first", help="Of several people who fit, take the best.")]


@intro.command("draft")
def draft(
    ctx: typer.Context,
    a: Annotated[str, typer.Argument(metavar="TARGET|A", help="Whom to reach; or who asks.", autocompletion=people)],
    b: Annotated[
        str | None, typer.Argument(metavar="[B]", help="Whom A wants to reach.", autocompletion=people)
    ] = None,
    lang: Annotated[str | None, typer.Option("--lang", metavar="fr|en", help="Else your locale's.")] = None,
    by: Annotated[str, typer.Option("--by", metavar="hops|chance", help="Over which chain.")] = "hops",
    first: First = False,
) -> None:
    """Write what to send: the request to the first person of the chain, and a paragraph that she can forward.

    To change the words, copy netcli's template to intro.en.txt or intro.fr.txt in your configuration folder.
    """
    settings: Settings = ctx.obj
    language = one_of("--lang", lang or _locale(), LANGUAGES)
    by = one_of("--by", by, ("hops", "chance"))
    with reading(settings) as reader:
        ends = [named(settings, reader, words, first=first) for words in (("me", a) if b is None else (a, b))]
        if ends[0].id == ends[1].id:
            raise Usage("an introduction needs two people", "name somebody else")
        found = path(reader, between(question(by=by, limit=0), *ends))
        answer: Answer[object, Draft | NotFound]
        if isinstance(found.result, Found):
            query = {"source": ends[0], "target": ends[1], "by": by, "language": language}
            answer = Answer("intro", query, _draft(found.result.chains[0], language), found.warnings)
        else:
            answer = Answer("intro", found.query, found.result, found.warnings, found.exit_code)
    show(settings, answer)


def _locale() -> str:
    spoken = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "fr" if spoken.startswith("fr") else "en"


def _draft(chain: Chain, language: str) -> Draft:
    asker, *others = (_called(person) for person in chain.people)
    target = chain.people[-1]
    about = (
        AT[language].format(others[-1], target.title, target.company)
        if target.title and target.company
        else (f"{others[-1]}, {target.company}" if target.company else others[-1])
    )
    request, forwardable, direct = _template(language)
    known, passed_on = ONWARD[language]
    beyond = others[2:]
    words = {
        "me": asker,
        "friend": _first_name(chain.people[1]),
        "target": others[-1],
        "target_at": about,
        "next": others[1] if len(others) > 1 else others[0],
        "target_first": _first_name(target),
        "next_first": _first_name(chain.people[min(2, len(others))]),
        "onward": known.format(f", {JOINED[language]} ".join(beyond)) if beyond else "",
        "next_asks": passed_on.format(beyond[0]) if beyond else "",
    }
    if len(others) == 1:
        return Draft(chain, target, direct.safe_substitute(words), "", language)
    return Draft(chain, chain.people[1], request.safe_substitute(words), forwardable.safe_substitute(words), language)


def _called(person: Person) -> str:
    return person.name or f"id:{person.id}"


def _first_name(person: Person) -> str:
    """What one calls somebody one knows: names are shown first name first."""
    return (person.name or "").partition(" ")[0] or _called(person)


def _template(language: str) -> tuple[string.Template, string.Template, string.Template]:
    """The request, the paragraph to forward and the direct word; the user's own file, if there is one.

    Raises BadInput when that file does not have the three parts.
    """
    from platformdirs import user_config_path  # only drafts ask for it

    name = f"intro.{language}.txt"
    own = user_config_path("netcli") / name
    file = own if own.exists() else Path(__file__).parents[1] / "templates" / name
    try:
        parts = file.read_text("utf-8").split("\n---\n")
    except UnicodeDecodeError as error:
        raise BadInput(f"{file} is not UTF-8", "save it as UTF-8") from error
    if len(parts) != 3:
        raise BadInput(f"{file} has {len(parts)} parts", "three, with a line --- between them, as in netcli's own")
    request, forwardable, direct = (string.Template(part.strip("\n") + "\n") for part in parts)
    return request, forwardable, direct


@intro.command("list")
def list_(
    ctx: typer.Context,
    open_: Annotated[bool, typer.Option("--open", help="Only those that are not over.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N", help="How many; 0 for all.")] = 0,
) -> None:
    """List the introductions that you asked for, newest first, and what comes next."""
    settings: Settings = ctx.obj
    with reading(settings) as reader:
        found = introductions.listed(reader, open_only=open_)
    shown, warnings = limited(found, limit)
    show(settings, Answer("intro", {"open": open_}, shown, warnings))


@intro.command("asked")
def asked(
    ctx: typer.Context,
    target: Target,
    via: Annotated[
        str | None,
        typer.Option("--via", metavar="P", help="Whom you asked, if not the nearest.", autocompletion=people),
    ] = None,
    first: First = False,
) -> None:
    """Log that you asked for an introduction to TARGET."""
    settings: Settings = ctx.obj
    with writing(settings) as writer:
        with writer.change("intro asked") as change:
            reader = change.reader
            me, whom = reader.people([reader.me()])[reader.me()], named(settings, reader, target, first=first)
            friend = named(settings, reader, via, first=first) if via else None
            chain = _asked_over(reader, me, whom, friend)
            if introductions.under_way(reader, whom.id, chain[1]):
                raise Refused("that introduction is under way already", "netcli intro list --open", code="exists")
            introductions.ask(change, chain, _expected(reader, chain))
            change.summary = f"asked {_called(reader.people([chain[1]])[chain[1]])}"
            if chain[1] != whom.id:
                change.summary += f" for an introduction to {_called(whom)}"
        answer = written("intro", change, {"target": whom, "state": "asked"}, [whom.id, chain[1]])
    show(settings, answer)


def _asked_over(reader: Reader, me: Person, target: Person, friend: Person | None) -> list[int]:
    """The chain over which I asked: the shortest one, by way of *friend* if I named one, known to be linked or not."""
    if target.me or (friend and friend.me):
        raise Usage("you need no introduction to yourself", "name somebody else")
    if friend and friend.id != target.id:
        onward = path(reader, between(question(), friend, target)).result
        people = onward.chains[0].people if isinstance(onward, Found) else (friend, target)
        return [me.id, *(person.id for person in people if not person.me)]
    found = path(reader, between(question(), me, target)).result
    if isinstance(found, Found):
        return [person.id for person in found.chains[0].people]
    if friend:
        return [me.id, target.id]
    raise Usage(f"no chain leads to {_called(target)}", "say whom you asked: --via P")


def _expected(reader: Reader, chain: list[int]) -> float:
    """What the link to the first person promised before any outcome corrects it; nothing known if there is none."""
    pair = min(chain[:2]), max(chain[:2])
    plain = Reader(reader.connection)
    plain.calibration = strength.UNCALIBRATED
    link = plain.links([pair]).get(pair)
    return strength.chance(strength.Features()) if link is None or link.chance is None else link.chance


def _moved(ctx: typer.Context, target: str, state: str, *, first: bool) -> None:
    settings: Settings = ctx.obj
    with writing(settings) as writer:
        with writer.change(f"intro {state}") as change:
            whom = named(settings, change.reader, target, first=first)
            introductions.move(change, whom.id, state)
            change.summary = f"introduction to {_called(whom)}: {state}"
        query: dict[str, Any] = {"target": whom, "state": state}
        answer = written("intro", change, query, [whom.id])
    show(settings, answer)


@intro.command("agreed")
def agreed(ctx: typer.Context, target: Target, first: First = False) -> None:
    """Log that the first person agreed to introduce you."""
    _moved(ctx, target, "agreed", first=first)


@intro.command("introduced")
def introduced(ctx: typer.Context, target: Target, first: First = False) -> None:
    """Log that you were introduced."""
    _moved(ctx, target, "introduced", first=first)


@intro.command("met")
def met(ctx: typer.Context, target: Target, first: First = False) -> None:
    """Log that you met."""
    _moved(ctx, target, "met", first=first)


@intro.command("declined")
def declined(ctx: typer.Context, target: Target, first: First = False) -> None:
    """Log that somebody said no."""
    _moved(ctx, target, "declined", first=first)


@intro.command("silent")
def silent(ctx: typer.Context, target: Target, first: First = False) -> None:
    """Log that nobody answered."""
    _moved(ctx, target, "silent", first=first)
