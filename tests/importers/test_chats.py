"""Chats of Telegram, WhatsApp and Facebook give links, but no messages."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from netcli.importers import facebook, recognise, telegram, whatsapp
from netcli.importers.places import of_path
from netcli.importers.source import Owner, Source, of_bytes
from netcli.records import OWNER, Ignored, Member, Record, Remark, Used
from netcli.records import Testimony as Said  # pytest takes a class called Test… for tests


def told(items: list[object]) -> list[tuple[object, ...]]:
    return [(i.a, i.b, i.kind, i.certainty, i.count, i.direction, i.last) for i in items if isinstance(i, Said)]


def message(who: int, name: str | None = None, **more: object) -> dict[str, object]:
    return {
        "type": "message",
        "date_unixtime": "1596319309",
        "from": name,
        "from_id": f"user{who}",
        "text": "secret",
        **more,
    }


CHAT = {
    "name": "Zoé Exemple",
    "type": "personal_chat",
    "id": 7,
    "messages": [message(1, "Moi"), message(7, "Zoé Exemple"), {"type": "service"}],
}
ACCOUNT = {
    "personal_information": {"user_id": 1, "first_name": "Moi", "phone_number": "0033600000000"},
    "contacts": {
        "list": [
            {
                "first_name": "Zoé",
                "last_name": "Exemple",
                "phone_number": "0033600000001",
                "date": "2023-01-15T10:30:00",
            },
        ]
    },
    "chats": {"list": [CHAT]},
}


def test_a_contact_is_whom_they_chat_as() -> None:
    """A Telegram contact gets the account number of the personal chat with the same name."""
    source = of_bytes("result.json", json.dumps(ACCOUNT).encode())
    assert telegram.claims(source)
    items = list(telegram.read(source))
    assert [item for item in items if isinstance(item, Record)] == [
        Record(OWNER, "Moi", "Moi", phones=("+33600000000",)),
        Record("user7", "Zoé Exemple", "Zoé", "Exemple", phones=("+33600000001",), line=1),
    ]
    assert told(items) == [
        (OWNER, "user7", "connected", "sure", None, None, None),
        (OWNER, "user7", "message", "sure", 1, "a_to_b", "2020-08-01"),
        (OWNER, "user7", "message", "sure", 1, "b_to_a", "2020-08-01"),
    ]
    assert [item for item in items if isinstance(item, Used | Ignored)] == [
        Used(),
        Used(rows=2),
        Ignored("service"),
    ]
    assert "secret" not in repr(items)


def test_a_single_chat_and_its_invalid_escapes() -> None:
    """The file of a single chat is read, even with invalid escapes."""
    text = json.dumps(CHAT | {"messages": [message(7, "Zoé Exemple")]}).replace("secret", "\\xc3\\xa9")
    source = of_bytes("result.json", text.encode())
    assert telegram.claims(source)
    assert told(list(telegram.read(source))) == [(OWNER, "user7", "message", "probable", 1, "b_to_a", "2020-08-01")]


def test_the_departed_stay_placeholders() -> None:
    """A deleted account has a number, but no name."""
    chat = {"name": None, "type": "personal_chat", "id": 8, "messages": [message(8), message(8, from_id=None)]}
    items = list(telegram.read(of_bytes("result.json", json.dumps({"chats": {"list": [chat]}}).encode())))
    assert [item for item in items if isinstance(item, Record)] == [Record("user8", line=1)]
    assert told(items) == [(OWNER, "user8", "message", "probable", 2, "b_to_a", "2020-08-01")]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("private_group", [(OWNER, "user11", "group", "guess", None, None, "2020-08-01")]),
        ("public_channel", []),
        ("bot_chat", []),
    ],
)
def test_groups_are_guesses_and_channels_nothing(kind: str, expected: list[object]) -> None:
    """Members of a private group are guessed to know each other. Channels and chats with bots yield nothing."""
    chat = {"name": "Rando", "type": kind, "id": 9, "messages": [message(11, "Jan"), message(1, "Moi")]}
    source = of_bytes("result.json", json.dumps(ACCOUNT | {"contacts": {}, "chats": {"list": [chat]}}).encode())
    assert told(list(telegram.read(source))) == expected


def chat(name: str, *lines: str) -> Source:
    return of_bytes(name, "\n".join(lines).encode())


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        pytest.param(
            "WhatsApp Chat with Zoé Exemple.txt",
            [
                "13/6/2023, 12:34 - Messages are end-to-end encrypted.",
                "13/6/2023, 12:35 - Zoé Exemple: secret: oui",
                "suite",
                "14/6/2023, 12:36 - Moi: secret",
            ],
            id="android",
        ),
        pytest.param(
            "Discussion WhatsApp avec Zoé Exemple.txt",
            [
                "13/06/2023 à 12:34 - Les messages sont chiffrés de bout en bout.",
                "13/06/2023 à 12:34 - Zoé Exemple: secret",
                "14/06/2023 à 12:34 - Moi: secret",
            ],
            id="french",
        ),
        pytest.param(
            "WhatsApp Chat - Zoé Exemple.txt",
            [
                "[13/06/2023 10:11:12] Zoé Exemple: \u200eMessages and calls are end-to-end encrypted.",
                "\u200e[13/06/2023 10:11:13] Zoé Exemple: secret",
                "[14/06/2023 10:11:12] Moi:",
            ],
            id="ios",
        ),
        pytest.param(
            "WhatsApp Chat with Zoé Exemple (1).txt",
            [
                "6/13/23, 9:05\u202fPM - Zoé Exemple created this",
                "6/13/23, 9:05\u202fPM - Zoé Exemple: secret",
                "6/14/23, 9:06\u202fAM - Moi: secret",
            ],
            id="american",
        ),
        pytest.param(
            "WhatsApp-keskustelu henkilön Zoé Exemple kanssa.txt",
            [
                "13.6.2023 klo 12.34 - Viestit ja puhelut ovat täysin salattuja.",
                "13.6.2023 klo 12.35 - Zoé Exemple: secret",
                "14.6.2023 klo 12.36 - Moi: secret",
            ],
            id="finnish",
        ),
        pytest.param(
            "Cuộc trò chuyện trên WhatsApp với Zoé Exemple.txt",
            [
                "12:34, 13/06/2023 - Tin nhắn và cuộc gọi được mã hóa đầu cuối.",
                "12:35, 13/06/2023 - Zoé Exemple: secret",
                "12:36, 14/06/2023 - Moi: secret",
            ],
            id="vietnamese",
        ),
        pytest.param(
            "WhatsApp-chat met Zoé Exemple.txt",
            [
                "13-06-2023 12:34 - Berichten en oproepen worden end-to-end versleuteld.",
                "13-06-2023 12:35 - Zoé Exemple: secret",
                "14-06-2023 12:36 - Moi: secret",
            ],
            id="dutch",
        ),
        pytest.param(
            "Zoé Exemple ile WhatsApp Sohbeti.txt",
            [
                "13.06.2023 12:34 - Mesajlar ve aramalar uçtan uca şifrelidir.",
                "13.06.2023 12:35 - Zoé Exemple: secret",
                "14.06.2023 12:36 - Moi: secret",
            ],
            id="turkish",
        ),
        pytest.param(
            "Chat de WhatsApp con Zoé Exemple.txt",
            [
                "13/6/23, 9:04 p. m. - Los mensajes y las llamadas están cifrados de extremo a extremo.",
                "13/6/23, 9:05 p. m. - Zoé Exemple: secret",
                "14/6/23, 9:06 a. m. - Moi: secret",
            ],
            id="colombian",
        ),
        pytest.param(
            "WhatsApp Chat with Zoé Exemple.txt",
            [
                "2023-06-13, 8:04:06 AM: Messages you send are now secured.",
                "2023-06-13, 8:04:08 AM: Zoé Exemple: secret",
                "2023-06-14, 8:04:09 PM: Moi: secret",
            ],
            id="iso-seconds-half",
        ),
        pytest.param(
            "WhatsApp Chat with Zoé Exemple.txt",
            [
                "13/06/2023 17:03:46: Zoé Exemple has changed this",
                "13/06/2023 17:03:48: Zoé Exemple: secret",
                "14/06/2023 17:03:48: Moi: secret",
            ],
            id="old-ios",
        ),
        pytest.param(
            "WhatsApp Chat with Zoé Exemple.txt",
            [
                "13 juin 2023 à 17:03 - Les messages",
                "13 juin 2023 à 17:03 - Zoé Exemple : secret",
                "14 juin 2023 à 17:03 - Moi : secret",
            ],
            id="month-in-words",
        ),
        pytest.param(
            "WhatsApp 대화 Zoé Exemple.txt",
            [
                "2023년 6월 13일 오후 9:04, 메시지와 통화는 종단간 암호화됩니다.",
                "2023년 6월 13일 오후 9:05, Zoé Exemple : secret",
                "2023년 6월 14일 오전 9:05, Moi : secret",
            ],
            id="korean",
        ),
        pytest.param(
            "与Zoé Exemple的WhatsApp聊天.txt",
            [
                "[2023/6/13 下午9:05:09] Zoé Exemple: \u200e消息和通话已进行端到端加密。",
                "[2023/6/13 下午9:05:10] Zoé Exemple: secret",
                "[2023/6/14 上午9:05:10] Moi: secret",
            ],
            id="chinese-ios",
        ),
        pytest.param(
            "WhatsApp Zoé Exemple.txt",
            [
                "١٣\u200f/٦\u200f/٢٠٢٣، ٩:٠٤ م - الرسائل والمكالمات مشفرة.",
                "١٣\u200f/٦\u200f/٢٠٢٣، ٩:٠٥ م - Zoé Exemple: secret",
                "١٤\u200f/٦\u200f/٢٠٢٣، ٩:٠٥ ص - Moi: secret",
            ],
            id="arabic",
        ),
        pytest.param(
            "แชท WhatsApp กับ Zoé Exemple.txt",
            ["13/6/2566 21:04 - ข้อความ", "13/6/2566 21:05 - Zoé Exemple: secret", "14/6/2566 21:05 - Moi: secret"],
            id="thai-years",
        ),
        pytest.param(
            "Zoé Exemple WhatsApp.txt",
            [
                "2023. 06. 13. 12:34 - Az üzenetek és a hívások végpontok közötti titkosítással védettek.",
                "2023. 06. 13. 12:35 - Zoé Exemple: secret",
                "2023. 06. 14. 12:35 - Moi: secret",
            ],
            id="hungarian",
        ),
        pytest.param(
            "WhatsApp Chat with Zoé Exemple.txt",
            [
                "Tue, 13 Jun 2023, 12:34 in the afternoon - Messages are end-to-end encrypted.",
                "Tue, 13 Jun 2023, 12:35 in the afternoon - Zoé Exemple: secret",
                "Wed, 14 Jun 2023, 9:05 in the morning - Moi: secret",
            ],
            id="weekday",
        ),
    ],
)
def test_stamps_of_every_country(name: str, lines: list[str]) -> None:
    """WhatsApp's date stamps are understood in every form."""
    source = chat(name, *lines)
    assert whatsapp.claims(source)
    items = list(whatsapp.read(source))
    assert told(items) == [
        (OWNER, "Zoé Exemple", "message", "sure", 1, "a_to_b", "2023-06-14"),
        (OWNER, "Zoé Exemple", "message", "sure", 1, "b_to_a", "2023-06-13"),
    ]
    assert [item for item in items if isinstance(item, Used | Ignored)] == [Ignored("system"), Used(rows=2)]
    assert "secret" not in repr(items)


def test_the_archive_names_the_chat(tmp_path: Path) -> None:
    """If a chat's file is `_chat.txt`, the other person's name comes from the name of the archive."""
    path = tmp_path / "WhatsApp Chat - Jan van der Berg.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("_chat.txt", "[12/03/2024 10:11:12] Jan van der Berg: hoi")
        archive.writestr("photo.jpg", b"\xff")
    assert whatsapp.claims(of_path(path))
    assert told(list(whatsapp.read(of_path(path)))) == [
        (OWNER, "Jan van der Berg", "message", "probable", 1, "b_to_a", "2024-03-12")
    ]


def test_a_group_does_not_say_who_the_owner_is() -> None:
    """If the owner is unknown, a group links only its writers."""
    source = chat(
        "WhatsApp Chat with Rando.txt", "12/03/2024, 10:11 - Ana: a", "13/03/2024, 10:11 - +33 6 00 00 00 01: b"
    )
    items = list(whatsapp.read(source))
    assert [item for item in items if isinstance(item, Record)] == [
        Record("Ana", "Ana", line=1),
        Record("+33 6 00 00 00 01", phones=("+33 6 00 00 00 01",), line=2),
    ]
    assert told(items) == [("Ana", "+33 6 00 00 00 01", "group", "guess", None, None, "2024-03-12")]


LASTS = [
    (OWNER, "Ana", "2024-03-12"),
    (OWNER, "Ben", "2025-06-01"),
    ("Ana", "Ben", "2024-03-12"),
]
"""The two people and the last day of each expected link in a group chat."""


def _days(items: Iterable[object]) -> list[tuple[str, ...]]:
    """Return the people and the last day of each link in a group."""
    return sorted(
        (*sorted((item.a, item.b), key=lambda end: (end != OWNER, end)), item.last or "")
        for item in items
        if isinstance(item, Said) and item.kind == "group"
    )


def test_a_writer_of_a_group_is_dated_by_what_they_wrote_themselves() -> None:
    """A link to the owner has the date of the writer's last message.

    Each writer has a last message. A link between two writers has the earlier of these two dates.
    """
    lines = ("01/02/2024, 10:11 - Moi: a", "12/03/2024, 10:11 - Ana: a", "01/06/2025, 10:11 - Ben: b")
    source = chat("WhatsApp Chat with Rando.txt", *lines).of(Owner("Moi"))
    assert _days(whatsapp.read(source)) == LASTS


def test_who_wrote_nothing_in_a_group_is_not_dated_by_it() -> None:
    """If a member of a group wrote nothing, the member's links have no date."""
    people = [{"name": name} for name in ("Moi", "Ana", "Ben")]
    messages = [{"sender_name": name, "timestamp_ms": 1_700_000_000_000} for name in ("Moi", "Ana")]
    thread = {"participants": people, "messages": messages, "title": "Rando"}
    source = of_bytes("message_1.json", json.dumps(thread).encode()).of(Owner("Moi"))
    assert _days(facebook.read(source)) == [
        (OWNER, "name/Ana", "2023-11-14"),
        (OWNER, "name/Ben", ""),
        ("name/Ana", "name/Ben", ""),
    ]


def test_a_chat_without_a_name_is_the_owners_who_writes_in_it() -> None:
    """In a nameless chat, the writer with the user's name is the user."""
    source = chat("_chat.txt", "[12/03/2024, 10:11:12] Zoé: salut", "[13/03/2024, 10:11:12] Moi Test: ok").of(
        Owner("Moi Test")
    )
    assert told(list(whatsapp.read(source))) == [
        ("Zoé", OWNER, "message", "sure", 1, "a_to_b", "2024-03-12"),
        ("Zoé", OWNER, "message", "sure", 1, "b_to_a", "2024-03-13"),
    ]


def test_nobody_of_the_owners_name_is_told() -> None:
    """If no writer has the owner's name, a warning is given."""
    lines = ("[12/03/2024, 10:11:12] Zoé: salut", "[13/03/2024, 10:11:12] Paul: ok")
    items = list(whatsapp.read(chat("_chat.txt", *lines).of(Owner("Moi Test"))))
    assert [item.code for item in items if isinstance(item, Remark)] == ["owner_unknown"]


def test_the_owner_of_a_group_by_itself_has_their_own_name() -> None:
    """In a group's export, the writer with the user's name is the user."""
    group = {"name": "Choir", "type": "private_group", "id": 9, "messages": [message(1, "Moi Test"), message(7, "Zoé")]}
    source = of_bytes("result.json", json.dumps(group).encode()).of(Owner("moi test"))
    assert told(list(telegram.read(source))) == [(OWNER, "user7", "group", "guess", None, None, "2020-08-01")]


def test_contacts_without_an_account() -> None:
    """A file that contains only contacts is recognised as an export of Telegram. The date 1970-01-01 means an unknown
    day.
    """
    contact = {"first_name": "Zoé", "last_name": "", "phone_number": "0033600000001", "date": "1970-01-01T01:00:00"}
    source = of_bytes("result.json", json.dumps({"contacts": {"list": [contact]}}).encode())
    assert telegram.claims(source)
    assert [item.since for item in telegram.read(source) if isinstance(item, Said)] == [None]


def test_a_link_begins_with_the_first_message() -> None:
    """A link from a chat lasts from the first message to the last message."""
    lines = ("12/03/2024, 10:11 - Zoé: a", "20/03/2024, 10:11 - Zoé: b", "15/03/2024, 10:11 - Zoé: c")
    (said,) = [i for i in whatsapp.read(chat("WhatsApp Chat with Zoé.txt", *lines)) if isinstance(i, Said)]
    assert (said.since, said.last) == ("2024-03-12", "2024-03-20")


def days_of(*dates: str) -> tuple[str | None, str | None]:
    """Return the first and last day of a chat with these dates."""
    lines = [f"{date}, 9:05 - Zoé: a" for date in dates]
    (said,) = [i for i in whatsapp.read(chat("WhatsApp Chat with Zoé.txt", *lines)) if isinstance(i, Said)]
    return said.since, said.last


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        pytest.param(("5/3/2024", "6/3/2024", "1/4/2024"), ("2024-03-05", "2024-04-01"), id="day-first"),
        pytest.param(("3/5/2024", "3/6/2024", "4/1/2024"), ("2024-03-05", "2024-04-01"), id="month-first"),
        pytest.param(("24/3/5", "24/3/6", "24/4/1"), ("2024-03-05", "2024-04-01"), id="short-year-first"),
        pytest.param(("3/5/2024",), ("2024-05-03", "2024-05-03"), id="undecided"),
    ],
)
def test_all_stamps_together_tell_the_order_of_day_and_month(dates: tuple[str, ...], expected: tuple[str, str]) -> None:
    """All dates of a chat decide the order of day and month. If both orders are possible, the day comes first."""
    assert days_of(*dates) == expected


def test_a_group_is_no_writer() -> None:
    """Messages of WhatsApp itself are not counted, and the group is not a person."""
    source = chat(
        "_chat.txt",
        "[14/08/2024, 21:00:10] Rando: \u200eMessages and calls are end-to-end encrypted.",
        "[14/08/2024, 21:00:10] Ana: \u200eAna created group “Rando”",
        "[14/08/2024, 21:00:11] Rando: \u200eYou joined.",
        "[14/08/2024, 21:01:10] Ana: salut",
        "[15/08/2024, 21:01:10] ~ Paul Martin: \u200eimage omitted",
        "[16/08/2024, 21:01:10] Moi Test: oui",
    ).of(Owner("Moi Test"))
    items = list(whatsapp.read(source))
    assert [item.name for item in items if isinstance(item, Record)] == ["Ana", "Paul Martin"]
    assert {(a, b, kind) for a, b, kind, *_ in told(items)} == {
        ("Ana", "Paul Martin", "group"),
        ("Ana", OWNER, "group"),
        ("Paul Martin", OWNER, "group"),
    }
    assert [item for item in items if isinstance(item, Used | Ignored)] == [Ignored("system", rows=3), Used(rows=3)]


def test_a_notice_under_a_persons_name_is_no_message() -> None:
    """A notice under a person's name is not a message. An attachment is a message."""
    notices = (
        "Your security code with Zoé Exemple changed. Tap to learn more.",
        "Votre code de sécurité avec Zoé Exemple a changé.",
        "Messages to this chat are now secured with end-to-end encryption.",
    )
    sent = ("<attached: 00000012-Zoé Exemple.vcf>", "Zoé Exemple.vcf document omitted", "This message was deleted.")
    lines = [f"[12/03/2024, 10:11:12] Zoé Exemple: \u200e{words}" for words in (*sent, *notices)]
    items = list(whatsapp.read(chat("_chat.txt", "[12/03/2024, 10:11:10] Zoé Exemple: salut", *lines)))
    assert [item for item in items if isinstance(item, Used | Ignored)] == [Ignored("system", rows=3), Used(rows=4)]


@pytest.mark.parametrize("words", ["image omitted", "<attached: 00000012-PHOTO-2024-03-12-10-11-12.jpg>"])
def test_a_chat_may_begin_with_an_attachment(words: str) -> None:
    items = list(whatsapp.read(chat("_chat.txt", f"[12/03/2024, 10:11:10] Zoé Exemple: \u200e{words}")))
    assert [item for item in items if isinstance(item, Used | Ignored)] == [Used(rows=1)]


@pytest.mark.parametrize(
    "words",
    ["Wiadomości i połączenia są w pełni szyfrowane.", "Meldinger og anrop er ende-til-ende-kryptert.", "مشفرة تمامًا"],
)
def test_the_first_notice_without_its_mark(words: str) -> None:
    """The first notice of a group is recognised even without the usual mark."""
    source = chat("_chat.txt", *(f"[14/08/2024, 21:00] {line}" for line in (f"Rando: {words}", "Ana: a", "Bo: b")))
    assert [item.name for item in whatsapp.read(source) if isinstance(item, Record)] == ["Ana", "Bo"]


def test_a_sentence_with_a_colon_has_no_writer() -> None:
    """A system message with a colon has no writer."""
    source = chat(
        "WhatsApp Chat with Ana.txt",
        "12/03/2024, 10:11 - Ana: a",
        '12/03/2024, 10:12 - Ana changed the group name from "A: b" to "C: d"',
        "12/03/2024, 10:12 - Ana cambió el asunto de «A: b» a «C: d»",
    )
    assert [item for item in whatsapp.read(source) if isinstance(item, Used | Ignored | Record)] == [
        Ignored("system", rows=2),
        Used(),
        Record("Ana", "Ana", line=1),
    ]


def test_another_chat_that_was_pasted_is_part_of_a_message() -> None:
    """A line with another form of date stamp belongs to the previous message."""
    source = chat("_chat.txt", "[12/03/2024, 10:11:12] Zoé: look:", "13/03/2024, 10:11 - Paul: no")
    assert [item for item in whatsapp.read(source) if isinstance(item, Used | Record)] == [
        Used(),
        Record("Zoé", "Zoé", line=1),
    ]


def test_what_was_sent_in_a_chat_is_no_contact(tmp_path: Path) -> None:
    """A file that was sent in a chat is listed, but not imported."""
    path = tmp_path / "WhatsApp Chat - Jan van der Berg.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("00001-Paul.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Paul Martin\nEND:VCARD\n")
        archive.writestr("00002-notes.txt", "12/03/2024, 10:11 - Nobody: a text that was sent")
        archive.writestr("_chat.txt", "[12/03/2024 10:11:12] Jan van der Berg: hoi")
    items = list(whatsapp.read(of_path(path)))
    assert [item for item in items if isinstance(item, Record | Member)] == [
        Member("00001-Paul.vcf", "was sent in the chat"),
        Member("00002-notes.txt", "was sent in the chat"),
        Record("Jan van der Berg", "Jan van der Berg", file="_chat.txt", line=1),
    ]
    assert recognise(of_path(path)).network == "whatsapp"


def test_what_lies_ahead_is_no_contact(monkeypatch: pytest.MonkeyPatch) -> None:
    """A message with a future date is ignored."""
    monkeypatch.setenv("NETCLI_NOW", "2024-03-20")
    source = chat("WhatsApp Chat with Zoé.txt", "12/03/2024, 10:11 - Zoé: a", "13/03/2025, 10:11 - Zoé: b")
    items = list(whatsapp.read(source))
    assert [item for item in items if isinstance(item, Used | Ignored)] == [Ignored("future"), Used()]
    assert [item.last for item in items if isinstance(item, Said)] == ["2024-03-12"]


def test_a_table_that_begins_with_a_time_is_no_chat() -> None:
    assert not whatsapp.claims(chat("log.csv", "2024-03-05, 12:30, Zoé", "2024-03-06, 12:30, Paul"))


def test_telegram_of_2018_has_names_for_accounts() -> None:
    """In Telegram's personal chats of the year 2018, the owner is the writer whose name is not the chat's name."""
    messages = [
        {"id": number, "type": "message", "date": "2018-05-01T10:00:00", "from": name, "text": "secret"}
        for number, name in enumerate(("Zoé Exemple", "Moi Test", "Moi Test"))
    ]
    one = {"name": "Zoé Exemple", "type": "personal_chat", "messages": messages}
    for document in (one, {"chats": {"list": [one]}}):
        source = of_bytes("result.json", json.dumps(document).encode())
        assert telegram.claims(source)
        items = list(telegram.read(source))
        assert [item.name for item in items if isinstance(item, Record)] == ["Zoé Exemple"]
        assert [(item.direction, item.count) for item in items if isinstance(item, Said)] == [
            ("a_to_b", 2),
            ("b_to_a", 1),
        ]


def test_a_group_of_2018_is_of_names() -> None:
    """In Telegram's groups of the year 2018, writers have names but no accounts. If another chat has the same name, the
    writer gets the account of that chat.
    """
    group = {
        "name": "Choir",
        "type": "private_group",
        "messages": [
            {"type": "message", "date": "2018-05-01T10:00:00", "from": name, "text": "secret"}
            for name in ("Zoé Exemple", "Moi", "Jan")
        ],
    }
    document = {"personal_information": {"user_id": 1, "first_name": "Moi"}, "chats": {"list": [CHAT, group]}}
    items = list(telegram.read(of_bytes("result.json", json.dumps(document).encode())))
    assert [(item.a, item.b) for item in items if isinstance(item, Said) and item.kind == "group"] == [
        (OWNER, "user7"),
        (OWNER, "name/Jan"),
        ("user7", "name/Jan"),
    ]
