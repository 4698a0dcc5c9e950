"""`interview`: the most useful questions, one by one."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Final

import typer

from netcli.cli.output import show
from netcli.cli.prompts import QUIT, read_line, tell
from netcli.cli.session import Session
from netcli.language import say, spoken, tr
from netcli.render import prompt
from netcli.render.clean import clean

if TYPE_CHECKING:
    from netcli.answers.interview import Question
    from netcli.tell.interview import Reply

app = typer.Typer()

KEYS: Final = say("[y/n/s=strong/skip/q] ")
AT_TERMINAL: Final = "\n  "
"""Separator of a question's parts on a terminal, to avoid long lines."""
REPLIES: Final[dict[str, Reply]] = {
    "y": "yes",
    "yes": "yes",
    "o": "yes",
    "oui": "yes",
    "n": "no",
    "no": "no",
    "non": "no",
    "s": "strong",
    "strong": "strong",
    "skip": "skip",
    "?": "skip",
    "": "skip",
}


@app.command("interview")
def interview(
    ctx: typer.Context,
    questions: Annotated[
        int, typer.Option("--limit", min=0, metavar="N", help="How many questions to ask; 0: all.")
    ] = 20,
) -> None:
    """Answer the most useful questions: do these two people know each other?

    Answer y, n, s (strong), skip or q, on the terminal or line by line on standard input. `netcli undo` takes back all
    answers at once. After Ctrl-C, netcli keeps the answers given so far.
    """
    session: Session = ctx.obj
    with session.book() as book:
        silent = session.no_input or (sys.stdin.isatty() and not session.can_ask())
        asked = [] if silent else book.questions(questions)
    replies, interrupted = _ask(session, asked)
    answered = any(reply != "skip" for _, reply in replies)
    # opened only now, so that the book is not locked while questions are asked
    with session.book(write=answered) as book:
        answer = book.interview(replies, limit=questions)
    show(session, answer)
    if interrupted:
        raise KeyboardInterrupt


def _ask(session: Session, questions: Sequence[Question]) -> tuple[list[tuple[Question, Reply]], bool]:
    """Ask the *questions*; return the replies, and whether the user interrupted."""
    replies: list[tuple[Question, Reply]] = []
    try:
        replies.extend(_replies(session, questions))
    except KeyboardInterrupt:
        return replies, True
    return replies, False


def _replies(session: Session, questions: Sequence[Question]) -> Iterator[tuple[Question, Reply]]:
    for number, asked in enumerate(questions, 1):
        reply = _reply(session, f"[{number}/{len(questions)}] {_words(asked)}{tr(KEYS)}")
        if reply is None:
            return
        yield asked, reply


def _words(asked: Question) -> str:
    one, other = (person.shown() for person in (asked.a, asked.b))
    why = "; ".join(map(spoken, asked.why))
    if asked.nearer:
        people = tr("{number} {noun}", number=asked.nearer, noun=tr("person" if asked.nearer == 1 else "people"))
        why = tr("{why}; a yes would bring {people} closer to you", why=why, people=people)
    words = clean(tr("Do {one} and {other} know each other?", one=one, other=other)), clean(f"({why})")
    return (AT_TERMINAL if sys.stdin.isatty() else "  ").join((*words, ""))


def _reply(session: Session, question: str) -> Reply | None:
    """Return the next reply, or None if the user quits or the input ends."""
    at_terminal, speaks = sys.stdin.isatty(), not (session.quiet or session.for_machines)
    while True:
        if at_terminal and speaks:
            prompt(question, sys.stderr)
        line = read_line()
        if line is None:
            return None
        if speaks and not at_terminal:  # no prompt, but a record of what was answered
            tell(question + line)
        if (word := line.casefold()) in QUIT:
            return None
        if word in REPLIES:
            return REPLIES[word]
        if not session.for_machines:
            tell(tr("y, n, s, skip or q"))
