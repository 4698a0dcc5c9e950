"""`fragile` in words: the people and links that others depend on, and where a second route would help."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from netcli.answers import Answer
from netcli.answers.fragile import Fragile
from netcli.render.blocks import Aligned, Block, line
from netcli.render.phrases import amount, name_of, reasons, with_company

SHOWN: Final = 10
"""The number of people, and of links, that are shown; --json lists all."""


def words(answer: Answer[object, Fragile]) -> Iterable[Block]:
    """Return what holds the network together, the most fragile first."""
    found = answer.result
    if not found.people and not found.links:
        yield line("Nobody depends on a single person or link.")
        return
    if found.people:
        yield line(("People without whom others are cut off", "head"))
        yield Aligned(
            tuple(
                line(
                    (with_company(each.person), "name"),
                    middle=(f"cuts off {amount(each.cuts_off, 'person', 'people')}",),
                    right=((f"you lose {each.from_me:,}", "warn") if each.from_me else "",),
                    indent=2,
                )
                for each in found.people[:SHOWN]
            )
        )
        if len(found.people) > SHOWN:
            yield line((f"… and {len(found.people) - SHOWN:,} more (--json lists them)", "dim"), indent=2)
    if found.links:
        yield line("")
        yield line(("Links that nothing can replace", "head"))
        yield Aligned(
            tuple(
                line(
                    (" – ".join(name_of(person) for person in each._people), "name"),
                    middle=(f"cuts off {amount(each.cuts_off, 'person', 'people')}",),
                    right=((reasons(each, each._people[1], each._people[0]), "dim"),),
                    indent=2,
                )
                for each in found.links[:SHOWN]
            )
        )
        if len(found.links) > SHOWN:
            yield line((f"… and {len(found.links) - SHOWN:,} more (--json lists them)", "dim"), indent=2)
    if found.second_routes:
        yield line("")
        yield line(("Second routes worth building", "head"))
        yield Aligned(
            tuple(
                line(
                    (f"{name_of(each.a)} – {name_of(each.b)}", "name"),
                    middle=(f"keeps {each.saves:,} connected without {name_of(each._through)}",),
                    right=((each._why, "dim"),),
                    indent=2,
                )
                for each in found.second_routes
            )
        )
