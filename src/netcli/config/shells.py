"""How each shell is made to complete: which of its files is changed, and the lines that go in.

They load the script when the first name is completed, so that a shell starts no later, and always the script of the
netcli that is there.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

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
"""What the block of each shell holds."""


def of_user() -> str | None:
    """Return the shell that the user's surroundings name, if it is one of these."""
    name = Path(os.environ.get("SHELL", "")).name
    return name if name in LINES else None


def file(shell: str) -> Path:
    """Return the file of *shell* that is read when one begins, or when netcli is completed."""
    home = Path.home()
    if shell == "zsh":
        return Path(os.environ.get("ZDOTDIR") or home) / ".zshrc"
    if shell == "fish":
        return Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "fish" / "completions" / "netcli.fish"
    # a terminal of macOS starts bash as a login shell, which reads no .bashrc
    return home / (".bash_profile" if sys.platform == "darwin" else ".bashrc")
