"""`whatif` in words: before and after, side by side."""

from __future__ import annotations

from collections.abc import Iterable

from netcli.answers import Answer
from netcli.answers.whatif import WhatIf
from netcli.render.blocks import Aligned, Block, Line, line
from netcli.render.phrases import between, name_of


def words(answer: Answer[object, WhatIf]) -> Iterable[Block]:
    """Return the measures and the targets, each before and after the change."""
    found = answer.result
    before, after = found.before, found.after
    yield line(("If ", "dim"), ("; ".join(found.changes), "head"))
    yield Aligned(
        (
            _row("people within your reach", f"{before.reachable:,}", f"{after.reachable:,}"),
            _row("hops from you on average", _figure(before.mean_hops), _figure(after.mean_hops)),
            _row("intermediaries", _figure(before.mean_hops, 1), _figure(after.mean_hops, 1)),
            _row("pieces", f"{before.components:,}", f"{after.components:,}"),
            _row("people in the largest", f"{before.giant:,}", f"{after.giant:,}"),
            *(
                _row(f"to {name_of(each.person)}", _hops_text(each.before), _hops_text(each.after))
                for each in found.targets
            ),
        )
    )
    yield line(("Nothing was written.", "dim"))


def _row(label: str, before: str, after: str) -> Line:
    style = "" if before == after else "good"
    return line(label, middle=(before, (" → ", "dim"), (after, style)), indent=2)


def _figure(hops: float | None, less: int = 0) -> str:
    return "none" if hops is None else f"{hops - less:.2f}"


def _hops_text(hops: float | None) -> str:
    return "no chain" if hops is None else between(hops)
