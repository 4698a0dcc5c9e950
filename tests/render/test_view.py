"""Tests of the page that `netcli view` writes."""

from __future__ import annotations

import base64
import hashlib
import json
import math
import re
import stat
from pathlib import Path
from typing import Any

import pytest

from netcli.graph.model import nanonats

from ..running import Netcli


def data_of(page: str) -> Any:
    """Return the data that the script of the page reads."""
    return json.loads(re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)[0])


def drawn(netcli: Netcli, tmp_path: Path, *words: str) -> Any:
    """Write the page with `netcli view`, and return the data of the page."""
    netcli.ok("view", "-o", tmp_path / "page.html", "--force", *words)
    return data_of((tmp_path / "page.html").read_text("utf-8"))


def test_the_answer_counts_what_is_drawn(village: Netcli, tmp_path: Path) -> None:
    """`netcli view` reports the file and the numbers of people and links."""
    page = tmp_path / "page.html"
    result = village.ok("view", "-o", page)["result"]
    size = page.stat().st_size
    assert result == {"file": str(page), "bytes": size, "people": 8, "links": 6, "left_out": 0}


def test_without_a_file_it_is_kept_beside_the_book_for_its_owner_alone(village: Netcli) -> None:
    """Without `-o`, the page is stored beside the book. Only the user can read the page."""
    files = [village.ok("view")["result"]["file"] for _ in range(2)]
    assert files == [str(village.db) + ".view.html"] * 2
    assert stat.S_IMODE(Path(files[0]).stat().st_mode) == 0o600


def test_the_policy_lets_only_the_own_script_and_style_run(village: Netcli, tmp_path: Path) -> None:
    """The security policy of the page allows only the page's own script and style."""
    village.ok("view", "-o", tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text("utf-8")

    def digest(tag: str) -> str:
        text = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)[0]
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    assert re.findall(r'Content-Security-Policy" content="([^"]*)"', page) == [
        f"default-src 'none'; script-src {digest('script')}; style-src {digest('style')};"
        " base-uri 'none'; form-action 'none'"
    ]


def test_hostile_names_stay_text(book: Netcli, tmp_path: Path) -> None:
    """A name that contains `</script>` does not end the script."""
    name = "</script><script>alert(1)</script><!-- &amp; \u202eX"
    book.ok("add", name)
    data = drawn(book, tmp_path)
    page = (tmp_path / "page.html").read_text("utf-8")
    assert name in data["people"]["name"]
    assert page.count("<script>") == 1


def test_private_people_are_left_out_and_counted(village: Netcli, tmp_path: Path) -> None:
    """The page leaves out private people and counts them, except with `--include-private`."""
    village.ok("edit", "Pierre Martin", "--private")
    result = village.ok("view", "-o", tmp_path / "one.html")
    assert (result["result"]["people"], result["result"]["left_out"]) == (7, 1)
    assert result["warnings"][0]["code"] == "private"
    assert "Pierre" not in (tmp_path / "one.html").read_text("utf-8")
    assert "Pierre Martin" in drawn(village, tmp_path, "--include-private")["people"]["name"]


def test_ego_draws_those_around(village: Netcli, tmp_path: Path) -> None:
    """With `--ego PERSON --radius 1`, the page shows the person and everybody within one hop."""
    names = drawn(village, tmp_path, "--ego", "Sophie Durand", "--radius", "1")["people"]["name"]
    assert names == ["Jacques van der Berg", "Sophie Durand"]


def test_costs_are_those_of_path(village: Netcli, tmp_path: Path) -> None:
    """The page contains the chances and costs that `netcli path` uses."""
    data = drawn(village, tmp_path)
    links = data["links"]
    ends = [data["people"]["name"][node] for node in (links["a"][0], links["b"][0])]
    chance = village.ok("path", *ends)["result"]["chains"][0]["chance"]
    assert links["chance"][0] == chance
    assert links["cost"][0] == pytest.approx(nanonats(-math.log(chance)), abs=10)  # chances are told with nine digits


def test_a_book_of_one_person_is_drawn(book: Netcli, tmp_path: Path) -> None:
    """A book with one person can be drawn, and so can an empty selection."""
    assert drawn(book, tmp_path)["people"]["id"] == [1]
    result = book.ok("view", "nobody", "-o", tmp_path / "none.html")
    assert (result["result"]["people"], [each["code"] for each in result["warnings"]]) == (0, ["empty"])


def test_a_dry_run_writes_nothing(village: Netcli) -> None:
    """A dry run reports what it would draw and writes no file."""
    outcome = village("view", "--dry-run")
    assert outcome.err == f"would draw 8 people and 6 links: {village.db}.view.html; nothing written\n"
    assert not Path(f"{village.db}.view.html").exists()


def test_one_person_and_one_link_are_counted_in_the_singular(village: Netcli, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert village("view", "tag:drh", "-o", page, "--no-open").err == f"drew 1 person and 0 links: {page}\n"
    told = village("view", "company:airbus", "toulouse", "-aicha", "-o", page, "--no-open", "--force").err
    assert told == f"drew 2 people and 1 link: {page}\n"


def test_the_book_is_never_overwritten(village: Netcli) -> None:
    """`netcli view` refuses to overwrite the book, even with `--force`."""
    assert village("view", "-o", village.db, "--force").code == 73
