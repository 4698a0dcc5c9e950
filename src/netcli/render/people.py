"""People in words: a table of people, one person with their links, or one link."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from netcli.answers import Answer
from netcli.answers.people import Favours, Found, FullPerson, LinkShown, PersonShown, Source
from netcli.language import say, spoken, tr
from netcli.render.blocks import Aligned, Block, Table, line
from netcli.render.phrases import (
    chance_of,
    column_of,
    evidence_line,
    kind_of,
    name_of,
    place_of,
    plural,
    reasons,
    with_company,
)

LABELS: Final = (
    say("also"),
    say("e-mail"),
    say("phone"),
    say("web"),
    say("tags"),
    say("birthday"),
    say("note"),
    say("source:"),
)
"""The labels at the beginning of lines about a person."""


def words(answer: Answer[object, list[Found] | list[FullPerson] | PersonShown | LinkShown]) -> Iterable[Block]:
    """Return the result of `find`, `list` or `show`."""
    result = answer.result
    if isinstance(result, PersonShown):
        yield from _person(result)
    elif isinstance(result, LinkShown):
        yield from _link(result)
    else:
        yield _table(result)


def _table(people: list[Found] | list[FullPerson]) -> Table:
    found = tuple(_found_row(each) for each in people if isinstance(each, Found))
    if found:
        return Table((tr("Id"), tr("Name"), tr("Company"), tr("City"), tr("Fit"), tr("Why")), found)
    listed = tuple(_person_row(each) for each in people if isinstance(each, FullPerson))
    return Table((tr("Id"), tr("Name"), tr("Company"), tr("Title"), tr("City"), tr("E-mail")), listed)


def _found_row(found: Found) -> tuple[str, ...]:
    person = found.person
    return (
        f"id:{person.id}",
        name_of(person),
        person.company or "",
        person.city or "",
        tr("{score:.2f}", score=found.score),
        spoken(found.why),
    )


def _person_row(person: FullPerson) -> tuple[str, ...]:
    email = person.emails[0] if person.emails else ""
    return (
        f"id:{person.id}",
        name_of(person),
        person.company or "",
        person.title or "",
        person.city or "",
        email,
    )


def _person(shown: PersonShown) -> Iterable[Block]:
    person = shown.person
    place = " · ".join(part for part in (person.title, person.company, person.city) if part)
    style, width = "me" if person.me else "name", column_of(LABELS)
    yield line((name_of(person), style), f"   {place}" if place else "", right=((f"id:{person.id}", "dim"),))
    for label, values in (
        (tr("also"), person.aliases),
        (tr("e-mail"), person.emails),
        (tr("phone"), person.phones),
        (tr("web"), person.urls),
        (tr("tags"), person.tags),
    ):
        if values:
            yield line((f"{label:<{width}}", "dim"), ", ".join(values), indent=2)
    for label, value in ((tr("birthday"), person.birthday), (tr("note"), person.note)):
        if value:
            yield line((f"{label:<{width}}", "dim"), value, indent=2)
    if person.private:
        yield line((tr("private"), "warn"), indent=2)
    yield line((f"{tr('source:'):<{width}}", "dim"), sources_of(person), indent=2)
    yield line((f"{plural(person.contacts, 'contact')}", "head"))
    yield Aligned(
        tuple(
            line(
                (with_company(link.person), "name"),
                middle=(reasons(link, link.person, person),),
                right=(chance_of(link),),
                indent=2,
            )
            for link in shown.links[:50]
        )
    )
    if len(shown.links) > 50:
        yield line(tr("… and {links} more (--json lists them)", links=len(shown.links) - 50), indent=2)
    if shown.favours.given or shown.favours.received:
        yield line((balance(shown.favours), "head"))
        for favour in sorted((*shown.favours.given, *shown.favours.received), key=lambda each: each.date)[-5:]:
            yield line(f"{favour.date}  {tr(favour.direction)}: {favour.what}", indent=2)
    if shown.signals:
        yield line(
            (tr("{signals} noted, not used in chains", signals=plural(len(shown.signals), "weaker signal")), "head")
        )
        for signal in shown.signals[:10]:
            yield line(evidence_line(signal), indent=2)


def balance(favours: Favours) -> str:
    """Return the number of favours in each direction, and who owes whom how many."""
    given, received = len(favours.given), len(favours.received)
    told = tr("{favours} given, {received} received", favours=plural(given, "favour"), received=received)
    if given == received:
        return tr("{told}: even", told=told)
    owed = say("{told}: they owe you {number}" if given > received else "{told}: you owe them {number}")
    return tr(owed, told=told, number=abs(given - received))


def sources_of(person: FullPerson) -> str:
    """Return the first few sources of *person*, and how many more there are."""
    places = [*dict.fromkeys(map(_source, person.sources))]
    return tr("; ").join(places[:4]) + (tr("; and {places} more", places=len(places) - 4) if len(places) > 4 else "")


def _source(source: Source) -> str:
    return tr("entered by hand") if source.file is None else place_of(source.replaced(archive=None))


def _link(shown: LinkShown) -> Iterable[Block]:
    link, (one, other) = shown.link, shown._ends
    yield line((f"{name_of(other)}   ", "name"), reasons(link, other, one), right=(chance_of(link),))
    for evidence in link.evidence:
        yield line(evidence_line(evidence, kind_of(link, evidence, other, one)), indent=2)
    yield line(
        (tr("why the chance is {chance:.2f}", chance=link.chance), "head"),
        (tr("  (log-odds, which add up; see netcli help chance)"), "dim"),
    )
    yield Aligned(
        tuple(
            line(
                (tr(each.feature), "name"),
                middle=(tr("{value:.2f} × {weight:+.3f}", value=each.value, weight=each.weight),),
                right=(tr("{logit:+.3f}", logit=each.logit),),
                indent=2,
            )
            for each in shown.chance
        )
    )
