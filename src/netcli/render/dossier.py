"""A dossier in words, each value with its source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from netcli.answers import Answer
from netcli.answers.dossier import Dossier, Value
from netcli.language import say, spoken, tr
from netcli.recognition import recognised
from netcli.render.blocks import Aligned, Block, Line, line
from netcli.render.people import favour_line
from netcli.render.phrases import chance_of, evidence_line, name_of, place_of, plural, reasons, with_company

FIELDS: Final = {"given": say("given name"), "family": say("family name"), "email": say("e-mail"), "url": say("web")}
"""The labels of some fields. The label of any other field is its name."""


def words(answer: Answer[object, Dossier]) -> Iterable[Block]:
    """Return the whole dossier."""
    told = answer.result
    person = told.person
    yield line((name_of(person), "me" if person.me else "name"), right=((f"id:{person.id}", "dim"),))
    yield line((plural(len(told.values), "value"), "head"))
    yield Aligned(tuple(map(_value, told.values)))
    yield line((plural(len(told.links), "link"), "head"))
    for link in told.links:
        why = reasons(link, link.person, person)
        yield line((with_company(link.person), "name"), f"   {why}", right=(chance_of(link),), indent=2)
    yield line((plural(len(told.evidence), "piece of evidence", "pieces of evidence"), "head"))
    for each in told.evidence:
        whom = with_company(each.person) if each.person else ""
        yield line((f"{whom}   ", "name"), evidence_line(each), indent=2)
    favours = [*told.favours.given, *told.favours.received]
    if told.meetings or favours:
        yield line((plural(len(told.meetings) + len(favours), "meeting or favour", "meetings and favours"), "head"))
    for met in told.meetings:
        texts = [met.date, met.kind, met.place, ", ".join(map(name_of, met.people)), met.note]
        yield line("  ".join(text for text in texts if text), indent=2)
    for favour in favours:
        yield favour_line(favour)
    if told.introductions:
        yield line((plural(len(told.introductions), "introduction"), "head"))
    for intro in told.introductions:
        ends = tr(" through ").join(name_of(each) for each in (intro.target, intro.ask) if each)
        yield line(tr("{ends}: {state} since {since}", ends=ends, state=tr(intro.state), since=intro.since), indent=2)
    yield line((tr("{changes} of the book", changes=plural(len(told.history), "change")), "head"))
    for change in told.history:
        yield line(
            (f"{change.when[:10]}  ", "dim"),
            spoken(recognised(change.summary)),
            tr(" (undone)") if change.undone else "",
            indent=2,
        )


def _label(field: str) -> str:
    """Return the label of a field or of a removed value."""
    removed = field.startswith("no ")
    field = field.removeprefix("no ")
    return (tr("no ") if removed else "") + tr(FIELDS.get(field, field))


def _value(value: Value) -> Line:
    source = value.source
    where = tr("entered by hand") if source.file is None else place_of(source)
    return line((_label(value.field), "dim"), middle=(value.value,), right=((where, "dim"),), indent=2)
