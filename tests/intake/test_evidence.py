"""Tests of invitations, endorsements and recommendations as evidence or signals."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ..running import Netcli

PAUL = "https://www.linkedin.com/in/paul"
TABLES = {
    "Invitations.csv": "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
    f'Moi Test,Paul Exemple,"9/5/26, 1:12 AM",,OUTGOING,,{PAUL}\n',
    "Endorsement_Received_Info.csv": "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,"
    f"Endorser Public Url,Endorsement Status\n2023/03/01 19:52:23 UTC,Choir,Paul,Exemple,{PAUL},ACCEPTED\n",
    "Recommendations_Received.csv": "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
    'Paul,Exemple,Dupuis,Directrice,great,"01/24/18, 03:00 PM",VISIBLE\n',
}
KINDS = {
    "Invitations.csv": "invitation",
    "Endorsement_Received_Info.csv": "endorsement",
    "Recommendations_Received.csv": "recommendation",
}
CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    f"Paul,Exemple,{PAUL},,Dupuis,Directrice,05 Mar 2024\n"
)


def shown(netcli: Netcli) -> tuple[list[str], list[str]]:
    """Return the kinds of Paul's evidence and the kinds of Paul's signals."""
    result: dict[str, Any] = netcli.ok("show", "Paul Exemple")["result"]
    links = [evidence["kind"] for link in result["links"] for evidence in link["evidence"]]
    return links, [signal["kind"] for signal in result["signals"]]


@pytest.mark.parametrize("table", TABLES)
def test_a_signal_beside_a_link_is_its_evidence(book: Netcli, tmp_path: Path, table: str) -> None:
    """If another file links two people, a signal becomes evidence of the link."""
    (tmp_path / table).write_text(TABLES[table], encoding="utf-8")
    book.ok("import", tmp_path / table)
    assert shown(book) == ([], [KINDS[table]])
    (tmp_path / "Connections.csv").write_text(CONNECTIONS, encoding="utf-8")
    book.ok("import", tmp_path / "Connections.csv")
    links, signals = shown(book)
    assert (sorted(links), signals) == (sorted(["connected", KINDS[table]]), [])


def test_a_file_that_says_nothing_of_its_owner_is_believed(book: Netcli, tmp_path: Path) -> None:
    """A file of job positions causes no warning about its owner."""
    path = tmp_path / "Positions.csv"
    path.write_text("Company Name,Title,Description,Location,Started On,Finished On\nDupuis,Chef,,,Jan 2015,\n")
    assert book.ok("import", path)["warnings"] == []
    assert any("positions" in record["fields"] for record in book.ok("export", "--format", "json")["result"]["records"])


def test_a_chat_of_the_owners_is_hers(book: Netcli, tmp_path: Path) -> None:
    """The user's name shows which messages of a chat the user wrote."""
    me = book.ok("show", "me")["result"]["person"]["name"]
    path = tmp_path / "_chat.txt"
    path.write_text(f"[12/03/2024, 10:11:12] Paul Exemple: salut\n[13/03/2024, 10:11:12] {me}: ok\n", encoding="utf-8")
    (entry,) = book.ok("import", path)["result"]
    assert (entry["people"]["new"], entry["links"]["new"]) == (1, 1)
    assert [link["certainty"] for link in book.ok("show", "me")["result"]["links"]] == ["sure"]


def test_praise_is_a_reason(book: Netcli, tmp_path: Path) -> None:
    """`netcli show` lists recommendations and endorsements beside the connection."""
    for name, text in {**TABLES, "Connections.csv": CONNECTIONS}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        book.ok("import", tmp_path / name)
    line = "  You   LinkedIn connection since 2024 · 1 recommendation · 1 endorsement   fair"
    assert line in book("show", "Paul Exemple").out.splitlines()
