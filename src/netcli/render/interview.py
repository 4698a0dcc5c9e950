"""An interview in words."""

from __future__ import annotations

from collections.abc import Iterable

from netcli.answers import Answer, Words
from netcli.answers.interview import Interviewed
from netcli.render.blocks import Block, line
from netcli.render.phrases import plural


def words(answer: Answer[Words, Interviewed]) -> Iterable[Block]:
    """Return the outcome of the interview, or what it would have been."""
    result = answer.result
    added, now = ("would be added", "then") if answer.query.get("dry_run") else ("added", "now")
    yield line(f"{plural(result.asked, 'question')}, {plural(result.links, 'link')} {added}.")
    if result.links:
        yield line(f"People within 3 hops of you: {result.reach_before} before, {result.reach_after} {now}.")
