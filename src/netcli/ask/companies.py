"""`reach --companies`: whom to ask for an introduction to each company."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from netcli.answers import Answer, limited
from netcli.answers.companies import Asked, Entrance
from netcli.answers.people import Person
from netcli.ask.chains import by_of, described
from netcli.ask.reach import length
from netcli.companies import company_aliases, company_key, domain_company, mail_domain
from netcli.errors import Usage, one_of
from netcli.folding import fold
from netcli.graph.model import HOP_CHARGE
from netcli.graph.reach import to_many
from netcli.language import say
from netcli.store.graph import Constraints, Graph
from netcli.store.network import mailboxes, places
from netcli.store.reader import Reader

MATCHES: Final = ("exact", "core", "alias")
"""The ways to match a company, most reliable first."""


def read_companies(lines: Iterable[str]) -> list[str]:
    r"""Return the companies: one per line, or the column `company` of CSV.

    Raises Usage if the list contains no company.

    >>> read_companies(["Airbus, SE\n", "\n", "Thales\n"]), read_companies(["Company,n\n", '"Airbus, SE",7\n'])
    (['Airbus, SE', 'Thales'], ['Airbus, SE'])
    """
    rows = list(lines)
    header = [cell.strip().casefold() for cell in next(csv.reader(rows[:1]), [])]
    if "company" in header:
        place = header.index("company")
        cells = [row[place] for row in csv.reader(rows[1:]) if len(row) > place]
    else:
        cells = rows
    companies = [cell.strip() for cell in cells if cell.strip()]
    if not companies:
        raise Usage(
            say("the list contains no companies"),
            say("write one company per line, or a CSV file with a column named company"),
        )
    return companies


def entrances(
    reader: Reader,
    source: Person,
    companies: Sequence[str],
    *,
    by: str = "hops",
    max_hops: int = 6,
    guesses: bool = False,
    limit: int = 0,
) -> Answer[Asked, list[Entrance]]:
    """Find the best chain into each company, and whom to ask first.

    The answer has the companies in the given order.
    """
    way = by_of(one_of("--by", by, ("hops", "chance")))
    shown, warnings = limited(companies, limit)
    staff = _Staff(reader, source)
    found = [staff.of(company) for company in shown]
    targets = sorted({person for _, people in found for person in people})
    ways: dict[int, tuple[int, ...]] = {}
    if targets and source.kind == "person":
        graph = Graph(reader, Constraints(guesses=guesses))
        ways = to_many(graph, source.id, targets, by=way, max_hops=max_hops)
    chains = dict(zip(ways, described(reader, list(ways.values())), strict=True))
    result = []
    for company, (match, people) in zip(shown, found, strict=True):
        reached = [chains[person] for person in people if person in chains]
        best = min(reached, key=lambda chain: (length(chain, way), chain.people[-1].id), default=None)
        ask = best.people[1] if best else None
        result.append(Entrance(company, match, len(people), len(reached), ask, best))
    asked = Asked(source, list(companies), by, max_hops, guesses, HOP_CHARGE, limit)
    return Answer("reach", asked, result, warnings)


class _Staff:
    """Finds the people at a company, except the person who asks."""

    def __init__(self, reader: Reader, asking: Person) -> None:
        self._people: dict[str, dict[str, set[int]]] = {match: defaultdict(set) for match in MATCHES}
        exact, core, alias = self._people.values()
        for person, company, _ in places(reader):
            if company and person != asking.id:
                exact[fold(company)].add(person)
                core[company_key(company)].add(person)
                for key in company_aliases(company):
                    alias[key].add(person)
        for person, address in mailboxes(reader):
            domain = mail_domain(address)
            if domain and person != asking.id:
                alias[domain_company(domain)].add(person)

    def of(self, company: str) -> tuple[str, list[int]]:
        """Return how *company* was matched, and the people who work there."""
        exact, core, alias = self._people.values()
        named, key = exact.get(fold(company), set()), company_key(company)
        kin = core.get(key, set()) if key else set()
        if named or kin:
            return ("exact" if named else "core"), sorted(named | kin)
        others = set[int]()
        for other in (key, *company_aliases(company)):
            others |= alias.get(other, set()) | core.get(other, set())
        return ("alias" if others else "none"), sorted(others)
