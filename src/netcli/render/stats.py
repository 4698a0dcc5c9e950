"""The readable output of `netcli stats`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import ceil
from typing import Final

from netcli.answers import Answer
from netcli.answers.stats import Hops, Published, Stats
from netcli.language import noun, say, tr
from netcli.render.blocks import Aligned, Bar, Bars, Block, Line, line
from netcli.render.phrases import amount, between, percent

SHOWN: Final = 12
"""Maximum number of bars of a histogram; --json lists all values."""


def words(answer: Answer[object, Stats]) -> Iterable[Block]:
    """Return the measures, the most general first."""
    found = answer.result
    guesses = amount(found._left_out, "guess", "guesses")
    yield line(
        (f"{amount(found.people, 'person', 'people')}, {amount(found.links, 'link')}", "head"),
        tr("; {guesses} left out: --guesses", guesses=guesses) if found._left_out else "",
    )
    yield from _size(found)
    yield line("")
    yield from _from_me(found)
    if found.hops.mean is not None:
        yield line("")
        yield from _between_all(found.hops, found.giant.people)
    yield line("")
    yield from _published_figures(found)


def _size(found: Stats) -> Iterable[Line]:
    pieces, alone = amount(found.components, "piece"), amount(found.isolated, "person knows", "people know")
    told = say(
        "{people} in the largest of {pieces}; {alone} nobody"
        if found.isolated
        else "{people} in the largest of {pieces}"
        if found.components > 1
        else "{people}, all connected"
    )
    largest = amount(found.giant.people, "person", "people")
    known = {"pieces": pieces, "alone": alone} if found.isolated else {"pieces": pieces} if found.components > 1 else {}
    yield line(tr(told, people=largest, **known), indent=2)
    contacts = found.contacts
    yield line(
        tr(
            "{mean:.1f} {contacts} per person on average; half of the people have {median:g} or fewer, "
            "the best connected person has {max:,}",
            mean=contacts.mean,
            contacts=noun(round(contacts.mean, 1), "contact"),
            median=contacts.median,
            max=contacts.max,
        ),
        indent=2,
    )
    tight = found.clustering
    yield line(
        tr(
            "two contacts of the same person know each other in {mean_local:.0%} of cases if every person "
            "counts equally, and in {transitivity:.0%} if every pair counts equally ({triangles})",
            mean_local=tight.mean_local,
            transitivity=tight.transitivity,
            triangles=amount(tight.triangles, "triangle"),
        ),
        indent=2,
    )


def _from_me(found: Stats) -> Iterable[Block]:
    mine = found.from_me
    if mine.mean is None:
        yield line((tr("You are linked to nobody yet."), "warn"))
        return
    reached = amount(mine.reachable, "person", "people")
    yield line((tr("From you to {reached}: {between} on average", reached=reached, between=between(mine.mean)), "head"))
    people = [(row.hops, row.people) for row in mine.distribution]
    yield _histogram(people, lambda count: tr("{count:,}", count=count))


def _between_all(hops: Hops, people: int) -> Iterable[Block]:
    assert hops.mean is not None
    assert hops.median is not None
    assert hops.effective_diameter_90 is not None
    yield line(
        (
            tr("Between any two of {people:,} people: {between} on average", people=people, between=between(hops.mean)),
            "head",
        )
    )
    whole = sum(row.pairs for row in hops.distribution)
    pairs = [(row.hops, row.pairs) for row in hops.distribution]
    yield _histogram(pairs, lambda count: percent(count / whole))
    yield line(tr("half of the pairs are within {between}", between=between(hops.median)), indent=2)
    within = ceil(hops.effective_diameter_90)  # the diameter is interpolated, but no pair is 1.9 hops apart
    yield line(tr("nine tenths of the pairs are within {between}", between=between(within)), indent=2)
    least = "" if hops.diameter_exact else tr("at least ")
    yield line(
        tr("the two people farthest apart: {least}{between}", least=least, between=between(hops.diameter or 0)),
        indent=2,
    )
    if not hops.exact:
        yield line(
            (
                tr(
                    "measured from {sources:,} people: ± {value:.2f} hops; --exact measures all",
                    sources=hops.sources,
                    value=2 * (hops.error or 0),
                ),
                "dim",
            ),
            indent=2,
        )


def _histogram(rows: Sequence[tuple[int, int]], told: Callable[[int], str]) -> Bars:
    """Return a histogram of hops. If there are too many rows, the last bar combines the longest chains."""
    tail = rows[SHOWN - 1 :] if len(rows) > SHOWN else []
    bars = [(amount(hops, "hop"), count) for hops, count in rows[: len(rows) - len(tail)]]
    if tail:
        bars.append(
            (tr("{tail} to {hops}", tail=tail[0][0], hops=amount(tail[-1][0], "hop")), sum(count for _, count in tail))
        )
    return Bars(tuple(Bar(((label, ""),), count, ((told(count), ""),)) for label, count in bars))


def _published_figures(found: Stats) -> Iterable[Block]:
    yield line((tr("Elsewhere"), "head"))
    studies: dict[str, list[Published]] = {}
    for each in found.literature:
        studies.setdefault(each.study, []).append(each)
    yield Aligned(
        tuple(
            line(tr(study), middle=(_published(figures),), right=((figures[0].source, "dim"),), indent=2)
            for study, figures in studies.items()
        )
    )


def _published(figures: Sequence[Published]) -> str:
    """Return the published figures of one study, in hops and in intermediaries."""
    hops = sorted({round(each.value + (each.measure.endswith("intermediaries")), 2) for each in figures})
    return between(*hops)
