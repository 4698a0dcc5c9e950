"""The book itself in words: where it is, and whether it is undamaged."""

from __future__ import annotations

from collections.abc import Iterable

from netcli.answers import Answer
from netcli.answers.book import Backup, Checked, Compacted, Restored, Where
from netcli.render.blocks import Block, line
from netcli.render.phrases import plural


def words(answer: Answer[object, Where | Backup | Restored | Compacted | Checked]) -> Iterable[Block]:
    """Return the place and size of the book or of its copy, or the result of a check.

    The summary alone reports what was restored or compacted.
    """
    result = answer.result
    if isinstance(result, Checked):
        yield from _checked(result)
    elif isinstance(result, Backup):
        yield line((result.file, "name"))
        yield line(f"{_size(result)}; verified")
    elif isinstance(result, Where):
        yield line((result.book, "name"))
        yield line(f"{_size(result)}; named by {result.from_}")


def _checked(result: Checked) -> Iterable[Block]:
    if result.repaired:
        yield line(f"{plural(result.repaired, 'thing')} mended")
    for each in result.problems:
        yield line((each.code, "bad"), f"  {each.what}")
    if not result.problems:
        yield line(("no damage found", "good"))
    else:
        mends = any(each.mendable for each in result.problems)
        yield line("netcli check --repair derives again what follows" if mends else "put a backup in its place")


def _size(book: Where | Backup) -> str:
    mebibytes = f"{book.bytes / 1_048_576:.1f} MiB"
    return f"{plural(book.people, 'person', 'people')}, {plural(book.links, 'link')}, {mebibytes}"
