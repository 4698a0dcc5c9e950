"""`netcli potential`: the value of a person's position in the village."""

from __future__ import annotations

from typing import Any

import pytest

from ..running import Netcli


def test_my_potential_in_the_village(village: Netcli) -> None:
    """In the village, Zoé reaches four people, and her two contacts are not linked."""
    result = village.ok("potential")["result"]
    assert result["person"]["me"]
    assert (result["contacts"], result["constraint"], result["effective_size"]) == (2, 0.5, 2.0)
    assert result["reach"] == [{"hops": 1, "people": 2}, {"hops": 2, "people": 3}, {"hops": 3, "people": 4}]
    assert result["harmonic"] == pytest.approx(2 + 1 / 2 + 1 / 3, rel=1e-8)
    assert (result["rank"], result["of"]) == (4, 8)


def test_reach_by_chance_counts_the_likeliest_chain_to_each(village: Netcli) -> None:
    """The reach by chance is the sum of the chances of the likeliest chains."""
    names = ("Pierre Martin", "Aïcha O'Neil", "Jacques van der Berg", "Sophie Durand")
    chains = [village.ok("path", "me", name, "--by", "chance")["result"]["chains"][0] for name in names]
    assert village.ok("potential")["result"]["chance_reach"] == pytest.approx(sum(each["chance"] for each in chains))


def parts(answer: Any) -> dict[str, tuple[float, int]]:
    """Return the value and the weight of each part of the potential."""
    return {part["part"]: (part["value"], part["weight"]) for part in answer["parts"]}


def test_the_index_is_the_sum_of_its_parts(sample: Netcli) -> None:
    """The index is the sum of the points for nearness, chance and bridging."""
    result = sample.ok("potential")["result"]
    people = result["of"] - 1
    assert parts(result) == {
        "nearness": (pytest.approx(result["harmonic"] / people), 50),
        "chance": (pytest.approx(result["chance_reach"] / people), 25),
        "bridging": (pytest.approx(1 - result["constraint"]), 25),
    }
    assert result["index"] == pytest.approx(sum(part["points"] for part in result["parts"]))
    assert [part["points"] for part in result["parts"]] == [
        pytest.approx(value * weight) for value, weight in parts(result).values()
    ]


def test_whoever_knows_nobody_has_none(village: Netcli) -> None:
    """A person without contacts has no potential, and netcli proposes no actions."""
    result = village.ok("potential", "Madonna")["result"]
    assert (result["index"], result["contacts"], result["harmonic"], result["chance_reach"]) == (0.0, 0, 0.0, 0.0)
    assert (result["constraint"], result["effective_size"]) == (None, None)
    assert "What would raise your potential most" not in village("potential", "Madonna").out


def test_the_acts_that_would_raise_it_most_come_first(village: Netcli) -> None:
    """netcli proposes three actions. The action with the most points comes first."""
    told = village("potential").out.partition("What would raise your potential most\n")[2].splitlines()
    assert len(told) == 3
    points = [float(line.split()[1]) for line in told]
    assert points == sorted(points, reverse=True)
    assert points[-1] > 0


def test_an_organization_has_no_potential(village: Netcli) -> None:
    """For an organization, `netcli potential` fails with an error."""
    village.ok("import", "-", stdin="BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:Airbus SE\nORG:Airbus SE\nEND:VCARD\n")
    outcome = village("potential", "Airbus SE")
    assert (outcome.code, outcome.err) == (
        2,
        "netcli: Airbus SE is not a person; give a person: organizations and placeholders are in no chain\n",
    )
