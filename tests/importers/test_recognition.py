"""Recognition of a file loads few importers and opens the file once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from netcli import importers
from netcli.importers.source import Source, of_bytes

SRC = Path(importers.__file__).parent
NO_IMPORTERS = {
    "__init__",
    "legacy",
    "source",
    "text",
    "unpack",
    "unpacked",
    "untar",
    "places",
    "typed_rows",
    "formats",
    "shared",
}

LOADED = """
import sys
from netcli import importers
from netcli.importers.source import of_bytes
print(importers.recognise(of_bytes("people.csv", sys.argv[1].encode())).network)
print(*(name.removeprefix("netcli.importers.") for name in sys.modules if name.startswith("netcli.importers.")))
"""
CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n" + 24 * "Zoé,Exemple,,,,,\n"
PEOPLE = "name,email\n" + 24 * "Zoé Exemple,zoe@example.org\n"


def test_every_module_is_a_format() -> None:
    """Every importer is in the list of formats."""
    modules = {path.stem for path in SRC.glob("*.py")} | {path.parent.name for path in SRC.glob("*/__init__.py")}
    assert {each.module for each in importers.FORMATS + importers.GENERIC} == modules - NO_IMPORTERS


@pytest.mark.parametrize("form", importers.FORMATS + importers.GENERIC, ids=lambda form: form.module)
def test_every_format_is_an_importer(form: importers.Format) -> None:
    """Every format's module has a network, and the two functions `claims` and `read`."""
    importer = form.importer()
    assert importer.NETWORK.isalnum()
    assert callable(importer.claims)
    assert callable(importer.read)


@pytest.mark.parametrize(("text", "network"), [(CONNECTIONS, "linkedin"), (PEOPLE, "csv")], ids=["linkedin", "csv"])
def test_a_table_loads_no_other_formats(text: str, network: str) -> None:
    """A table is recognised without the importers of XML, cards, mail and archives."""
    done = subprocess.run([sys.executable, "-c", LOADED, text], capture_output=True, check=True, encoding="utf-8")
    found, loaded = done.stdout.splitlines()
    assert found == network
    unused = {
        "formats.xml",
        "formats.content_lines",
        "mail",
        "calendar",
        "vcard",
        "facebook",
        "archive",
    }
    assert unused.isdisjoint(loaded.split())


def test_a_file_is_opened_once_to_be_recognised() -> None:
    """A file is opened once, however many importers look at it."""
    opened = []
    plain = of_bytes("people.csv", PEOPLE.encode())

    def opener() -> IO[bytes]:
        opened.append(1)
        return plain.open()

    importers.recognise(Source("people.csv", opener))
    assert len(opened) == 1
