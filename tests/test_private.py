"""Private people and links leave the book only if the user asks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .running import Netcli

FORMATS = ("json", "ndjson", "csv", "vcard", "vcard3", "graphml", "gexf", "dot", "mermaid", "edges")


@pytest.fixture
def secret(village: Netcli) -> Netcli:
    """A fixture: the village, with a private link between Zoé and Pierre."""
    village.ok("link", "me", "Pierre Martin", "--private")
    return village


def _links(book: Netcli, *words: str) -> list[tuple[int, int]]:
    return [(each["a"], each["b"]) for each in book.ok("export", *words)["result"]["links"]]


def test_marking_a_link_says_nothing_else_of_it(village: Netcli) -> None:
    """Marking a link as private changes nothing else. The user can remove the mark."""
    before = village.ok("show", "me")["result"]
    village.ok("link", "me", "Pierre Martin", "--private")
    marked = village.ok("show", "me")["result"]
    assert (marked["links"], marked["signals"]) == (before["links"], before["signals"])
    village.ok("link", "me", "Pierre Martin", "--no-private")
    assert (1, 2) in _links(village)


def test_a_new_link_may_be_private_from_the_start(village: Netcli) -> None:
    """`netcli link --private` makes a private link of the stated kind."""
    village.ok("link", "me", "Sophie Durand", "--kind", "friend", "--since", "2020", "--private")
    assert village.ok("show", "me", "Sophie Durand")["result"]["link"]["kinds"] == ["friend"]
    assert (1, 5) not in _links(village)


def test_a_private_link_is_in_no_export(secret: Netcli) -> None:
    """An export leaves out private links and their evidence. A warning counts these links."""
    document = secret.ok("export")
    (warning,) = document["warnings"]
    assert warning == {
        "code": "private",
        "file": None,
        "line": None,
        "message": "1 private link is left out; use --include-private to export private people and links",
        "people": 0,
        "links": 1,
    }
    result = document["result"]
    assert (1, 2) not in [(each["a"], each["b"]) for each in result["links"]]
    owners = {each["record"]: each["person"] for each in result["records"]}
    assert {1, 2} not in [{owners[each["a"]], owners[each["b"]]} for each in result["evidence"]]


def test_a_private_link_is_there_when_it_is_asked_for(secret: Netcli) -> None:
    """`--include-private` exports private links. An import keeps these links private."""
    assert (1, 2) in _links(secret, "--include-private")
    other = Netcli(secret.db.with_name("other.db"))
    whole = secret.db.with_name("whole.json")
    secret.ok("export", "--include-private", "-o", whole)
    other.ok("import", whole)
    assert (1, 2) not in _links(other)
    assert other.export() == secret.export()


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_leaves_the_link_out(secret: Netcli, format_: str) -> None:
    """Every export format leaves out the private link and says so."""
    outcome = secret("export", "--format", format_)
    assert outcome.code == 0
    assert (
        "1 private link is left out; use --include-private to export private people and links"
        in outcome.out + outcome.err
    )


def test_a_private_link_outlives_a_merge(secret: Netcli) -> None:
    """A merge keeps a private link private."""
    secret.ok("add", "P. Martin", "--email", "p.martin@example.com")
    secret.ok("merge", "P. Martin", "Pierre Martin", "--yes")
    assert secret.ok("export")["warnings"][0]["links"] == 1


def test_the_command_line_uses_and_shows_what_is_private(secret: Netcli) -> None:
    """The user's own questions use and show private people and links."""
    secret.ok("edit", "Jacques van der Berg", "--private")
    chain = secret.ok("path", "me", "Sophie Durand")["result"]["chains"][0]
    assert [person["id"] for person in chain["people"]] == [1, 2, 4, 5]
    assert any(each["name"] == "Jacques van der Berg" for each in secret.ok("list")["result"])


def _draft(book: Netcli, *words: str) -> Any:
    return book.ok("intro", "draft", "Sophie Durand", *words)


def test_a_draft_goes_around_private_links(secret: Netcli) -> None:
    """A draft avoids private links, except with `--include-private`."""
    told = _draft(secret)
    assert [person["id"] for person in told["result"]["chain"]["people"]] == [1, 3, 4, 5]
    assert told["warnings"][0]["links"] == 1
    whole = _draft(secret, "--include-private")
    assert [person["id"] for person in whole["result"]["chain"]["people"]] == [1, 2, 4, 5]


def test_a_draft_names_nobody_private(village: Netcli) -> None:
    """If every chain passes through a private person, no draft is written."""
    village.ok("edit", "Jacques van der Berg", "--private")
    outcome = village("intro", "draft", "Sophie Durand", "--json")
    assert (outcome.code, "Jacques" in outcome.out) == (5, False)
    assert outcome.json()["warnings"][-1]["people"] == 1
    assert village("intro", "draft", "Jacques van der Berg").code == 6


def test_mail_programs_are_not_told_private_addresses(village: Netcli) -> None:
    """`netcli query` leaves out private addresses unless `--include-private` is given."""
    village.ok("edit", "Aïcha O'Neil", "--private")
    told = village.ok("query", "aicha")
    assert (told["result"], told["warnings"][0]["people"]) == ([], 1)
    assert [each["email"] for each in village.ok("query", "aicha", "--include-private")["result"]] == [
        "aicha@example.org"
    ]


def test_a_file_named_after_somebody_private_does_not_name_them(book: Netcli, tmp_path: Path) -> None:
    """If a file is named after a private person, an export hides the name."""
    chat = tmp_path / "WhatsApp Chat with Rosa Blum.txt"
    chat.write_text("14/08/2024, 21:00 - Rosa Blum: hi\n14/08/2024, 21:01 - Zoé Exemple: hi\n")
    table = tmp_path / "rosa@blum.example.csv"
    table.write_text("name,email\nTim Tal,tim@example.org\nRosa Blum,rosa@blum.example\n")
    book.ok("import", chat, table)
    book.ok("edit", "--where", "rosa", "--private", "--yes")
    for format_ in FORMATS:
        text = book("export", "--format", format_).out.casefold()
        assert ("rosa" in text, "tim tal" in text) == (False, True)
    files = [each["file"].rpartition("/")[2] for each in book.ok("export")["result"]["batches"]]
    assert files == ["WhatsApp Chat with ….txt", "….csv"]


def test_a_chat_named_after_somebody_private_does_not_name_them(book: Netcli, tmp_path: Path) -> None:
    """If a chat's title names a private person, an export hides the name."""
    names = ("Tim Tal", "Ada Ost", "Zoé Exemple")
    thread = {
        "participants": [{"name": name} for name in names],
        "messages": [{"sender_name": name, "timestamp_ms": 1_710_000_000_000, "content": "hi"} for name in names],
        "title": "Rosa Blum's party",
        "thread_path": "inbox/party_1",
    }
    path = tmp_path / "message_1.json"
    path.write_text(json.dumps(thread), encoding="utf-8")
    book.ok("import", path)
    book.ok("add", "Rosa Blum")
    assert "Rosa Blum's party" in book("export").out
    book.ok("edit", "Rosa Blum", "--private")
    links = book.ok("export")["result"]["links"]
    assert {each["detail"] for link in links for each in link["evidence"]} == {"…'s party"}
    assert "Rosa" not in book("export").out


def test_a_link_of_others_does_not_say_who_is_private(book: Netcli) -> None:
    """If a link's note names a private person, an export hides the name."""
    for name in ("Rosa Blum", "Tim Tal", "Ada Ost"):
        book.ok("add", name)
    book.ok("link", "Tim Tal", "Ada Ost", "--note", "Blum, Rosa introduced them")
    book.ok("edit", "Rosa Blum", "--private")
    (link,) = book.ok("export")["result"]["links"]
    assert [each["detail"] for each in link["evidence"]] == ["… introduced them"]
    assert "Rosa" not in book("export").out
    assert "Rosa" in book.export()
