"""The readable output of `netcli reach`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from netcli.answers import Answer
from netcli.answers.reach import Reach
from netcli.language import tr
from netcli.render.blocks import Block, line
from netcli.render.paths import counted
from netcli.render.people import left_out
from netcli.render.phrases import BANDS, name_of, plural, with_company

DOORS: Final = 10
"""Default maximum number of people to ask first."""
BEHIND: Final = 5
"""Maximum number of people shown per paragraph; --json lists all people."""


def words(answer: Answer[object, Reach], *, in_full: bool = False) -> Iterable[Block]:
    """Return the people to ask first, each with the people to whom they lead."""
    result = answer.result
    if not result.fit:
        yield line(tr("Nobody in the book matches."))
        return
    yield line(
        (
            tr(
                "{people_match}, {reachable} within reach",
                people_match=plural(result.fit, "person matches", "people match"),
                reachable=result.reachable,
            ),
            "head",
        )
    )
    doors = result.doors if in_full else result.doors[:DOORS]
    for door in doors:
        yield line("")
        first = door.people[0].chain
        itself = door.opens == 1 and first.hops == 1
        opens = (
            tr("you know them")
            if itself and first.people[0].me
            else tr("leads to {opens} of these people", opens=door.opens)
        )
        yield line((f"{with_company(door.ask)}", "name"), f"   {opens}")
        for reached in door.people[:BEHIND]:
            chain = reached.chain
            route = " → ".join(name_of(person) for person in chain.people[1:])
            yield line(
                route,
                f", {reached.person.company}" if reached.person.company else "",
                right=(
                    (f"{counted(chain.hops)} · ", ""),
                    (tr("{band} chance", band=tr(chain.band)), BANDS[chain.band]),
                ),
                indent=2,
            )
        yield from left_out(door.opens - BEHIND)
    if len(result.doors) > len(doors):
        yield line(
            (
                tr(
                    "… and {others} whom you could ask (--limit 0 shows all)",
                    others=plural(len(result.doors) - len(doors), "other person", "other people"),
                ),
                "dim",
            )
        )
    if result.unreachable:
        names = ", ".join(name_of(person) for person in result.unreachable[:BEHIND])
        more = (
            tr(" and {unreachable} more (--json lists them)", unreachable=len(result.unreachable) - BEHIND)
            if len(result.unreachable) > BEHIND
            else ""
        )
        yield line("")
        yield line((tr("no chain to "), "warn"), names + more)
    if result._over_guesses:
        others = plural(result._over_guesses, "more person", "more people")
        yield line(tr("to reach {others} through guessed links: --guesses", others=others))
