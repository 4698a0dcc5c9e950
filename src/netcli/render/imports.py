"""An import in words: what became of the rows, what the file added, and how a table was understood."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from netcli.answers import Answer
from netcli.answers.imports import Batch, Columns, Failed, Import, ImportSince, NotUnderstood, UnusedColumn
from netcli.errors import titled
from netcli.render.blocks import Block, Table, line
from netcli.render.phrases import name_of, plural, with_company

FEW: Final = 3
"""Most files without news that are listed one by one."""


def words(answer: Answer[object, list[Import | Failed] | list[Columns] | list[Batch]]) -> Iterable[Block]:
    """Return the outcome of each file, how each table is understood, or one row per earlier import."""
    batches = tuple(_row(each) for each in answer.result if isinstance(each, Batch))
    if batches:
        yield Table(("Batch", "Imported", "Network", "Owner", "People", "Links", "File", ""), batches)
    again = [entry for entry in answer.result if isinstance(entry, Import) and entry.repeated]
    for entry in answer.result:
        if len(again) > FEW and isinstance(entry, Import) and entry.repeated:  # few cards in a folder are edited
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
        yield line(f"{len(again)} files contain nothing new")


def _row(batch: Batch) -> tuple[str, ...]:
    owner = name_of(batch.owner) if batch.owner else ""
    undone = "undone" if batch.undone else ""
    return (
        str(batch.batch),
        batch.imported[:10],
        batch.network,
        owner,
        str(batch.people),
        str(batch.links),
        titled(batch.file),
        undone,
    )


def _failed(entry: Failed) -> Iterable[Block]:
    hint = f"; {entry.error.hint}" if entry.error.hint else ""
    file = titled(entry.file)
    yield line((f"{file}: ", "name"), (entry.error.message.removeprefix(f"{file}: "), "bad"), hint)


def _entry(entry: Import) -> Iterable[Block]:
    batch = f", batch {entry.batch}" if entry.batch else ""
    head = f"{entry.network}{batch}, as of {entry.as_of}"
    yield line((titled(entry.file), "name"), ("  " + head, "dim"))
    if entry.repeated:
        yield line("already imported: nothing changed", indent=2)
        return
    why = ", ".join(f"{count} {reason}" for reason, count in entry.why_ignored.items())
    ignored = f"{entry.ignored} ignored" + (f" ({why})" if why else "")
    rows = plural(entry.read, "row")
    yield line(f"{rows}: {entry.used} used, {ignored}, {entry.rejected_count} rejected", indent=2)
    people, links = entry.people, entry.links
    counts = [f"{people.new} new", f"{people.updated} updated", f"{people.unchanged} unchanged"]
    if people.merged:
        counts.append(plural(people.merged, "merged with another", "merged with others"))
    if people.unsure:
        counts.append(plural(people.unsure, "possible duplicate", "possible duplicates") + " added (netcli duplicates)")
    if people.placeholders:
        counts.append(f"{plural(people.placeholders, 'placeholder')} without a name")
    if people.organizations:
        counts.append(plural(people.organizations, "organization"))
    yield line("people: " + ", ".join(counts), indent=2)
    if entry._added:
        more = len(entry._added) - ADDED
        rest = f" and {more} more (netcli list network:{entry.network})" if more > 0 else ""
        yield line(f"new to the book: {', '.join(entry._added[:ADDED])}{rest}", indent=2)
    grown = f"{links.new} new" if links.new >= 0 else f"{-links.new} fewer after merging people"
    yield line(
        f"links: {grown}, {links.updated} updated, {links.unchanged} unchanged"
        + (f" · {plural(entry.signals, 'weaker signal')} noted, not used in chains" if entry.signals else ""),
        indent=2,
    )
    for row in entry.rejected[:5]:
        yield line(("rejected ", "warn"), f"line {row.line}: {row.reason}", (f"  {row.row[:80]}", "dim"), indent=2)
    if entry.rejected_count > 5:
        yield line(f"… and {entry.rejected_count - 5} more rejected (--json lists 100)", indent=2)
    yield from _values(entry)


def _values(entry: Import) -> Iterable[Block]:
    """Describe the values of a file that could not be used: one line per field, and one for all columns."""
    for field, (one, many) in NOUNS.items():
        lost = [each for each in entry.not_understood if each.field == field]
        if lost:
            yield line(_not_understood(lost, one, many, entry.file), indent=2)
    if entry.unused_columns:
        columns = ", ".join(f"{_column(each, entry.file)} ({each.values})" for each in entry.unused_columns[:COLUMNS])
        more = len(entry.unused_columns) - COLUMNS
        rest = f" and {more} more (--json lists them)" if more > 0 else ""
        yield line(f"columns not used: {columns}{rest}", indent=2)


NOUNS: Final = {
    "name": ("name", "names"),
    "email": ("e-mail address", "e-mail addresses"),
    "phone": ("phone number", "phone numbers"),
    "url": ("web address", "web addresses"),
    "birthday": ("birthday", "birthdays"),
    "since": ("date", "dates"),
    "date": ("date of contact", "dates of contact"),
    "company": ("company", "companies"),
    "title": ("job title", "job titles"),
    "city": ("city", "cities"),
    "tag": ("tag", "tags"),
    "note": ("note", "notes"),
    "relation": ("relation", "relations"),
    "text": ("line", "lines"),
}
"""The noun for the values of each field."""
ADDED: Final = 20
"""Most names shown of people whom links added."""
COLUMNS: Final = 20
"""Most unused columns named in words."""
VALUE: Final = 60
"""Most characters of a value shown in words."""


def _not_understood(lost: list[NotUnderstood], one: str, many: str, file: str) -> str:
    count, first = sum(each.count for each in lost), lost[0]
    words = f"{plural(count, one, many)} {'was' if count == 1 else 'were'} not understood"
    if not first.examples:
        return words
    example = first.examples[0]
    place = f" on line {example.line}" if example.line else ""
    place += f" of {first.file}" if first.file != file else ""
    value = example.value if len(example.value) <= VALUE else f"{example.value[:VALUE]}…"
    return f"{words}: {'' if count == 1 else 'the first is '}{value!r}{place} ({example.why})"


def _column(unused: UnusedColumn, file: str) -> str:
    return unused.column if unused.file == file else f"{unused.column} of {unused.file}"


def _since_last(entry: ImportSince) -> Iterable[Block]:
    yield from _entry(entry)
    told = entry.since_last
    if told is None:
        yield line("no earlier import to compare with", indent=2)
        return
    moves = plural(len(told.changed), "job change")
    yield line(f"since the previous import: {len(told.new)} new, {len(told.vanished)} gone, {moves}", indent=2)
    yield from (line(("new   ", "good"), with_company(person), indent=2) for person in told.new)
    yield from (line(("gone  ", "warn"), with_company(person), indent=2) for person in told.vanished)
    for moved in told.changed:
        said = f"  {moved.field}: {moved.before or '–'} → {moved.after or '–'}"
        yield line((name_of(moved.person), "name"), said, indent=2)


def _columns(table: Columns) -> Iterable[Block]:
    yield line((titled(table.file), "name"))
    yield Table(("Column", "Understood as"), tuple((each.column, each.field or "–") for each in table.columns))
