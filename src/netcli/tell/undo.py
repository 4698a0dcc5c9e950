"""Undo or redo a step, or undo an import."""

from __future__ import annotations

import json

from netcli import clock
from netcli.answers import Answer, Words
from netcli.answers.edits import Written
from netcli.errors import Refused, Unknown, titled
from netcli.language import say
from netcli.recognition import recognised
from netcli.store import batches, history, records
from netcli.store.writer import Change
from netcli.tell import contested, identity, mentions
from netcli.tell.trash import Emptied


def undo(change: Change) -> Answer[Words, Written]:
    """Undo the last step.

    Raises Unknown if there is no step. Raises Refused if the step's rows have changed since.
    """
    step = history.last_done(change.reader)
    if step is None:
        raise Unknown(
            say("there is nothing to undo"), say("to see what was done: netcli history"), code="nothing_to_undo"
        )
    history.undo(change, step.id)
    return Answer(
        "undo",
        {"batch": None},
        Written(1, [], [], None),
        summary=say("undone: {summary}", summary=recognised(step.summary)),
    )


def redo(change: Change) -> Answer[Words, Written]:
    """Redo the step that was undone last.

    Raises Unknown if no step can be redone.
    """
    step = history.last_undone(change.reader)
    if step is None:
        raise _nothing_to_redo(history.last_done(change.reader))
    history.redo(change, step.id)
    return Answer(
        "redo", {}, Written(1, [], [], None), summary=say("redone: {summary}", summary=recognised(step.summary))
    )


def _nothing_to_redo(last: history.Step | None) -> Unknown:
    """Return the error that nothing was undone; *last* is the last step that stands."""
    if last is None or last.command != "undo":
        what, hint = say("there is nothing to redo"), say("to see what was done: netcli history")
    else:  # undoing an import is a step of its own
        what = say("there is nothing to redo: the last command {summary}", summary=recognised(last.summary))
        hint = say("to bring the import back: netcli undo")
    return Unknown(what, hint, code="nothing_to_redo")


def undo_batch(change: Change, batch: int, *, insist: bool = False) -> Answer[Words, Written]:
    """Remove the statements that only *batch* made, as a step that can be undone.

    People about whom the user made statements stay. The file's owner, if the import created them and nothing else
    needs them, is removed. Raises Unknown if *batch* is unknown or undone. Raises Refused if later changes build upon
    the people in *batch* and *insist* is false.
    """
    file = batches.standing_file(change.reader, batch)
    if file is None:
        undone = batches.undone_file(change.reader, batch)
        raise Unknown(
            say("there is no batch {batch}", batch=batch)
            if undone is None
            else say("the import of {file} (batch {batch}) was already undone", file=titled(undone), batch=batch),
            say("to list the imports: netcli imports"),
            code="unknown_batch",
        )
    created = batches.created_with(change.reader, batch)
    kept = batches.edited_since(change.reader, batch, created)
    if not insist:
        _refuse_to_undo(change, kept, batches.decided_since(change.reader, batch, created))
    removed = Emptied(change)
    _keep_names(change, kept)
    identity.keep_distinct(change, batch)
    history.image_batches(change, change.id, [batch], removed=True)
    change.journal.update("batch", batch, undone=clock.stamp())
    history.touch_batch(change, batch)
    touched = contested.contestants(change.reader, change.journal.people)
    called = mentions.names_of(change.reader, touched)
    history.delete_batch_rows(change, batch)
    for each in created:
        if not batches.are_needed(change.reader, each):
            change.journal.delete("record", each.record)
    contested.resolve(change, touched, called=called, alone=touched)
    removed.close()
    change.summary = say("removed the import of {file} (batch {batch})", file=titled(file), batch=batch)
    return Answer("undo", {"batch": batch}, Written(1, [], [], change.id), summary=change.summary)


def _refuse_to_undo(change: Change, edited: list[int], decided: list[int]) -> None:
    """Raise Refused if later changes build upon the people of the batch."""
    if not edited and not decided:
        return
    people = list(change.reader.people(edited or decided).values())
    names = ", ".join(person.shown() for person in people[:3]) + " …" * (len(people) > 3)
    if edited:
        raise Refused(
            say("since that import, you have edited {kept} of its people ({names})", kept=len(edited), names=names),
            say("use --yes to undo the import and keep your edits"),
        )
    raise Refused(
        say(
            "since that import, you have merged, distinguished or asked {kept} of its people ({names})",
            kept=len(decided),
            names=names,
        ),
        say("use --yes to undo the import anyway"),
    )


def _keep_names(change: Change, people: list[int]) -> None:
    """If the user's record only mentions a person, copy the person's current name into this record."""
    known = change.reader.people(people)
    for record in records.of_people(change.reader, known):
        name = known[record.person].name
        if record.batch is None and "mention" in record.fields and name:
            fields = {**record.fields, "name": name, "mention": name}
            change.journal.update("record", record.id, fields=json.dumps(fields, ensure_ascii=False))
