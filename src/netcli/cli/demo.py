"""`demo`: a throw-away book of invented people, to try netcli on; never the user's own."""

from __future__ import annotations

import os
import shlex
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from netcli.answers import Answer
from netcli.answers.demo import Demo
from netcli.cli.opening import show, writing
from netcli.cli.settings import Settings
from netcli.errors import CannotCreate, NetcliError, NotThere

if TYPE_CHECKING:
    from netcli.importers.places import Place
    from netcli.store.writer import Change

app = typer.Typer()

ME: Final = "Moi Test"
EXPORTS: Final = (
    ("Complete_LinkedInDataExport_11-20-2026.zip", ME, None),
    ("pierre-martin/Connections.csv", "Pierre Martin", None),
    ("jacques-roy/viadeo.csv", "Jacques Roy", "viadeo"),
    ("nadia-benali/contacts.vcf", "Nadia Benali", None),
    ("arihi-walker/friends.csv", "Arihi Walker", None),
    ("links.csv", ME, None),
)
"""The sample exports, in the order in which their owners become known: file, owner, network where no file tells it."""

TRY: Final = ('netcli path me "Sophie"', "netcli show Pierre", "netcli path me Mere")
"""Three questions: a chain of three hops, why links are believed, and a useful no."""


@app.command("demo")
def demo(ctx: typer.Context) -> None:
    """Make a throw-away book of invented people, to try netcli on.

    It goes to --db or NETCLI_DB, where nothing may be yet, or else to a new temporary folder; never to your own book.
    """
    settings: Settings = ctx.obj
    settings.db = path = _new_book(settings)
    with writing(settings, create=True) as writer:
        with writer.change("demo") as change:
            _fill(change)
            change.summary = "the sample network"
        people, links = writer.reader.counts()
    export = f"export NETCLI_DB={shlex.quote(str(path))}"
    show(settings, Answer("demo", {}, Demo(str(path), people, links, [export, *TRY])))


def _new_book(settings: Settings) -> Path:
    """Where the sample book goes.

    Raises CannotCreate when a file is there already.
    """
    named = settings.db or os.environ.get("NETCLI_DB")
    if not named:
        return Path(tempfile.mkdtemp(prefix="netcli-demo-")) / "netcli.db"
    path = Path(named).absolute()
    if path.exists():
        raise CannotCreate(f"{path} exists", "name a new file with --db: the sample book never touches another")
    return path


def _fill(change: Change) -> None:
    """Take the sample exports in, each for its owner."""
    from netcli import importers
    from netcli.ask import naming
    from netcli.intake import absorb, report
    from netcli.tell import edits

    edits.begin_book(change, ME, {})
    change.derive()
    for place, owner, network in _exports():
        reading = importers.recognise(place.source, network)
        known = naming.exactly(change.reader, owner)
        whose = known[0] if known else edits.add_person(change, owner, {})
        change.derive()
        file = report.File(place.name, reading.network, place.sha256, place.archive, reading.encoding)
        absorb.absorb(change, file, reading.items(), whose)


def _exports() -> Iterator[tuple[Place, str, str | None]]:
    from netcli.importers.places import places

    folder = _folder()
    for name, owner, network in EXPORTS:
        for place in places(str(folder / name)):
            if isinstance(place, NetcliError):
                raise place
            yield replace(place, name=name), owner, network


def _folder() -> Path:
    """The samples inside the installed package, or in the repository that netcli runs from.

    Raises NotThere.
    """
    package = Path(__file__).parents[1]
    for folder in (package / "demo", package.parents[1] / "examples" / "article"):
        if folder.is_dir():
            return folder
    raise NotThere("the sample exports are not installed", "install netcli from its wheel or its repository")
