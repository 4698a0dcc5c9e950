"""The outcome of each line of a diary, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from netcli.answers import Answer
from netcli.answers.touch import Diary
from netcli.language import spoken
from netcli.recognition import recognised
from netcli.render.blocks import Block, line

MARKS: Final = {
    "new": ("+", "good"),
    "edited": ("~", "warn"),
    "same": ("=", "dim"),
    "rejected": ("!", "bad"),
    "gone": ("-", "warn"),
}


def words(answer: Answer[object, Diary]) -> Iterable[Block]:
    """Return the lines that changed something; in a dry run, return all lines."""
    dry = isinstance(answer.query, Mapping) and bool(answer.query.get("dry_run"))
    for each in answer.result.lines:
        if dry or each.what != "same":
            mark, style = MARKS[each.what]
            why = each.reason if each.what != "rejected" else None
            yield line((mark, style), f" {each.text}", f"  ({spoken(recognised(why))})" if why else "")
