"""Tests of `netcli export`: filters, output files, and imports of exported files."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from typing import Any

import pytest

from netcli.book import opened
from netcli.render.json import pieces

from ..running import Netcli, Outcome

FORMATS = ("ndjson", "csv", "vcard", "vcard3", "graphml", "gexf", "dot", "mermaid", "edges")


def _fresh(village: Netcli) -> Netcli:
    """Return a second book that contains only the owner Zoé."""
    other = Netcli(village.db.with_name("other.db"))
    other.ok("init", "--me", "Zoé Exemple", "--email", "zoe@example.org")
    return other


def _people(book: Netcli) -> list[dict[str, Any]]:
    """Return the fields of all people in *book*, without sources and times."""
    fields = (
        "kind",
        "name",
        "company",
        "title",
        "city",
        "me",
        "aliases",
        "emails",
        "phones",
        "urls",
        "tags",
        "birthday",
    )
    people = book.ok("export", "--include-private")["result"]["people"]
    return sorted(({field: each[field] for field in (*fields, "note")} for each in people), key=str)


def _links(book: Netcli) -> list[list[Any]]:
    """Return the fields of all links in *book*."""
    result = book.ok("export", "--include-private")["result"]
    called = {each["id"]: f"{each['name']} {each['emails']}" for each in result["people"]}
    fields = ("kinds", "since", "last_contact", "certainty")
    return sorted(
        [sorted((called[link["a"]], called[link["b"]])), *(link[f] for f in fields)] for link in result["links"]
    )


# --- filters ---------------------------------------------------------------------------------------------------------


def test_who_fits_and_nobody_else(village: Netcli) -> None:
    """A filtered export contains only the matching people and the links among them."""
    result = village.ok("export", "company:airbus")["result"]
    names = [person["name"] for person in result["people"]]
    assert names == ["Aïcha O'Neil", "Jacques van der Berg", "Sophie Durand"]
    people = {person["id"] for person in result["people"]}
    whole = village.ok("export")["result"]
    assert result["links"] == [link for link in whole["links"] if {link["a"], link["b"]} <= people]
    assert result["me"] is None
    told = json.dumps(result, ensure_ascii=False)
    assert not [name for name in ("Zoé", "zoe@", "Pierre", "Madonna", "Martin") if name in told]


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_obeys_filters(village: Netcli, format_: str) -> None:
    """In every format, a filtered export contains only the people who match."""
    text = village("export", "company:airbus", "--format", format_).out
    assert "Jacques" in text
    assert not [name for name in ("Zoé", "zoe@", "Pierre", "Madonna", "Martin") if name in text]


def test_people_around_somebody(village: Netcli) -> None:
    """`--ego` exports the people within `--radius` hops of a person."""
    around = village.ok("export", "--ego", "Jacques")
    assert around["query"]["ego"]["name"] == "Jacques van der Berg"
    names = [person["name"] for person in around["result"]["people"]]
    assert names == ["Pierre Martin", "Aïcha O'Neil", "Jacques van der Berg", "Sophie Durand"]
    assert len(village.ok("export", "--ego", "Jacques", "--radius", "2")["result"]["people"]) == 5
    assert len(village.ok("export", "--ego", "Jacques", "tag:rail")["result"]["people"]) == 2
    assert village.ok("export", "--ego", "me", "--radius", "0")["result"]["links"] == []


@pytest.mark.parametrize("format_", ["json", *FORMATS])
def test_private_people_stay_at_home(village: Netcli, format_: str) -> None:
    """Only `--include-private` exports private people. Otherwise a warning counts the people left out."""
    village.ok("edit", "Aïcha O'Neil", "--private", "--note", "plays the lute")
    outcome = village("export", "--format", format_)
    assert "cha O" not in outcome.out
    assert "lute" not in outcome.out
    if format_ == "json":
        (warning,) = outcome.json()["warnings"]
        assert (warning["code"], warning["people"]) == ("private", 1)
    else:
        assert "1 private person is left out; use --include-private to export private people and links" in outcome.err
    assert "cha O" in village("export", "--format", format_, "--include-private").out


def test_redacted(village: Netcli) -> None:
    """With `--redact`, every format contains only names, companies, and pairs of linked people."""
    village.ok("edit", "Sophie Durand", "--note", "lute", "--birthday", "1980-03-12", "--title", "Captain")
    result = village.ok("export", "--redact")["result"]
    assert [(each["name"], each["company"]) for each in result["people"]][1:3] == [
        ("Pierre Martin", "Thales"),
        ("Aïcha O'Neil", "Airbus"),
    ]
    assert len(result["links"]) == 6
    for format_ in ("json", *FORMATS):
        text = village("export", "--redact", "--format", format_).out
        hidden = ("example.org", "Toulouse", "rail", "lute", "1980", "Captain", "colleague", "2009", "2014")
        assert not [word for word in hidden if word in text], format_


def test_nobody_fits(village: Netcli) -> None:
    """If nobody matches, the export is empty and a warning is shown."""
    document = village.ok("export", "company:nowhere")
    assert (document["result"]["people"], document["warnings"][0]["code"]) == ([], "empty")
    outcome = village("export", "company:nowhere", "--format", "csv")
    assert (outcome.code, outcome.out.strip()) == (0, "name,email,phone,url,company,title,city,tag,birthday,note")
    assert outcome.err == "warning: nobody matches: the export is empty\n"


def test_tables_have_the_columns_that_are_read(village: Netcli) -> None:
    """`--excel-safe` escapes cells that begin like a formula. Otherwise a warning counts these cells."""
    rows = list(csv.DictReader(io.StringIO(village("export", "tag:rail", "--format", "csv").out, newline="")))
    assert [(row["name"], row["tag"]) for row in rows] == [("Pierre Martin", "rail"), ("Sophie Durand", "rail ::: drh")]
    village.ok("edit", "Pierre", "--note", "=1+1")
    assert "1 cell begins like a formula" in village("export", "tag:rail", "--format", "csv").err
    guarded = village("export", "tag:rail", "--format", "csv", "--excel-safe")
    assert ("'=1+1" in guarded.out, guarded.err) == (True, "")


def test_json_lines_are_people_in_full(village: Netcli) -> None:
    """`--ndjson` exports one person per line, in the same form as `netcli list`."""
    lines = village("export", "tag:rail", "--format", "ndjson").out.splitlines()
    listed = village.ok("list", "tag:rail")["result"]
    assert [json.loads(line) for line in lines] == sorted(listed, key=lambda person: int(person["id"]))
    assert village("export", "--ndjson", "tag:rail").out.splitlines() == lines
    outcome = village("export", "--ndjson", "company:nowhere")
    assert (outcome.out, json.loads(outcome.err)["warning"]["code"]) == ("", "empty")


# --- output files ----------------------------------------------------------------------------------------------------


def test_a_file_is_for_its_owner(village: Netcli) -> None:
    """Only the user can read an exported file. `--force` overwrites an existing file."""
    file = village.db.with_name("people.csv")
    document = village.ok("export", "--format", "csv", "-o", file)
    assert document["result"] == {
        "file": str(file),
        "bytes": file.stat().st_size,
        "people": 8,
        "links": 0,
        "left_out": 0,
    }
    assert file.stat().st_mode & 0o777 == 0o600
    file.write_text("precious")
    outcome = village("export", "--format", "csv", "-o", file)
    assert (outcome.code, file.read_text()) == (73, "precious")
    outcome = village("export", "--format", "csv", "-o", file, "--force")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", f"wrote 8 people to {file}\n")


def test_a_placeholder_in_a_file_is_no_person(village: Netcli) -> None:
    """The report of an export does not count placeholders as people."""
    cards = village.db.with_name("cards.vcf")
    cards.write_text("BEGIN:VCARD\nVERSION:3.0\nN:;;;;\nFN:\nURL:https://www.facebook.com/77\nEND:VCARD\n", "utf-8")
    assert village.ok("import", cards)["result"][0]["people"]["placeholders"] == 1
    for form in ("json", "csv", "gexf"):
        file = village.db.with_name(f"book.{form}")
        counts = "8 people and 1 placeholder" if form == "csv" else "8 people, 1 placeholder and 7 links"
        told = f"wrote {counts} to {file}\n"
        assert village("export", "--format", form, "-o", file) == Outcome(0, "", told)
        assert village.ok("export", "--format", form, "-o", file, "--force")["result"]["people"] == 8


@pytest.mark.parametrize("form", ["csv", "vcard", "json"])
def test_a_format_without_its_option_is_recognised(village: Netcli, form: str) -> None:
    """If the only filter is the name of a format, the warning suggests `--format`."""
    told = f"warning: nobody matches: the export is empty; did you mean --format {form}?\n"
    assert village("export", form).err == told
    assert village("export", form, "--format", "csv").err == told


def test_what_a_link_leads_to_is_written(village: Netcli) -> None:
    """An export writes to the target of a symbolic link, but not to a device."""
    file, link = village.db.with_name("file.csv"), village.db.with_name("link.csv")
    file.write_text("old")
    link.symlink_to(file)
    assert village("export", "--format", "csv", "-o", link, "--force").code == 0
    assert (link.is_symlink(), file.read_text()[:10]) == (True, "name,email")
    assert village("export", "--format", "csv", "-o", "/dev/null", "--force").code == 73


@pytest.mark.parametrize("format_", ["json", *FORMATS])
def test_a_file_holds_what_stdout_shows(village: Netcli, format_: str) -> None:
    """The file contains exactly the bytes of stdout. No temporary file remains."""
    file = village.db.parent / "out" / "file"
    file.parent.mkdir()
    assert village("export", "--format", format_, "-o", file).code == 0
    assert file.read_bytes().decode() == village("export", "--format", format_).out
    assert [each.name for each in file.parent.iterdir()] == ["file"]


@pytest.mark.parametrize(
    ("form", "people", "links", "told"),
    [
        ("ndjson", 8, 0, "8 people"),
        ("csv", 8, 0, "8 people"),
        ("edges", 0, 6, "6 links"),
        ("diary", 0, 0, "1 meeting"),
        ("vcard", 8, 6, "8 people and 6 links"),
    ],
)
def test_what_is_told_is_what_the_file_holds(village: Netcli, form: str, people: int, links: int, told: str) -> None:
    """The report counts only what the format can contain."""
    village.ok("met", "Pierre Martin")
    file = village.db.with_name(f"book.{form}")
    assert village("export", "--format", form, "-o", file).err == f"wrote {told} to {file}\n"
    result = village.ok("export", "--format", form, "-o", file, "--force")["result"]
    assert (result["people"], result["links"]) == (people, links)


@pytest.mark.parametrize(("format_", "what"), [("json", "8 people and 6 links"), ("csv", "8 people")])
def test_a_dry_run_makes_no_file(village: Netcli, format_: str, what: str) -> None:
    """A dry run creates no file. If the file exists, the dry run fails."""
    file = village.db.with_name("book.out")
    outcome = village("export", "--format", format_, "-o", file, "--dry-run")
    assert outcome.err == f"would write {what} to {file}; nothing written\n"
    assert not file.exists()
    file.write_text("precious")
    assert village("export", "-o", file, "--dry-run").code == 73


def test_a_dash_is_stdout(village: Netcli, monkeypatch: pytest.MonkeyPatch) -> None:
    """The output `-` is stdout, not a file."""
    monkeypatch.chdir(village.db.parent)
    assert village("export", "-o", "-").out == village("export").out
    assert not village.db.with_name("-").exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--format", "xlsx"), 2),
        (("--format", "gephi"), 2),
        (("--format", "csv", "--json"), 2),
        (("--ego", "Nobody At All"), 3),
        (("--ego", "Marie Martin"), 4),
        (("--format", "csv", "-o", "nowhere/file.csv"), 73),
        (("--format", "csv", "-o", "."), 73),
        (("colour:blue",), 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_written(
    village: Netcli, words: tuple[str, ...], code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each impossible export exits with the given code and prints nothing on stdout."""
    monkeypatch.chdir(village.db.parent)
    outcome = village("export", *words)
    assert (outcome.code, outcome.out) == (code, "")


def test_two_files_for_gephi(village: Netcli) -> None:
    """The export for Gephi is a folder with two tables."""
    folder = village.db.with_name("gephi")
    assert village.ok("export", "--format", "gephi", "-o", folder)["result"]["people"] == 8
    nodes, edges = (
        list(csv.DictReader(io.StringIO((folder / name).read_bytes().decode(), newline="")))
        for name in ("nodes.csv", "edges.csv")
    )
    assert {row["Id"] for row in nodes} >= {row[end] for row in edges for end in ("Source", "Target")}
    assert [*edges[0]][:6] == ["Source", "Target", "Type", "Weight", "Label", "Id"]
    assert {row["Type"] for row in edges} == {"Undirected"}
    assert (len(nodes), len(edges), folder.stat().st_mode & 0o777) == (8, 6, 0o700)
    assert village("export", "--format", "gephi", "-o", folder).code == 73
    assert village("export", "--format", "gephi", "-o", folder, "--force").code == 0


# --- imports of exported files ---------------------------------------------------------------------------------------


def _hard(village: Netcli) -> None:
    """Add names, notes and titles with special characters to the village."""
    village.ok("edit", "Sophie", "--note", 'A "quote", a \\ and a ;\nTwo lines, <b>&amp;</b>', "--birthday", "--03-12")
    village.ok("edit", "Jacques", "--title", "Head of R&D; Rail, Europe", "--phone", "+33612345678")
    village.ok("edit", "Pierre", "--url", "https://www.linkedin.com/in/pierre-martin", "--alias", "@pierre")
    village.ok("add", "李小龙", "--company", "=Exemple")
    village.ok("link", "李小龙", "Sophie Durand", "--kind", "friend", "--since", "2011-05")
    village.ok("link", "李小龙", "Sophie Durand", "--kind", "colleague")


def test_the_whole_book_comes_back(village: Netcli) -> None:
    """An import of a whole JSON export restores the book."""
    _hard(village)
    file = village.db.with_name("book.json")
    village("export", "--include-private", "-o", file)
    other = _fresh(village)
    other.ok("import", file)
    assert other.export() == file.read_text(encoding="utf-8")


def test_the_book_without_its_private_people_comes_back(village: Netcli) -> None:
    """An export without private people can be imported as an undamaged book."""
    village.ok("edit", "Aïcha O'Neil", "--private")
    file = village.db.with_name("book.json")
    village("export", "-o", file)
    other = Netcli(village.db.with_name("other.db"))
    other.ok("import", file)
    assert other.ok("check")["result"] == {"problems": [], "repaired": 0}
    assert [each["name"] for each in _people(other)] == [
        each["name"] for each in _people(village) if "cha" not in each["name"]
    ]


def test_some_people_come_back_as_one_more_source(village: Netcli) -> None:
    """An export of some people can be imported into another book."""
    file = village.db.with_name("some.json")
    village("export", "company:airbus", "-o", file)
    other = _fresh(village)
    (entry,) = other.ok("import", file)["result"]
    assert (entry["network"], entry["people"]["new"], entry["links"]["new"]) == ("netcli", 3, 2)


PARTS = {
    "some people": (["--format", "json", "company:airbus"], 66),
    "nobody": (["--format", "json", "company:nothing"], 65),
    "without names": (["--format", "json", "--redact"], 66),
    "lines": (["--format", "ndjson"], 66),
}
"""For each incomplete export: its options and the exit code of its import."""


@pytest.mark.parametrize("options", [[], ["--create"], ["--dry-run"], ["--owner", "me"]], ids=" ".join)
@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_a_book_makes_no_book(village: Netcli, part: str, options: list[str]) -> None:
    """If there is no book, an import of an incomplete export does not create a book."""
    filters, code = PARTS[part]
    file, other = village.db.with_name("part.json"), Netcli(village.db.with_name("new.db"))
    village("export", *filters, "-o", file)
    told = {66: f"there is no book at {other.db}", 65: f"{file}: the export contains nobody"}
    outcome = other("import", "--json", file, *options)
    assert (outcome.code, outcome.error()["message"], other.db.exists()) == (code, told[code], False)


def test_after_a_part_or_a_damaged_file_the_whole_book_comes_back(village: Netcli) -> None:
    """If there is no book, the first complete export restores the book."""
    part, damaged, whole = (village.db.with_name(name) for name in ("part.json", "damaged.json", "whole.json"))
    village("export", "company:airbus", "-o", part)
    village("export", "-o", whole)
    damaged.write_text(whole.read_text(encoding="utf-8")[:-100], encoding="utf-8")
    other = Netcli(village.db.with_name("new.db"))
    outcome = other("import", "--json", part, damaged, whole, part)
    told = [each["error"]["exit"] if "error" in each else each["read"] for each in outcome.json()["result"]]
    assert (outcome.code, told) == (66, [66, 65, 14, 5])


def test_a_book_that_lost_its_owner_needs_one(village: Netcli) -> None:
    """After an undo of `netcli init`, only a whole export can be imported."""
    part, whole = village.db.with_name("part.json"), village.db.with_name("whole.json")
    village("export", "company:airbus", "-o", part)
    village("export", "--include-private", "-o", whole)
    other = _fresh(village)
    other.ok("undo")
    assert other("import", "--json", part).error()["code"] == "no_owner"
    other.ok("import", whole)
    assert other.export() == whole.read_text(encoding="utf-8")


def test_another_persons_book_needs_a_book(village: Netcli) -> None:
    """With `--owner`, an import of a whole export creates no book."""
    file, other = village.db.with_name("book.json"), Netcli(village.db.with_name("new.db"))
    village("export", "-o", file)
    outcome = other("import", "--json", file, "--owner", "Bo Berg", "--create")
    assert (outcome.code, outcome.error()["code"], other.db.exists()) == (66, "no_book", False)


@pytest.mark.parametrize("format_", ["graphml", "gexf", "dot"])
def test_graphs_come_back(village: Netcli, format_: str) -> None:
    """An import of an exported graph restores all people and links."""
    _hard(village)
    file = village.db.with_name(f"book.{format_}")
    village("export", "--format", format_, "-o", file)
    other = _fresh(village)
    other.ok("import", file)
    assert (_people(other), _links(other)) == (_people(village), _links(village))


def test_tables_come_back(village: Netcli) -> None:
    """`netcli add -` and `netcli link -` restore exported tables. Only aliases are lost."""
    _hard(village)
    other = _fresh(village)
    other.ok("add", "-", stdin=village("export", "--format", "csv").out)
    other.ok("link", "-", stdin=village("export", "--format", "edges").out)
    aliases = [each | {"aliases": []} for each in _people(village)]
    assert (_people(other), _links(other)) == (aliases, _links(village))


def test_json_lines_come_back(village: Netcli) -> None:
    """`netcli add -` and `netcli import` both restore all people, including their aliases."""
    _hard(village)
    other = _fresh(village)
    other.ok("add", "-", stdin=village("export", "--format", "ndjson").out)
    assert _people(other) == _people(village)
    other.ok("undo")
    file = village.db.with_name("people.ndjson")
    village("export", "--format", "ndjson", "-o", file)
    (entry,) = other.ok("import", file)["result"]
    assert (entry["network"], entry["used"], entry["links"]["new"]) == ("netcli", 9, 0)
    assert _people(other) == _people(village)


@pytest.mark.parametrize("format_", ["vcard", "vcard3"])
def test_cards_come_back(village: Netcli, format_: str) -> None:
    """An import of exported cards restores all people and all links except guesses."""
    _hard(village)
    file = village.db.with_name("book.vcf")
    village("export", "--format", format_, "-o", file)
    other = _fresh(village)
    other.ok("import", file)
    assert _people(other) == _people(village)
    assert [link[:2] for link in _links(other)] == [link[:2] for link in _links(village) if link[-1] != "guess"]


def test_contacts_in_an_export_are_those_it_may_show(book: Netcli) -> None:
    """In an export, a person's number of contacts excludes private contacts and private links."""
    book.ok("link", "me", "Bo Lind", "--create")
    book.ok("link", "Bo Lind", "Ana Roth", "--create")
    book.ok("link", "Bo Lind", "Cy Vale", "--create", "--private")
    book.ok("edit", "Ana Roth", "--private")
    for options, contacts in (([], 1), (["--include-private"], 3)):
        people = book.ok("export", *options)["result"]["people"]
        assert [each["contacts"] for each in people if each["name"] == "Bo Lind"] == [contacts]


@pytest.mark.slow
def test_the_whole_book_is_written_as_it_is_read(book: Netcli) -> None:
    """The peak memory of an export is less than a quarter of the output's size."""
    rows = [f"Person {number},p{number}@example.org,{number % 9} Works" for number in range(6_000)]
    book.ok("add", "-", stdin="\n".join(["name,email,company", *rows, ""]))
    with opened(book.db) as large, large.export_streamed() as answer:
        tracemalloc.start()
        written = sum(map(len, pieces(answer)))
        held = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert held < written / 4, (held, written)
