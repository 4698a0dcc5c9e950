"""Tests of conventions that all commands share."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest

from netcli.cli import FILTERED, SHORT, app

from ..running import EXAMPLES, Netcli, Outcome

WRITES = {
    "add": ("add", "Bo", "--email", "bo@example.org", "--tag", "new"),
    "link": ("link", "me", "Sophie Durand", "--kind", "friend", "--since", "2020"),
    "link --create": ("link", "me", "Ada Neumann", "--create"),
    "unlink": ("unlink", "me", "Pierre Martin"),
    "edit": ("edit", "Pierre Martin", "--company", "Alstom", "--remove-email", "pierre@example.org"),
    "tag": ("tag", "Pierre Martin", "old", "-rail"),
    "import": ("import", str(EXAMPLES / "csv" / "people.csv"), str(EXAMPLES / "viadeo" / "Contacts Viadeo.csv")),
    "merge": ("merge", "id:7", "id:6", "--yes"),
    "distinct": ("distinct", "id:7", "id:6"),
    "intro": ("intro", "asked", "Sophie Durand"),
    "undo": ("undo",),
    "undo --batch": ("undo", "--batch", "1", "--yes"),
}


@pytest.mark.parametrize("words", WRITES.values(), ids=list(WRITES))
def test_a_dry_run_writes_nothing_and_reports_the_same(village: Netcli, words: tuple[str, ...]) -> None:
    """A dry run changes nothing, and reports what the real run would change."""
    before, bytes_before = village.export(), village.db.read_bytes()
    told = village.ok(*words, "--dry-run")
    assert (village.export(), village.db.read_bytes()) == (before, bytes_before)
    assert told == _in_the_conditional(village.ok(*words))
    assert village.export() != before


def _in_the_conditional(told: Any) -> Any:
    """Convert the document of a real run into the document of the dry run."""
    result = told["result"]
    if isinstance(result, dict) and "undo" in result:
        result = result | {"undo": None}
    return told | {"query": told["query"] | {"dry_run": True}, "result": result}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(("find", "xylophone"), "nobody matches\n", id="find"),
        pytest.param(("list", "company:nowhere"), "nobody matches\n", id="list"),
        pytest.param(("imports",), "nothing has been imported yet\n", id="imports"),
        pytest.param(("intro", "list"), "no introductions\n", id="intro"),
    ],
)
def test_an_empty_list_is_said_in_words(book: Netcli, words: tuple[str, ...], told: str) -> None:
    """An empty list is reported in words, except with `--quiet` or `--json`."""
    assert book(*words) == Outcome(0, "", told)
    assert book(*words, "--quiet") == Outcome(0, "", "")
    assert book.ok(*words)["result"] == []


def test_a_dry_run_of_redo(village: Netcli) -> None:
    """A dry run of `netcli redo` changes nothing, and reports what the real run would change."""
    village.ok("undo")
    before = village.export()
    told = village.ok("redo", "--dry-run")
    assert village.export() == before
    assert told == _in_the_conditional(village.ok("redo"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(("add", "Bo"), "would add Bo; nothing written\n", id="add"),
        pytest.param(
            ("link", "me", "Sophie Durand"), "you and Sophie Durand would be linked; nothing written\n", id="link"
        ),
        pytest.param(
            ("unlink", "me", "Pierre Martin"),
            "you and Pierre Martin would no longer be linked; nothing written\n",
            id="unlink",
        ),
        pytest.param(
            ("merge", "id:7", "id:6", "-y"),
            "would merge Marie Martin id:6 into Marie Martin id:7; nothing written\n",
            id="me",
        ),
        pytest.param(
            ("import", str(EXAMPLES / "csv" / "people.csv")),
            "would add 5 people and 5 links; nothing written\n",
            id="im",
        ),
    ],
)
def test_a_dry_run_speaks_in_the_conditional(village: Netcli, words: tuple[str, ...], told: str) -> None:
    """A dry run reports what the command would do."""
    assert village(*words, "--dry-run").err == told


def test_a_dry_run_of_init_makes_no_book(netcli: Netcli, tmp_path: Path) -> None:
    """A dry run of `netcli init` creates neither the book nor its folder."""
    assert netcli("init", "--me", "Zoé", "--dry-run").code == 0
    assert netcli("init", "--me", "Zoé", "-n", "--db", tmp_path / "a" / "b" / "n.db").code == 0
    assert [path.name for path in tmp_path.iterdir()] == []


def test_a_dry_run_of_demo_makes_no_book(netcli: Netcli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    named = netcli("demo", "-n")
    unnamed = netcli("demo", "-n", environment={"NETCLI_DB": ""})
    told = "would create a book of 70 people and 87 links, all invented; nothing written\n"
    assert [(each.code, each.out, each.err) for each in (named, unnamed)] == [(0, "", told)] * 2
    assert [path.name for path in tmp_path.iterdir()] == []


def test_a_dry_run_of_restoring_an_export_makes_no_book(village: Netcli, tmp_path: Path) -> None:
    """A dry run that imports a whole export creates no book."""
    whole = tmp_path / "whole.json"
    village.ok("export", "-o", whole)
    other = Netcli(tmp_path / "new" / "n.db")
    told = other.ok("import", whole, "-n")
    assert (told["query"]["dry_run"], (tmp_path / "new").exists()) == (True, False)


def test_a_failing_init_makes_no_book(netcli: Netcli) -> None:
    """If `netcli init` fails, neither the book nor its folder exists."""
    assert netcli("init", "--me", "Zoé", "--email", "nope").code == 2
    assert not netcli.db.parent.exists()


@pytest.mark.parametrize("words", WRITES.values(), ids=list(WRITES))
def test_what_a_write_did_goes_to_stderr(village: Netcli, words: tuple[str, ...]) -> None:
    """If a command changes the book, stderr reports the changes. With `--quiet`, stderr is empty."""
    quiet = village(*words, "--dry-run", "--quiet")
    loud = village(*words, "--dry-run")
    assert (quiet.code, quiet.err, quiet.out) == (0, "", loud.out)
    assert loud.err != ""


def test_a_quiet_import_names_only_the_files_that_it_cannot_use(village: Netcli, tmp_path: Path) -> None:
    """With `--quiet`, an import prints only the files that netcli cannot use."""
    file = tmp_path / "people.csv"
    file.write_text("name,email\nAda Neumann,ada@example.org\n", "utf-8")
    assert village("import", str(file), "--quiet") == Outcome(0, "", "")
    gone = village("import", str(file), "gone.csv", "--quiet")
    assert (gone.code, gone.out, gone.err) == (66, "no such file: gone.csv; check its name\n", "")


def test_a_days_name_to_come_is_a_day(village: Netcli) -> None:
    """`netcli met` refuses words for future days, such as `tomorrow`."""
    for day in ("tomorrow", "demain", "next friday", "in 3 days", "lundi prochain"):
        assert village("met", "Pierre Martin", "--on", day).err == (
            f"netcli: {day} is in the future; only past days can be logged\n"
        )


def test_an_import_of_the_books_folder_passes_its_own_files_over(netcli: Netcli) -> None:
    """An import of the book's folder ignores files that netcli made."""
    netcli.ok("init", "--me", "Zoé Exemple")
    netcli.ok("backup")
    folder = netcli.db.parent
    (folder / "people.csv").write_text("name,email\nAda Neumann,ada@example.org\n", "utf-8")
    (folder / "notes.xyz").write_text("nothing", "utf-8")
    told = netcli.ok("import", str(folder))
    files = [Path(each["file"]).name for each in (*told["result"], *told["warnings"])]
    assert files == ["people.csv", "notes.xyz"]


def test_ndjson_is_the_list_line_by_line(village: Netcli) -> None:
    """Each line of NDJSON is an item of the JSON document's result."""
    lines = village("list", "--ndjson").out.splitlines()
    assert [json.loads(line) for line in lines] == village.ok("list")["result"]


def test_warnings_beside_ndjson_are_lines_of_stderr(village: Netcli) -> None:
    """With `--ndjson`, warnings are printed on stderr, one JSON object per line."""
    outcome = village("list", "--ndjson", "--limit", "1")
    assert [json.loads(line)["name"] for line in outcome.out.splitlines()] == ["Aïcha O'Neil"]
    (warning,) = map(json.loads, outcome.err.splitlines())
    assert (warning["schema"], warning["warning"]["code"]) == ("netcli.warning/1", "cut")


def test_a_double_dash_ends_options(village: Netcli) -> None:
    """After `--`, words that begin with a dash are arguments, not options."""
    village.ok("add", "--company=Exemple", "--", "--json")
    assert village.ok("find", "--", "--json")["result"][0]["person"]["name"] == "--json"
    assert village("show", "--", "--nobody").err.startswith("netcli: nobody called '--nobody'")


def test_filters_negate_with_a_leading_dash(village: Netcli) -> None:
    """A leading dash negates a filter, whether the filter comes first or last."""
    everybody = {person["name"] for person in village.ok("list", "company:airbus")["result"]}
    assert everybody == {"Aïcha O'Neil", "Jacques van der Berg", "Sophie Durand"}
    for words in (
        ("-tag:rail", "company:airbus"),
        ("company:airbus", "-tag:rail"),
        ("--", "company:airbus", "-tag:rail"),
    ):
        found = {person["name"] for person in village.ok("list", *words)["result"]}
        assert found == everybody - {"Sophie Durand"}


@pytest.mark.parametrize(
    "now",
    [
        *("yesterday", "2026-13-01", "12", "2026-11-23T25:00"),
        *("0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00"),  # no year of the calendar in UTC
    ],
)
@pytest.mark.parametrize(
    "words", [("list",), ("add", "Bo"), ("path", "me", "Sophie Durand")], ids=lambda words: words[0]
)
def test_a_clock_that_is_none(village: Netcli, words: tuple[str, ...], now: str) -> None:
    """An invalid NETCLI_NOW is wrong usage, even if the command needs no time."""
    outcome = village(*words, "--json", environment={"NETCLI_NOW": now})
    assert (outcome.code, outcome.out, outcome.error()["code"]) == (2, "", "usage")


@pytest.mark.parametrize("now", ["0001-01-01", "0999-06-01", "9999-12-31"])
def test_a_clock_at_an_end_of_the_calendar(netcli: Netcli, now: str) -> None:
    """If the clock shows an extreme year, commands that compute earlier or later days do not crash."""
    clock = {"NETCLI_NOW": now}
    said = {
        " ".join(words): netcli(*words, environment=clock).code
        for words in (
            ("demo",),
            ("add", "Bo Ek", "--birthday", "--01-15"),
            ("rhythm", "Bo Ek", "10y"),
            ("met", "Bo Ek", "--on", "3 weeks ago"),
            ("due",),
            ("due", "--fading"),
            ("dates",),
            ("brief", "Bo Ek"),
            ("path", "Sophie", "--spare"),
        )
    }
    unknown = {"met Bo Ek --on 3 weeks ago": 2} if now == "0001-01-01" else {}
    assert said == dict.fromkeys(said, 0) | unknown
    (bo,) = json.loads(netcli("list", "Bo Ek", "--json", environment=clock).out)["result"]
    assert bo["created"] == f"{now}T00:00:00Z"


def test_the_same_question_gives_the_same_bytes(village: Netcli) -> None:
    """With a fixed clock, the same command prints the same bytes again."""
    for words in (("path", "me", "Sophie Durand"), ("export",), ("show", "me"), ("history",)):
        assert village(*words, "--json").out == village(*words, "--json").out


def test_the_same_change_gives_the_same_bytes(village: Netcli, tmp_path: Path) -> None:
    """With a fixed clock, the same changes print the same bytes."""
    people, before = tmp_path / "people.csv", village.db.read_bytes()
    people.write_text("name,email\nBo,bo@example.org\n", "utf-8")
    told = []
    for _ in range(2):
        village.db.write_bytes(before)
        changes = (
            ("add", "Ann"),
            ("import", people),
            ("met", "Pierre"),
            ("merge", "Ann", "Bo", "--yes"),
            ("undo",),
            ("export",),
        )
        told.append([village(*words, "--json") for words in changes])
    assert told[0] == told[1]
    assert [outcome.code for outcome in told[0]] == [0] * 6


@pytest.mark.parametrize(
    ("option", "environment", "colored"),
    [
        ((), {}, False),
        (("--color", "always"), {}, True),
        ((), {"FORCE_COLOR": "1"}, True),
        ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
        (("--color", "never"), {"FORCE_COLOR": "1"}, False),
        (("--color", "auto"), {"FORCE_COLOR": "1"}, True),
    ],
)
@pytest.mark.parametrize("words", [("list",), ("add", "Bo"), ("show", "Nobody")], ids=["answer", "note", "error"])
def test_who_decides_on_colour(
    village: Netcli, words: tuple[str, ...], option: tuple[str, ...], environment: dict[str, str], colored: bool
) -> None:
    """`--color` overrides NO_COLOR, and NO_COLOR overrides FORCE_COLOR."""
    outcome = village(*words, *option, environment={"NO_COLOR": "", **environment})
    assert ("\x1b[" in outcome.out + outcome.err) is colored


def test_json_has_no_colour(village: Netcli) -> None:
    """JSON has no colours, even with `--color always`."""
    assert village("list", "--json", "--color", "always").out == village("list", "--json").out


def test_completion_is_silent_without_a_book(netcli: Netcli) -> None:
    """Without a book, completion prints nothing, creates nothing and exits with code 0."""
    outcome = netcli.process(
        environment={"_NETCLI_COMPLETE": "complete_bash", "COMP_WORDS": "netcli show zo", "COMP_CWORD": "2"}
    )
    assert (outcome.code, outcome.out.strip(), outcome.err) == (0, "", "")
    assert not netcli.db.exists()


def test_completion_offers_full_names(village: Netcli) -> None:
    """Completion ignores case and accents: `aic` completes to `Aïcha O'Neil`."""
    outcome = village.process(
        environment={"_NETCLI_COMPLETE": "complete_bash", "COMP_WORDS": "netcli show aic", "COMP_CWORD": "2"}
    )
    assert (outcome.code, outcome.out.strip(), outcome.err) == (0, "Aïcha O'Neil", "")


def test_the_module_is_the_program(village: Netcli) -> None:
    """`python -m netcli` prints what `netcli` prints."""
    words = ("path", "me", "Sophie Durand", "--json")
    assert village.process(*words) == village(*words)


def test_the_option_beats_the_environment(village: Netcli, tmp_path: Path) -> None:
    """`--db` overrides NETCLI_DB, before or after the name of the command."""
    other = tmp_path / "other.db"
    for words in (("--db", other, "init", "--me", "Ann"), ("list", "--all", "--db", other)):
        assert village(*words).code == 0
    document = json.loads(village("list", "--all", "--json", "--db", other).out)
    assert [person["name"] for person in document["result"]] == ["Ann"]


def test_no_question_off_a_terminal(village: Netcli) -> None:
    """Without a terminal, netcli does not ask which person is meant."""
    assert village.process("show", "Marie Martin", stdin="1\n").code == 4


@pytest.mark.parametrize(
    "line",
    [
        "show",
        "path",
        "path me",
        "path me Madonna --avoid",
        "path me Madonna --via",
        "reach --from",
        "link",
        "link me",
        "unlink me",
        "edit",
        "tag",
        "merge",
        "merge me",
        "split",
        "distinct me",
        "why me",
        "history",
        "import --owner",
        "intro draft",
        "intro asked",
        "intro asked Madonna --via",
    ],
)
def test_completion_knows_where_a_person_is_meant(village: Netcli, line: str) -> None:
    """Wherever a command takes a person, completion offers names."""
    words = f"netcli {line} soph"
    place = str(len(words.split()) - 1)
    surroundings = {"_NETCLI_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": place}
    assert village(environment=surroundings).out.strip() == "Sophie Durand"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["pth"], "unknown command 'pth'; did you mean 'path'?"),
        (["imprt"], "unknown command 'imprt'; did you mean 'import' or 'imports'?"),
        (["intro", "drft"], "unknown command 'drft'; did you mean 'draft'?"),
        (["xyzzy"], "unknown command 'xyzzy'; see netcli --help"),
    ],
)
def test_an_unknown_command(netcli: Netcli, words: list[str], said: str) -> None:
    """If a command is unknown, the error suggests similar commands."""
    outcome = netcli(*words)
    assert (outcome.code, outcome.err) == (2, f"netcli: {said}\n")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("show", "both names mean Moi Test; try: netcli show id:1"),
        ("link", "a link needs two different people; choose another person"),
        ("unlink", "a link needs two different people; choose another person"),
    ],
)
def test_one_person_named_twice(netcli: Netcli, command: str, said: str) -> None:
    """If both names mean the same person, the command fails with code 2."""
    netcli.ok("init", "--me", "Moi Test")
    outcome = netcli(command, "me", "Moi Test")
    assert (outcome.code, outcome.err) == (2, f"netcli: {said}\n")


def test_links_tell_whom_they_added(netcli: Netcli) -> None:
    """`netcli link -` lists the people who are new to the book."""
    netcli.ok("init", "--me", "Moi Test")
    netcli.ok("link", "me", "José Roth", "--create")
    outcome = netcli("link", "-", stdin="from,to\nme,José Roth\nme,Jos Roth\nJos Roth,李小龙\n")
    assert "  new to the book: Jos Roth, 李小龙\n" in outcome.out


def test_a_file_is_named_once_among_sources(netcli: Netcli, tmp_path: Path) -> None:
    """A person's sources list each file once."""
    netcli.ok("init", "--me", "Moi Test")
    cards = tmp_path / "a.csv"
    cards.write_text("name,email\nZoé Ex,z@example.org\nAda Ex,a@example.org\n")
    netcli.ok("import", cards)
    more = tmp_path / "b.csv"
    more.write_text("name,email\nPaul Ex,p@example.org\n")
    netcli.ok("import", more)
    assert f"sources  entered by hand; {cards}; {more}\n" in netcli("show", "me").out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("--first", "path", "Marie"),
            "--first stands before its command; write the option after the command: netcli path --first",
        ),
        (
            ("-k", "3", "path", "Marie"),
            "-k stands before its command; write the option after the command: netcli path -k",
        ),
        (("--frobnicate", "path", "Marie"), "No such option: --frobnicate; see netcli --help"),
    ],
)
def test_an_option_before_its_command_is_told_its_place(village: Netcli, words: tuple[str, ...], told: str) -> None:
    """If an option stands before its command, the error shows the right place."""
    outcome = village(*words)
    assert (outcome.code, outcome.err) == (2, f"netcli: {told}\n")


@pytest.mark.parametrize("name", FILTERED)
def test_no_option_is_taken_for_a_negated_filter(name: str) -> None:
    """SHORT contains all one-letter options of commands with filters."""
    command = app.get_command(None, name)  # type: ignore[arg-type]  # no context is looked at
    assert command
    short = {word for each in command.params for word in each.opts if len(word) == 2}
    assert short <= {*SHORT}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["list", "--sorty"], "No such option: --sorty; did you mean --sort?"),
        (["list", "--lim", "3"], "No such option: --lim; did you mean --limit?"),
        (["path", "--max-hop", "2"], "No such option: --max-hop; did you mean --max-hops?"),
        (["intro", "asked", "X", "--by", "Y"], "No such option: --by; see netcli intro asked --help"),
        (["whatif", "--gone", "P"], "No such option: --gone; see netcli whatif --help"),
        (["list", "-z", "x"], "nobody matches"),
        (["show", "-z"], "No such option: -z; see netcli show --help"),
    ],
)
def test_an_unknown_option(netcli: Netcli, words: list[str], said: str) -> None:
    """If an unknown option resembles a known option, the error suggests the known option."""
    netcli.ok("init", "--me", "Moi Test")
    assert netcli(*words).err == f"netcli: {said}\n".replace("netcli: nobody", "nobody")


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("duplicates --accept name_", ["name_birthday", "name_company"]),
        ("duplicates --rule name_", ["name_birthday", "name_company"]),
        ("export --format vcard", ["vcard", "vcard3"]),
        ("list --color a", ["auto", "always"]),
        ("intro draft --lang f", ["fr"]),
        ("help fi", ["filters", "find"]),
        ("schema mi", ["milgram"]),
        ("add Zoé --tag ra", ["rail"]),
    ],
)
def test_closed_values_are_completed(village: Netcli, line: str, offered: list[str]) -> None:
    """If an argument has only certain values, completion offers these values."""
    words = f"netcli {line}"
    place = str(len(words.split()) - 1)
    surroundings = {"_NETCLI_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": place}
    assert village(environment=surroundings).out.split() == offered


@pytest.mark.parametrize("word", ["/tmp/page.html", "./page", "~/page", "Page.HTML"])
def test_a_page_is_not_written_to_a_filter(village: Netcli, word: str) -> None:
    """A filter that looks like a file name is refused."""
    outcome = village("view", word)
    assert (outcome.code, outcome.err.partition(";")[0]) == (
        2,
        f"netcli: '{word}' is the name of a file, not a filter",
    )


def test_a_person_is_announced_once(village: Netcli) -> None:
    """If a command contains the same name twice, netcli prints only one line about the person found."""
    village.ok("link", "me", "Sophie Durand")
    told = village("path", "Sophie", "Sophie").err.splitlines()
    assert [each for each in told if each.startswith("Sophie is ")] == ["Sophie is Sophie Durand, Airbus"]
