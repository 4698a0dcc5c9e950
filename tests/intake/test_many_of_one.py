"""Tests of imports of very many rows about one person."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from ..running import Netcli

ROWS = 400
PAGE = "https://www.linkedin.com/in/ana-bell"


def word(number: int) -> str:
    """Return a different word for each number."""
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
    """The number of rows does not change which rows are merged."""
    path = tmp_path / "people.csv"
    lines = [header, *(row.format(number=number, word=word(number)) for number in range(ROWS))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    [entry] = book.ok("import", path)["result"]
    assert (entry["used"], entry["people"]["new"] + entry["people"]["unsure"]) == (ROWS, people)
    assert book.ok("where")["result"]["people"] == people + 1


FILES = 50
"""Number of files. The number is greater than `growths.MUCH` (20)."""


def links(chosen: Random) -> str:
    """Return a random CSV list of links of Ana Bell."""
    pairs = chosen.choice((["me,Ana Bell"], ["Ana Bell,me"], ["me,Ana Bell", "me,Ana Bell"], ["Ana Bell,Ben Roe"]))
    rows = [f"{pair},{chosen.choice(('friend', 'colleague'))},{chosen.randint(2001, 2003)}\n" for pair in pairs]
    return f"from,to,kind,since\n{''.join(rows)}"


def card(chosen: Random, number: int) -> str:
    """Return a random card, usually of Ana Bell."""
    lines = ["FN:Ana Bell"]
    what = chosen.choice(("note", "phone", "title", "company", "tag", "page", "nothing", "several"))
    said = {
        "note": f"NOTE:{word(chosen.randrange(9))}",
        "phone": f"TEL:+336{chosen.randrange(30):08}",
        "title": f"TITLE:{word(chosen.randrange(5))}",
        "company": f"ORG:Atelier {word(chosen.randrange(5))}",
        "tag": f"CATEGORIES:{word(chosen.randrange(20))}",
        "page": f"URL:https://example.org/{chosen.randrange(20)}",
    }
    lines += [*said.values()] if what == "several" else [said[what]] if what in said else []
    email = "ana@example.org"
    if number > FILES // 2 and chosen.random() < 0.15:
        rare = chosen.choice(("BDAY:1980-02-03", "NICKNAME:Anette", "name", "somebody", "brother"))
        if rare == "name":
            lines[0] = "FN:Ana Maria Bell"
        elif rare == "somebody":
            lines[0], email = "FN:Ben Roe", f"ben{number}@example.org"
        elif rare == "brother":
            lines[0] = "FN:Max Bell"
        else:
            lines.append(rare)
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, f"EMAIL:{email}", "END:VCARD", ""])


@pytest.mark.parametrize("lists", [0, 0.5, 1])
@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2))])
def test_a_folder_is_reported_as_its_files_one_by_one(tmp_path: Path, seed: int, lists: float) -> None:
    """An import of a folder gives the same result as separate imports of the files."""
    chosen, folder = Random(seed), tmp_path / "cards"
    folder.mkdir()
    for number in range(FILES):
        name = f"{number:02} of {chosen.randint(2001, 2020)}-05-{chosen.randint(1, 28):02}"
        if chosen.random() < lists:
            (folder / f"{name}.csv").write_text(links(chosen), encoding="utf-8")
        else:
            (folder / f"{name}.vcf").write_text(card(chosen, number), encoding="utf-8")
    reports, books = [], []
    for way, paths in (("at once", [folder]), ("one by one", sorted(folder.iterdir()))):
        book = Netcli(tmp_path / f"{way}.db")
        book.ok("init", "--me", "Moi Test")
        reports.append([entry for path in paths for entry in book.ok("import", path)["result"]])
        books.append({each: book.ok("export")["result"][each] for each in ("people", "links", "records")})
        assert book.ok("check")["result"]["problems"] == []
    assert [entry["people"] for entry in reports[0]] == [entry["people"] for entry in reports[1]]
    assert [entry["links"] for entry in reports[0]] == [entry["links"] for entry in reports[1]]
    assert books[0] == books[1]
