"""The readable output of `netcli milgram`, beside the results of Milgram's experiment (1969)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from netcli.answers import Answer
from netcli.answers.milgram import Milgram
from netcli.language import tr
from netcli.render.blocks import Aligned, Block, Line, line
from netcli.render.phrases import amount, between, name_of, percent

MEAN_1969: Final = 5.2
"""Mean number of intermediaries of arrived letters (Travers and Milgram, Sociometry 32, 1969)."""
TOP3_1969: Final = 0.48
"""The share of the arrived letters that came through one of three people (Travers and Milgram, 1969)."""


def words(answer: Answer[object, Milgram]) -> Iterable[Block]:
    """Return how many letters arrived, over how many hops, and through whom."""
    found = answer.result
    if not (found.completed or found._given_up or found._lost):
        yield line(tr("Nobody can send letters, because the book contains nobody but you."))
        return
    yield line(
        (tr("{letters} to you, each sent by a random person", letters=amount(found.letters, "letter")), "head"),
        right=((tr("seed {seed}", seed=found.seed), "dim"),),
    )
    rows = [
        _row(
            tr("arrived"),
            tr(
                "{completed:,} of {letters:,}, {percent}",
                completed=found.completed,
                letters=found.letters,
                percent=percent(found.completed / found.letters),
            ),
            tr("{completed:,} of {letters:,}, {percent}", completed=64, letters=296, percent=percent(64 / 296)),
        )
    ]
    on_the_way = found.intermediaries
    if on_the_way.mean is not None and on_the_way.median is not None and found.funnel_top3 is not None:
        rows.append(_row(tr("hops on average"), _mean(on_the_way.mean + 1), _mean(MEAN_1969 + 1)))
        rows.append(_row(tr("intermediaries on average"), _mean(on_the_way.mean), _mean(MEAN_1969)))
        rows.append(_row(tr("median distance"), between(on_the_way.median + 1), ""))
        rows.append(_row(tr("through three people"), percent(found.funnel_top3), percent(TOP3_1969)))
    yield Aligned(tuple(rows))
    if found._last_senders:
        hands = ", ".join(
            tr("{name} ({letters:,})", name=name_of(each.person), letters=each.letters) for each in found._last_senders
        )
        yield line((tr("most came through "), "dim"), hands, indent=2)
    yield line(
        (
            tr(
                "{letters} ended with somebody who gave up; {lost:,} got lost. Whoever holds a letter knows only "
                "their own contacts, your employer and your city.",
                letters=amount(found._given_up, "letter"),
                lost=found._lost,
            ),
            "dim",
        ),
        indent=2,
    )


def _mean(number: float) -> str:
    return tr("{number:.2f}", number=number)


def _row(label: str, here: str, there: str) -> Line:
    return line(label, middle=(here,), right=((tr("in 1969: {there}", there=there) if there else "", "dim"),), indent=2)
