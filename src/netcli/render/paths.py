"""The readable output for chains, or the reason why there is no chain."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from netcli.answers import Answer
from netcli.answers.paths import Chain, Disjoint, Figures, Found, Hints, Missing, NotFound, Question
from netcli.language import noun, spoken, tr
from netcli.render.blocks import Aligned, Block, line
from netcli.render.phrases import BANDS, chance_of, column_of, name_of, plural, reasons, with_company
from netcli.strength import band


def counted(hops: int) -> str:
    """Return hops and intermediaries, always both, because studies and users confuse them."""
    return f"{plural(hops, 'hop')}, {plural(hops - 1 if hops else 0, 'intermediary', 'intermediaries')}"


def words(answer: Answer[Question, Found | NotFound]) -> Iterable[Block]:
    """Return the chains, or the reason why there is no chain."""
    result = answer.result
    if isinstance(result, NotFound):
        return _no_chain(result, answer.query)
    if answer.query._draw and result.hops:
        from netcli.render.drawing import drawn  # rarely requested

        return drawn(result.chains)
    return _chains(result)


def _chains(found: Found) -> Iterable[Block]:
    """Yield the chains, and the options that show more chains."""
    for number, chain in enumerate(found.chains):
        if number:
            yield line("")
        yield from _chain(chain, found._figures[number] if found._figures else None)
    first = found.chains[0]
    if found.hops == 0:
        return
    notes = []
    if first.hops > 1 and first.people[0].me:
        notes.append(tr("Ask {name_of} first.", name_of=name_of(first.people[1])))
        if found._figures:
            notes.append(
                tr(
                    "On average {bothered:.1f} {people} receive the request before it arrives or stops.",
                    bothered=found._figures[0].bothered,
                    people=noun(round(found._figures[0].bothered, 1), "person", "people"),
                )
            )
    if len(found.chains) == 1 and found._hints:
        notes.append(_alternatives(found, found._hints))
    if any(notes):
        yield line(" ".join(filter(None, notes)))
    if found.disjoint is not None:
        yield line(_disjoint_text(found.disjoint, exact=found.calibrated))
    around = found._hints.detour if found._hints else None
    if around is not None:
        yield line(
            (tr("without the weakest link: "), "dim"),
            " → ".join(name_of(person) for person in around.people),
            f"   {plural(around.hops, 'hop')} · {_likely(around, exact=found.calibrated)}",
        )
    if found.missing:
        yield line((tr("Links that would make a shorter chain:"), "head"))
        yield _proposals(found.missing)


def _disjoint_text(some: Disjoint, *, exact: bool) -> str:
    """Return how many chains have no person in common, and the chance that one of the chains works."""
    if some.exist < 2:
        return tr("All other chains share a person with this chain.")
    low, whole, high = (
        tr("{chance:.0%}", chance=chance) if exact else tr(band(chance))
        for chance in (some.any_low, some.any, some.any_high)
    )
    worth = tr("{whole} chance", whole=whole) + (tr(" ({low} to {high})", low=low, high=high) if low != high else "")
    return tr(
        "showing {given} of {chains} that have no person in common; {worth} that one of these chains works",
        given=some.given,
        chains=plural(some.exist, "chain"),
        worth=worth,
    )


def _alternatives(found: Found, hints: Hints) -> str:
    """Return the options that show other chains."""
    shortest = hints.shortest or found.hops
    others = found.equally_short - (shortest == found.hops)
    parts = []
    if others > 0:
        same = shortest == found.hops
        chains = plural(others, "other chain" if same else "chain", "other chains" if same else "chains")
        parts.append(tr("{chains} of {hops}: --all", chains=chains, hops=plural(shortest, "hop")))
    if hints.likeliest and hints.likeliest != found.hops:
        parts.append(tr("likeliest chain has {hops}: --by chance", hops=plural(hints.likeliest, "hop")))
    return " · ".join(parts)


def _chain(chain: Chain, figures: Figures | None) -> Iterable[Block]:
    route = " → ".join(name_of(person) for person in chain.people)
    yield line(
        (route, "name"),
        right=(
            (f"{counted(chain.hops)} · ", ""),
            (_likely(chain, exact=figures is not None), BANDS[chain.band]),
            (
                tr(" ({low:.0%} to {high:.0%})", low=figures.low, high=figures.high) if figures and chain.hops else "",
                "",
            ),
        ),
    )
    if chain.hops == 0:
        return
    yield line("")
    yield line((name_of(chain.people[0]), "me" if chain.people[0].me else "name"), indent=2)
    steps, width = [], column_of(BANDS)
    for place, ((before, person), link) in enumerate(zip(pairwise(chain.people), chain.links, strict=True)):
        word, style = chance_of(link)
        weakest = tr("← weakest link") if place == chain.weakest and chain.hops > 1 else ""
        steps.append(
            line(
                ("└─ ", "dim"),
                (with_company(person), "name"),
                middle=(reasons(link, person, before),),
                right=((f"{word:<{width}}", style), (weakest, "dim")),
                indent=2 + 3 * place,
            )
        )
    yield Aligned(tuple(steps), under=3)


def _no_chain(no: NotFound, question: Question) -> Iterable[Block]:
    """Yield the reason why there is no chain, and links that would help."""
    if no.reason == "apart":
        yield line((tr("No chain"), "bad"), tr(" in this book: nothing links the two sides."))
    else:
        yield line(
            (tr("No chain"), "bad"),
            tr(
                " with {cut_by}. Otherwise, there is a chain of {counted}.",
                cut_by=spoken(no.cut_by or ""),
                counted=counted(no.hops_without or 0),
            ),
        )
    if no._over_guesses:
        yield line(tr("With --guesses, there is a chain of {counted}.", counted=counted(no._over_guesses)), indent=2)
    if no._signals:
        seen = question.source if question.target.me else question.target
        yield line(
            tr(
                "The book has {signals}, which chains do not use (netcli show id:{id})",
                signals=plural(no._signals, "weaker signal"),
                id=seen.id,
            ),
            indent=2,
        )
    yield line(
        tr(
            "One side reaches {people}, the other side {target}.",
            people=plural(no.reach.source, "person", "people"),
            target=no.reach.target,
        ),
        indent=2,
    )
    for label, side in (
        (tr("nearest to the first side: "), no.nearest.source),
        (tr("nearest to the other side: "), no.nearest.target),
    ):
        if side:
            near = ", ".join(f"{name_of(each.person)} ({each.hops})" for each in side)
            yield line((label, "dim"), near, indent=2)
    if no.missing:
        yield line((tr("A link that would make a chain:"), "head"))
        yield _proposals(no.missing)


def _proposals(missing: list[Missing]) -> Block:
    return Aligned(
        tuple(
            line(
                (f"{name_of(each.a)} – {name_of(each.b)}", "name"),
                middle=(spoken(each.why),),
                right=((tr("chain of {hops}", hops=plural(each.hops, "hop")), "dim"),),
                indent=2,
            )
            for each in missing
        )
    )


def _likely(chain: Chain, *, exact: bool) -> str:
    """Return a chain's chance in words and, if *exact*, as a figure."""
    return tr("{band} chance", band=tr(chain.band)) + (tr(", {chance:.0%}", chance=chain.chance) if exact else "")
