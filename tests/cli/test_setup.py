"""Tests of `netcli setup`, which adds netcli to an assistant's file."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import netcli as package
from netcli.answers import schemas

from ..running import Netcli, Outcome

ROOT = Path(__file__).parents[2]
FILES = {
    "claude-desktop": ("config/Claude/claude_desktop_config.json", "mcpServers"),
    "claude-code": ("home/.claude.json", "mcpServers"),
    "cursor": ("home/.cursor/mcp.json", "mcpServers"),
    "vscode": ("config/Code/User/mcp.json", "servers"),
    "codex": ("home/.codex/config.toml", "mcp_servers"),
}
HELD = {
    ".json": '{\n    "theme": "dark",\n    "SECTION": {\n        "weather": {"command": "w"}\n    }\n}\n',
    ".toml": '# mine\nmodel = "o9"\n\n[SECTION.weather]\ncommand = "w"\n',
}
"""Content of an assistant's file before the setup, by suffix."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="where the files are")


def run(netcli: Netcli, folder: Path, *words: str) -> Outcome:
    """Run `netcli setup` for a user whose home folder is in *folder*."""
    surroundings = {"HOME": str(folder / "home"), "XDG_CONFIG_HOME": str(folder / "config")}
    surroundings |= {"CLAUDE_CONFIG_DIR": "", "CODEX_HOME": ""}
    return netcli("setup", *words, environment=surroundings)


def files(folder: Path) -> list[str]:
    """Return the paths of all files in *folder*, relative to *folder*."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def read(file: Path) -> Any:
    """Return the parsed content of a JSON or TOML file."""
    text = file.read_text("utf-8")
    return json.loads(text) if file.suffix == ".json" else tomllib.loads(text)


@pytest.mark.parametrize("client", FILES)
def test_each_assistant_has_its_file(client: str, netcli: Netcli, tmp_path: Path) -> None:
    """The setup creates a missing file. `--remove` deletes the file."""
    name, section = FILES[client]
    told = run(netcli, tmp_path, client, "--write", "--yes", "--json").json()
    assert told["result"] == {"client": client, "file": str(tmp_path / name), "backup": None, "written": True}
    Draft202012Validator(schemas.document("setup")).validate(told)
    entry = read(tmp_path / name)[section]["netcli"]
    assert entry["command"] == sys.executable
    assert entry["args"] == ["-m", "netcli", "mcp", "--write", "--db", str(netcli.db)]
    run(netcli, tmp_path, client, "--write", "--remove")
    assert files(tmp_path) == []


@pytest.mark.parametrize("client", FILES)
def test_what_else_the_file_holds_stays(client: str, netcli: Netcli, tmp_path: Path) -> None:
    """The setup keeps other entries. `--remove` restores the file and deletes the backup."""
    name, section = FILES[client]
    file = tmp_path / name
    file.parent.mkdir(parents=True)
    held = HELD[file.suffix].replace("SECTION", section)
    file.write_text(held, "utf-8")
    before = read(file)
    told = run(netcli, tmp_path, client, "--yes", "--json").json()
    assert told["result"]["backup"] == f"{file}.before-netcli"
    after = read(file)
    assert after[section].pop("netcli")["args"][2] == "mcp"
    assert after == before
    again = run(netcli, tmp_path, client, "--yes", "--json").json()
    assert (again["result"]["written"], again["result"]["backup"]) == (False, None)
    run(netcli, tmp_path, client, "--remove")
    assert (file.read_text("utf-8"), files(tmp_path)) == (held, [name])


@pytest.mark.parametrize("client", FILES)
@pytest.mark.parametrize("held", [False, True])
def test_whatever_it_was_told_meanwhile_goes(client: str, held: bool, netcli: Netcli, tmp_path: Path) -> None:
    """After two setups with different options, `--remove` deletes the entry and all backups."""
    name, section = FILES[client]
    file = tmp_path / name
    if held:
        file.parent.mkdir(parents=True)
        file.write_text(HELD[file.suffix].replace("SECTION", section), "utf-8")
    run(netcli, tmp_path, client, "--yes")
    run(netcli, tmp_path, client, "--details", "--yes")
    run(netcli, tmp_path, client, "--remove")
    assert files(tmp_path) == ([name] if held else [])
    assert not held or file.read_text("utf-8") == HELD[file.suffix].replace("SECTION", section)


def test_what_was_changed_since_stays(netcli: Netcli, tmp_path: Path) -> None:
    """If the user changed the file after the setup, `--remove` deletes only the entry."""
    file = tmp_path / FILES["cursor"][0]
    file.parent.mkdir(parents=True)
    file.write_text('{"mcpServers": {}}', "utf-8")
    run(netcli, tmp_path, "cursor", "--yes")
    file.write_text(file.read_text("utf-8").replace("{", '{"new": 1, ', 1), "utf-8")
    run(netcli, tmp_path, "cursor", "--remove")
    assert read(file) == {"new": 1, "mcpServers": {}}
    assert f"{FILES['cursor'][0]}.before-netcli" in files(tmp_path)


@pytest.mark.parametrize("client", ["cursor", "codex"])
def test_a_file_without_the_entry_is_left_alone(client: str, netcli: Netcli, tmp_path: Path) -> None:
    """`--remove` does not change a file that has no entry for netcli."""
    name, section = FILES[client]
    file = tmp_path / name
    file.parent.mkdir(parents=True)
    for text in ("", json.dumps({section: {}}) if client == "cursor" else "# mine\n"):
        file.write_text(text, "utf-8")
        told = run(netcli, tmp_path, client, "--remove", "--json").json()
        assert (told["result"]["written"], file.read_text("utf-8")) == (False, text)


def test_it_says_first_where_the_answers_go(netcli: Netcli, tmp_path: Path) -> None:
    """Without `--yes`, the setup is refused. The message states who receives the answers."""
    told = run(netcli, tmp_path, "claude-code", "--json")
    assert (told.code, told.out, told.error()["code"], files(tmp_path)) == (6, "", "refused", [])
    assert "to Anthropic: names" in told.error()["message"]
    done = run(netcli, tmp_path, "claude-code", "--details", "--yes", "--json")
    assert "e-mails, phones and notes" in done.json()["warnings"][0]["message"]


def test_a_dry_run_shows_what_would_come_in(netcli: Netcli, tmp_path: Path) -> None:
    """A dry run shows the new entry and writes nothing."""
    told = run(netcli, tmp_path, "codex", "--dry-run")
    file = tmp_path / FILES["codex"][0]
    assert (told.code, told.out, files(tmp_path)) == (0, "", [])
    assert told.err.splitlines()[:2] == [f"{file} gets:", "  [mcp_servers.netcli]"]
    assert f"would write netcli for Codex to {file}; nothing written" in told.err


@pytest.mark.parametrize("option", ["--yes", "--remove"])
@pytest.mark.parametrize("client", ["vscode", "codex"])
def test_a_file_that_is_not_understood_is_left_alone(client: str, option: str, netcli: Netcli, tmp_path: Path) -> None:
    """If the file is invalid, the setup fails and does not change the file."""
    file = tmp_path / FILES[client][0]
    file.parent.mkdir(parents=True)
    file.write_text("{ not yet", "utf-8")
    told = run(netcli, tmp_path, client, option, "--json")
    assert (told.code, str(file) in told.error()["message"]) == (65, True)
    assert (file.read_text("utf-8"), files(tmp_path)) == ("{ not yet", [FILES[client][0]])


def test_an_unknown_assistant_is_refused(netcli: Netcli, tmp_path: Path) -> None:
    """The exit code is 2, and the hint lists the supported assistants."""
    told = run(netcli, tmp_path, "clippy", "--json")
    assert (told.code, "claude-desktop" in told.error()["hint"]) == (2, True)


def test_the_registry_is_told_of_this_version() -> None:
    """`server.json` has the name of the distribution and the version of the package."""
    manifest = json.loads((ROOT / "server.json").read_text("utf-8"))
    (packed,) = manifest["packages"]
    assert (packed["identifier"], packed["transport"]) == ("netcli-contacts", {"type": "stdio"})
    assert {manifest["version"], packed["version"]} == {package.__version__}
    assert len(manifest["description"]) <= 100
