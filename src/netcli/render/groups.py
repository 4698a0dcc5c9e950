"""The readable output of `netcli groups`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from netcli.answers import Answer
from netcli.answers.groups import Group, Groups
from netcli.language import spoken, tr
from netcli.render.blocks import Aligned, Bar, Bars, Block, line
from netcli.render.phrases import amount, name_of

SHOWN: Final = 10
"""Default maximum number of groups, and maximum number of links between groups."""
SOME: Final = 3
"""Number of people who are listed for each group."""


def words(answer: Answer[object, Groups], *, in_full: bool = False) -> Iterable[Block]:
    """Return the groups, largest first, and the likeliest link of each pair of groups."""
    found = answer.result
    several = [group for group in found.groups if group.size > 1]
    if not several:
        yield line((tr("There are no links yet."), "warn"))
        return
    count = found._several + found._alone
    alone = tr(" ({alone:,} with a single person)", alone=found._alone) if found._alone else ""
    yield line(
        (f"{amount(count, 'group')}", "head"),
        tr("{alone} · modularity {modularity:.2f}", alone=alone, modularity=found.modularity),
    )
    shown = found.groups if in_full else several[:SHOWN]
    yield Bars(tuple(_bar(group, len(f"{several[0].size:,}")) for group in shown))
    if len(found.groups) > len(shown):
        yield line(
            (
                tr(
                    "… and {more_groups} (--limit 0 shows all)",
                    more_groups=amount(len(found.groups) - len(shown), "more group"),
                ),
                "dim",
            ),
            indent=2,
        )
    known = {group.group: spoken(group.name) for group in shown}
    joining = [each for each in found._bridges if each.one in known and each.other in known]
    bridges = joining if in_full else joining[:SHOWN]
    if bridges:
        yield line("")
        yield line((tr("The likeliest link between two groups"), "head"))
        yield Aligned(
            tuple(
                line(
                    f"{known[each.one]} – {known[each.other]}",
                    middle=((" – ".join(name_of(person) for person in each.people), "name"),),
                    right=((tr("of {links}", links=amount(each.links, "link")), "dim"),),
                    indent=2,
                )
                for each in bridges
            )
        )
    if len(joining) > len(bridges):
        left = amount(len(joining) - len(bridges), "more pair")
        yield line((tr("… and {left} of groups (--limit 0 shows all)", left=left), "dim"), indent=2)
    yield line((tr("to list the people of a group: netcli list group:1"), "dim"))


def _bar(group: Group, digits: int) -> Bar:
    people = ", ".join(name_of(person) for person in group.people[:SOME])
    rest = "" if group.size <= SOME else ", …"
    return Bar(
        ((f"{group.group:>2}  ", "dim"), (spoken(group.name), "name")),
        group.size,
        ((f"{group.size:>{digits},}", ""),),
        beside=((f"{people}{rest}", "dim"),),
    )
