"""Record the answers to an interview.

If the user answers no, the answer is stored and the question is not asked again.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Final, Literal

from netcli.answers import Answer, Remark, Words
from netcli.answers.interview import Interviewed, Question
from netcli.ask.interview import reached
from netcli.language import plural, say
from netcli.store.reader import Reader
from netcli.store.writer import Change
from netcli.tell import links

Reply = Literal["yes", "no", "strong", "skip"]
Replies = Sequence[tuple[Question, Reply]]

STRONG: Final = 4
"""Closeness of a strong link, on a scale from 1 to 5."""
KINDS: Final = ("colleague", "classmate")
"""If a question has one of these kinds, the confirmed link gets the same kind."""


def is_empty(replies: Replies) -> bool:
    """Return whether there is nothing to record in *replies*."""
    return all(reply == "skip" for _, reply in replies)


def interview(
    reader: Reader, change: AbstractContextManager[Change] | None, replies: Replies, limit: int
) -> Answer[Words, Interviewed]:
    """Record the *replies*, and report the effects.

    If *change* is None, nothing is recorded.
    """
    before = reached(reader)
    if change is None:
        result = _counted([reply for _, reply in replies], before)
        return Answer("interview", {"limit": limit}, result)
    with change as begun:
        stands = [_stands(begun.reader, asked) for asked, _ in replies]
        result = _counted([reply if true else "skip" for (_, reply), true in zip(replies, stands, strict=True)], before)
        begun.summary = _summary(result)
        for (asked, reply), true in zip(replies, stands, strict=True):
            if true:
                _write(begun, asked, reply)
    result = result.replaced(reach_after=reached(reader), undo=begun.id)
    return Answer("interview", {"limit": limit}, result, _stale(stands.count(False)), summary=begun.summary)


def _counted(words: Sequence[Reply], reach: int) -> Interviewed:
    links = len(words) - words.count("no") - words.count("skip")
    return Interviewed(len(words), links, words.count("no"), words.count("skip"), links, reach, reach, None)


def _summary(result: Interviewed) -> str:
    return say("interview: {links} added", links=plural(result.links, "link"))


def _stands(reader: Reader, asked: Question) -> bool:
    """Return whether both people are unchanged since the question."""
    people = reader.people([asked.a.id, asked.b.id])
    return people == {asked.a.id: asked.a, asked.b.id: asked.b}


def _stale(answers: int) -> list[Remark]:
    if not answers:
        return []
    message = say(
        "{answers} answer was not used, because the people have changed since the question; to answer "
        "again: netcli interview"
        if answers == 1
        else "{answers} answers were not used, because the people have changed since the question; to answer "
        "again: netcli interview",
        answers=answers,
    )
    return [{"code": "stale", "message": message, "answers": answers}]


def _write(change: Change, asked: Question, reply: Reply) -> None:
    if reply == "no":
        links.deny_link(change, asked.a.id, asked.b.id)
    elif reply != "skip":
        kind = asked.kind if asked.kind in KINDS else None
        links.add_link(change, asked.a.id, asked.b.id, kind=kind, closeness=STRONG if reply == "strong" else None)
