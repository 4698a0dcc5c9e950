"""Every command has a manual page, and the wheel contains the pages."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from netcli.cli import COMMANDS

ROOT = Path(__file__).parents[1]
NAMES = [name for group in COMMANDS.values() for name in group]


def _manual() -> ModuleType:
    spec = importlib.util.spec_from_file_location("manual", ROOT / "docs" / "manual.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fixture: the folder of manual pages that is passed to `man -M`."""
    folder: Path = tmp_path_factory.mktemp("man")
    _manual().write(folder / "man1")
    return folder


def test_a_page_for_every_command(folder: Path) -> None:
    """Every command has a manual page. The programs `netcli` and `netcli-contacts` have manual pages, too."""
    pages = {path.name for path in (folder / "man1").iterdir()}
    assert pages == {"netcli.1", "netcli-contacts.1", *(f"netcli-{name}.1" for name in NAMES)}


@pytest.mark.needs("man", "groff")
def test_man_shows_pages(folder: Path) -> None:
    """`man` shows the page of `netcli path` without a warning."""
    environment = os.environ | {"MANWIDTH": "100", "LC_ALL": "C.UTF-8"}
    shown = subprocess.run(
        ["man", "--warnings", "-M", folder, "-P", "cat", "netcli-path"],
        capture_output=True,
        env=environment,
        text=True,
        check=True,
    )
    assert shown.stderr == ""
    assert "--max-hops N\n" in shown.stdout
    assert "netcli path [OPTIONS] [A] [B]" in shown.stdout


def test_the_wheel_brings_programs_and_pages(tmp_path: Path) -> None:
    """The wheel contains the programs and the manual pages."""
    pytest.importorskip("hatchling", reason="a development dependency")
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("netcli_contacts-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (programs,) = (name for name in names if name.endswith("entry_points.txt"))
        told = archive.read(programs).decode()
    assert told == ("[console_scripts]\nnetcli = netcli.__main__:main\nnetcli-contacts = netcli.__main__:main\n")
    pages = {name.rpartition("/")[2] for name in names if "/share/man/man1/" in name}
    assert {"netcli.1", "netcli-contacts.1", "netcli-path.1"} <= pages
    assert {"netcli/py.typed", "netcli/demo/links.csv", "netcli/exporters/vcard.py"} <= set(names)
