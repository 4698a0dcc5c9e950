"""Tests of short texts beside answers."""

from __future__ import annotations

import pytest

from ..running import Netcli


@pytest.mark.parametrize(
    ("whose", "said"),
    [("me", "What would raise your potential most"), ("Sophie Durand", "What would raise this potential most")],
)
def test_a_potential_is_only_yours_if_you_asked_for_yours(sample: Netcli, whose: str, said: str) -> None:
    """`netcli potential` for another person does not speak of the user's own potential."""
    told = sample("potential", whose).out.splitlines()
    assert [row for row in told if row.startswith("What would")] == [said]


def test_without_people_who_match_nothing_is_said_about_everybody(hamlet: Netcli) -> None:
    """If no person matches the filters, `netcli suggest` says that nobody who matches can help."""
    assert hamlet("suggest", "name:nobody").err == (
        "no suggestions: the people who match would not bring you closer to anybody\n"
    )


def test_without_people_who_match_guesses_are_not_denied_for_everybody(hamlet: Netcli) -> None:
    """If no person matches the filters, `netcli infer` does not say that the whole book has no guesses."""
    assert hamlet("infer", "name:nobody").out == (
        "No guesses: nothing suggests another link between people who match.\n"
    )


def test_a_filter_without_a_value_comes_with_an_instruction(hamlet: Netcli) -> None:
    """If a filter has no value, the error says in a sentence what to write."""
    assert hamlet("list", "company:").err == "netcli: 'company:' needs a value; write company:VALUE\n"


def test_no_question_is_asked_about_no_pairs(hamlet: Netcli) -> None:
    """If there are no pairs to merge, netcli asks no question."""
    assert hamlet("duplicates", "--accept", "email").code == 0


def test_guesses_come_from_the_command_that_made_them(sample: Netcli) -> None:
    """The dossier names `netcli infer` as the source of a guess."""
    sample("infer", "company:thales", "--yes")
    told = sample("dossier", "Mathilde Roche").out
    assert "guesses of netcli infer, line 1" in told
