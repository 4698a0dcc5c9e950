"""LinkedIn's tables that prove no link between people: invitations, endorsements, recommendations and follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from netcli import dates
from netcli.importers.formats.tables import Cells, Table
from netcli.importers.linkedin.profile import full_name, key
from netcli.moments import moment, packed
from netcli.records import OWNER, Item, Record, Testimony

UNWRITTEN: Final = {
    **{status: status for status in ("pending", "declined", "withdrawn", "deleted", "draft")},
    "rejected": "declined",  # a rejected row is one that netcli could not read
}
"""For each status that makes an endorsement or a recommendation invalid, the reason to ignore the row."""

Said = tuple[Record, Testimony] | str


def invitations(table: Table) -> Iterator[Item]:
    """Yield a signal for each invitation to connect. The answer is unknown."""
    way_of, note, *ends = table.picks("direction", "note", "from", "to", "inviter", "invitee")
    sender, receiver, inviter, invitee = ends
    ways = {"OUTGOING": (receiver, invitee, inviter, "a_to_b"), "INCOMING": (sender, inviter, invitee, "b_to_a")}
    when = table.dates("since", day_first=False)
    mine: list[str] = []

    def invitation(row: Cells) -> list[Record | Testimony] | str:
        cells = row.cells
        if (way := ways.get(way_of(cells).upper())) is None:
            return "direction unknown"
        name_of, url_of, my_url, direction = way
        person = _named(full_name(name_of(cells), ""), url_of(cells), "invitation")
        if person is None:
            return "empty"
        items: list[Record | Testimony] = []
        if not mine and my_url(cells):
            mine.append(my_url(cells))
            items.append(Record(OWNER, urls=(mine[0],)))
        detail = "with a note" if note(cells) else None
        signal = Testimony(OWNER, person.key, "invitation", None, since=when(cells), direction=direction, detail=detail)
        return [*items, person, signal]

    return table.items(invitation)


@dataclass(slots=True)
class _Praise:
    """The endorsements between the owner and one person, in one direction."""

    line: int
    skills: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    moments: list[int] = field(default_factory=list)


def received_endorsements(table: Table) -> Iterator[Item]:
    """Yield a signal from each person who endorsed the owner."""
    return _endorsements(table, "b_to_a")


def given_endorsements(table: Table) -> Iterator[Item]:
    """Yield a signal for each person whom the owner endorsed."""
    return _endorsements(table, "a_to_b")


def _endorsements(table: Table, direction: str) -> Iterator[Item]:
    """Yield one signal for each person, with the number of different skills."""
    first, last, url_of, skill, status = table.picks("given", "family", "url", "skill", "status")
    when = table.dates("since", day_first=False)
    praise: dict[str, _Praise] = {}

    def endorsement(row: Cells) -> tuple[Record, ...] | str:
        cells = row.cells
        person = _named(full_name(first(cells), last(cells)), url_of(cells), "endorsement")
        if person is None:
            return "empty"
        if why := UNWRITTEN.get(status(cells).casefold()):
            return why
        seen = person.key in praise
        given = praise.setdefault(person.key, _Praise(row.line))
        day = when(cells)
        given.days.update(filter(None, (day,)))
        called = skill(cells).casefold()
        if called not in given.skills:
            given.skills.add(called)
            given.moments.append(moment(day, "endorsement", direction, called))
        return () if seen else (person,)

    def signals() -> Iterator[Testimony]:
        for person, given in praise.items():
            yield Testimony(
                OWNER,
                person,
                "endorsement",
                link=None,
                since=min(given.days, default=None),
                last=max(given.days, default=None),
                count=len(given.skills),
                direction=direction,
                file=table.file,
                line=given.line,
                moments=packed(given.moments),
            )

    return table.items(endorsement, at_end=signals)


def recommendations(table: Table) -> Iterator[Item]:
    """Yield a signal for each recommendation, from its writer to its receiver.

    LinkedIn gives only the name of the other person.
    """
    direction = "a_to_b" if "given" in table.source.basename else "b_to_a"
    first, last, company, title, status = table.picks("given", "family", "company", "title", "status")
    created = table.dates("since", day_first=False)
    place = table.places["since"][0]

    def mend(cells: list[str]) -> list[str]:
        """Join the two cells of an unquoted date such as 01/24/18, 03:00 PM."""
        day = f"{cells[place]}, {cells[place + 1]}"
        if dates.of_event(day):
            return [*cells[:place], day, *cells[place + 2 :]]
        return cells

    def recommendation(row: Cells) -> Said:
        cells = row.cells
        name = full_name(first(cells), last(cells))
        if name is None:
            return "empty"
        if why := UNWRITTEN.get(status(cells).casefold()):
            return why
        person = Record(
            f"rec:{name}|{company(cells)}",
            name,
            first(cells) or None,
            last(cells) or None,
            company=company(cells) or None,
            title=title(cells) or None,
            note=table.beyond(row),
            mention=name,
        )
        since = created(cells)
        return person, Testimony(OWNER, person.key, "recommendation", None, since=since, direction=direction)

    return table.items(recommendation, mend=mend)


def organizations(table: Table) -> Iterator[Item]:
    """Yield a signal for each company that the owner follows."""
    name_of, when = table.pick("name"), table.dates("since", day_first=False)

    def organization(row: Cells) -> Said:
        if not (name := name_of(row.cells)):
            return "empty"
        return Record(f"org:{name}", name, organization=True), _follow(f"org:{name}", when(row.cells))

    return table.items(organization)


def follows(table: Table) -> Iterator[Item]:
    """Yield the members whom the owner follows. Only their names are known."""
    name_of, when = table.pick("name"), table.dates("since", day_first=False)

    def member(row: Cells) -> Said:
        person = _named(full_name(name_of(row.cells), ""), "", "follow")
        return (person, _follow(person.key, when(row.cells))) if person else "empty"

    return table.items(member)


def _named(name: str | None, url: str, what: str) -> Record | None:
    """Return a person with the profile page as key. Without a profile page, the name is the key.

    Return None if both are missing.
    """
    if profile := key(url):
        return Record(profile, name, urls=(url,))
    return Record(f"{what}:{name}", name, mention=name) if name else None


def _follow(person: str, since: str | None) -> Testimony:
    return Testimony(OWNER, person, "follow", link=None, since=since, direction="a_to_b")
