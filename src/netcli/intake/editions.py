"""Row keys, by which later editions of a file update the same people."""

from __future__ import annotations

import re
from typing import Final

from netcli.intake.prepare import PreparedRecord
from netcli.intake.report import File
from netcli.networks import network

_EDITION: Final = re.compile(
    r"(?<=[^\W\d_])[\s_-]*(?:\(\d+\)|(?:19|20)\d\d[-_.]?\d\d[-_.]?\d\d(?:T\d{6}Z)?|\b(?:copy|copie|kopie|copia))(?=[\s_.-]|$)",
    re.IGNORECASE,
)


def place(file: File, owner: int) -> str:
    """Return the prefix of row keys. Every edition of the file has the same prefix."""
    source = network(file.network)
    name = "" if source.stable_keys else _without_edition(file.name.replace("\\", "/").rsplit("/", 1)[-1])
    return "|".join((source.key, str(owner), name.replace("|", " ")))  # `row_key` looks for the last separator


def row_key(prefix: str, record: PreparedRecord) -> str:
    """Return the row key of *record*, which is unique within the file. *prefix* is the file's `place`.

    A durable record has the same row key in later files.
    """
    if record.durable:
        prefix = prefix[: prefix.rindex("|") + 1]
    return f"{prefix}|{record.key}"


def _without_edition(name: str) -> str:
    """Return a file's *name* without dates, copy numbers and words such as `copy`.

    >>> [_without_edition(name) for name in ("a (1).csv", "a-2024-03-05.vcf", "a copy.csv", "2024-03-05.csv", "1.csv")]
    ['a.csv', 'a.vcf', 'a.csv', '2024-03-05.csv', '1.csv']
    """
    return _EDITION.sub("", name)
