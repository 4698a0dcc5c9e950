"""Add guesses to the book as one batch, which can be undone."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from netcli.answers import Answer, Words, limited
from netcli.answers.guesses import Guess, Inferred
from netcli.errors import GUESSES
from netcli.intake.absorb import absorb
from netcli.intake.report import File
from netcli.language import plural, say
from netcli.records import Record, Row, Testimony
from netcli.store.writer import Change


def add(change: Change, answer: Answer[Words, Inferred], limit: int) -> Answer[Words, Inferred]:
    """Add a link for each guess in *answer*.

    The new answer lists the first *limit* guesses (0: all).
    """
    guesses = answer.result.guesses
    _absorb(change, guesses)
    change.summary = say("added {guesses}", guesses=plural(len(guesses), "guess", "guesses"))
    shown, remarks = limited(guesses, limit)
    result = answer.result.replaced(guesses=list(shown), added=len(guesses), undo=change.id)
    return answer.replaced(result=result, summary=change.summary).beware(remarks)


def _absorb(change: Change, guesses: Sequence[Guess]) -> None:
    rows = []
    for line, guess in enumerate(guesses, 1):
        keys = f"id:{guess.a.id}", f"id:{guess.b.id}"
        ends = tuple(
            Record(key, name=person.name, mention=key, line=line)
            for key, person in zip(keys, (guess.a, guess.b), strict=True)
        )
        said = Testimony("", "", "inferred", guess.kind, "guess", detail="; ".join(guess.why))
        rows.append(Row(line, " ".join(keys), *keys, (said,), ends))
    content = "\n".join(row.text for row in rows).encode()
    absorb(change, File(GUESSES, "inferred", hashlib.sha256(content).hexdigest), rows, change.reader.me())
