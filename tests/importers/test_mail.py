"""The importer of mailboxes finds out who writes to whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from netcli.importers import mail
from netcli.importers.mail.blocks import AHEAD
from netcli.importers.mail.mailbox import BEFORE, BLOCK, HEADERS_CAP, Part
from netcli.importers.places import of_path
from netcli.importers.shared.addresses import mailboxes
from netcli.importers.source import Owner, of_bytes
from netcli.records import OWNER, BadRow, Example, Ignored, Item, NotUnderstood, Record, Remark, Testimony, Used


def message(sender: str, to: str, *more: str, body: str = "Bonjour", end: str = "\n") -> str:
    headers = ["From x@y Mon Apr 07 14:31:02 2025", f"From: {sender}", f"To: {to}", *more]
    return end.join([*headers, "", body, "", ""])


def read(*messages: str, owner: tuple[str, ...] = ()) -> list[Item]:
    return list(mail.read(of_bytes("a.mbox", "".join(messages).encode()).of(Owner(emails=owner))))


def fates(*messages: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for item in read(*messages):
        if isinstance(item, Used | Ignored):
            counts[getattr(item, "why", "used")] = item.rows
        elif isinstance(item, BadRow):
            counts["bad"] = counts.get("bad", 0) + 1
    return counts


def links(*messages: str, owner: tuple[str, ...] = ()) -> set[tuple[str, str, str | None]]:
    return {(item.a, item.b, item.direction) for item in read(*messages, owner=owner) if isinstance(item, Testimony)}


DAY = "Date: Mon, 07 Apr 2025 14:31:02 +0000"


def test_each_direction_is_counted() -> None:
    """Received and sent messages are separate evidence."""
    assert read(
        message("Zoé <zoe@example.org>", "moi@example.org", DAY, "Delivered-To: moi@example.org"),
        message("moi@example.org", "zoe@example.org", "Date: 8 Apr 2025 23:30:00 -0200"),
    ) == [
        Used(rows=2),
        Record(OWNER, emails=("moi@example.org",)),
        Record("zoe@example.org", name="Zoé", emails=("zoe@example.org",), line=1),
        Testimony(OWNER, "zoe@example.org", "message", "contact", "probable", "2025-04-07", "2025-04-07", 1, "b_to_a"),
        Testimony(OWNER, "zoe@example.org", "message", "contact", "probable", "2025-04-09", "2025-04-09", 1, "a_to_b"),
    ]


def test_others_in_the_same_mail_are_linked() -> None:
    """A small mail links the writer and all readers to each other."""
    assert links(
        message("zoe@example.org", "moi@example.org", "Cc: tom@example.org", "Delivered-To: moi@example.org")
    ) == {
        (OWNER, "zoe@example.org", "b_to_a"),
        (OWNER, "tom@example.org", None),
        ("zoe@example.org", "tom@example.org", None),
    }


def test_readers_of_a_large_mail_are_not_linked() -> None:
    """A mail to nine people does not link the readers to each other."""
    to = ", ".join(f"p{number}@example.org" for number in range(9))
    assert links(message("moi@example.org", to), message("moi@example.org", "zoe@example.org")) == {
        (OWNER, name, "a_to_b") for name in ("zoe@example.org", *(f"p{number}@example.org" for number in range(9)))
    }


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        pytest.param(["List-Id: <a.example.org>"], "list", id="list"),
        pytest.param(["List-Unsubscribe: <mailto:x>"], "list", id="newsletter"),
        pytest.param(["precedence: bulk"], "list", id="precedence"),
        pytest.param(["Auto-Submitted: auto-replied"], "robot", id="automatic"),
        pytest.param(["X-Gmail-Labels: =?UTF-8?Q?Cat=C3=A9gorie_:_Promotions?="], "promotion", id="promotions"),
        pytest.param(["X-Gmail-Labels: Archive,Corbeille"], "trash", id="trash"),
        pytest.param(["X-Gmail-Labels: [Gmail]/Brouillons"], "draft", id="draft"),
        pytest.param(["X-Gmail-Labels: Prullenbak"], "trash", id="Dutch trash"),
        pytest.param(["X-Gmail-Labels: =?UTF-8?Q?Skr=C3=A4ppost?="], "spam", id="Swedish spam"),
        pytest.param(["X-Gmail-Labels: =?UTF-8?Q?Wersje_robocze?="], "draft", id="Polish draft"),
        pytest.param(["X-Gmail-Labels: =?UTF-8?Q?=22Culture,_spam=22?="], "used", id="quoted-label"),
        pytest.param(
            ["X-Gmail-Labels: =?UTF-8?Q?Non_lus,Cat=C3=A9gorie=C2=A0:?=\n =?UTF-8?Q?_Promotions?="],
            "promotion",
            id="label-across-words",
        ),
        pytest.param(["X-Spam-Flag: YES"], "spam", id="spam"),
        pytest.param(["Cc: " + ", ".join(f"p{number}@example.org" for number in range(16))], "crowd", id="crowd"),
    ],
)
def test_what_nobody_wrote_by_hand_is_ignored(headers: list[str], why: str) -> None:
    """Mail from lists or robots, unwanted mail and mail to many people is ignored."""
    assert fates(message("zoe@example.org", "moi@example.org", *headers)) == {why: 1}


def test_a_robot_is_nobody() -> None:
    """No-reply addresses and role addresses are not people."""
    assert fates(message("No Reply <no-reply@example.org>", "moi@example.org")) == {"robot": 1}
    assert links(message("zoe@example.org", "moi@example.org, support@example.org")) == {
        (OWNER, "zoe@example.org", "b_to_a")
    }


def test_a_message_counts_once() -> None:
    """A message whose Message-ID was already seen is a copy."""
    twice = message("zoe@example.org", "moi@example.org", "Message-ID: <1@example.org>")
    assert fates(twice, twice) == {"used": 1, "duplicate": 1}


def test_a_message_without_sender_is_rejected_with_its_line() -> None:
    """A message without a sender is rejected with its line number."""
    items = read(message("zoe@example.org", "moi@example.org"), message("(" * 3000, "moi@example.org"))
    assert [item for item in items if isinstance(item, BadRow)] == [
        BadRow(7, "the From header has no e-mail address", "From x@y Mon Apr 07 14:31:02 2025")
    ]


def test_a_sentence_begins_no_message() -> None:
    """In the body, a line that begins with `From` does not start a message."""
    body = "Hello\n\nFrom now on:\nFrom the start\nFrom: a\n\n>From b\n"
    assert fates(message("zoe@example.org", "moi@example.org", body=body)) == {"used": 1}


def test_no_empty_line_before_a_message() -> None:
    """A message may begin without an empty line before the `From ` line."""
    first = message("zoe@example.org", "moi@example.org", body="\nHello\n").rstrip() + "\n"
    second = "From x@example.org Tue Mar 12 10:00:00 2024\nFrom: tom@example.org\nTo: moi@example.org\n"
    third = message("moi@example.org", "li@example.org")
    assert fates(first + second + third) == {"used": 3}
    assert {(a, b) for a, b, _ in links(first + second + third, owner=("moi@example.org",))} == {
        (OWNER, f"{name}@example.org") for name in ("zoe", "tom", "li")
    }


def test_header_names_are_in_any_case_and_may_come_again() -> None:
    """Header names may be in small letters, and a `To` header may come twice."""
    mail = message("moi@example.org", "zoe@example.org", "cc: tom@example.org", "TO : li@example.org")
    assert {pair for pair in links(mail, owner=("moi@example.org",)) if pair[2]} == {
        (OWNER, name, "a_to_b") for name in ("zoe@example.org", "tom@example.org", "li@example.org")
    }


def test_headers_without_end_cost_one_message() -> None:
    """Headers beyond a maximum length do not hide the next message."""
    endless = message("zoe@example.org", "moi@example.org", "X-Seal: " + "\n x" * HEADERS_CAP)
    assert fates(endless, message("tom@example.org", "moi@example.org")) == {"used": 2}


def test_an_address_header_is_read_to_its_cap() -> None:
    """A message to ten thousand people or to nobody is ignored."""
    crowd = ", ".join(f"p{number}@example.org" for number in range(10_000))
    assert fates(message("zoe@example.org", crowd), message("zoe@example.org", " " * HEADERS_CAP)) == {
        "crowd": 1,
        "alone": 1,
    }


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_blocks_do_not_show(end: str) -> None:
    """Line numbers are right, wherever a block of the file ends."""
    size = BLOCK // 3
    messages = [
        message(f"p{number}@example.org", "moi@example.org", body=("x" * 76 + end) * (size // 78 + number), end=end)
        for number in range(9)
    ]
    lines = [1]
    for each in messages[:-1]:
        lines.append(lines[-1] + each.count("\n"))
    found = [item.line for item in read(*messages) if isinstance(item, Record) and item.key != OWNER]
    assert found == lines


def test_a_maildir_is_one_mailbox(tmp_path: Path) -> None:
    """A Maildir is read without `tmp`, spam and trash."""
    for name, sender in {
        "cur/1:2,S": "zoe@example.org",
        "cur/2:2,ST": "tom@example.org",
        "new/3": "li@example.org",
        "tmp/4": "no@example.org",
        ".Envoy&AOk-s/cur/5:2,S": "moi@example.org",
        ".Spam/new/6": "spam@example.com",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"From: {sender}\nTo: {'zoe@example.org' if sender[0] == 'm' else 'moi@example.org'}\n\nx\n")
    source = of_path(tmp_path)
    assert mail.claims(source)
    items = list(mail.read(source))
    assert items[:6] == [
        Used(rows=3),
        Ignored("trash"),
        Ignored("spam"),
        Record(OWNER, emails=("moi@example.org",)),
        Record("zoe@example.org", emails=("zoe@example.org",), line=1),
        Record("li@example.org", emails=("li@example.org",), line=3),
    ]


@pytest.mark.parametrize(
    "folders", [("cur",), ("new", "tmp"), (".Sent/cur",)], ids=["unpacked", "unread", "sub-folders"]
)
def test_a_maildir_may_lack_what_was_empty(tmp_path: Path, folders: tuple[str, ...]) -> None:
    """A Maildir is recognised even if some of its folders are missing."""
    for folder in folders:
        (tmp_path / folder).mkdir(parents=True)
    assert mail.claims(of_path(tmp_path))


def test_what_is_below_the_trash_is_in_it(tmp_path: Path) -> None:
    """A subfolder of the trash is ignored with the trash."""
    for name in (".Trash.2019/cur/1", ".Corbeille/old/cur/2", ".Amis/cur/3"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("From: zoe@example.org\nTo: moi@example.org\n\nx\n")
    assert list(mail.read(of_path(tmp_path)))[:2] == [Used(rows=1), Ignored("trash", rows=2)]


def test_a_single_message_is_a_mailbox() -> None:
    """An .eml file with a single message is a mailbox."""
    source = of_bytes("a.eml", f"Subject: x\nFrom: zoe@example.org\nTo: moi@example.org\n{DAY}\n\nFrom: a\n".encode())
    assert mail.claims(source)
    assert list(mail.read(source))[:3] == [
        Used(rows=1),
        Record(OWNER, emails=("moi@example.org",)),
        Record("zoe@example.org", emails=("zoe@example.org",), line=1),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(b"From: the start\nTo: the end\n\nDate: 2025", id="no-date"),
        pytest.param(b"He wrote\nFrom: zoe@example.org\nDate: 7 Apr 2025\n\nx", id="quoted"),
    ],
)
def test_a_text_is_no_message(text: bytes) -> None:
    """A text that does not begin with a message's headers is not claimed."""
    assert not mail.claims(of_bytes("a.txt", text))


def test_delivery_is_counted_in_any_case() -> None:
    """Capitals in an address make no difference when Delivered-To headers are counted."""
    addresses = ("Moi@Example.org", "moi@example.org", "MOI@example.org", "li@example.org", "li@example.org")
    mails = [message("zoe@example.org", "moi@example.org, li@example.org", f"Delivered-To: {to}") for to in addresses]
    assert Record(OWNER, emails=("moi@example.org",)) in read(*mails)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        pytest.param(
            "=?UTF-8?Q?Exemple=2C_Zo=C3=A9?= <Zoe@Example.org>", [("zoe@example.org", "Exemple, Zoé")], id="encoded"
        ),
        pytest.param('"=?UTF-8?Q?Zo=C3=A9?=" <z@e.org>', [("z@e.org", "Zoé")], id="encoded-in-quotes"),
        pytest.param("Moi <m@e.org>, undisclosed-recipients:;", [("m@e.org", "Moi")], id="undisclosed"),
        pytest.param("Equipe: a@e.org, b@e.org;", [("a@e.org", None), ("b@e.org", None)], id="group"),
        pytest.param("a@e.org; b@e.org", [("a@e.org", None), ("b@e.org", None)], id="semicolon"),
        pytest.param("van der Berg, Ana <a@e.org>", [("a@e.org", "van der Berg, Ana")], id="unquoted-comma"),
        pytest.param("z@e.org (Zoé)", [("z@e.org", "Zoé")], id="comment"),
        pytest.param("=?utf-8?b?w4k=?=\r\n =?utf-8?b?w6k=?= <e@e.org>", [("e@e.org", "Éé")], id="folded"),
        pytest.param("=?utf-8?Q?a=0D=0Ab?= <c@e.org>", [("c@e.org", "a b")], id="line-end-inside"),
        pytest.param("broken <zoe@>, nobody", [], id="broken"),
    ],
)
def test_address_headers_are_read_as_they_are_written(header: str, expected: list[tuple[str, str | None]]) -> None:
    """Names and addresses are read from all usual forms of address headers."""
    assert list(mailboxes(header.encode())) == expected


@pytest.mark.parametrize(
    ("delivered", "appearances", "owner"),
    [
        pytest.param({"moi@e.org": 3, "alias@e.org": 1}, {}, "moi@e.org", id="delivered"),
        pytest.param({}, {"zoe@e.org": (0, 1), "moi@e.org": (1, 0)}, "moi@e.org", id="got"),
        pytest.param({}, {"zoe@e.org": (0, 2), "moi@e.org": (1, 1)}, "moi@e.org", id="both-ways"),
        pytest.param({}, {}, None, id="nobody"),
    ],
)
def test_the_owner_is_whose_mailbox_it_is(
    delivered: dict[str, int], appearances: dict[str, tuple[int, int]], owner: str | None
) -> None:
    """If there are Delivered-To headers, their most frequent address belongs to the owner. Otherwise the address in
    most messages belongs to the owner.
    """
    assert mail.owner_address(delivered, appearances) == owner


ZOE_WRITES = message("zoe@example.org", "moi@example.org"), message("zoe@example.org", "tom@example.org")


def test_a_known_owner_is_the_owner() -> None:
    """A known address identifies the owner, even if a friend wrote all the mail."""
    assert links(*ZOE_WRITES, owner=("moi@example.org",)) == {
        (OWNER, "zoe@example.org", "b_to_a"),
        ("zoe@example.org", "tom@example.org", None),
    }


def test_all_known_addresses_are_the_owners() -> None:
    """The owner may have several known addresses."""
    answer = message("Moi <Moi+work@example.com>", "zoe@example.org")
    items = read(ZOE_WRITES[0], answer, owner=("moi@example.org", "moi@example.com"))
    assert items[:2] == [Used(rows=2), Record(OWNER, emails=("moi@example.org", "moi+work@example.com"))]
    assert [(item.a, item.b, item.direction) for item in items if isinstance(item, Testimony)] == [
        (OWNER, "zoe@example.org", "b_to_a"),
        (OWNER, "zoe@example.org", "a_to_b"),
    ]


def test_mails_of_others_did_not_come_to_the_owner() -> None:
    """Mail to other people does not link the owner to the writer."""
    assert links(*ZOE_WRITES, *[message("li@example.org", "tom@example.org")] * 2, owner=("moi@example.org",)) == {
        (OWNER, "zoe@example.org", "b_to_a"),
        ("zoe@example.org", "tom@example.org", None),
        ("tom@example.org", "li@example.org", None),
    }


def test_a_mailbox_delivered_to_another_is_the_others() -> None:
    """A mailbox that was delivered to somebody else is not the user's. A warning states that the owner differs."""
    delivered = message("zoe@example.org", "li@example.org, moi@example.org", "Delivered-To: li@example.org")
    items = read(delivered, owner=("moi@example.org",))
    assert [item for item in items if isinstance(item, Record) and item.key == OWNER] == [
        Record(OWNER, emails=("moi@example.org",))
    ]
    assert [item.code for item in items if isinstance(item, Remark)] == ["owner_differs"]
    assert {(item.a, item.b) for item in items if isinstance(item, Testimony)} == {
        ("li@example.org", "zoe@example.org"),
        (OWNER, "li@example.org"),
        (OWNER, "zoe@example.org"),
    }


def test_what_was_sent_under_the_owners_name_is_theirs() -> None:
    """If mail in `Sent` has the owner's name, the sender's address belongs to the owner."""
    sent = message("Moi Test <test@example.net>", "Paul <paul@example.org>", "X-Gmail-Labels: Sent,Important")
    source = of_bytes("a.mbox", (ZOE_WRITES[0] + sent).encode()).of(Owner("Moi Test", ("moi@example.org",)))
    items = list(mail.read(source))
    assert Record(OWNER, "Moi Test", emails=("moi@example.org", "test@example.net")) in items
    assert {(item.a, item.b) for item in items if isinstance(item, Testimony)} == {
        (OWNER, "zoe@example.org"),
        (OWNER, "paul@example.org"),
    }


def test_who_is_only_called_as_the_owner_is_left_out() -> None:
    """If a sender shares only the owner's name, the sender is left out, and a warning is given."""
    mails = ZOE_WRITES[0] + message("Moi Test <test@example.net>", "moi@example.org")
    items = list(mail.read(of_bytes("a.mbox", mails.encode()).of(Owner("Moi Test", ("moi@example.org",)))))
    assert {(item.a, item.b) for item in items if isinstance(item, Testimony)} == {(OWNER, "zoe@example.org")}
    assert [item.code for item in items if isinstance(item, Remark)] == ["owner_differs"]


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_from_line_may_be_bare(end: str) -> None:
    """A `From ` line without an address starts a message."""
    mails = [message(f"p{n}@example.org", "moi@example.org", end=end) for n in range(3)]
    text = "".join(mails).replace("From x@y Mon Apr 07 14:31:02 2025", "From ")
    source = of_bytes("Inbox", text.encode())
    assert mail.claims(source)
    assert next(iter(mail.read(source))) == Used(rows=3)


@pytest.mark.slow
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_mailbox_tells_the_same_in_two_parts(end: str) -> None:
    """A mailbox in two parts gives the same items as the whole mailbox."""
    mails = [
        message("Zoé <zoe@example.org>", "moi@example.org", DAY, "Message-ID: <1@example.org>", end=end),
        message("moi@example.org", "zoe@example.org, tom@example.org", "Delivered-To: moi@example.org", end=end),
        message("Zoe <zoe@example.org>", "li@example.org", "Message-ID: <1@example.org>", end=end),
        message("nobody", "moi@example.org", end=end),
        message("Tom <tom@example.org>", "li@example.org", "Cc: zoe@example.org", DAY, "List-Id: <a>", end=end),
        message("tom@example.org", "Moi <moi@example.org>, li@example.org", body="From now on", end=end),
    ]
    source = of_bytes("a.mbox", "".join(mails).encode())
    whole = list(mail.read(source))
    assert [item for item in whole if isinstance(item, Used | Ignored)] == [
        Used(rows=3),
        Ignored("duplicate"),
        Ignored("list"),
    ]
    for cut in range(BEFORE, len(source.head) + 1):
        assert list(mail.summarise(source, [Part(source, 0, cut), Part(source, cut)])) == whole


def test_a_message_is_found_in_any_block() -> None:
    """A message is found wherever a block ends."""
    mails = [message(f"p{number}@example.org", "moi@example.org") for number in range(3)]
    filled = mails[0][:-2] + "x" * (BLOCK - len("".join(mails)))
    for more in range(len(mails[1]) + AHEAD):
        found = read(filled + "x" * more + "\n\n", *mails[1:])
        assert found[0] == Used(rows=3), more
        assert [item.line for item in found if isinstance(item, Record) and item.key != OWNER] == [1, 7, 13]


def people(*messages: str) -> list[tuple[str | None, tuple[str, ...]]]:
    return [
        (item.name, item.emails) for item in read(*messages, owner=("moi@example.org",)) if isinstance(item, Record)
    ]


MINE: tuple[str | None, tuple[str, ...]] = (None, ("moi@example.org",))
ZOES: tuple[str | None, tuple[str, ...]] = ("Zoe Exemple", ("zoe@example.org",))


@pytest.mark.parametrize(
    "sender",
    [
        pytest.param("=?utf-8?B?IlpvZSBFeGVtcGxlIiA8em9lQGV4YW1wbGUub3JnPg==?=", id="base64"),
        pytest.param("=?utf-8?Q?=22Zoe_Exemple=22_=3Czoe=40example.org=3E?=", id="quoted-printable"),
        pytest.param("=?utf-8?B?IlpvZSBFeGVt?=\n =?utf-8?B?cGxlIiA8em9lQGV4YW1wbGUub3JnPg==?=", id="two-words"),
        pytest.param("=?utf-8?Q?Zoe_Exemple_<zoe@example.org>?=", id="half"),
    ],
)
def test_a_mailbox_may_be_encoded_whole(sender: str) -> None:
    """A name and an address that are encoded as one text are recognised."""
    assert people(message(sender, "moi@example.org")) == [MINE, ZOES]
    assert people(message("moi@example.org", f"{sender}, Tom <tom@example.org>")) == [
        MINE,
        ZOES,
        ("Tom", ("tom@example.org",)),
    ]


@pytest.mark.parametrize(
    ("sender", "more"),
    [
        pytest.param(
            "\"'Zoe Exemple' via Equipe\" <equipe@acme.example>",
            ["X-Original-From: Zoe Exemple <zoe@example.org>"],
            id="google-groups",
        ),
        pytest.param(
            "Zoe Exemple via Equipe <equipe@acme.example>",
            ["Reply-To: Equipe <equipe@acme.example>, Zoe Exemple <zoe@example.org>"],
            id="mailman",
        ),
        pytest.param(
            "=?utf-8?Q?Zoe_Exemple_via_Equipe?= <equipe@acme.example>", ["Reply-To: zoe@example.org"], id="encoded"
        ),
        pytest.param('"Zoe Exemple (via Wiki)" <wiki@acme.example>', ["Reply-To: zoe@example.org"], id="platform"),
    ],
)
def test_a_list_that_writes_for_somebody_is_not_them(sender: str, more: list[str]) -> None:
    """If a mailing list sends a message, another header gives the writer's address."""
    assert people(message(sender, "moi@example.org", *more)) == [MINE, ZOES]


def test_who_wrote_over_a_list_may_be_unknown() -> None:
    """If only the list's address is known, the message is ignored."""
    sent = message("Zoe Exemple via Equipe <equipe@acme.example>", "moi@example.org", "Reply-To: equipe@acme.example")
    assert fates(sent) == {"list": 1}
    assert people(message("Olivia Via <zoe@example.org>", "moi@example.org")) == [
        MINE,
        ("Olivia Via", ("zoe@example.org",)),
    ]


@pytest.mark.parametrize(
    "address",
    [
        "reply+AAB3CDE5FGH@reply.github.com",
        "author@noreply.github.com",
        "acme+project@incoming.gitlab.com",
        "zoe@bounce.linkedin.com",
        "zoe@x.bounces.google.com",
        "groupupdates@facebookmail.com",
        "zoe@notify.example.co.uk",
        "x1@marketplace.amazon.fr",
    ],
)
def test_platforms_have_domains_for_their_robots(address: str) -> None:
    """An address at a domain for automatic mail belongs to no person."""
    assert fates(message(f"Zoe Exemple <{address}>", "moi@example.org")) == {"robot": 1}
    assert people(message("zoe@example.org", f"moi@example.org, {address}")) == [MINE, (None, ("zoe@example.org",))]


def test_a_message_of_a_day_to_come_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A message with a future date is ignored."""
    monkeypatch.setenv("NETCLI_NOW", "2026-12-01")
    sent = message("zoe@example.org", "moi@example.org", "Date: Mon, 07 Apr 2036 14:31:02 +0000")
    assert fates(sent, message("zoe@example.org", "moi@example.org", DAY)) == {"future": 1, "used": 1}
    assert people(sent) == []


def test_a_broken_address_among_good_ones_is_told() -> None:
    """Broken addresses are reported, but hidden recipients and empty groups are not."""
    readers = "Zoe <zoe@@example.org>, Paul <paul@example.org>, tom@, Anna"
    hidden = message(
        "Moi <moi@example.org>", "undisclosed-recipients:;, Team: ;", "Cc: Unlisted recipients <>, <>, li@example.org"
    )
    broken = message("Moi <moi@example.org>", readers, 'Cc: undisclosed-recipients:;, "Bo" <>')
    assert [item for item in read(hidden, broken, broken) if isinstance(item, NotUnderstood)] == [
        NotUnderstood(
            "email",
            "To",
            6,
            (
                Example(8, "Zoe <zoe@@example.org>", "not an e-mail address"),
                Example(8, "tom@", "not an e-mail address"),
                Example(8, "Anna", "not an e-mail address"),
            ),
        ),
        NotUnderstood(
            "email",
            "Cc",
            2,
            (
                Example(8, '"Bo" <>', "not an e-mail address"),
                Example(15, '"Bo" <>', "not an e-mail address"),
            ),
        ),
    ]


def test_a_mail_of_no_possible_day_is_undated() -> None:
    """If a mail has an impossible date, the mail counts without the date. The date is reported."""
    days = ("Mon, 07 Apr 2999 14:31:02 +0000", "Mon, 01 Jan 1601 00:00:00 +0000", "Thu, 01 Jan 1970 00:00:00 +0000")
    items = read(*[message("Moi <moi@example.org>", "zoe@example.org", f"Date: {day}") for day in days])
    (link,) = [item for item in items if isinstance(item, Testimony)]
    assert (link.count, link.since, link.last) == (3, None, None)
    (told,) = [item for item in items if isinstance(item, NotUnderstood)]
    assert (told.field, told.column, [each.value for each in told.examples]) == ("date", "Date", [*days])


def test_on_behalf_of_somebody() -> None:
    """In `A on behalf of B <address>`, name and address belong to B."""
    senders = (
        "Aide Lo on behalf of Zoe Exemple <zoe@example.org>",
        '"Aide Lo im Auftrag von Li Wei" <li@example.org>',
        "=?utf-8?Q?Aide_Lo_de_la_part_de_Jos=C3=A9_Roth?= <jose@example.org>",
    )
    items = read(*[message(sender, "moi@example.org") for sender in senders], owner=("moi@example.org",))
    names = {item.emails[0]: item.name for item in items if isinstance(item, Record) and item.key != OWNER}
    assert names == {"zoe@example.org": "Zoe Exemple", "li@example.org": "Li Wei", "jose@example.org": "José Roth"}


def test_a_delegates_sent_mail_is_the_delegates() -> None:
    """A sent mail belongs to the delegate in the header `Sender`."""
    text = message("Boss <boss@example.org>", "paul@example.org", "Sender: Moi Test <moi@example.org>")
    source = of_bytes("Sent.mbox", text.encode()).of(Owner("Moi Test", ("moi@example.org",)))
    items = list(mail.read(source))
    assert [item for item in items if isinstance(item, Remark)] == []
    ends = {(item.a, item.b, item.direction) for item in items if isinstance(item, Testimony)}
    assert ends == {
        (OWNER, "boss@example.org", "b_to_a"),
        (OWNER, "paul@example.org", None),
        ("boss@example.org", "paul@example.org", None),
    }
