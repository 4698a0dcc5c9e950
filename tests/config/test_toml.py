"""Tests of changes to a TOML file."""

from __future__ import annotations

import tomllib

import pytest

from netcli.config import toml
from netcli.errors import BadInput

ENTRY = {"command": '/opt/"net" cli', "args": ["-m", "netcli"]}
OTHERS = '''# mine
model = "o9"

[mcp_servers.weather] # [mcp_servers.netcli]
command = "w"
args = [
  "a",
]

[tui]
theme = """
dark"""
'''


@pytest.mark.parametrize("before", ["", "a = 1", OTHERS, OTHERS.rstrip("\n")])
def test_a_table_comes_in_and_goes_out(before: str) -> None:
    """`toml.put` adds a table at the end. `toml.take` removes the table."""
    changed = toml.put(before, "mcp_servers", "netcli", ENTRY)
    assert changed.startswith(before)
    assert tomllib.loads(changed)["mcp_servers"]["netcli"] == ENTRY
    assert toml.put(changed, "mcp_servers", "netcli", ENTRY) == changed
    assert tomllib.loads(toml.take(changed, "mcp_servers", "netcli")) == tomllib.loads(before)


def test_a_table_of_before_is_replaced() -> None:
    """An old table is replaced together with its subtables."""
    text = f'[mcp_servers.netcli]\ncommand = "old"\n[mcp_servers.netcli.env]\nX = "1"\n\n{OTHERS}'.replace(
        '# mine\nmodel = "o9"\n', ""
    )
    changed = tomllib.loads(toml.put(text, "mcp_servers", "netcli", ENTRY))
    assert changed["mcp_servers"] == {"weather": {"command": "w", "args": ["a"]}, "netcli": ENTRY}
    assert changed["tui"] == {"theme": "dark"}


@pytest.mark.parametrize(
    "text",
    [
        "a = ",
        "mcp_servers = 1",
        'mcp_servers = {a = {command = "b"}}',
        '[mcp_servers]\nnetcli = {command = "inline"}',
        '[mcp_servers."netcli"]\ncommand = "quoted"',
    ],
)
def test_what_cannot_be_changed_safely_is_left_alone(text: str) -> None:
    """`toml.put` raises BadInput if it cannot change the file safely."""
    with pytest.raises(BadInput):
        toml.put(text, "mcp_servers", "netcli", ENTRY)
