"""The book itself in words: where it is, and whether it is whole."""

from __future__ import annotations

from collections.abc import Iterable

from netcli.answers import Answer
from netcli.answers.book import Checked, Where
from netcli.render.blocks import Block, line
from netcli.render.phrases import plural


def words(answer: Answer[object, Where | Checked]) -> Iterable[Block]:
    """Return the book's place and size, or that nothing is wrong with it."""
    where = answer.result
    if isinstance(where, Checked):
        yield line(("the book is whole", "good"))
        return
    yield line((where.book, "name"))
    size = f"{where.bytes / 1_048_576:.1f} MiB"
    yield line(
        f"{plural(where.people, 'person', 'people')}, {plural(where.links, 'link')}, {size}; named by {where.from_}"
    )
