"""The whole book as one document: what was said and what follows, so that nothing is lost on the way."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any, Final

from netcli.store.reader import Reader

KEPT: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "batches": (
        "batch",
        {"batch": "id"}
        | {
            name: name
            for name in (
                "file",
                "archive",
                "sha256",
                "network",
                "owner",
                "encoding",
                "as_of",
                "as_of_from",
                "imported",
                "people",
                "links",
                "report",
            )
        },
    ),
    "records": (
        "record",
        {"record": "id"}
        | {
            name: name
            for name in (
                "person",
                "born",
                "batch",
                "file",
                "line",
                "key",
                "row_key",
                "as_of",
                "added",
                "changed",
                "fields",
            )
        },
    ),
    "evidence": (
        "evidence",
        {
            name: name
            for name in (
                "id",
                "a",
                "b",
                "batch",
                "kind",
                "link",
                "certainty",
                "since",
                "last",
                "count",
                "direction",
                "closeness",
                "detail",
                "file",
                "line",
            )
        },
    ),
    "forwarded": ("forward", {"old": "old", "person": "person"}),
    "introductions": (
        "introduction",
        {"intro": "id"} | {name: name for name in ("target", "ask", "chain", "state", "since", "chance", "history")},
    ),
    "verdicts": (
        "verdict",
        {"verdict": "id", "a": "a", "b": "b", "said": "verdict", "rule": "rule", "kept": "kept", "gone": "gone"},
    ),
}
"""What was said: each section of the document, its table, and the table's column for each word; keys come first."""
OBJECTS: Final = ("report", "fields", "chain", "history")
"""Columns that hold JSON: part of the document, not text in it."""


def dump(reader: Reader, chosen: Collection[int] | None = None) -> dict[str, Any]:
    """Everything the book holds but its history; or what it holds of the owner and the people *chosen*.

    `people` and `links` follow from `records` and `evidence`, and stand there for other programs to read.
    """
    run = reader.connection.execute
    me = reader.me()
    numbers = [row[0] for row in run("SELECT id FROM person ORDER BY id")]
    pairs = [(row[0], row[1]) for row in run("SELECT a, b FROM link ORDER BY a, b")]
    sections = {section: _section(reader, section) for section in KEPT}
    if chosen is not None:
        people = {me, *chosen}
        numbers = [number for number in numbers if number in people]
        pairs = [pair for pair in pairs if people.issuperset(pair)]
        sections = _of(people, sections)
    return {
        "me": me,
        "people": reader.full(numbers),
        "links": list(reader.links(pairs).values()),
        **sections,
        "meetings": [],
        "rhythms": [],
    }


def _of(people: set[int], sections: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """What was said of *people* alone, and the imports that said it."""
    records = [row for row in sections["records"] if row["person"] in people]
    known = {row["record"] for row in records}
    evidence = [row for row in sections["evidence"] if known.issuperset((row["a"], row["b"]))]
    batches = {row["batch"] for row in (*records, *evidence)}
    asked = [row for row in sections["introductions"] if people.issuperset((row["target"], *row["chain"]))]
    return {
        "batches": [row for row in sections["batches"] if row["batch"] in batches],
        "records": records,
        "evidence": evidence,
        "forwarded": [row for row in sections["forwarded"] if row["person"] in people],
        "introductions": asked,
        "verdicts": [row for row in sections["verdicts"] if known.issuperset((row["a"], row["b"]))],
    }


def holds(reader: Reader, document: Mapping[str, Any]) -> bool:
    """Is the book exactly the one that *document* was exported from?"""
    return document.get("me") == reader.me() and all(
        document.get(section) == _section(reader, section) for section in KEPT
    )


def _section(reader: Reader, section: str) -> list[dict[str, Any]]:
    table, columns = KEPT[section]
    listed = ", ".join(f'"{column}"' for column in columns.values())
    where = "WHERE undone IS NULL" if table == "batch" else ""
    found = reader.connection.execute(f"SELECT {listed} FROM {table} {where} ORDER BY 1")
    rows = [dict(zip(columns, row, strict=True)) for row in found]
    for row in rows:
        row |= {name: json.loads(row[name]) for name in OBJECTS if name in row}
    return rows
