"""`stars` in words: a bar for each contact's share of the chains, or for each person who stands between others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from netcli.answers import Answer
from netcli.answers.stars import Alike, Funnel, Whole
from netcli.render.blocks import Bar, Bars, Block, line
from netcli.render.phrases import amount, name_of, percent, with_company

SHOWN: Final = 10
"""The number of contacts that are shown; --json lists all."""


def words(answer: Answer[object, Funnel | Whole]) -> Iterable[Block]:
    """Return the stars, largest share first, and how they compare with other people's."""
    return _whole(answer.result) if isinstance(answer.result, Whole) else _funnel(answer.result)


def _funnel(found: Funnel) -> Iterable[Block]:
    mine, who = found.from_.me, name_of(found.from_)
    if not found.stars:
        yield line(("You are linked to nobody yet." if mine else f"{who} is linked to nobody yet.", "warn"))
        return
    reached = amount(found.reachable, "person", "people")
    yield line((f"Through whom {'you reach' if mine else f'{who} reaches'} {reached}", "head"))
    yield line("share of the shortest chains that start with each contact, and their running total", indent=2)
    yield Bars(
        tuple(
            Bar(
                ((f"{star.rank:>2}  ", "dim"), (name_of(star.person), "name")),
                star.share,
                (
                    (f"{percent(star.share):>6}", ""),
                    (f"{percent(star.cumulated):>7}", "dim"),
                    (f"   {amount(star.contacts, 'contact')}", "dim"),
                ),
                spare=((with_company(star.person).removeprefix(name_of(star.person)), "name"),),
            )
            for star in found.stars[:SHOWN]
        )
    )
    if len(found.stars) > SHOWN:
        yield line((f"… and {amount(len(found.stars) - SHOWN, 'more contact')} (--json lists them)", "dim"), indent=2)
    yield line("")
    gateways = f"as if {found.effective_gateways:.1f} contacts led to equal shares"
    yield line(f"The first three lead to {percent(found.top3)}, {gateways}.")
    yield line(f"Of Milgram's letters that arrived, {percent(found.milgram_top3)} came through three people (1969).")
    if found._alike:
        yield line(_comparison(found._alike))


def _comparison(alike: Alike) -> str:
    """Return the averages of people with about as many contacts."""
    span = f"{alike.fewest:,}" if alike.fewest == alike.most else f"{alike.fewest:,} to {alike.most:,}"
    one = alike.people == 1
    return (
        f"For {amount(alike.people, 'other person', 'others')} here with {span} "
        f"{'contact' if span == '1' else 'contacts'}: {percent(alike.top3)}"
        f"{'' if one else ' on average'}, as if {alike.effective_gateways:.1f}."
    )


def _whole(found: Whole) -> Iterable[Block]:
    if not found.stars:
        yield line(("The book has no links yet.", "warn"))
        return
    yield line(("Who stands between others", "head"))
    yield line("share of all pairs whose shortest chain passes through each", indent=2)
    yield Bars(
        tuple(
            Bar(
                ((f"{star.rank:>3}  ", "dim"), (name_of(star.person), "name")),
                star.betweenness,
                (
                    (f"{percent(star.betweenness):>6}", ""),
                    ("" if found.exact else f"   {percent(star.low)} to {percent(star.high)}", "dim"),
                ),
                low=None if found.exact else star.low,
                high=None if found.exact else star.high,
            )
            for star in found.stars
        )
    )
    if not found.exact:
        note = f"measured from {found.samples:,} people; possible ties share a rank; --exact measures from everybody"
        yield line((note, "dim"), indent=2)
