"""Repair a book: restore the statements from the journal, and derive everything else again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from netcli import clock
from netcli.answers import Answer, Remark, Words
from netcli.answers.book import Checked
from netcli.ask import book
from netcli.language import say
from netcli.store import check, derived, dialect
from netcli.store.broken import broken_records
from netcli.store.reader import Reader
from netcli.store.writer import Change

REPAIRED: Final = "repaired"
"""The setting that records when the book was last repaired."""
NAMED: Final = 20
"""Maximum number of losses that get a warning each."""
ALONE: Final = frozenset(("record", "foreign"))
"""Kinds of problems that do not stop a repair."""


def repair(change: Change, before: Checked, limit: int, copy: Path | None) -> Answer[Words, Checked]:
    """Repair the problems in *before*, and return the problems that remain.

    People with unreadable records stay as they are. If a problem cannot be repaired and its code is not in `ALONE`, no
    row is derived. *copy* is the path of a copy of the book from before the repair.
    """
    reader = change.reader
    dropped: list[str] = []
    if any(each.code == "structure" for each in before.problems):
        dialect.rebuild_indexes(change.connection)
    if _can_be_derived(reader):
        for row in [*check.changed_since(reader)]:
            change.journal.restore(row.table, row.key, row.said)
        dropped = [*_unsupported(reader)]
        change.derive_again({record.person for record in broken_records(reader)})
        stamp = clock.stamp()
        if reader.setting(REPAIRED) is None:
            change.journal.insert("setting", {"key": REPAIRED, "value": stamp})
        else:
            change.journal.update("setting", REPAIRED, value=stamp)
    change.summary = say("repaired the book")
    change.record()
    after = book.check(reader, repair=True)
    mended = max(0, len(before.problems) - len(after.result.problems))
    return book.check(reader, limit=limit, repair=True, repaired=mended).beware(_lost(dropped, copy))


def _unsupported(reader: Reader) -> Iterator[str]:
    """Describe the links and people that no statement supports."""
    pairs, alone = derived.unsupported(reader)
    people = reader.people({*alone, *(person for pair in pairs for person in pair)})
    names = {number: each.called() for number, each in people.items()}
    for a, b in pairs:
        yield say(
            "the link of {one} and {other}: none of its evidence is left",
            one=names.get(a, f"id:{a}"),
            other=names.get(b, f"id:{b}"),
        )
    for number in alone:
        yield say("{person}: none of their records is left", person=names.get(number, f"id:{number}"))


def _lost(dropped: Sequence[str], copy: Path | None) -> list[Remark]:
    """Return warnings about the losses in *dropped*, and about *copy*."""
    if not dropped:
        return []
    told: list[Remark] = [{"code": "lost", "message": say("lost: {each}", each=each)} for each in dropped[:NAMED]]
    if len(dropped) > NAMED:
        told.append(
            {
                "code": "lost",
                "message": say("{dropped} more values were lost", dropped=len(dropped) - NAMED),
                "count": len(dropped),
            }
        )
    advice = say(
        "to get the lost values back, restore a copy from before the damage (netcli restore FILE) "
        "or import the files again"
    )
    if copy:
        advice = say("{copy} is the book as it was before this repair; {advice}", copy=copy, advice=advice)
    return [*told, {"code": "copy", "message": advice}]


def _can_be_derived(reader: Reader) -> bool:
    return all(each.mendable or each.code in ALONE for each in check.problems(reader))
