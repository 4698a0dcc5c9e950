"""Make the sample book from the sample exports of invented people."""

from __future__ import annotations

import shlex
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from netcli import clock, importers
from netcli.answers import Answer, Words
from netcli.answers.demo import Demo
from netcli.ask.naming import exactly
from netcli.errors import NotThere
from netcli.importers.places import Place, places
from netcli.intake.absorb import absorb
from netcli.intake.report import File
from netcli.intake.sample import Shift, move_name, write_moved
from netcli.language import plural, say
from netcli.store import records
from netcli.store.writer import Change
from netcli.tell import edits

ME: Final = "Moi Test"
EXPORTS: Final = (
    ("Complete_LinkedInDataExport_11-20-2026.zip", ME, None),
    ("pierre-martin/Connections.csv", "Pierre Martin", None),
    ("jacques-roy/viadeo.csv", "Jacques Roy", "viadeo"),
    ("nadia-benali/contacts.vcf", "Nadia Benali", None),
    ("arihi-walker/friends.csv", "Arihi Walker", None),
    ("links.csv", ME, None),
)
"""The sample exports in import order, as (file, owner, network or None)."""

RHYTHMS: Final = (("Pierre Martin", 14), ("Maeve O'Neil", 42), ("Noé Castel", 91))
"""The people with whom the owner keeps in touch, and the intervals in days. Two of these people are overdue."""
FAVOUR: Final = ("Pierre Martin", 40, "received", "read my application before I sent it")
"""A favour: person, number of days since then, direction and description."""

TRY: Final = ('netcli path me "Sophie"', "netcli show Pierre", "netcli path me Mere")
"""Example commands.

The first command finds a chain of three hops, and the last command finds no chain.
"""


def fill(change: Change, path: Path) -> Answer[Words, Demo]:
    """Fill the new book at *path* with the sample network."""
    change.summary = say("the sample network")
    edits.begin_book(change, ME, {})
    change.derive()
    for place, owner, source in _exports():
        reading = importers.recognise(place.source, source)
        known = exactly(change.reader, owner)
        whose = known[0] if known else edits.add_person(change, owner, {})
        change.derive()
        file = File(place.name, reading.network, place.sha256, place.archive, reading.encoding)
        absorb(change, file, reading.items(), whose)
    _keep_in_touch(change)
    change.record()
    people, links = change.reader.counts()
    told = say(
        "created a book of {people} and {links}, all invented",
        people=plural(people, "person", "people"),
        links=plural(links, "link"),
    )
    result = Demo(str(path), people, links, [f"export NETCLI_DB={shlex.quote(str(path))}", *TRY])
    return Answer("demo", {}, result, summary=told)


def _keep_in_touch(change: Change) -> None:
    """Store `RHYTHMS` and `FAVOUR` in the book."""
    today = clock.today()
    for name, days in RHYTHMS:
        row = {"record": _record(change, name), "tag": None, "days": days, "told": today.isoformat()}
        change.journal.insert("rhythm", row)
    name, days, direction, what = FAVOUR
    day = date.fromordinal(max(1, today.toordinal() - days)).isoformat()
    change.journal.insert("favour", {"record": _record(change, name), "day": day, "direction": direction, "what": what})


def _record(change: Change, name: str) -> int:
    """Return the first record of a person."""
    return min(each.id for each in records.of_people(change.reader, exactly(change.reader, name)))


def _exports() -> Iterator[tuple[Place, str, str | None]]:
    """Yield the place, owner and network of each sample export, with recent dates."""
    shift = Shift.to(clock.today())
    with tempfile.TemporaryDirectory(prefix="netcli-sample-") as scratch:
        folder = write_moved(_folder(), Path(scratch), shift) if shift else _folder()
        for name, owner, network in EXPORTS:
            for place in places(str(folder / move_name(name, shift))):
                if not isinstance(place, Place):
                    raise NotThere(say("the sample's {name} is damaged", name=name), say("install netcli again"))
                yield replace(place, name=move_name(name, shift)), owner, network


def _folder() -> Path:
    """Return the samples' folder in the installed package or in the repository."""
    package = Path(__file__).parents[1]
    for folder in (package / "demo", package.parents[1] / "examples" / "article"):
        if folder.is_dir():
            return folder
    raise NotThere(say("the sample exports are not installed"), say("install netcli from its wheel or its repository"))
