"""Tests of exports of X, Mastodon, LiveJournal and Second Life."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from netcli.importers import livejournal, mastodon, secondlife, x
from netcli.importers.places import of_path
from netcli.importers.source import of_bytes
from netcli.records import OWNER, BadRow, Ignored, Record, UnusedColumn, Used
from netcli.records import Testimony as Said  # pytest takes a class called Test… for tests


def part(name: str, *entries: object) -> str:
    return f"window.YTD.{name}.part0 = {json.dumps(entries)};"


def dm(sender: str, recipient: str) -> dict[str, object]:
    return {
        "messageCreate": {
            "senderId": sender,
            "recipientId": recipient,
            "createdAt": "2020-03-05T10:11:12.000Z",
            "text": "secret",
        }
    }


def signals(items: list[object]) -> list[tuple[object, ...]]:
    return [(i.b, i.kind, i.link, i.certainty, i.count, i.direction) for i in items if isinstance(i, Said)]


def test_an_archive_of_numbers(tmp_path: Path) -> None:
    """Accounts that follow each other or exchange messages are probable contacts."""
    path = tmp_path / "twitter.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in {
            "data/account.js": part("account", {"account": {"accountId": "1", "accountDisplayName": "Moi"}}),
            "data/following.js": part(
                "following", {"following": {"accountId": "2"}}, {"following": {"accountId": "3"}}
            ),
            "data/follower.js": part("follower", {"follower": {"accountId": "2"}}, {"follower": {}}),
            "data/contact.js": part("contact", {"contact": {"emails": ["zoe@example.org"], "phoneNumbers": []}}),
            "data/direct-messages.js": part(
                "direct_messages",
                {"dmConversation": {"conversationId": "1-2", "messages": [dm("1", "2"), {"reactionCreate": {}}]}},
            ),
            "data/tweets.js": part("tweets", {"tweet": {}}),
        }.items():
            archive.writestr(name, text)
    assert x.claims(of_path(path))
    items = list(x.read(of_path(path)))
    assert [(i.key, i.name, i.urls) for i in items if isinstance(i, Record)] == [
        (OWNER, "Moi", ("https://x.com/i/user/1",)),
        ("contact/zoe@example.org", None, ()),
        ("2", None, ("https://x.com/i/user/2",)),
        ("3", None, ("https://x.com/i/user/3",)),
    ]
    assert signals(items) == [
        ("contact/zoe@example.org", "address_book", None, "sure", None, None),
        ("2", "follow", "contact", "probable", None, "both"),
        ("3", "follow", None, "sure", None, "a_to_b"),
        ("2", "message", "contact", "probable", 1, "a_to_b"),
    ]
    assert [i.reason for i in items if isinstance(i, BadRow)] == ["the row has no accountId"]
    assert "secret" not in repr(items)


def test_a_part_by_itself() -> None:
    """In a single file of X's archive, the owner is the account that takes part in every conversation."""
    chats = [
        {"dmConversation": {"conversationId": f"1-{other}", "messages": [dm("1", other), dm(other, "1")]}}
        for other in ("2", "3")
    ]
    source = of_bytes("direct-messages.js", part("direct_messages", *chats).encode())
    assert x.claims(source)
    assert [(b, count, direction) for b, _, _, _, count, direction in signals(list(x.read(source)))] == [
        ("2", 1, "a_to_b"),
        ("2", 1, "b_to_a"),
        ("3", 1, "a_to_b"),
        ("3", 1, "b_to_a"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.csv", 'Account address,Show boosts,Notify on new posts,Languages\nzoe@a.example,true,false,"fr, en"\n', 2),
        ("a.csv", "Account address,Show boosts\nzoe@a.example,true\n", 2),
        ("following_accounts.csv", "zoe@a.example\n", 1),
        ("a.csv", "@zoe@a.example\n", 1),
    ],
    ids=["v4", "v3", "bare", "at"],
)
def test_following_on_mastodon(name: str, text: str, line: int) -> None:
    """The handle of a followed Mastodon account is the name. A follow is not a link."""
    source = of_bytes(name, text.encode())
    assert mastodon.claims(source)
    assert [item for item in mastodon.read(source) if not isinstance(item, UnusedColumn)] == [
        Used(),
        Record("zoe@a.example", "zoe@a.example", urls=("https://a.example/@zoe",), line=line),
        Said(OWNER, "zoe@a.example", "follow", None, direction="a_to_b", line=line),
    ]


@pytest.mark.parametrize("text", ["zoe@example.org\n", "Account address,Hide notifications\nz@a.example,true\n"])
def test_what_is_not_a_list_of_follows(text: str) -> None:
    """A list of e-mail addresses or muted accounts is no list of follows."""
    assert not mastodon.claims(of_bytes("list.csv", text.encode()))


def test_friends_and_fans() -> None:
    """Two users of LiveJournal who read each other are probably contacts."""
    source = of_bytes("fdata", b"# note\n\n> zoe_x\n< zoe_x\nC> news\n> jan\n> jan\n?\n")
    assert not livejournal.claims(source)  # its last line is neither
    items = list(livejournal.read(source))
    assert [i.urls for i in items if isinstance(i, Record)] == [
        ("https://zoe-x.livejournal.com/",),
        ("https://jan.livejournal.com/",),
    ]
    assert signals(items) == [
        ("zoe_x", "follow", "contact", "probable", None, "both"),
        ("jan", "follow", None, "sure", None, "a_to_b"),
    ]
    assert [i for i in items if isinstance(i, Ignored | BadRow)] == [
        Ignored("community"),
        Ignored("repeated"),
        BadRow(8, "neither a friend nor a fan", "?"),
    ]


def test_contact_sets() -> None:
    """A resident's pseudonym becomes the name, and a contact set becomes a tag."""
    zoe, jan = "1" * 8 + "-1111-4111-8111-" + "1" * 12, "2" * 8 + "-2222-4222-8222-" + "2" * 12
    text = f"""<llsd><map>
      <key>Amis</key><map><key>friends</key><map><key>{zoe}</key><string/>
        <key>{jan}</key><string/><key>?</key><string/></map></map>
      <key>Pseudonyms</key><map><key>{zoe}</key><string>Zoé</string></map>
      <key>extraAvs</key><map><key>{jan}</key><string/></map></map></llsd>"""
    source = of_bytes("settings.xml", text.encode())
    assert secondlife.claims(source)
    items = list(secondlife.read(source))
    assert [(i.key, i.name, i.tags, i.line) for i in items if isinstance(i, Record)] == [
        (zoe, "Zoé", ("Amis",), 2),
        (jan, None, ("Amis",), 3),
    ]
    assert [(i.b, i.kind, i.link) for i in items if isinstance(i, Said)] == [
        (zoe, "connected", "contact"),
        (jan, "listed", None),
    ]
    assert [i for i in items if isinstance(i, BadRow)] == [BadRow(3, "not the id of a resident", "?")]


def test_a_message_of_a_day_to_come_is_none() -> None:
    """A message with a future date is ignored."""
    late = dm("2", "1")
    late["messageCreate"]["createdAt"] = "2190-03-05T10:11:12.000Z"  # type: ignore[index]
    chat = {"dmConversation": {"conversationId": "1-2", "messages": [dm("2", "1"), late]}}
    items = list(x.read(of_bytes("direct-messages.js", part("direct_messages", chat).encode())))
    assert [(item.why, item.rows) for item in items if isinstance(item, Ignored)] == [("future", 1)]
    assert [item.rows for item in items if isinstance(item, Used)] == [1]
