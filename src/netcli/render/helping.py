"""A page of help."""

from __future__ import annotations

from collections.abc import Iterable

from netcli.answers.helping import Topic
from netcli.render.blocks import Block, line


def words(topic: Topic) -> Iterable[Block]:
    """Its lines, as they are."""
    return map(line, topic.lines)
