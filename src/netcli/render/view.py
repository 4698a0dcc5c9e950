"""A view as one self-contained HTML page."""

from __future__ import annotations

import html
import importlib.resources
import json
import math
from collections.abc import Iterator
from typing import Final

from netcli import strength
from netcli.answers.people import Link, Person
from netcli.answers.view import View
from netcli.graph.model import nanonats
from netcli.language import ENGLISH, speaking
from netcli.render.phrases import reasons

TEMPLATE: Final = "page.html"
"""The template, which esbuild builds from `page/`."""
PLACES: Final = 1
"""Number of decimals of a position. The unit is the smallest disc's radius."""


def page(view: View) -> Iterator[str]:
    """Yield the page piece by piece."""
    template = importlib.resources.files("netcli").joinpath("templates", TEMPLATE).read_text("utf-8")
    head, rest = template.split("@TITLE@")
    before, after = rest.split("@DATA@")
    yield f"{head}{html.escape(view.title)}{before}"
    with speaking(ENGLISH):  # because the whole page is in English
        data = _data(view)
    # inside a script, only `<` can begin markup
    yield json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")).replace("<", "\\u003c")
    yield after


def _data(view: View) -> dict[str, object]:
    """Return the data of the page's script: columns, and tables of repeated texts."""
    people = view.people
    node = {person.id: place for place, person in enumerate(people)}
    reason, kinds, kind_sets = _Table(), _Table(), _Table()
    columns: dict[str, list[object]] = {
        name: [] for name in ("a", "b", "chance", "cost", "certainty", "alive", "kinds", "reason", "back")
    }
    for link in view.links:
        chance = link.chance or 0.0
        row = {
            "a": node[link.a],
            "b": node[link.b],
            "chance": float(f"{chance:.9g}"),
            "cost": nanonats(-math.log(chance)),
            "certainty": link.certainty,
            "alive": link.last_contact or link.since,
            "kinds": kind_sets.place(tuple(kinds.place(kind) for kind in link.kinds)),
            "reason": reason.place(_why(link, people[node[link.b]], people[node[link.a]])),
            "back": reason.place(_why(link, people[node[link.a]], people[node[link.b]])),
        }
        for name, value in row.items():
            columns[name].append(value)
    return {
        "seed": view.seed,
        "me": next((place for place, person in enumerate(people) if person.me), -1),
        "people": {
            "id": [person.id for person in people],
            "name": [person.name or person._known_by for person in people],
            "company": [person.company for person in people],
            "title": [person.title for person in people],
            "city": [person.city for person in people],
            "x": [round(x, PLACES) for x in view.x],
            "y": [round(y, PLACES) for y in view.y],
            "radius": [round(radius, 2) for radius in view.radius],
            "group": list(view.group),
        },
        "links": columns,
        "kinds": kinds.texts,
        "kindSets": kind_sets.texts,
        "reasons": reason.texts,
        "groups": list(view.groups),
        "stars": [{"node": star.node, "share": star.share} for star in view.stars],
        "bands": [[floor, strength.band(floor)] for floor in strength.FLOORS],
        "notes": list(view.notes),
    }


def _why(link: Link, person: Person, seen_from: Person) -> str:
    """Return the reasons to believe the link, without its certainty."""
    return reasons(link, person, seen_from).removesuffix(f" ({link.certainty})")


class _Table:
    """Distinct values in the order of their first appearance."""

    def __init__(self) -> None:
        self.places: dict[object, int] = {}

    @property
    def texts(self) -> list[object]:
        """The distinct values, in the order of their first appearance."""
        return list(self.places)

    def place(self, value: object) -> int:
        """Return the index of *value*. If *value* is new, add it."""
        return self.places.setdefault(value, len(self.places))
