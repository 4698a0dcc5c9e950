"""Draw all shortest chains between two people as one graph.

    You ─┐          ┌┬─ Jacques
         ├─ Pierre ─┘│
         │           │
         └─ Aïcha ───┘

Each column has the people at one hop. Columns use even rows and odd rows in turn.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from netcli.answers.paths import Chain
from netcli.language import tr
from netcli.render.blocks import Block, breadth, line
from netcli.render.clean import clean
from netcli.render.phrases import name_of, plural

TALLEST: Final = 12
"""Maximum number of people in one column; the likeliest chains come first."""
NARROWEST: Final = 4
"""Minimum number of letters that remain of a shortened name."""

UP, DOWN, LEFT, RIGHT = 1, 2, 4, 8
BOXES: Final = {
    LEFT | RIGHT: "─",
    UP | DOWN: "│",
    DOWN | RIGHT: "┌",
    DOWN | LEFT: "┐",
    UP | RIGHT: "└",
    UP | LEFT: "┘",
    UP | DOWN | RIGHT: "├",
    UP | DOWN | LEFT: "┤",
    DOWN | LEFT | RIGHT: "┬",
    UP | LEFT | RIGHT: "┴",
    UP | DOWN | LEFT | RIGHT: "┼",
}
"""Box-drawing characters by the directions of their lines."""


GUTTER: Final = 4
"""Characters between two columns of people, not counting the tracks."""

Column = dict[int, str]
"""The names of the people in one column, by id."""


def drawn(chains: Sequence[Chain]) -> Iterable[Block]:
    """Yield a graph of *chains*, which all have the same length."""
    width = int(os.environ.get("COLUMNS") or 0) or shutil.get_terminal_size().columns
    plain = not (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf8")
    people = len({person.id for chain in chains for person in chain.people})
    for tallest in range(TALLEST, 0, -1):
        columns, links = _columns(chains, tallest)
        if _least_width(columns) <= width:
            yield from map(line, graph(columns, links, width=width, plain=plain))
            break
    else:  # too wide: write the chains one below the other
        columns, _ = _columns(chains, 1)
        yield from (line(next(iter(column.values()))) for column in columns)
    hidden = people - sum(map(len, columns))
    more = tr("; --all shows {more_people}", more_people=plural(hidden, "more person", "more people")) if hidden else ""
    yield line(
        (
            tr(
                "{chains} of {hops}{more}",
                chains=plural(len(chains), "chain"),
                hops=plural(chains[0].hops, "hop"),
                more=more,
            ),
            "dim",
        )
    )


def _columns(chains: Sequence[Chain], tallest: int) -> tuple[list[Column], set[tuple[int, int]]]:
    """Return the people at each hop, likeliest first, and the links between them."""
    columns: list[Column] = [{} for _ in chains[0].people]
    links: set[tuple[int, int]] = set()
    for chain in chains:
        places = list(zip(columns, chain.people, strict=True))
        if any(person.id not in column and len(column) >= tallest for column, person in places):
            continue
        for column, person in places:
            column.setdefault(person.id, clean(name_of(person)))
        links.update((a.id, b.id) for a, b in pairwise(chain.people))
    return columns, links


def _least_width(columns: Sequence[Column]) -> int:
    return sum(min(NARROWEST, _widest(column)) for column in columns) + sum(len(left) + GUTTER for left in columns[:-1])


def _widest(column: Column) -> int:
    return max(breadth([(name, "")]) for name in column.values())


def graph(columns: Sequence[Column], links: set[tuple[int, int]], *, width: int, plain: bool = False) -> list[str]:
    """Return the lines of the drawing of *columns* and the *links* between them.

    >>> people = [{1: "You"}, {2: "Pierre", 3: "Aïcha"}, {4: "Jo"}]
    >>> for row in graph(people, {(1, 2), (1, 3), (2, 4), (3, 4)}, width=40):
    ...     print(row)
    You ─┐          ┌┬─ Jo
         ├─ Pierre ─┘│
         │           │
         └─ Aïcha ───┘
    """
    cap = max(map(_widest, columns))
    gutters = sum(len(left) + GUTTER for left in columns[:-1])
    while cap > NARROWEST and sum(min(cap, _widest(column)) for column in columns) + gutters > width:
        cap -= 1
    named = [
        {number: _clipped(name, cap, "." if plain else "…") for number, name in column.items()} for column in columns
    ]
    tallest = max(map(len, columns))
    # even and odd rows in turn: lines from the left and lines to the right never share a row
    rows = {
        (at, number): at % 2 + 2 * ((tallest - len(column)) // 2 + place)
        for at, column in enumerate(named)
        for place, number in enumerate(column)
    }
    text: dict[tuple[int, int], str] = {}
    left = 0
    for at, column in enumerate(named):
        edge = left + _widest(column)
        for number, name in column.items():
            text[left, rows[at, number]] = name
        if at + 1 < len(named):
            ways = {
                number: (
                    rows[at, number],
                    left + breadth([(name, "")]) + 1,
                    [rows[at + 1, other] for other in named[at + 1] if (number, other) in links],
                )
                for number, name in column.items()
            }
            left = edge + GUTTER + len(column)
            text |= _strokes(list(ways.values()), edge + 2, left - 2, plain=plain)
    return _rows(text)


def _strokes(
    ways: Sequence[tuple[int, int, list[int]]], first_track: int, last: int, *, plain: bool
) -> dict[tuple[int, int], str]:
    """Return the lines in one gutter, as a character for each position (x, y)."""
    cells: dict[tuple[int, int], dict[int, int]] = {}

    def stroke(x: int, y: int, whose: int, sides: int) -> None:
        cell = cells.setdefault((x, y), {})
        cell[whose] = cell.get(whose, 0) | sides

    for whose, (row, begin, goals) in enumerate(ways):
        track = first_track + whose  # each person on the left has an upright track
        for x in range(begin, track):
            stroke(x, row, whose, LEFT | RIGHT)
        stroke(track, row, whose, LEFT)
        for goal in goals:
            stroke(track, goal, whose, RIGHT)
            for x in range(track + 1, last + 1):
                stroke(x, goal, whose, LEFT | RIGHT)
        ends = [row, *goals]
        for y in range(min(ends), max(ends) + 1):
            stroke(track, y, whose, (UP if y > min(ends) else 0) | (DOWN if y < max(ends) else 0))
    return {place: _box(cell, plain=plain) for place, cell in cells.items()}


def _box(cell: dict[int, int], *, plain: bool) -> str:
    sides = UP | DOWN if UP | DOWN in cell.values() else 0  # here the line crosses others without joining them
    for each in cell.values() if not sides else ():
        sides |= each
    if plain:
        return "-" if sides == LEFT | RIGHT else "|" if sides == UP | DOWN else "+"
    return BOXES[sides]


def _rows(text: dict[tuple[int, int], str]) -> list[str]:
    rows: dict[int, str] = {}
    for x, y in sorted(text):
        before = rows.get(y, "")
        rows[y] = before + " " * (x - breadth([(before, "")])) + text[x, y]
    return [rows.get(y, "") for y in range(min(rows), max(rows) + 1)]


def _clipped(name: str, most: int, mark: str) -> str:
    if breadth([(name, "")]) <= most:
        return name
    while name and breadth([(name, "")]) > most - 1:
        name = name[:-1]
    return name + mark
