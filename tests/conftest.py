"""Fixtures that all tests share: the command line, and books with small networks."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from netcli.language import VARIABLES

from .drift import guarded
from .left_out import (  # noqa: F401 - hooks of pytest
    pytest_deselected,
    pytest_runtest_setup,
    pytest_terminal_summary,
    pytest_testnodedown,
)
from .running import EXAMPLES, Netcli
from .sessions import SAMPLE, WRITTEN, Stage, staged

for name in list(os.environ):  # the suite reads English and knows nothing of whoever runs it
    if name.startswith("NETCLI_") or name in (*VARIABLES, "FORCE_COLOR", "NO_COLOR", "COLUMNS"):
        del os.environ[name]

settings.register_profile(  # two shared cores: time says nothing
    "random", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True, derandomize=False
)
settings.register_profile("netcli", settings.get_profile("random"), derandomize=True)  # the same examples in every run
settings.load_profile("netcli")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option `--regenerate`, which rewrites the expected outputs."""
    parser.addoption("--regenerate", action="store_true", help="rewrite the expected outputs of the examples")


def pytest_collection_finish() -> None:
    """Exclude the collected tests from garbage collection."""
    gc.freeze()


@pytest.fixture
def regenerate(request: pytest.FixtureRequest) -> bool:
    """Return whether the option `--regenerate` is set."""
    return bool(request.config.getoption("--regenerate"))


@pytest.fixture
def netcli(tmp_path: Path) -> Netcli:
    """A fixture: the command line without a book."""
    return Netcli(tmp_path / "book" / "netcli.db")


@pytest.fixture
def book(netcli: Netcli, _begun: Path) -> Netcli:
    """A fixture: the command line with a book that contains only Zoé."""
    return netcli.begin_with(_begun)


@pytest.fixture(scope="session")
def _begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fixture: the path of the original book for the fixture `book`."""
    netcli = Netcli(tmp_path_factory.mktemp("begun") / "netcli.db")
    netcli.ok("init", "--me", "Zoé Exemple", "--email", "zoe@example.org")
    return netcli.db


@pytest.fixture
def village(netcli: Netcli, _founded: Path) -> Netcli:
    """A fixture: the command line with this book:

    Zoé ── Pierre ── Jacques ── Sophie        Marie Martin (Lyon), Marie Martin (Lille): no links
      └─── Aïcha ─────┘                       Madonna ~~ Zoé (a guess)
    """
    return netcli.begin_with(_founded)


@pytest.fixture(scope="session")
def _founded(tmp_path_factory: pytest.TempPathFactory, _begun: Path) -> Path:
    """A fixture: the path of the original book for the fixture `village`."""
    book = Netcli(tmp_path_factory.mktemp("village") / "netcli.db").begin_with(_begun)
    people = """name,email,company,city,tag
Pierre Martin,pierre@example.org,Thales,Paris,rail
Aïcha O'Neil,aicha@example.org,Airbus,Toulouse,
Jacques van der Berg,jacques@example.org,Airbus,Toulouse,
Sophie Durand,sophie@example.org,Airbus,Toulouse,rail ::: drh
Marie Martin,marie@example.org,Dupuis,Lyon,
Marie Martin,marie.martin@example.net,Exemple SA,Lille,
Madonna,,,,
"""
    links = """from,to,kind,since,certainty
me,Pierre Martin,colleague,2009,sure
me,Aïcha O'Neil,acquaintance,2012,sure
Pierre Martin,Jacques van der Berg,contact,2014,sure
Aïcha O'Neil,Jacques van der Berg,colleague,2020,probable
Jacques van der Berg,Sophie Durand,manager,2021,sure
me,Madonna,contact,,guess
"""
    book.ok("add", "-", stdin=people)
    book.ok("link", "-", stdin=links)
    return book.db


@pytest.fixture
def hamlet(netcli: Netcli, _settled: Path) -> Netcli:
    """A fixture: the command line with this book:

    Zoé ── Pierre ── Jacques ── Sophie        Marie Martin: no links
      └─── Aïcha ─────┘
    """
    return netcli.begin_with(_settled)


@pytest.fixture(scope="session")
def _settled(tmp_path_factory: pytest.TempPathFactory, _begun: Path) -> Path:
    """A fixture: the path of the original book for the fixture `hamlet`."""
    book = Netcli(tmp_path_factory.mktemp("hamlet") / "netcli.db").begin_with(_begun)
    for name, address, company in (
        ("Pierre Martin", "pierre", "Thales"),
        ("Aïcha O'Neil", "aicha", "Airbus"),
        ("Jacques van der Berg", "jacques", "Airbus"),
        ("Sophie Durand", "sophie", "Airbus"),
        ("Marie Martin", "marie", "Dupuis"),
    ):
        book.ok("add", name, "--email", f"{address}@example.org", "--company", company)
    links = (
        "from,to,kind,since,certainty\n"
        "me,Pierre Martin,colleague,2009,sure\nme,Aïcha O'Neil,acquaintance,2012,sure\n"
        "Pierre Martin,Jacques van der Berg,contact,2014,sure\n"
        "Aïcha O'Neil,Jacques van der Berg,colleague,2020,probable\n"
        "Jacques van der Berg,Sophie Durand,manager,2021,sure\n"
    )
    book.ok("link", "-", stdin=links)
    return book.db


@pytest.fixture(scope="session")
def _sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fixture: the path of the sample book, which tests copy."""
    book = Netcli(tmp_path_factory.mktemp("sample") / SAMPLE.name)
    book.ok("demo")
    return book.db


@pytest.fixture
def sample(netcli: Netcli, _sample: Path) -> Netcli:
    """A fixture: the command line with the sample book."""
    return netcli.begin_with(_sample)


@pytest.fixture
def stage(tmp_path: Path, _scenery: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A fixture: a stage, whose folder is the working directory of the test."""
    return staged(tmp_path / "stage", _scenery, monkeypatch)


@pytest.fixture(scope="session")
def _scenery(tmp_path_factory: pytest.TempPathFactory, _sample: Path) -> Path:
    """A fixture: a folder with the sample book and the examples."""
    folder = tmp_path_factory.mktemp("scenery")
    shutil.copy(_sample, folder / SAMPLE)
    shutil.copytree(EXAMPLES, folder / "examples")
    for path in (folder / "examples").rglob("*"):
        os.utime(path, (WRITTEN, WRITTEN))
    return folder


@pytest.fixture(scope="session", autouse=True)
def _no_drift() -> Iterator[None]:
    """Make each test check that netcli's SQL statements fit the current schema."""
    with guarded():
        yield
