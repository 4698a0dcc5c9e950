"""The readable output of `netcli whatif`: before and after, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import starmap
from typing import Any

from netcli.answers import Answer
from netcli.answers.people import Person
from netcli.answers.whatif import WhatIf
from netcli.language import joined, spoken, tr
from netcli.render.blocks import Aligned, Block, Line, line
from netcli.render.phrases import between, name_of


def words(answer: Answer[Mapping[str, Any], WhatIf]) -> Iterable[Block]:
    """Return the measures and the targets, each before and after the change."""
    found = answer.result
    before, after = found.before, found.after
    links, without = answer.query["links"], answer.query["without"]
    changes = [*starmap(_linked, links), *(tr("{name} were gone", name=name_of(person)) for person in without)]
    yield line((tr("If "), "dim"), (spoken(joined(changes)), "head"))
    yield Aligned(
        (
            _row(tr("people within your reach"), f"{before.reachable:,}", f"{after.reachable:,}"),
            _row(tr("hops from you on average"), _figure(before.mean_hops), _figure(after.mean_hops)),
            _row(tr("intermediaries"), _figure(before.mean_hops, 1), _figure(after.mean_hops, 1)),
            _row(tr("pieces"), f"{before.components:,}", f"{after.components:,}"),
            _row(tr("people in the largest piece"), f"{before.giant:,}", f"{after.giant:,}"),
            *(
                _row(tr("to {name_of}", name_of=name_of(each.person)), _hops_text(each.before), _hops_text(each.after))
                for each in found.targets
            ),
        )
    )
    yield line((tr("Nothing was written."), "dim"))


def _linked(one: Person, other: Person) -> str:
    if other.me:
        one, other = other, one
    name = name_of(other)
    return tr("you knew {name}", name=name) if one.me else tr("{one} knew {name}", one=name_of(one), name=name)


def _row(label: str, before: str, after: str) -> Line:
    style = "" if before == after else "good"
    return line(label, middle=(before, (" → ", "dim"), (after, style)), indent=2)


def _figure(hops: float | None, less: int = 0) -> str:
    return tr("none") if hops is None else tr("{hops:.2f}", hops=hops - less)


def _hops_text(hops: float | None) -> str:
    return tr("no chain") if hops is None else between(hops)
