"""The readable output for imports."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from netcli.answers import Answer
from netcli.answers.imports import Batch, Columns, Failed, Import, ImportSince, NotUnderstood, UnusedColumn
from netcli.errors import titled
from netcli.language import say, spoken, tr
from netcli.recognition import recognised
from netcli.render.blocks import Block, Table, line
from netcli.render.phrases import name_of, plural, with_company

FEW: Final = 3
"""Maximum number of files without new content that are listed one by one."""


def words(answer: Answer[object, list[Import | Failed] | list[Columns] | list[Batch]]) -> Iterable[Block]:
    """Return the outcome of each file, each table's columns, or earlier imports."""
    batches = tuple(_row(each) for each in answer.result if isinstance(each, Batch))
    if batches:
        yield Table(
            (tr("Batch"), tr("Imported"), tr("Network"), tr("Owner"), tr("People"), tr("Links"), tr("File"), ""),
            batches,
        )
    again = [entry for entry in answer.result if isinstance(entry, Import) and entry.repeated]
    for entry in answer.result:
        # in a folder of exported cards, most cards are unchanged, so they are only counted
        if len(again) > FEW and isinstance(entry, Import) and entry.repeated:
            continue
        if isinstance(entry, Failed):
            yield from _failed(entry)
        elif isinstance(entry, ImportSince):
            yield from _since_last(entry)
        elif isinstance(entry, Import):
            yield from _entry(entry)
        elif isinstance(entry, Columns):
            yield from _columns(entry)
    if len(again) > FEW:
        yield line(tr("{again} files contain nothing new", again=len(again)))


def _row(batch: Batch) -> tuple[str, ...]:
    owner = name_of(batch.owner) if batch.owner else ""
    undone = tr("undone") if batch.undone else ""
    return (
        str(batch.batch),
        batch.imported[:10],
        batch.network,
        owner,
        str(batch.people),
        str(batch.links),
        spoken(titled(batch.file)),
        undone,
    )


def _failed(entry: Failed) -> Iterable[Block]:
    hint = tr("; {hint}", hint=entry.error.hint) if entry.error.hint else ""
    file = spoken(titled(entry.file))
    told = re.sub(rf"^{re.escape(file)}\s?: ", "", spoken(entry.error.message))
    name = () if file in told else ((tr("{file}: ", file=file), "name"),)
    yield line(*name, (told, "bad"), hint)


def _reason(key: str) -> str:
    """Return in words why rows were ignored."""
    return tr("self-link" if key == "self_link" else key.replace("_", " "))


def _entry(entry: Import) -> Iterable[Block]:
    batch = tr(", batch {batch}", batch=entry.batch) if entry.batch else ""
    head = tr("{network}{batch}, as of {as_of}", network=entry.network, batch=batch, as_of=entry.as_of)
    yield line((titled(entry.file), "name"), ("  " + head, "dim"))
    if entry.repeated:
        yield line(tr("already imported: nothing changed"), indent=2)
        return
    why = ", ".join(
        tr("{count} {reason}", count=count, reason=_reason(reason)) for reason, count in entry.why_ignored.items()
    )
    ignored = tr("{ignored} ignored", ignored=entry.ignored) + (f" ({why})" if why else "")
    rows = plural(entry.read, "row")
    yield line(
        tr(
            "{rows}: {used} used, {ignored}, {rejected_count} rejected",
            rows=rows,
            used=entry.used,
            ignored=ignored,
            rejected_count=entry.rejected_count,
        ),
        indent=2,
    )
    people, links = entry.people, entry.links
    counts = [
        tr("{new} new", new=people.new),
        tr("{updated} updated", updated=people.updated),
        tr("{unchanged} unchanged", unchanged=people.unchanged),
    ]
    if people.merged:
        counts.append(plural(people.merged, "merged with another person", "merged with other people"))
    if people.unsure:
        counts.append(
            tr(
                "{duplicates} (to see them: netcli duplicates)",
                duplicates=plural(people.unsure, "possible duplicate", "possible duplicates"),
            )
        )
    if people.placeholders:
        counts.append(tr("{placeholders} without a name", placeholders=plural(people.placeholders, "placeholder")))
    if people.organizations:
        counts.append(plural(people.organizations, "organization"))
    yield line(tr("people: ") + ", ".join(counts), indent=2)
    if entry._added:
        more = len(entry._added) - ADDED
        rest = (
            tr(" and {more} more (netcli list network:{network})", more=more, network=entry.network) if more > 0 else ""
        )
        yield line(tr("new to the book: {added}{rest}", added=", ".join(entry._added[:ADDED]), rest=rest), indent=2)
    grown = (
        tr("{new} new", new=links.new)
        if links.new >= 0
        else tr("{new} fewer because people were merged", new=-links.new)
    )
    yield line(
        tr(
            "links: {grown}, {updated} updated, {unchanged} unchanged",
            grown=grown,
            updated=links.updated,
            unchanged=links.unchanged,
        )
        + (
            tr(" · {weaker_signals} noted, not used in chains", weaker_signals=plural(entry.signals, "weaker signal"))
            if entry.signals
            else ""
        ),
        indent=2,
    )
    for row in entry.rejected[:5]:
        yield line(
            (tr("rejected "), "warn"),
            tr("line {line}: {reason}", line=row.line, reason=recognised(row.reason)),
            (f"  {row.row[:80]}", "dim"),
            indent=2,
        )
    if entry.rejected_count > 5:
        yield line(
            tr("… and {rejected_count} more rejected (--json lists 100)", rejected_count=entry.rejected_count - 5),
            indent=2,
        )
    yield from _values(entry)


def _values(entry: Import) -> Iterable[Block]:
    """Yield lines about unusable values and unused columns."""
    for field, (one, many) in NOUNS.items():
        lost = [each for each in entry.not_understood if each.field == field]
        if lost:
            yield line(_not_understood(lost, one, many, entry.file), indent=2)
    if entry.unused_columns:
        columns = ", ".join(f"{_column(each, entry.file)} ({each.values})" for each in entry.unused_columns[:COLUMNS])
        more = len(entry.unused_columns) - COLUMNS
        rest = tr(" and {more} more (--json lists them)", more=more) if more > 0 else ""
        yield line(tr("columns not used: {columns}{rest}", columns=columns, rest=rest), indent=2)


NOUNS: Final = {
    "name": (say("name"), say("names")),
    "email": (say("e-mail address"), say("e-mail addresses")),
    "phone": (say("phone number"), say("phone numbers")),
    "url": (say("web address"), say("web addresses")),
    "birthday": (say("birthday"), say("birthdays")),
    "since": (say("date"), say("dates")),
    "date": (say("date of contact"), say("dates of contact")),
    "company": (say("company"), say("companies")),
    "title": (say("job title"), say("job titles")),
    "city": (say("city"), say("cities")),
    "tag": (say("tag"), say("tags")),
    "note": (say("note"), say("notes")),
    "relation": (say("relation"), say("relations")),
    "text": (say("line"), say("lines")),
}
"""The noun for the values of each field."""
ADDED: Final = 20
"""Maximum number of new people listed by name after an import."""
COLUMNS: Final = 20
"""Maximum number of unused columns that an import lists by name."""
VALUE: Final = 60
"""Maximum number of characters shown of a value."""


def _not_understood(lost: list[NotUnderstood], one: str, many: str, file: str) -> str:
    count, first = sum(each.count for each in lost), lost[0]
    words = tr(
        "{values} was changed or left out" if count == 1 else "{values} were changed or left out",
        values=plural(count, one, many),
    )
    if not first.examples:
        return words
    example = first.examples[0]
    place = tr(" on line {line}", line=example.line) if example.line else ""
    place += tr(" of {file}", file=first.file) if first.file != file else ""
    value = example.value if len(example.value) <= VALUE else f"{example.value[:VALUE]}…"
    told = say("{words}: {value!r}{place} ({why})" if count == 1 else "{words}: the first is {value!r}{place} ({why})")
    return tr(told, words=words, value=value, place=place, why=recognised(example.why))


def _column(unused: UnusedColumn, file: str) -> str:
    return (
        spoken(unused.column)
        if unused.file == file
        else tr("{column} of {file}", column=unused.column, file=unused.file)
    )


def _since_last(entry: ImportSince) -> Iterable[Block]:
    yield from _entry(entry)
    told = entry.since_last
    if told is None:
        yield line(tr("no earlier import to compare with"), indent=2)
        return
    moves = plural(len(told.changed), "job change")
    counts = say("{new} new, {vanished} gone, {moves}", new=len(told.new), vanished=len(told.vanished), moves=moves)
    if told.older:
        yield line(
            tr("this file is older than the previous import: where the two differ, the newer values stay"), indent=2
        )
        yield line(tr("from this file to the previous import: {counts}", counts=counts), indent=2)
    else:
        yield line(tr("since the previous import: {counts}", counts=counts), indent=2)
    yield from (line((tr("new   "), "good"), with_company(person), indent=2) for person in told.new)
    yield from (line((tr("gone  "), "warn"), with_company(person), indent=2) for person in told.vanished)
    for moved in told.changed:
        said = f"{moved.before or '–'} → {moved.after or '–'}"
        yield line(
            (name_of(moved.person), "name"), "  ", tr("{kind}: {said}", kind=tr(moved.field), said=said), indent=2
        )


def _columns(table: Columns) -> Iterable[Block]:
    yield line((titled(table.file), "name"))
    yield Table((tr("Column"), tr("Understood as")), tuple((each.column, each.field or "–") for each in table.columns))
