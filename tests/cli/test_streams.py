"""Tests of the standard streams: pipes, full devices and closed streams."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from ..running import Netcli

ANSWERS = {
    "words": "list",
    "colours": "list --color always",
    "JSON": "list --json",
    "export": "export",
    "help": "--help",
    "schema": "schema list",
}


def _shell(netcli: Netcli, words: str, redirection: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program in bash with a *redirection* of its streams."""
    line = f"{shlex.join(netcli.command(*shlex.split(words)))} {redirection}; exit ${{PIPESTATUS[0]}}"
    return subprocess.run(["bash", "-c", line], env=netcli.surroundings(), capture_output=True, check=False)


@pytest.mark.parametrize("words", ANSWERS.values(), ids=list(ANSWERS))
def test_a_reader_that_reads_nothing(village: Netcli, words: str) -> None:
    """If nobody reads stdout, the program exits with 141 and without an error."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        village.command(*shlex.split(words)),
        env=village.surroundings(),
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
@pytest.mark.parametrize("words", ANSWERS.values(), ids=list(ANSWERS))
def test_a_full_device(village: Netcli, words: str) -> None:
    """If stdout is a full device, the program prints one error line."""
    done = _shell(village, words, ">/dev/full")
    assert (done.returncode, done.stderr.count(b"\n")) == (74, 1)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
def test_a_write_whose_answer_is_lost(village: Netcli) -> None:
    """If the answer of a change cannot be printed, the change stays."""
    done = _shell(village, "add Bo --json", ">/dev/full")
    error = json.loads(done.stderr)["error"]
    assert (done.returncode, error["hint"]) == (
        74,
        "free some space and ask again; to see what was done: netcli history",
    )
    assert village("show", "Bo").code == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
def test_an_error_that_cannot_be_told(village: Netcli) -> None:
    """If stderr cannot be written, the exit code still states the error."""
    assert _shell(village, "show Nobody", "2>/dev/full").returncode == 3


@pytest.mark.parametrize(
    ("words", "redirection", "code"),
    [
        ("list", ">&-", 0),
        ("list --json", ">&-", 0),
        ("show Nobody", "2>&-", 3),
        ("add Bo", "2>&-", 0),
        ("add -", "<&-", 65),
        ("show 'Marie Martin'", "<&-", 4),
        ("add Bo", "<&- >&- 2>&-", 0),
    ],
)
def test_closed_streams_are_nobody(village: Netcli, words: str, redirection: str, code: int) -> None:
    """A closed stdin is empty. Output to a closed stream is discarded."""
    assert _shell(village, words, redirection).returncode == code
    assert village.ok("check")["result"] == {"problems": [], "repaired": 0}


def test_an_interrupt_while_the_program_loads(netcli: Netcli) -> None:
    """An interrupt during loading exits with code 130 and prints nothing."""
    loading = (
        "import sys\n"
        "class Interrupted:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'typer': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupted())\n"
        "from netcli.__main__ import main; main()\n"
    )
    done = subprocess.run([sys.executable, "-c", loading], env=netcli.surroundings(), capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


@pytest.mark.parametrize("words", [("--help",), ("path", "--help"), ("intro", "draft", "--help"), ("help", "find"), ()])
def test_help_in_a_pipe_is_plain(netcli: Netcli, words: tuple[str, ...]) -> None:
    """If stdout is a pipe, help has no frames and no colours."""
    outcome = netcli(*words)
    assert (outcome.code, outcome.err) == (0, "")
    assert all(line.isprintable() for line in outcome.out.splitlines())
    assert not set("╭─│╰") & set(outcome.out)


def test_help_shows_commands_by_group(netcli: Netcli) -> None:
    """Help lists the commands in the groups of the documentation."""
    shown = netcli("--help").out
    ask = shown.partition("\n\nAsk:\n")[2].splitlines()
    assert ask[0].split(maxsplit=1) == ["path", "Show who can introduce A to B, and why each step is believed."]
    assert ask[1].startswith("  reach ")
    assert "\n\nLook after:\n" in shown


@pytest.mark.parametrize("topic", [(), ("path",), ("chance",)])
def test_help_is_a_document_too(netcli: Netcli, topic: tuple[str, ...]) -> None:
    """With `--json`, the document has the same lines as the printed help page."""
    document = netcli.ok("help", *topic)
    assert "\n".join(document["result"]["lines"]) == netcli("help", *topic).out.rstrip("\n")
    assert json.dumps(document["query"]) == json.dumps({"topic": topic[0] if topic else None})


def test_what_was_piped_in_is_called_standard_input(book: Netcli) -> None:
    """Messages call piped input `standard input`. In JSON, the file's name is `-`."""
    made = book("link", "-", stdin="from,to\nme,Zoé Roth\n")
    assert made.out.splitlines()[0] == "standard input  hand, batch 1, as of 2026-11-23"
    assert "imported standard input: 1 new person" in book("history").out
    assert "standard input" in book("imports").out
    assert "removed the import of standard input (batch 1" in book("undo", "--batch", "1").err
    refused = book("import", "-", stdin="neither\n")
    assert refused.err.startswith("netcli: standard input: netcli does not know this format")
    assert [each["file"] for each in book.ok("imports")["result"]] == ["-"]
