"""The sample book gives the answers of the founding article."""

from __future__ import annotations

import shlex
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from jsonschema import validate

from netcli.answers import schemas

from .running import Netcli

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

import article  # noqa: E402 - a script, found by the line above


def asked(sample: Netcli, *words: str) -> Any:
    """Return the result of a command on the sample book."""
    return sample(*words, "--json").json()["result"]


def test_the_files_are_what_the_script_writes() -> None:
    """`benchmarks/article.py` writes exactly the files in `examples/article`."""
    folder = ROOT / "examples" / "article"
    lying = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert lying == article.exports()


def test_sophie_is_three_hops_away(sample: Netcli) -> None:
    """Five chains to Sophie have three hops, and no chain is shorter."""
    found = asked(sample, "path", "me", "Sophie")
    names = [person["name"] for person in found["chains"][0]["people"]]
    assert names == ["Moi Test", "Pierre Martin", "Jacques Roy", "Sophie Durand"]
    assert (found["hops"], found["intermediaries"], found["equally_short"]) == (3, 2, 5)


def test_the_links_of_the_chain(sample: Netcli) -> None:
    """The first link of the chain has 42 messages. The last link is the weakest."""
    chain = asked(sample, "path", "me", "Sophie")["chains"][0]
    assert [(link["kind"], link["certainty"]) for link in chain["links"]] == [
        ("colleague", "sure"),
        ("contact", "sure"),
        ("contact", "probable"),
    ]
    messages = [each["count"] for each in chain["links"][0]["evidence"] if each["kind"] == "message"]
    assert (sum(messages), chain["weakest"]) == (42, 2)


def test_the_likeliest_chain_is_longer(sample: Netcli) -> None:
    """The likeliest chain has four hops and leads through Sophie's sister Camille."""
    found = asked(sample, "path", "me", "Sophie", "--by", "chance")
    assert [person["name"] for person in found["chains"][0]["people"]][3:] == ["Camille Durand", "Sophie Durand"]


def test_an_island_is_apart(sample: Netcli) -> None:
    """No chain leads to Mere's group of four people."""
    no = asked(sample, "path", "me", "Mere Ngata-Cole")
    assert (no["reason"], no["reach"]["target"]) == ("apart", 4)


@pytest.mark.parametrize("name", ["Marie Martin", "Jose Garcia"], ids=["namesakes", "accents"])
def test_namesakes_stay_two(sample: Netcli, name: str) -> None:
    """Different people with the same or a similar name are not merged."""
    assert len([found for found in asked(sample, "find", name) if found["score"] > 0.95]) == 2


def test_demo_leaves_an_existing_book_alone(sample: Netcli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If NETCLI_DB names an existing book, `netcli demo` makes the sample book elsewhere."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = sample.db.read_bytes()
    told = sample.ok("demo")["result"]
    assert Path(told["book"]).is_relative_to(tmp_path)
    assert told["try"][0] == f"export NETCLI_DB={shlex.quote(told['book'])}"
    assert sample.db.read_bytes() == before


def test_demo_never_leaves_the_file_that_it_was_given(sample: Netcli) -> None:
    """If --db names an existing file, `netcli demo` fails without changing the file."""
    before = sample.db.read_bytes()
    outcome = sample("--db", sample.db, "demo")
    assert (outcome.code, outcome.out, outcome.err) == (
        73,
        "",
        f"netcli: {sample.db} exists; choose a new file for the sample: netcli --db FILE demo\n",
    )
    assert sample.db.read_bytes() == before


def test_demo_makes_a_book_in_a_new_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without NETCLI_DB, `netcli demo` makes the sample book in a temporary folder."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    document = Netcli(Path())("demo", "--json", environment={"NETCLI_DB": ""}).json()
    validate(document, schemas.document("demo"))
    told = document["result"]
    assert Path(told["book"]).is_relative_to(tmp_path)
    assert told["try"][:2] == [f"export NETCLI_DB={shlex.quote(told['book'])}", 'netcli path me "Sophie"']
