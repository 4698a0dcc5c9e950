"""Tests of the importers of Facebook and Instagram."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from netcli.errors import BadInput
from netcli.importers import facebook, instagram, recognise
from netcli.importers.places import of_path
from netcli.importers.source import Owner, Source, of_bytes
from netcli.records import OWNER, BadRow, Example, Ignored, NotUnderstood, Record, Used
from netcli.records import Testimony as Said  # pytest takes a class called Test… for tests


def source(document: object, name: str = "some.json") -> Source:
    return of_bytes(name, json.dumps(document).encode())


def archive(folder: Path, **members: object) -> Source:
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w") as file:
        for name, document in members.items():
            file.writestr(name, document if isinstance(document, str) else json.dumps(document))
    return of_path(path)


def escaped(text: str) -> str:
    return text.encode().decode("latin-1")


def thread(
    *people: str, says: str = "", path: str = "inbox/x_1", title: str = "", at: int = 1_710_000_000_000
) -> dict[str, object]:
    """Return a thread of *people*. Each letter of *says* is the initial of the writer of one message."""
    by_initial = {name[0]: name for name in people}
    return {
        "participants": [{"name": escaped(name)} for name in people],
        "messages": [
            {"sender_name": escaped(by_initial[letter]), "timestamp_ms": at, "content": "secret"} for letter in says
        ],
        "title": escaped(title),
        "thread_path": path,
    }


@pytest.mark.parametrize("key", ["friends", "friends_v2"])
def test_friends_of_every_age(key: str) -> None:
    """The accents in a friend's name are repaired."""
    friends = source({key: [{"name": escaped("Zoé Exemple"), "timestamp": 1577836800}]})
    assert facebook.claims(friends)
    assert list(facebook.read(friends)) == [
        Used(),
        Record("Zoé Exemple@1577836800", "Zoé Exemple", line=1),
        Said(OWNER, "Zoé Exemple@1577836800", "connected", since="2020-01-01", line=1),
    ]


def test_a_time_that_is_no_number_tells_friends_apart_all_the_same() -> None:
    """A friend's key contains the time, even if the time is invalid."""
    items = list(facebook.read(source({"friends_v2": [{"name": "Zoé", "timestamp": "\ud83d"}]})))
    assert items[:3] == [Used(), Record("Zoé@\ud83d", "Zoé", line=1), Said(OWNER, "Zoé@\ud83d", "connected", line=1)]


def test_homonyms_and_the_departed() -> None:
    """Two friends with the same name are two people. A friend who left Facebook is a placeholder."""
    entries = [
        {"name": "Marie Martin", "timestamp": 1},
        {"name": "Marie Martin", "timestamp": 2},
        {"name": "Utilisateur de Facebook", "timestamp": 3},
        {"name": ""},
        {"nom": "?"},
        7,
        {"name": "Marie Martin", "timestamp": 2},
    ]
    items = list(facebook.read(source({"friends_v2": entries})))
    assert [(item.key, item.name) for item in items if isinstance(item, Record)] == [
        ("Marie Martin@1", "Marie Martin"),
        ("Marie Martin@2", "Marie Martin"),
        ("Utilisateur de Facebook@3", None),
    ]
    assert [item for item in items if isinstance(item, Ignored | BadRow)] == [
        Ignored("no name"),
        BadRow(5, "not an entry with a name", '{"nom": "?"}'),
        BadRow(6, "not an entry with a name", "7"),
        Ignored("repeated"),
    ]


@pytest.mark.parametrize(
    ("key", "kind", "direction"),
    [
        ("sent_requests_v2", "invitation", "a_to_b"),
        ("rejected_requests_v2", "invitation", "b_to_a"),
        ("deleted_friends_v2", "removed", None),
        ("following_v3", "follow", "a_to_b"),
    ],
)
def test_other_lists_are_signals(key: str, kind: str, direction: str | None) -> None:
    """Friend requests, ended friendships and follows are signals, not links."""
    items = list(facebook.read(source({key: [{"name": "Cher", "timestamp": 1577836800}]})))
    [said] = [item for item in items if isinstance(item, Said)]
    assert (said.kind, said.link, said.direction) == (kind, None, direction)


@pytest.mark.parametrize(
    "document",
    [
        {"address_book_v2": {"address_book": [{"name": "Jo", "details": [{"contact_point": "+33600000001"}]}]}},
        {"address_book": {"address_book_v2": [{"name": "Jo", "details": [{"contact_point": "+33600000001"}]}]}},
    ],
    ids=["usual", "inverted"],
)
def test_address_book(document: object) -> None:
    """An uploaded address book gives evidence of people, but no links."""
    assert facebook.claims(source(document))
    assert list(facebook.read(source(document))) == [
        Used(),
        Record("address/+33600000001", "Jo", phones=("+33600000001",), line=1, lists_owner=True),
        Said(OWNER, "address/+33600000001", "address_book", None, line=1),
    ]


def test_synced_contacts() -> None:
    """Instagram's address book is read in the owner's language."""
    labels = ("Prénom", "Nom de famille", "Coordonnées")
    document = {
        "contacts_contact_info": [
            {
                "title": "",
                "string_map_data": {
                    label: {"value": escaped(value)} for label, value in zip(labels, each, strict=True)
                },
            }
            for each in [
                ("Zoé", "Exemple", "+33 6 00 00 00 01"),
                ("Jo", "", "jo@example.org"),
                ("Bo", "", "bo"),
                ("", "", ""),
            ]
        ]
    }
    assert instagram.claims(source(document))
    assert list(instagram.read(source(document))) == [
        Used(),
        Record(
            "address/+33 6 00 00 00 01",
            "Zoé Exemple",
            "Zoé",
            "Exemple",
            phones=("+33 6 00 00 00 01",),
            line=1,
            lists_owner=True,
        ),
        Said(OWNER, "address/+33 6 00 00 00 01", "address_book", None, line=1),
        Used(),
        Record("address/jo@example.org", "Jo", "Jo", emails=("jo@example.org",), line=2, lists_owner=True),
        Said(OWNER, "address/jo@example.org", "address_book", None, line=2),
        Used(),
        Record("address/Bo", "Bo", "Bo", line=3, lists_owner=True),
        Said(OWNER, "address/Bo", "address_book", None, line=3),
        Ignored("empty"),
        NotUnderstood("phone", "Coordonnées", 1, (Example(3, "bo", "not a phone number"),)),
    ]


def test_an_archive_joins_friends_and_messages(tmp_path: Path) -> None:
    """The files of one thread are joined. A friend in a thread has the same key as in the list of friends."""
    export = archive(
        tmp_path,
        **{
            "facebook-moi/friends_and_followers/friends.json": {
                "friends_v2": [{"name": escaped("Zoé"), "timestamp": 9}]
            },
            "facebook-moi/messages/inbox/x_1/message_1.json": thread("Zoé", "Moi", says="ZM"),
            "facebook-moi/messages/inbox/x_1/message_2.json": thread("Zoé", "Moi", says="ZZ", at=1_709_000_000_000),
            "facebook-moi/messages/inbox/y_2/message_1.json": thread("Moi", "Jo", says="M", path="inbox/y_2"),
        },
    )
    assert (facebook.claims(export), instagram.claims(export)) == (True, False)
    items = list(facebook.read(export))
    assert [(i.key, i.name) for i in items if isinstance(i, Record)] == [
        ("Zoé@9", "Zoé"),
        (OWNER, "Moi"),
        ("name/Jo", "Jo"),
    ]
    assert [(i.b, i.certainty, i.count, i.direction) for i in items if isinstance(i, Said) and i.kind == "message"] == [
        ("Zoé@9", "sure", 1, "a_to_b"),
        ("Zoé@9", "sure", 3, "b_to_a"),
        ("name/Jo", "probable", 1, "a_to_b"),
    ]
    assert sum(item.rows for item in items if isinstance(item, Used)) == 6


def test_no_message_is_ever_kept() -> None:
    """No item contains the text of a message."""
    assert "secret" not in repr(list(facebook.read(source(thread("Zoé", "Moi", says="ZM", title="Zoé")))))


def test_sharing_a_group_is_a_guess() -> None:
    """Any two members of a small group have a guessed link."""
    items = list(facebook.read(source(thread("Ana", "Ben", "Moi", says="AM", title="Rando"))))
    assert {(i.kind, i.certainty, i.detail) for i in items if isinstance(i, Said)} == {("group", "guess", "Rando")}
    assert sum(isinstance(item, Said) for item in items) == 3


def test_large_groups_are_ignored() -> None:
    """A group of sixteen people is ignored."""
    names = [chr(65 + number) for number in range(16)]
    assert list(facebook.read(source(thread(*names, says="AB")))) == [Ignored("large group", rows=2)]


def test_the_departed_are_one_placeholder_a_thread(tmp_path: Path) -> None:
    """In each thread, `Facebook user` is a separate placeholder."""
    export = archive(
        tmp_path,
        **{
            f"messages/inbox/{path}/message_1.json": thread("Facebook user", "Moi", says="FM", path=f"inbox/{path}")
            for path in ("a_1", "b_2")
        },
    )
    records = [item for item in facebook.read(export) if isinstance(item, Record)]
    assert [(record.key, record.name) for record in records] == [
        (OWNER, "Moi"),
        ("a_1/Facebook user", None),
        ("b_2/Facebook user", None),
    ]


@pytest.mark.parametrize(
    ("importer", "page"),
    [(facebook, "connections/friends/your_friends.html"), (instagram, "connections/followers_1.html")],
    ids=["facebook", "instagram"],
)
def test_pages_are_refused(tmp_path: Path, importer: object, page: str) -> None:
    """An export in HTML is recognised and refused. The error asks for JSON."""
    export = archive(tmp_path, **{page: '<html><div class="_a6-p">Zoé</div></html>'})
    others = {facebook, instagram} - {importer}  # type: ignore[arg-type]
    assert importer.claims(export)  # type: ignore[attr-defined]
    assert not any(other.claims(export) for other in others)  # type: ignore[attr-defined]
    with pytest.raises(BadInput, match="JSON"):
        list(importer.read(export))  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["your_friends.html", "message_1.html"])
def test_a_page_by_its_name_is_refused(name: str) -> None:
    """An HTML page with one of Facebook's file names is refused."""
    assert not facebook.claims(of_bytes("friends.html", b"<html>"))
    file = of_bytes(name, "<!doctype html><html><body>Zoé</body></html>".encode())
    assert facebook.claims(file)
    with pytest.raises(BadInput, match="JSON"):
        list(facebook.read(file))


def follow(**entry: object) -> dict[str, object]:
    return {"title": "", "media_list_data": [], "string_list_data": [{"timestamp": 1577836800, **entry}]}


@pytest.mark.parametrize(
    "entry",
    [
        follow(value="zoe_x", href="https://www.instagram.com/zoe_x"),
        {"title": "zoe_x", "string_list_data": [{"timestamp": 1577836800}]},
        follow(href="https://www.instagram.com/_u/zoe_x"),
        {"timestamp": 1577836800, "label_values": [{"label": "Username", "value": "zoe_x"}]},
    ],
    ids=["value", "title", "href", "labels"],
)
def test_a_follow_of_every_age(entry: dict[str, object]) -> None:
    """The user name is found in every form of Instagram's entries."""
    document = source({"relationships_following": [entry]})
    assert (instagram.claims(document), facebook.claims(document)) == (True, False)
    assert list(instagram.read(document)) == [
        Used(),
        Record("zoe_x", "zoe_x", urls=("https://www.instagram.com/zoe_x",), line=1),
        Said(OWNER, "zoe_x", "follow", None, since="2020-01-01", direction="a_to_b", line=1),
    ]


def test_following_one_another_is_probably_a_contact(tmp_path: Path) -> None:
    """Two accounts that follow each other are probably contacts. A single follow is no link."""
    export = archive(
        tmp_path,
        **{
            "followers_and_following/following.json": {"relationships_following": [follow(value="zoe_x")]},
            "followers_and_following/followers_1.json": [follow(value="zoe_x"), follow(value="jan"), {"nobody": 1}],
        },
    )
    assert (instagram.claims(export), facebook.claims(export)) == (True, False)
    items = list(instagram.read(export))
    assert [(i.b, i.link, i.certainty, i.direction) for i in items if isinstance(i, Said)] == [
        ("zoe_x", "contact", "probable", "both"),
        ("jan", None, "sure", "b_to_a"),
    ]
    assert [item.reason for item in items if isinstance(item, BadRow)] == ["no user name in it"]


@pytest.mark.parametrize(
    ("name", "kind", "direction", "link"),
    [
        ("your_friends.json", "connected", None, "contact"),
        ("friends.json", "connected", None, "contact"),
        ("removed_friends.json", "removed", None, None),
        ("sent_friend_requests.json", "invitation", "a_to_b", None),
        ("who_you've_followed.json", "follow", "a_to_b", None),
    ],
)
def test_a_list_in_the_owners_language(name: str, kind: str, direction: str | None, link: str | None) -> None:
    """If the labels are translated, the file's name states what the file lists."""
    labels = [{"label": "Nom", "value": escaped("Zoé Exemple")}, {"label": "URL", "value": "https://example.org"}]
    file = source([{"timestamp": 1577836800, "media": [], "label_values": labels, "fbid": "1"}], name)
    assert facebook.claims(file)
    assert not instagram.claims(file)
    used, record, said = facebook.read(file)
    assert (used, isinstance(record, Record) and record.name) == (Used(), "Zoé Exemple")
    assert isinstance(said, Said)
    assert (said.kind, said.direction, said.link, said.since) == (kind, direction, link, "2020-01-01")


@pytest.mark.parametrize("label", ["Username", "Nom d’utilisateur"])
def test_a_follow_in_the_owners_language(label: str) -> None:
    """If labels in a list of follows are translated, user names and full names are found."""
    labels = [{"label": escaped(label), "value": "zoe_x"}, {"label": "Name", "value": escaped("Zoé Exemple")}]
    file = source([{"timestamp": 1577836800, "label_values": labels}], "following.json")
    assert instagram.claims(file)
    assert not facebook.claims(file)
    assert [item for item in instagram.read(file) if isinstance(item, Record)] == [
        Record("zoe_x", "Zoé Exemple", aliases=("zoe_x",), urls=("https://www.instagram.com/zoe_x",), line=1)
    ]


def test_an_attachments_own_words_are_no_message() -> None:
    """Meta adds a text to each attachment. That text is not a message."""
    said = thread("Ana", "Moi", says="AAM", title="Ana")
    said["messages"][1]["content"] = "Ana sent an attachment."  # type: ignore[index]
    assert [item for item in facebook.read(source(said)) if isinstance(item, Used | Ignored)] == [
        Used(rows=2),
        Ignored("attachment"),
    ]


def test_the_owner_of_a_group_has_their_own_name() -> None:
    """If all people are in equally many threads, the user's name shows who is the owner."""
    file = source(thread("Ana", "Bea", "Moi", says="ABM", title="Choir")).of(Owner("Moi"))
    assert [(item.a, item.b) for item in facebook.read(file) if isinstance(item, Said)] == [
        (OWNER, "name/Ana"),
        (OWNER, "name/Bea"),
        ("name/Ana", "name/Bea"),
    ]


@pytest.mark.parametrize(
    "notice",
    [
        "You are now connected on Messenger.",
        "You and Zoé are now connected on Messenger.",
        "Vous êtes maintenant connecté(e) sur Messenger.",
        "Vous êtes maintenant en contact sur Messenger.",
        "Ihr seid jetzt auf Messenger verbunden.",
        "Ahora están conectados en Messenger.",
        "Ya estáis conectados en Messenger.",
        "Ora siete connessi su Messenger.",
        "Agora vocês estão conectados no Messenger.",
        "Jullie zijn nu verbonden via Messenger.",
        "Jesteście teraz połączeni w Messengerze.",
        "Ni är nu kontakter på Messenger.",
        "Теперь вы можете общаться в Messenger.",
        "Say hi to your new Facebook friend, Zoé.",
        "You can now message and call each other and see info like Active Status.",
        "Vous pouvez désormais vous écrire et vous appeler.",
        "Ihr könnt euch jetzt auf Messenger schreiben und anrufen.",
        "Zoé set the emoji to ❤.",
        "You named the group Ski.",
    ],
)
def test_a_notice_of_messenger_is_no_message(notice: str) -> None:
    """A notice that Messenger wrote is ignored, and proves no link."""
    document = thread("Zoé Exemple", "Moi Test", says="Z", title="Zoé Exemple")
    messages = document["messages"]
    assert isinstance(messages, list)
    messages[0]["content"] = escaped(notice)
    items = [*facebook.read(source(document, "message_1.json"))]
    assert [item for item in items if isinstance(item, Used | Ignored | Said)] == [Ignored("system")]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("Reacted ❤️ to your message", "reaction"),
        ("Zoé hat mit 👍 auf deine Nachricht reagiert", "reaction"),
        ("Ha reaccionado con ❤ a tu mensaje", "reaction"),
        ("Ha reagito con 😂 al tuo messaggio", "reaction"),
        ("Reagiu com ❤ à sua mensagem", "reaction"),
        ("Le gustó un mensaje", "reaction"),
        ("Zoé hat einen Anhang gesendet.", "attachment"),
        ("Zoé envió un archivo adjunto.", "attachment"),
        ("I reacted 😂 to your message", None),
        ("Ta réaction 😂 !", None),
        ("We named the group Ski.", None),
    ],
)
def test_what_meta_writes_in_the_owners_language(content: str, why: str | None) -> None:
    """Meta's reports of reactions and attachments are ignored in several languages."""
    document = thread("Zoé Exemple", "Moi Test", says="Z", title="Zoé Exemple")
    document["messages"][0]["content"] = escaped(content)  # type: ignore[index]
    items = [*facebook.read(source(document, "message_1.json"))]
    ignored = [item.why for item in items if isinstance(item, Ignored)]
    assert ignored == ([why] if why else [])


def test_a_message_that_two_files_of_a_thread_hold(tmp_path: Path) -> None:
    """A message in two files of a thread counts once."""
    one, two = (thread("Zoé", "Moi", says=says, title="Zoé") for says in ("ZM", "Z"))
    export = archive(
        tmp_path, **{"a/messages/inbox/x_1/message_1.json": one, "b/messages/inbox/x_1/message_1.json": two}
    )
    items = [*facebook.read(export)]
    assert [(item.b, item.count) for item in items if isinstance(item, Said)] == [("name/Zoé", 1), ("name/Zoé", 1)]
    assert [item.why for item in items if isinstance(item, Ignored)] == ["repeated"]


def test_a_friendship_of_the_future_has_no_date() -> None:
    """If a friend has a future date, the friend is kept. The date is left out and reported."""
    items = [*facebook.read(source({"friends_v2": [{"name": "Ana", "timestamp": 7_000_000_000}]}))]
    assert [item.since for item in items if isinstance(item, Said)] == [None]
    assert [item for item in items if isinstance(item, NotUnderstood)] == [
        NotUnderstood("since", "timestamp", 1, (Example(1, "2191-10-27", "a day in the future"),))
    ]


def test_what_was_unsent_or_lies_ahead_is_no_message(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unsent messages, future messages and notices about groups are ignored."""
    monkeypatch.setenv("NETCLI_NOW", "2024-03-20")
    document = thread("Zoé Exemple", "Moi Test", says="ZZZZM", title="Zoé Exemple")
    messages = document["messages"]
    assert isinstance(messages, list)
    messages[0]["is_unsent"] = True
    messages[1]["type"] = "Subscribe"
    messages[2]["timestamp_ms"] = 1_800_000_000_000
    items = [*facebook.read(source(document, "message_1.json"))]
    assert [item for item in items if isinstance(item, Used | Ignored)] == [
        Used(rows=2),
        Ignored("unsent"),
        Ignored("system"),
        Ignored("future"),
    ]


def test_chats_encrypted_end_to_end_come_in_an_archive_of_their_own(tmp_path: Path) -> None:
    """If two chats of an archive contain the same name, the name means one person."""

    def chat(name: str, *senders: str) -> dict[str, object]:
        return {
            "participants": [name, "Moi Test"],
            "threadName": f"{name}_12",
            "messages": [
                {"isUnsent": False, "senderName": sender, "text": "secret", "timestamp": 1710000000000, "type": "text"}
                for sender in senders
            ],
        }

    zoe, paul = chat("Zoé Exemple", "Moi Test", "Zoé Exemple"), chat("Paul Martin", "Paul Martin")
    exported = archive(tmp_path, **{"Zoé Exemple_12.json": zoe, "Paul Martin_3.json": paul, "media/a.jpg": ""})
    assert recognise(exported).network == "facebook"
    items = [*facebook.read(exported)]
    assert [(item.key, item.name) for item in items if isinstance(item, Record)] == [
        (OWNER, "Moi Test"),
        ("name/Zoé Exemple", "Zoé Exemple"),
        ("name/Paul Martin", "Paul Martin"),
    ]
    assert [(item.a, item.b, item.direction) for item in items if isinstance(item, Said)] == [
        (OWNER, "name/Zoé Exemple", "a_to_b"),
        (OWNER, "name/Zoé Exemple", "b_to_a"),
        (OWNER, "name/Paul Martin", "b_to_a"),
    ]
