"""Match hashes of e-mail addresses with the addresses of other people.

Some sources contain MD5, SHA-1 or SHA-256 hashes instead of addresses.
"""

from __future__ import annotations

import json

from netcli import identifiers
from netcli.store.dialect import LIST, listed
from netcli.store.reader import Reader


def known_by_hash(reader: Reader, batch: int) -> set[int]:
    """If a hash of one person matches an address of another person, return both people.

    If nobody in *batch* has a hash, only addresses of people in *batch* are compared.
    """
    holders: dict[str, set[int]] = {}
    for value, person in reader.connection.execute("SELECT value, person FROM identifier WHERE kind = 'hash'"):
        holders.setdefault(value, set()).add(person)
    if not holders:
        return set()
    said = {person for (person,) in reader.connection.execute("SELECT person FROM record WHERE batch = ?", (batch,))}
    # a hash in this batch may match anybody's address
    everybody = not said.isdisjoint(set[int]().union(*holders.values()))
    # few books contain such hashes, so the hashes of people's own addresses are not stored
    found = reader.connection.execute(
        f"SELECT id, emails FROM person WHERE emails <> '[]' AND (? OR id IN {LIST})", (everybody, listed(said))
    )
    known: set[int] = set()
    for person, emails in found:
        for address in json.loads(emails):
            for value in identifiers.digests(address):
                if holders.get(value, set()) - {person}:
                    known |= {person, *holders[value]}
    return known
