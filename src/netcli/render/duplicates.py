"""The readable output of `netcli duplicates`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from netcli.answers import Answer
from netcli.answers.duplicates import NAMES, PROOFS, Accepted, Decided, Duplicates, Pair, Reason, Why
from netcli.answers.people import FullPerson, Person
from netcli.language import spoken, tr
from netcli.recognition import recognised
from netcli.render.blocks import Block, Table, line
from netcli.render.people import sources_of
from netcli.render.phrases import plural


def words(answer: Answer[object, Duplicates | Why | Accepted | Decided]) -> Iterable[Block]:
    """Return the possible duplicates, or the comparison of two people."""
    if isinstance(answer.result, Duplicates):
        yield from _waiting(answer.result)
    elif isinstance(answer.result, Why):
        yield from _why(answer.result)


def _waiting(found: Duplicates) -> Iterable[Block]:
    """Yield every group with its pairs, two lines per pair."""
    if not found.waiting:
        yield line(tr("no possible duplicates"))
        return
    yield line((plural(found.waiting, "possible duplicate"), "head"))
    for group in found.groups:
        yield line("")
        does = (
            tr(
                "   to merge the pairs whose people match only each other: netcli duplicates --accept {rule}",
                rule=group.rule,
            )
            if group.rule in PROOFS
            else tr(
                "   to merge the pairs that no evidence contradicts: netcli duplicates --accept {rule}", rule=group.rule
            )
            if group.rule in NAMES
            else tr("   to merge these pairs: netcli duplicates --accept {rule}", rule=group.rule)
        )
        shown = "" if len(group.pairs) == group.count else tr("showing {pairs} of ", pairs=len(group.pairs))
        yield line(
            (tr("{title}: {count}", title=group.title, count=f"{shown}{group.count}"), "head"),
            (does, "dim"),
        )
        for pair in group.pairs:
            yield from _pair(pair)


def _pair(pair: Pair) -> Iterable[Block]:
    yield line((_described(pair.a), "name"), right=((tr("{score:.1f} bits", score=pair.score), "dim"),), indent=2)
    yield line(
        (_described(pair.b), "name"),
        right=((", ".join(_reason(each) for each in pair.reasons), "dim"),),
        indent=2,
    )
    for veto in pair.vetoes:
        yield line((tr("evidence against: "), "warn"), recognised(veto), indent=4)


def question(title: str, number: int, count: int, pair: Pair, ends: Sequence[FullPerson]) -> Iterable[str]:
    """Return the lines for the decision on a pair."""
    yield tr("{title}: {number} of {count}", title=title, number=number, count=count)
    for place, person in enumerate(ends, 1):
        yield f"  {place}  {_described(person)}"
        known = [*person.emails, *person.phones, *person.urls, *filter(None, [person.birthday])]
        if known:
            yield f"     {' · '.join(known)}"
        yield tr("     known from {sources_of}", sources_of=sources_of(person))
    yield tr(
        "     {score:.1f} bits: {reasons}",
        score=pair.score,
        reasons=", ".join(_reason(each) for each in pair.reasons),
    )
    yield from (tr("     evidence against: {veto}", veto=spoken(recognised(veto))) for veto in pair.vetoes)


def _described(person: Person) -> str:
    place = " · ".join(part for part in (person.title, person.company, person.city) if part)
    return tr("{name}  id:{id}{place}", name=person.shown(), id=person.id, place="  " + place if place else "")


def _reason(reason: Reason) -> str:
    return f"{tr(reason.field)} {tr('{bits:+.1f}', bits=reason.bits)}"


def _why(shown: Why) -> Iterable[Block]:
    """Yield the comparison of two people: for each field, the evidence in bits."""
    verdict = (
        tr("you said that these two people are {verdict}", verdict=tr(shown.verdict))
        if shown.verdict
        else tr("rule {rule}", rule=shown.rule)
        if shown.rule
        else tr("unlikely to be one person")
    )
    yield line((tr("{score:.1f} bits", score=shown.score), "name"), f"   {verdict}")
    rows = tuple((tr(each.field), each.a, each.b, tr("{bits:+.2f}", bits=each.bits)) for each in shown.reasons)
    yield Table((tr("Field"), shown.a.shown(), shown.b.shown(), tr("Bits")), rows)
    for veto in shown.vetoes:
        yield line((tr("evidence against: "), "warn"), recognised(veto))
