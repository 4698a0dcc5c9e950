"""`reach --companies` in words: the likeliest chain to each company."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from netcli.answers import Answer
from netcli.answers.companies import Entrance
from netcli.language import say, spoken, tr
from netcli.render.blocks import Aligned, Block, Line, line
from netcli.render.paths import counted
from netcli.render.phrases import BANDS, name_of, plural

FOUND: Final = {
    "exact": "",
    "core": say(", under a longer or shorter name"),
    "alias": say(", under the company's initials, mail domain or another name"),
}
"""The words that explain how a company was found. An exact match needs no words."""


def words(answer: Answer[object, list[Entrance]]) -> Iterable[Block]:
    """Return the companies in the order of the user's list."""
    yield Aligned(tuple(map(_entrance, answer.result)))


def _entrance(found: Entrance) -> Line:
    if not found.fit:
        return line((found.company, "name"), middle=((tr("nobody here"), "warn"),))
    people = f"{plural(found.fit, 'person', 'people')}{spoken(FOUND[found.match])}"
    if found.chain is None:
        return line((found.company, "name"), middle=((tr("no chain"), "warn"),), right=((people, "dim"),))
    chain = found.chain
    return line(
        (found.company, "name"),
        middle=(" → ".join(name_of(person) for person in chain.people[1:]),),
        right=(
            f"{counted(chain.hops)} · ",
            (tr("{band} chance", band=tr(chain.band)), BANDS[chain.band]),
            (tr(" · {people}, {reachable} within reach", people=people, reachable=found.reachable), "dim"),
        ),
    )
