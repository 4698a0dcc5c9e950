"""netcli prefers a person with exactly the given name. If several people match equally, netcli never guesses."""

from __future__ import annotations

from pathlib import Path

import pytest

from netcli.cli.completion import complete_name as completed
from netcli.cli.session import Session

from ..running import Netcli


def who(netcli: Netcli, *words: str) -> str | None:
    """Return the name of the person that `netcli show` finds for *words*."""
    name: str | None = netcli.ok("show", *words)["result"]["person"]["name"]
    return name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("me", "Zoé Exemple"),
        ("durand sophie", "Sophie Durand"),
        ("Sophie", "Sophie Durand"),
        ("sofie durand", "Sophie Durand"),
        ("Sophie Dupuis", None),
        ("Piere Martin", "Pierre Martin"),
        ("email:SOPHIE@example.org", "Sophie Durand"),
        ("id:2", "Pierre Martin"),
        ("aicha oneil", "Aïcha O'Neil"),
        ("xyzzy", None),
        ("id:99999999999999999999999", None),
        ("email:nobody@example.org", None),
        ("@nobody", None),
    ],
)
def test_words_name_one_person_or_nobody(village: Netcli, words: str, name: str | None) -> None:
    """A person is found only if every word fits the person."""
    if name is None:
        assert village("show", words).code == 3
    else:
        assert who(village, words) == name


def test_an_exact_name_goes_before_all_others(book: Netcli) -> None:
    """The word `jean` means Jean, although Jeanne and Jean Martin are in the book."""
    for name in ("Jeanne", "Jean Martin", "Jean"):
        book.ok("add", name)
    assert who(book, "jean") == "Jean"


@pytest.fixture
def homonyms(netcli: Netcli, _homonyms: Path) -> Netcli:
    """A fixture: two namesakes. Only the second namesake is linked to the user."""
    return netcli.begin_with(_homonyms)


@pytest.fixture(scope="module")
def _homonyms(tmp_path_factory: pytest.TempPathFactory, _begun: Path) -> Path:
    """A fixture: the file of `homonyms`, made once. Each test uses a copy."""
    book = Netcli(tmp_path_factory.mktemp("homonyms") / "netcli.db").begin_with(_begun)
    book.ok("add", "Marie Martin", "--company", "Dupuis")
    book.ok("add", "Marie Martin", "--new", "--company", "Exemple SA", "--email", "marie@example.org")
    book.ok("link", "me", "email:marie@example.org")
    return book.db


def test_several_are_told_nearest_first(homonyms: Netcli) -> None:
    """If a name fits several people, the error lists the nearest person first."""
    outcome = homonyms("show", "Marie Martin", "--json")
    companies = [each["company"] for each in outcome.error()["candidates"]]
    assert (outcome.code, companies) == (4, ["Exemple SA", "Dupuis"])


def test_first_takes_the_nearest(homonyms: Netcli) -> None:
    """`--first` chooses the person who is the fewest hops away from the user."""
    assert homonyms.ok("show", "Marie Martin", "--first")["result"]["person"]["company"] == "Exemple SA"


def test_a_list_to_choose_from_tells_place_and_distance(homonyms: Netcli, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list to choose from shows companies and distances, the nearest person first."""
    monkeypatch.setattr(Session, "can_ask", lambda _: True)
    outcome = homonyms("show", "Marie Martin", stdin="1\n")
    assert outcome.code == 0
    assert outcome.err.splitlines()[:3] == [
        "Marie Martin matches 2 people:",
        "  1. Marie Martin (Exemple SA), 1 hop from you",
        "  2. Marie Martin (Dupuis)",
    ]


def test_a_choice_is_remembered_as_an_alias(homonyms: Netcli, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a choice, netcli prints a command that makes the name unambiguous."""
    monkeypatch.setattr(Session, "can_ask", lambda _: True)
    assert homonyms("show", "Marie Martin", stdin="2\n").err.endswith(
        "to skip this question next time: netcli edit id:2 --alias 'Marie Martin'\n"
    )
    homonyms.ok("edit", "id:2", "--alias", "Marie Martin")
    assert homonyms.ok("show", "marie martin")["result"]["person"]["id"] == 2


def test_a_misspelt_name_never_decides_between_two(village: Netcli) -> None:
    """A misspelt name that fits two people equally well is ambiguous."""
    assert village("show", "marie martyn").code == 4


def test_what_destroys_wants_an_exact_name(village: Netcli) -> None:
    """If a name is misspelt, `netcli unlink` fails and suggests the person."""
    outcome = village("unlink", "me", "Piere Martin")
    assert outcome.code == 3
    assert "Pierre Martin" in outcome.err


def test_other_names_and_addresses_count_in_any_spelling(village: Netcli) -> None:
    """An alias, a profile or an e-mail address in any spelling finds the person."""
    profile = "https://www.linkedin.com/in/sophie-d/"
    village.ok("edit", "Sophie Durand", "--alias", "@so", "--alias", "Sophie Leroy", "--url", profile)
    for words in ("@SO", "LEROY Sophie", "url:linkedin.com/in/sophie-d", "email: Sophie@Example.org"):
        assert who(village, words) == "Sophie Durand"


def test_an_address_taken_away_names_nobody(village: Netcli) -> None:
    """If an e-mail address was removed from a person, nobody is found by this address."""
    village.ok("edit", "Sophie Durand", "--remove-email", "sophie@example.org")
    assert village("show", "email:sophie@example.org").code == 3


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("sop", ["Sophie Durand"]),
        ("AICHA O'", ["Aïcha O'Neil"]),
        ("Jacques van d", ["Jacques van der Berg"]),
        ("m", ["Madonna", "Marie Martin"]),
        ("martin", []),
        ('"', []),
        ("c++", []),
    ],
)
def test_completion_offers_names_that_begin_so(
    village: Netcli, monkeypatch: pytest.MonkeyPatch, typed: str, names: list[str]
) -> None:
    """Completion offers the names that begin with the typed letters. Case and accents make no difference."""
    monkeypatch.setenv("NETCLI_DB", str(village.db))
    assert completed(None, typed) == names


def test_completion_of_nothing_offers_everybody(village: Netcli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Completion of an empty word offers all names in a small book."""
    monkeypatch.setenv("NETCLI_DB", str(village.db))
    assert len(completed(None, "")) == 7


def test_namesakes_are_told_apart_by_what_differs(book: Netcli) -> None:
    """A list of namesakes shows what differs, and mentions `netcli duplicates`."""
    book.ok("add", "Marie Martin", "--email", "marie@example.org")
    book.ok("add", "-", stdin="name\nMarie Martin\n")
    book.ok("link", "me", "email:marie@example.org", "--last-contact", "2026-10-01")
    told = book("show", "Marie Martin").err.splitlines()
    assert "to merge two candidates that are the same person: netcli duplicates" in told[0]
    assert told[1:] == [
        "  1. Marie Martin, marie@example.org; last contact 2026-10-01  id:2",
        "  2. Marie Martin, standard input, line 2  id:3",
    ]
