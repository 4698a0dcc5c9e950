"""Texts on stderr: summaries, warnings, and the note for an empty list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from netcli.answers import Answer, Remark
from netcli.errors import STANDARD_INPUT
from netcli.language import say, spoken, tr
from netcli.recognition import recognised
from netcli.render.blocks import Block, line

EMPTY: Final = {
    "find": say("nobody matches"),
    "list": say("nobody matches"),
    "imports": say("nothing has been imported yet"),
    "history": say("nothing has been changed yet"),
    "intro": say("no introductions"),
    "trash": say("the trash is empty"),
    "due": say("nobody is due for contact"),
    "dates": say("no birthdays or anniversaries in this period"),
    "watch": say("no chain is watched; to watch a chain: netcli watch add P"),
    "suggest": say("nobody to suggest: no new contact would bring you closer to anybody"),
}
"""The text for each command whose list is empty."""


ADVICE: Final = frozenset({"slots"})
"""Codes of warnings that netcli shows without the label `warning: `."""
NOBODY: Final = say("the book is empty: netcli import FILE, or netcli add NAME")
"""The text if the book contains nobody, for `netcli list` without filters."""
SUGGESTED: Final = say("no suggestions: the people who match would not bring you closer to anybody")
"""The text if `netcli suggest` finds nobody among the people who match its filters."""


def notes(answer: Answer[object, object]) -> list[Block]:
    """Return the summary, the note for an empty list, and the first warnings."""
    blocks: list[Block] = []
    if answer.result == []:
        blocks.append(line(_empty(answer)))
    if answer.summary is not None:
        undo = getattr(answer.result, "undo", None)
        blocks.append(line(answer.summary, (tr("  (to undo: netcli undo)"), "dim") if undo else ""))
    warnings = answer.warnings
    blocks += [
        line((tr("warning: "), "warn") if warning["code"] not in ADVICE else "", _warning(warning))
        for warning in warnings[:5]
    ]
    if len(warnings) > 5:
        blocks.append(
            line((tr("warning: "), "warn"), tr("… and {warnings} more (--json lists them)", warnings=len(warnings) - 5))
        )
    return blocks


def _empty(answer: Answer[object, object]) -> str:
    """Return the text for an empty list."""
    filters = (
        answer.query.get("filters") if isinstance(answer.query, Mapping) else getattr(answer.query, "filters", None)
    )
    if answer.command == "list" and filters == []:
        return NOBODY
    if answer.command == "suggest" and filters:
        return SUGGESTED
    return EMPTY.get(answer.command, say("nothing matches"))


def _warning(warning: Remark) -> str:
    file, number = warning.get("file"), warning.get("line")
    if file == STANDARD_INPUT:
        place = tr("standard input, line {line}: ", line=number) if number else ""
    else:
        place = tr("{file}: ", file=f"{file}:{number}" if number else file) if file else ""
    message = warning.get("message")
    told = spoken(recognised(message)) if isinstance(message, str) else str(warning["code"])
    return place + told.removeprefix(tr("{file}: ", file=file))
