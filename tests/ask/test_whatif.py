"""Tests of `netcli whatif`, which adds links or leaves out people."""

from __future__ import annotations

import pytest

from ..running import Netcli


def test_a_link_and_a_loss_are_supposed_together(village: Netcli) -> None:
    """A new link and the removal of a person can be combined."""
    answer = village.ok("whatif", "--link", "me = Sophie Durand", "--without", "Pierre", "--target", "Sophie Durand")
    result = answer["result"]
    (target,) = result.pop("targets")
    assert result == {
        "changes": ["+Zoé Exemple = Sophie Durand", "-Pierre Martin"],
        "before": {"reachable": 4, "mean_hops": 1.75, "components": 4, "giant": 5},
        "after": {"reachable": 3, "mean_hops": 1.33333333, "components": 4, "giant": 4},
    }
    assert (target["person"]["name"], target["before"], target["after"]) == ("Sophie Durand", 3, 1)
    assert answer["query"]["without"][0]["name"] == "Pierre Martin"


def test_whoever_no_chain_leads_to_has_no_hops(village: Netcli) -> None:
    """If no chain exists, the number of hops is None."""
    names = ("Madonna", "Sophie Durand", "Jacques van der Berg")
    words = [word for name in names for word in ("--target", name)]
    targets = village.ok("whatif", "--link", "me = Madonna", "--without", "Jacques", *words)["result"]["targets"]
    assert [(each["before"], each["after"]) for each in targets] == [(None, 1), (3, None), (2, None)]


def test_nothing_is_written(village: Netcli) -> None:
    """`netcli whatif` does not change the book."""
    before = village.export()
    village.ok("whatif", "--link", "me=Sophie Durand", "--without", "Pierre Martin")
    assert village.export() == before


def test_a_link_that_stands_already_is_told(village: Netcli) -> None:
    """If `netcli whatif` adds an existing link, nothing changes, and a warning states the reason."""
    answer = village.ok("whatif", "--link", "me = Pierre Martin")
    assert answer["result"]["before"] == answer["result"]["after"]
    assert [warning["code"] for warning in answer["warnings"]] == ["already_linked"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "no change is given; for example: netcli whatif --link 'A = B', or --without P"),
        (("--link", "me"), "'me' is not a link; write --link 'A = B'"),
        (("--link", "me = Zoé Exemple"), "both ends of the link are Zoé Exemple; give two people"),
        (("--without", "me"), "you cannot be left out: everything is measured from you; choose another person"),
    ],
    ids=lambda words: " ".join(words),
)
def test_what_cannot_be_supposed_is_wrong_usage(village: Netcli, words: tuple[str, ...], said: str) -> None:
    """If a change is not possible, the message suggests what to write instead."""
    outcome = village("whatif", *words)
    assert (outcome.code, outcome.err) == (2, f"netcli: {said}\n")
