"""Tests of the cost of imports, in function calls."""

from __future__ import annotations

import gc
from collections.abc import Callable
from cProfile import Profile
from pathlib import Path

import pytest

from netcli.importers import edges
from netcli.importers.source import of_bytes
from netcli.intake.prepare import prepare

from ..running import Netcli

FEW, MANY = 40, 160
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def counted(call: Callable[[], object]) -> int:
    """Return the number of calls of Python and C functions while *call* runs."""
    profile = Profile()
    gc.disable()  # the garbage collector calls functions of hypothesis, once hypothesis is in use
    try:
        with profile:
            call()
    finally:
        gc.enable()
    return sum(entry.callcount for entry in profile.getstats())


def calls(book: Netcli, path: Path) -> int:
    """Import *path*, and return the number of function calls."""
    return counted(lambda: book.ok("import", path))


def name(number: int) -> str:
    return f"{('Ana', 'Ben', 'Cleo', 'Dov')[number % 4]} {chr(65 + number % 26)}{'aeiou'[number // 26 % 5]}{number}son"


def cards(folder: Path, count: int) -> None:
    """Write *count* files, each with the card of a different person."""
    for number in range(count):
        lines = ("BEGIN:VCARD", "VERSION:3.0", f"FN:{name(number)}", f"EMAIL:p{number}@example.org", "END:VCARD", "")
        Path(folder, f"{number:03}.vcf").write_text("\r\n".join(lines), encoding="utf-8")


def mails(folder: Path, count: int, senders: int = MANY) -> None:
    """Write *count* messages to the owner, from *senders* different people."""
    for number in range(count):
        sender = number % senders
        lines = (
            f"Message-ID: <{number}@example.org>",
            f"From: {name(sender)} <p{sender}@example.org>",
            "To: Moi Test <moi@example.org>",
            "Date: Thu, 5 Mar 2020 10:00:00 +0000",
            "",
            "Hello",
        )
        Path(folder, f"{number:03}.eml").write_text("\r\n".join(lines), encoding="utf-8")


def mails_of_one(folder: Path, count: int) -> None:
    """Write *count* messages to the owner, from one person."""
    mails(folder, count, senders=1)


def cards_of_one(folder: Path, count: int) -> None:
    """Write *count* different cards of one person."""
    for number in range(count):
        says = ("FN:Ana Bell", "EMAIL:ana@example.org", f"NOTE:Note {number}", f"TEL:+336{number:08}")
        lines = ("BEGIN:VCARD", "VERSION:3.0", *says, "END:VCARD", "")
        Path(folder, f"{number:03}.vcf").write_text("\r\n".join(lines), encoding="utf-8")


def links_of_one(folder: Path, count: int) -> None:
    """Write *count* lists of links between the same two people."""
    for number in range(count):
        text = f"from,to,kind,since\nme,Ana Bell,friend,{1900 + number % 100}\n"
        Path(folder, f"{number:03}.csv").write_text(text, encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("write", [cards, cards_of_one, mails, mails_of_one, links_of_one])
def test_each_file_of_a_folder_costs_the_same(tmp_path: Path, write: Callable[[Path, int], None]) -> None:
    """The cost of a file does not grow with the number of earlier files."""
    took = []
    for count in (1, FEW, MANY):  # the first loads the program
        folder = tmp_path / f"files-{count}"
        folder.mkdir()
        write(folder, count)
        book = Netcli(tmp_path / f"{count}.db")
        book.ok("init", "--me", "Moi Test", "--email", "moi@example.org")
        took.append(calls(book, folder))
    _, few, many = took
    assert many < 1.1 * MANY / FEW * few


def test_a_later_edition_costs_no_more_than_the_first(book: Netcli, tmp_path: Path) -> None:
    """An import of a later edition costs less than the first import."""
    rows = [
        f"{name(number).replace(' ', ',')},https://www.linkedin.com/in/p-{number:x},,Atelier,Director,05 Mar 2020\n"
        for number in range(MANY)
    ]
    took = []
    for day, text in (("01", rows), ("02", [rows[0].replace("Director", "Owner"), *rows[1:]])):
        file = tmp_path / f"Connections-2026-01-{day}.csv"
        file.write_text(HEADER + "".join(text), encoding="utf-8")
        took.append(calls(book, file))
    assert took[1] < took[0]
    assert [batch["people"] for batch in book.ok("imports")["result"]] == [0, MANY]


def test_a_crowd_of_one_mailbox_is_compared_once(book: Netcli, tmp_path: Path) -> None:
    """If many people share an address, the second import costs less than half of the first import."""
    rows = [f"Ana Bell,ana@example.org,19{number // 12:02}-{number % 12 + 1:02}-20\n" for number in range(MANY)]
    took = []
    for edition in ("", "Ben Roe,ben@example.org,\n"):
        file = tmp_path / f"people-{len(took)}.csv"
        file.write_text(f"name,email,birthday\n{''.join(rows)}{edition}", encoding="utf-8")
        took.append(calls(book, file))
    assert took[1] < took[0] / 2


def test_a_further_row_of_a_list_of_links_costs_little() -> None:
    """A further row in a list of links takes fewer than 55 function calls."""
    pairs = [f"{name(a)},{name(b)},friend,2015\n" for a in range(80) for b in range(a)]
    took = []
    for rows in (1, 1_000, 3_000):  # the first loads the program
        source = of_bytes("links.csv", f"from,to,kind,since\n{''.join(pairs[:rows])}".encode())
        took.append(counted(lambda source=source: list(prepare(edges.read(source), "2026-11-30"))))
    _, few, many = took
    assert many - few < 55 * 2_000
