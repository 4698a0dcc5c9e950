"""The book itself in words: where it is, and whether it is undamaged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from netcli.answers import Answer
from netcli.answers.book import Backup, Checked, Compacted, Restored, Where
from netcli.language import say, spoken, tr
from netcli.render.blocks import Block, line
from netcli.render.phrases import plural

RESTORE: Final = say(
    "restore a backup (netcli restore FILE), or undo the import and import its file again (netcli undo --batch N)"
)
"""What to do about damage that `check --repair` cannot mend."""
CHOSEN: Final = {
    "option": say("named by --db"),
    "environment": say("named by NETCLI_DB"),
    "default": say("in its usual place"),
}
"""How the place of a book was chosen."""


def words(answer: Answer[Mapping[str, object], Where | Backup | Restored | Compacted | Checked]) -> Iterable[Block]:
    """Return the book's path and size, or the result of a check."""
    result = answer.result
    if isinstance(result, Checked):
        yield from _checked(result, answer.query)
    elif isinstance(result, Backup) and not answer.query.get("dry_run"):
        yield line((result.file, "name"))
        yield line(tr("{size}; verified", size=_size(result)))
    elif isinstance(result, Where):
        yield line((result.book, "name"))
        yield line(tr("{size}; {why}", size=_size(result), why=tr(CHOSEN[result.from_])))


def _checked(result: Checked, query: Mapping[str, object]) -> Iterable[Block]:
    if result.repaired:
        yield line(
            tr(
                "{problems} would be repaired" if query.get("dry_run") else "{problems} repaired",
                problems=plural(result.repaired, "problem"),
            )
        )
    for each in result.problems:
        yield line((each.code, "bad"), f"  {spoken(each.what)}")
    if not result.problems:
        yield line((tr("no damage found"), "good"))
    else:
        from netcli.tell.repair import ALONE  # imported here, because `where` and `backup` do not need it

        stuck = query["repair"] or not all(each.mendable or each.code in ALONE for each in result.problems)
        repair = tr("to rebuild derived data: netcli check --repair")
        yield line(RESTORE if stuck else repair)


def _size(book: Where | Backup) -> str:
    mebibytes = tr("{bytes:.1f} MiB", bytes=book.bytes / 1_048_576)
    if book.people is None or book.links is None:  # the book is locked
        return mebibytes
    return f"{plural(book.people, 'person', 'people')}, {plural(book.links, 'link')}, {mebibytes}"
