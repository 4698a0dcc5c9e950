"""`stats` in words: the network's size, two histograms of hops, and published figures for comparison."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from netcli.answers import Answer
from netcli.answers.stats import Hops, Published, Stats
from netcli.render.blocks import Aligned, Bar, Bars, Block, Line, line
from netcli.render.phrases import amount, between, percent

SHOWN: Final = 12
"""The number of bars of a histogram; --json lists all."""


def words(answer: Answer[object, Stats]) -> Iterable[Block]:
    """Return the measures, the most general first."""
    found = answer.result
    yield line((f"{amount(found.people, 'person', 'people')}, {amount(found.links, 'link')}", "head"))
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
    apart = f" of {pieces}; {alone} nobody" if found.isolated else f" of {pieces}" if found.components > 1 else ""
    yield line(
        f"{amount(found.giant.people, 'person', 'people')} in the largest{apart or ' piece, which is all'}", indent=2
    )
    contacts = found.contacts
    yield line(
        f"{contacts.mean:.1f} contacts each on average; half have {contacts.median:g} or fewer,"
        f" the best connected {contacts.max:,}",
        indent=2,
    )
    tight = found.clustering
    yield line(
        f"two contacts of one person know each other {tight.mean_local:.0%} of the time on average over people,"
        f" {tight.transitivity:.0%} over all such pairs ({amount(tight.triangles, 'triangle')})",
        indent=2,
    )


def _from_me(found: Stats) -> Iterable[Block]:
    mine = found.from_me
    if mine.mean is None:
        yield line(("You are linked to nobody yet.", "warn"))
        return
    reached = amount(mine.reachable, "person", "people")
    yield line((f"From you to {reached}: {between(mine.mean)} on average", "head"))
    people = [(row.hops, row.people) for row in mine.distribution]
    yield _histogram(people, lambda count: f"{count:,}")


def _between_all(hops: Hops, people: int) -> Iterable[Block]:
    assert hops.mean is not None
    assert hops.median is not None
    assert hops.effective_diameter_90 is not None
    yield line((f"Between any two of {people:,}: {between(hops.mean)} on average", "head"))
    whole = sum(row.pairs for row in hops.distribution)
    pairs = [(row.hops, row.pairs) for row in hops.distribution]
    yield _histogram(pairs, lambda count: percent(count / whole))
    yield line(f"half of the pairs are within {between(hops.median)}", indent=2)
    yield line(f"nine tenths are within {between(hops.effective_diameter_90)}", indent=2)
    least = "" if hops.diameter_exact else "at least "
    yield line(f"the two farthest are {least}{between(hops.diameter or 0)} apart", indent=2)
    if not hops.exact:
        yield line(
            (
                f"measured from {hops.sources:,} people: ± {2 * (hops.error or 0):.2f} hops; --exact measures all",
                "dim",
            ),
            indent=2,
        )


def _histogram(rows: Sequence[tuple[int, int]], told: Callable[[int], str]) -> Bars:
    """Return a bar for each number of hops and its count; a long tail is one bar."""
    tail = rows[SHOWN - 1 :] if len(rows) > SHOWN else []
    bars = [(amount(hops, "hop"), count) for hops, count in rows[: len(rows) - len(tail)]]
    if tail:
        bars.append((f"{tail[0][0]} to {amount(tail[-1][0], 'hop')}", sum(count for _, count in tail)))
    return Bars(tuple(Bar(((label, ""),), count, ((told(count), ""),)) for label, count in bars))


def _published_figures(found: Stats) -> Iterable[Block]:
    yield line(("Elsewhere", "head"))
    studies: dict[str, list[Published]] = {}
    for each in found.literature:
        studies.setdefault(each.study, []).append(each)
    yield Aligned(
        tuple(
            line(study, middle=(_published(figures),), right=((figures[0].source, "dim"),), indent=2)
            for study, figures in studies.items()
        )
    )


def _published(figures: Sequence[Published]) -> str:
    """Return a published figure in hops and in intermediaries, whichever of the two the study gives."""
    hops = sorted({round(each.value + (each.measure.endswith("intermediaries")), 2) for each in figures})
    return between(*hops)
