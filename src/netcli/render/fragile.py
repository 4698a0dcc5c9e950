"""The readable output of `netcli fragile`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from netcli.answers import Answer
from netcli.answers.fragile import Fragile
from netcli.language import spoken, tr
from netcli.render.blocks import Aligned, Block, line
from netcli.render.phrases import amount, name_of, reasons, with_company

SHOWN: Final = 10
"""The number of people, and of links, that are shown without --limit."""


def words(answer: Answer[object, Fragile], *, in_full: bool = False) -> Iterable[Block]:
    """Return what holds the network together, the most fragile first."""
    found = answer.result
    most = None if in_full else SHOWN
    people, links = found.people[:most], found.links[:most]
    if not found.people and not found.links:
        yield line(tr("Nobody depends on a single person or link."))
        return
    if found.people:
        yield line((tr("People without whom others are cut off"), "head"))
        yield Aligned(
            tuple(
                line(
                    (with_company(each.person), "name"),
                    middle=(
                        tr(
                            "cut off {people}" if each.person.me else "cuts off {people}",
                            people=amount(each.cuts_off, "person", "people"),
                        ),
                    ),
                    right=((tr("you lose {from_me:,}", from_me=each.from_me), "warn") if each.from_me else "",),
                    indent=2,
                )
                for each in people
            )
        )
        if len(found.people) > len(people):
            yield line(
                (tr("… and {people:,} more (--limit 0 shows all)", people=len(found.people) - len(people)), "dim"),
                indent=2,
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
                for each in links
            )
        )
        if len(found.links) > len(links):
            yield line(
                (tr("… and {links:,} more (--limit 0 shows all)", links=len(found.links) - len(links)), "dim"), indent=2
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
                            "if {name_of} leaves, this link keeps {people} connected",
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
