"""The whole book as one document, and back: what was said and what follows, so that nothing is lost on the way."""

from __future__ import annotations

import json
from typing import Any, Final

from netcli.store.reader import Reader

BATCH: Final = (
    "id", "file", "archive", "sha256", "network", "owner", "encoding", "as_of", "as_of_from", "imported", "people",
    "links", "report",
)  # fmt: skip
EVIDENCE: Final = (
    "id", "a", "b", "batch", "kind", "link", "certainty", "since", "last", "count", "direction", "closeness", "detail",
    "file", "line",
)  # fmt: skip


def dump(reader: Reader) -> dict[str, Any]:
    """Everything the book holds but its history.

    `people` and `links` follow from `records` and `evidence`, and stand there for other programs to read.
    """
    run = reader.connection.execute
    numbers = [row[0] for row in run("SELECT id FROM person ORDER BY id")]
    pairs = [(row[0], row[1]) for row in run("SELECT a, b FROM link ORDER BY a, b")]
    batches = []
    for row in run(f"SELECT {', '.join(BATCH)} FROM batch WHERE undone IS NULL ORDER BY id"):
        batch = dict(zip(BATCH, row, strict=True))
        batch["batch"], batch["report"] = batch.pop("id"), json.loads(batch["report"])
        batches.append({"batch": batch.pop("batch"), **batch})
    return {
        "me": reader.me(),
        "people": reader.full(numbers),
        "links": list(reader.links(pairs).values()),
        "batches": batches,
        "records": [
            {
                "record": row[0], "person": row[1], "born": row[2], "batch": row[3], "file": row[4], "line": row[5],
                "key": row[6], "row_key": row[7], "as_of": row[8], "added": row[9], "changed": row[10],
                "fields": json.loads(row[11]),
            }
            for row in run(
                "SELECT id, person, born, batch, file, line, key, row_key, as_of, added, changed, fields"
                " FROM record ORDER BY id"
            )
        ],
        "evidence": [
            dict(zip(EVIDENCE, row, strict=True))
            for row in run(f"SELECT {', '.join(EVIDENCE)} FROM evidence ORDER BY id")
        ],
        "forwarded": [{"old": row[0], "person": row[1]} for row in run("SELECT old, person FROM forward ORDER BY old")],
        "verdicts": [
            dict(zip(("verdict", "a", "b", "said", "rule"), row, strict=True))
            for row in run("SELECT id, a, b, verdict, rule FROM verdict ORDER BY id")
        ],
        "meetings": [],
        "introductions": [],
        "rhythms": [],
    }


