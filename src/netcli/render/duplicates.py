"""Possible duplicates in words: pairs by the rule for which they wait, and the bits of one comparison."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from netcli.answers import Answer
from netcli.answers.duplicates import Accepted, Decided, Duplicates, Pair, Reason, Why
from netcli.answers.people import FullPerson, Person
from netcli.render.blocks import Block, Table, line
from netcli.render.people import sources_of
from netcli.render.phrases import plural


def words(answer: Answer[object, Duplicates | Why | Accepted | Decided]) -> Iterable[Block]:
    """Return the pairs that wait or the bits of one comparison; decisions are reported by their summary alone."""
    if isinstance(answer.result, Duplicates):
        yield from _waiting(answer.result)
    elif isinstance(answer.result, Why):
        yield from _why(answer.result)


def _waiting(found: Duplicates) -> Iterable[Block]:
    """Yield every group with its pairs, two lines per pair."""
    if not found.waiting:
        yield line("no possible duplicates")
        return
    yield line((plural(found.waiting, "possible duplicate"), "head"))
    for group in found.groups:
        yield line("")
        shown = "" if len(group.pairs) == group.count else f"showing {len(group.pairs)} of "
        yield line(
            (f"{group.title}: {shown}{group.count}", "head"),
            (f"   netcli duplicates --accept {group.rule} merges these pairs", "dim"),
        )
        for pair in group.pairs:
            yield from _pair(pair)


def _pair(pair: Pair) -> Iterable[Block]:
    yield line((_described(pair.a), "name"), right=((f"{pair.score:.1f} bits", "dim"),), indent=2)
    yield line(
        (_described(pair.b), "name"),
        right=((", ".join(_reason(each) for each in pair.reasons if each.field != "prior"), "dim"),),
        indent=2,
    )
    for veto in pair.vetoes:
        yield line(("evidence against: ", "warn"), veto, indent=4)


def question(title: str, number: int, count: int, pair: Pair, ends: Sequence[FullPerson]) -> Iterable[str]:
    """Return the lines that show a pair for a decision: both people, their sources, the evidence for and against."""
    yield f"{title}: {number} of {count}"
    for place, person in enumerate(ends, 1):
        yield f"  {place}  {_described(person)}"
        known = [*person.emails, *person.phones, *person.urls, *filter(None, [person.birthday])]
        if known:
            yield f"     {' · '.join(known)}"
        yield f"     known from {sources_of(person)}"
    yield f"     {pair.score:.1f} bits: {', '.join(_reason(each) for each in pair.reasons if each.field != 'prior')}"
    yield from (f"     evidence against: {veto}" for veto in pair.vetoes)


def _described(person: Person) -> str:
    place = " · ".join(part for part in (person.title, person.company, person.city) if part)
    return f"{person.name or '(no name)'}  id:{person.id}{'  ' + place if place else ''}"


def _reason(reason: Reason) -> str:
    return f"{reason.field} {reason.bits:+.1f}"


def _why(shown: Why) -> Iterable[Block]:
    """Yield the bits of one comparison, field by field, and their sum."""
    verdict = (
        f"you said that they are {shown.verdict}"
        if shown.verdict
        else f"rule {shown.rule}"
        if shown.rule
        else "unlikely to be one person"
    )
    yield line((f"{shown.score:.1f} bits", "name"), f"   {verdict}")
    rows = tuple((each.field, each.a, each.b, f"{each.bits:+.2f}") for each in shown.reasons)
    yield Table(("Field", shown.a.name or "", shown.b.name or "", "Bits"), rows)
    for veto in shown.vetoes:
        yield line(("evidence against: ", "warn"), veto)
