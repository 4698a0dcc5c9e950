"""The networks that netcli knows. An unknown network can be used, too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

UNRANKED: Final = 15
"""The rank of a network for which no rank is given."""


class Network(NamedTuple):
    """A source of people: a network, a program or a file format."""

    key: str
    """Name in `--network` and in documents."""
    label: str | None = None
    """The network's own spelling; None for a format that is not a network."""
    rank: int = UNRANKED
    """Of sources with the same date, the lowest rank takes precedence."""
    stable_keys: bool = False
    """Whether a person has the same key in every export of one owner."""
    hosts: tuple[str, ...] = ()
    """Domains of the network's pages. Their sub-domains belong to the network, too."""
    profile: str | None = None
    """URL of a member's page, with `{}` in place of the slug."""
    folders: tuple[str, ...] = ()
    """Path segments before the slug."""
    alone: bool = False
    """Whether nothing may follow the slug."""
    aliases: tuple[str, ...] = ()
    """Other names that programs use for the network."""
    folded_lines: bool = False
    """Whether files wrap long lines."""
    lists_owner: bool | None = None
    """Whether an export may contain its owner's own card, as an address book does."""


_ROWS: Final = (
    # the user (`hand`) and professional networks
    Network("hand", rank=0),
    Network(
        "linkedin",
        "LinkedIn",
        rank=1,
        stable_keys=True,
        hosts=("linkedin.com",),
        profile="https://www.linkedin.com/in/{}",
        folders=("in",),
        lists_owner=False,
    ),
    Network(
        "xing",
        "XING",
        rank=2,
        hosts=("xing.com",),
        profile="https://www.xing.com/profile/{}",
        folders=("profile",),
        lists_owner=False,
    ),
    Network(
        "viadeo",
        "Viadeo",
        rank=3,
        stable_keys=True,
        hosts=("viadeo.com", "viadeo.journaldunet.com"),
        profile="https://www.viadeo.com/profile/{}",
        folders=("profile", "p"),
        lists_owner=False,
    ),
    # address books
    Network("vcard", "address book", rank=4, folded_lines=True, lists_owner=True),
    Network("google", "Google", rank=5, lists_owner=True),
    Network("outlook", "Outlook", rank=6, lists_owner=True),
    Network("thunderbird", rank=7, folded_lines=True, lists_owner=True),
    Network("yahoo", rank=8, lists_owner=True),
    Network("csv", rank=9),
    # social networks, personal pages, chats, calendars and mail
    Network(
        "facebook",
        "Facebook",
        rank=10,
        stable_keys=True,
        hosts=("facebook.com", "fb.com"),
        profile="https://www.facebook.com/{}",
        lists_owner=False,
    ),
    Network("foaf", "FOAF", rank=11),
    Network("xfn", rank=12),
    Network("telegram", "Telegram", rank=13, stable_keys=True, hosts=("t.me",), profile="https://t.me/{}", alone=True),
    Network("whatsapp", "WhatsApp", rank=14, stable_keys=True),
    Network("calendar", rank=20, folded_lines=True),
    Network("mail", rank=21),
    # networks with handles
    Network(
        "instagram", "Instagram", stable_keys=True, hosts=("instagram.com",), profile="https://www.instagram.com/{}"
    ),
    Network(
        "x",
        "X",
        stable_keys=True,
        hosts=("x.com", "twitter.com"),
        profile="https://x.com/{}",
        alone=True,
        aliases=("twitter",),
    ),
    Network("x account", profile="https://x.com/i/user/{}"),  # by number, which does not change with the login
    Network("mastodon", "Mastodon", stable_keys=True),  # on any host: `identifiers` knows the form of its pages
    Network("livejournal", "LiveJournal", hosts=("livejournal.com",), profile="https://{}.livejournal.com/"),
    Network(
        "secondlife",
        "Second Life",
        stable_keys=True,
        hosts=("world.secondlife.com",),
        profile="https://world.secondlife.com/resident/{}",
        folders=("resident",),
    ),
    Network("github", hosts=("github.com",), profile="https://github.com/{}", alone=True),
    Network("bluesky", hosts=("bsky.app",), profile="https://bsky.app/profile/{}", folders=("profile",)),
)

NETWORKS: Final[Mapping[str, Network]] = {row.key: row for row in _ROWS}
SITES: Final[Mapping[str, Network]] = {host: row for row in _ROWS for host in row.hosts}
"""The network of each host."""
ALIASES: Final[Mapping[str, str]] = {alias: row.key for row in _ROWS for alias in row.aliases}
"""Other names that programs use for networks, each with the key of its network."""

PAGELESS: Final = frozenset(
    ("aim", "gadugadu", "gtalk", "icq", "irc", "msn", "msnim", "qq", "sip", "skype", "xmpp", "yahoo", "ymsgr")
)
"""Networks whose accounts have no page; an account's address is just `skype:zoe`."""


def network(key: str) -> Network:
    """Return the network's row; an empty row for an unknown *key*.

    >>> network("linkedin").label, network("bebo").rank
    ('LinkedIn', 15)
    """
    return NETWORKS.get(key) or Network(key)
