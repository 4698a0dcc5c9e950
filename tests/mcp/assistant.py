"""A client that calls the MCP server in the process of the tests."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import anyio
import pytest

pytest.importorskip("mcp", reason="an extra")

from mcp.server import Server

from mcp import Client
from netcli.mcp.access import Access
from netcli.mcp.server import made

from ..running import Netcli


@dataclass
class Told:
    """The response of a tool."""

    document: Any
    is_error: bool
    written: str
    """The text of the response as it was sent."""

    @property
    def result(self) -> Any:
        """The result of the tool, which must have succeeded."""
        assert not self.is_error, self.document
        return self.document["result"]

    @property
    def error(self) -> Any:
        """The error of the tool, which must have failed."""
        assert self.is_error, self.document
        return self.document["error"]

    @property
    def text(self) -> str:
        """The whole response as JSON text."""
        return json.dumps(self.document, ensure_ascii=False)


class Assistant:
    """A client of an MCP server for one book."""

    def __init__(self, netcli: Netcli, **access: bool) -> None:
        self._netcli = netcli
        with patch.dict(os.environ, netcli.environment):
            self._server: Server[Any] = made(Access(netcli.db, **access))

    def tools(self) -> dict[str, Any]:
        """Return the tools of the server by name."""

        async def talk(client: Client) -> dict[str, Any]:
            return {tool.name: tool for tool in (await client.list_tools()).tools}

        return self._talk(talk)

    def call(self, name: str, *, now: str | None = None, **given: object) -> Told:
        """Call the tool *name* at the time *now*, and return the response."""

        async def talk(client: Client) -> Told:
            told = await client.call_tool(name, given)
            (block,) = told.content
            assert json.loads(block.text) == told.structured_content  # type: ignore[union-attr]  # all is text
            return Told(told.structured_content, told.is_error, block.text)  # type: ignore[union-attr]

        return self._talk(talk, now)

    def _talk(self, talk: Callable[[Client], Coroutine[Any, Any, Any]], now: str | None = None) -> Any:
        async def run() -> Any:
            async with Client(self._server) as client:
                return await talk(client)

        clock = {"NETCLI_NOW": now} if now else {}
        with patch.dict(os.environ, self._netcli.environment | clock):
            return anyio.run(run)
