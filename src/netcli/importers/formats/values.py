"""The values of a file that nobody could use: counted by field and column, the first of each to be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from netcli import identifiers
from netcli.phones import phone
from netcli.records import Example, NotUnderstood, Record, UnusedColumn

SHOWN: Final = 3
"""Examples that a report gives of each field."""
EXAMPLE: Final = 200
"""Characters of an example."""


class Values:
    """Counts what a file holds and nobody could use; `items` tells it, once, at the end of the file."""

    def __init__(self) -> None:
        self._lost: dict[tuple[str | None, str, str | None], tuple[list[int], list[Example]]] = {}
        self._unused: Counter[tuple[str | None, str]] = Counter()

    def lose(
        self,
        field: str,
        value: str,
        why: str,
        *,
        line: int | None = None,
        column: str | None = None,
        file: str | None = None,
        count: int = 1,
    ) -> None:
        """Count a *value* of *field* that gave nothing, or *count* such values."""
        counts, examples = self._lost.setdefault((file, field, column), ([], []))
        counts.append(count)
        if len(examples) < SHOWN:
            examples.append(Example(line, value[:EXAMPLE], why))

    def leave(self, column: str, count: int = 1, *, file: str | None = None) -> None:
        """Count a value of a column, a property or a key that no field takes."""
        self._unused[file, column] += count

    def check(self, record: Record) -> None:
        """Count what identifies nobody among the addresses, numbers and pages of *record*."""
        for text in record.emails:
            if identifiers.email(text) is None:
                self._lose(record, "email", text, NO_ADDRESS)
        for text in record.phones:
            if phone(text, record.country) is None:
                self._lose(record, "phone", text, NO_NUMBER)
        for text in record.urls:
            if identifiers.url(text) is None and not text.startswith(identifiers.HASHED):
                self._lose(record, "url", text, NO_PAGE)

    def _lose(self, record: Record, field: str, text: str, why: str) -> None:
        self.lose(field, text, why, line=record.line, file=record.file)

    def items(self) -> Iterator[NotUnderstood | UnusedColumn]:
        """Yield what was counted."""
        for (file, field, column), (counts, examples) in self._lost.items():
            yield NotUnderstood(field, column, sum(counts), tuple(examples), file)
        for (file, column), count in self._unused.items():
            yield UnusedColumn(column, count, file)


NO_ADDRESS: Final = "no e-mail address"
NO_NUMBER: Final = "no phone number"
NO_PAGE: Final = "no web address"
NO_DATE: Final = "no date"
