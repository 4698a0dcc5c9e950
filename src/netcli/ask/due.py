"""`due`: the people to contact now. The user's rhythms or the frequency of past contact decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median, quantiles
from typing import Final

from netcli import clock
from netcli.answers import Answer, Remark, Words, limited
from netcli.answers.due import Due
from netcli.answers.people import Person
from netcli.ask.network import Network, figure
from netcli.errors import Usage
from netcli.language import plural, say
from netcli.relative_days import how_often
from netcli.store import network as store
from netcli.store import touch
from netcli.store.reader import Reader
from netcli.store.touch import KeptRhythm

DAYS_KNOWN: Final = 5
"""Minimum number of days of contact from which a person's usual rhythm can be estimated."""
PAUSE: Final = 3
"""A silence is long if it lasts at least this many times the person's usual pause (chosen, not measured)."""
SHORTEST: Final = 14
"""Minimum number of days of a long silence, even if contact was frequent before."""
COSTED: Final = 50
"""Maximum number of people for whom the loss of reach is computed."""


def due(
    reader: Reader, *, fading: bool = False, slots: int | None = None, limit: int = 20
) -> Answer[Words, Sequence[Due]]:
    """Answer with the people to contact, longest overdue first.

    If *fading* is true, the past frequency of contact replaces the user's rhythms. If *slots* is given, list only this
    number of people: the people whose loss would reduce my reach most. Raises Usage if *slots* is less than 1.
    """
    if slots is not None and slots < 1:
        raise Usage(say("--slots must be 1 or more"), say("for example: netcli due --slots 4"))
    found = [*(_fading(reader) if fading else _by_rhythm(reader))]
    found.sort(key=lambda each: (-each.overdue_days, each.person.id))
    query = {"fading": fading, "slots": slots, "limit": limit}
    if slots is not None:
        chosen, remarks = _chosen(reader, found[:COSTED], slots)
        return Answer("due", query, chosen, remarks)
    shown, warnings = limited(found, limit)
    costs = _Costs(reader, [each.person.id for each in shown[:COSTED]]) if shown else None
    answers = [
        each.replaced(cost=costs.of([each.person.id])) if costs and place < COSTED else each
        for place, each in enumerate(shown)
    ]
    if not found and not fading and not touch.rhythms(reader):
        message = say(
            "no rhythm is set; to set a rhythm: netcli rhythm P 6w; to use the frequency of past contact: --fading"
        )
        warnings = [*warnings, {"code": "no_rhythm", "message": message}]
    return Answer("due", query, answers, warnings)


def _by_rhythm(reader: Reader) -> Iterator[Due]:
    rules = _rules(reader)
    people, contacts = reader.people(rules), touch.contacts(reader)
    for number, (rule, why) in rules.items():
        if rule.days and (person := people.get(number)) and person.kind == "person" and not person.me:
            contact = contacts.get(number)
            from_ = _ended(contact.last) if contact else None
            days = rule.days if from_ else 0
            since = from_ or date.fromisoformat(rule.told)
            if (clock.today() - since).days >= days:
                yield _due(person, rule.days, contact.last if contact else None, since + timedelta(days), why)


def _rules(reader: Reader) -> dict[int, tuple[KeptRhythm, str]]:
    """Return each person's rhythm, and the reason for the rhythm in words.

    If the user set no rhythm for a person, the person's rarest tag with a rhythm decides.
    """
    by_tag: list[tuple[int, int, KeptRhythm, list[int]]] = []
    own: dict[int, KeptRhythm] = {}
    for rule in touch.rhythms(reader):
        if rule.tag is not None:
            bearers = touch.tagged(reader, rule.tag)
            by_tag.append((len(bearers), rule.days or 0, rule, bearers))
        elif rule.person is not None:
            known = own.get(rule.person)
            # a merged person may have two rhythms: the stricter rhythm counts
            if known is None or (rule.days or 0) < (known.days or 1 << 30):
                own[rule.person] = rule if rule.days or known is None else known
    rules: dict[int, tuple[KeptRhythm, str]] = {}
    for number, _, rule, bearers in sorted(by_tag, key=lambda each: each[:2]):
        whose = plural(number, "person", "people")
        for person in bearers:
            rules.setdefault(
                person,
                (
                    rule,
                    say(
                        "{often}, the rhythm that you set for tag:{tag} ({whose})",
                        often=how_often(rule.days or 0),
                        tag=rule.tag,
                        whose=whose,
                    ),
                ),
            )
    return rules | {
        person: (rule, say("{often}, the rhythm that you set", often=how_often(rule.days)) if rule.days else "")
        for person, rule in own.items()
    }


def _fading(reader: Reader) -> Iterator[Due]:
    """Yield the people with whom I have been out of contact unusually long."""
    contacts = touch.contacts(reader)
    people = reader.people(contacts)
    for number, contact in contacts.items():
        person = people.get(number)
        if person is None or person.me or person.kind != "person" or len(contact.days) < DAYS_KNOWN:
            continue
        pauses = [after - before for before, after in pairwise(contact.days)]
        usual = max(1, round(median(pauses)))
        long = max(SHORTEST, PAUSE * usual, round(quantiles(pauses, n=10, method="inclusive")[-1]))
        ended = _ended(contact.last)
        silent = (clock.today() - ended).days
        if silent >= long:
            yield _due(
                person,
                usual,
                contact.last,
                ended + timedelta(long),
                say("usually {often}, silent for {silent} days", often=how_often(usual), silent=silent),
            )


def _due(person: Person, rhythm: int, last: str | None, day: date, why: str) -> Due:
    return Due(person, rhythm, last, day.isoformat(), (clock.today() - day).days, why, None)


def _ended(day: str) -> date:
    """Return *day* as a date.

    If *day* is only a month or a year, return its last day or today, whichever is earlier.
    """
    year, month, number = [*map(int, day.split("-")), 0, 0][:3]
    if not number:
        following = date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1)
        return min(following - timedelta(1), clock.today())
    return date(year, month, number)


class _Costs:
    """Computes how much of my reach is lost if links fade.

    My reach is the sum of the chances of the likeliest chains to all people.
    """

    def __init__(self, reader: Reader, people: Iterable[int]) -> None:
        self._network = Network(reader)
        self._links = store.weighed_links(reader)
        self._me = reader.me()
        faded = store.faded_chances(reader, self._me)
        self._faded = {person: faded[person] for person in people if person in faded}
        self._now = self.reach([])

    def of(self, people: Iterable[int]) -> float:
        """Return how much reach I would lose if my links to all *people* faded."""
        ties = [person for person in people if person in self._faded]
        return figure(max(0.0, self._now - self.reach(ties))) if ties else 0.0

    def reach(self, fading: Sequence[int]) -> float:
        """Return my reach after my links to *fading* have faded."""
        import numpy as np

        from netcli.graph.whole.likeliest import along, best_chances

        a, b, chances = self._links
        if len(chances) == 0:
            return 0.0
        changed = chances.copy()
        for person in fading:
            place = np.flatnonzero((a == min(person, self._me)) & (b == max(person, self._me)))
            changed[place] = np.minimum(changed[place], self._faded[person])
        graph = self._network.graph
        return float(best_chances(graph, along(graph, a, b, changed), self._network.me).sum()) - 1


def _chosen(reader: Reader, found: Sequence[Due], slots: int) -> tuple[list[Due], list[Remark]]:
    """Choose the people whose loss would reduce my reach most, and write a remark about the choice.

    *slots* is the number of people to choose.
    """
    if not found:
        return [], []
    by_id = {each.person.id: each for each in found}
    costs = _Costs(reader, by_id)
    all_faded = costs.of(by_id)

    def kept(chosen: Iterable[int]) -> float:
        return figure(all_faded - costs.of(by_id.keys() - set(chosen)))

    chosen: list[int] = []
    while len(chosen) < min(slots, len(found)):
        chosen.append(max((n for n in by_id if n not in chosen), key=lambda n: (kept([*chosen, n]), -n)))
    overdue = [each.person.id for each in found[: len(chosen)]]
    if kept(overdue) > kept(chosen):
        chosen = overdue
    people = [by_id[number].replaced(cost=costs.of([number])) for number in chosen]
    one = len(chosen) == 1
    message = say(
        "if all overdue links faded, you would lose {all_faded:.2f} introductions; contact with {these} saves "
        "{kept:.2f}",
        these=by_id[chosen[0]].person.shown() if one else say("these {chosen} people", chosen=len(chosen)),
        kept=kept(chosen),
        all_faded=all_faded,
    )
    if {*chosen} != {*overdue}:
        others = (
            by_id[overdue[0]].person.shown() if one else say("the {chosen} most overdue people", chosen=len(chosen))
        )
        message = say(
            "{message}; contact with {others} saves {kept:.2f}", message=message, others=others, kept=kept(overdue)
        )
    remark = {
        "code": "slots",
        "message": message,
        "lost": all_faded,
        "kept": kept(chosen),
        "overdue_keep": kept(overdue),
    }
    return people, [remark | {"most_overdue": overdue}]
