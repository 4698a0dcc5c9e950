"""The readable output of `netcli suggest`."""

from __future__ import annotations

from collections.abc import Iterable

from netcli.answers import Answer
from netcli.answers.suggest import Acquaintance, Wish
from netcli.language import say, tr
from netcli.render.blocks import Block, line
from netcli.render.phrases import BANDS, amount, between, name_of, with_company


def words(answer: Answer[Wish, list[Acquaintance]]) -> Iterable[Block]:
    """Return the people to meet, the chains to them, and the saved hops."""
    wish, people = answer.query, answer.result
    if wish._mean_hops is not None:
        yield line((tr("Whom to meet next"), "head"))
        yield line(tr("today everybody is {between} away on average", between=between(wish._mean_hops)), indent=2)
    for number, each in enumerate(people, 1):
        yield line("")
        one, many = (say("more hop"), say("more hops")) if wish.together and number > 1 else ("hop", "hops")
        saves = tr("saves {hops}", hops=amount(each.gain, one, many))
        yield line((f"{number:>2}  ", "dim"), (with_company(each.person), "name"))
        route = " → ".join(name_of(person) for person in each.chain.people)
        yield line(route, right=((tr("{band} chance", band=tr(each.chain.band)), BANDS[each.chain.band]),), indent=4)
        yield line(
            tr("{saves} · then {between} on average", saves=saves, between=between(each.mean_hops_after)), indent=4
        )
    yield line("")
    if wish.together:
        yield line(
            (
                tr(
                    "These people are chosen one after another: hops that an earlier person saves are not counted "
                    "again."
                ),
                "dim",
            )
        )
    else:
        yield line(
            (
                tr(
                    "Each person is ranked alone, by the saved hops multiplied by the chance of the chain. To rank a "
                    "set: --together."
                ),
                "dim",
            )
        )
