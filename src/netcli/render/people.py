"""People in words: a table of people, one person with their links, or one link."""

from __future__ import annotations

from collections.abc import Iterable

from netcli.answers import Answer
from netcli.answers.people import Favours, Found, FullPerson, LinkShown, PersonShown, Source
from netcli.render.blocks import Aligned, Block, Table, line
from netcli.render.phrases import chance_of, evidence_line, kind_of, name_of, place_of, plural, reasons, with_company


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
        return Table(("Id", "Name", "Company", "City", "Fit", "Why"), found)
    listed = tuple(_person_row(each) for each in people if isinstance(each, FullPerson))
    return Table(("Id", "Name", "Company", "Title", "City", "E-mail"), listed)


def _found_row(found: Found) -> tuple[str, ...]:
    person = found.person
    return f"id:{person.id}", name_of(person), person.company or "", person.city or "", f"{found.score:.2f}", found.why


def _person_row(person: FullPerson) -> tuple[str, ...]:
    email = person.emails[0] if person.emails else ""
    return f"id:{person.id}", name_of(person), person.company or "", person.title or "", person.city or "", email


def _person(shown: PersonShown) -> Iterable[Block]:
    person = shown.person
    place = " · ".join(part for part in (person.title, person.company, person.city) if part)
    style = "me" if person.me else "name"
    yield line((name_of(person), style), f"   {place}" if place else "", right=((f"id:{person.id}", "dim"),))
    for label, values in (
        ("also", person.aliases),
        ("e-mail", person.emails),
        ("phone", person.phones),
        ("web", person.urls),
        ("tags", person.tags),
    ):
        if values:
            yield line((f"{label:<9}", "dim"), ", ".join(values), indent=2)
    for label, value in (("birthday", person.birthday), ("note", person.note)):
        if value:
            yield line((f"{label:<9}", "dim"), value, indent=2)
    if person.private:
        yield line(("private", "warn"), indent=2)
    yield line((f"{'source:':<9}", "dim"), sources_of(person), indent=2)
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
        yield line(f"… and {len(shown.links) - 50} more (--json lists them)", indent=2)
    if shown.favours.given or shown.favours.received:
        yield line((balance(shown.favours), "head"))
        for favour in sorted((*shown.favours.given, *shown.favours.received), key=lambda each: each.date)[-5:]:
            yield line(f"{favour.date}  {favour.direction}: {favour.what}", indent=2)
    if shown.signals:
        yield line((plural(len(shown.signals), "weaker signal") + " noted, not used in chains", "head"))
        for signal in shown.signals[:10]:
            yield line(evidence_line(signal), indent=2)


def balance(favours: Favours) -> str:
    """Return the number of favours in each direction, and who is ahead."""
    given, received = len(favours.given), len(favours.received)
    told = f"{plural(given, 'favour')} given, {received} received"
    if given == received:
        return f"{told}: even"
    return f"{told}: {'they owe you' if given > received else 'you owe them'} {abs(given - received)}"


def sources_of(person: FullPerson) -> str:
    """Return the first few sources of *person*, and how many more there are."""
    places = [*dict.fromkeys(map(_source, person.sources))]
    return "; ".join(places[:4]) + (f"; and {len(places) - 4} more" if len(places) > 4 else "")


def _source(source: Source) -> str:
    return "entered by hand" if source.file is None else place_of(source.replaced(archive=None))


def _link(shown: LinkShown) -> Iterable[Block]:
    link, (one, other) = shown.link, shown._ends
    yield line((f"{name_of(other)}   ", "name"), reasons(link, other, one), right=(chance_of(link),))
    for evidence in link.evidence:
        yield line(evidence_line(evidence, kind_of(link, evidence, other, one)), indent=2)
    yield line(
        (f"why the chance is {link.chance:.2f}", "head"), ("  (log-odds, which add up; see netcli help chance)", "dim")
    )
    yield Aligned(
        tuple(
            line(
                (each.feature, "name"),
                middle=(f"{each.value:.2f} × {each.weight:+.3f}",),
                right=(f"{each.logit:+.3f}",),
                indent=2,
            )
            for each in shown.chance
        )
    )
