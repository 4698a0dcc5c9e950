"""The tables of the archive that name others: connections, invitations, endorsements, address books…"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from netcli import dates
from netcli.importers.formats.tables import Cells, Header, dated, rows, several
from netcli.importers.formats.text import fold
from netcli.importers.linkedin.profile import full_name, key
from netcli.importers.shared.keys import Namesakes
from netcli.importers.shared.relations import mention, relation
from netcli.importers.source import Source
from netcli.records import OWNER, Ignored, Item, Record, Testimony, Used

FIRST: Final = ("First Name", "Vorname", "Prénom")
LAST: Final = ("Last Name", "Nachname", "Nom")
URL: Final = ("URL", "Profile URL")
EMAIL: Final = ("Email Address", "E-Mail-Adresse", "Adresse e-mail")
COMPANY: Final = ("Company", "Unternehmen", "Entreprise")
TITLE: Final = ("Position", "Poste")
CONNECTED: Final = ("Connected On", "Verbunden am", "Date de connexion")
MONTH_FIRST: Final = frozenset((fold("Connected On"),))
"""English tables saved again by a spreadsheet write 3/5/24 for the 5th of March; French and German ones do not."""

UNWRITTEN: Final = frozenset(("pending", "declined", "withdrawn", "rejected", "deleted", "draft"))
"""Statuses of an endorsement or a recommendation that nobody stands behind."""

OUTLOOK: Final = frozenset(
    [fold(name) for name in ("Title", "First Name", "Middle Name", "Last Name", "Suffix", "Company", "Department")]
    + [fold(name) for name in ("E-mail Address", "E-mail 2 Address", "E-mail 3 Address", "Job Title", "Callback")]
    + [
        f"{place} {part}"
        for place in ("business", "home", "other")
        for part in ("street", "street 2", "street 3", "city", "state", "postal code", "country", "fax", "phone")
    ]
    + ["assistant's phone", "business phone 2", "car phone", "company main phone", "home phone 2", "isdn"]
    + ["mobile phone", "pager", "primary phone", "radio phone", "tty/tdd phone", "telex", "assistant's name"]
    + ["birthday", "manager's name", "notes", "other address po box", "spouse", "web page", "personal web page"]
)
"""The 59 columns of LinkedIn's export for Outlook, before 2017; Outlook's own tables have others besides."""
OUTLOOK_PLACES: Final = ("Business", "Home", "Other")
OUTLOOK_RELATIONS: Final = {"manager": "Manager's Name", "assistant": "Assistant's Name", "spouse": "Spouse"}
OUTLOOK_PHONES: Final = ("Mobile Phone", "Primary Phone", "Business Phone", "Business Phone 2", "Home Phone")

_LIST: Final = re.compile(r"[,;]\s*")


def is_connections(columns: frozenset[str]) -> bool:
    """A first name, and the day of the connection, in a language LinkedIn was seen to write."""
    return any(map(columns.__contains__, map(fold, FIRST))) and any(map(columns.__contains__, map(fold, CONNECTED)))


def is_outlook(columns: frozenset[str]) -> bool:
    """LinkedIn's 59 columns and no others."""
    return columns == OUTLOOK


def connections(source: Source, header: Header, file: str | None) -> Iterator[Item]:
    """Each connection, linked to the owner since the day of the row; a nameless one with a profile is a placeholder."""
    first, last, url_of, email_of = (header.pick(*names) for names in (FIRST, LAST, URL, EMAIL))
    company_of, title_of, connected = (header.pick(*names) for names in (COMPANY, TITLE, CONNECTED))
    english = not MONTH_FIRST.isdisjoint(header.folded)
    when = dated(source, header, *CONNECTED, day_first=not english)
    strangers: dict[str, list[tuple[str, str, str]]] = {}
    used = 0
    for row in rows(source, header, file=file):
        if not isinstance(row, Cells):
            yield row
            continue
        line, cells, _ = row
        given, family, url, email = first(cells), last(cells), url_of(cells), email_of(cells)
        name = full_name(given, family)
        if not (name or url or email):
            yield Ignored("empty", file)
            continue
        used += 1
        person = key(url)
        if person is None:
            person = f"{name or email or url}|{connected(cells)}"
            namesakes = strangers.setdefault(person, [])
            if (words := (email, company_of(cells), title_of(cells))) not in namesakes:
                namesakes.append(words)
            if place := namesakes.index(words):  # another of that name, met the same day
                person += f"#{place + 1}"
        yield Record(
            person,
            name,
            (given or None) if name else None,
            (family or None) if name else None,
            emails=several(email),
            urls=(url,) if url else (),
            company=company_of(cells) or None,
            title=title_of(cells) or None,
            note=row.beyond(header),
            file=file,
            line=line,
        )
        yield Testimony(OWNER, person, "connected", since=when(cells), file=file, line=line)
    yield Used(file, used)


def outlook(source: Source, header: Header, file: str | None) -> Iterator[Item]:
    """The connections of an export before 2017: no profile and no day, but nearly always an address."""
    names = [header.pick(name) for name in ("First Name", "Middle Name", "Last Name")]
    mails = [header.pick(name) for name in ("E-mail Address", "E-mail 2 Address", "E-mail 3 Address")]
    phones = [header.pick(name) for name in OUTLOOK_PHONES]
    company, title, birthday = (header.pick(name) for name in ("Company", "Job Title", "Birthday"))
    pages = [header.pick(name) for name in ("Web Page", "Personal Web Page")]
    cities, countries = ([header.pick(f"{at} {what}") for at in OUTLOOK_PLACES] for what in ("City", "Country"))
    note = header.pick("Notes")
    others = {label: header.pick(name) for label, name in OUTLOOK_RELATIONS.items()}
    named: set[str] = set()
    namesakes = Namesakes()
    used = 0
    for row in rows(source, header, file=file):
        if not isinstance(row, Cells):
            yield row
            continue
        given, middle, family = (pick(row.cells) for pick in names)
        name = full_name(" ".join(filter(None, (given, middle))), family)
        emails = tuple(filter(None, (pick(row.cells) for pick in mails)))
        if not (name or emails):
            yield Ignored("empty", file)
            continue
        used += 1
        person = emails[0].casefold() if emails else namesakes.give(f"{name}|{company(row.cells)}")
        yield Record(
            person,
            name,
            given or None,
            family or None,
            emails=emails,
            phones=tuple(filter(None, (pick(row.cells) for pick in phones))),
            urls=tuple(filter(None, (pick(row.cells) for pick in pages))),
            company=company(row.cells) or None,
            title=title(row.cells) or None,
            city=next(filter(None, (pick(row.cells) for pick in cities)), None),
            country=next(filter(None, (pick(row.cells) for pick in countries)), None),
            birthday=dates.parse(birthday(row.cells), day_first=False),
            note=" ".join(filter(None, (note(row.cells), row.beyond(header)))) or None,
            file=file,
            line=row.line,
        )
        yield Testimony(OWNER, person, "connected", file=file, line=row.line)
        for label, who in ((label, pick(row.cells)) for label, pick in others.items()):
            if who:
                other = mention(who, row.line)
                if who not in named:
                    named.add(who)
                    yield replace(other, file=file)
                yield replace(relation(person, other.key, label, line=row.line), file=file)
    yield Used(file, used)


def invitations(source: Source, header: Header, file: str | None) -> Iterator[Item]:
    """Signals, each way: somebody was asked to connect, and we are not told what she answered."""
    ends = {
        "OUTGOING": (header.pick("To"), header.pick("inviteeProfileUrl"), header.pick("inviterProfileUrl"), "a_to_b"),
        "INCOMING": (header.pick("From"), header.pick("inviterProfileUrl"), header.pick("inviteeProfileUrl"), "b_to_a"),
    }
    way_of, note = header.pick("Direction"), header.pick("Message")
    when = dated(source, header, "Sent At", day_first=False)
    used = 0
    mine = None
    for row in rows(source, header, file=file):
        if not isinstance(row, Cells):
            yield row
            continue
        end = ends.get(way_of(row.cells).upper())
        if end is None:
            yield Ignored("direction unknown", file)
            continue
        name_of, url_of, my_url, direction = end
        person = _named(full_name(name_of(row.cells), ""), url_of(row.cells), "invitation", file, row.line)
        if person is None:
            yield Ignored("empty", file)
            continue
        used += 1
        if mine is None and (mine := my_url(row.cells) or None):
            yield Record(OWNER, urls=(mine,), file=file, line=row.line)
        yield person
        yield Testimony(
            OWNER,
            person.key,
            "invitation",
            link=None,
            since=when(row.cells),
            direction=direction,
            detail="with a note" if note(row.cells) else None,
            file=file,
            line=row.line,
        )
    yield Used(file, used)


@dataclass(slots=True)
class _Praise:
    """What one person was endorsed for."""

    line: int
    skills: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)


def endorsements(source: Source, header: Header, file: str | None) -> Iterator[Item]:
    """Signals from writer to receiver, one a person, counting the distinct skills that were accepted."""
    received = header.column("Endorser First Name") is not None
    who = "Endorser" if received else "Endorsee"
    first, last, url_of = (header.pick(f"{who} {part}") for part in ("First Name", "Last Name", "Public Url"))
    skill, status = header.pick("Skill Name"), header.pick("Endorsement Status")
    when = dated(source, header, "Endorsement Date", day_first=False)
    praise: dict[str, _Praise] = {}
    used = 0
    for row in rows(source, header, file=file):
        if not isinstance(row, Cells):
            yield row
            continue
        state = status(row.cells).casefold()
        name = full_name(first(row.cells), last(row.cells))
        person = _named(name, url_of(row.cells), "endorsement", file, row.line)
        if person is None or state in UNWRITTEN:
            yield Ignored("empty" if person is None else state, file)
            continue
        used += 1
        if person.key not in praise:
            yield person
            praise[person.key] = _Praise(row.line)
        praise[person.key].skills.add(skill(row.cells).casefold())
        if day := when(row.cells):
            praise[person.key].days.add(day)
    for person_key, given in praise.items():
        yield Testimony(
            OWNER,
            person_key,
            "endorsement",
            link=None,
            since=min(given.days, default=None),
            last=max(given.days, default=None),
            count=len(given.skills),
            direction="b_to_a" if received else "a_to_b",
            file=file,
            line=given.line,
        )
    yield Used(file, used)


def recommendations(source: Source, header: Header, file: str | None) -> Iterator[Item]:
    """Signals from writer to receiver; LinkedIn names the other without her profile, so she is a mention."""
    given_away = "given" in source.basename
    created = header.column("Creation Date") or 0
    first, last, company, title, status = (
        header.pick(name) for name in ("First Name", "Last Name", "Company", "Job Title", "Status")
    )
    used = 0

    def mend(cells: list[str]) -> list[str]:
        """LinkedIn forgets the quotes around 01/24/18, 03:00 PM."""
        day = f"{cells[created]}, {cells[created + 1]}"
        if dates.of_event(day):
            return [*cells[:created], day, *cells[created + 2 :]]
        return cells

    for row in rows(source, header, file=file, mend=mend):
        if not isinstance(row, Cells):
            yield row
            continue
        cells = row.cells
        name = full_name(first(cells), last(cells))
        if name is None:
            yield Ignored("empty", file)
        elif status(cells).casefold() in UNWRITTEN:
            yield Ignored(status(cells).casefold(), file)
        else:
            used += 1
            person = Record(
                f"rec:{name}|{company(cells)}",
                name,
                first(cells) or None,
                last(cells) or None,
                company=company(cells) or None,
                title=title(cells) or None,
                note=row.beyond(header),
                mention=name,
                file=file,
                line=row.line,
            )
            yield person
            yield Testimony(
                OWNER,
                person.key,
                "recommendation",
                link=None,
                since=dates.of_event(cells[created], day_first=False),
                direction="a_to_b" if given_away else "b_to_a",
                file=file,
                line=row.line,
            )
    yield Used(file, used)


def organizations(source: Source, header: Header, file: str | None) -> Iterator[Item]:
    """The companies that the owner follows: an interest, no link."""
    name_of = header.pick("Organization")
    when = dated(source, header, "Followed On", day_first=False)
    used = 0
    for row in rows(source, header, file=file):
        if not isinstance(row, Cells):
            yield row
        elif not (name := name_of(row.cells)):
            yield Ignored("empty", file)
        else:
            used += 1
            yield Record(f"org:{name}", name, organization=True, file=file, line=row.line)
            yield _follow(f"org:{name}", when(row.cells), file, row.line)
    yield Used(file, used)


def follows(source: Source, header: Header, file: str | None) -> Iterator[Item]:
    """The members that the owner follows, by name only."""
    name_of = header.pick("FullName")
    when = dated(source, header, "Date", day_first=False)
    used = 0
    for row in rows(source, header, file=file):
        if not isinstance(row, Cells):
            yield row
        elif (person := _named(full_name(name_of(row.cells), ""), "", "follow", file, row.line)) is None:
            yield Ignored("empty", file)
        else:
            used += 1
            yield person
            yield _follow(person.key, when(row.cells), file, row.line)
    yield Used(file, used)


def address_book(source: Source, header: Header, file: str | None) -> Iterator[Item]:
    """The address book that LinkedIn was once given, of today's or of the older columns: people, but no links."""
    first, middle, last, full = (header.pick(name) for name in ("FirstName", "MiddleName", "LastName", "FullName"))
    maiden, nick = header.pick("MaidenName"), header.pick("NickName")
    mails, phones, profiles, sites = (header.pick(name) for name in ("Emails", "PhoneNumbers", "Profiles", "Sites"))
    company, title, birthday = (header.pick(name) for name in ("Companies", "Title", "Birthday"))
    city, country = header.pick("Location"), header.pick("CountryCode")
    namesakes = Namesakes()
    used = 0
    for row in rows(source, header, file=file):
        if not isinstance(row, Cells):
            yield row
            continue
        cells = row.cells
        given = " ".join(filter(None, (first(cells), middle(cells))))
        name = full_name(given, last(cells)) or full(cells) or None
        before = f"{first(cells)} {maiden(cells)}" if first(cells) and maiden(cells) else ""
        emails, numbers = _listed(mails(cells)), _listed(phones(cells))
        urls = _listed(f"{profiles(cells)},{sites(cells)}")
        if not (name or emails or numbers or urls):
            yield Ignored("empty", file)
            continue
        used += 1
        own = next(iter(emails + numbers + urls), "") or namesakes.give(name or "")
        yield Record(
            f"book:{own}|{name or ''}",
            name,
            first(cells) or None,
            last(cells) or None,
            aliases=tuple(filter(None, (nick(cells), before))),
            emails=emails,
            phones=numbers,
            urls=urls,
            company=company(cells) or None,
            title=title(cells) or None,
            city=city(cells) or None,
            country=country(cells) or None,
            birthday=dates.parse(birthday(cells), day_first=False),
            file=file,
            line=row.line,
        )
    yield Used(file, used)


def _named(name: str | None, url: str, what: str, file: str | None, line: int) -> Record | None:
    """Somebody by her profile, or else only mentioned by name; None if the row has neither."""
    if profile := key(url):
        return Record(profile, name, urls=(url,), file=file, line=line)
    return Record(f"{what}:{name}", name, mention=name, file=file, line=line) if name else None


def _follow(person: str, since: str | None, file: str | None, line: int) -> Testimony:
    return Testimony(OWNER, person, "follow", link=None, since=since, direction="a_to_b", file=file, line=line)


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (value.strip() for value in _LIST.split(cell)))))
