"""Tests of the page in headless Chromium. Run `npm ci` in `page/` first."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest

from ..running import Netcli

pytestmark = [pytest.mark.needs("node", "chromium"), pytest.mark.slow]

DRIVER: Final = Path(__file__).parents[2] / "page" / "test" / "browse.mjs"
ADÉBÁYỌ̀: Final = "Olu Adébáyọ̀"


@pytest.fixture
def sample(netcli: Netcli) -> Netcli:
    """A book with the sample data of `netcli demo`."""
    netcli.ok("demo")
    return netcli


def browse(netcli: Netcli, page: Path, *acts: tuple[object, ...], **options: object) -> list[Any]:
    """Write the page, perform *acts* in the browser, and return the results.

    The page must not use the network or the console.
    """
    netcli.ok("view", "-o", page, "--force", "--include-private")
    plan = json.dumps({"page": str(page), "acts": acts, **options})
    done = subprocess.run(["node", DRIVER], input=plan, capture_output=True, text=True, check=True, timeout=300)
    told = json.loads(done.stdout)
    assert (told["console"], told["requests"]) == ([], [])
    gave: list[Any] = told["gave"]
    return gave


AT: Final = "const [x, y] = page.view.onScreen(page.net.data.people.name.indexOf('{}')); [x, y]"
TOLD: Final = ("do", "document.getElementById('told').innerText")


def test_a_name_is_found_without_its_accents(sample: Netcli, tmp_path: Path) -> None:
    """A user can find a person without a mouse and without typing accents."""
    found = ("do", "document.getElementById('found').innerText")
    typed = (("press", "/"), ("type", "adebayo ol"), found, ("press", "Enter"), TOLD)
    *_, hits, _, told = browse(sample, tmp_path / "page.html", *typed)
    assert [text.startswith(ADÉBÁYỌ̀) for text in (hits, told)] == [True, True]


def test_two_clicks_light_the_chain(sample: Netcli, tmp_path: Path) -> None:
    """After clicks on two people, the page lists the chain of `netcli path`."""
    page = tmp_path / "page.html"
    names = ("Mei-Ling Chen", "Jacques Roy")
    places = browse(sample, page, *(("do", AT.format(name)) for name in names))
    listed = ("do", "[...document.querySelectorAll('#told ol > li > button')].map((each) => each.textContent)")
    first, second = (("click", *place) for place in places)
    *_, told, title = browse(sample, page, first, second, listed, TOLD)
    chain = sample.ok("path", *names)["result"]["chains"][0]
    assert told == [person["name"] for person in chain["people"]]
    assert title.startswith(f"{chain['hops']} hops, {chain['intermediaries']} intermediaries · {chain['band']} chance")


def test_chains_are_those_of_path(sample: Netcli, tmp_path: Path) -> None:
    """For 200 pairs, the page finds the same chains as `netcli path`."""
    people = [each["id"] for each in sample.ok("list", "--limit", "0")["result"]]
    drawn = random.Random(1967)
    pairs = [drawn.sample(people, 2) for _ in range(200)]
    rows = "".join(f"id:{a},id:{b}\n" for a, b in pairs)
    lines = sample("path", "--pairs", "-", "--max-hops", "0", stdin=f"from,to\n{rows}").out.splitlines()
    expected = []
    for answer in (json.loads(line)["result"] for line in lines):
        best = [person["id"] for person in answer["chains"][0]["people"]] if answer["found"] else None
        expected.append([best, str(answer["equally_short"])] if best else None)
    script = f"""{json.dumps(pairs)}.map(([a, b]) => {{
        const ids = page.net.data.people.id;
        const chain = page.shortest(page.net, ids.indexOf(a), ids.indexOf(b), page.allows());
        return chain && [chain.people.map((node) => ids[node]), String(chain.equallyShort)];
    }})"""
    (found,) = browse(sample, tmp_path / "page.html", ("do", script))
    assert found == expected
    assert sum(each is not None for each in found) > 100


@pytest.mark.parametrize("options", [{"dark": True}, {"touch": True, "size": [390, 844]}, {"size": [760, 600]}])
def test_it_works_in_the_dark_and_by_touch(sample: Netcli, tmp_path: Path, options: dict[str, object]) -> None:
    """A click or a tap on a person shows the person."""
    page = tmp_path / "page.html"
    (place,) = browse(sample, page, ("do", AT.format("Arihi Walker")), **options)
    _, told = browse(sample, page, ("tap" if "touch" in options else "click", *place), TOLD, **options)
    assert told.startswith("Arihi Walker")


def test_paper_holds_vectors_and_the_chain(sample: Netcli, tmp_path: Path) -> None:
    """The PDF of the page contains fonts and no bitmap."""
    pdf = tmp_path / "page.pdf"
    choose = "page.choose(page.net.me), page.choose(page.net.data.people.name.indexOf('Sophie Durand')), 0"
    browse(sample, tmp_path / "page.html", ("do", choose), ("pdf", str(pdf)))
    data = pdf.read_bytes()
    assert data.startswith(b"%PDF")
    assert [word in data for word in (b"/Font", b"/Subtype /Image")] == [True, False]


def test_hostile_names_are_shown_and_obeyed_by_nothing(book: Netcli, tmp_path: Path) -> None:
    """A name that contains markup is shown as text."""
    name = "<img src=x onerror=alert(1)></script>"
    book.ok("add", name)
    images = ("do", "document.querySelectorAll('img').length")
    acts = (("press", "/"), ("type", "img"), ("press", "Enter"), TOLD, images)
    *_, told, made = browse(book, tmp_path / "page.html", *acts)
    assert (told.splitlines()[0], made) == (name, 0)


def test_an_empty_page_says_what_to_do(book: Netcli, tmp_path: Path) -> None:
    """The page of a book with one person says that `netcli import` adds people."""
    (told,) = browse(book, tmp_path / "page.html", ("do", "document.getElementById('empty').innerText"))
    assert told == "Only one person is here yet: netcli import brings the others."


def test_a_screen_reader_is_told_the_chain_as_a_list(sample: Netcli, tmp_path: Path) -> None:
    """Screen readers announce the chain as a list."""
    choose = "page.choose(page.net.me), page.choose(page.net.data.people.name.indexOf('Sophie Durand')), 0"
    script = """[document.getElementById('told').getAttribute('aria-live'),
        [...document.querySelectorAll('#told ol > li > button')].map((each) => each.textContent),
        document.getElementById('picture').getAttribute('aria-label').slice(0, 12)]"""
    _, seen = browse(sample, tmp_path / "page.html", ("do", choose), ("do", script))
    names = ["You", "Pierre Martin", "Jacques Roy", "Sophie Durand"]
    assert seen == ["polite", names, "A picture of"]
