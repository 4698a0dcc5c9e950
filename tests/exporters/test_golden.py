"""Every format writes exactly what the files in `golden/` contain."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from netcli import exporters
from netcli.exporters.pieces import Notice, Piece

from .people import extract

GOLDEN = Path(__file__).with_name("golden")
TEXTS = pytest.mark.parametrize("exporter", exporters.TEXTS, ids=lambda exporter: exporter.FORMAT)


def text(pieces: Iterable[Piece]) -> str:
    """Return the document without the notices."""
    return "".join(piece for piece in pieces if isinstance(piece, str))


def _expect(name: str, said: str, regenerate: bool) -> None:
    expected = GOLDEN / name
    if regenerate:
        expected.parent.mkdir(exist_ok=True)
        expected.write_bytes(said.encode())
    assert said.encode() == expected.read_bytes()


@TEXTS
def test_a_document(exporter: exporters.Exporter, regenerate: bool) -> None:
    """The exported document equals the expected file, to the last byte."""
    _expect(f"world.{exporter.FORMAT}", text(exporter.write(extract())), regenerate)


def test_two_tables_for_gephi(regenerate: bool) -> None:
    """Both tables equal the expected files, to the last byte."""
    files = {name: text(pieces) for name, pieces in exporters.gephi.files(extract())}
    assert list(files) == ["nodes.csv", "edges.csv"]
    for name, said in files.items():
        _expect(name, said, regenerate)


@TEXTS
def test_nobody_is_a_whole_document(exporter: exporters.Exporter, regenerate: bool) -> None:
    """An export without people is a complete document."""
    nobody = extract().replaced(people=(), links=())
    _expect(f"nobody.{exporter.FORMAT}", text(exporter.write(nobody)), regenerate)


@pytest.mark.parametrize("exporter", [exporters.vcard, exporters.vcard3], ids=lambda exporter: exporter.FORMAT)
def test_a_folder_holds_the_same_cards(exporter: exporters.FolderExporter) -> None:
    """A folder has the same cards in the same order as the single document."""
    files = {name: text(pieces) for name, pieces in exporter.files(extract())}
    whole = next(each for each in exporters.TEXTS if each.FORMAT == exporter.FORMAT)
    unmarked = re.sub(r"X-NETCLI-WROTE:[0-9a-f,]*\r\n(?: .*\r\n)*", "", "".join(files.values()))
    assert unmarked == text(whole.write(extract()))
    assert all(f":{name.removesuffix('.vcf')}\r\n" in card.replace("urn:uuid:", "") for name, card in files.items())


def test_what_could_not_be_written_is_told() -> None:
    """Notices count the values that a format cannot express safely."""
    told = {
        exporter.FORMAT: [piece for piece in exporter.write(extract()) if isinstance(piece, Notice)]
        for exporter in exporters.TEXTS
    }
    assert {name: [(notice.code, notice.count) for notice in notices] for name, notices in told.items() if notices} == {
        "csv": [("formulas", 4)],
        "vcard": [("characters_dropped", 2)],  # in a name that a card contains twice
        "vcard3": [("characters_dropped", 2)],
        "graphml": [("characters_dropped", 1)],
        "gexf": [("characters_dropped", 1)],
        "dot": [("characters_dropped", 1)],
        "edges": [("not_by_name", 7)],  # namesakes and people without a name
    }


def test_guarded_cells_need_no_warning() -> None:
    """An export with guarded cells gives no warning. Only cells that a spreadsheet would evaluate get an apostrophe."""
    pieces = [*exporters.csv.write(extract(excel_safe=True))]
    assert not [piece for piece in pieces if isinstance(piece, Notice)]
    plain, guarded = (
        list(csv.reader(io.StringIO(document, newline="")))
        for document in (text(exporters.csv.write(extract())), text(pieces))
    )
    changed = {
        (cell, other)
        for row, others in zip(plain, guarded, strict=True)
        for cell, other in zip(row, others, strict=True)
        if cell != other
    }
    assert changed == {
        ("+33612345678", "'+33612345678"),
        ("+31612345678 ::: +33145678901", "'+31612345678 ::: +33145678901"),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("--02-29", "'--02-29"),
    }
