"""`brief` in words: a page to read before a meeting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from netcli import clock
from netcli.answers import Answer
from netcli.answers.brief import Brief
from netcli.answers.people import Person
from netcli.answers.touch import Meeting
from netcli.language import say, tr
from netcli.render.blocks import Block, Line, line
from netcli.render.dates import what
from netcli.render.paths import counted
from netcli.render.people import balance, left_out, recent
from netcli.render.phrases import ago, chance_of, column_of, name_of, plural, reasons

MEETINGS: Final = 5
"""Maximum number of meetings on a page; --json lists all."""
ME: Final = Person(0, "person", None, None, None, None, me=True, _known_by=None)
"""The owner of the book, from whose side links are described."""
LABELS: Final = (
    say("your link"),
    say("last contact"),
    say("chain"),
    say("you both know"),
    say("under way"),
    say("date"),
)
"""The longest labels, which determine the width of the column of labels."""


def words(answer: Answer[object, Brief]) -> Iterable[Block]:
    """Return the page, without sections that are empty."""
    brief = answer.result
    person = brief.person
    place = " · ".join(part for part in (person.title, person.company, person.city) if part)
    yield line((name_of(person), "name"), f"   {place}" if place else "", right=((f"id:{person.id}", "dim"),))
    if brief.link:
        yield _labelled_line(tr("your link"), reasons(brief.link, person, ME), right=(chance_of(brief.link),))
    if brief._last:
        said = ago(brief._last, clock.today())
        yield _labelled_line(tr("last contact"), said if brief._last in said else f"{said} ({brief._last})")
    elif not brief.meetings:
        yield _labelled_line(tr("last contact"), tr("none in the book"))
    for label, value in ((tr("tags"), ", ".join(person.tags)), (tr("note"), person.note)):
        if value:
            yield _labelled_line(label, value)
    if brief.chain and brief.chain.hops > 1:
        route = " → ".join(name_of(each) for each in brief.chain.people)
        yield _labelled_line(
            tr("chain"),
            tr(
                "{route}   {counted} · {band} chance",
                route=route,
                counted=counted(brief.chain.hops),
                band=tr(brief.chain.band),
            ),
        )
    elif not brief.chain and not brief.link:
        yield _labelled_line(tr("chain"), tr("no chain leads to this person"))
    if brief.shared:
        yield _labelled_line(tr("you both know"), ", ".join(map(name_of, brief.shared)))
    for intro in brief.introductions:
        target = name_of(intro.target) if intro.target else tr("somebody")
        asked = name_of(intro.ask) if intro.ask else tr("somebody")
        yield _labelled_line(
            tr("under way"),
            tr(
                "{asked} → {target}: {state} since {since}; next: {next}",
                asked=asked,
                target=target,
                state=tr(intro.state),
                since=intro.since,
                next=tr(intro.next or ""),
            ),
        )
    for date in brief.dates:
        when = (
            tr(("today", "tomorrow")[date.in_days])
            if date.in_days < 2
            else tr("in {days}", days=plural(date.in_days, "day"))
        )
        yield _labelled_line(tr("date"), tr("{kind}: {said}", kind=f"{date.date}, {when}", said=what(date)))
    yield from _past(brief)


def _past(brief: Brief) -> Iterator[Line]:
    if brief.meetings:
        yield line(
            (
                tr("Met once")
                if len(brief.meetings) == 1
                else tr("Met {meetings} times", meetings=len(brief.meetings)),
                "head",
            )
        )
        yield from (line(_meeting(each, brief), indent=2) for each in brief.meetings[:MEETINGS])
        yield from left_out(len(brief.meetings) - MEETINGS)
    if brief.favours.given or brief.favours.received:
        yield line((balance(brief.favours), "head"))
        yield from recent(brief.favours)


def _labelled_line(label: str, text: str, *, right: tuple[tuple[str, str], ...] = ()) -> Line:
    return line((f"{label:<{column_of(LABELS)}}", "dim"), text, right=right, indent=2)


def _meeting(meeting: Meeting, brief: Brief) -> str:
    others = [name_of(each) for each in meeting.people if each.id != brief.person.id]
    parts = [
        f"{meeting.kind or tr('met')}",
        tr(" with {others}", others=", ".join(others)) if others else "",
        f", {meeting.place}" if meeting.place else "",
    ]
    told = "".join(parts)
    return f"{meeting.date}  " + (tr("{kind}: {said}", kind=told, said=meeting.note) if meeting.note else told)
