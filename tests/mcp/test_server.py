"""Tests of the MCP server as a separate program."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from typing import Any

import pytest

from ..running import Netcli

AUDITED = """
import sys
def watch(event, arguments):
    if event.startswith("socket."):
        print("a socket", event, *map(repr, arguments[1:]), file=sys.stderr)
sys.addaudithook(watch)
from netcli.cli import app
app.main(["mcp"])
"""
HELLO = (
    {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "tests", "version": "1"},
        },
    },
    {"jsonrpc": "2.0", "method": "notifications/initialized"},
    {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "path", "arguments": {"target": "Sophie"}}},
)


def test_a_conversation_opens_no_socket_but_asyncio_s_pair(village: Netcli) -> None:
    """The server opens no socket except asyncio's own pair."""
    pytest.importorskip("mcp", reason="an extra")
    with subprocess.Popen(
        [sys.executable, "-c", AUDITED],
        env=village.surroundings(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        assert running.stderr is not None
        answers: list[Any] = []
        for message in HELLO:
            running.stdin.write(json.dumps(message) + "\n")
            running.stdin.flush()
            if "id" in message:
                answers.append(json.loads(running.stdout.readline()))
        running.stdin.close()
        sockets = [line for line in running.stderr.read().splitlines() if line.startswith("a socket")]
        assert running.wait(60) == 0
    assert answers[0]["result"]["serverInfo"]["name"] == "netcli"
    assert answers[1]["result"]["structuredContent"]["result"]["hops"] == 3
    assert len(sockets) <= 2
    assert set(sockets) <= {f"a socket socket.__new__ {socket.AF_UNIX.value} {socket.SOCK_STREAM.value} 0"}


def test_without_a_book_it_does_not_start(netcli: Netcli) -> None:
    """Without a book, `netcli mcp` ends at once with exit code 66."""
    pytest.importorskip("mcp", reason="an extra")
    outcome = netcli.process("mcp")
    assert (outcome.code, outcome.out) == (66, "")


def test_without_the_extra_it_says_how_to_install_it(village: Netcli) -> None:
    """Without the package `mcp`, the error names the package to install."""
    without = "import sys; sys.modules['mcp'] = None; from netcli.cli import app; app.main(['mcp', '--json'])"
    done = subprocess.run(
        [sys.executable, "-c", without], env=village.surroundings(), capture_output=True, text=True, check=False
    )
    error = json.loads(done.stderr)["error"]
    assert (done.returncode, done.stdout, error["code"]) == (69, "", "not_installed")
    assert error["message"] == "netcli mcp needs the package mcp, which is not installed"
    assert "mcp>=2.3,<3" in error["hint"]
