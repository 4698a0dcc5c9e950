"""The table of networks, and the addresses of profiles."""

from __future__ import annotations

import pytest

from netcli.identifiers import account, address, profile, url
from netcli.importers.linkedin.profile import key
from netcli.networks import NETWORKS, SITES, Network, network

PAGES = [row.key for row in NETWORKS.values() if row.profile]


@pytest.mark.parametrize("name", PAGES)
def test_a_profile_page_is_read_back(name: str) -> None:
    """A profile's URL gives back the network and the slug."""
    slug = "123" if name == "x account" else "zoe"
    assert profile(address(name, slug)) == (name, slug)


def test_every_host_has_pages() -> None:
    """Every network with known hosts has a URL for profile pages."""
    assert [row.key for row in SITES.values() if not row.profile] == []


def test_ranks_are_an_order() -> None:
    """No two ranked networks have the same rank."""
    ranks = [row.rank for row in NETWORKS.values() if row.rank != Network("").rank]
    assert len(ranks) == len(set(ranks))


def test_a_network_without_a_row_is_one_of_which_nothing_is_known() -> None:
    """A network that is not in the table can still be used."""
    assert network("bebo") == Network("bebo")


@pytest.mark.parametrize(
    ("service", "name", "expected"),
    [
        ("twitter", "@Zoe", "https://x.com/zoe"),
        ("bluesky", "zoe.example", "https://bsky.app/profile/zoe.example"),
        ("facebook", "1234", "https://www.facebook.com/profile.php?id=1234"),
        ("skype", "zoe.exemple", "skype:zoe.exemple"),
    ],
)
def test_an_account_has_one_address(service: str, name: str, expected: str) -> None:
    """Every account has one address, in most cases a profile page."""
    assert url(account(service, name)) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("www.linkedin.com/in/Zo%C3%A9", "https://fr.linkedin.com/in/zoé/?trk=x"),
        ("linkedin.com/pub/zoe-exemple/1/2b3/4c5", "http://www.linkedin.com/pub/Zoe-Exemple/1/2b3/4c5/"),
        ("https://www.linkedin.com/profile/view?id=12&trk=x", "linkedin.com/profile/view?id=12"),
    ],
    ids=["slug", "pub", "view"],
)
def test_a_linkedin_profile_has_one_key(one: str, other: str) -> None:
    """All forms of a LinkedIn profile's URL have one key."""
    assert key(one) == key(other) == url(one)
