"""Choose the employers' and schools' names that netcli shows to users."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from netcli.companies import company_key
from netcli.store.reader import Reader
from netcli.store.surroundings import spellings_of


def employer_names(
    reader: Reader, inside: Mapping[str, Iterable[int]], companies: Mapping[int, str | None]
) -> dict[str, str]:
    """Return the most frequent name of each employer or school in *inside*.

    If *companies* contains no name of an employer, the names in the people's records count.
    """
    spelt = {key: Counter(_shown(key, people, companies)) for key, people in inside.items()}
    left = {person for key, people in inside.items() if not spelt[key] for person in people}
    former = spellings_of(reader.connection, left) if left else {}
    found = {key: counts or former.get(key) or Counter([key.title()]) for key, counts in spelt.items()}
    return {key: min(counts.items(), key=lambda each: (-each[1], each[0]))[0] for key, counts in found.items()}


def _shown(key: str, people: Iterable[int], companies: Mapping[int, str | None]) -> list[str]:
    """For each of *people* whose company has the key *key*, return the company's name."""
    named = (companies.get(person) for person in people)
    return [company for company in named if company and company_key(company) == key]
