"""The configuration file of each shell, and the lines that netcli adds."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

# the completion script is loaded only when a name is first completed, so that shells start fast
LINES: Final[Mapping[str, tuple[str, ...]]] = {
    "bash": (
        "_netcli_load() {",
        "    local script",
        '    script=$("$1" completion bash 2> /dev/null) && eval "$script" && return 124 # ask again, of the script',
        "}",
        "complete -F _netcli_load netcli netcli-contacts",
    ),
    "zsh": (
        "(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }",
        "_netcli_completion() {",
        "    local script",
        '    script=$($words[1] completion zsh 2> /dev/null) && eval "$script" && _netcli_completion "$@"',
        "}",
        "compdef _netcli_completion netcli netcli-contacts",
    ),
    "fish": ("netcli completion fish | source",),
}
"""The lines of the block for each shell."""


def of_user() -> str | None:
    """Return the user's shell, or None if `LINES` does not contain it."""
    name = Path(os.environ.get("SHELL", "")).name
    return name if name in LINES else None


def file(shell: str) -> Path:
    """Return the file to which netcli adds the lines for *shell*."""
    home = Path.home()
    if shell == "zsh":
        return Path(os.environ.get("ZDOTDIR") or home) / ".zshrc"
    if shell == "fish":
        return Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "fish" / "completions" / "netcli.fish"
    # Terminal on macOS starts bash as a login shell, which reads no .bashrc
    return home / (".bash_profile" if sys.platform == "darwin" else ".bashrc")
