"""Phrases that several answers share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from netcli import clock
from netcli.answers.people import Evidence, Link, Person, Source
from netcli.errors import titled
from netcli.language import noun, say, spoken, tr
from netcli.networks import network
from netcli.recognition import recognised
from netcli.render.blocks import Span
from netcli.strength import band

VAGUE: Final = frozenset(("contact", "other"))
"""Kinds of link that state only that there is a link."""

TALK: Final = ("message", "meeting")
"""Kinds of evidence that count messages or meetings."""

PRAISE: Final = ("recommendation", "endorsement")
"""Kinds of evidence that count how often one person praised the other."""

BESIDE: Final = (*TALK, *PRAISE, "invitation")
"""Kinds of evidence that do not state a link."""


DESCRIBED: Final = ("inferred", "invitation", "message", "removed", "suggestion", "distance")
"""Kinds of evidence whose detail is a text of netcli. Only such a text can be translated."""

OF_ENDS: Final = {
    "parent": (say("{name}'s parent"), say("{name}'s child")),
    "child": (say("{name}'s child"), say("{name}'s parent")),
    "manager": (say("manages {name}"), say("reports to {name}")),
    "assistant": (say("{name}'s assistant"), say("assisted by {name}")),
    "referred_by": (say("referred by {name}"), say("referred {name}")),
    "customer": (say("{name}'s customer"), say("{name}'s supplier")),
    "supplier": (say("{name}'s supplier"), say("{name}'s customer")),
}
"""For directed links: phrases about the first and the second person. {name} is the other person."""

TO_YOU: Final = {
    "{name}'s parent": say("your parent"),
    "{name}'s child": say("your child"),
    "{name}'s assistant": say("your assistant"),
    "{name}'s customer": say("your customer"),
    "{name}'s supplier": say("your supplier"),
    "manages {name}": say("manages you"),
    "reports to {name}": say("reports to you"),
    "assisted by {name}": say("assisted by you"),
    "referred by {name}": say("referred by you"),
    "referred {name}": say("referred you"),
}
"""Phrases that replace phrases of `OF_ENDS` if {name} is the user."""

YOU: Final = {"manages {name}": say("manage {name}"), "reports to {name}": say("report to {name}")}
"""Phrases about the user. They replace phrases of `OF_ENDS`."""

SPELT: Final = {"neighbor": say("neighbour")}
"""The words to show for kinds whose machine-readable spelling is different."""

SIGNALS: Final = {
    "follow": (say("follows {name}"), say("followed by {name}"), say("follows or is followed by {name}")),
    "strangers": (say("does not know {name}"),) * 3,
}
"""Phrases for a signal to {name}, from {name}, or in an unknown direction."""

OTHER_SIGNALS: Final = (say("{kind} to {name}"), say("{kind} from {name}"), say("{kind} with {name}"))
"""Phrases for the signals that `SIGNALS` does not contain."""

BANDS: Final = {"strong": "good", "good": "good", "fair": "warn", "slim": "bad"}
"""The colours of the words that describe chances."""


def plural(number: int, one: str, many: str | None = None) -> str:
    """Return the number with its noun.

    >>> plural(1, "hop"), plural(2, "hop"), plural(0, "person", "people")
    ('1 hop', '2 hops', '0 people')
    """
    return f"{number} {spoken(noun(number, one, many))}"


def amount(number: int, one: str, many: str | None = None) -> str:
    """Return a number with thousands separators, and its noun.

    >>> amount(1, "link"), amount(1_000_000, "link")
    ('1 link', '1,000,000 links')
    """
    return tr("{number:,} {noun}", number=number, noun=noun(number, one, many))


def percent(share: float) -> str:
    """Return a share as a percentage; below 10%, with one decimal.

    >>> percent(0.123), percent(0.01234), percent(0.00001), percent(0.0)
    ('12%', '1.2%', '< 0.1%', '0%')
    """
    if 0 < share < 0.001:
        return tr("< {share:.1%}", share=0.001)
    return tr("{share:.0%}" if share >= 0.0995 or not share else "{share:.1%}", share=share)


def between(*hops: float) -> str:
    """Return a number or a range of hops and of intermediaries.

    >>> between(1), between(2.5), between(5, 7)
    ('1 hop, 0 intermediaries', '2.50 hops, 1.50 intermediaries', '5 to 7 hops, 4 to 6 intermediaries')

    An average below one hop has no intermediaries:

    >>> between(0.9)
    '0.90 hops, 0.00 intermediaries'
    """
    # both units, because users confuse hops and intermediaries
    digits = 0 if all(each == int(each) for each in hops) else 2
    many, fewer = (tr(" to ").join(_number(max(0, each - less), digits) for each in hops) for less in (0, 1))
    return tr(
        "{many} {hops}, {fewer} {intermediaries}",
        many=many,
        hops=noun(hops[-1], "hop"),
        fewer=fewer,
        intermediaries=noun(max(0, hops[-1] - 1), "intermediary", "intermediaries"),
    )


def column_of(labels: Iterable[str]) -> int:
    """Return the width of the longest translated label, plus one."""
    return 1 + max(len(tr(label)) for label in labels)


def _number(value: float, digits: int) -> str:
    return tr("{value:.2f}" if digits else "{value:.0f}", value=value)


def name_of(person: Person) -> str:
    """Return a person's name. If the person has no name, return a description."""
    if person.me:
        return tr("You")
    return person.shown() if person.name or person._known_by else tr("somebody without a name (id:{id})", id=person.id)


def with_company(person: Person) -> str:
    """Return a person's name, and where they work."""
    return name_of(person) + (f", {person.company}" if person.company and not person.me else "")


def ago(day: str, today: date) -> str:
    """Return how long ago *day* was, or *day* itself if it is imprecise.

    >>> [ago(day, date(2026, 11, 23)) for day in ("2026-11-23", "2026-11-22", "2026-11-02", "2021-12-06", "2019")]
    ['today', 'yesterday', '3 weeks ago', '4 years ago', 'in 2019']
    >>> [ago(day, date(2026, 11, 23)) for day in ("2026-09-24", "2026-09-23", "2024-12-24", "2024-11-23", "2016-11-24")]
    ['8 weeks ago', '2 months ago', '22 months ago', '2 years ago', '9 years ago']
    """
    if len(day) < len("2026-11-23"):
        return tr("in {day}", day=day)
    then = date.fromisoformat(day[:10])
    days = (today - then).days
    if days < 0:
        return tr("on {day}", day=day[:10])
    if days < 2:
        return tr(("today", "yesterday")[days])
    months = 12 * (today.year - then.year) + today.month - then.month - (today.day < then.day)
    for number, long_ago in (
        (months // 12, say(say("{number} years ago"))),
        (months, say(say("{number} months ago"))),
        (days // 7, say(say("{number} weeks ago"))),
    ):
        if number > 1:
            return tr(long_ago, number=number)
    return tr("{days} days ago", days=days)


def since(day: str | None) -> str:
    """Return words such as ` since 2019`; empty if *day* is unknown."""
    if not day:
        return ""
    return tr(" since {day}", day=_year(day))


def _year(day: str) -> str:
    """Return the year of *day*. If *day* is in the current year, return the year and the month."""
    return day[:7] if day[:4] == str(clock.today().year) else day[:4]


def reasons(link: Link, person: Person, seen_from: Person) -> str:
    """Return the reasons to believe *link*, in one line.

    The reasons say what *person* is to *seen_from*.
    """
    kinds = [kind for kind in link.kinds if kind not in VAGUE and not (kind == "met" and _only_counted(link))]
    dated = [day for kind in kinds if (day := _began(link, kind))]
    if dated:
        parts = [_kind(link, kind, person, seen_from) + _dated(kind, _began(link, kind)) for kind in kinds]
    else:
        parts = list(filter(None, [tr(" and ").join(_kind(link, kind, person, seen_from) for kind in kinds)]))
    noted = None if kinds else _noted(link)
    stated = None if dated or noted else _stated(link)
    if noted or (stated and (not kinds or stated.endswith(tuple("0123456789")))):
        parts.append(noted or stated or "")
    if link._closeness:
        parts.append(tr("closeness {closeness} of 5", closeness=link._closeness))
    talks = [part for kind in TALK if (part := _talk(link, kind))]
    spoke = max((each.date for each in link.evidence if each.kind in TALK and each.date), default="")
    last = link.last_contact or ""
    if not noted and last > spoke and last not in (link.since, *dated):
        talks.append(tr("last contact {ago}", ago=ago(last, clock.today())))
    doubt = f" ({tr(link.certainty)})" if link.certainty != "sure" else ""
    praise = [part for kind in PRAISE if (part := _praise(link, kind))]
    return (" · ".join(parts + talks + praise) or tr("contact") + since(link.since)) + doubt


def _only_counted(link: Link) -> bool:
    """Return whether all evidence of the kind `met` consists of meetings that are counted."""
    return all(each.kind == "meeting" for each in link.evidence if each._link == "met")


def _began(link: Link, kind: str) -> str | None:
    """Return the first date of *kind* in the evidence of *link*."""
    return min((each._since for each in link.evidence if each._link == kind and each._since), default=None)


def _dated(kind: str, day: str | None) -> str:
    """Return words for the time when a link began, such as ` since 2019`."""
    return since(day) if kind != "met" or not day else tr(" in {day}", day=_year(day))


def _kind(link: Link, kind: str, person: Person, seen_from: Person) -> str:
    """Return the word for the relation of *person* to *seen_from*."""
    directed = OF_ENDS.get(kind)
    if directed is None:
        return tr(SPELT.get(kind, kind))
    ways = {each.direction for each in link.evidence if each._link == kind}
    backwards = ways == {"b_to_a"}
    is_it = (person.id == link.a) != backwards  # if False, take the word for the other direction
    words = directed[0 if is_it else 1]
    if seen_from.me:
        return tr(TO_YOU[words])
    return tr(YOU.get(words, words) if person.me else words, name=name_of(seen_from))


def _noted(link: Link) -> str | None:
    """Return the note on *link*; None if a network states the link."""
    if any(each.kind == "connected" for each in link.evidence):
        return None
    noted = (_detail(each) for each in link.evidence if each.kind not in BESIDE and each.detail)
    return next(noted, None)


def _detail(evidence: Evidence) -> str:
    """Return the detail of *evidence*. If the detail is a text of netcli, translate the detail."""
    detail = evidence.detail or ""
    if evidence.kind not in DESCRIBED:
        return detail
    return "; ".join(spoken(recognised(each)) for each in detail.split("; "))


def _stated(link: Link) -> str | None:
    """Return, in words, which network states the link, and since when."""
    stated = [each for each in link.evidence if each.kind not in BESIDE and each._link in (None, *VAGUE)]
    connected = [each for each in stated if each.kind == "connected"]
    day = min((each._since for each in connected or stated if each._since), default=None)
    if connected:
        known = network(connected[0].network)
        return tr("{label} connection{since}", label=tr(known.label or "") or connected[0].network, since=since(day))
    if link.evidence and not stated:
        return None
    label = next(filter(None, (network(each.network).label for each in stated)), "")
    return tr("{label} contact{since}", label=tr(label), since=since(day)) if label else tr("contact") + since(day)


def _talk(link: Link, kind: str) -> str | None:
    said = [each for each in link.evidence if each.kind == kind]
    if not said:
        return None
    number = sum(each.count or 1 for each in said)
    last = max((each.date for each in said if each.date), default=None)
    if last is None:
        return plural(number, kind)
    talks, long_ago = plural(number, kind), ago(last, clock.today())
    if number == 1:
        return tr("{talks}, {ago}", talks=talks, ago=long_ago)
    if kind == "meeting":
        return tr("{meetings}, the latest {ago}", meetings=talks, ago=long_ago)
    return tr("{talks}, the latest {ago}", talks=talks, ago=long_ago)


def _praise(link: Link, kind: str) -> str | None:
    number = sum(each.count or 1 for each in link.evidence if each.kind == kind)
    return plural(number, kind) if number else None


def place_of(evidence: Evidence | Source) -> str:
    """Return the place of a piece of evidence or a record.

    >>> place_of(Source(1, "csv", 1, None, "-", 2, None, None, ""))
    'standard input, line 2'
    """
    if evidence.file is None:
        return tr("by hand")
    inside = evidence.archive and evidence.archive != evidence.file
    file = titled(evidence.file)
    place = f"{evidence.archive}/{file}" if inside else file
    return tr("{place}, line {line}", place=place, line=evidence.line) if evidence.line else place


def kind_of(link: Link, evidence: Evidence, person: Person, seen_from: Person) -> str | None:
    """Return the relation of *person* to *seen_from* according to *evidence*, or None."""
    kind = evidence._link
    return None if kind in (None, *VAGUE) else _kind(link, kind or "", person, seen_from)


def evidence_line(evidence: Evidence, said: str | None = None) -> str:
    """Return a piece of evidence in one line."""
    kind = tr(evidence.kind)
    parts = [tr("{kind}: {said}", kind=kind, said=said) if said and said != kind else kind]
    if evidence._with:
        words = SIGNALS.get(evidence.kind, OTHER_SIGNALS)
        way = {"a_to_b": 0, "b_to_a": 1}.get(evidence._reads or "", 2)
        name = tr("you") if evidence._with.me else name_of(evidence._with)
        parts = [tr(words[way], name=name, **({} if evidence.kind in SIGNALS else {"kind": kind}))]
    if evidence.count is not None:
        parts.append(f"×{evidence.count}")
    if evidence.date:
        parts.append(evidence.date)
    if evidence.detail:
        parts.append(_detail(evidence))
    return f"{' '.join(parts)}  [{place_of(evidence)}]"


def chance_of(link: Link) -> Span:
    """Return the word for a link's chance, with its colour."""
    known = band(link.chance) if link.chance is not None else ""
    return tr(known), BANDS.get(known, "")
