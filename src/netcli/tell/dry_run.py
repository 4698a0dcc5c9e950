"""Reword the report of a dry run: for example, `added` becomes `would add`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeVar

from netcli.answers import Answer
from netcli.answers.imports import Import
from netcli.answers.shape import Shape
from netcli.language import plural, say

UNCHANGED: Final = say("nothing to change")
"""The summary of a command that changes nothing, with or without a dry run."""
OPENINGS: Final = {
    "added ": "would add ",
    "edited ": "would edit ",
    "tagged ": "would tag ",
    "linked ": "would link ",
    "unlinked ": "would unlink ",
    "merged ": "would merge ",
    "removed ": "would remove ",
    "restored ": "would restore ",
    "split ": "would split ",
    "compacted ": "would compact ",
    "copied ": "would copy ",
    "locked ": "would lock ",
    "unlocked ": "would unlock ",
    "forgot ": "would forget ",
    "moved ": "would move ",
    "repaired ": "would repair ",
    "imported ": "would import ",
    "asked ": "would log that you asked ",
    "met ": "would log that you met ",
    "logged ": "would log ",
    "set ": "would set ",
    "ended ": "would end ",
    "started ": "would start ",
    "stopped watching ": "would stop watching ",
    "checked ": "would note ",
    "introduction to ": "would log the introduction to ",
    "undone: ": "would undo: ",
    "redone: ": "would redo: ",
    "created ": "would create ",
}
"""Beginnings of summaries, each with its form in a dry run."""
PHRASES: Final = {
    " is not locked": " is not locked",
    " is already locked": " is already locked",
    " are now linked": " would be linked",
    " are no longer linked": " would no longer be linked",
    " are different people": " would be different people",
    " is ": " would be ",
    " added": " would be added",
    " merged, ": " would be merged, ",
}
"""Phrases in summaries, each with its form in a dry run."""


Conditional = TypeVar("Conditional", bound=Answer[object, object])


def conditional(answer: Conditional) -> Conditional:
    """Return *answer* as the answer of a dry run."""
    result = answer.result
    if isinstance(result, Shape) and getattr(result, "undo", None) is not None:
        result = result.replaced(undo=None)
    query = {**answer.query, "dry_run": True} if isinstance(answer.query, Mapping) else answer.query
    return answer.replaced(query=query, result=result, summary=_summary(answer))


def _summary(answer: Answer[object, object]) -> str:
    told = answer.summary
    if told == UNCHANGED:
        return told
    if told is None:
        done = [each for each in answer.result if isinstance(each, Import)] if isinstance(answer.result, list) else []
        told = _growth(done) if done else None
    if told is None:
        return say("nothing written")
    return say(
        "{would}; nothing written", would=would(told), done=told
    )  # a language without a conditional needs `done`


def _growth(done: list[Import]) -> str:
    people = sum(entry.people.new + entry.people.unsure for entry in done)
    links = sum(entry.links.new for entry in done)
    return say("added {people} and {links}", people=plural(people, "person", "people"), links=plural(links, "link"))


def would(summary: str) -> str:
    """Turn the summary of a change into the conditional.

    >>> would("added Bo"), would("Ann is Bo"), would("Ann and Bo are now linked")
    ('would add Bo', 'Ann would be Bo', 'Ann and Bo would be linked')
    """
    for opening, begins in OPENINGS.items():
        if summary.startswith(opening):
            return begins + summary.removeprefix(opening)
    for phrase, becomes in PHRASES.items():
        if phrase in summary:
            return becomes.join(summary.rsplit(phrase, 1))
    return say("would do: {summary}", summary=summary)
