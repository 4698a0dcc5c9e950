"""Merge people, split them, or mark them as different.

Each record keeps the id of its first person, for later splits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from netcli.answers import Answer, Words
from netcli.answers.edits import Written
from netcli.answers.identity import Merged
from netcli.ask.naming import Name, Who, called, told_apart
from netcli.errors import Refused, Unknown, Usage
from netcli.language import joined, listed, plural, say
from netcli.match import decide
from netcli.records import Fields
from netcli.store import records, verdicts
from netcli.store.writer import Change
from netcli.tell.edits import names_of, written


def merge(change: Change, person: Name, a: Who, b: Who, *, insist: bool = False) -> Answer[Words, Merged]:
    """Merge two people; the id of *a* stays.

    Raises Usage if *a* and *b* are the same person. Unless *insist* is true, raises Refused if evidence opposes the
    merge.
    """
    keep, gone = person(a), person(b)
    if keep.id == gone.id:
        raise Usage(say("both names mean the same person"), say("give two people"))
    fields = records.fields_by_person(change.reader, (keep.id, gone.id))
    against = decide.against(fields[keep.id], fields[gone.id])
    if verdicts.are_distinct(change.reader, keep.id, gone.id):
        against = [*against, say("you marked them as different people")]
    if against and not insist:
        raise Refused(
            say("there is evidence against this merge: {against}", against=listed(against, "; ")),
            say("use --yes to merge the two people anyway"),
            code="vetoed",
            candidates=[keep, gone],
        )
    join(change, keep.id, gone.id)
    names = dict(zip(("gone", "keep"), told_apart((gone, keep)), strict=True))
    summary = say("merged {gone} into {keep}", **names)
    answer = written(change, "merge", {"a": keep, "b": gone}, [keep.id], summary)
    done = answer.result
    merged = Merged(done.people[0], [gone.id], done.changed, done.people, done.links, done.undo)
    return Answer("merge", answer.query, merged, summary=answer.summary)


def split(change: Change, person: Name, who: Who, chosen: Sequence[int] = ()) -> Answer[Words, Written]:
    """Undo the last merge of a person, or move the *chosen* records to a new person."""
    whom = person(who)
    both = take_apart(change, whom.id, chosen)
    query = {"person": whom, "records": chosen}
    summary = (
        say(
            "moved {records} of {called} to a new person", records=plural(len({*chosen}), "record"), called=called(whom)
        )
        if chosen
        else say("split {called} in two", called=called(whom))
    )
    return written(change, "split", query, both, summary)


def distinct(change: Change, person: Name, a: Who, b: Who) -> Answer[Words, Written]:
    """Record that two people are different."""
    one, other = person(a), person(b)
    tell_apart(change, one.id, other.id)
    summary = say("{names} are different people", names=joined(names_of((one, other))))
    return written(change, "distinct", {"a": one, "b": other}, [one.id, other.id], summary)


def join(change: Change, keep: int, gone: int, *, rule: str | None = None) -> None:
    """Merge the person *gone* into the person *keep*. The id of *keep* stays.

    If *gone* owns the book, *keep* becomes the owner. Raises Usage if both are the same person.
    """
    if keep == gone:
        raise Usage(say("both names mean the same person"), say("give two people"))
    moving = [record.id for record in records.of_people(change.reader, [gone])]
    change.journal.insert(
        "verdict",
        {
            "a": _anchor(change, keep),
            "b": _anchor(change, gone),
            "verdict": "same",
            "rule": rule,
            "kept": keep,
            "gone": gone,
        },
    )
    for record in moving:
        change.journal.move(record, keep)
    change.journal.insert("forward", {"old": gone, "person": keep})
    if change.reader.me() == gone:
        change.journal.update("setting", "me", value=str(keep))


def take_apart(change: Change, person: int, chosen: Sequence[int] = ()) -> list[int]:
    """Undo the last merge of *person*, or move the *chosen* records to a new person.

    Return both ids. Both people are marked as different, unless the user made the merge. Raises Refused if no merge
    exists or all records are chosen. Raises Unknown for a record of another person.
    """
    own = [record.id for record in records.of_people(change.reader, [person])]
    decided = False
    if chosen:
        for record in chosen:
            if record not in own:
                raise Unknown(
                    say("record {record} does not belong to this person", record=record),
                    say("to see a person's records: netcli show P --json"),
                    code="unknown_record",
                )
        if set(chosen) == set(own):
            raise Refused(
                say("a split cannot move all records of a person"), say("choose only some of the person's records")
            )
        other = change.new_person()
        leaving = list(chosen)
    else:
        merged = verdicts.last_merge(change.reader, person)
        if merged is None:
            raise Refused(
                say("nobody was ever merged into this person"),
                say("give the records to take out: netcli split P RECORD...; to see the records: netcli show P --json"),
            )
        other, decided = merged.gone, merged.rule is None  # a merge without a rule was the user's decision
        change.journal.delete("verdict", merged.verdict)
        change.journal.delete("forward", other)
        numbers = {other, *verdicts.forwarded_to(change.reader, other)}
        leaving = _records_to_move(change, own, numbers, merged.step or change.id)
    if change.reader.me() == person and other == records.owner_born(change.reader):
        change.journal.update("setting", "me", value=str(other))
    for record in leaving:
        change.journal.move(record, other)
    if not decided:
        change.derive()
        tell_apart(change, person, other)
    return [person, other]


def tell_apart(change: Change, a: int, b: int) -> None:
    """Record permanently that *a* and *b* are different people.

    Raises Usage if they are the same person.
    """
    if a == b:
        raise Usage(say("both names mean the same person"), say("to separate two people who were merged: netcli split"))
    if verdicts.are_distinct(change.reader, a, b):
        return
    change.journal.insert(
        "verdict",
        {
            "a": _anchor(change, a),
            "b": _anchor(change, b),
            "verdict": "distinct",
            "rule": None,
            "kept": None,
            "gone": None,
        },
    )


def keep_distinct(change: Change, batch: int) -> None:
    """If a "distinct" verdict belongs to a record of *batch*, move the verdict to another record.

    Call this before removing the records of *batch*.
    """
    for verdict, end, record in list(verdicts.other_anchors(change.reader, batch)):
        change.journal.update("verdict", verdict, **{end: record})


class Moved(NamedTuple):
    """Effects of moving records.

    `given_up` maps each vanished id to its replacement. `touched` are the people whose data changed.
    """

    given_up: dict[int, int]
    touched: set[int]


def move(change: Change, whose: Mapping[int, int], *, batch: int | None, unseen: int) -> Moved:
    """Move records to other people. The mapping *whose* contains the right person for each record.

    If a person loses all records, and the id is smaller than *unseen*, the old id then leads to the new person. Records
    of *batch* get no undo image.
    """
    moved = Moved({}, set())
    leaving = [each for each in records.owners(change.reader, whose) if each.person != whose[each.id]]
    count = Counter(each.person for each in leaving)
    had = records.count_by_person(change.reader, count)
    gone = {person for person in count if had[person] == count[person]}
    gone.difference_update(whose[each.id] for each in leaving)
    for record, person, of in leaving:
        target = whose[record]
        # if the old id is forwarded, the record still counts as created for the old id
        born = person not in gone or person >= unseen
        change.journal.move(record, target, born=born, imaged=batch is None or of != batch)
        moved.touched.update((person, target))
        if person in gone and person not in moved.given_up:
            moved.given_up[person] = target
            if person < unseen:
                change.journal.insert("forward", {"old": person, "person": target})
    return moved


def _anchor(change: Change, person: int) -> int:
    """Return the record that stands for *person* in a verdict."""
    own = records.of_people(change.reader, [person])
    return min(own, key=lambda record: (record.batch is not None, record.id)).id


def _records_to_move(change: Change, own: Sequence[int], numbers: set[int], since: int) -> list[int]:
    """Return the records created for *numbers*, and later records of the same people."""
    origins = records.origins(change.reader, own)
    keys = {record: _keys(each.fields) for record, each in origins.items()}
    leaving = {record for record, each in origins.items() if each.born in numbers}
    theirs = {key for record in leaving for key in keys[record]}
    later = {record for record, each in origins.items() if each.step > since} - leaving
    older = {key for record in origins.keys() - leaving - later for key in keys[record]}
    leaving |= {record for record in later if keys[record] & theirs and not keys[record] & older}
    return sorted(leaving)


def _keys(fields: Fields) -> set[str]:
    return {value.casefold() for name in ("emails", "urls", "phones") for value in fields.get(name, ())}
