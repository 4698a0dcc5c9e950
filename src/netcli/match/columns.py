"""A whole book as arrays: names by numbered words, identifiers by hashes, so that a million people fit in memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from netcli import identifiers
from netcli.match.profiles import completed
from netcli.match.rules import numbered as numbered_stems
from netcli.match.rules import tail, vanity
from netcli.match.words import SLOTS
from netcli.names import company_key, domain_company, fold, mail_domain, parse

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]

NOTHING: Final = -1
"""Stands for a missing word, company or city."""
NO_WORDS: Final = (NOTHING,) * SLOTS
NO_ROLES: Final = (0,) * SLOTS
GIVEN: Final = 1
FAMILY: Final = 2
"""Roles of a word, where they are known."""


class Sketch(NamedTuple):
    """A person as `candidates` takes her: the chosen values, as stored (e-mails and phones canonical)."""

    person: int
    name: str | None = None
    given: str | None = None
    family: str | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    company: str | None = None
    city: str | None = None
    birthday: str | None = None


class Numbers(dict[str, int]):
    """Numbers texts from 0 as they come."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number


@dataclass(frozen=True, slots=True)
class Lists:
    """Several hashes a person: `owner[i]` has `value[i]`."""

    owner: Ints
    value: Ints


@dataclass(frozen=True, slots=True)
class Columns:
    """The book, a row a person; words, companies and cities by number."""

    person: Ints
    words: NDArray[np.int32]
    family: NDArray[np.int8]
    opaque: NDArray[np.bool_]
    company: NDArray[np.int32]
    city: NDArray[np.int32]
    birthday: NDArray[np.int32]
    domain: Ints
    slugs: Lists
    emails: Lists
    mobiles: Lists
    phones: Lists
    numbered: Lists
    networks: Ints
    ambiguous: NDArray[np.bool_]
    vocabulary: tuple[str, ...]
    companies: tuple[str, ...]
    birthdays: tuple[str, ...]


class _Growing:
    """Two arrays that grow together."""

    def __init__(self) -> None:
        self.owner, self.value = array("q"), array("q")

    def add(self, owner: int, text: object) -> None:
        self.owner.append(owner)
        self.value.append(hash(text))

    def lists(self) -> Lists:
        import numpy as np  # 0.1 s; only the search of a whole book needs it

        return Lists(np.asarray(self.owner, dtype=np.int64), np.asarray(self.value, dtype=np.int64))


def columns(sketches: Iterable[Sketch]) -> Columns:
    """Read the book once, keeping numbers only."""
    import numpy as np  # as above

    vocabulary, companies, cities, birthdays = Numbers(), Numbers(), Numbers(), Numbers()
    networks_seen = Numbers(linkedin=0)
    person, domain, networks, whole, proof = (array("q") for _ in range(5))
    tokens, company, city, birthday = array("i"), array("i"), array("i"), array("i")
    family, opaque = array("b"), array("b")
    slugs, emails, mobiles, phones, numbered = (_Growing() for _ in range(5))
    for row, sketch in enumerate(sketches):
        person.append(sketch.person)
        profiles = [found for found in map(identifiers.profile, sketch.urls) if found]
        personal = [address for address in sketch.emails if not identifiers.role_mailbox(address)]
        name = completed(parse(sketch.name, sketch.given, sketch.family), personal, profiles)
        words = (name.tokens + name.initials + name.former)[:SLOTS]
        tokens.extend([vocabulary[word] for word in words])
        tokens.extend(NO_WORDS[len(words) :])
        if name.given or name.family:
            family.extend([FAMILY if word in name.family else GIVEN if word in name.given else 0 for word in words])
            family.extend(NO_ROLES[len(words) :])
        else:
            family.extend(NO_ROLES)
        opaque.append(name.opaque)
        for address in personal:
            mailbox = identifiers.mailbox(address)
            emails.add(row, mailbox)
            if mailbox[mailbox.find("@") - 1].isdigit():
                for stem in numbered_stems([mailbox]):
                    numbered.add(row, stem)
        employer = next(filter(None, map(mail_domain, personal)), None)
        domain.append(hash(employer) if employer else 0)
        key = company_key(sketch.company) if sketch.company else domain_company(employer) if employer else ""
        company.append(companies[key] if key else NOTHING)
        key = fold(sketch.city) if sketch.city else ""
        city.append(cities[key] if key else NOTHING)
        birthday.append(birthdays[sketch.birthday] if sketch.birthday else NOTHING)
        for number in sketch.phones:
            phones.add(row, tail(number))
            if identifiers.is_mobile(number):
                mobiles.add(row, tail(number))
        present = 0
        vanities = sorted(slug for network, slug in profiles if network == "linkedin" and vanity(slug))
        for profile in profiles:
            slugs.add(row, profile)
            if profile[0] != "linkedin" or vanities:
                present |= 1 << networks_seen[profile[0]]
        networks.append(present)
        whole.append(hash(" ".join(sorted(words))))
        proof.append(hash(vanities[0]) if vanities else 0)
    return Columns(
        person=np.asarray(person, dtype=np.int64),
        words=np.asarray(tokens, dtype=np.int32).reshape(-1, SLOTS),
        family=np.asarray(family, dtype=np.int8).reshape(-1, SLOTS),
        opaque=np.asarray(opaque, dtype=np.bool_),
        company=np.asarray(company, dtype=np.int32),
        city=np.asarray(city, dtype=np.int32),
        birthday=np.asarray(birthday, dtype=np.int32),
        domain=np.asarray(domain, dtype=np.int64),
        slugs=slugs.lists(),
        emails=emails.lists(),
        mobiles=mobiles.lists(),
        phones=phones.lists(),
        numbered=numbered.lists(),
        networks=np.asarray(networks, dtype=np.int64),
        ambiguous=_ambiguous(np.asarray(whole, dtype=np.int64), np.asarray(proof, dtype=np.int64)),
        vocabulary=tuple(vocabulary),
        companies=tuple(companies),
        birthdays=tuple(birthdays),
    )


def _ambiguous(name: Ints, proof: Ints) -> NDArray[np.bool_]:
    """Whose name is proven to be several people's: it stands beside two LinkedIn profiles."""
    import numpy as np

    proven = np.unique(np.stack([name, proof], axis=1)[proof != 0], axis=0)
    names, counts = np.unique(proven[:, 0], return_counts=True)
    return np.isin(name, names[counts > 1])
