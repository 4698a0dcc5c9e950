"""The readable output for people and links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from netcli.answers import Answer
from netcli.answers.people import Favour, Favours, Found, FullPerson, LinkShown, PersonShown, Source
from netcli.language import say, spoken, tr
from netcli.render.blocks import Aligned, Block, Line, Table, line
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

LINKS: Final = 50
"""Default number of links that are shown. The option --limit changes this number."""
FAVOURS: Final = 5
"""Maximum number of favours shown, latest first."""
SIGNALS: Final = 10
"""Maximum number of signals shown. A signal is weaker than a link. The option --json lists all signals."""
LABELS: Final = (
    say("also"),
    say("e-mail"),
    say("phone"),
    say("web"),
    say("tags"),
    say("birthday"),
    say("note"),
    say("source"),
    say("sources"),
)
"""The labels at the beginning of lines about a person."""


def words(
    answer: Answer[object, list[Found] | list[FullPerson] | PersonShown | LinkShown], *, in_full: bool = False
) -> Iterable[Block]:
    """Return the result of `netcli find`, `netcli list` or `netcli show`."""
    result = answer.result
    if isinstance(result, PersonShown):
        yield from _person(result, in_full)
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


def _person(shown: PersonShown, in_full: bool) -> Iterable[Block]:
    person = shown.person
    links = shown.links if in_full else shown.links[:LINKS]
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
    sources = tr("source" if len(_places(person)) == 1 else "sources")
    yield line((f"{sources:<{width}}", "dim"), sources_of(person), indent=2)
    yield line((plural(person.contacts, "contact"), "head"), _of_them(shown))
    yield Aligned(
        tuple(
            line(
                (with_company(link.person), "name"),
                middle=(reasons(link, link.person, person),),
                right=(chance_of(link),),
                indent=2,
            )
            for link in links
        )
    )
    if len(shown.links) > len(links):
        yield line(tr("… and {links} more (--limit 0 shows all)", links=len(shown.links) - len(links)), indent=2)
    if shown.favours.given or shown.favours.received:
        yield line((balance(shown.favours), "head"))
        yield from recent(shown.favours)
    if shown.signals:
        yield line(
            (tr("{signals} noted, not used in chains", signals=plural(len(shown.signals), "weaker signal")), "head")
        )
        yield from (line(evidence_line(signal), indent=2) for signal in shown.signals[:SIGNALS])
        yield from left_out(len(shown.signals) - SIGNALS)


def _of_them(shown: PersonShown) -> str:
    """Return how many contacts are people. If all contacts are people, return an empty text."""
    people = shown._people  # measures count only people
    return "" if people == shown.person.contacts else tr(" ({people})", people=plural(people, "person", "people"))


def recent(favours: Favours) -> Iterable[Line]:
    """Return lines about the latest favours."""
    every = sorted((*favours.given, *favours.received), key=lambda each: each.date, reverse=True)
    yield from map(favour_line, every[:FAVOURS])
    yield from left_out(len(every) - FAVOURS)


def favour_line(favour: Favour) -> Line:
    """Return the line of a favour: its date, its direction, and what it was."""
    return line(f"{favour.date}  ", tr("{kind}: {said}", kind=tr(favour.direction), said=favour.what), indent=2)


def left_out(number: int) -> Iterable[Line]:
    """If items are left out, return a line with their number."""
    if number > 0:
        yield line((tr("… and {number:,} more (--json lists them)", number=number), "dim"), indent=2)


def balance(favours: Favours) -> str:
    """Return the number of favours in each direction, and who owes whom how many."""
    given, received = len(favours.given), len(favours.received)
    told = tr("{favours} given, {received} received", favours=plural(given, "favour"), received=received)
    if given == received:
        return tr("{told}: even", told=told)
    owed = say("{told}: this person owes you {number}" if given > received else "{told}: you owe this person {number}")
    return tr(owed, told=told, number=abs(given - received))


def sources_of(person: FullPerson) -> str:
    """Return the first few sources of *person*, and the number of further sources."""
    places = _places(person)
    return tr("; ").join(places[:4]) + (tr("; and {places} more", places=len(places) - 4) if len(places) > 4 else "")


def _places(person: FullPerson) -> list[str]:
    """Return the sources of *person* in words, each source once."""
    return [*dict.fromkeys(map(_source, person.sources))]


def _source(source: Source) -> str:
    return tr("entered by hand") if source.file is None else place_of(source.replaced(archive=None))


def _link(shown: LinkShown) -> Iterable[Block]:
    link, (one, other) = shown.link, shown._ends
    ends = name_of(other) if one.me else f"{name_of(one)} – {name_of(other)}"
    yield line((f"{ends}   ", "name"), reasons(link, other, one), right=(chance_of(link),))
    for evidence in link.evidence:
        yield line(evidence_line(evidence, kind_of(link, evidence, other, one)), indent=2)
    yield line(
        (tr("why the chance is {chance:.2f}", chance=link.chance), "head"),
        (tr("  (log-odds, whose sum gives the chance; see netcli help chance)"), "dim"),
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
