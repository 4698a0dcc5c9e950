"""The formats of `netcli export`, one module per format.

To add a format, copy a module, and add its name to a tuple below.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Protocol

from netcli.answers.export import Extract
from netcli.exporters import csv, diary, dot, edges, gephi, gexf, graphml, mermaid, ndjson, vcard, vcard3
from netcli.exporters.pieces import Piece


class Exporter(Protocol):
    """A format that writes a single text."""

    FORMAT: str

    def write(self, extract: Extract) -> Iterator[Piece]:
        """Return the document, piece by piece, and the warnings."""
        ...


class FolderExporter(Protocol):
    """A format that writes several files into a folder."""

    FORMAT: str

    def files(self, extract: Extract) -> Iterator[tuple[str, Iterator[Piece]]]:
        """Yield the name and the text of each file."""
        ...


TEXTS: Final[tuple[Exporter, ...]] = (ndjson, csv, vcard, vcard3, graphml, gexf, dot, mermaid, edges, diary)
HOLDS: Final = {ndjson.FORMAT: "people", csv.FORMAT: "people", edges.FORMAT: "links", diary.FORMAT: "meetings"}
"""Formats that contain only people, only links or only meetings."""
FOLDERS: Final[tuple[FolderExporter, ...]] = (vcard, vcard3, gephi)
