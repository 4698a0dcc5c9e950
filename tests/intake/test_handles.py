"""Tests of how netcli shows people without a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..running import Netcli


@pytest.mark.parametrize(
    ("file", "text", "name"),
    [
        ("fdata.txt", "> zoe_x\n< zoe_x\n", "zoe_x"),
        ("following.csv", "Account address,Show boosts\nzoe@a.example,true\n", "zoe@a.example"),
        (
            "following.json",
            '{"relationships_following": [{"title": "", "string_list_data": [{"value": "zoe_x", "timestamp": 1}]}]}',
            "zoe_x",
        ),
        (
            "following.js",
            'window.YTD.following.part0 = [{"following": {"accountId": "7", "userLink": "https://x.com/zoe_x"}}]',
            "zoe_x",
        ),
    ],
    ids=["livejournal", "mastodon", "instagram", "x"],
)
def test_a_handle_is_a_name(book: Netcli, tmp_path: Path, file: str, text: str, name: str) -> None:
    """The handle that a person chose becomes the person's name."""
    path = tmp_path / file
    path.write_text(text, encoding="utf-8")
    book.ok("import", path)
    assert [(each["kind"], each["name"]) for each in book.ok("list")["result"]] == [("person", name)]


def test_a_number_is_shown_by_its_page(book: Netcli, tmp_path: Path) -> None:
    """If an account on the network X has no login, `netcli show` prints the address of the account's page."""
    path = tmp_path / "following.js"
    path.write_text('window.YTD.following.part0 = [{"following": {"accountId": "7"}}]', encoding="utf-8")
    book.ok("import", path)
    (account,) = (each for each in book.ok("list", "--all")["result"] if not each["me"])
    assert (account["kind"], account["name"]) == ("placeholder", None)
    assert book("show", f"id:{account['id']}").out.split()[0] == "x.com/i/user/7"


def test_a_login_of_digits_names_nobody(book: Netcli, tmp_path: Path) -> None:
    """An account with a login of digits is a placeholder."""
    path = tmp_path / "fdata.txt"
    path.write_text("> 12345\n< 12345\n", encoding="utf-8")
    book.ok("import", path)
    (account,) = (each for each in book.ok("list", "--all")["result"] if not each["me"])
    assert (account["kind"], account["name"], account["urls"]) == (
        "placeholder",
        None,
        ["https://12345.livejournal.com/"],
    )


def test_somebody_with_an_email_alone_is_shown_by_it(book: Netcli) -> None:
    """A person without a name is shown by their e-mail address."""
    book.ok("add", "-", stdin="email\njose@example.org\n")
    assert [line.split("\t")[1] for line in book("list").out.splitlines()] == ["jose@example.org"]
