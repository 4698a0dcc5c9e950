"""`suggest` in words: whom to meet, who can introduce you, and how many hops it would save."""

from __future__ import annotations

from collections.abc import Iterable

from netcli.answers import Answer
from netcli.answers.suggest import Acquaintance, Wish
from netcli.render.blocks import Block, line
from netcli.render.phrases import BANDS, between, name_of, with_company


def words(answer: Answer[Wish, list[Acquaintance]]) -> Iterable[Block]:
    """Return the people to meet, each with the chain to them and the hops it would save."""
    wish, people = answer.query, answer.result
    if wish._mean_hops is not None:
        yield line(("Whom to meet next", "head"))
        yield line(f"today everybody is {between(wish._mean_hops)} away on average", indent=2)
    for number, each in enumerate(people, 1):
        yield line("")
        more = "more " if wish.together and number > 1 else ""
        saves = f"saves {each.gain:,} {more}{'hop' if each.gain == 1 else 'hops'}"
        yield line((f"{number:>2}  ", "dim"), (with_company(each.person), "name"))
        route = " → ".join(name_of(person) for person in each.chain.people)
        yield line(route, right=((f"{each.chain.band} chance", BANDS[each.chain.band]),), indent=4)
        yield line(f"{saves} · then {between(each.mean_hops_after)}", indent=4)
    yield line("")
    if wish.together:
        yield line(("A set, chosen one by one: each counts only the hops that those before do not save.", "dim"))
    else:
        yield line(
            ("Ranked by hops saved times the chance of the chain, each on their own; for a set: --together.", "dim")
        )
