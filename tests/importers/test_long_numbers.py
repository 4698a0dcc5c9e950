"""If a number has more than 4,300 digits, Python cannot convert the number. No importer ends with a traceback."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from netcli import importers
from netcli.importers import mermaid, xfn
from netcli.importers.source import of_bytes

from .soundness import faults
from .test_examples import EXAMPLES, GOLDEN

LONG: Final = b"9" * 5_000
MOST: Final = 50
"""The test replaces at most 50 numbers in each file, one number at a time."""
TEXTS: Final = [Path(place.name) for place in GOLDEN if Path(place.name).is_file() and place.archive is None]


@pytest.mark.parametrize("path", TEXTS, ids=[str(path.relative_to(EXAMPLES)) for path in TEXTS])
def test_in_the_place_of_any_number(path: Path) -> None:
    """If a long number replaces a number in a file, the import causes no traceback."""
    content = path.read_bytes()
    spans = [found.span() for found in re.finditer(rb"[0-9]+", content)]
    for start, end in spans[:: 1 + len(spans) // MOST]:
        source = of_bytes(path.name, content[:start] + LONG + content[end:])
        assert faults(lambda source=source: importers.recognise(source).items()) == []


@pytest.mark.parametrize(
    ("importer", "name", "text"),
    [
        (mermaid, "a.mmd", 'graph LR\n a["Zoé#{};"] --- b[Bo Berg]\n'),
        (xfn, "a.html", '<a rel="friend met" title="&#{};" href="http://zoe.example.org/&#{};">Zoé &#{}; Exemple</a>'),
    ],
)
def test_as_a_character(importer: object, name: str, text: str) -> None:
    """A character reference with a long number causes no traceback."""
    content = text.replace("{}", LONG.decode()).encode()
    assert faults(lambda: importer.read(of_bytes(name, content))) == []  # type: ignore[attr-defined]  # it is a module
