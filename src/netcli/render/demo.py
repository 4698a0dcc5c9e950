"""`demo` in words: the sample book, and commands to try."""

from __future__ import annotations

from collections.abc import Iterable

from netcli.answers import Answer, Words
from netcli.answers.demo import Demo
from netcli.language import tr
from netcli.render.blocks import Block, line
from netcli.render.phrases import plural


def words(answer: Answer[Words, Demo]) -> Iterable[Block]:
    """Return the path of the sample book, and commands to try."""
    demo = answer.result
    if answer.query.get("dry_run"):
        return
    people, links = plural(demo.people, "person", "people"), plural(demo.links, "link")
    yield line(tr("A book of {people} and {links}, all invented: ", people=people, links=links), (demo.book, "name"))
    yield line(tr("Try:"))
    yield from (line((words, "head"), indent=2) for words in demo.try_)
