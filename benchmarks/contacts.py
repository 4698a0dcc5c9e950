"""Write six labelled contact files about invented people, with realistic errors.

    python benchmarks/contacts.py 100000 FOLDER --seed 1

For each row of the six files, `truth.csv` states the file, the first line, the true person and the traps. The file
`people.csv` lists each person whose full name is in one of the six files.

The list of errors was written without looking at how netcli matches.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

import invented
from exports import FORMATS, Card, Lines
from households import households
from population import Company, Person, fold, population, unaccented

RECORDS_A_PERSON: Final = (0.28, 0.36, 0.22, 0.10, 0.03, 0.01)
"""For each number of files from one to six: the chance that a person is in this number of files."""
TWICE_IN_A_FILE: Final = 0.012
"""Share of the people in a phone book who are listed twice."""
ORGANISATIONS: Final = 0.015
"""Share of all records that describe an organisation."""
ANONYMOUS: Final = 0.005
"""Share of all records that have no real name."""
HOUSEHOLDS: Final = 0.002
"""Number of households per record."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How one source describes people.

    A greater `weight` makes the source more frequent. Each other number is the chance of a field or of an error.
    """

    file: str
    weight: float
    personal: float
    work: float
    mobile: float
    landline: float
    url: float
    company: float
    city: float
    birthday: float
    upper: float
    plain: float
    informal: float
    suffix: float
    old: float


SOURCES: Final = (
    # file, weight, personal, work, mobile, landline, url, company, city, birthday, upper, plain, informal, suffix, old
    Habits("Connections.csv", 0.56, 0.03, 0.05, 0, 0, 1, 0.93, 0, 0, 0.03, 0.08, 0.02, 0.09, 0.1),
    Habits("viadeo.csv", 0.26, 0.25, 0.20, 0.06, 0, 0, 0.88, 0.7, 0, 0.35, 0.25, 0.01, 0.0, 0.7),
    Habits("contacts.csv", 0.50, 0.52, 0.24, 0.45, 0.08, 0.42, 0.48, 0.15, 0.12, 0.03, 0.12, 0.06, 0.01, 0.25),
    Habits("contacts.vcf", 0.40, 0.36, 0.22, 0.70, 0.12, 0.40, 0.48, 0.15, 0.15, 0.03, 0.12, 0.08, 0.01, 0.25),
    Habits("outlook.csv", 0.34, 0.14, 0.66, 0.35, 0.30, 0.10, 0.85, 0.3, 0.08, 0.25, 0.12, 0.01, 0.0, 0.4),
    Habits("phones.csv", 0.22, 0.25, 0.10, 0.75, 0.15, 0, 0.35, 0.2, 0.03, 0.08, 0.45, 0.12, 0.0, 0.25),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One person's card in one file."""

    file: str
    person: str
    card: Card


def generate(records: int, seed: int, folder: Path) -> None:
    """Write six exports, `truth.csv` and `people.csv`. The exports have *records* rows in total."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = Random(f"contacts {seed}")
    chance = Random(f"households {seed}")
    couples = [Entry(*each) for n in range(round(records * HOUSEHOLDS)) for each in households(n, chance)]
    crowd = round(records * ORGANISATIONS) + round(records * ANONYMOUS) + len(couples)
    shares: list[list[Habits]] = []
    total = 0
    while total < records - crowd:
        share = _sources(rng)[: records - crowd - total]
        total += len(share)
        shares.append(share)
    people = population(len(shares), seed)
    entries = [
        Entry(source.file, person.id, describe(person, source, rng))
        for person, share in zip(people, shares, strict=True)
        for source in share
    ]
    entries += (_organisation(n, rng) for n in range(round(records * ORGANISATIONS)))
    entries += (_anonymous(n, rng) for n in range(round(records * ANONYMOUS)))
    entries += couples
    rng.shuffle(entries)
    truth = [line for source in SOURCES for line in _write(folder, source.file, entries, rng)]
    _table(folder / "truth.csv", ("file", "line", "person", "trap"), truth)
    _table(folder / "people.csv", ("person", "given", "family", "company", "city"), _known(people, entries))


def describe(person: Person, source: Habits, rng: Random) -> Card:
    """Return the card of *person* in *source*, with the usual errors and gaps."""
    card = Card(traps=list(person.traps))
    _name(card, person, source, rng)
    firm, title = person.jobs[-1 if rng.random() < source.old else 0]
    if rng.random() < source.company:
        card.company = company_variant(firm, rng)
        card.title = title if rng.random() < 0.8 else ""
    personal = person.personal[0 if rng.random() < 0.8 else -1]
    if person.shared_mailbox and rng.random() < 0.6:
        personal = person.shared_mailbox
        card.traps.append(f"shared_mailbox:{personal}")
    if rng.random() < source.personal:
        card.emails.append(personal)
    if rng.random() < source.work:
        if rng.random() < 0.03:
            card.emails.append(f"{rng.choice(('info', 'contact', 'commercial', 'accueil'))}@{firm.domain}")
            card.traps.append(f"role_mailbox:{firm.domain}")
        else:
            card.emails.append(person.work[person.jobs.index((firm, title))])
    card.emails = [mail.title() if rng.random() < 0.03 else mail for mail in card.emails]
    if rng.random() < source.mobile:
        card.mobile = phone_notation(person.mobile, rng)
    if rng.random() < source.landline:
        card.landline = phone_notation(person.shared_landline or person.landline, rng)
        if person.shared_landline:
            card.traps.append(f"shared_landline:{person.shared_landline}")
    if card.company and rng.random() < source.landline / 3:
        card.office = phone_notation(firm.switchboard, rng)
        card.traps.append(f"shared_landline:{firm.domain}")
    if rng.random() < source.url:
        card.url = _profile(person.slug, source.file == "Connections.csv", rng)
    if rng.random() < source.city:
        card.city = person.city.upper() if rng.random() < 0.1 else person.city
    if rng.random() < source.birthday:
        card.birthday = person.birthday
    if rng.random() < 0.02:
        card.note = rng.choice(("Rencontrée au salon\nà rappeler", "vu à Lyon, très sympa", 'dit "le grand"'))
    if source.informal and rng.random() < source.informal / 4:
        _first_name_only(card, person, rng)
    return card


def _name(card: Card, person: Person, source: Habits, rng: Random) -> None:
    given, family = person.given, person.family
    if person.former:
        married = f"{family}-{person.former}", f"{family} (née {person.former})", f"{person.former} ép. {family}"
        family = rng.choices((family, person.former, *married), (50, 25, 15, 6, 4))[0]
    short = invented.SHORT.get(given)
    if short and rng.random() < source.informal:
        given = short
    elif short and rng.random() < source.informal / 2:
        card.nickname = short
    if "-" in given and rng.random() < 0.35:
        first, second = given.split("-", 1)
        a, b = first[0], second[0]
        forms = f"{first} {second}", first, f"{a}-{b}", f"{a}{b}.", first + second.lower()
        given = rng.choices(forms, (55, 20, 10, 5, 10))[0]
    if rng.random() < 0.02:
        given = given[0] + rng.choice((".", ""))
        card.in_full = False
    if rng.random() < 0.045:
        given, family = (typo(given, rng), family) if rng.random() < 0.4 else (given, typo(family, rng))
        if rng.random() < 0.12:
            family = typo(family, rng)
    if rng.random() < source.plain:
        given, family = unaccented(given), unaccented(family)
    if rng.random() < source.upper:
        family = family.upper()
        given = given.upper() if rng.random() < 0.2 else given
    if rng.random() < source.suffix:
        family += rng.choice(invented.CREDENTIALS)
    if rng.random() < source.informal / 3:
        card.prefix = rng.choice(("Mme", "Dr", "Me") if person.woman else ("M.", "Dr", "Me"))
    if rng.random() < 0.025:
        given, family = family, given
    card.given, card.family = given, family


def _first_name_only(card: Card, person: Person, rng: Random) -> None:
    given = invented.SHORT.get(person.given, person.given) if rng.random() < 0.4 else person.given
    after = rng.choice(("", "", "", " boulot", " foot", " voisin", " coiffure"))
    card.given = rng.choice(invented.CALLED) if rng.random() < 0.1 else given + after
    card.family = card.prefix = card.company = card.title = ""
    card.in_full = False
    card.traps.append(f"first_name_only:{person.id}")


def typo(text: str, rng: Random) -> str:
    """Return *text* with one typing error. If the text is very short, return the text unchanged."""
    places = [i for i in range(1, len(text) - 1) if text[i].isalpha() and text[i + 1].isalpha()]
    if len(text) < 4 or not places:
        return text
    i = rng.choice(places)
    slips = (
        text[:i] + text[i + 1] + text[i] + text[i + 2 :],
        text[:i] + text[i + 1 :],
        text[:i] + text[i] + text[i:],
        text[:i] + rng.choice("aeinorstlu") + text[i + 1 :],
    )
    return rng.choice(slips)


def company_variant(firm: Company, rng: Random) -> str:
    """Return one of the ways in which people write the name of *firm*."""
    name = firm.name
    variants = (
        name,
        f"{name} {firm.legal}",
        f"Groupe {name}",
        f"{name} {rng.choice(('France', 'Group', 'Europe'))}",
        name.upper(),
        firm.acronym or name,
        unaccented(name).replace("&", "et"),
        typo(name, rng),
    )
    return rng.choices(variants, (56, 12, 5, 5, 6, 8, 5, 3))[0]


def phone_notation(number: str, rng: Random) -> str:
    """Return an E.164 phone number in one of the notations that people use."""
    code = next(code for code in ("351", "33", "44", "49", "34", "31") if number.startswith("+" + code))
    rest = number[1 + len(code) :]
    if code != "33":
        return rng.choice((number, f"00{number[1:]}", f"+{code} {rest[:3]} {rest[3:6]} {rest[6:]}"))
    pairs = [rest[i : i + 2] for i in range(1, 9, 2)]
    local = [f"0{rest[0]}", *pairs]
    return rng.choice(
        (
            " ".join(local),
            " ".join(local),
            "".join(local),
            ".".join(local),
            "-".join(local),
            number,
            f"+33 {rest[0]} {' '.join(pairs)}",
            f"+33 (0){rest[0]} {' '.join(pairs)}",
            f"0033{rest}",
        )
    )


def _profile(slug: str, export: bool, rng: Random) -> str:
    if export:
        return f"https://www.linkedin.com/in/{slug}"
    starts = ("https://www.linkedin.com/in/", "http://fr.linkedin.com/in/", "linkedin.com/in/", "www.linkedin.com/in/")
    return rng.choice(starts) + slug + rng.choice(("", "", "/", "/fr", "?trk=contacts"))


def _sources(rng: Random) -> list[Habits]:
    """Return the sources that list a person. If a source lists the person twice, the source comes twice."""
    count = rng.choices(range(1, 7), RECORDS_A_PERSON)[0]
    chosen = sorted(SOURCES, key=lambda source: rng.random() ** (1 / source.weight), reverse=True)[:count]
    doubles = [s for s in chosen if s.file not in ("Connections.csv", "viadeo.csv") and rng.random() < TWICE_IN_A_FILE]
    return chosen + doubles


def _organisation(n: int, rng: Random) -> Entry:
    kind, city = rng.choice(invented.ORGANISATIONS), rng.choice(invented.FRENCH.cities)
    number = phone_notation(f"+331{rng.randrange(10**8):08d}", rng)
    card = Card(given=kind, family=city, landline=number, traps=[f"organisation:{n}"], in_full=False)
    if rng.random() < 0.4:
        card.emails.append(f"contact@{fold(kind).replace(' ', '-')}-{n}.fr")
    return Entry(rng.choice(("contacts.csv", "contacts.vcf", "phones.csv")), f"o{n}", card)


def _anonymous(n: int, rng: Random) -> Entry:
    card = Card(traps=[f"anonymous:{n}"], in_full=False)
    if rng.random() < 0.5:
        card.url = f"https://www.linkedin.com/in/ACoAA{rng.randrange(16**10):010x}"
        return Entry("Connections.csv", f"a{n}", card)
    card.given, card.family = rng.choice((("LinkedIn", "Member"), ("Membre", "anonyme"), ("Utilisateur", "inconnu")))
    return Entry(rng.choice(("viadeo.csv", "contacts.csv", "phones.csv")), f"a{n}", card)


def _known(people: list[Person], entries: list[Entry]) -> Iterator[tuple[str, ...]]:
    """Yield a row of `people.csv` for each person with a full name."""
    seen: dict[str, list[str]] = {}
    for entry in entries:
        if entry.card.in_full:
            company, city = seen.setdefault(entry.person, ["", ""])
            seen[entry.person] = [entry.card.company or company, entry.card.city or city]
    for person in people:
        if person.id in seen:
            yield person.id, person.given, person.family, *seen[person.id]


def _table(path: Path, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([header, *rows])


def _write(folder: Path, file: str, entries: list[Entry], rng: Random) -> Iterator[tuple[str, ...]]:
    """Write one export, and yield the rows of `truth.csv` for this export."""
    head, show, encoding = FORMATS[file]
    out = Lines(head)
    for entry in entries:
        if entry.file == file:
            line = out.add(show(entry.card, rng))
            yield file, str(line), entry.person, " ".join(entry.card.traps)
    (folder / file).write_bytes(str(out).encode(encoding))


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a labelled synthetic contact set.")
    parser.add_argument("records", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    generate(options.records, options.seed, options.folder)


if __name__ == "__main__":
    main()
