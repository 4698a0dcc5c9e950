"""The readable output of `netcli watch`: the change in each watched chain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from netcli import strength
from netcli.answers import Answer
from netcli.answers.edits import Written
from netcli.answers.watch import Checked, Length, Watched
from netcli.language import say, tr
from netcli.render.blocks import Block, Table
from netcli.render.phrases import plural, with_company

WORDS: Final = {"less_likely": say("less likely")}


def words(answer: Answer[object, Sequence[Checked] | Sequence[Watched] | Written]) -> Iterable[Block]:
    """Return a table with one row per chain."""
    if isinstance(answer.result, Written) or not answer.result:
        return
    checked = [each for each in answer.result if isinstance(each, Checked)]
    if checked:
        yield Table((tr("Whom"), tr("What"), tr("Before"), tr("Now")), tuple(map(_row, checked)))
        return
    watched = [each for each in answer.result if isinstance(each, Watched)]
    rows = tuple((with_company(each.person), _length(each), each.checked) for each in watched)
    yield Table((tr("Whom"), tr("Chain"), tr("Checked")), rows)


def _row(checked: Checked) -> tuple[str, ...]:
    what = tr(WORDS.get(checked.what, checked.what))
    return with_company(checked.person), what, _length(checked.before), _length(checked.now)


def _length(chain: Length | Watched) -> str:
    if chain.hops is None:
        return tr("none")
    return tr("{hops} · {band} chance", hops=plural(chain.hops, "hop"), band=tr(strength.band(chain.chance or 0.0)))
