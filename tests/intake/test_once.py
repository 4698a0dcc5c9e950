"""Tests that each message and each meeting counts only once."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ..running import Netcli


class Message(NamedTuple):
    """A weekly message between the user Zoé and Paul."""

    number: int

    @property
    def at(self) -> datetime:
        return datetime(2023, 1, 2, 9, 30, tzinfo=UTC) + timedelta(weeks=self.number)

    @property
    def mine(self) -> bool:
        return self.number % 3 == 0


Messages = Iterable[Message]
Writer = Callable[[Path, str, Messages], Path]
"""Function that writes an edition with messages, and returns the path."""

ME: Final = "Zoé Exemple <zoe@example.org>"
PAUL: Final = "Paul Martin <paul@example.org>"


def _mail(message: Message, named: bool = True) -> str:
    sender, receiver = (ME, PAUL) if message.mine else (PAUL, ME)
    name = f"Message-ID: <{message.number}@example.org>\n" if named else ""
    return (
        f"From: {sender}\nTo: {receiver}\nDelivered-To: zoe@example.org\n{name}"
        f"Date: {message.at:%a, %d %b %Y %H:%M:%S} +0000\n\nBonjour\n"
    )


def mbox(folder: Path, name: str, messages: Messages) -> Path:
    path = folder / f"{name}.mbox"
    path.write_text("".join(f"From x@y {each.at:%c}\n{_mail(each)}\n" for each in messages))
    return path


def nameless(folder: Path, name: str, messages: Messages) -> Path:
    """Write a mailbox without Message-IDs. The mailbox contains message 1 twice."""
    path = folder / f"{name}.mbox"
    mails = [_mail(each, named=False) for each in messages for _ in range(1 + (each.number == 1))]
    path.write_text("".join(f"From x@y Mon Jan 1 00:00:00 2024\n{mail}\n" for mail in mails))
    return path


def maildir(folder: Path, name: str, messages: Messages) -> Path:
    path = folder / name
    for part in ("cur", "new", "tmp"):
        (path / part).mkdir(parents=True)
    for each in messages:
        (path / "cur" / f"{each.number}.host:2,S").write_text(_mail(each))
    return path


def takeout(folder: Path, name: str, messages: Messages) -> Path:
    path = folder / f"takeout-{name}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        labelled = [f"From 1@xxx {each.at:%c}\nX-Gmail-Labels: Important\n{_mail(each)}\n" for each in messages]
        archive.writestr("Takeout/Mail/All mail Including Spam and Trash.mbox", "".join(labelled))
    return path


def whatsapp(folder: Path, name: str, messages: Messages) -> Path:
    path = folder / name / "WhatsApp Chat with Paul Martin.txt"
    path.parent.mkdir()
    who = {True: "Zoé Exemple", False: "Paul Martin"}
    path.write_text("".join(f"{each.at:%d/%m/%Y, %H:%M} - {who[each.mine]}: ok\n" for each in messages))
    return path


def whatsapp_of_ios(folder: Path, name: str, messages: Messages) -> Path:
    """Write a chat in the format of WhatsApp on iOS. Zoé has another name in each file."""
    path = folder / name / "WhatsApp Chat with Paul Martin (2).txt"
    path.parent.mkdir()
    who = {True: f"Zoé {name}", False: "Paul Martin"}
    path.write_text("".join(f"\u200e[{each.at:%d/%m/%Y, %I:%M}:07 AM] {who[each.mine]}: hi\n" for each in messages))
    return path


def telegram(folder: Path, name: str, messages: Messages) -> Path:
    who = {True: ("Zoé Exemple", "user1"), False: ("Paul Martin", "user7")}
    chat = {
        "name": "Paul Martin",
        "type": "personal_chat",
        "id": 7,
        "messages": [
            {"id": each.number + 1, "type": "message", "date": f"{each.at:%Y-%m-%dT%H:%M:%S}"}
            | dict(zip(("from", "from_id"), who[each.mine], strict=True))
            for each in messages
        ],
    }
    path = folder / f"{name}.json"
    path.write_text(json.dumps(chat))
    return path


def facebook(folder: Path, name: str, messages: Messages) -> Path:
    who = {True: "Zo\u00c3\u00a9 Exemple", False: "Paul Martin"}
    chat = {
        "participants": [{"name": each} for each in who.values()],
        "title": "Paul Martin",
        "thread_path": f"{name}/paulmartin_1",
        "messages": [
            {"sender_name": who[each.mine], "timestamp_ms": int(each.at.timestamp()) * 1000, "content": "ok"}
            for each in messages
        ],
    }
    path = folder / name / "message_1.json"
    path.parent.mkdir()
    path.write_text(json.dumps(chat))
    return path


def instagram(folder: Path, name: str, messages: Messages) -> Path:
    who = {True: "Zo\u00c3\u00a9 Exemple", False: "Paul Martin"}
    chat = {
        "participants": [{"name": each} for each in who.values()],
        "title": "Paul Martin",
        "thread_path": "inbox/paulmartin_1",
        "messages": [
            {"sender_name": who[each.mine], "timestamp_ms": int(each.at.timestamp()) * 1000, "content": "ok"}
            for each in messages
        ],
    }
    path = folder / f"instagram-zoe-{name}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("your_instagram_activity/messages/inbox/paulmartin_1/message_1.json", json.dumps(chat))
        followed = [{"string_list_data": [{"href": "https://www.instagram.com/li", "value": "li", "timestamp": 1}]}]
        archive.writestr("connections/followers_1.json", json.dumps(followed))
    return path


def x(folder: Path, name: str, messages: Messages) -> Path:
    def part(called: str, *entries: object) -> str:
        return f"window.YTD.{called}.part0 = {json.dumps(entries)}"

    def create(each: Message) -> dict[str, object]:
        sender, receiver = ("1", "2") if each.mine else ("2", "1")
        at = f"{each.at:%Y-%m-%dT%H:%M:%S}.000Z"
        return {"id": str(100 + each.number), "senderId": sender, "recipientId": receiver, "createdAt": at}

    path = folder / f"twitter-{name}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        account = {"accountId": "1", "username": "zoe", "accountDisplayName": "Zoé", "email": "zoe@example.org"}
        archive.writestr("data/account.js", part("account", {"account": account}))
        paul = {"accountId": "2", "userLink": "https://x.com/paul"}
        archive.writestr("data/following.js", part("following", {"following": paul}))
        told = [{"messageCreate": create(each)} for each in messages]
        chat = {"dmConversation": {"conversationId": "1-2", "messages": told}}
        archive.writestr("data/direct-messages.js", part("direct_messages", chat))
    return path


def calendar(folder: Path, name: str, messages: Messages) -> Path:
    def event(each: Message) -> str:
        return (
            f"BEGIN:VEVENT\r\nUID:{each.number}@example.org\r\nDTSTART:{each.at:%Y%m%dT%H%M%SZ}\r\n"
            "ORGANIZER;CN=Zoé Exemple:mailto:zoe@example.org\r\n"
            "ATTENDEE;PARTSTAT=ACCEPTED;CN=Paul Martin:mailto:paul@example.org\r\nEND:VEVENT\r\n"
        )

    path = folder / f"{name}.ics"
    path.write_text(f"BEGIN:VCALENDAR\r\n{''.join(map(event, messages))}END:VCALENDAR\r\n")
    return path


def linkedin(folder: Path, name: str, messages: Messages) -> Path:
    me = "Zoé Exemple,https://www.linkedin.com/in/zoe-exemple"
    paul = "Paul Martin,https://www.linkedin.com/in/paul-martin"
    rows = [
        f"2-AAA=,,{','.join((me, paul) if each.mine else (paul, me))},{each.at:%Y-%m-%d %H:%M:%S} UTC,,ok,INBOX"
        for each in messages
    ]
    header = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT"
    path = folder / f"Basic_LinkedInDataExport_{name}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "Profile.csv",
            "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,"
            "Twitter Handles,Websites,Instant Messengers\nZoé,Exemple,,,,,,,,,,,\n",
        )
        archive.writestr(
            "Connections.csv",
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
            "Paul,Martin,https://www.linkedin.com/in/paul-martin,,,,05 Mar 2020\n",
        )
        archive.writestr("messages.csv", "\n".join([f"{header},FOLDER", *rows, ""]))
        archive.writestr(
            "Endorsement_Received_Info.csv",
            "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,"
            "Endorsement Status\n"
            + "".join(
                f"2021/02/0{skill} 10:00:00 UTC,Skill {skill},Paul,Martin,www.linkedin.com/in/paul-martin,ACCEPTED\n"
                for skill in range(1, 4)
            ),
        )
        archive.writestr(
            "Recommendations_Received.csv",
            "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
            'Paul,Martin,,,Fine,"01/24/18, 03:00 PM",VISIBLE\n',
        )
        archive.writestr(
            "Invitations.csv",
            "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
            'Paul Martin,Zoé Exemple,"3/1/20, 9:00 AM",,INCOMING,https://www.linkedin.com/in/paul-martin,'
            "https://www.linkedin.com/in/zoe-exemple\n",
        )
    return path


PAIRS: Final[tuple[tuple[Writer, Writer], ...]] = (
    (mbox, mbox),
    (mbox, maildir),
    (maildir, takeout),
    (takeout, mbox),
    (nameless, nameless),
    (whatsapp, whatsapp),
    (whatsapp_of_ios, whatsapp_of_ios),
    (whatsapp, whatsapp_of_ios),
    (telegram, telegram),
    (facebook, facebook),
    (instagram, instagram),
    (x, x),
    (calendar, calendar),
    (linkedin, linkedin),
)
EARLIER: Final = [*map(Message, range(9))]
LATER: Final = [*map(Message, range(6, 13))]


def _undo(book: Netcli, batch: int) -> None:
    book.ok("undo", "--batch", str(batch), "--yes")


def _take(book: Netcli, path: Path) -> Any:
    outcome = book("import", path, "--json")
    assert (outcome.code, outcome.err) == (0, "")
    (entry,) = outcome.json()["result"]
    assert entry["read"] == entry["used"] + entry["ignored"] + entry["rejected_count"]
    return entry


def _evidence(book: Netcli) -> list[Any]:
    found = book.ok("list", "--all", "paul")["result"]
    (paul,) = (person for person in found if not person["me"])
    return list(book.ok("show", "me", f"id:{paul['id']}")["result"]["link"]["evidence"])


def _counts(book: Netcli) -> dict[tuple[str, str | None], int]:
    """Return the counts in the evidence of Zoé's link with Paul."""
    counts: dict[tuple[str, str | None], int] = {}
    for each in _evidence(book):
        if each["count"] is not None:
            key = each["kind"], each["direction"]
            counts[key] = counts.get(key, 0) + each["count"]
    return counts


def _truth(writer: Writer, messages: Messages) -> dict[tuple[str, str | None], int]:
    messages = set(messages)
    mine = sum(each.mine for each in messages)
    if writer is calendar:
        return {("meeting", None): len(messages)}
    twice = writer is nameless and Message(1) in messages
    truth: dict[tuple[str, str | None], int] = {("message", "a_to_b"): mine}
    truth["message", "b_to_a"] = len(messages) - mine + twice
    return truth | ({("endorsement", "b_to_a"): 3} if writer is linkedin else {})


@pytest.mark.parametrize("later_first", [False, True], ids=["in order", "later first"])
@pytest.mark.parametrize("writers", PAIRS, ids=lambda pair: " then ".join(each.__name__ for each in pair))
def test_two_editions(book: Netcli, tmp_path: Path, writers: tuple[Writer, Writer], later_first: bool) -> None:
    """Two editions count each message once, even after an undo."""
    told = list(zip(writers, ("earlier", "later"), (EARLIER, LATER), strict=True))
    first, second = reversed(told) if later_first else told
    one = _take(book, first[0](tmp_path, *first[1:]))
    alone = _counts(book)
    two = _take(book, second[0](tmp_path, *second[1:]))
    together = _counts(book)
    _undo(book, one["batch"])
    without_first = _counts(book)
    book.ok("undo")
    again = _counts(book)
    _undo(book, two["batch"])
    without_second = _counts(book)
    of = writers[0]
    assert (one["why_ignored"].get("repeated", 0), two["why_ignored"].get("repeated", 0)) == (0, 3)
    assert [alone, together, without_first, again, without_second] == [
        _truth(of, first[2]),
        _truth(of, EARLIER + LATER),
        _truth(of, second[2]),
        _truth(of, EARLIER + LATER),
        _truth(of, first[2]),
    ]


@pytest.mark.parametrize("writer", dict.fromkeys(first for first, _ in PAIRS), ids=lambda writer: writer.__name__)
def test_nothing_new(book: Netcli, tmp_path: Path, writer: Writer) -> None:
    """A later edition with the same messages does not change the chain."""
    _take(book, writer(tmp_path, "earlier", EARLIER))
    before = book.ok("path", "me", "paul")["result"]["chains"][0]
    path = writer(tmp_path, "later", EARLIER)
    if path.is_file() and path.suffix != ".zip":
        path.write_text(path.read_text() + "\n")  # other bytes, the same words
    _take(book, path)
    after = book.ok("path", "me", "paul")["result"]["chains"][0]
    assert after == before


def test_archives_repeat_their_connections(book: Netcli, tmp_path: Path) -> None:
    """A second archive adds evidence only for new messages."""
    _take(book, linkedin(tmp_path, "03-05-2023", EARLIER))
    kinds = sorted(each["kind"] for each in _evidence(book))
    _take(book, linkedin(tmp_path, "06-05-2023", LATER))
    assert sorted(each["kind"] for each in _evidence(book) if each["batch"] == 1) == kinds
    assert sorted(each["kind"] for each in _evidence(book) if each["batch"] == 2) == ["message", "message"]


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=12)
def test_any_editions_in_any_order_with_any_undone(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """After any imports and undos, each remaining message counts once."""
    folder = tmp_path_factory.mktemp("editions")
    book = Netcli(folder / "netcli.db")
    book.ok("init", "--me", "Zoé Exemple", "--email", "zoe@example.org")
    writers = data.draw(st.sampled_from([(mbox, maildir, takeout), (whatsapp,), (telegram,), (calendar,)]))
    standing: dict[int, set[Message]] = {}
    numbers = count(1)
    for _ in range(data.draw(st.integers(2, 5))):
        if len(standing) > 1 and data.draw(st.booleans()):
            batch = data.draw(st.sampled_from(sorted(standing)))
            _undo(book, batch)
            del standing[batch]
        else:
            messages = sorted(data.draw(st.sets(st.integers(0, 12).map(Message), min_size=3)))
            entry = _take(book, data.draw(st.sampled_from(writers))(folder, str(next(numbers)), messages))
            standing[entry["batch"]] = set(messages)
        union = set().union(*standing.values())
        assert _counts(book) == {key: number for key, number in _truth(writers[0], union).items() if number}


def test_a_series_goes_on(book: Netcli, tmp_path: Path) -> None:
    """A weekly meeting counts once a week. If a past meeting is cancelled afterwards, the meeting still counts."""

    def edition(name: str, stamp: str, *lines: str) -> Path:
        more = "".join(f"{line}\r\n" for line in lines)
        path = tmp_path / f"{name}.ics"
        path.write_text(
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1@example.org\r\nDTSTART:20260105T100000Z\r\nRRULE:FREQ=WEEKLY\r\n"
            f"DTSTAMP:{stamp}T000000Z\r\nORGANIZER;CN=Zoé Exemple:mailto:zoe@example.org\r\n"
            f"ATTENDEE;CN=Paul Martin:mailto:paul@example.org\r\n{more}END:VEVENT\r\nEND:VCALENDAR\r\n"
        )
        return path

    _take(book, edition("one", "20260202"))
    five = _counts(book)
    _take(book, edition("two", "20260302", "EXDATE:20260112T100000Z"))
    assert (five, _counts(book)) == ({("meeting", None): 5}, {("meeting", None): 9})


def test_as_of_counts_each_message_by_its_own_day(book: Netcli, tmp_path: Path) -> None:
    """With `--as-of DAY`, only messages up to DAY count."""
    _take(book, mbox(tmp_path, "earlier", EARLIER))
    _take(book, mbox(tmp_path, "later", LATER))
    day = date(2023, 1, 2) + timedelta(weeks=7)
    answer = book.ok("path", "me", "Paul Martin", "--as-of", day.isoformat())
    (link,) = answer["result"]["chains"][0]["links"]
    counts = [(each["count"], each["direction"], each["date"]) for each in link["evidence"]]
    assert (counts, answer["warnings"]) == ([(5, "b_to_a", "2023-02-20"), (3, "a_to_b", "2023-02-13")], [])


def test_two_addresses_of_one_person(book: Netcli, tmp_path: Path) -> None:
    """A message to two addresses of one person counts once."""
    book.ok("add", "Paul Martin", "--email", "paul@example.org", "--email", "paul@example.net")
    path = tmp_path / "both.mbox"
    both = _mail(Message(0)).replace(f"To: {PAUL}", f"To: {PAUL}, Paul Martin <paul@example.net>")
    path.write_text(f"From x@y Mon Jan 1 00:00:00 2024\n{both}\n")
    _take(book, path)
    assert _counts(book) == {("message", "a_to_b"): 1}


def test_what_lies_ahead_comes_with_a_later_edition(book: Netcli, tmp_path: Path) -> None:
    """A message with a future date is ignored until that date."""
    path = mbox(tmp_path, "all", [Message(0), Message(1), Message(300)])
    entry = _take(book, path)
    assert (entry["why_ignored"], sum(_counts(book).values())) == ({"future": 1}, 2)
    later = mbox(tmp_path, "later", [Message(1), Message(300)])
    outcome = book("import", later, "--json", environment={"NETCLI_NOW": "2029-01-01"})
    assert (outcome.json()["result"][0]["used"], sum(_counts(book).values())) == (1, 3)


def test_it_comes_back_from_an_export(book: Netcli, tmp_path: Path) -> None:
    """A book restored from an export does not count a repeated message again."""
    _take(book, mbox(tmp_path, "earlier", EARLIER))
    (tmp_path / "whole.json").write_text(book.export())
    again = Netcli(tmp_path / "again.db")
    again.ok("import", tmp_path / "whole.json")
    _take(again, mbox(tmp_path, "later", LATER))
    assert _counts(again) == _truth(mbox, EARLIER + LATER)


def test_two_calendars_of_one_archive(book: Netcli, tmp_path: Path) -> None:
    """A meeting in two calendars of one archive counts once."""
    path = tmp_path / "takeout-20240101T000000Z-001.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, held in (("zoe@example.org", EARLIER), ("Travail", LATER)):
            archive.write(calendar(tmp_path, name, held), f"Takeout/Calendar/{name}.ics")
    _take(book, path)
    assert (_counts(book), book.ok("check")["result"]["problems"]) == (_truth(calendar, EARLIER + LATER), [])


def test_two_people_who_become_one(book: Netcli, tmp_path: Path) -> None:
    """After a merge of two people, a message to both counts once."""
    path = tmp_path / "both.mbox"
    both = _mail(Message(0)).replace(f"To: {PAUL}", f"To: {PAUL}, Li Wei <li@example.net>")
    path.write_text(f"From x@y Mon Jan 1 00:00:00 2024\n{both}\n")
    _take(book, path)
    book.ok("merge", "email:paul@example.org", "email:li@example.net", "--yes")
    merged = _counts(book)
    book.ok("split", "email:paul@example.org")
    assert (merged, _counts(book)) == ({("message", "a_to_b"): 1}, {("message", "a_to_b"): 1})


def test_a_group_says_what_it_repeats(book: Netcli, tmp_path: Path) -> None:
    """If a later export of a group chat repeats rows, the rows are ignored."""
    lines = [
        f"0{day}/03/2024, 10:00 - {name}: ok\n" for day in (1, 2) for name in ("Zoé Exemple", "Paul Martin", "Ana")
    ]
    entries = []
    for name, kept in (("one", lines[:4]), ("two", lines)):
        path = tmp_path / name / "WhatsApp Chat with Famille.txt"
        path.parent.mkdir()
        path.write_text("".join(kept))
        entries.append(_take(book, path))
    assert [(each["used"], each["why_ignored"]) for each in entries] == [(4, {}), (2, {"repeated": 4})]


def test_a_mailbox_of_somebody_else(book: Netcli, tmp_path: Path) -> None:
    """A message in the mailboxes of two owners counts once."""
    book.ok("add", "Paul Martin", "--email", "paul@example.org")
    _take(book, mbox(tmp_path, "mine", EARLIER))
    path = mbox(tmp_path, "his", LATER)
    path.write_text(path.read_text().replace("Delivered-To: zoe@", "Delivered-To: paul@"))
    (entry,) = book.ok("import", path, "--owner", "email:paul@example.org")["result"]
    assert (entry["used"], _counts(book)) == (7, _truth(mbox, EARLIER + LATER))


def _eml(folder: Path, number: int, sender: str, receiver: str, identity: int) -> None:
    lines = (
        f"Message-ID: <{identity}@example.org>",
        f"From: {sender}",
        f"To: {receiver}",
        f"Date: {datetime(2023, 1, 2, 9, 30, tzinfo=UTC) + timedelta(days=identity):%a, %d %b %Y %H:%M:%S} +0000",
        "",
        "Bonjour",
    )
    folder.mkdir(exist_ok=True)
    (folder / f"{number:03}.eml").write_text("\r\n".join(lines))


@pytest.mark.slow
def test_files_of_one_command_come_to_what_they_do_one_by_one(tmp_path: Path) -> None:
    """An import of many files gives the same result as separate imports."""
    anna = "Anna Roy <anna@example.org>"
    folder = tmp_path / "mails"
    for number in range(70):
        sender, receiver = [(PAUL, ME), (ME, PAUL), (PAUL, f"{ME}, {anna}"), (anna, ME)][number % 7 % 4]
        _eml(folder, number, sender, receiver, number - number % 5 // 4)  # each fifth repeats the one before
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Paul Martin\nEMAIL:paul@example.org\nTEL:+33612345678\nEND:VCARD\n"
    (folder / "050.vcf").write_text(card)
    mbox(folder, "060", map(Message, range(5)))
    told = []
    for name, commands in (("one", [[folder]]), ("each", [[path] for path in sorted(folder.iterdir())])):
        book = Netcli(tmp_path / f"{name}.db")
        book.ok("init", "--me", "Zoé Exemple", "--email", "zoe@example.org")
        book.ok("link", "me", "Paul Martin", "--create")
        entries = [entry for paths in commands for entry in book.ok("import", *paths)["result"]]
        reports = [{key: each[key] for key in ("people", "links", "used", "ignored")} for each in entries]
        assert book.ok("check")["result"]["problems"] == []
        told.append((reports, json.loads(book.export())["result"]["links"]))
    assert told[0] == told[1]


def test_two_mailboxes_of_one_archive_that_overlap(book: Netcli, tmp_path: Path) -> None:
    """A message in two mailboxes of one archive counts once."""
    mails = [
        "From x@y Mon Mar 04 10:00:00 2024\nFrom: paul@example.org\nTo: zoe@example.org\n"
        f"Message-ID: <{n}@example.org>\nDate: Mon, 0{n} Jan 2024 10:00:00 +0000\n\nok\n\n"
        for n in (1, 2, 3)
    ]
    path = tmp_path / "mail.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Inbox.mbox", "".join(mails[:2]))
        archive.writestr("All.mbox", "".join(mails))
    entry = _take(book, path)
    assert (entry["read"], entry["used"], entry["why_ignored"]) == (5, 3, {"repeated": 2})
    assert _counts(book) == {("message", "b_to_a"): 3}
