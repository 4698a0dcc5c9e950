"""Helpers for the tests of identity."""

from __future__ import annotations

from typing import Any

from ..running import Netcli

LINKEDIN = "https://www.linkedin.com/in/"
COLUMNS = ("name", "email", "phone", "url", "company", "title", "city", "birthday")


def table(*rows: dict[str, str]) -> str:
    """Return *rows* as the CSV that `netcli import` and `netcli add -` read."""
    return "\n".join([",".join(COLUMNS), *(",".join(row.get(column, "") for column in COLUMNS) for row in rows), ""])


def brought(book: Netcli, name: str, *rows: dict[str, str]) -> Any:
    """Import *rows* as the file *name*, and return the report."""
    file = book.db.parent / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(table(*rows), encoding="utf-8")
    return book.ok("import", file)["result"][0]


def named(book: Netcli, name: str | None) -> list[int]:
    """Return the ids of all people whose name is exactly *name*."""
    return [person["id"] for person in book.ok("list", "--all", "--limit", "0")["result"] if person["name"] == name]


def waiting(book: Netcli, *options: str) -> dict[str, set[tuple[int, int]]]:
    """Return the waiting pairs by rule."""
    groups = book.ok("duplicates", "--limit", "0", *options)["result"]["groups"]
    return {group["rule"]: {(pair["a"]["id"], pair["b"]["id"]) for pair in group["pairs"]} for group in groups}
