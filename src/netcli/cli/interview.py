"""`interview`: the questions whose answers open most, one by one."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated, Final

import typer

from netcli.answers import Answer
from netcli.answers.interview import Interviewed
from netcli.answers.people import Person
from netcli.cli.opening import reading, show, writing
from netcli.cli.settings import Settings
from netcli.graph.reach import nearest, reachable
from netcli.render.clean import clean
from netcli.store.adjacency import Graph
from netcli.store.plausible import Plausible, pairs
from netcli.store.reader import Reader

if TYPE_CHECKING:
    from netcli.store.writer import Change

app = typer.Typer()

NEAR: Final = 2_000
"""People around me whom questions are about; finding more takes longer than the first question may."""
STRANGERS: Final = 2_000
"""People further away who share an employer with those, or who have no link at all, at most: a yes brings them near."""
BEST: Final = 300
"""The most plausible pairs, of which the gain is worked out."""
BEHIND: Final = 200
"""People behind a pair who are counted as brought nearer, at most."""
STRONG: Final = 4
"""The closeness, of 5, that a strong link declares."""
UNREACHED: Final = 1_000_000
"""Hops to somebody whom no chain reaches."""
ANSWERS: Final = {
    "y": "yes",
    "yes": "yes",
    "o": "yes",
    "oui": "yes",
    "n": "no",
    "no": "no",
    "non": "no",
    "s": "strong",
    "strong": "strong",
    "skip": "skip",
    "?": "skip",
    "": "skip",
    "q": "quit",
    "quit": "quit",
}


@app.command("interview")
def interview(
    ctx: typer.Context,
    questions: Annotated[int, typer.Option("--limit", min=0, metavar="N", help="How many questions; 0: all.")] = 20,
) -> None:
    """Answer the questions that open most: do these two know each other?

    y, n, s (strong), skip or q, at the terminal or line by line on standard input. All of it is one undo step.
    """
    settings: Settings = ctx.obj
    with reading(settings) as reader:
        said = _asked(settings, reader, questions)
    answers = [word for _, word in said]
    known = [(pair, word) for pair, word in said if word in ("yes", "strong")]
    result = Interviewed(len(said), len(known), answers.count("no"), answers.count("skip"), len(known), 0, 0, None)
    summary = f"interview: {len(known)} link{'' if len(known) == 1 else 's'} added"
    if len(said) > answers.count("skip"):
        with writing(settings) as writer:  # only now: whoever thinks about an answer must keep nobody else waiting
            before = _within(writer.reader)
            with writer.change("interview") as change:
                _tell(change, said)
                change.summary = summary
            result = result.replaced(reach_before=before, reach_after=_within(writer.reader), undo=change.id)
    show(settings, Answer("interview", {"limit": questions}, result, summary=summary))


def _asked(settings: Settings, reader: Reader, most: int) -> list[tuple[Plausible, str]]:
    """The answers to the questions, as far as the user went."""
    ordered = by_gain(reader)
    asked = ordered[:most] if most else ordered
    people = reader.people({number for each, _ in asked for number in (each.a, each.b)})
    said = []
    for number, (pair, nearer) in enumerate(asked, 1):
        word = _answered(settings, f"[{number}/{len(asked)}] {_question(people, pair, nearer)}")
        if word == "quit":
            break
        said.append((pair, word))
    return said


def _tell(change: Change, said: list[tuple[Plausible, str]]) -> None:
    """Write down every yes as a link, and every no, so that it is not asked again."""
    from netcli.tell import edits

    for pair, word in said:
        if word == "no":
            edits.deny_link(change, pair.a, pair.b)
        elif word != "skip":
            edits.add_link(change, pair.a, pair.b, kind=_kind(pair), closeness=STRONG if word == "strong" else None)


def by_gain(reader: Reader) -> list[tuple[Plausible, int]]:
    """The pairs to ask about, with how many people a yes would bring nearer to me; best expected gain first.

    The gain is plausibility × (1 + people brought nearer): the pair itself counts, as it makes other chains.
    """
    graph, me = Graph(reader), reader.me()
    hops = {me: 0, **dict(nearest(graph, me, NEAR))}
    strangers = reader.connection.execute(
        "SELECT id FROM person p WHERE kind = 'person' AND id NOT IN (SELECT value FROM json_each(?1)) AND (company IN"
        " (SELECT company FROM person WHERE id IN (SELECT value FROM json_each(?1))) OR NOT EXISTS"
        " (SELECT 1 FROM link WHERE a = p.id) AND NOT EXISTS (SELECT 1 FROM link WHERE b = p.id)) LIMIT ?2",
        (json.dumps(list(hops)), STRANGERS),
    )
    pool = {*hops, *(row[0] for row in strangers)}
    found, _, _ = pairs(reader, pool, BEST, guessed=True)
    far = max(hops.values()) + 1 if len(hops) > NEAR else UNREACHED
    gains = [(each, _nearer(graph, hops, far, each)) for each in found]
    gains.sort(key=lambda gain: (-gain[0].score * (1 + gain[1]), gain[0].a, gain[0].b))
    return gains


def _nearer(graph: Graph, hops: dict[int, int], far: int, pair: Plausible) -> int:
    """How many people a link of the *pair* brings nearer to me, BEHIND at most; *far* is who is not in *hops*."""
    near, other = sorted((pair.a, pair.b), key=lambda person: hops.get(person, far))
    depth = hops.get(near, far) + 1
    fringe, seen = [other], {other}
    count = 0
    while fringe and count < BEHIND:
        fringe = [person for person in fringe if depth < hops.get(person, far)]
        count += len(fringe)
        behind = {each for _, each, _ in graph(fringe)} - seen if fringe and depth + 1 < far else set()
        seen |= behind
        fringe, depth = sorted(behind), depth + 1
    return min(count, BEHIND)


def _kind(pair: Plausible) -> str | None:
    return pair.kind if pair.kind in ("colleague", "classmate") else None


def _within(reader: Reader) -> int:
    return reachable(Graph(reader), reader.me(), max_hops=3, cap=100_000)[0]


def _question(people: dict[int, Person], pair: Plausible, nearer: int) -> str:
    one, other = (people[number].name or f"id:{number}" for number in (pair.a, pair.b))
    opens = f"; brings {nearer} nearer" if nearer else ""
    return clean(f"Do {one} and {other} know each other?  ({'; '.join(pair.why)}{opens})  [y/n/s=strong/skip/q] ")


def _answered(settings: Settings, question: str) -> str:
    """The next answer; the end of standard input quits, a word that is none is asked for again."""
    while True:
        if not settings.quiet and not settings.json and not settings.ndjson:
            typer.echo(question, err=True, nl=not sys.stdin.isatty())
        line = sys.stdin.readline()
        if not line:
            return "quit"
        word = ANSWERS.get(line.strip().casefold())
        if word:
            return word
        if not settings.json and not settings.ndjson:
            typer.echo("y, n, s, skip or q", err=True)
