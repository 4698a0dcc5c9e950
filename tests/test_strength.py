"""Worked examples of the chance of one link."""

from __future__ import annotations

import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcli.kinds import LINK_KINDS
from netcli.records import Sign
from netcli.strength import CROWDED, Features, Shared, band, bare, chance, explain, features

TODAY = "2026-11-23"
M_OF_5 = math.log(6) / math.log(31)
"""Value of the feature `mutuals` for five contacts in common."""
BARE_LINK = [Sign("connected", since="2023-11-23")]
JUST_MET = [
    Sign("meeting", "met", since="2026-10-24", count=0, closeness=1),
    Sign("message", last="2026-10-24", count=2, direction="a_to_b"),
    Sign("message", last="2026-10-24", count=1, direction="b_to_a"),
]
EX_COLLEAGUE = [
    Sign("message", since="2021-11-23", last="2023-11-23", count=10, direction="a_to_b"),
    Sign("message", since="2021-11-23", last="2023-11-23", count=10, direction="b_to_a"),
]
CLOSE_FRIEND = [
    Sign("declared", "friend", since="2010", closeness=5),
    Sign("message", last="2026-11-16", count=60, direction="a_to_b"),
    Sign("message", last="2026-11-16", count=60, direction="b_to_a"),
]


@pytest.mark.parametrize(
    ("known", "expected"),
    [(Features(), 0.15), (Features(*[1.0] * 7), 0.85), (Features(*[0.35] * 7), 0.373)],
    ids=["nothing", "everything", "mediocre"],
)
def test_the_anchors(known: Features, expected: float) -> None:
    """The chance is 0.15 without evidence, and 0.85 with all evidence at its maximum.

    A mediocre tie has 0.373, close to the rate that Dodds, Muhamad and Watts measured.
    """
    assert round(chance(known), len(str(expected)) - 2) == expected


@pytest.mark.parametrize(
    ("known", "by_hand", "expected"),
    [
        (features(BARE_LINK, today=TODAY, mutuals=5), Features(age=3 / 5, mutuals=M_OF_5, declared=False), 0.22),
        (
            features(JUST_MET, today=TODAY),
            Features(2 ** (-30 / 180), 0.0, math.log(4) / math.log(101), 1 / 12 / 5, services=1 / 3),
            0.31,
        ),
        (
            features(EX_COLLEAGUE, today=TODAY, mutuals=5, shared=[Shared(2.0, 50)]),
            Features(2 ** (-3 * 365 / 180), None, math.log(21) / math.log(101), 1.0, 1.0, 0.5, M_OF_5, declared=False),
            0.52,
        ),
        (
            features(CLOSE_FRIEND, today=TODAY, mutuals=5),
            Features(2 ** (-7 / 180), 1.0, 1.0, 1.0, 0.0, 0.5, M_OF_5),
            0.73,
        ),
    ],
    ids=["bare link", "met last month", "ex-colleague", "close friend"],
)
def test_the_four_worked_ties(known: Features, by_hand: Features, expected: float) -> None:
    """Four example links have the features and chances that were calculated by hand.

    docs/decisions.md states the choices that the model leaves open.
    """
    assert known == pytest.approx(by_hand, abs=2e-3)  # months and years are not all as long
    assert round(chance(known), 2) == round(chance(by_hand), 2) == expected


def test_three_mediocre_hops_are_five_percent() -> None:
    """Three hops of 0.37 each have a chance of 5 %.

    Dodds, Muhamad and Watts measured 0.37.
    """
    assert round(0.37**3, 4) == 0.0507


unit = st.floats(0, 1)


@given(st.builds(Features, unit, st.none() | unit, unit, unit, unit, unit, unit, unit, unit))
def test_the_lines_add_up(known: Features) -> None:
    """The log-odds of all lines add up to the log-odds of the chance."""
    p = chance(known)
    assert 0 < p < 1
    assert sum(logit for *_, logit in explain(known)) == pytest.approx(math.log(p / (1 - p)))


@pytest.mark.parametrize(
    ("known", "weights"),
    [
        (Features(0.5), (1.2, 0.0)),
        (Features(0.5, 0.25), (0.7, 0.5)),
        (Features(0.5, 0.75), (0.0, 1.2)),
        (Features(0.5, 0.25, declared=False), (1.2, 0.0)),
        (Features(0.5, 0.75, declared=False), (0.0, 1.2)),
    ],
    ids=["unknown", "declared, less", "declared, more", "of its kind, less", "of its kind, more"],
)
def test_recency_and_closeness_share_a_weight(known: Features, weights: tuple[float, float]) -> None:
    """The greater of recency and closeness gets the weights of both values. The other value gets no weight.

    Exception: if a declared closeness is less than the recency, each value keeps its own weight.
    """
    assert tuple(weight for name, _, weight, _ in explain(known) if name in ("recency", "closeness")) == weights


@pytest.mark.parametrize(
    ("sign", "expected"),
    [
        (Sign("declared", "spouse"), 0.369),
        (Sign("declared", "friend", closeness=5), 0.369),
        (Sign("declared", "friend"), 0.303),
        (Sign("declared", "parent"), 0.303),
        (Sign("declared", "manager"), 0.243),
        (Sign("declared", "acquaintance"), 0.15),
        (Sign("inferred", "colleague", "guess"), 0.05),
    ],
    ids=["spouse", "best friend", "friend", "parent", "manager", "acquaintance", "guess"],
)
def test_a_kind_says_how_close(sign: Sign, expected: float) -> None:
    """The kind of a declared link implies a closeness. A guessed link implies no closeness."""
    assert round(chance(features([sign], today=TODAY)), 3) == expected


@given(unit, st.sampled_from(LINK_KINDS))
def test_no_kind_lowers_a_chance(years: float, kind: str) -> None:
    """A known kind never lowers the chance of a link."""
    last = (date.fromisoformat(TODAY) - timedelta(round(1_000 * years))).isoformat()
    told, untold = (features([Sign("declared", each, last=last)], today=TODAY) for each in (kind, "contact"))
    assert chance(told) >= chance(untold)


@pytest.mark.parametrize(
    ("moment", "same"),
    [("2015", "2015-07-01"), ("2015-02", "2015-02-15"), ("2015-02-03T10:00:00Z", "2015-02-03"), ("--03-12", None)],
    ids=["a year", "a month", "a date-time", "no year"],
)
def test_a_vague_date_is_the_middle_of_what_it_says(moment: str, same: str | None) -> None:
    """A year or a month counts as its middle day. A date without a year is ignored."""
    vague, precise = (features([Sign("connected", since=since)], today="2016-01-01") for since in (moment, same))
    assert vague == precise


def test_a_date_to_come_is_today() -> None:
    """A date in the future counts as today."""
    ahead, now = (features([Sign("message", last=last)], today=TODAY) for last in ("2031-01-01", TODAY))
    assert ahead == now


@pytest.mark.parametrize(
    ("contacts", "expected"),
    [((CROWDED, 3), 0.0), ((3, 10 * CROWDED), 1.0), ((30_000, 30_000), 1.0)],
    ids=["500", "5,000", "30,000"],
)
def test_a_hub_is_no_friend_of_everybody(contacts: tuple[int, int], expected: float) -> None:
    """If either person has more than 500 contacts, a bare link counts less."""
    assert features([Sign("connected", since="2020")], today=TODAY, contacts=contacts).crowd == pytest.approx(expected)


def test_a_hub_one_talks_with_is_like_anybody() -> None:
    """If two people exchanged a hundred messages, it does not matter how many contacts each person has."""
    assert features([Sign("message", count=100)], today=TODAY, contacts=(9_000, 2)).crowd == 0


@pytest.mark.parametrize(
    ("signs", "doubt"),
    [
        ([Sign("inferred", certainty="guess")], 1.0),
        ([Sign("inferred", certainty="guess"), Sign("message", certainty="probable")], 0.25),
        ([Sign("message", certainty="probable"), Sign("connected")], 0.0),
    ],
    ids=["guess", "probable", "sure"],
)
def test_the_best_evidence_decides_the_doubt(signs: list[Sign], doubt: float) -> None:
    """The most certain evidence decides how certain a link is."""
    assert features(signs, today=TODAY).doubt == doubt


def test_family_is_close_unless_said_otherwise() -> None:
    """A sibling counts as close unless the user declares a closeness."""
    sibling, estranged = Sign("relation", "sibling"), Sign("declared", "sibling", closeness=2)
    assert [features([s], today=TODAY).closeness for s in (sibling, estranged)] == [0.75, 0.25]


@pytest.mark.parametrize(
    ("shared", "expected"),
    [(Shared(2, 50), 1.0), (Shared(1, None), 0.5), (Shared(9, 500), 0.5), (Shared(9, 5_000), 1 / 3)],
    ids=["small", "size unknown", "ten times", "a hundred times"],
)
def test_a_large_employer_says_little(shared: Shared, expected: float) -> None:
    """If the shared time is short or the company is large, a shared employer counts less."""
    assert features([], today=TODAY, shared=[shared]).shared == pytest.approx(expected)


def test_services_are_answers_and_recommendations() -> None:
    """Replies to messages give half of `services`, and a recommendation gives the other half."""
    both = Sign("message", count=4, direction="both")
    signs = [[both], [both, Sign("recommendation")], [Sign("endorsement", count=3, direction="a_to_b")]]
    assert [features(s, today=TODAY).services for s in signs] == [0.5, 1.0, 0.15]


def test_a_bare_link_is_worth_its_age() -> None:
    """If a link has only a date, `bare` and `chance` return the same value."""
    assert bare("2019", TODAY) == chance(features([Sign("connected", since="2019")], today=TODAY))
    assert round(bare(None, TODAY), 2) == 0.15


def test_bands() -> None:
    """The limits between slim, fair, good and strong are 10, 25 and 50 %."""
    assert [band(p) for p in (0.0, 0.0999, 0.1, 0.2499, 0.25, 0.4999, 0.5, 1.0)] == (
        ["slim"] * 2 + ["fair"] * 2 + ["good"] * 2 + ["strong"] * 2
    )
