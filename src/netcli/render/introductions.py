"""A draft in words: ready to be copied."""

from __future__ import annotations

from collections.abc import Iterable

from netcli.answers.introductions import Draft
from netcli.render.blocks import Block, line
from netcli.render.phrases import name_of


def words(draft: Draft) -> Iterable[Block]:
    """The request, and the paragraph to forward."""
    yield line(("To ", "dim"), (name_of(draft.ask), "name"))
    yield from map(line, draft.request.splitlines())
    if draft.forwardable:
        yield line(("To forward", "dim"))
        yield from map(line, draft.forwardable.splitlines())
