"""Very many rows about one person, or with one key: recognised in a time that grows no faster than they do."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..running import Netcli

ROWS = 400
PAGE = "https://www.linkedin.com/in/ana-bell"


def word(number: int) -> str:
    """A word for each number."""
    return f"{chr(65 + number // 26 % 26)}{chr(97 + number % 26)}{chr(97 + number // 676)}on"


@pytest.mark.parametrize(
    ("header", "row", "people"),
    [
        ("name,email,company", "Ana Bell,ana@example.org,Atelier {word}", 1),
        ("name,email,city", "Ana Bell,ana@example.org,{word}", 1),
        ("name,email,phone", "Ana Bell,ana@example.org,+336{number:08}", 1),
        ("name,email,url", "Ana Bell,ana{word}@example.org," + PAGE, 1),
        ("name,email,url", "Ana Bell,ana{number}@example.org," + PAGE, ROWS),
        ("name,email", "{word} Bell,hello.you@example.org", ROWS),
    ],
    ids=["companies", "cities", "phones", "mailboxes", "numbered mailboxes", "names"],
)
def test_rows_that_differ(book: Netcli, tmp_path: Path, header: str, row: str, people: int) -> None:
    """They are whom they are when there are few; a page that a crowd claims makes nobody one."""
    path = tmp_path / "people.csv"
    lines = [header, *(row.format(number=number, word=word(number)) for number in range(ROWS))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    [entry] = book.ok("import", path)["result"]
    assert (entry["used"], entry["people"]["new"] + entry["people"]["unsure"]) == (ROWS, people)
    assert book.ok("where")["result"]["people"] == people + 1
