"""The assistants that can start netcli as a server."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Final, NamedTuple

import platformdirs

from netcli.answers.shape import JSON
from netcli.config import edits, jsonc, toml
from netcli.config.edits import Edit
from netcli.errors import BadInput
from netcli.language import say

ENTRY: Final = "netcli"
"""The name of netcli's entry."""


class Client(NamedTuple):
    """An assistant. The environment variable `variable` overrides `folder`."""

    name: str
    maker: str
    folder: str
    file: str
    section: str = "mcpServers"
    form: ModuleType = jsonc
    variable: str | None = None
    typed: bool = False  # whether an entry must state that it talks over standard input and output

    def path(self) -> Path:
        """Return the path of the assistant's configuration file on this platform."""
        if self.variable and (folder := os.environ.get(self.variable)):
            return Path(folder) / self.file
        if self.folder.startswith("~"):
            return Path.home() / self.folder.removeprefix("~").lstrip("/") / self.file
        return platformdirs.user_config_path(self.folder, appauthor=False, roaming=True) / self.file


CLIENTS: Final[Mapping[str, Client]] = {
    "claude-desktop": Client("Claude Desktop", "Anthropic", "Claude", "claude_desktop_config.json"),
    "claude-code": Client("Claude Code", "Anthropic", "~", ".claude.json", variable="CLAUDE_CONFIG_DIR", typed=True),
    "cursor": Client("Cursor", "Anysphere, and the maker of the model", "~/.cursor", "mcp.json"),
    "vscode": Client(
        "VS Code", "Microsoft, and the maker of the model", "Code", "User/mcp.json", section="servers", typed=True
    ),
    "codex": Client(
        "Codex", "OpenAI", "~/.codex", "config.toml", section="mcp_servers", form=toml, variable="CODEX_HOME"
    ),
}
"""Assistants by their name on the command line."""


def command(db: str | None, options: Sequence[str]) -> list[str]:
    """Return the command that starts the server for the book *db* (None: the usual book)."""
    book = ["--db", db if "://" in db else str(Path(db).absolute())] if db else []
    return [sys.executable, "-m", "netcli", "mcp", *options, *book]


def put_in(client: Client, words: Sequence[str]) -> Edit:
    """Plan an edit that makes *client* start netcli with *words*.

    Raises BadInput if the client's file cannot be parsed.
    """
    with _naming(client):
        return edits.put_in(client.path(), _put(client, words))


def take_out(client: Client, words: Sequence[str]) -> Edit:
    """Plan an edit that removes netcli from *client*.

    *words* is the command that `put_in` added.
    """
    with _naming(client):
        take = partial(client.form.take, section=client.section, name=ENTRY)
        return edits.take_out(client.path(), _put(client, words), take)


def _put(client: Client, words: Sequence[str]) -> edits.Put:
    entry: JSON = {"type": "stdio"} if client.typed else {}
    entry |= {"command": words[0], "args": [*words[1:]]}
    return partial(client.form.put, section=client.section, name=ENTRY, entry=entry)


@contextlib.contextmanager
def _naming(client: Client) -> Iterator[None]:
    """Add the path of the client's file to each BadInput."""
    try:
        yield
    except BadInput as error:
        raise BadInput(say("{name}: {what}", name=client.path(), what=error.message), error.hint) from error
