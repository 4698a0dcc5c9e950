"""`fragile` in words: the people and links that others depend on, and where a second route would help."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from netcli.answers import Answer
from netcli.answers.fragile import Fragile
from netcli.language import spoken, tr
from netcli.render.blocks import Aligned, Block, line
from netcli.render.phrases import amount, name_of, reasons, with_company

SHOWN: Final = 10
"""The number of people, and of links, that are shown; --json lists all."""


def words(answer: Answer[object, Fragile]) -> Iterable[Block]:
    """Return what holds the network together, the most fragile first."""
    found = answer.result
    if not found.people and not found.links:
        yield line(tr("Nobody depends on a single person or link."))
        return
    if found.people:
        yield line((tr("People without whom others are cut off"), "head"))
        yield Aligned(
            tuple(
                line(
                    (with_company(each.person), "name"),
                    middle=(tr("cuts off {people}", people=amount(each.cuts_off, "person", "people")),),
                    right=((tr("you lose {from_me:,}", from_me=each.from_me), "warn") if each.from_me else "",),
                    indent=2,
                )
                for each in found.people[:SHOWN]
            )
        )
        if len(found.people) > SHOWN:
            yield line(
                (tr("… and {people:,} more (--json lists them)", people=len(found.people) - SHOWN), "dim"), indent=2
            )
    if found.links:
        yield line("")
        yield line((tr("Links that nothing can replace"), "head"))
        yield Aligned(
            tuple(
                line(
                    (" – ".join(name_of(person) for person in each._people), "name"),
                    middle=(tr("cuts off {people}", people=amount(each.cuts_off, "person", "people")),),
                    right=((reasons(each, each._people[1], each._people[0]), "dim"),),
                    indent=2,
                )
                for each in found.links[:SHOWN]
            )
        )
        if len(found.links) > SHOWN:
            yield line(
                (tr("… and {links:,} more (--json lists them)", links=len(found.links) - SHOWN), "dim"), indent=2
            )
    if found.second_routes:
        yield line("")
        yield line((tr("Second routes worth building"), "head"))
        yield Aligned(
            tuple(
                line(
                    (f"{name_of(each.a)} – {name_of(each.b)}", "name"),
                    middle=(
                        tr(
                            "without {name_of}, this link keeps {people} connected",
                            people=amount(each.saves, "person", "people"),
                            name_of=name_of(each._through),
                        ),
                    ),
                    right=((spoken(each._why), "dim"),),
                    indent=2,
                )
                for each in found.second_routes
            )
        )
