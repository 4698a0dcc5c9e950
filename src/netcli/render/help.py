"""A page of help."""

from __future__ import annotations

from collections.abc import Iterable

from netcli.answers import Answer
from netcli.answers.help import Topic
from netcli.render.blocks import Block, line


def words(answer: Answer[object, Topic]) -> Iterable[Block]:
    """Return the lines of the page, unchanged."""
    return map(line, answer.result.lines)
