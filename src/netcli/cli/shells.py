"""What shells need to know besides Typer's own completion: whether the place of the cursor takes a file."""

from __future__ import annotations

import os
from typing import Final

from typer._click.shell_completion import (
    CompletionItem,
    ShellComplete,
    _resolve_context,
    _resolve_incomplete,
    add_completion_class,
)
from typer._completion_classes import BashComplete, FishComplete, completion_init

ASKED: Final = "_NETCLI_FILES"
"""The variable by which a script asks for `FILES`."""
FILES: Final = ":files"
"""The only reply if nothing is known to fit, and a file may."""


class _WithFiles(ShellComplete):
    """A shell that completes file names itself, but only where a file may stand."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        """Return the completions, or `FILES`."""
        found = super().get_completions([*args], incomplete)
        if found or ASKED not in os.environ:
            return found
        place, _ = _resolve_incomplete(
            _resolve_context(self.cli, self.ctx_args, self.prog_name, args), args, incomplete
        )
        named = getattr(place, "metavar", None) or place.name or ""
        return [CompletionItem(FILES)] if "FILE" in named.upper() else []


class _Bash(_WithFiles, BashComplete):
    pass


class _Fish(_WithFiles, FishComplete):
    pass


def register() -> None:
    """Make Typer know the shells."""
    completion_init()
    add_completion_class(_Bash, "bash")
    add_completion_class(_Fish, "fish")
