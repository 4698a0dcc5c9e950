"""The readable output for an interview."""

from __future__ import annotations

from collections.abc import Iterable

from netcli.answers import Answer, Words
from netcli.answers.interview import Interviewed
from netcli.language import tr
from netcli.render.blocks import Block, line
from netcli.render.phrases import plural


def words(answer: Answer[Words, Interviewed]) -> Iterable[Block]:
    """Return the outcome of the interview."""
    result = answer.result
    dry = answer.query.get("dry_run")
    if not result.asked:
        yield line(tr("No question was answered."))
        return
    yield line(
        tr(
            "{questions}: {yes} yes, {no} no, {skipped} skipped.",
            questions=plural(result.asked, "question"),
            yes=result.yes,
            no=result.no,
            skipped=result.skipped,
        )
    )
    if result.links:
        yield line(
            tr(
                "People within 3 hops of you: {reach_before} before the change, {reach_after} after it."
                if dry
                else "People within 3 hops of you: {reach_before} before, {reach_after} now.",
                reach_before=result.reach_before,
                reach_after=result.reach_after,
            )
        )
