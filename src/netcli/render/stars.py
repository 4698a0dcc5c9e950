"""The readable output of `netcli stars`: shares of chains, as bars."""

from __future__ import annotations

from collections.abc import Iterable
from math import isclose
from typing import Final

from netcli.answers import Answer
from netcli.answers.people import Person
from netcli.answers.stars import Alike, Funnel, Whole
from netcli.language import noun, tr
from netcli.render.blocks import Bar, Bars, Block, Span, line
from netcli.render.phrases import amount, name_of, percent, with_company

SHOWN: Final = 10
"""Default number of contacts that are shown. The option --limit changes this number."""


def words(answer: Answer[object, Funnel | Whole], *, in_full: bool = False) -> Iterable[Block]:
    """Return a bar for each person, largest share first."""
    return _whole(answer.result) if isinstance(answer.result, Whole) else _funnel(answer.result, in_full)


def _funnel(found: Funnel, in_full: bool) -> Iterable[Block]:
    mine, who = found.from_.me, name_of(found.from_)
    if not found.stars:
        yield line(
            (tr("You are linked to nobody yet.") if mine else tr("{who} is linked to nobody yet.", who=who), "warn")
        )
        return
    shown = found.stars if in_full else found.stars[:SHOWN]
    reached = amount(found.reachable, "person", "people")
    yield line(
        (
            tr("The contacts through whom you reach {people}", people=reached)
            if mine
            else tr("The contacts through whom {who} reaches {people}", who=who, people=reached),
            "head",
        )
    )
    yield line(
        tr("share of the shortest chains that start with each contact, and the running total of the shares"), indent=2
    )
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
                spare=_company(star.person),
            )
            for star in shown
        )
    )
    if len(found.stars) > len(shown):
        yield line(
            (
                tr(
                    "… and {more_contacts} (--limit 0 shows all)",
                    more_contacts=amount(len(found.stars) - len(shown), "more contact"),
                ),
                "dim",
            ),
            indent=2,
        )
    yield line("")
    yield line(
        tr(
            "The first three contacts lead to {percent} of the people, {gateways}.",
            percent=percent(found.top3),
            gateways=_gateways(found),
        )
    )
    yield line(
        tr(
            "Of Milgram's letters that arrived, {percent} came through three people (1969).",
            percent=percent(found.milgram_top3),
        )
    )
    if found._alike:
        yield line(_comparison(found._alike))


def _gateways(found: Funnel) -> str:
    """Return, in words, how evenly the people are spread over the contacts."""
    most, least = found.stars[0], found.stars[-1]
    if len(found.stars) > 1 and isclose(most.share, least.share) and isclose(least.cumulated, 1):
        return tr("and each of the {contacts} leads to an equal share", contacts=amount(len(found.stars), "contact"))
    ways = _one_decimal(found.effective_gateways)
    return tr(
        "as if only {effective_gateways:,} {ways} led to everybody, each to an equal share",
        effective_gateways=ways,
        ways=noun(ways, "contact"),
    )


def _one_decimal(number: float) -> float:
    """Return *number*, rounded to one decimal, or to none if the decimal is 0.

    >>> _one_decimal(5.24), _one_decimal(26.96)
    (5.2, 27)
    """
    rounded = round(number, 1)
    return int(rounded) if rounded.is_integer() else rounded


def _company(person: Person) -> tuple[Span, ...]:
    return ((with_company(person).removeprefix(name_of(person)), "name"),)


def _comparison(alike: Alike) -> str:
    """Return a sentence about other people who have a similar number of contacts."""
    span = (
        tr("{fewest:,}", fewest=alike.fewest)
        if alike.fewest == alike.most
        else tr("{fewest:,} to {most:,}", fewest=alike.fewest, most=alike.most)
    )
    ways = _one_decimal(alike.effective_gateways)
    return tr(
        "For {others} with {contacts}, the first three contacts lead to {percent} of the people, as if only "
        "{effective_gateways:,} {ways} led to everybody."
        if alike.people == 1
        else "For {others} with {contacts}, the first three contacts lead to {percent} of the people on average, as if "
        "only {effective_gateways:,} {ways} led to everybody.",
        others=amount(alike.people, "other person", "other people"),
        contacts=f"{span} {tr('contact' if span == '1' else 'contacts')}",
        percent=percent(alike.top3),
        effective_gateways=ways,
        ways=noun(ways, "contact"),
    )


def _whole(found: Whole) -> Iterable[Block]:
    if not found.stars:
        yield line((tr("The book has no links yet."), "warn"))
        return
    yield line((tr("People most often on the shortest chains"), "head"))
    yield line(tr("for each person: the share of pairs whose shortest chain passes through the person"), indent=2)
    yield Bars(
        tuple(
            Bar(
                ((f"{star.rank:>3}  ", "dim"), (name_of(star.person), "name")),
                star.betweenness,
                (
                    (f"{percent(star.betweenness):>6}", ""),
                    (
                        "" if found.exact else tr("   {low} to {high}", low=percent(star.low), high=percent(star.high)),
                        "dim",
                    ),
                ),
                low=None if found.exact else star.low,
                high=None if found.exact else star.high,
                spare=_company(star.person),
            )
            for star in found.stars
        )
    )
    if not found.exact:
        note = tr(
            "measured from a sample of {samples:,} people; people share a rank if their order is uncertain; to "
            "measure from everybody: --exact",
            samples=found.samples,
        )
        yield line((note, "dim"), indent=2)
